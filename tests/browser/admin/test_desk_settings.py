"""The settings, each read, changed and read again."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.admin.desk_server import Desk
from tests.browser.admin.steps import clipboard, field, go, picture

LOGO = "data:image/png;base64," + base64.b64encode(picture()).decode()


def save(page: Page, said: str) -> None:
    """Press Save and wait for the answer and its word: an earlier one's may still stand."""
    with page.expect_response(lambda answer: answer.request.method in ("POST", "PUT")):
        page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text=said)).to_be_visible()


def last_body(desk: Desk, method: str, path: str) -> Any:
    """What was sent last to a path."""
    return desk.asked(method, path)[-1].body


def test_the_brand(staff: Page, desk: Desk) -> None:
    go(staff, "#/settings/brand")
    staff.get_by_label("Name of the business").fill("Casa do Mar")
    field(staff, "Colour").fill("#ffcc00")
    logo = FilePayload(name="logo.png", mimeType="image/png", buffer=picture())
    field(staff, "Logo").set_input_files(files=logo)
    shown = staff.get_by_role("img", name="The logo as it is")
    expect(shown).to_have_attribute("src", LOGO)
    save(staff, "The brand is saved")
    assert last_body(desk, "PUT", "/staff/settings/brand") == {
        "name": "Casa do Mar",
        "colour": "#ffcc00",
        "website": "https://praia.example",
        "logo": LOGO,
        "texts": {},
    }
    expect(shown).to_have_attribute("src", "/media/logo.png")
    save(staff, "The brand is saved")
    assert "logo" not in last_body(desk, "PUT", "/staff/settings/brand")
    staff.get_by_role("button", name="Remove the logo").click()
    save(staff, "The brand is saved")
    assert last_body(desk, "PUT", "/staff/settings/brand")["logo"] is None


@pytest.mark.parametrize(
    ("name", "media_type", "content", "said"),
    [
        ("logo.svg", "image/svg+xml", b"<svg/>", "This must be a PNG, JPEG or WebP picture."),
        ("logo.png", "image/png", b"\x89PNG" + b"x" * 120_000, "100 kB is the most."),
        ("logo.png", "image/png", b"not a picture", "it can't be shown as one"),
    ],
)
def test_a_logo_that_will_not_do_is_refused(
    staff: Page, name: str, media_type: str, content: bytes, said: str
) -> None:
    go(staff, "#/settings/brand")
    chosen = field(staff, "Logo")
    chosen.set_input_files(files=FilePayload(name=name, mimeType=media_type, buffer=content))
    expect(staff.locator(".form-problems")).to_contain_text(said)
    expect(chosen).to_have_attribute("aria-invalid", "true")


def test_publishing_terms_makes_a_new_version(staff: Page, desk: Desk) -> None:
    go(staff, "#/settings/terms")
    expect(staff.get_by_text("Version 2 is in force")).to_be_visible()
    staff.get_by_label("Text").fill("Be kind to the sea.\n\nBring no sand.")
    staff.get_by_role("button", name="Publish a new version").click()
    expect(staff.get_by_text("Version 3 is in force")).to_be_visible()
    assert last_body(desk, "PUT", "/staff/settings/terms") == {
        "text": "Be kind to the sea.\n\nBring no sand.",
        "texts": {},
    }


def test_where_no_terms_are_in_force_it_says_so(staff: Page, desk: Desk) -> None:
    desk.settings["terms"] = {"version": None, "text": "", "texts": {}}
    go(staff, "#/settings/terms")
    expect(staff.get_by_text("No terms are in force")).to_be_visible()


def test_the_seller(staff: Page, desk: Desk) -> None:
    go(staff, "#/settings/seller")
    staff.get_by_label("Street, one line each").fill("Rua do Mar 12\n2nd floor")
    staff.get_by_label("Country").select_option("Spain")
    save(staff, "The invoice details are saved")
    sent = last_body(desk, "PUT", "/staff/settings/seller")
    assert sent["address"] == {
        "lines": ["Rua do Mar 12", "2nd floor"],
        "city": "Ericeira",
        "postcode": "2655-301",
        "country": "ES",
    }
    assert sent["vat_number"] == "PT509999999"


