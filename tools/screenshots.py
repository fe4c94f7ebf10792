"""Pictures of every page for the docs, taken of the product that `make run` has running.

`.lobby/venv/bin/python -m tools.screenshots` reads `.lobby/stack.json` (or `LOBBY_STACK`) and
writes docs/images/. Invoices are drawn by pdftoppm (Debian: poppler-utils).
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import httpx
from playwright.sync_api import Browser, Page, sync_playwright

from lobby.words.catalogue import languages
from local import staff
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
        take_languages(browser, stack)
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


def take_languages(browser: Browser, stack: dict[str, Any]) -> None:
    """The booking page, a booking, its mail and its invoice in every language."""
    (IMAGES / "languages").mkdir(exist_ok=True)
    book = _desk(stack)
    for language in languages():
        page = _page(browser, PHONE, language)
        page.goto(f"{stack['site_url']}/book/?property={stack['property']}")
        page.wait_for_load_state("networkidle")
        _take(page, f"languages/book-{language}")
        link = book(language)
        page.goto(link)
        page.wait_for_load_state("networkidle")
        _take(page, f"languages/portal-{language}")
        _take_invoice(link, stack["api_url"], f"languages/invoice-{language}")
        page.goto(_mail(stack["mail_url"], _address(language)))
        _take(page, f"languages/mail-{language}")
        page.close()


def _address(language: str) -> str:
    return f"{language}@guests.example"


def _desk(stack: dict[str, Any]) -> Callable[[str], str]:
    """A function with which staff enter a booking in a language; it answers with the link."""
    cognito = boto3.client(
        "cognito-idp",
        endpoint_url=stack["aws_endpoint_url"],
        region_name=stack["region"],
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106 (the local AWS asks for some)
    )
    headers = {"Authorization": f"Bearer {staff.id_token(cognito, stack['staff'])}"}
    arrival = datetime.now(UTC).date() + timedelta(days=60)

    def book(language: str) -> str:
        body = _booking(stack["property"], language, arrival)
        answer = httpx.post(f"{stack['api_url']}/staff/bookings", json=body, headers=headers)
        return str(answer.raise_for_status().json()["link"])

    return book


def _booking(property_id: str, language: str, arrival: date) -> dict[str, Any]:
    line = {"guests": [0], "tax_rate": "0.10", "quantity": 7}
    stay = {"from": arrival.isoformat(), "to": (arrival + timedelta(days=7)).isoformat()}
    return {
        "property": property_id,
        "status": "confirmed",
        "currency": "EUR",
        "arrival": stay["from"],
        "departure": stay["to"],
        "booker": {
            "first_name": "Anna",
            "last_name": "Hemm",
            "email": _address(language),
            "language": language,
        },
        "guests": [{"first_name": "Anna", "last_name": "Hemm"}],
        "items": [
            {"kind": "accommodation", "name": "Garden room", "unit_price": 9000, **line, **stay}
        ],
        "deposit": {"percent": 30},
    }


def _take_invoice(link: str, api_url: str, name: str) -> None:
    address, _, secret = link.partition("#")
    code = address.rpartition("/")[2]
    pdf = httpx.get(
        f"{api_url}/bookings/{code}/invoice", headers={"Authorization": f"Bearer {secret}"}
    )
    command = ["pdftoppm", "-png", "-singlefile", "-r", "60", "-", str(IMAGES / name)]
    subprocess.run(command, input=pdf.raise_for_status().content, check=True)
    print(f"docs/images/{name}.png")


def _mail(mail_url: str, recipient: str) -> str:
    """The address of the newest mail to somebody, as soon as it is there."""
    for _ in range(100):
        mails = httpx.get(mail_url, headers={"Accept": "application/json"}).json()
        found = [mail["id"] for mail in mails if recipient in str(mail["to"])]
        if found:
            return f"{mail_url}/{found[0]}/html"
        time.sleep(0.3)
    raise TimeoutError(f"No mail to {recipient} came.")


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


def _page(browser: Browser, size: dict[str, int], language: str = "en") -> Page:
    """A page whose reader chose this language."""
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]}, reduced_motion="reduce"
    )
    # mails are shown without storage of their own
    context.add_init_script(f"try {{ localStorage['lobby.language'] = '{language}' }} catch {{}}")
    return context.new_page()


def _take(page: Page, name: str) -> None:
    page.screenshot(path=IMAGES / f"{name}.png")
    print(f"docs/images/{name}.png")


if __name__ == "__main__":
    main()
