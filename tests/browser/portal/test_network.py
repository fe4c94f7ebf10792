"""A network that comes and goes, servers that fail, and the weight of the page."""

from __future__ import annotations

import gzip
import re

from playwright.sync_api import Page, expect

from local.gateway.site import SITE
from tests.browser import scenes
from tests.browser.looks import OpenPage, shoot, violations
from tests.browser.site import Site
from tests.support.business import Business, Portal

READY = "Anna, please confirm your booking"
# What codes of the API say comes beside, and nothing waits for it.
BESIDE = "/generated/sentences.js"
BUDGET = 74_000  # gzip; Brotli, which CloudFront prefers, makes it about a tenth less


def test_without_a_network_the_page_says_so_and_recovers_by_itself(
    open_page: OpenPage, site: Site, business: Business, guest: Portal
) -> None:
    page = open_page(bypass_csp=True)
    page.goto(site.link(guest))
    expect(page.get_by_role("heading", name=READY)).to_be_visible()
    page.context.set_offline(True)
    banner = page.get_by_role("status").filter(has_text="You are offline.")
    expect(banner).to_be_visible()
    shoot(page, "offline")
    assert violations(page) == []

    scenes.confirm(business, guest)
    business.pay(guest, "deposit")
    page.context.set_offline(False)
    expect(banner).to_have_count(0)
    expect(page.get_by_role("heading", name="Check in before you arrive")).to_be_visible()


def test_a_page_that_cannot_be_loaded_offers_to_try_again(
    open_page: OpenPage, site: Site, guest: Portal
) -> None:
    page = open_page(bypass_csp=True)
    site.levers.lose("GET", r"/bookings/\w+", times=100)
    page.goto(site.link(guest))
    expect(page.get_by_role("heading", level=1)).to_have_text("No connection")
    shoot(page, "no-connection")
    assert violations(page) == []
    site.levers.let_go()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name=READY)).to_be_visible()


def test_a_passing_failure_is_not_even_noticed(page: Page, site: Site, guest: Portal) -> None:
    site.levers.fail("GET", r"/bookings/\w+", 503, times=2)
    page.goto(site.link(guest))
    expect(page.get_by_role("heading", name=READY)).to_be_visible()
    assert len(site.levers.requests) == 3


def test_a_server_error_gives_a_reference(open_page: OpenPage, site: Site, guest: Portal) -> None:
    page = open_page(bypass_csp=True)
    site.levers.fail("GET", r"/bookings/\w+", 500)
    page.goto(site.link(guest))
    expect(page.get_by_role("heading", level=1)).to_have_text("Something went wrong")
    expect(page.get_by_role("alert")).to_contain_text("Reference: req-7f3a")
    shoot(page, "server-error")
    assert violations(page) == []
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name=READY)).to_be_visible()


def test_a_refresh_that_fails_leaves_what_was_there(
    page: Page, site: Site, business: Business
) -> None:
    page.goto(site.link(scenes.confirmed(business)))
    expect(page.get_by_role("button", name="Pay deposit")).to_be_visible()
    site.levers.fail("GET", ".*", 500)
    site.levers.fail("POST", ".*", 409, "conflict", "Changed")
    page.get_by_role("button", name="Pay deposit").click()
    stale = page.get_by_text("This page could not be refreshed.")
    expect(stale).to_be_visible()
    expect(page.get_by_role("heading", name="Pay the deposit")).to_be_visible()
    page.get_by_role("button", name="Try again").click()
    expect(stale).to_have_count(0)


def test_the_page_is_light(page: Page, site: Site, guest: Portal) -> None:
    loaded: set[str] = set()
    page.on("response", lambda response: loaded.add(response.url.removeprefix(site.url)))
    page.goto(site.link(guest))
    expect(page.get_by_role("heading", name=READY)).to_be_visible()
    files = [path for path in loaded if re.search(r"\.(js|css)$", path) and path != BESIDE]
    sizes = {path: len(gzip.compress((SITE / path[1:]).read_bytes())) for path in files}
    assert {"/portal/main.js", "/generated/styles/portal.css", "/vendor/preact.js"} <= sizes.keys()
    assert sum(sizes.values()) <= BUDGET, sizes


def test_all_modules_are_asked_for_at_once(page: Page, site: Site, guest: Portal) -> None:
    loaded: set[str] = set()
    page.on("request", lambda request: loaded.add(request.url.removeprefix(site.url)))
    page.goto(site.link(guest))
    expect(page.get_by_role("heading", name=READY)).to_be_visible()
    scripts = {path for path in loaded if path.endswith(".js")} - {BESIDE}
    text = (SITE / "portal/index.html").read_text(encoding="utf-8")
    assert scripts == set(re.findall(r'(?:modulepreload" href|src)="([^"]+\.js)"', text))
