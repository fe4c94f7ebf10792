"""Cancelling: the quote before the click, the confirmation, a quote that changed meanwhile."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import house, scenes
from tests.browser.clocks import turn_to
from tests.browser.looks import PHONE, OpenPage, shoot, violations
from tests.browser.site import Site
from tests.support.business import Business, Portal


def ask(page: Page, site: Site, guest: Portal) -> Locator:
    """Open the dialog."""
    page.goto(site.link(guest))
    page.get_by_role("button", name="Cancel booking").click()
    dialog = page.get_by_role("dialog", name="Cancel this booking?")
    expect(dialog).to_be_visible()
    return dialog


def test_the_quote_is_shown_before_anything_is_cancelled(
    page: Page, site: Site, business: Business
) -> None:
    dialog = ask(page, site, scenes.deposit_paid(business))
    expect(dialog.get_by_role("status")).to_contain_text("You get back€202.50")
    expect(dialog.get_by_role("status")).to_contain_text("Kept by the property€0.00")
    expect(dialog).to_contain_text("Free until Mon, 22 Feb 2027, 18:00 (Lisbon time).")
    expect(dialog).to_contain_text("until Sun, 28 Feb 2027, 18:00€67.50 back")
    assert site.levers.asked("POST", ".*") == []


def test_cancelling_sends_the_refund_that_was_shown(
    page: Page, site: Site, business: Business
) -> None:
    dialog = ask(page, site, scenes.deposit_paid(business))
    dialog.get_by_label("Reason").fill("Flu")
    dialog.get_by_role("button", name="Yes, cancel my booking").click()
    expect(page.get_by_role("heading", name="This booking is cancelled")).to_be_focused()
    expect(page.get_by_text("€202.50 goes back to you.")).to_be_visible()
    expect(page.get_by_text("Reason: Flu")).to_be_visible()
    [request] = site.levers.asked("POST", ".*/cancellation")
    assert request.body == {"reason": "Flu", "expected_refund": 20250}
    expect(page.get_by_role("button", name="Cancel booking")).to_have_count(0)
    expect(page.get_by_role("region", name="Cancellation")).to_contain_text(
        "This booking was cancelled. Since Sat, 20 Feb 2027, 10:00 (Lisbon time)."
    )


def test_keeping_the_booking_changes_nothing_and_gives_the_focus_back(
    page: Page, site: Site, business: Business
) -> None:
    dialog = ask(page, site, scenes.deposit_paid(business))
    dialog.get_by_role("button", name="Keep booking").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Cancel booking")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("You get back")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert site.levers.asked("POST", ".*") == []


def test_a_quote_that_changed_is_shown_and_must_be_agreed_to_anew(
    page: Page, site: Site, business: Business
) -> None:
    guest = scenes.deposit_paid(business)
    dialog = ask(page, site, guest)
    expect(dialog).to_contain_text("You get back€202.50")
    dialog.get_by_label("Reason").fill("Flu")
    turn_to(page, business, house.NOW + timedelta(days=4))
    dialog.get_by_role("button", name="Yes, cancel my booking").click()
    expect(dialog.get_by_text("What you get back has changed")).to_be_visible()
    expect(dialog).to_contain_text("You get back€67.50")
    expect(dialog).to_contain_text("Kept by the property€135.00")
    assert guest.page()["booking"]["status"] == "confirmed"

    dialog.get_by_role("button", name="Yes, cancel my booking").click()
    expect(page.get_by_text("€135.00 is kept under the cancellation policy.")).to_be_visible()
    sent = site.levers.asked("POST", ".*/cancellation")
    assert [request.body["expected_refund"] for request in sent] == [20250, 6750]


def test_the_policy_is_told_in_words_and_dates(page: Page, site: Site, business: Business) -> None:
    page.goto(site.link(scenes.deposit_paid(business)))
    section = page.get_by_role("region", name="Cancellation")
    expect(section.get_by_role("term")).to_have_text(
        [
            "Until Mon, 22 Feb 2027, 18:00",
            "Until 21 hours before check-in at 15:00",
            "After that",
        ]
    )
    expect(section.get_by_role("definition")).to_have_text(
        ["nothing", "20% of the price", "the whole price"]
    )


@pytest.mark.parametrize(
    ("fee", "words"),
    [
        ({"nights": 1}, "the price of 1 night"),
        ({"nights": 2}, "the price of 2 nights"),
        ({"amount": 5000}, "€50.00"),
        ({"percent": 0}, "nothing"),
    ],
    ids=["one-night", "two-nights", "amount", "free"],
)
def test_a_policy_without_tiers_is_one_line(
    page: Page, site: Site, business: Business, fee: dict[str, Any], words: str
) -> None:
    house.write_policy(business, tiers=[], after=fee, guest_until=None)
    page.goto(site.link(scenes.pending(business)))
    section = page.get_by_role("region", name="Cancellation")
    expect(section.get_by_role("term")).to_have_text(["At any time"])
    expect(section.get_by_role("definition")).to_have_text([words])


def test_with_nothing_paid_there_is_nothing_to_lose(
    page: Page, site: Site, business: Business
) -> None:
    dialog = ask(page, site, scenes.confirmed(business))
    expect(dialog).to_contain_text("You have not paid anything, so cancelling costs you nothing.")
    dialog.get_by_role("button", name="Yes, cancel my booking").click()
    expect(page.get_by_text("Nothing was paid, so there is nothing to give back.")).to_be_visible()


def test_past_the_deadline_the_page_says_since_when_and_whom_to_ask(
    open_page: OpenPage, site: Site, business: Business
) -> None:
    guest = scenes.deadline_passed(business)
    page = open_page()
    page.goto(site.link(guest))
    section = page.get_by_role("region", name="Cancellation")
    expect(section).to_contain_text(
        "The time to do this online is over. Please contact us. "
        "Since Sun, 28 Feb 2027, 18:00 (Lisbon time)."
    )
    expect(section.get_by_role("link")).to_have_attribute("href", "mailto:stay@praia.example")
    expect(section.get_by_role("button")).to_have_count(0)


def test_a_deadline_that_passes_while_the_page_is_open_is_explained(
    page: Page, site: Site, business: Business
) -> None:
    page.goto(site.link(scenes.deposit_paid(business)))
    button = page.get_by_role("button", name="Cancel booking")
    expect(button).to_be_visible()
    turn_to(page, business, scenes.ARRIVAL)
    button.click()
    dialog = page.get_by_role("dialog", name="Cancel this booking?")
    expect(dialog).to_contain_text(
        "The time to do this online is over. Please contact us. "
        "Since Sun, 28 Feb 2027, 18:00 (Lisbon time)."
    )
    expect(dialog.get_by_role("button", name="Yes, cancel my booking")).to_have_count(0)


@pytest.mark.parametrize("path", [".*/cancellation-quote", ".*/cancellation"])
def test_a_failure_in_the_dialog_is_said_there_and_can_be_repeated(
    page: Page, site: Site, business: Business, path: str
) -> None:
    method = "GET" if path.endswith("quote") else "POST"
    site.levers.fail(method, path)
    dialog = ask(page, site, scenes.deposit_paid(business))
    if method == "POST":
        dialog.get_by_role("button", name="Yes, cancel my booking").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Reference: req-7f3a")
    if method == "GET":
        dialog.get_by_role("button", name="Try again").click()
    dialog.get_by_role("button", name="Yes, cancel my booking").click()
    expect(page.get_by_role("heading", name="This booking is cancelled")).to_be_visible()


def test_the_dialog_is_accessible(open_page: OpenPage, site: Site, business: Business) -> None:
    page = open_page(bypass_csp=True)
    dialog = ask(page, site, scenes.deposit_paid(business))
    expect(dialog).to_contain_text("You get back")
    shoot(page, "cancel-dialog-light", whole=False)
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    shoot(page, "cancel-dialog-dark", whole=False)
    assert violations(page) == []