def test_a_policy_is_edited(staff: Page, desk: Desk) -> None:
    go(staff, "#/settings/policies")
    expect(staff.get_by_text("Until 7 days before arrival, 18:00: free of charge")).to_be_visible()
    staff.get_by_role("link", name="Flexible").click()
    first = staff.get_by_role("group", name="Step 1")
    field(first, "Days").fill("14")
    first.get_by_label("Cancelling costs").select_option("A fixed amount")
    first.get_by_label("Amount, booking's currency").fill("25,50")
    staff.get_by_role("button", name="Remove step 2").click()
    staff.get_by_label("Guests can cancel by themselves").uncheck()
    staff.get_by_label("Paid ahead").select_option("A part of the price")
    field(staff, "Percent").last.fill("30")
    staff.get_by_label("Due").select_option("Days before arrival")
    field(staff, "Days").last.fill("60")
    staff.get_by_label("They can move it until").check()
    save(staff, "The policy is saved")
    assert last_body(desk, "PUT", "/staff/settings/policies/flexible") == {
        "name": "Flexible",
        "texts": {},
        "tiers": [{"until": {"days": 14, "at": "18:00"}, "fee": {"amount": 2550}}],
        "after": {"percent": 100},
        "guest_until": None,
        "deposit": {"percent": 30, "days_before": 60},
        "guests_reschedule": True,
        "reschedule_until": {"days": 7, "at": "18:00"},
    }


def test_a_policy_is_added_and_removed(staff: Page, desk: Desk) -> None:
    go(staff, "#/settings/policies")
    staff.get_by_role("link", name="Add a policy").click()
    staff.get_by_label("Name").fill("Half")
    staff.get_by_role("button", name="Add a step").click()
    step = staff.get_by_role("group", name="Step 1")
    step.get_by_label("Until").select_option("Hours before check-in")
    field(step, "Hours").fill("48")
    last = staff.get_by_role("group", name="After the last step")
    last.get_by_label("Percent").fill("50")
    save(staff, "The policy is saved")
    assert last_body(desk, "POST", "/staff/settings/policies") == {
        "name": "Half",
        "texts": {},
        "tiers": [{"until": {"hours": 48}, "fee": {"percent": 0}}],
        "after": {"percent": 50},
        "guest_until": None,
        "deposit": None,
        "guests_reschedule": True,
        "reschedule_until": None,
    }
    staff.get_by_role("link", name="Half").click()
    staff.get_by_role("button", name="Remove", exact=True).click()
    staff.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(staff.get_by_role("link", name="Add a policy")).to_be_visible()
    expect(staff.get_by_role("link", name="Half")).to_have_count(0)


def test_a_policy_in_use_is_not_removed_and_says_why(staff: Page, desk: Desk) -> None:
    desk.fail(
        "DELETE",
        "/staff/settings/policies/flexible",
        409,
        "conflict",
        "In use by Praia Surf House.",
    )
    go(staff, "#/settings/policies/flexible")
    staff.get_by_role("button", name="Remove", exact=True).click()
    staff.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(staff.get_by_role("dialog")).to_contain_text("In use by Praia Surf House.")


def test_a_property_is_edited(staff: Page, desk: Desk) -> None:
    go(staff, "#/settings/properties")
    staff.get_by_role("link", name="Nádas Vendégház, Balaton").click()
    staff.get_by_label("Reservation contacts").fill("foglalas@praia.example\n\nmarta@praia.example")
    staff.get_by_label("Directions").fill("Turn left at the church.")
    staff.get_by_label("Time zone").select_option("Europe/Vienna")
    staff.get_by_label("Cancellation policy").select_option("Strict")
    staff.get_by_label("Prices include tax").check()
    save(staff, "The property is saved")
    assert last_body(desk, "PUT", "/staff/settings/properties/balaton") == {
        "name": "Nádas Vendégház, Balaton",
        "language": None,
        "texts": {},
        "time_zone": "Europe/Vienna",
        "policy": "strict",
        "check_in_from": "14:00",
        "check_out_until": "10:00",
        "prices_include_tax": True,
        "email": "balaton@praia.example",
        "phone": "",
        "website": None,
        "contacts": ["foglalas@praia.example", "marta@praia.example"],
        "address": {"lines": ["Fő utca 3"], "city": "Tihany", "postcode": "8237", "country": "HU"},
        "map_url": None,
        "directions": "Turn left at the church.",
    }


def test_errors_of_the_api_are_shown_at_the_propertys_fields(staff: Page, desk: Desk) -> None:
    desk.fail(
        "PUT",
        "/staff/settings/properties/balaton",
        422,
        "invalid-request",
        "Some fields need another look.",
        errors=[{"field": "contacts[1]", "message": "The second is no email address."}],
    )
    go(staff, "#/settings/properties/balaton")
    staff.get_by_label("Reservation contacts").fill("a@example.com\nnobody")
    staff.get_by_role("button", name="Save").click()
    contacts = staff.get_by_label("Reservation contacts")
    expect(contacts).to_have_attribute("aria-invalid", "true")
    expect(staff.locator(".form-problems")).to_contain_text("The second is no email address.")
    expect(contacts).to_have_value("a@example.com\nnobody")


