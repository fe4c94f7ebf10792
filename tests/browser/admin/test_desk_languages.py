"""What guests read, written in several languages at the desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.admin.desk import Desk
from tests.browser.admin.steps import field, go, save
from tests.support.api import call
from tests.support.business import good

LANGUAGES = "/staff/settings/languages"


@pytest.fixture
def room(desk: Desk) -> str:
    """Where the garden room is edited."""
    return f"#/catalog/{desk.business.property_id}/products/{desk.sold.garden}"


def test_a_business_of_one_language_sees_no_others(staff: Page, room: str) -> None:
    go(staff, room)

    expect(field(staff, "Name")).to_have_value("Garden room")
    expect(staff.get_by_text("In other languages")).to_have_count(0)
    expect(staff.get_by_text("missing in")).to_have_count(0)


def test_languages_are_chosen_and_texts_written_in_each(staff: Page, desk: Desk) -> None:
    products = f"#/catalog/{desk.business.property_id}/products"
    go(staff, "#/settings/languages")
    staff.get_by_role("group", name="Others").get_by_label("Español").check()
    save(staff, "The languages are saved")
    assert good(call("GET", LANGUAGES))["languages"] == ["en", "es"]
    go(staff, products)
    room = staff.get_by_role("listitem").filter(has_text="Garden room")
    expect(room.get_by_text("missing in Español")).to_be_visible()

    room.get_by_role("link", name="Garden room").click()
    others = staff.get_by_text("In other languages")
    others.first.click()
    spanish = staff.get_by_label("Name, Español")
    expect(spanish).to_have_attribute("lang", "es")
    expect(spanish).to_have_attribute("placeholder", "Garden room")
    spanish.fill("Habitación con jardín")
    others.nth(1).click()
    staff.get_by_label("Description for guests, Español").fill("Una habitación doble tranquila.")
    expect(staff.get_by_text("missing in Español")).to_have_count(0)
    save(staff, "The product is saved")

    sent = desk.sent("PUT", desk.catalog(f"/products/{desk.sold.garden}"))
    assert sent["texts"] == {
        "es": {"name": "Habitación con jardín", "description": "Una habitación doble tranquila."}
    }
    go(staff, products)
    expect(room).to_be_visible()
    expect(room.get_by_text("missing in Español")).to_have_count(0)


def test_a_mistake_in_another_language_is_shown_at_its_field(staff: Page, room: str) -> None:
    good(call("PUT", LANGUAGES, {"languages": ["en", "es"]}))
    go(staff, room)
    staff.get_by_text("In other languages").first.click()
    spanish = staff.get_by_label("Name, Español")
    spanish.fill("x" * 300)
    staff.get_by_role("button", name="Save").click()

    expect(spanish).to_have_attribute("aria-invalid", "true")
