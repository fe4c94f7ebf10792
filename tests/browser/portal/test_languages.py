"""The guest's page in every language: whole, in that language only, and it fits small phones."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import scenes
from tests.browser.languages import LANGUAGES, Data, Pseudo, choose, foreign, speak_first
from tests.browser.looks import PHONE, WIDE, OpenPage, overflow, shoot
from tests.browser.scenes import BOOKER, SCENES
from tests.browser.site import Site
from tests.support.business import Business
from tools.words import PSEUDO

# Every headline, and every part that a booking may have.
SHOWN = (
    "pending",
    "held",
    "requested",
    "hold-expired",
    "confirmed",
    "deposit-paid",
    "one-checked-in",
    "paid",
    "cancelled",
    "completed",
    "no-show",
    "booked-online",
)


@pytest.mark.parametrize("scene", SHOWN)
def test_every_state_is_in_one_language_and_fits(
    site: Site, business: Business, open_page: OpenPage, scene: str
) -> None:
    guest = SCENES[scene](business)
    page = open_page(viewport={"width": 320, "height": 700})
    data = Data(page)
    page.goto(site.link(guest))
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    for language in LANGUAGES:
        choose(page, language)
        assert foreign(page, language, data) == [], language
        assert overflow(page) <= 0, language
        for name, size in (("phone", PHONE), ("wide", WIDE)):
            page.set_viewport_size(size)
            shoot(page, f"{scene}-{language}-{name}")
        page.set_viewport_size({"width": 320, "height": 700})


@pytest.mark.parametrize("scene", SHOWN)
def test_every_text_is_in_the_catalogue(
    site: Site, business: Business, open_page: OpenPage, tmp_path: Path, scene: str
) -> None:
    guest = SCENES[scene](business)
    page = open_page(locale=PSEUDO)
    page.add_init_script(f"localStorage.setItem('lobby.language', '{PSEUDO}')")
    pseudo = Pseudo(page, tmp_path)
    page.goto(site.link(guest))
    expect(page.get_by_role("heading", level=2).first).to_contain_text("⟦")
    assert pseudo.untranslated() == []


def test_a_wrong_link_is_told_in_the_browsers_language(site: Site, open_page: OpenPage) -> None:
    page = open_page(locale="hu-HU")
    data = Data(page)
    page.goto(f"{site.url}/b/AAAA2222#wrong")
    expect(page.get_by_role("heading", name="Ez a link nem nyit meg foglalást")).to_be_visible()
    assert foreign(page, "hu", data) == []


def test_the_choice_comes_first_then_the_bookings_language_then_the_browsers_then_the_propertys(
    site: Site, business: Business, open_page: OpenPage
) -> None:
    estonian = scenes.confirmed(business, booker=BOOKER | {"language": "et"})
    unknown = scenes.confirmed(business, booker=BOOKER | {"language": "fi"})
    page = open_page(locale="es-ES")
    html = page.locator("html")

    page.goto(site.link(unknown))
    expect(html).to_have_attribute("lang", "es")
    page.goto(site.link(estonian))
    expect(html).to_have_attribute("lang", "et")
    expect(page.get_by_role("heading", name="Tasuge ettemaks")).to_be_visible()
    choose(page, "nb")
    page.reload()
    expect(page.get_by_role("heading", name="Betal forskuddet")).to_be_visible()
    page.goto(site.link(unknown))
    expect(html).to_have_attribute("lang", "nb")

    elsewhere = open_page(locale="fi-FI")
    elsewhere.goto(site.link(unknown))
    expect(elsewhere.get_by_role("heading", name="Pay the deposit")).to_be_visible()
    speak_first(business, "hu")
    elsewhere.reload()
    expect(elsewhere.get_by_role("heading", name="Fizesse be az előleget")).to_be_visible()
    elsewhere.goto(site.link(estonian))
    expect(elsewhere.get_by_role("heading", name="Tasuge ettemaks")).to_be_visible()


def test_the_chosen_language_is_asked_of_the_api_as_well(
    site: Site, business: Business, open_page: OpenPage
) -> None:
    guest = scenes.confirmed(business)
    page = open_page()
    page.goto(site.link(guest))
    expect(page.get_by_role("heading", name="Pay the deposit")).to_be_visible()
    with page.expect_request(f"**/api/bookings/{guest.code}?language=hu"):
        choose(page, "hu")
    expect(page.get_by_role("heading", name="Fizesse be az előleget")).to_be_visible()


def test_languages_are_chosen_with_the_keyboard(
    site: Site, business: Business, open_page: OpenPage
) -> None:
    guest = scenes.confirmed(business)
    page = open_page()
    page.goto(site.link(guest))
    expect(page.get_by_role("navigation", name="Language")).to_be_visible()
    languages = page.locator(".languages").get_by_role("button")
    expect(languages).to_have_text(["English", "Español", "Eesti", "Magyar", "Norsk bokmål"])
    expect(languages.first).to_have_attribute("aria-current", "true")
    languages.nth(1).press("Enter")
    expect(languages.nth(1)).to_be_focused()
    expect(languages.nth(1)).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("navigation", name="Idioma")).to_be_visible()
