"""The booking page in every language: whole, in that language only, and it fits small phones."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.book.shop import Shop
from tests.browser.languages import LANGUAGES, Data, Pseudo, choose, foreign, speak_first
from tests.browser.looks import PHONE, WIDE, OpenPage, overflow, shoot
from tests.support.api import call
from tests.support.business import good
from tools.words import PSEUDO

SMALL: ViewportSize = {"width": 320, "height": 700}


def through(page: Page, shop: Shop, seen: Callable[[str], None]) -> None:
    """Goes through all steps by their addresses, in whatever language."""
    page.goto(shop.address)
    expect(page.locator(".offer").first).to_be_visible()
    seen("choose")
    page.goto(f"{shop.address}#/stay")
    expect(page.locator(".calendar .is-free").first).to_be_visible()
    page.locator(".calendar .is-free button").nth(1).click()
    page.locator(".calendar .is-free button").nth(5).click()
    page.locator(".offers button").first.click()
    expect(page.locator(".onward .amount")).to_contain_text("€")
    seen("stay")
    for step in (f"session/{shop.sold.lesson}", f"appointment/{shop.sold.massage}"):
        page.goto(f"{shop.address}#/{step}")
        page.locator(".calendar .is-free button").nth(1).click()
        page.locator(".occurrences button, .times button").first.click()
        seen(step.partition("/")[0])
    page.goto(f"{shop.address}#/package/{shop.sold.camp}")
    expect(page.locator(".calendar .is-free").first).to_be_visible()
    seen("package")
    page.goto(f"{shop.address}#/more")
    expect(page.locator(".choices li")).to_have_count(3)
    seen("more")
    page.goto(f"{shop.address}#/details")
    page.locator("summary").last.click()
    page.locator("form button[type=submit]").last.click()
    expect(page.locator(".error").first).to_be_visible()
    seen("details")


def test_every_step_is_in_one_language_and_fits(shop: Shop, open_page: OpenPage) -> None:
    page = open_page(viewport=SMALL)
    data = Data(page)

    def seen(step: str) -> None:
        for language in LANGUAGES:
            choose(page, language)
            expect(page.locator(".skeleton")).to_have_count(0)
            assert foreign(page, language, data) == [], (step, language)
            assert overflow(page) <= 0, (step, language)
            for name, size in (("phone", PHONE), ("wide", WIDE)):
                page.set_viewport_size(size)
                shoot(page, f"book-{step}-{language}-{name}")
            page.set_viewport_size(SMALL)
        choose(page, "en")
        expect(page.locator(".skeleton")).to_have_count(0)

    through(page, shop, seen)


def test_every_text_is_in_the_catalogue(shop: Shop, open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(locale=PSEUDO)
    pseudo = Pseudo(page, tmp_path)

    def seen(step: str) -> None:
        assert pseudo.untranslated() == [], step

    through(page, shop, seen)


def test_a_booking_keeps_the_language_in_which_it_was_made(shop: Shop, open_page: OpenPage) -> None:
    page = open_page(locale="es-ES")
    steps_taken = []

    def seen(step: str) -> None:
        steps_taken.append(step)

    through(page, shop, seen)
    choose(page, "hu")
    page.get_by_label("Keresztnév").first.fill("Anna")
    page.get_by_label("Vezetéknév").first.fill("Hemm")
    page.get_by_label("E-mail").fill("anna@example.com")
    page.get_by_role("checkbox", name="Elolvastam").check()
    page.locator("form button[type=submit]").last.click()
    page.wait_for_url("**/pay**")
    [code] = shop.codes()
    assert good(call("GET", f"/staff/bookings/{code}"))["booking"]["booker"]["language"] == "hu"


def test_the_choice_comes_first_then_the_browsers_language_then_the_propertys(
    shop: Shop, open_page: OpenPage
) -> None:
    speak_first(shop.business, "hu")
    page = open_page(locale="fi-FI")
    html = page.locator("html")
    page.goto(shop.address)
    expect(page.locator(".offer").first).to_be_visible()
    expect(html).to_have_attribute("lang", "hu")
    choose(page, "et")
    page.reload()
    expect(page.locator(".offer").first).to_be_visible()
    expect(html).to_have_attribute("lang", "et")

    spanish = open_page(locale="es-ES")
    spanish.goto(shop.address)
    expect(spanish.locator(".offer").first).to_be_visible()
    expect(spanish.locator("html")).to_have_attribute("lang", "es")


def test_a_choice_counts_for_the_visit_where_nothing_can_be_kept(
    shop: Shop, open_page: OpenPage
) -> None:
    page = open_page(locale="es-ES")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('off'); } })"
    )
    page.goto(shop.address)
    expect(page.locator(".offer").first).to_be_visible()
    with page.expect_request("**/api/catalog?*language=hu*"):
        choose(page, "hu")
    expect(page.get_by_role("heading", name="Csomagok")).to_be_visible()
    page.goto(f"{shop.address}#/package/{shop.sold.camp}")
    expect(page.locator(".contains li").first).to_have_text("7 éjszaka: Bed in the dorm")


def test_what_a_package_contains_is_told_in_the_pages_language(
    shop: Shop, open_page: OpenPage
) -> None:
    page = open_page(locale="nb-NO")
    page.goto(f"{shop.address}#/package/{shop.sold.camp}")
    contents = page.locator(".contains li")
    expect(contents).to_have_text(["7 netter: Bed in the dorm", "5 × Surf lesson"])  # noqa: RUF001
    choose(page, "hu")
    expect(contents.first).to_have_text("7 éjszaka: Bed in the dorm")


def test_weeks_begin_as_the_language_has_it(shop: Shop, open_page: OpenPage) -> None:
    page = open_page(locale="en-US")
    page.goto(f"{shop.address}#/stay")
    first = page.locator(".calendar th .hidden-visually").first
    expect(first).to_have_text("Sunday")
    choose(page, "nb")
    expect(first).to_have_text("mandag")
    page.goto(f"{shop.address}#/session/{shop.sold.lesson}")
    page.locator(".calendar .is-free button").nth(1).click()
    expect(page.locator(".occurrences strong").first).to_have_text(re.compile(r"^09:00.11:00$"))
    choose(page, "en")
    expect(page.locator(".occurrences strong").first).to_contain_text("11:00 AM")
    expect(page.locator(".foot")).to_contain_text("Lisbon, Western European")