def test_questions_are_added_with_their_options_reordered_and_removed(
    staff: Page, desk: Desk
) -> None:
    go(staff, "#/settings/fields")
    staff.get_by_role("link", name="Add a question").click()
    field(staff, "Question").fill("Board")
    expect(staff.get_by_label("Options, one a line")).to_have_count(0)
    staff.get_by_label("Kind of answer").select_option("Any of several")
    staff.get_by_role("button", name="Save").click()
    expect(staff.locator(".form-problems")).to_contain_text("Give at least one option.")
    staff.get_by_label("Options, one a line").fill("Soft top\nShort board\n")
    staff.get_by_label("An answer is required").check()
    save(staff, "The question is saved")
    assert last_body(desk, "POST", "/staff/fields") == {
        "label": "Board",
        "type": "many",
        "required": True,
        "help": None,
        "options": ["Soft top", "Short board"],
        "texts": {},
        "option_names": {},
        "position": 2,
    }
    staff.get_by_role("button", name="Move Board up").click()
    expect(staff.locator(".records a")).to_have_text(["Diet", "Board", "Surf level"])
    assert [one["position"] for one in desk.settings["fields"]] == [0, 1, 2]
    staff.get_by_role("link", name="Diet").click()
    staff.get_by_role("button", name="Remove", exact=True).click()
    question = staff.get_by_role("dialog", name="Remove this question?")
    expect(question).to_contain_text("answers that were given stay")
    question.get_by_role("button", name="Remove").click()
    expect(staff.locator(".records a")).to_have_text(["Board", "Surf level"])


def test_a_webhook_is_added_and_its_secret_shown_and_copied(staff: Page, desk: Desk) -> None:
    go(staff, "#/settings/webhooks/new")
    staff.get_by_label("Address").fill("https://crm.example/hooks")
    staff.get_by_label("booking.confirmed").check()
    save(staff, "The webhook is saved")
    assert last_body(desk, "POST", "/staff/webhooks") == {
        "url": "https://crm.example/hooks",
        "description": "",
        "types": ["booking.confirmed"],
        "enabled": True,
    }
    staff.get_by_role("button", name="Show the secret").click()
    secret = desk.secrets[desk.settings["webhooks"][-1]["id"]]
    expect(field(staff, "Secret")).to_have_value(secret)
    staff.get_by_role("button", name="Copy").click()
    expect(staff.get_by_text("Secret copied")).to_be_visible()
    assert clipboard(staff) == secret


def test_a_webhook_is_disabled(staff: Page, desk: Desk) -> None:
    go(staff, "#/settings/webhooks")
    staff.get_by_role("link", name="https://pms.example/hooks/lobby").click()
    staff.get_by_label("Enabled").uncheck()
    save(staff, "The webhook is saved")
    assert desk.settings["webhooks"][0]["enabled"] is False
    go(staff, "#/settings/webhooks")
    expect(staff.get_by_text("Disabled")).to_be_visible()


def test_a_secret_is_replaced_only_after_a_question(staff: Page, desk: Desk) -> None:
    go(staff, "#/settings/webhooks/pms")
    staff.get_by_role("button", name="Replace the secret").click()
    question = staff.get_by_role("dialog", name="Replace the secret?")
    question.get_by_role("button", name="Back").click()
    assert desk.secrets["pms"] == "whsec_first"
    staff.get_by_role("button", name="Replace the secret").click()
    question.get_by_role("button", name="Replace the secret").click()
    expect(field(staff, "Secret")).to_have_value("whsec_rotated")


def test_unsaved_changes_are_asked_about(staff: Page) -> None:
    go(staff, "#/settings/brand")
    staff.get_by_label("Name of the business").fill("Casa")
    staff.get_by_role("link", name="Webhooks").click()
    expect(staff.get_by_role("dialog", name="Leave this page?")).to_be_visible()
    staff.get_by_role("button", name="Leave").click()
    expect(staff.get_by_role("link", name="Add a webhook")).to_be_visible()


def test_a_setting_that_cannot_be_saved_keeps_what_was_typed(staff: Page, desk: Desk) -> None:
    desk.fail("PUT", "/staff/settings/brand", 500, "internal", "Something went wrong on our side.")
    go(staff, "#/settings/brand")
    staff.get_by_label("Name of the business").fill("Casa")
    staff.get_by_role("button", name="Save").click()
    expect(staff.locator(".form-problems")).to_contain_text("Something went wrong on our side.")
    expect(staff.get_by_label("Name of the business")).to_have_value("Casa")
