"""Web check-in: the questions that staff define, drafts, errors, what is sent."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import house, scenes
from tests.browser.clocks import turn_to
from tests.browser.looks import PHONE, OpenPage, overflow, shoot, violations
from tests.browser.site import Site
from tests.support.business import Business, Portal


@pytest.fixture
def guest(business: Business) -> Portal:
    """The guest of a booking whose next thing is the check-in."""
    return scenes.deposit_paid(business)


@pytest.fixture
def checking_in(page: Page, site: Site, guest: Portal) -> Page:
    """The page of that booking."""
    page.goto(site.link(guest))
    page.get_by_role("button", name="Go to check-in").click()
    expect(page.get_by_role("heading", name="Web check-in")).to_be_focused()
    return page


def form_of(page: Page, guest: str) -> Locator:
    return page.get_by_role("form", name=guest)


def fill(page: Page, guest: str = "Anna Hemm") -> Locator:
    """Answer all that must be answered."""
    form = form_of(page, guest)
    form.get_by_label("Date of birth").fill("1991-05-17")
    country = form.get_by_role("combobox", name="Nationality")
    country.fill("eston")
    country.press("Enter")
    expect(country).to_have_value("Estonia")
    form.get_by_label("Surf level").select_option("Beginner")
    form.get_by_role("radio", name="Yes").check()
    return form


def test_the_answers_are_sent_in_the_api_s_own_form(checking_in: Page, site: Site) -> None:
    form = fill(checking_in)
    form.get_by_label("Height in cm").fill("171,5")
    form.get_by_role("checkbox", name="Vegan").check()
    form.get_by_role("checkbox", name="No gluten").check()
    form.get_by_label("Anything we should know?").fill("Two\nlines")
    form.get_by_label("Mobile phone").fill("  ")
    form.get_by_role("button", name="Save check-in").click()
    expect(form.get_by_text("Saved. Thank you!")).to_be_visible()

    [request] = site.levers.asked("PUT", ".*")
    assert request.path.endswith("/guests/0/check-in")
    answers = {
        "Date of birth": "1991-05-17",
        "Nationality": "EE",
        "Surf level": "Beginner",
        "Height in cm": "171.5",
        "Diet": ["Vegan", "No gluten"],
        "Can you swim?": True,
        "Anything we should know?": "Two\nlines",
    }
    assert request.body == {"answers": house.answers(answers)}


def test_each_guest_has_a_form_and_a_state(checking_in: Page, site: Site) -> None:
    section = checking_in.get_by_role("region", name="Web check-in")
    expect(section.get_by_text("0 / 2")).to_be_visible()
    fill(checking_in).get_by_role("button", name="Save check-in").click()
    expect(section.get_by_text("1 / 2")).to_be_visible()

    checking_in.get_by_role("button", name="Continue with Ben Hemm").click()
    expect(form_of(checking_in, "Anna Hemm")).to_have_count(0)
    fill(checking_in, "Ben Hemm").get_by_role("button", name="Save check-in").click()
    expect(section.get_by_text("Everybody has checked in.")).to_be_visible()
    expect(checking_in.get_by_role("heading", name="€472.50 left to pay")).to_be_visible()
    assert [request.path.split("/")[4] for request in site.levers.asked("PUT", ".*")] == ["0", "1"]


def test_required_questions_are_checked_before_sending(checking_in: Page, site: Site) -> None:
    form = form_of(checking_in, "Anna Hemm")
    form.get_by_role("button", name="Save check-in").click()
    birthday = form.get_by_label("Date of birth")
    expect(birthday).to_be_focused()
    expect(birthday).to_have_accessible_description("Please answer this question.")
    expect(birthday).to_have_attribute("aria-invalid", "true")
    expect(form.get_by_role("alert")).to_contain_text("4 answers need another look.")
    expect(form.get_by_role("radiogroup", name="Can you swim?")).to_have_accessible_description(
        "Please answer this question."
    )
    birthday.fill("1991-05-17")
    expect(form.get_by_role("alert")).to_contain_text("3 answers need another look.")
    assert site.levers.asked("PUT", ".*") == []


def test_a_problem_that_only_the_api_sees_is_shown_at_its_field(checking_in: Page) -> None:
    form = fill(checking_in)
    phone = form.get_by_label("Mobile phone")
    phone.fill("call me")
    form.get_by_role("button", name="Save check-in").click()
    expect(phone).to_be_focused()
    expect(phone).to_have_accessible_description(
        "For the driver of the transfer. This is not a phone number."
    )
    phone.fill("+372 555 1234")
    form.get_by_role("button", name="Save check-in").click()
    expect(form.get_by_text("Saved. Thank you!")).to_be_visible()


def test_what_was_typed_outlives_a_reload_until_it_is_saved(checking_in: Page) -> None:
    form_of(checking_in, "Anna Hemm").get_by_label("Flight number").fill("TP 1901")
    checking_in.reload()
    form = form_of(checking_in, "Anna Hemm")
    expect(form.get_by_label("Flight number")).to_have_value("TP 1901")
    expect(checking_in.get_by_text("Not saved yet")).to_be_visible()
    fill(checking_in).get_by_role("button", name="Save check-in").click()
    expect(form.get_by_text("Saved. Thank you!")).to_be_visible()
    expect(checking_in.get_by_text("Not saved yet")).to_have_count(0)
    assert (
        checking_in.evaluate("Object.keys(sessionStorage).filter(k => k.includes('draft'))") == []
    )
    assert checking_in.evaluate("localStorage.length") == 0


def test_a_lost_connection_keeps_the_answers(checking_in: Page, site: Site) -> None:
    form = fill(checking_in)
    site.levers.lose("PUT", ".*")
    form.get_by_role("button", name="Save check-in").click()
    expect(form.get_by_role("alert").filter(has_text="could not reach")).to_be_visible()
    expect(form.get_by_role("combobox", name="Nationality")).to_have_value("Estonia")
    form.get_by_role("button", name="Save check-in").click()
    expect(form.get_by_text("Saved. Thank you!")).to_be_visible()


def test_check_in_that_closed_meanwhile_shows_the_answers_to_read(
    checking_in: Page, business: Business, guest: Portal
) -> None:
    form = fill(checking_in)
    scenes.check_in(business, guest, 0)
    turn_to(checking_in, business, scenes.LEFT)
    form.get_by_role("button", name="Save check-in").click()
    section = checking_in.get_by_role("region", name="Web check-in")
    expect(section).to_contain_text(
        "This stay is over. Since Tue, 9 Mar 2027, 00:00 (Lisbon time)."
    )
    expect(section.get_by_role("form")).to_have_count(0)
    expect(section.get_by_text("Estonia")).to_be_visible()


def test_countries_are_found_without_accents_and_by_keyboard(checking_in: Page) -> None:
    country = form_of(checking_in, "Anna Hemm").get_by_role("combobox", name="Nationality")
    country.click()
    options = checking_in.get_by_role("listbox", name="Countries").get_by_role("option")
    expect(options).to_have_count(249)
    country.fill("aland")
    expect(options.first).to_have_text("Åland Islands")
    country.fill("united")
    expect(options).to_have_count(3)
    country.press("ArrowDown")
    active = country.get_attribute("aria-activedescendant")
    expect(checking_in.locator(f"[id='{active}']")).to_have_text("United Kingdom")
    country.press("Enter")
    expect(country).to_have_value("United Kingdom")
    expect(country).to_have_attribute("aria-expanded", "false")
    country.press("ArrowDown")
    expect(country).to_have_attribute("aria-expanded", "true")
    country.press("Escape")
    expect(options).to_have_count(0)
    expect(country).to_have_value("United Kingdom")


def test_a_country_that_does_not_exist_is_refused(checking_in: Page, site: Site) -> None:
    form = fill(checking_in)
    country = form.get_by_role("combobox", name="Nationality")
    country.fill("Atlantis")
    listbox = checking_in.get_by_role("listbox", name="Countries")
    expect(listbox.get_by_role("option")).to_have_text("No country has this name")
    form.get_by_role("button", name="Save check-in").click()
    expect(country).to_be_focused()
    expect(country).to_have_accessible_description(
        "As in your passport. Please choose a country from the list."
    )
    assert site.levers.asked("PUT", ".*") == []


def test_saved_answers_come_back_into_the_form(page: Page, site: Site, business: Business) -> None:
    page.goto(site.link(scenes.checked_in(business)))
    page.get_by_text("Ben Hemm").last.click()
    form = form_of(page, "Ben Hemm")
    expect(form.get_by_role("combobox", name="Nationality")).to_have_value("Norway")
    expect(form.get_by_label("Surf level")).to_have_value("Beginner")
    expect(form.get_by_role("radio", name="No", exact=True)).to_be_checked()
    expect(form.get_by_role("checkbox", name="Vegan")).to_be_checked()


def test_a_form_full_of_errors_is_accessible_on_a_phone(
    open_page: OpenPage, site: Site, guest: Portal
) -> None:
    page = open_page(bypass_csp=True, viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(site.link(guest))
    form = form_of(page, "Anna Hemm")
    form.get_by_role("button", name="Save check-in").click()
    expect(form.get_by_role("alert")).to_be_visible()
    form.get_by_role("combobox", name="Nationality").fill("po")
    shoot(page, "check-in-errors-phone")
    assert violations(page) == []
    assert overflow(page) <= 0
