"""Steps that several tests of the desk take, in the words of its staff."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from playwright.sync_api import Locator, Page, expect

from tests.browser.admin.desk import Desk

KEEP = "session => sessionStorage.setItem('lobby.desk.tokens', JSON.stringify(session))"


def sign_in(page: Page, desk: Desk, route: str = "") -> None:
    """Open a route and go through the hosted sign-in."""
    page.goto(f"{desk.site.url}/admin/{route}")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Continue as Marta").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def begin_session(page: Page, desk: Desk) -> None:
    """Let a tab have a session already, as after a reload."""
    tokens = desk.site.sign_in.grant()
    seconds = desk.business.clock.moment.timestamp() + tokens["expires_in"]
    session = {
        "id_token": tokens["id_token"],
        "refresh_token": tokens["refresh_token"],
        "expires_at": seconds * 1000,
    }
    page.goto(f"{desk.site.url}/config.json")
    page.evaluate(KEEP, session)


def field(scope: Page | Locator, label: str) -> Locator:
    """A control by its whole label; those that have to be filled in say so after it."""
    return scope.get_by_label(re.compile(rf"^{re.escape(label)}(\s*\*.*)?$"))


def go(page: Page, route: str = "") -> None:
    """Go to a route as a typed address would."""
    page.goto(urljoin(page.url, f"/admin/{route}"))


def rows(page: Page) -> Locator:
    """The grid's rows, without its head."""
    return page.get_by_role("table").locator("tbody").get_by_role("row")


def open_grid(page: Page) -> None:
    """Open the bookings and wait until they are there."""
    go(page, "#/bookings")
    expect(rows(page).first.get_by_role("link")).to_be_visible()


def open_booking(page: Page, code: str) -> None:
    """Open a booking's page and wait until it is there."""
    go(page, f"#/bookings/{code}")
    expect(page.get_by_role("button", name="Actions")).to_be_visible()


def save(page: Page, said: str) -> None:
    """Press Save and wait for the answer and its word: an earlier one's may still stand."""
    with page.expect_response(lambda answer: answer.request.method in ("POST", "PUT")):
        page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text=said)).to_be_visible()


def choose_action(page: Page, name: str) -> None:
    """Choose an item of the Actions menu."""
    page.get_by_role("button", name="Actions").click()
    page.get_by_role("menuitem", name=name).click()


def clipboard(page: Page) -> str:
    """What was copied last."""
    return str(page.evaluate("() => navigator.clipboard.readText()"))
