"""A network that comes and goes, servers that fail, and the weight of the page."""

from __future__ import annotations

import gzip
import re

from playwright.sync_api import Page, expect

from tests.browser.portal.looks import OpenPage, shoot, violations
from tests.browser.portal.server import SITE, Portal, Refused

READY = "Anna, please confirm your booking"
BUDGET = 74_000  # gzip; Brotli, which CloudFront prefers, makes it about a tenth less


def test_without_a_network_the_page_says_so_and_recovers_by_itself(
    open_page: OpenPage, portal: Portal
) -> None:
    page = open_page(bypass_csp=True)
    page.goto(portal.link)
    expect(page.get_by_role("heading", name=READY)).to_be_visible()
    page.context.set_offline(True)
    banner = page.get_by_role("status").filter(has_text="You are offline.")
    expect(banner).to_be_visible()
    shoot(page, "offline")
    assert violations(page) == []

    portal.show("deposit-paid")
    page.context.set_offline(False)
    expect(banner).to_have_count(0)
    expect(page.get_by_role("heading", name="Check in before you arrive")).to_be_visible()


def test_a_page_that_cannot_be_loaded_offers_to_try_again(
    open_page: OpenPage, portal: Portal
) -> None:
    page = open_page(bypass_csp=True)
    portal.drop("GET", r"/api/bookings/\w+", times=100)
    page.goto(portal.link)
    expect(page.get_by_role("heading", level=1)).to_have_text("No connection")
    shoot(page, "no-connection")
    assert violations(page) == []
    portal.forgive()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name=READY)).to_be_visible()


def test_a_passing_failure_is_not_even_noticed(page: Page, portal: Portal) -> None:
    portal.fail("GET", r"/api/bookings/\w+", Refused(503, "internal", "Busy"), times=2)
    page.goto(portal.link)
    expect(page.get_by_role("heading", name=READY)).to_be_visible()
    assert len(portal.requests) == 3


def test_a_server_error_gives_a_reference(open_page: OpenPage, portal: Portal) -> None:
    page = open_page(bypass_csp=True)
    portal.fail("GET", r"/api/bookings/\w+", Refused(500, "internal", "Boom"))
    page.goto(portal.link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Something went wrong")
    expect(page.get_by_role("alert")).to_contain_text("Reference: req-7f3a")
    shoot(page, "server-error")
    assert violations(page) == []
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name=READY)).to_be_visible()


def test_a_refresh_that_fails_leaves_what_was_there(page: Page, portal: Portal) -> None:
    portal.show("confirmed")
    page.goto(portal.link)
    expect(page.get_by_role("button", name="Pay deposit")).to_be_visible()
    portal.fail("GET", ".*", Refused(500, "internal", "Boom"))
    portal.fail("POST", ".*", Refused(409, "conflict", "Changed"))
    page.get_by_role("button", name="Pay deposit").click()
    stale = page.get_by_text("This page could not be refreshed.")
    expect(stale).to_be_visible()
    expect(page.get_by_role("heading", name="Pay the deposit")).to_be_visible()
    page.get_by_role("button", name="Try again").click()
    expect(stale).to_have_count(0)


def test_the_page_is_light(page: Page, portal: Portal) -> None:
    loaded: set[str] = set()
    page.on("response", lambda response: loaded.add(response.url.removeprefix(portal.site)))
    page.goto(portal.link)
    expect(page.get_by_role("heading", name=READY)).to_be_visible()
    files = [path for path in loaded if re.search(r"\.(js|css)$", path)]
    sizes = {path: len(gzip.compress((SITE / path[1:]).read_bytes())) for path in files}
    assert {"/portal/main.js", "/portal/portal.css", "/vendor/preact.js"} <= sizes.keys()
    assert sum(sizes.values()) <= BUDGET, sizes


def test_all_modules_are_asked_for_at_once(page: Page, portal: Portal) -> None:
    loaded: set[str] = set()
    page.on("request", lambda request: loaded.add(request.url.removeprefix(portal.site)))
    page.goto(portal.link)
    expect(page.get_by_role("heading", name=READY)).to_be_visible()
    scripts = {path for path in loaded if path.endswith(".js")}
    text = (SITE / "portal/index.html").read_text(encoding="utf-8")
    assert scripts == set(re.findall(r'(?:modulepreload" href|src)="([^"]+\.js)"', text))
