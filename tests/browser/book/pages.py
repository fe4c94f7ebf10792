"""The fixture server, and pages that fail their test when a script breaks or is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.book.scenes import NOW
from tests.browser.book.server import Portal, running
from tests.browser.looks import WIDE, OpenPage


@pytest.fixture
def portal() -> Iterator[Portal]:
    """The site and the guest's API, with a pending booking."""
    with running() as portal:
        yield portal


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[OpenPage]:
    """Opens new pages; keyword arguments go to the browser context."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def open_page(*, freeze: bool = True, **options: Any) -> Page:
        settings: dict[str, Any] = {
            "viewport": WIDE,
            "locale": "en-GB",
            "timezone_id": "America/New_York",
            "reduced_motion": "reduce",
        }
        context = chromium.new_context(**(settings | options))
        contexts.append(context)
        context.set_default_timeout(10_000)
        if freeze:
            context.clock.set_fixed_time(NOW)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"uncaught: {error}"))
        page.on(
            "console",
            lambda message: (
                complaints.append(message.text)
                if "Content Security Policy" in message.text
                else None
            ),
        )
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page on a desktop, in a time zone that is not the property's."""
    return open_page()
