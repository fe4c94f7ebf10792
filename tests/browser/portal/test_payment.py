"""Paying: the way to the checkout and back, the summary, the invoice."""

from __future__ import annotations

import time
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.portal import scenes
from tests.browser.portal.looks import OpenPage, shoot, violations
from tests.browser.portal.scenes import CODE
from tests.browser.portal.server import PDF, Portal, Refused

RECEIVED = "We received your payment of €202.50. Thank you!"
CONFIRMING = "Your payment is being confirmed…"


def leave_to_pay(page: Page, portal: Portal, button: str = "Pay deposit") -> None:
    """From the mail's link to the checkout."""
    page.goto(portal.link)
    page.get_by_role("button", name=button).click()
    page.wait_for_url("**/checkout?*")


def test_the_deposit_is_paid_and_the_page_notices_by_itself(page: Page, portal: Portal) -> None:
    portal.show("confirmed")
    leave_to_pay(page, portal)
    assert [request.body for request in portal.asked("POST", ".*/payments")] == [
        {"kind": "deposit"}
    ]

    page.goto(f"{portal.site}/b/{CODE}?paid=1")
    expect(page.get_by_text(CONFIRMING)).to_be_visible()
    expect(page.get_by_role("button", name="Pay deposit")).to_have_count(0)
    scenes.pay(portal.page, "deposit", 20250)
    expect(page.get_by_text(RECEIVED)).to_be_visible()
    expect(page.get_by_text(CONFIRMING)).to_be_hidden()
    expect(page.get_by_role("heading", name="Check in before you arrive")).to_be_visible()
    expect(page.get_by_role("button", name="Pay deposit")).to_have_count(0)
    expect(page.get_by_role("button", name="Pay balance")).to_be_visible()
    assert page.url == f"{portal.site}/b/{CODE}"


def test_the_whole_price_can_be_paid_at_once(page: Page, portal: Portal) -> None:
    portal.show("confirmed")
    leave_to_pay(page, portal, "Pay balance")
    assert [request.body for request in portal.asked("POST", ".*/payments")] == [
        {"kind": "balance"}
    ]
    scenes.pay(portal.page, "balance", 67500)
    page.goto(f"{portal.site}/b/{CODE}?paid=1")
    expect(page.get_by_text("We received your payment of €675.00.")).to_be_visible()
    expect(page.get_by_role("heading", name="Payment summary")).to_be_visible()


def test_paid_in_full_shows_a_summary_instead_of_the_form(page: Page, portal: Portal) -> None:
    portal.show("paid")
    page.goto(portal.link)
    summary = page.get_by_role("region", name="Payment summary")
    expect(summary).to_contain_text("Paid in full")
    expect(summary.get_by_role("listitem")).to_have_count(2)
    expect(page.get_by_role("heading", name="Make a payment")).to_have_count(0)
    expect(page.get_by_role("button", name="Pay")).to_have_count(0)


def test_returning_without_paying_says_so_and_offers_it_again(
    open_page: OpenPage, portal: Portal
) -> None:
    portal.show("confirmed")
    page = open_page(bypass_csp=True)
    leave_to_pay(page, portal)
    page.goto(f"{portal.site}/b/{CODE}?paid=0")
    expect(page.get_by_text("The payment was not completed. Nothing was charged.")).to_be_visible()
    expect(page.get_by_role("button", name="Pay deposit")).to_be_visible()
    assert page.url == f"{portal.site}/b/{CODE}"
    shoot(page, "not-paid")
    assert violations(page) == []


def test_a_payment_that_takes_long_is_explained_and_still_noticed(
    open_page: OpenPage, portal: Portal
) -> None:
    portal.show("confirmed")
    page = open_page(freeze=False, bypass_csp=True)
    page.clock.install(time=scenes.NOW)
    leave_to_pay(page, portal)
    page.goto(f"{portal.site}/b/{CODE}?paid=1")
    expect(page.get_by_text(CONFIRMING)).to_be_visible()
    pass_time_until(page, page.get_by_text("This takes longer than usual."))
    shoot(page, "payment-slow")
    assert violations(page) == []

    scenes.pay(portal.page, "deposit", 20250)
    pass_time_until(page, page.get_by_text(RECEIVED))


def test_after_ten_minutes_the_page_stops_asking_until_it_is_told_to(
    open_page: OpenPage, portal: Portal
) -> None:
    portal.show("confirmed")
    page = open_page(freeze=False)
    page.clock.install(time=scenes.NOW)
    leave_to_pay(page, portal)
    page.goto(f"{portal.site}/b/{CODE}?paid=1")
    expect(page.get_by_text(CONFIRMING)).to_be_visible()
    page.clock.fast_forward(11 * 60_000)
    again = page.get_by_role("button", name="Check again")
    pass_time_until(page, again)
    expect(page.get_by_role("button", name="Pay deposit")).to_be_visible()
    asked = len(portal.requests)
    page.clock.fast_forward(60_000)
    assert len(portal.requests) == asked

    scenes.pay(portal.page, "deposit", 20250)
    again.click()
    expect(page.get_by_text(RECEIVED)).to_be_visible()


def test_a_page_reloaded_while_waiting_goes_on_waiting(page: Page, portal: Portal) -> None:
    portal.show("confirmed")
    leave_to_pay(page, portal)
    page.goto(f"{portal.site}/b/{CODE}?paid=1")
    expect(page.get_by_text(CONFIRMING)).to_be_visible()
    page.reload()
    expect(page.get_by_text(CONFIRMING)).to_be_visible()
    scenes.pay(portal.page, "deposit", 20250)
    expect(page.get_by_text(RECEIVED)).to_be_visible()


