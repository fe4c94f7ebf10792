"""What a guest does on the booking page, step by step."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.book.shop import Shop


def price(page: Page) -> Locator:
    """The panel in which the price builds up."""
    return page.get_by_role("region", name="Your price")


def pick_day(page: Page, day: str) -> None:
    """Pick a day of the calendar by its name, such as "Monday, 1 March"."""
    page.get_by_role("gridcell").get_by_role("button", name=day).click()


def next_month(page: Page) -> None:
    """Turn the calendar's leaf."""
    page.get_by_role("button", name="Next month").click()


def choose_week(page: Page, shop: Shop) -> None:
    """The garden room for the first week of March, at the flexible rate."""
    page.goto(f"{shop.address}#/stay")
    next_month(page)
    pick_day(page, "Monday, 1 March")
    pick_day(page, "Monday, 8 March")
    page.get_by_role("button", name="Choose Garden room, Flexible").click()
    expect(price(page)).to_contain_text("€630.00")


def go_on(page: Page) -> None:
    """Press the button that leads to the next step."""
    page.get_by_role("button", name="Continue").click()


def reach_details(page: Page, shop: Shop) -> None:
    """With a week in the garden room, at the last step."""
    choose_week(page, shop)
    go_on(page)
    expect(page.get_by_role("heading", name="You have chosen")).to_be_focused()
    go_on(page)
    expect(page.get_by_role("heading", name="Who is booking?")).to_be_focused()


def fill_details(page: Page, email: str = "anna@example.com") -> None:
    """Who books, and yes to the terms."""
    page.get_by_label("First name").first.fill("Anna")
    page.get_by_label("Last name").first.fill("Hemm")
    page.get_by_label("Email").fill(email)
    page.get_by_role("checkbox", name="I have read and accept").check()


def book(page: Page, button: str = "Book and pay €189.00 deposit") -> None:
    """Press the button that says what one takes on."""
    page.get_by_role("button", name=button).click()
