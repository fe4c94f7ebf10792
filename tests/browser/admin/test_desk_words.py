"""The desk in other languages: nothing beside the catalogues, and Spanish fits phones."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import scenes
from tests.browser.admin.steps import go, open_grid
from tests.browser.admin.untranslated import Untranslated
from tests.browser.looks import PHONE, overflow
from tests.support.business import Business

SETTINGS = (
    "brand",
    "languages",
    "properties",
    "policies",
    "terms",
    "fields",
    "seller",
    "agencies",
    "webhooks",
)
CATALOGUE = (
    ("products", "rates", "extras", "packages", "promotions", "people", "selling", "feeds"),
    ("products/new-stay", "products/new-appointment", "products/new-session", "people/new"),
    ("rates/new", "extras/new", "packages/new", "promotions/new", "feeds/new"),
)
FORMS = ("properties/new", "policies/new", "fields/new", "agencies/new", "webhooks/new")


def settled(page: Page) -> None:
    """The view is there, whatever its words."""
    expect(page.locator("#main h1")).to_be_visible()
    expect(page.locator(".skeleton, .ghost")).to_have_count(0)


@pytest.fixture(autouse=True)
def guest(business: Business) -> None:
    """A booking to look at."""
    scenes.one_checked_in(business)


def walk(page: Page, seen: Callable[[str], None]) -> None:
    """Opens each view of the desk, forms with their mistakes and dialogs too."""
    go(page)
    settled(page)
    seen("bookings")
    page.locator("table.bookings th.code a").first.click()
    settled(page)
    seen("booking")
    _through_the_menu(page, seen)
    for route in ("bookings/new", "timeline", "calendar"):
        go(page, f"#/{route}")
        settled(page)
        seen(route)
    go(page, "#/catalog")
    settled(page)
    address = page.locator(".settings nav a").first.get_attribute("href") or ""
    for route in [name for names in CATALOGUE for name in names]:
        go(page, f"{address.removesuffix('/products')}/{route}")
        _form(page)
        seen(f"catalog/{route}")
    for route in (*SETTINGS, *FORMS):
        go(page, f"#/settings/{route}")
        _form(page)
        seen(f"settings/{route}")
    go(page, "#/nowhere")
    settled(page)
    seen("nowhere")


def _through_the_menu(page: Page, seen: Callable[[str], None]) -> None:
    menu = page.locator(".menu > button")
    menu.click()
    items = page.locator('[role="menuitem"]')
    seen("actions")
    for number in range(items.count()):
        if items.nth(number).is_enabled():
            _item(page, menu, items.nth(number), number, seen)


def _item(
    page: Page, menu: Locator, item: Locator, number: int, seen: Callable[[str], None]
) -> None:
    """What an action opens; the menu is open before and after."""
    item.click()
    dialog = page.locator("dialog[open]")
    if dialog.count():
        expect(dialog.locator(".skeleton")).to_have_count(0)
        seen(f"action {number}")
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
    menu.click()


def _form(page: Page) -> None:
    """A form that is sent empty says what is missing."""
    settled(page)
    if page.locator("main form").count() and re.search(r"/new[-\w]*$", page.url):
        page.locator('main form button[type="submit"]').click()
        expect(page.locator("main .form-problems .notice")).to_be_visible()


def test_nothing_is_said_beside_the_catalogues(staff: Page, tmp_path: Path) -> None:
    untranslated = Untranslated(staff, tmp_path)
    found: dict[str, list[str]] = {}

    def seen(view: str) -> None:
        if texts := untranslated.found():
            found[view] = texts

    walk(staff, seen)
    assert found == {}


def test_spanish_fits_a_phone(staff: Page) -> None:
    wide: dict[str, int] = {}

    def seen(view: str) -> None:
        if (by := overflow(staff)) > 0:
            wide[view] = by

    staff.set_viewport_size(PHONE)
    staff.add_init_script("localStorage.setItem('lobby.language', 'es')")
    walk(staff, seen)
    expect(staff.locator("html")).to_have_attribute("lang", "es")
    assert wide == {}


def test_a_language_is_chosen_at_the_foot_and_kept(staff: Page) -> None:
    open_grid(staff)
    staff.get_by_label("Language").select_option("es")
    expect(staff.get_by_role("heading", level=1)).to_have_text("Reservas")
    expect(staff).to_have_title("Reservas · Gestión de reservas")
    staff.reload()
    expect(staff.get_by_role("heading", level=1)).to_have_text("Reservas")
    expect(staff.get_by_role("columnheader", name="Llegada")).to_be_visible()
