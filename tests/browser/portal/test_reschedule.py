"""Bookings made online: moving them, booking again, and waiting for a payment or an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import house, orders, scenes
from tests.browser.clocks import forward
from tests.browser.house import Sold
from tests.browser.looks import PHONE, OpenPage, overflow, shoot, violations
from tests.browser.site import Site
from tests.support.business import Business, Portal, good
from tests.support.catalog import override_days


@dataclass(frozen=True)
class Booked:
    """A week in the garden room, booked online, with its deposit paid: 189.00 of 630.00."""

    business: Business
    sold: Sold
    guest: Portal

    def price(self, day: str, price: int) -> None:
        """Sets the price of a night in the garden room."""
        place = self.business.property_id
        good(override_days(place, self.sold.garden, day, day, price=price))


@pytest.fixture
def booked(business: Business) -> Booked:
    """The guest has booked and paid the deposit."""
    business.clock.turn_to(scenes.BOOKED)
    sold = house.sell_online(business)
    week = orders.nights(sold, "2027-03-01", "2027-03-08")
    guest = orders.order(orders.selection(business, week))
    scenes.pay(business, guest, "deposit", scenes.PAID)
    return Booked(business, sold, guest)


def ask(page: Page, site: Site, guest: Portal) -> Locator:
    """Open the dialog."""
    page.goto(site.link(guest))
    page.get_by_role("button", name="Reschedule").click()
    dialog = page.get_by_role("dialog", name="Move this booking")
    expect(dialog.get_by_role("grid")).to_be_visible()
    return dialog


def pick(dialog: Locator, day: str) -> None:
    dialog.get_by_role("gridcell").get_by_role("button", name=day).click()


def test_a_stay_is_moved_at_the_price_that_was_shown(
    open_page: OpenPage, site: Site, booked: Booked
) -> None:
    booked.price("2027-03-12", 11500)
    page = open_page(bypass_csp=True, viewport=PHONE)
    dialog = ask(page, site, booked.guest)
    expect(dialog).to_contain_text("Booked now: 1")
    pick(dialog, "Friday, 12 March")
    quote = dialog.get_by_role("status").filter(has_text="This costs €25.00 more.")
    expect(quote).to_contain_text("Still to pay afterwards€466.00")
    shoot(page, "reschedule-phone", whole=False)
    assert overflow(page) <= 0
    assert violations(page) == []
    dialog.get_by_role("button", name="Move my booking").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_contain_text("19 March 2027")
    [sent] = site.levers.asked("POST", ".*/reschedule")
    assert sent.body == {
        "arrival": "2027-03-12", "departure": "2027-03-19", "expected_total": 65500
    }  # fmt: skip


def test_fewer_nights_can_bring_something_back(page: Page, site: Site, booked: Booked) -> None:
    for day in ("2027-03-12", "2027-03-13"):
        booked.price(day, 4000)
    dialog = ask(page, site, booked.guest)
    pick(dialog, "Friday, 12 March")
    expect(dialog).to_contain_text("This costs €100.00 less.")
    dialog.get_by_label("Nights").fill("2")
    dialog.get_by_label("Nights").press("Tab")
    expect(dialog).to_contain_text("Comes back to you€109.00")
    bodies = [request.body for request in site.levers.asked("POST", ".*/reschedule-quote")]
    assert bodies[-1] == {"arrival": "2027-03-12", "departure": "2027-03-14"}


def test_an_appointment_moves_to_another_time(page: Page, site: Site, business: Business) -> None:
    business.clock.turn_to(scenes.BOOKED)
    sold = house.sell_online(business, confirm="at_once")
    massage = orders.appointment(sold, "2027-03-01T10:00:00Z", sold.rui)
    guest = orders.order(orders.selection(business, massage))
    business.clock.turn_to(house.NOW)
    dialog = ask(page, site, guest)
    pick(dialog, "Tuesday, 2 March")
    dialog.get_by_role("button", name="13:30").click()
    dialog.get_by_role("button", name="Move my booking").click()
    expect(dialog).to_be_hidden()
    [sent] = site.levers.asked("POST", ".*/reschedule")
    assert sent.body == {"at": "2027-03-02T13:30:00Z", "expected_total": 6000}


def test_a_price_or_a_place_that_is_gone_is_said(page: Page, site: Site, booked: Booked) -> None:
    booked.price("2027-03-15", 11500)
    dialog = ask(page, site, booked.guest)
    for _ in booked.sold.gardens:
        week = orders.nights(booked.sold, "2027-03-12", "2027-03-14")
        orders.order(orders.selection(booked.business, week))
    pick(dialog, "Friday, 12 March")
    expect(dialog.get_by_role("alert")).to_contain_text("Garden room is not free")
    expect(dialog.get_by_role("button", name="Move my booking")).to_be_disabled()
    pick(dialog, "Monday, 15 March")
    expect(dialog).to_contain_text("This costs €25.00 more.")
    booked.price("2027-03-15", 12500)
    dialog.get_by_role("button", name="Move my booking").click()
    expect(dialog.get_by_text("The price has changed since you looked.")).to_be_visible()
    expect(dialog).to_contain_text("This costs €35.00 more.")


def test_what_cannot_be_moved_says_why(page: Page, site: Site, business: Business) -> None:
    house.write_policy(business, reschedule_until={"days": 10, "at": "18:00"})
    page.goto(site.link(scenes.booked_online(business)))
    section = page.get_by_role("region", name="Reschedule")
    expect(section).to_contain_text(
        "The time to do this online is over. Please contact us. "
        "Since Fri, 19 Feb 2027, 18:00 (Lisbon time)."
    )
    expect(section.get_by_role("button")).to_have_count(0)


def test_a_hold_counts_down_until_it_is_paid_or_over(
    open_page: OpenPage, site: Site, business: Business
) -> None:
    guest = scenes.held(business)
    page = open_page(freeze=False)
    page.clock.install(time=house.NOW)
    page.goto(site.link(guest))
    held = "Your booking is held until 10:30 (Lisbon time); pay the deposit"
    expect(page.get_by_text(held)).to_be_visible()
    expect(page.get_by_role("timer")).to_contain_text("left")
    forward(page, business, timedelta(minutes=10))
    expect(page.get_by_role("timer")).to_contain_text("19:")
    expect(page.get_by_role("button", name="Pay deposit")).to_be_visible()
    business.clock.forward(timedelta(minutes=20, seconds=1))
    scenes.expire_holds()
    page.clock.fast_forward(20 * 60_000 + 1000)
    expect(page.get_by_role("heading", name="The time to pay is over")).to_be_visible()
    top = page.get_by_role("region", name="The time to pay is over")
    expect(top.get_by_role("button", name="Book again")).to_have_attribute(
        "href", f"/book/?again=1#{guest.code}.{guest.secret}"
    )


def test_a_deposit_that_has_time_says_until_when(
    page: Page, site: Site, business: Business
) -> None:
    house.write_policy(business, deposit={"percent": 30, "days_before": 4})
    page.goto(site.link(scenes.book_online(business)))
    payments = page.get_by_role("region", name="Payments")
    expect(payments).to_contain_text("Deposit due by 25 February 2027")


def test_a_request_is_with_the_house(page: Page, site: Site, business: Business) -> None:
    page.goto(site.link(scenes.requested(business)))
    by = "You hear from us by Mon, 22 Feb 2027, 10:00 (Lisbon time)."
    expect(page.get_by_text(by)).to_be_visible()
    expect(page.get_by_text("Requested")).to_be_visible()
    expect(page.get_by_role("button", name="Pay deposit")).to_have_count(0)


def test_the_way_to_the_next_booking(page: Page, site: Site, booked: Booked) -> None:
    page.goto(site.link(booked.guest))
    section = page.get_by_role("region", name="Book again")
    expect(section.get_by_role("link", name="Book something else")).to_have_attribute(
        "href", f"/book/?property={booked.business.property_id}"
    )
    section.get_by_role("button", name="Book again").click()
    expect(page.get_by_text("You stay 7 nights, as last time.")).to_be_visible()
