"""Requests that staff accept or decline, moving a booking from its page, and agencies' keys."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.admin.desk import Desk
from tests.browser.admin.steps import choose_action, clipboard, field, go, open_booking
from tests.browser.house import write_selling
from tests.browser.orders import nights, order, selection
from tests.support.api import call
from tests.support.business import Portal, good


@pytest.fixture
def guest(desk: Desk) -> Portal:
    """A guest who has asked for a week; staff have not answered yet."""
    write_selling(desk.business, confirm="by_staff")
    return order(selection(desk.business, nights(desk.sold, "2027-03-01", "2027-03-08")))


def test_a_request_is_accepted(staff: Page, guest: Portal) -> None:
    open_booking(staff, guest.code)
    expect(staff.get_by_text("It waits for you")).to_contain_text(
        "Held until Mon, 22 Feb 2027, 10:00 (Lisbon time)"
    )
    choose_action(staff, "Accept")
    expect(staff.get_by_text("The booking is accepted")).to_be_visible()
    expect(staff.get_by_text("It waits for you")).to_have_count(0)
    staff.get_by_role("button", name="Actions").click()
    expect(staff.get_by_role("menuitem", name="Decline")).to_have_count(0)


def test_a_request_is_declined_with_a_reason(staff: Page, desk: Desk, guest: Portal) -> None:
    open_booking(staff, guest.code)
    choose_action(staff, "Decline")
    dialog = staff.get_by_role("dialog", name=f"Decline booking {guest.code}")
    expect(dialog).to_contain_text("what was held is free for others again")
    dialog.get_by_label("Reason").fill("We are full that week.")
    dialog.get_by_role("button", name="Decline it").click()
    expect(staff.get_by_text("The booking is declined")).to_be_visible()
    expect(staff.get_by_text("Cancelled by staff")).to_be_visible()
    assert desk.sent("POST", f"/staff/bookings/{guest.code}/cancellation") == {
        "type": "declined",
        "reason": "We are full that week.",
        "refund": "full",
        "expected_refund": 0,
    }


def test_a_booking_is_moved_from_its_page(staff: Page, desk: Desk, guest: Portal) -> None:
    open_booking(staff, guest.code)
    choose_action(staff, "Reschedule")
    dialog = staff.get_by_role("dialog", name=f"Move booking {guest.code}")
    dialog.get_by_label("Arrival").fill("2027-02-28")
    dialog.get_by_label("Room").select_option("Garden 2")
    dialog.get_by_role("button", name="Move the booking").click()
    expect(staff.get_by_text("The booking is moved")).to_be_visible()
    assert desk.sent("POST", f"/staff/bookings/{guest.code}/reschedule") == {
        "arrival": "2027-02-28",
        "departure": "2027-03-08",
        "unit": desk.sold.gardens[1],
        "expected_total": 72000,
    }


def test_an_agencys_keys_are_shown_once(staff: Page, desk: Desk) -> None:
    sun = {"name": "Sun Trips", "email": "desk@suntrips.example"}
    first = good(call("POST", "/staff/agencies", sun), 201)
    go(staff, "#/settings/agencies/new")
    field(staff, "Name").fill("Wave Tours")
    field(staff, "Email").fill("desk@wave.example")
    staff.get_by_role("button", name="Add the agency").click()
    expect(staff.get_by_label("Key", exact=True)).to_have_value("text-of-key-3")
    expect(staff.get_by_label("Key to try things out")).to_have_value("text-of-key-4")
    staff.get_by_role("button", name="Copy").first.click()
    expect(staff.get_by_text("Key copied")).to_be_visible()
    assert clipboard(staff) == "text-of-key-3"
    assert desk.sent("POST", "/staff/agencies") == {
        "name": "Wave Tours",
        "email": "desk@wave.example",
    }
    go(staff, f"#/settings/agencies/{first['id']}")
    staff.get_by_role("button", name="Remove").click()
    staff.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(staff.get_by_role("link", name="Wave Tours")).to_be_visible()
    expect(staff.get_by_role("link", name="Sun Trips")).to_have_count(0)
