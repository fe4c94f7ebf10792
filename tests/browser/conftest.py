"""One Chromium for all tests of pages, and for each test a business, its site and its pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from local.gateway.site import SITE
from tests.browser.looks import WIDE, OpenPage
from tests.browser.site import Site, serving
from tests.fakes.transport import MemoryTransport
from tests.support.business import Business
from tests.support.deployment import forget_wiring, open_business_on, set_environment
from tools.browser import find_browser

# A busy machine draws late; whoever waits sees it as soon as it is there.
expect.set_options(timeout=15_000)

# Playwright's own choice, which this one replaces, but for what pages in frames may keep; and the
# browser's popups, which are pages with a process of their own in every window.
UNUSED = [
    "AimEnabled",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "OptimizationHints",
    "PaintHolding",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxPopup",
]


@pytest.fixture(scope="session", autouse=True)
def joined_styles() -> None:
    """Ends the tests where what pages link is older than the stylesheets that it is made of."""
    joined = SITE / "generated" / "styles"
    sheets = [path for path in SITE.glob("*/styles/**/*.css") if joined not in path.parents]
    newest = max(path.stat().st_mtime for path in sheets)
    for page in SITE.glob("*/styles/page.css"):
        built = joined / f"{page.parts[-3]}.css"
        if not built.exists() or built.stat().st_mtime < newest:
            pytest.exit(f"{built} is older than a stylesheet: `npm --prefix site run styles`", 1)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """This machine's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-gpu-rasterization",
                "--disable-extensions",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                f"--disable-features={','.join(UNUSED)}",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The site of a business with one property and a policy, over a table in memory."""
    with serving() as site:
        set_environment(monkeypatch)
        monkeypatch.setenv("SITE_URL", site.url)
        site.open(open_business_on(monkeypatch, site_url=site.url, transport=MemoryTransport()))
        yield site
    forget_wiring()
    assert site.failures == []


@pytest.fixture
def business(site: Site) -> Business:
    """The business behind the site."""
    return site.business


@pytest.fixture
def open_page(chromium: Browser, business: Business) -> Iterator[OpenPage]:
    """Opens pages whose clock stands where the business's does.

    Keyword arguments go to the browser context. With ``freeze=False`` the test sets the clock. A
    script that breaks, or that the content security policy refuses, fails the test.
    """
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
        context.set_default_timeout(15_000)
        if freeze:
            context.clock.set_fixed_time(business.clock.moment)
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