def test_a_tab_that_comes_back_into_view_asks_at_once(open_page: OpenPage, portal: Portal) -> None:
    portal.show("confirmed")
    page = open_page(freeze=False)
    page.clock.install(time=scenes.NOW)
    page.goto(portal.link)
    expect(page.get_by_role("heading", name="Pay the deposit")).to_be_visible()
    scenes.pay(portal.page, "deposit", 20250)
    page.clock.fast_forward(60_000)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("heading", name="Check in before you arrive")).to_be_visible()


def test_an_earlier_payment_is_not_taken_for_the_new_one(page: Page, portal: Portal) -> None:
    portal.show("checked-in")
    leave_to_pay(page, portal, "Pay balance")
    page.goto(f"{portal.site}/b/{CODE}?paid=1")
    expect(page.get_by_text(CONFIRMING)).to_be_visible()
    asked = len(portal.requests)
    with page.expect_response("**/api/bookings/*"):
        assert len(portal.requests) >= asked
    expect(page.get_by_text(CONFIRMING)).to_be_visible()
    scenes.pay(portal.page, "balance", 47250, at="2027-02-20T10:00:00Z")
    expect(page.get_by_text("We received your payment of €472.50.")).to_be_visible()
    expect(page.get_by_role("heading", name="You are all set")).to_be_visible()


def test_a_declined_payment_ends_the_waiting(page: Page, portal: Portal) -> None:
    portal.show("confirmed")
    leave_to_pay(page, portal)
    scenes.pay(portal.page, "deposit", 20250, status="failed", at="2027-02-20T10:00:00Z")
    page.goto(f"{portal.site}/b/{CODE}?paid=1")
    expect(page.get_by_text("The payment was not completed.")).to_be_visible()
    expect(page.get_by_role("button", name="Pay deposit")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="declined")).to_be_visible()


def test_a_payment_that_the_bank_works_on_for_days_is_not_asked_for_again(
    page: Page, portal: Portal
) -> None:
    portal.show("confirmed")
    leave_to_pay(page, portal)
    scenes.pay(portal.page, "deposit", 20250, status="pending", at="2027-02-20T10:00:00Z")
    page.goto(f"{portal.site}/b/{CODE}?paid=1")
    expect(page.get_by_role("heading", name="Your payment is on its way")).to_be_visible()
    expect(page.get_by_role("button", name="Pay deposit")).to_have_count(0)
    expect(page.get_by_text("A payment is under way.")).to_be_visible()


def test_a_checkout_that_cannot_be_opened_says_so(page: Page, portal: Portal) -> None:
    portal.show("confirmed")
    portal.fail("POST", ".*/payments", Refused(502, "payment-provider", "Stripe is down"))
    page.goto(portal.link)
    page.get_by_role("button", name="Pay deposit").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The payment page could not be opened. Nothing was charged.")
    expect(alert).to_contain_text("Reference: req-7f3a")
    page.get_by_role("button", name="Pay deposit").click()
    page.wait_for_url("**/checkout?*")


def test_a_deposit_that_somebody_else_paid_is_not_paid_twice(page: Page, portal: Portal) -> None:
    portal.show("confirmed")
    page.goto(portal.link)
    expect(page.get_by_role("button", name="Pay deposit")).to_be_visible()
    portal.show("deposit-paid")
    portal.fail("POST", ".*/payments", Refused(409, "nothing-due", "The deposit is not due."))
    page.get_by_role("button", name="Pay deposit").click()
    expect(page.get_by_role("button", name="Pay deposit")).to_have_count(0)
    payments = page.get_by_role("region", name="Payments")
    expect(payments.get_by_role("alert")).to_contain_text("The deposit is not due.")


def test_the_banner_leads_to_the_payment(page: Page, portal: Portal) -> None:
    portal.show("confirmed")
    page.goto(portal.link)
    page.get_by_role("button", name="Make a payment").click()
    expect(page.get_by_role("heading", name="Payments", exact=True)).to_be_focused()


def test_the_invoice_downloads_under_its_own_name(page: Page, portal: Portal) -> None:
    portal.show("paid")
    page.goto(portal.link)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download invoice").click()
    assert download.value.suggested_filename == "PSH-2027-0001.pdf"
    assert Path(download.value.path()).read_bytes() == PDF


def test_an_invoice_that_is_not_there_yet_says_why(page: Page, portal: Portal) -> None:
    page.goto(portal.link)
    button = page.get_by_role("button", name="Download invoice")
    expect(button).to_be_disabled()
    expect(button).to_have_accessible_description("Please confirm the booking first.")


def test_money_follows_the_currency(page: Page, portal: Portal) -> None:
    portal.show("deposit-paid")
    portal.page["payments"]["history"] = [
        {"id": str(number), "kind": "balance", "status": "succeeded", "at": scenes.PAID,
         "amount": scenes.euros(123456, currency)}
        for number, currency in enumerate(["JPY", "HUF", "TND"])
    ]  # fmt: skip
    page.goto(portal.link)
    amounts = page.get_by_role("region", name="Payments").locator(".history .amount")
    expect(amounts).to_have_text(["JP¥123,456", "HUF\u00a01,234.56", "TND\u00a0123.456"])


def pass_time_until(page: Page, locator: Locator) -> None:
    """Let the page's clock run until something shows."""
    deadline = time.monotonic() + 20
    while not locator.is_visible():
        assert time.monotonic() < deadline, f"{locator} never showed"
        page.clock.fast_forward(5_000)
        page.wait_for_timeout(50)
