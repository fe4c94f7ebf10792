"""A booking's page and its Actions."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import scenes
from tests.browser.admin.desk import Desk
from tests.browser.admin.steps import choose_action, clipboard, go, open_booking, open_grid, rows
from tests.browser.house import NOW
from tests.support.business import Business, Portal, event_types

FEE_BEGINS = NOW + timedelta(days=4)


@pytest.fixture
def guest(business: Business) -> Portal:
    """The guest of a confirmed booking with the deposit paid."""
    return scenes.deposit_paid(business)


def section(page: Page, name: str) -> Locator:
    """A part of the booking's page, by its heading."""
    return page.get_by_role("region", name=name)


def test_has_what_is_needed_to_receive_the_guests(staff: Page, business: Business) -> None:
    open_booking(staff, scenes.one_checked_in(business).code)
    expect(staff.get_by_role("heading", level=1)).to_contain_text("Anna Hemm")
    itinerary = section(staff, "Itinerary")
    expect(itinerary).to_contain_text("1 \u2013 8 March 2027, 7 nights, Bed and breakfast")
    expect(itinerary).to_contain_text("Surf lesson")
    expect(itinerary).to_contain_text("Tue, 2 Mar 2027, 09:00")
    price = section(staff, "Price")
    expect(price.get_by_role("row", name="Garden room")).to_contain_text("€630.00")
    expect(price.get_by_role("row", name="Tax 21%")).to_contain_text("€7.81")
    expect(price.get_by_role("row", name="Total")).to_contain_text("€675.00")
    expect(section(staff, "Payments").get_by_role("row", name="Deposit")).to_contain_text("€202.50")
    guests = section(staff, "Guests and check-in")
    expect(guests).to_contain_text("Vegan")
    expect(guests).to_contain_text(
        "Not answered yetDate of birth, Nationality, Surf level and Can you swim?"
    )
    expect(section(staff, "Traveller")).to_contain_text("English")
    expect(section(staff, "Agency")).to_contain_text("desk@suntrips.example")
    agreed = section(staff, "Agreed")
    expect(agreed).to_contain_text("Version 2 accepted, Tue, 12 Jan 2027, 09:05 (Lisbon time)")
    expect(agreed).to_contain_text("Until 18:00, 7 days before arrival: free of charge")


def test_the_timeline_says_who_did_what_when_and_through_which_door(
    staff: Page, guest: Portal
) -> None:
    open_booking(staff, guest.code)
    entries = section(staff, "Timeline").get_by_role("listitem")
    expect(entries).to_have_count(4)
    expect(entries.first).to_contain_text("Payment received")
    confirmed = "Tue, 12 Jan 2027, 09:05 (Lisbon time) by Anna Hemm, customer portal"
    expect(entries.filter(has_text="Booking confirmed")).to_contain_text(confirmed)
    created = "Mon, 11 Jan 2027, 16:20 (Lisbon time) by maria@praia.example, desk"
    expect(entries.last).to_contain_text(created)


def test_resends_the_confirmation_email(staff: Page, guest: Portal) -> None:
    open_booking(staff, guest.code)
    choose_action(staff, "Resend confirmation email")
    expect(staff.get_by_text("The confirmation email is on its way")).to_be_visible()
    expect(section(staff, "Timeline")).to_contain_text("Confirmation email sent again")
    assert event_types(guest).count("confirmation.requested") == 1


def test_a_failed_action_is_said_until_it_is_read(staff: Page, desk: Desk, guest: Portal) -> None:
    open_booking(staff, guest.code)
    desk.levers.fail(
        "POST", r"/staff/.*/confirmation-email", 409, "not-available", "Nobody has an address."
    )
    choose_action(staff, "Resend confirmation email")
    dialog = staff.get_by_role("dialog", name="This did not work")
    expect(dialog).to_contain_text("Nobody has an address.")


def test_the_customer_portal_is_shown_copied_and_opened(
    staff: Page, desk: Desk, guest: Portal
) -> None:
    open_booking(staff, guest.code)
    link = desk.site.link(guest)
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


def test_copies_the_portal_link_from_the_menu(staff: Page, desk: Desk, guest: Portal) -> None:
    open_booking(staff, guest.code)
    choose_action(staff, "Copy portal link")
    expect(staff.get_by_text("Portal link copied")).to_be_visible()
    assert clipboard(staff) == desk.site.link(guest)


