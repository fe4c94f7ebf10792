"""Paying: the way to the checkout and back, the summary, the invoice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import house, scenes
from tests.browser.clocks import forward
from tests.browser.looks import OpenPage, shoot, violations
from tests.browser.site import Site
from tests.support.business import Business, Portal

RECEIVED = "We received your payment of €202.50. Thank you!"
CONFIRMING = "Your payment is being confirmed…"


@pytest.fixture
def guest(business: Business) -> Portal:
    """The guest of a booking whose deposit is due."""
    return scenes.confirmed(business)


def leave_to_pay(page: Page, site: Site, guest: Portal, button: str = "Pay deposit") -> None:
    """From the mail's link to the checkout."""
    page.goto(site.link(guest))
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("heading", name=f"for booking {guest.code}")).to_be_visible()


def press(page: Page, button: str) -> None:
    """Press a button of the checkout."""
    page.get_by_role("button", name=button, exact=True).click()


def pay_and_wait(page: Page, site: Site, guest: Portal, button: str = "Pay deposit") -> None:
    """Pay and come back before the provider has reported it."""
    site.checkout.late = True
    leave_to_pay(page, site, guest, button)
    press(page, "Pay")
    expect(page.get_by_text(CONFIRMING)).to_be_visible()


def test_the_deposit_is_paid_and_the_page_notices_by_itself(
    page: Page, site: Site, guest: Portal
) -> None:
    pay_and_wait(page, site, guest)
    assert [request.body for request in site.levers.asked("POST", ".*/payments")] == [
        {"kind": "deposit"}
    ]
    expect(page.get_by_role("button", name="Pay deposit")).to_have_count(0)
    site.checkout.deliver()
    expect(page.get_by_text(RECEIVED)).to_be_visible()
    expect(page.get_by_text(CONFIRMING)).to_be_hidden()
    expect(page.get_by_role("heading", name="Check in before you arrive")).to_be_visible()
    expect(page.get_by_role("button", name="Pay deposit")).to_have_count(0)
    expect(page.get_by_role("button", name="Pay balance")).to_be_visible()
    assert page.url == f"{site.url}/b/{guest.code}"


def test_the_whole_price_can_be_paid_at_once(page: Page, site: Site, guest: Portal) -> None:
    leave_to_pay(page, site, guest, "Pay balance")
    assert [request.body for request in site.levers.asked("POST", ".*/payments")] == [
        {"kind": "balance"}
    ]
    press(page, "Pay")
    expect(page.get_by_text("We received your payment of €675.00.")).to_be_visible()
    expect(page.get_by_role("heading", name="Payment summary")).to_be_visible()


def test_paid_in_full_shows_a_summary_instead_of_the_form(
    page: Page, site: Site, business: Business
) -> None:
    page.goto(site.link(scenes.paid(business)))
    summary = page.get_by_role("region", name="Payment summary")
    expect(summary).to_contain_text("Paid in full")
    expect(summary.get_by_role("listitem")).to_have_count(2)
    expect(page.get_by_role("heading", name="Make a payment")).to_have_count(0)
    expect(page.get_by_role("button", name="Pay")).to_have_count(0)


def test_returning_without_paying_says_so_and_offers_it_again(
    open_page: OpenPage, site: Site, guest: Portal
) -> None:
    page = open_page(bypass_csp=True)
    leave_to_pay(page, site, guest)
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_text("The payment was not completed. Nothing was charged.")).to_be_visible()
    expect(page.get_by_role("button", name="Pay deposit")).to_be_visible()
    assert page.url == f"{site.url}/b/{guest.code}"
    shoot(page, "not-paid")
    assert violations(page) == []


def test_a_payment_that_takes_long_is_explained_and_still_noticed(
    open_page: OpenPage, site: Site, business: Business, guest: Portal
) -> None:
    page = open_page(freeze=False, bypass_csp=True)
    page.clock.install(time=house.NOW)
    pay_and_wait(page, site, guest)
    pass_time_until(page, business, page.get_by_text("This takes longer than usual."))
    shoot(page, "payment-slow")
    assert violations(page) == []

    site.checkout.deliver()
    pass_time_until(page, business, page.get_by_text(RECEIVED))


def test_after_ten_minutes_the_page_stops_asking_until_it_is_told_to(
    open_page: OpenPage, site: Site, business: Business, guest: Portal
) -> None:
    page = open_page(freeze=False)
    page.clock.install(time=house.NOW)
    pay_and_wait(page, site, guest)
    forward(page, business, timedelta(minutes=11))
    again = page.get_by_role("button", name="Check again")
    pass_time_until(page, business, again)
    expect(page.get_by_role("button", name="Pay deposit")).to_be_visible()
    asked = len(site.levers.requests)
    forward(page, business, timedelta(minutes=1))
    assert len(site.levers.requests) == asked

    site.checkout.deliver()
    again.click()
    expect(page.get_by_text(RECEIVED)).to_be_visible()


def test_a_page_reloaded_while_waiting_goes_on_waiting(
    page: Page, site: Site, guest: Portal
) -> None:
    pay_and_wait(page, site, guest)
    page.reload()
    expect(page.get_by_text(CONFIRMING)).to_be_visible()
    site.checkout.deliver()
    expect(page.get_by_text(RECEIVED)).to_be_visible()


def test_a_tab_that_comes_back_into_view_asks_at_once(
    open_page: OpenPage, site: Site, business: Business, guest: Portal
) -> None:
    page = open_page(freeze=False)
    page.clock.install(time=house.NOW)
    page.goto(site.link(guest))
    expect(page.get_by_role("heading", name="Pay the deposit")).to_be_visible()
    business.pay(guest, "deposit")
    forward(page, business, timedelta(minutes=1))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("heading", name="Check in before you arrive")).to_be_visible()


