"""Pictures of every page for the README, taken of the product that `make run` has running.

`.lobby/venv/bin/python -m tools.screenshots` reads `.lobby/stack.json` (or `LOBBY_STACK`) and
writes docs/images/.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tools.browser import find_browser

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
WIDE = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}


def main() -> None:
    """Takes them all."""
    described = os.environ.get("LOBBY_STACK", str(ROOT / ".lobby" / "stack.json"))
    stack = json.loads(Path(described).read_text())
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        take_booking_page(browser, stack)
        take_guest_pages(browser, stack)
        take_desk_pages(browser, stack)
        browser.close()


def take_booking_page(browser: Browser, stack: dict[str, Any]) -> None:
    """The booking page, with a week chosen and its price."""
    for name, size in (("book", WIDE), ("book-phone", PHONE)):
        page = _page(browser, size)
        page.goto(f"{stack['site_url']}/book/?property={stack['property']}#/stay")
        page.get_by_role("button", name="Next month").click()
        page.wait_for_load_state("networkidle")
        days = page.get_by_role("gridcell").get_by_role("button", disabled=False)
        days.nth(3).click()
        days.nth(9).click()
        page.get_by_role("button", name=re.compile("^Choose Garden room")).first.wait_for()
        _take(page, name)
        page.close()


def take_guest_pages(browser: Browser, stack: dict[str, Any]) -> None:
    """The portal, the payment page and a mail."""
    links = {booking["status"]: booking["link"] for booking in reversed(stack["demo"])}
    for name, size, link in (
        ("portal", WIDE, links["confirmed"]),
        ("portal-phone", PHONE, links["pending"]),
    ):
        page = _page(browser, size)
        page.goto(link)
        page.get_by_role("heading", name="Itinerary").wait_for()
        _take(page, name)
        if name == "portal":
            page.get_by_role("button", name=re.compile("^Pay ")).first.click()
            page.locator("[autocomplete=cc-number]").wait_for()
            _take(page, "payment")
    page = _page(browser, WIDE)
    page.goto(stack["mail_url"])
    page.get_by_role("link", name=re.compile("Booking confirmed")).first.click()
    page.wait_for_load_state("networkidle")
    _take(page, "mail")


def take_desk_pages(browser: Browser, stack: dict[str, Any]) -> None:
    """The desk's pages."""
    page = _page(browser, WIDE)
    page.goto(f"{stack['site_url']}/admin/")
    page.get_by_role("button", name="Sign in").click()
    page.locator("input[name=username]").fill(stack["staff"]["username"])
    page.locator("input[name=password]").fill(stack["staff"]["password"])
    page.locator("button[type=submit], input[type=submit]").first.click()
    page.get_by_role("heading", name="Bookings").wait_for()
    code = stack["demo"][1]["code"]
    for name, route, shown in (
        ("desk-bookings", "bookings", stack["demo"][0]["code"]),
        ("desk-booking", f"bookings/{code}", "Actions"),
        ("desk-timeline", "timeline", "Mika Lindqvist"),
        ("desk-calendar", "calendar", "Set these days"),
        ("desk-catalog", f"catalog/{stack['property']}/products", "Garden room"),
        ("desk-new", "bookings/new", "Create booking"),
        ("desk-settings", "settings/brand", "Colour"),
    ):
        page.goto(f"{stack['site_url']}/admin/#/{route}")
        page.get_by_text(shown).first.wait_for()
        page.wait_for_load_state("networkidle")
        _take(page, name)


def _page(browser: Browser, size: dict[str, int]) -> Page:
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]}, reduced_motion="reduce"
    )
    return context.new_page()


def _take(page: Page, name: str) -> None:
    page.screenshot(path=IMAGES / f"{name}.png")
    print(f"docs/images/{name}.png")


if __name__ == "__main__":
    main()
