"""Steps that several tests of the desk take, in the words of its staff."""

from __future__ import annotations

import json
import re
import struct
import time
import zlib
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.admin.desk_server import SITE, Desk

AXE = SITE / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def sign_in(page: Page, desk: Desk, route: str = "") -> None:
    """Open a route and go through the hosted sign-in."""
    page.goto(f"{desk.site}/admin/{route}")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Continue as Marta").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def open_signed_in(page: Page, desk: Desk) -> None:
    """Open the bookings in a tab that has a session already, as after a reload."""
    tokens = desk.sign_in.grant()
    session = {
        "id_token": tokens["id_token"],
        "refresh_token": tokens["refresh_token"],
        "expires_at": (time.time() + tokens["expires_in"]) * 1000,
    }
    page.goto(f"{desk.site}/config.json")
    keep = "session => sessionStorage.setItem('lobby.desk.tokens', JSON.stringify(session))"
    page.evaluate(keep, session)
    page.goto(f"{desk.site}/admin/")
    expect(rows(page).first.get_by_role("link")).to_be_visible()


def field(scope: Page | Locator, label: str) -> Locator:
    """A control by its whole label; those that have to be filled in say so after it."""
    return scope.get_by_label(re.compile(rf"^{re.escape(label)}(\s*\*.*)?$"))


def go(page: Page, route: str) -> None:
    """Go to a route as a typed address would."""
    page.evaluate("route => { location.hash = route }", route)


def rows(page: Page) -> Locator:
    """The grid's rows, without its head."""
    return page.get_by_role("table").locator("tbody").get_by_role("row")


def open_booking(page: Page, code: str) -> None:
    """Open a booking's page and wait until it is there."""
    go(page, f"#/bookings/{code}")
    expect(page.get_by_role("button", name="Actions")).to_be_visible()


def choose_action(page: Page, name: str) -> None:
    """Choose an item of the Actions menu."""
    page.get_by_role("button", name="Actions").click()
    page.get_by_role("menuitem", name=name).click()


def clipboard(page: Page) -> str:
    """What was copied last."""
    return str(page.evaluate("() => navigator.clipboard.readText()"))


def check_accessibility(page: Page) -> None:
    """Hold the page against axe's rules for WCAG 2.2 AA and good practice."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    report = page.evaluate("rules => axe.run({ runOnly: rules })", RULES)
    found: list[dict[str, Any]] = report["violations"]
    told = [{"id": one["id"], "nodes": [node["html"] for node in one["nodes"]]} for one in found]
    assert not told, json.dumps(told, indent=2)


def check_no_sideways_scrolling(page: Page) -> None:
    """Everything fits the width of the screen."""
    width = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1], f"the page is {width[0]} wide on a screen of {width[1]}"


def picture(pixels: int = 8) -> bytes:
    """A PNG that browsers can show."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", pixels, pixels, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + b"\x7f" * pixels for _ in range(pixels))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
