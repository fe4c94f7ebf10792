"""What guests read, written in several languages at the desk."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.admin.desk_server import Desk
from tests.browser.admin.steps import field, go

ROOM = "/staff/catalog/ericeira/products/garden"


def save(page: Page, said: str) -> None:
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text=said)).to_be_visible()


def test_a_business_of_one_language_sees_no_others(staff: Page) -> None:
    go(staff, "#/catalog/ericeira/products/garden")

    expect(field(staff, "Name")).to_have_value("Garden room")
    expect(staff.get_by_text("In other languages")).to_have_count(0)
    expect(staff.get_by_text("missing in")).to_have_count(0)


def test_languages_are_chosen_and_texts_written_in_each(staff: Page, desk: Desk) -> None:
    go(staff, "#/settings/languages")
    staff.get_by_role("group", name="Others").get_by_label("Español").check()
    save(staff, "The languages are saved")
    assert desk.settings["languages"] == {"languages": ["en", "es"]}
    go(staff, "#/catalog/ericeira/products")
    room = staff.get_by_role("listitem").filter(has_text="Garden room")
    expect(room.get_by_text("missing in Español")).to_be_visible()

    room.get_by_role("link", name="Garden room").click()
    staff.get_by_text("In other languages").first.click()
    spanish = staff.get_by_label("Name, Español")
    expect(spanish).to_have_attribute("lang", "es")
    expect(spanish).to_have_attribute("placeholder", "Garden room")
    spanish.fill("Habitación con jardín")
    expect(staff.get_by_text("missing in Español")).to_have_count(0)
    save(staff, "The product is saved")

    assert desk.asked("PUT", ROOM)[-1].body["texts"] == {"es": {"name": "Habitación con jardín"}}
    go(staff, "#/catalog/ericeira/products")
    expect(room.get_by_text("missing in Español")).to_have_count(0)


def test_a_mistake_in_another_language_is_shown_at_its_field(staff: Page, desk: Desk) -> None:
    desk.settings["languages"] = {"languages": ["en", "es"]}
    go(staff, "#/catalog/ericeira/products/garden")
    staff.get_by_text("In other languages").first.click()
    staff.get_by_label("Name, Español").fill("x")
    wrong = {"field": "texts.es.name", "message": "This is too long."}
    desk.fail("PUT", ROOM, 422, "invalid-request", "Some fields need another look.", errors=[wrong])
    staff.get_by_role("button", name="Save").click()

    expect(staff.get_by_label("Name, Español")).to_have_attribute("aria-invalid", "true")