def test_an_earlier_payment_is_not_taken_for_the_new_one(
    page: Page, site: Site, business: Business
) -> None:
    guest = scenes.checked_in(business)
    pay_and_wait(page, site, guest, "Pay balance")
    with page.expect_response("**/api/bookings/*"):
        pass
    expect(page.get_by_text(CONFIRMING)).to_be_visible()
    site.checkout.deliver()
    expect(page.get_by_text("We received your payment of €472.50.")).to_be_visible()
    expect(page.get_by_role("heading", name="You are all set")).to_be_visible()


def test_a_bad_card_can_be_followed_by_a_good_one(page: Page, site: Site, guest: Portal) -> None:
    leave_to_pay(page, site, guest)
    press(page, "Pay with a bad card")
    expect(page.get_by_text("Your card was declined.")).to_be_visible()
    press(page, "Pay")
    expect(page.get_by_text(RECEIVED)).to_be_visible()


def test_a_payment_that_fails_ends_the_waiting(
    page: Page, site: Site, business: Business, guest: Portal
) -> None:
    site.checkout.late = True
    leave_to_pay(page, site, guest)
    press(page, "Pay by transfer")
    expect(page.get_by_text(CONFIRMING)).to_be_visible()
    [session] = business.provider.checkouts
    site.checkout.settle(session, paid=False)
    expect(page.get_by_text("The payment was not completed.")).to_be_visible()
    expect(page.get_by_role("button", name="Pay deposit")).to_be_visible()


def test_a_payment_that_the_bank_works_on_for_days_is_not_asked_for_again(
    page: Page, site: Site, business: Business, guest: Portal
) -> None:
    leave_to_pay(page, site, guest)
    press(page, "Pay by transfer")
    expect(page.get_by_role("heading", name="Your payment is on its way")).to_be_visible()
    expect(page.get_by_role("button", name="Pay deposit")).to_have_count(0)
    expect(page.get_by_text("A payment is under way.")).to_be_visible()
    [session] = business.provider.checkouts
    site.checkout.settle(session, paid=True)
    page.reload()
    expect(page.get_by_text(RECEIVED)).to_be_visible()


def test_a_checkout_that_cannot_be_opened_says_so(
    page: Page, site: Site, business: Business, guest: Portal
) -> None:
    business.provider.down = True
    page.goto(site.link(guest))
    page.get_by_role("button", name="Pay deposit").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The payment page could not be opened. Nothing was charged.")
    expect(alert).to_contain_text("Reference: test-request")
    business.provider.down = False
    page.get_by_role("button", name="Pay deposit").click()
    expect(page.get_by_role("heading", name="Deposit for booking")).to_be_visible()


def test_a_deposit_that_somebody_else_paid_is_not_paid_twice(
    page: Page, site: Site, business: Business, guest: Portal
) -> None:
    page.goto(site.link(guest))
    expect(page.get_by_role("button", name="Pay deposit")).to_be_visible()
    business.pay(guest, "deposit")
    page.get_by_role("button", name="Pay deposit").click()
    expect(page.get_by_role("button", name="Pay deposit")).to_have_count(0)
    payments = page.get_by_role("region", name="Payments")
    expect(payments.get_by_role("alert")).to_contain_text("The deposit of this booking is not due.")


def test_the_banner_leads_to_the_payment(page: Page, site: Site, guest: Portal) -> None:
    page.goto(site.link(guest))
    page.get_by_role("button", name="Make a payment").click()
    expect(page.get_by_role("heading", name="Payments", exact=True)).to_be_focused()


def test_the_invoice_downloads_under_its_own_name(
    page: Page, site: Site, business: Business
) -> None:
    guest = scenes.paid(business)
    page.goto(site.link(guest))
    with page.expect_download() as download:
        page.get_by_role("button", name="Download invoice").click()
    assert download.value.suggested_filename == "PSH2027-00001.pdf"
    assert Path(download.value.path()).read_bytes() == guest.invoice().raw


def test_an_invoice_that_is_not_there_yet_says_why(
    page: Page, site: Site, business: Business
) -> None:
    page.goto(site.link(scenes.pending(business)))
    button = page.get_by_role("button", name="Download invoice")
    expect(button).to_be_disabled()
    expect(button).to_have_accessible_description("Please confirm the booking first.")


@pytest.mark.parametrize(
    ("currency", "amount"),
    [("JPY", "JP¥123,456"), ("HUF", "HUF\u00a01,234.56"), ("TND", "TND\u00a0123.456")],
)
def test_money_follows_the_currency(
    page: Page, site: Site, business: Business, currency: str, amount: str
) -> None:
    extra = {"kind": "extra", "name": "Board", "unit_price": 123_456}
    guest = scenes.confirmed(business, currency=currency, items=[extra], deposit=None)
    business.pay(guest, "balance")
    page.goto(site.link(guest))
    summary = page.get_by_role("region", name="Payment summary")
    expect(summary.locator(".history .amount")).to_have_text(amount)


def pass_time_until(page: Page, business: Business, locator: Locator) -> None:
    """Let the clocks run until something shows; what the page asks meanwhile takes real time."""
    for _ in range(400):
        if locator.is_visible():
            return
        forward(page, business, timedelta(seconds=5))
        page.wait_for_timeout(50)
    raise AssertionError(f"{locator} never showed")
