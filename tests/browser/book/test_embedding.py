"""The booking page inside another site's page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.book.shop import Shop


@pytest.fixture
def elsewhere(shop: Shop) -> str:
    """A page of another origin with the snippet from the documentation."""
    shop.site.website = (
        "<!doctype html><title>Surf school</title><h1>Book here</h1>"
        f'<script src="{shop.site.url}/book/embed.js" '
        f'data-property="{shop.business.property_id}" async></script>'
    )
    return f"{shop.site.elsewhere}/website"


def test_the_frame_grows_with_its_content_and_the_window_goes_to_pay(
    page: Page, shop: Shop, elsewhere: str
) -> None:
    page.goto(elsewhere)
    frame = page.frame_locator("iframe[title='Online booking']")
    expect(frame.get_by_role("heading", name="What would you like to book?")).to_be_visible()
    expect(frame.get_by_role("banner")).to_have_count(0)
    inner = page.frames[1]
    inner.goto(inner.url.split("#")[0] + f"#/appointment/{shop.sold.massage}")
    inner.get_by_role("gridcell").get_by_role("button", name="Monday, 22 February").click()
    inner.get_by_role("button", name="09:00").click()
    # the price comes, and the frame grows with it
    expect(inner.get_by_text("€60.00").first).to_be_visible()
    page.wait_for_function("document.querySelector('iframe').clientHeight > 900")
    inner.wait_for_function("document.documentElement.scrollHeight <= innerHeight")
    inner.get_by_role("button", name="Continue").click()
    inner.get_by_role("button", name="Continue").click()
    inner.get_by_label("First name").first.fill("Anna")
    inner.get_by_label("Last name").first.fill("Hemm")
    inner.get_by_label("Email").fill("anna@example.com")
    inner.get_by_role("checkbox", name="I have read and accept").check()
    inner.get_by_role("button", name="Book and pay €18.00 deposit").click()
    expect(page.get_by_role("heading", name="Deposit for booking")).to_be_visible()
    page.get_by_role("button", name="Pay", exact=True).click()
    expect(page.get_by_text("We received your payment of €18.00.")).to_be_visible()


def test_messages_of_others_are_not_listened_to(page: Page, elsewhere: str) -> None:
    page.goto(elsewhere)
    frame = page.frame_locator("iframe[title='Online booking']")
    expect(frame.get_by_role("heading", name="What would you like to book?")).to_be_visible()
    page.wait_for_function("document.querySelector('iframe').clientHeight !== 640")
    page.evaluate(
        """() => new Promise((heard) => {
            addEventListener("message", heard, { once: true });
            postMessage({ lobby: { height: 5 } }, "*");
        })"""
    )
    assert page.evaluate("document.querySelector('iframe').clientHeight") > 640
