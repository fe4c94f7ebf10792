"""Requests that staff accept or decline, moving a booking from its page, and agencies' keys."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.admin.desk_server import Desk
from tests.browser.admin.steps import choose_action, clipboard, field, go, open_booking


def requested(desk: Desk) -> str:
    """The code of a booking that waits for staff."""
    code = str(desk.bookings[0]["code"])
    page = desk.page(code)
    page["booking"].update(status="pending", awaits="staff", held_until="2026-11-23T10:00:00Z")
    page["staff_actions"].update(
        accept={"available": True}, decline={"available": True}, reschedule={"available": True}
    )
    return code


def test_a_request_is_accepted(staff: Page, desk: Desk) -> None:
    open_booking(staff, requested(desk))
    expect(staff.get_by_text("It waits for you")).to_contain_text(
        "Held until Mon, 23 Nov 2026, 10:00"
    )
    choose_action(staff, "Accept")
    expect(staff.get_by_text("The booking is accepted")).to_be_visible()
    expect(staff.get_by_text("It waits for you")).to_have_count(0)
    staff.get_by_role("button", name="Actions").click()
    expect(staff.get_by_role("menuitem", name="Decline")).to_have_count(0)


def test_a_request_is_declined_with_a_reason_and_all_money_back(staff: Page, desk: Desk) -> None:
    code = requested(desk)
    open_booking(staff, code)
    choose_action(staff, "Decline")
    dialog = staff.get_by_role("dialog", name=f"Decline booking {code}")
    expect(dialog).to_contain_text("€54.00 goes back.")
    dialog.get_by_label("Reason").fill("We are full that week.")
    dialog.get_by_role("button", name="Decline it").click()
    expect(staff.get_by_text("The booking is declined")).to_be_visible()
    expect(staff.get_by_text("Cancelled by staff")).to_be_visible()
    assert desk.asked("POST", f"/staff/bookings/{code}/cancellation")[-1].body == {
        "type": "declined",
        "reason": "We are full that week.",
        "refund": "full",
        "expected_refund": 5400,
    }


def test_a_booking_is_moved_from_its_page(staff: Page, desk: Desk) -> None:
    code = requested(desk)
    open_booking(staff, code)
    choose_action(staff, "Reschedule")
    dialog = staff.get_by_role("dialog", name=f"Move booking {code}")
    dialog.get_by_label("Arrival").fill("2027-01-03")
    dialog.get_by_label("Room").select_option("102")
    dialog.get_by_role("button", name="Move the booking").click()
    expect(staff.get_by_text("The booking is moved")).to_be_visible()
    assert desk.asked("POST", f"/staff/bookings/{code}/reschedule")[-1].body == {
        "arrival": "2027-01-03",
        "departure": "2027-01-06",
        "unit": "g2",
        "expected_total": 22500,
    }


def test_an_agencys_keys_are_shown_once(staff: Page, desk: Desk) -> None:
    go(staff, "#/settings/agencies/new")
    field(staff, "Name").fill("Wave Tours")
    field(staff, "Email").fill("desk@wave.example")
    staff.get_by_role("button", name="Add the agency").click()
    expect(staff.get_by_label("Key", exact=True)).to_have_value("key_live_1")
    expect(staff.get_by_label("Key to try things out")).to_have_value("key_test_1")
    staff.get_by_role("button", name="Copy").first.click()
    expect(staff.get_by_text("Key copied")).to_be_visible()
    assert clipboard(staff) == "key_live_1"
    assert desk.asked("POST", "/staff/agencies")[-1].body == {
        "name": "Wave Tours",
        "email": "desk@wave.example",
    }
    go(staff, "#/settings/agencies/sun")
    staff.get_by_role("button", name="Remove").click()
    staff.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(staff.get_by_role("link", name="Wave Tours")).to_be_visible()
    expect(staff.get_by_role("link", name="Sun Trips")).to_have_count(0)
