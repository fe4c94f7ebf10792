"""A booking's page and its Actions."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.admin.desk_server import Desk
from tests.browser.admin.steps import choose_action, clipboard, go, open_booking, rows


def section(page: Page, name: str) -> Locator:
    """A part of the booking's page, by its heading."""
    return page.get_by_role("region", name=name)


def confirmed(desk: Desk) -> str:
    """The code of a confirmed booking with a deposit paid."""
    return str(desk.bookings[0]["code"])


def test_has_what_is_needed_to_receive_the_guests(staff: Page, desk: Desk) -> None:
    open_booking(staff, confirmed(desk))
    expect(staff.get_by_role("heading", level=1)).to_contain_text("Anna Hemm")
    itinerary = section(staff, "Itinerary")
    expect(itinerary).to_contain_text("4 \u2013 6 January 2027, 2 nights, Bed and breakfast")
    expect(itinerary).to_contain_text("Surf lesson")
    expect(itinerary).to_contain_text("Tue, 5 Jan 2027, 09:00")
    price = section(staff, "Price")
    expect(price.get_by_role("row", name="Garden room")).to_contain_text("€135.00")
    expect(price.get_by_role("row", name="Tax 21%")).to_contain_text("€7.80")
    expect(price.get_by_role("row", name="Total")).to_contain_text("€180.00")
    expect(section(staff, "Payments").get_by_role("row", name="Deposit")).to_contain_text("€54.00")
    guests = section(staff, "Guests and check-in")
    expect(guests).to_contain_text("Vegan")
    expect(guests).to_contain_text("Not answered yetDiet")
    expect(section(staff, "Traveller")).to_contain_text("Estonian")
    expect(section(staff, "Agency")).to_contain_text("desk@suntrips.example")
    agreed = section(staff, "Agreed")
    expect(agreed).to_contain_text("Version 2 accepted, Sun, 1 Nov 2026, 09:30")
    expect(agreed).to_contain_text("Until 7 days before arrival, 18:00: free of charge")


def test_the_timeline_says_who_did_what_when_and_through_which_door(
    staff: Page, desk: Desk
) -> None:
    open_booking(staff, confirmed(desk))
    entries = section(staff, "Timeline").get_by_role("listitem")
    expect(entries).to_have_count(3)
    expect(entries.first).to_contain_text("Deposit paid")
    expect(entries.nth(1)).to_contain_text("Sun, 1 Nov 2026, 09:30 by Anna Hemm, customer portal")


def test_resends_the_confirmation_email(staff: Page, desk: Desk) -> None:
    open_booking(staff, confirmed(desk))
    choose_action(staff, "Resend confirmation email")
    expect(staff.get_by_text("The confirmation email is on its way")).to_be_visible()
    expect(section(staff, "Timeline")).to_contain_text("Confirmation email sent again")
    assert len(desk.asked("POST", r"/staff/bookings/\w+/confirmation-email")) == 1


def test_a_failed_action_is_said_until_it_is_read(staff: Page, desk: Desk) -> None:
    open_booking(staff, confirmed(desk))
    desk.fail(
        "POST", r"/staff/.*/confirmation-email", 409, "not-available", "Nobody has an address."
    )
    choose_action(staff, "Resend confirmation email")
    dialog = staff.get_by_role("dialog", name="This did not work")
    expect(dialog).to_contain_text("Nobody has an address.")


def test_the_customer_portal_is_shown_copied_and_opened(staff: Page, desk: Desk) -> None:
    code = confirmed(desk)
    open_booking(staff, code)
    link = desk.page(code)["link"]
    choose_action(staff, "View customer portal")
    dialog = staff.get_by_role("dialog", name="Customer portal")
    expect(dialog.get_by_label("Customer portal URL")).to_have_value(link)
    dialog.get_by_role("button", name="Copy").click()
    assert clipboard(staff) == link
    opened = dialog.get_by_role("link", name="Open")
    expect(opened).to_have_attribute("href", link)
    expect(opened).to_have_attribute("rel", "noopener noreferrer")
    staff.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(staff.get_by_role("button", name="Actions")).to_be_focused()


def test_copies_the_portal_link_from_the_menu(staff: Page, desk: Desk) -> None:
    open_booking(staff, confirmed(desk))
    choose_action(staff, "Copy portal link")
    expect(staff.get_by_text("Portal link copied")).to_be_visible()
    assert clipboard(staff) == desk.page(confirmed(desk))["link"]


def test_a_new_link_is_made_only_after_a_question(staff: Page, desk: Desk) -> None:
    open_booking(staff, confirmed(desk))
    choose_action(staff, "New link")
    question = staff.get_by_role("dialog", name="Make a new link?")
    expect(question).to_contain_text("stops working at once")
    question.get_by_role("button", name="Back").click()
    assert desk.asked("POST", r"/staff/bookings/\w+/link") == []
    choose_action(staff, "New link")
    question.get_by_role("button", name="Make a new link").click()
    shown = staff.get_by_role("dialog", name="Customer portal").get_by_label("Customer portal URL")
    expect(shown).to_have_value(re.compile("version-2"))
    assert shown.input_value() == desk.page(confirmed(desk))["link"]


