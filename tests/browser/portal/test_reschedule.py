"""Bookings made online: moving them, booking again, and waiting for a payment or an answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.book.shop import Shop
from tests.browser.portal import scenes
from tests.browser.portal.looks import PHONE, OpenPage, overflow, shoot, violations
from tests.browser.portal.scenes import CODE, SECRET
from tests.browser.portal.server import Refused, running


@pytest.fixture
def portal() -> Iterator[Shop]:
    """The portal's API with the calendar of what is sold."""
    shop = Shop()
    shop.show("booked-online")
    with running(shop):
        yield shop


def ask(page: Page, portal: Shop) -> Locator:
    """Open the dialog."""
    page.goto(portal.link)
    page.get_by_role("button", name="Reschedule").click()
    dialog = page.get_by_role("dialog", name="Move this booking")
    expect(dialog.get_by_role("grid")).to_be_visible()
    return dialog


def pick(dialog: Locator, day: str) -> None:
    dialog.get_by_role("gridcell").get_by_role("button", name=day).click()


def test_a_stay_is_moved_at_the_price_that_was_shown(open_page: OpenPage, portal: Shop) -> None:
    page = open_page(bypass_csp=True, viewport=PHONE)
    dialog = ask(page, portal)
    expect(dialog).to_contain_text("Booked now: 1")
    pick(dialog, "Friday, 12 March")
    quote = dialog.get_by_role("status").filter(has_text="This costs €25.00 more.")
    expect(quote).to_contain_text("Still to pay afterwards€497.50")
    shoot(page, "reschedule-phone", whole=False)
    assert overflow(page) <= 0
    assert violations(page) == []
    dialog.get_by_role("button", name="Move my booking").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_contain_text("19 March 2027")
    [sent] = portal.asked("POST", ".*/reschedule")
    assert sent.body == {
        "arrival": "2027-03-12", "departure": "2027-03-19", "expected_total": 70000
    }  # fmt: skip


def test_fewer_nights_can_bring_something_back(page: Page, portal: Shop) -> None:
    portal.moved_total = 18000
    dialog = ask(page, portal)
    pick(dialog, "Friday, 12 March")
    expect(dialog).to_contain_text("This costs €495.00 less.")
    dialog.get_by_label("Nights").fill("2")
    dialog.get_by_label("Nights").press("Tab")
    expect(dialog).to_contain_text("Comes back to you€22.50")
    bodies = [request.body for request in portal.asked("POST", ".*/reschedule-quote")]
    assert bodies[-1] == {"arrival": "2027-03-12", "departure": "2027-03-14"}


def test_an_appointment_moves_to_another_time(page: Page, portal: Shop) -> None:
    portal.appointment = True
    portal.page["booking"]["nights"] = 0
    dialog = ask(page, portal)
    pick(dialog, "Tuesday, 2 March")
    dialog.get_by_role("button", name="13:30").click()
    dialog.get_by_role("button", name="Move my booking").click()
    expect(dialog).to_be_hidden()
    [sent] = portal.asked("POST", ".*/reschedule")
    assert sent.body == {"at": "2027-03-02T13:30:00Z", "expected_total": 70000}


def test_a_price_or_a_place_that_is_gone_is_said(page: Page, portal: Shop) -> None:
    dialog = ask(page, portal)
    portal.fail("POST", ".*/reschedule-quote", Refused(409, "sold-out", "Full on Fri, 12 Mar."))
    pick(dialog, "Friday, 12 March")
    expect(dialog.get_by_role("alert")).to_contain_text("Full on Fri, 12 Mar.")
    expect(dialog.get_by_role("button", name="Move my booking")).to_be_disabled()
    pick(dialog, "Monday, 15 March")
    expect(dialog).to_contain_text("This costs €25.00 more.")
    portal.moved_total = 71000
    dialog.get_by_role("button", name="Move my booking").click()
    expect(dialog.get_by_text("The price has changed since you looked.")).to_be_visible()
    expect(dialog).to_contain_text("This costs €35.00 more.")


def test_what_cannot_be_moved_says_why(page: Page, portal: Shop) -> None:
    reason = "The time to move it online is over. Please contact us."
    portal.page["actions"]["reschedule"] = scenes.no(
        "deadline_passed", reason, "2027-02-19T18:00:00Z"
    )
    page.goto(portal.link)
    section = page.get_by_role("region", name="Reschedule")
    expect(section).to_contain_text(f"{reason} Since Fri, 19 Feb 2027, 18:00.")
    expect(section.get_by_role("button")).to_have_count(0)


def test_a_hold_counts_down_until_it_is_paid_or_over(open_page: OpenPage, portal: Shop) -> None:
    page = open_page(freeze=False)
    page.clock.install(time=scenes.NOW)
    portal.show("held")
    page.goto(portal.link)
    expect(page.get_by_text("Your booking is held until 10:30; pay the deposit")).to_be_visible()
    expect(page.get_by_role("timer")).to_contain_text("left")
    page.clock.fast_forward(10 * 60_000)
    expect(page.get_by_role("timer")).to_contain_text("19:")
    expect(page.get_by_role("button", name="Pay deposit")).to_be_visible()
    portal.show("hold-expired")
    page.clock.fast_forward(20 * 60_000 + 1000)
    expect(page.get_by_role("heading", name="The time to pay is over")).to_be_visible()
    top = page.get_by_role("region", name="The time to pay is over")
    expect(top.get_by_role("button", name="Book again")).to_have_attribute(
        "href", f"/book/?again=1#{CODE}.{SECRET}"
    )


def test_a_deposit_that_has_time_says_until_when(page: Page, portal: Shop) -> None:
    portal.show("confirmed")
    portal.page["payments"]["deposit_by"] = "2027-02-25"
    page.goto(portal.link)
    payments = page.get_by_role("region", name="Payments")
    expect(payments).to_contain_text("Deposit due by 25 February 2027")


def test_a_request_is_with_the_house(page: Page, portal: Shop) -> None:
    portal.show("requested")
    page.goto(portal.link)
    expect(page.get_by_text("You hear from us by Mon, 22 Feb 2027, 10:00.")).to_be_visible()
    expect(page.get_by_text("Requested")).to_be_visible()
    expect(page.get_by_role("button", name="Pay deposit")).to_have_count(0)


def test_the_way_to_the_next_booking(page: Page, portal: Shop) -> None:
    portal.again = scenes.again()
    page.goto(portal.link)
    section = page.get_by_role("region", name="Book again")
    expect(section.get_by_role("link", name="Book something else")).to_have_attribute(
        "href", "/book/?property=praia"
    )
    section.get_by_role("button", name="Book again").click()
    expect(page.get_by_text("You stay 7 nights, as last time.")).to_be_visible()
