"""The fixture server and a browser profile, fresh for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.browser.admin.desk_server import Desk, running
from tests.browser.admin.steps import open_signed_in

WIDE = ViewportSize(width=1280, height=900)


@pytest.fixture
def desk() -> Iterator[Desk]:
    """The site, the staff API and the hosted sign-in, with fresh data."""
    with running() as running_desk:
        yield running_desk


@pytest.fixture
def context(chromium: Browser, desk: Desk) -> Iterator[BrowserContext]:
    """A browser profile that has never been here."""
    context = chromium.new_context(
        viewport=WIDE, locale="en-GB", timezone_id="Europe/Lisbon", reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=desk.site)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails the test if a script breaks or the security policy is violated."""
    complaints: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(f"uncaught: {error}"))
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    yield page
    assert complaints == []


@pytest.fixture
def staff(page: Page, desk: Desk) -> Page:
    """A page that is signed in and shows the bookings."""
    open_signed_in(page, desk)
    return page