def test_cancels_with_type_reason_and_refund(staff: Page, desk: Desk) -> None:
    code = confirmed(desk)
    open_booking(staff, code)
    choose_action(staff, "Cancel booking")
    dialog = staff.get_by_role("dialog", name=f"Cancel booking {code}")
    expect(dialog.get_by_label("By the policy")).to_be_checked()
    expect(dialog).to_contain_text("€36.00 back, €18.00 kept")
    dialog.get_by_role("button", name="Cancel this booking").click()
    expect(dialog).to_contain_text("Choose why the booking is cancelled.")
    expect(dialog.get_by_label("Cancellation type")).to_be_focused()
    dialog.get_by_label("Cancellation type").select_option("Wrong dates")
    dialog.get_by_label("Reason").fill("They meant June 🌞")
    dialog.get_by_label("All of it").check()
    expect(dialog).to_contain_text("The traveller gets €54.00 back.")
    dialog.get_by_role("button", name="Cancel this booking").click()
    expect(staff.get_by_text("Cancelled by staff")).to_be_visible()
    expect(staff.get_by_text("€54.00 given back, €0.00 kept.")).to_be_visible()
    assert desk.asked("POST", r"/staff/bookings/\w+/cancellation")[0].body == {
        "type": "wrong_dates",
        "reason": "They meant June 🌞",
        "refund": "full",
        "expected_refund": 5400,
    }


def test_amounts_that_changed_meanwhile_are_shown_before_anything_happens(
    staff: Page, desk: Desk
) -> None:
    code = confirmed(desk)
    open_booking(staff, code)
    choose_action(staff, "Cancel booking")
    dialog = staff.get_by_role("dialog")
    dialog.get_by_label("Cancellation type").select_option("Weather")
    paid = desk.page(code)["payments"]["paid"]
    desk.quote = {
        "available": True,
        "refund": {**paid, "amount": 100},
        "fee": {**paid, "amount": paid["amount"] - 100},
        "paid": paid,
        "policy": "Flexible",
        "free_until": None,
        "free_until_local": None,
        "time_zone": "Europe/Lisbon",
        "tiers": [],
    }
    dialog.get_by_role("button", name="Cancel this booking").click()
    expect(dialog).to_contain_text("Please look at the amounts again.")
    expect(dialog).to_contain_text("€1.00 back, €53.00 kept")
    assert desk.page(code)["booking"]["status"] == "confirmed"
    expect(dialog.get_by_label("Cancellation type")).to_have_value("weather")
    dialog.get_by_role("button", name="Cancel this booking").click()
    expect(staff.get_by_text("€1.00 given back")).to_be_visible()


def test_a_quote_that_says_no_gives_the_reason(staff: Page, desk: Desk) -> None:
    open_booking(staff, confirmed(desk))
    desk.quote = {
        "available": False,
        "reason": "This stay is over.",
        "code": "stay_over",
        "since": "2027-01-07T00:00:00Z",
    }
    choose_action(staff, "Cancel booking")
    expect(staff.get_by_role("dialog")).to_contain_text(
        "This stay is over. Since Thu, 7 Jan 2027, 00:00."
    )


def test_what_cannot_be_done_is_listed_with_why_and_since_when(staff: Page, desk: Desk) -> None:
    cancelled = desk.bookings[4]["code"]
    open_booking(staff, cancelled)
    staff.get_by_role("button", name="Actions").click()
    item = staff.get_by_role("menuitem", name="Cancel booking")
    expect(item).to_be_disabled()
    expect(item).to_have_accessible_description(
        "This booking was cancelled. Since Mon, 2 Nov 2026, 10:05."
    )
    item.click(force=True)
    expect(staff.get_by_role("dialog")).to_have_count(0)


def test_the_menu_works_by_keyboard(staff: Page, desk: Desk) -> None:
    open_booking(staff, confirmed(desk))
    button = staff.get_by_role("button", name="Actions")
    button.focus()
    staff.keyboard.press("ArrowDown")
    expect(staff.get_by_role("menuitem").first).to_be_focused()
    staff.keyboard.press("End")
    expect(staff.get_by_role("menuitem", name="Cancel booking")).to_be_focused()
    staff.keyboard.press("ArrowDown")
    expect(staff.get_by_role("menuitem").first).to_be_focused()
    staff.keyboard.press("v")
    expect(staff.get_by_role("menuitem", name="View customer portal")).to_be_focused()
    staff.keyboard.press("Escape")
    expect(staff.get_by_role("menu")).to_have_count(0)
    expect(button).to_be_focused()


def test_the_grid_shows_what_was_done(staff: Page) -> None:
    rows(staff).first.click()
    choose_action(staff, "Cancel booking")
    staff.get_by_label("Cancellation type").select_option("Illness")
    staff.get_by_role("button", name="Cancel this booking").click()
    expect(staff.get_by_text("Cancelled by staff")).to_be_visible()
    staff.get_by_role("link", name="All bookings").click()
    expect(rows(staff).first).to_contain_text("Cancelled")


def test_an_unknown_code_says_so(staff: Page) -> None:
    go(staff, "#/bookings/ZZZZZZZZ")
    expect(staff.get_by_role("heading", name="No booking ZZZZZZZZ")).to_be_visible()


def test_a_booking_that_cannot_be_loaded_can_be_tried_again(staff: Page, desk: Desk) -> None:
    desk.fail("GET", r"/staff/bookings/\w+", 500, "internal", "Something went wrong on our side.")
    go(staff, f"#/bookings/{confirmed(desk)}")
    expect(staff.get_by_role("alert")).to_contain_text("could not be loaded")
    staff.get_by_role("button", name="Try again").click()
    expect(staff.get_by_role("button", name="Actions")).to_be_visible()
