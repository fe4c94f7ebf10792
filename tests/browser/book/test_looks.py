"""Every step is accessible and fits, wide and narrow; and the page is light."""

from __future__ import annotations

import gzip
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from local.gateway.site import SITE
from tests.browser.book import steps
from tests.browser.book.shop import Shop
from tests.browser.looks import PHONE, WIDE, OpenPage, overflow, shoot, violations

# What codes of the API say comes beside, and nothing waits for it.
BESIDE = "/generated/sentences.js"
BUDGET = 84_000  # gzip, each file by itself


@pytest.mark.parametrize(
    ("view", "options"),
    [("wide", {"viewport": WIDE}), ("phone", {"viewport": PHONE, "has_touch": True})],
)
def test_every_step_is_accessible_and_fits(
    open_page: OpenPage, shop: Shop, view: str, options: dict[str, Any]
) -> None:
    page = open_page(bypass_csp=True, **options)

    def good(name: str) -> None:
        shoot(page, f"book-{name}-{view}")
        assert overflow(page) <= 0, name
        assert violations(page) == [], name

    page.goto(shop.address)
    expect(page.get_by_role("heading", name="What would you like to book?")).to_be_visible()
    good("choose")
    page.goto(f"{shop.address}#/stay")
    page.get_by_role("button", name="More: Children").click()
    steps.choose_week(page, shop)
    good("stay")
    page.goto(f"{shop.address}#/session/{shop.sold.lesson}")
    steps.pick_day(page, "Monday, 22 February")
    page.get_by_role("button", name="Choose 09:00").click()
    good("session")
    page.goto(f"{shop.address}#/appointment/{shop.sold.massage}")
    steps.pick_day(page, "Monday, 22 February")
    page.get_by_role("button", name="09:00").click()
    good("appointment")
    page.goto(f"{shop.address}#/package/{shop.sold.camp}")
    expect(page.get_by_role("button", name="Saturday, 27 February")).to_be_visible()
    good("package")
    page.goto(f"{shop.address}#/more")
    page.get_by_role("button", name="More: Breakfast").click()
    expect(steps.price(page)).to_contain_text("Breakfast")
    good("more")
    page.goto(f"{shop.address}#/details")
    page.get_by_text("Names of the guests").click()
    shop.sell_massage("2027-02-22T09:00:00Z", shop.sold.marta)
    page.get_by_role("button", name="Book and pay").click()
    good("mistakes")
    steps.fill_details(page)
    page.get_by_role("button", name="Book and pay").click()
    expect(page.get_by_text("No longer free: Massage")).to_be_visible()
    good("gone")


def test_the_page_is_light_and_asks_for_all_modules_at_once(page: Page, shop: Shop) -> None:
    loaded: set[str] = set()
    page.on("response", lambda response: loaded.add(response.url.removeprefix(shop.site.url)))
    page.goto(shop.address)
    expect(page.get_by_role("heading", name="What would you like to book?")).to_be_visible()
    files = [path for path in loaded if re.search(r"\.(js|css)$", path) and path != BESIDE]
    sizes = {path: len(gzip.compress((SITE / path[1:]).read_bytes())) for path in files}
    assert sum(sizes.values()) <= BUDGET, sizes
    text = (SITE / "book/index.html").read_text(encoding="utf-8")
    scripts = {path for path in files if path.endswith(".js")}
    assert scripts == set(re.findall(r'(?:modulepreload" href|src)="([^"]+\.js)"', text))