def test_a_new_link_is_made_only_after_a_question(staff: Page, desk: Desk, guest: Portal) -> None:
    open_booking(staff, guest.code)
    choose_action(staff, "New link")
    question = staff.get_by_role("dialog", name="Make a new link?")
    expect(question).to_contain_text("stops working at once")
    question.get_by_role("button", name="Back").click()
    assert desk.levers.asked("POST", r"/staff/bookings/\w+/link") == []
    choose_action(staff, "New link")
    question.get_by_role("button", name="Make a new link").click()
    shown = staff.get_by_role("dialog", name="Customer portal").get_by_label("Customer portal URL")
    expect(shown).to_have_value(re.compile(re.escape(desk.site.url)))
    assert shown.input_value() == desk.business.desk(guest)["link"] != desk.site.link(guest)


def test_cancels_with_type_reason_and_refund(staff: Page, desk: Desk, guest: Portal) -> None:
    desk.business.clock.turn_to(FEE_BEGINS)
    open_booking(staff, guest.code)
    choose_action(staff, "Cancel booking")
    dialog = staff.get_by_role("dialog", name=f"Cancel booking {guest.code}")
    expect(dialog.get_by_label("By the policy")).to_be_checked()
    expect(dialog).to_contain_text("€67.50 back, €135.00 kept")
    dialog.get_by_role("button", name="Cancel this booking").click()
    expect(dialog).to_contain_text("Choose why the booking is cancelled.")
    expect(dialog.get_by_label("Cancellation type")).to_be_focused()
    dialog.get_by_label("Cancellation type").select_option("Wrong dates")
    dialog.get_by_label("Reason").fill("They meant June 🌞")
    dialog.get_by_label("All of it").check()
    expect(dialog).to_contain_text("The traveller gets €202.50 back.")
    dialog.get_by_role("button", name="Cancel this booking").click()
    expect(staff.get_by_text("Cancelled by staff")).to_be_visible()
    expect(staff.get_by_text("€202.50 given back, €0.00 kept.")).to_be_visible()
    assert desk.sent("POST", r"/staff/bookings/\w+/cancellation") == {
        "type": "wrong_dates",
        "reason": "They meant June 🌞",
        "refund": "full",
        "expected_refund": 20250,
    }


def test_amounts_that_changed_meanwhile_are_shown_before_anything_happens(
    staff: Page, business: Business, guest: Portal
) -> None:
    open_booking(staff, guest.code)
    choose_action(staff, "Cancel booking")
    dialog = staff.get_by_role("dialog")
    dialog.get_by_label("Cancellation type").select_option("Weather")
    expect(dialog).to_contain_text("€202.50 back, €0.00 kept")
    business.clock.turn_to(FEE_BEGINS)
    dialog.get_by_role("button", name="Cancel this booking").click()
    expect(dialog).to_contain_text("Please look at the amounts again.")
    expect(dialog).to_contain_text("€67.50 back, €135.00 kept")
    assert guest.page()["booking"]["status"] == "confirmed"
    expect(dialog.get_by_label("Cancellation type")).to_have_value("weather")
    dialog.get_by_role("button", name="Cancel this booking").click()
    expect(staff.get_by_text("€67.50 given back")).to_be_visible()


def test_a_quote_that_says_no_gives_the_reason(
    staff: Page, business: Business, guest: Portal
) -> None:
    open_booking(staff, guest.code)
    business.clock.turn_to(scenes.LEFT)
    choose_action(staff, "Cancel booking")
    expect(staff.get_by_role("dialog")).to_contain_text(
        "This stay is over. Since Tue, 9 Mar 2027, 00:00 (Lisbon time)."
    )


def test_what_cannot_be_done_is_listed_with_why_and_since_when(
    staff: Page, business: Business
) -> None:
    open_booking(staff, scenes.cancelled_unpaid(business).code)
    staff.get_by_role("button", name="Actions").click()
    item = staff.get_by_role("menuitem", name="Cancel booking")
    expect(item).to_be_disabled()
    expect(item).to_have_accessible_description(
        "This booking was cancelled. Since Sat, 20 Feb 2027, 10:00 (Lisbon time)."
    )
    item.click(force=True)
    expect(staff.get_by_role("dialog")).to_have_count(0)


def test_the_menu_works_by_keyboard(staff: Page, guest: Portal) -> None:
    open_booking(staff, guest.code)
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


@pytest.mark.usefixtures("guest")
def test_the_grid_shows_what_was_done(staff: Page) -> None:
    open_grid(staff)
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


def test_a_booking_that_cannot_be_loaded_can_be_tried_again(
    staff: Page, desk: Desk, guest: Portal
) -> None:
    desk.levers.fail("GET", r"/staff/bookings/\w+", detail="Something went wrong on our side.")
    go(staff, f"#/bookings/{guest.code}")
    expect(staff.get_by_role("alert")).to_contain_text("could not be loaded")
    staff.get_by_role("button", name="Try again").click()
    expect(staff.get_by_role("button", name="Actions")).to_be_visible()
