"""The settings, each read, changed and read again."""

from __future__ import annotations

import base64
import re
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.admin.desk import Desk
from tests.browser.admin.steps import clipboard, field, go, save
from tests.browser.house import FIELDS
from tests.browser.pictures import png
from tests.support.api import call
from tests.support.business import good

LOGO = "data:image/png;base64," + base64.b64encode(png()).decode()


def kept(path: str) -> Any:
    """A setting as the API has it now."""
    return good(call("GET", f"/staff/{path}"))


def add(path: str, body: dict[str, Any]) -> str:
    """Adds a record to the settings; answers with its id."""
    return str(good(call("POST", f"/staff/{path}", body), 201)["id"])


def flexible(desk: Desk) -> str:
    """The id of the house's policy."""
    return str(kept(f"settings/properties/{desk.business.property_id}")["policy"])


STRICT: dict[str, Any] = {
    "name": "Strict",
    "tiers": [{"until": {"days": 30, "at": "12:00"}, "fee": {"amount": 5000}}],
    "after": {"percent": 100},
}
WEBHOOK: dict[str, Any] = {
    "url": "https://pms.example/hooks/lobby",
    "types": ["booking.created", "booking.cancelled"],
    "description": "Property management",
}


def test_the_brand(staff: Page, desk: Desk) -> None:
    go(staff, "#/settings/brand")
    staff.get_by_label("Name of the business").fill("Casa do Mar")
    field(staff, "Colour").fill("#ffcc00")
    logo = FilePayload(name="logo.png", mimeType="image/png", buffer=png())
    field(staff, "Logo").set_input_files(files=logo)
    shown = staff.get_by_role("img", name="The logo as it is")
    expect(shown).to_have_attribute("src", LOGO)
    save(staff, "The brand is saved")
    assert desk.sent("PUT", "/staff/settings/brand") == {
        "name": "Casa do Mar",
        "colour": "#ffcc00",
        "website": "https://praia.example/",
        "logo": LOGO,
        "texts": {},
    }
    expect(shown).to_have_attribute("src", re.compile(r"^/media/"))
    save(staff, "The brand is saved")
    assert "logo" not in desk.sent("PUT", "/staff/settings/brand")
    staff.get_by_role("button", name="Remove the logo").click()
    save(staff, "The brand is saved")
    assert desk.sent("PUT", "/staff/settings/brand")["logo"] is None
    assert kept("settings/brand")["logo_url"] is None


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
    expect(staff.get_by_text("Version 1 is in force")).to_be_visible()
    staff.get_by_label("Text").fill("Be kind to the sea.\n\nBring no sand.")
    staff.get_by_role("button", name="Publish a new version").click()
    expect(staff.get_by_text("Version 2 is in force")).to_be_visible()
    assert desk.sent("PUT", "/staff/settings/terms") == {
        "text": "Be kind to the sea.\n\nBring no sand.",
        "texts": {},
    }


def test_where_no_terms_are_in_force_it_says_so(staff: Page, desk: Desk) -> None:
    desk.business.publish_terms("")
    go(staff, "#/settings/terms")
    expect(staff.get_by_text("No terms are in force")).to_be_visible()


def test_the_seller(staff: Page, desk: Desk) -> None:
    go(staff, "#/settings/seller")
    staff.get_by_label("Street, one line each").fill("Rua do Mar 12\n2nd floor")
    staff.get_by_label("Country").select_option("Spain")
    save(staff, "The invoice details are saved")
    sent = desk.sent("PUT", "/staff/settings/seller")
    assert sent["address"] == {
        "lines": ["Rua do Mar 12", "2nd floor"],
        "city": "Ericeira",
        "postcode": "2655-001",
        "country": "ES",
    }
    assert sent["vat_number"] == "PT123456789"


def test_a_policy_is_edited(staff: Page, desk: Desk) -> None:
    go(staff, "#/settings/policies")
    expect(staff.get_by_text("Until 18:00, 7 days before arrival: free of charge")).to_be_visible()
    staff.get_by_role("link", name="Flexible").click()
    first = staff.get_by_role("group", name="Step 1")
    field(first, "Days").fill("14")
    first.get_by_label("Cancelling costs").select_option("A fixed amount")
    first.get_by_label("Amount, booking's currency").fill("25,50")
    staff.get_by_role("button", name="Remove step 2").click()
    staff.get_by_label("Guests can cancel by themselves").uncheck()
    staff.get_by_label("Paid ahead").select_option("A part of the price")
    field(staff, "Percent").last.fill("40")
    staff.get_by_label("Due").select_option("Days before arrival")
    field(staff, "Days").last.fill("60")
    staff.get_by_label("They can move it until").check()
    save(staff, "The policy is saved")
    assert desk.sent("PUT", f"/staff/settings/policies/{flexible(desk)}") == {
        "name": "Flexible",
        "texts": {},
        "tiers": [{"until": {"days": 14, "at": "18:00"}, "fee": {"amount": 2550}}],
        "after": {"percent": 100},
        "guest_until": None,
        "deposit": {"percent": 40, "days_before": 60},
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
    assert desk.sent("POST", "/staff/settings/policies") == {
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
    go(staff, f"#/settings/policies/{flexible(desk)}")
    staff.get_by_role("button", name="Remove", exact=True).click()
    staff.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(staff.get_by_role("dialog")).to_contain_text("in use by Praia Surf House.")


def test_a_property_is_edited(staff: Page, desk: Desk, guesthouse: str) -> None:
    strict = add("settings/policies", STRICT)
    go(staff, "#/settings/properties")
    staff.get_by_role("link", name="Nádas Vendégház").click()
    staff.get_by_label("Reservation contacts").fill("foglalas@praia.example\n\nmarta@praia.example")
    staff.get_by_label("Directions").fill("Turn left at the church.")
    staff.get_by_label("Time zone").select_option("Europe/Vienna")
    staff.get_by_label("Cancellation policy").select_option("Strict")
    staff.get_by_label("Prices include tax").check()
    save(staff, "The property is saved")
    assert desk.sent("PUT", f"/staff/settings/properties/{guesthouse}") == {
        "name": "Nádas Vendégház",
        "language": None,
        "texts": {},
        "time_zone": "Europe/Vienna",
        "policy": strict,
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


def test_errors_of_the_api_are_shown_at_the_propertys_fields(staff: Page, guesthouse: str) -> None:
    go(staff, f"#/settings/properties/{guesthouse}")
    staff.get_by_label("Reservation contacts").fill("a@example.com\nnobody")
    staff.get_by_role("button", name="Save").click()
    contacts = staff.get_by_label("Reservation contacts")
    expect(contacts).to_have_attribute("aria-invalid", "true")
    expect(staff.locator(".form-problems")).to_contain_text("email address")
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
    assert desk.sent("POST", "/staff/fields") == {
        "label": "Board",
        "type": "many",
        "required": True,
        "help": None,
        "options": ["Soft top", "Short board"],
        "texts": {},
        "option_names": {},
        "position": 10,
    }
    labels = [one["label"] for one in FIELDS]
    staff.get_by_role("button", name="Move Board up").click()
    expect(staff.locator(".records a")).to_have_text([*labels[:-1], "Board", labels[-1]])
    assert [one["position"] for one in kept("fields")["items"]] == list(range(11))
    staff.get_by_role("link", name="Diet").click()
    staff.get_by_role("button", name="Remove", exact=True).click()
    question = staff.get_by_role("dialog", name="Remove this question?")
    expect(question).to_contain_text("answers that were given stay")
    question.get_by_role("button", name="Remove").click()
    labels.remove("Diet")
    expect(staff.locator(".records a")).to_have_text([*labels[:-1], "Board", labels[-1]])


def test_a_webhook_is_added_and_its_secret_shown_and_copied(staff: Page, desk: Desk) -> None:
    go(staff, "#/settings/webhooks/new")
    staff.get_by_label("Address").fill("https://crm.example/hooks")
    staff.get_by_label("booking.confirmed").check()
    save(staff, "The webhook is saved")
    assert desk.sent("POST", "/staff/webhooks") == {
        "url": "https://crm.example/hooks",
        "description": "",
        "types": ["booking.confirmed"],
        "enabled": True,
    }
    staff.get_by_role("button", name="Show the secret").click()
    [made] = kept("webhooks")["items"]
    secret = kept(f"webhooks/{made['id']}/secret")["secret"]
    expect(field(staff, "Secret")).to_have_value(secret)
    staff.get_by_role("button", name="Copy").click()
    expect(staff.get_by_text("Secret copied")).to_be_visible()
    assert clipboard(staff) == secret


def test_a_webhook_is_disabled(staff: Page) -> None:
    add("webhooks", WEBHOOK)
    go(staff, "#/settings/webhooks")
    staff.get_by_role("link", name="https://pms.example/hooks/lobby").click()
    staff.get_by_label("Enabled").uncheck()
    save(staff, "The webhook is saved")
    assert [one["enabled"] for one in kept("webhooks")["items"]] == [False]
    go(staff, "#/settings/webhooks")
    expect(staff.get_by_text("Disabled")).to_be_visible()


def test_a_secret_is_replaced_only_after_a_question(staff: Page) -> None:
    webhook = add("webhooks", WEBHOOK)
    first = kept(f"webhooks/{webhook}/secret")["secret"]
    go(staff, f"#/settings/webhooks/{webhook}")
    staff.get_by_role("button", name="Replace the secret").click()
    question = staff.get_by_role("dialog", name="Replace the secret?")
    question.get_by_role("button", name="Back").click()
    assert kept(f"webhooks/{webhook}/secret")["secret"] == first
    staff.get_by_role("button", name="Replace the secret").click()
    question.get_by_role("button", name="Replace the secret").click()
    secret = field(staff, "Secret")
    expect(secret).to_have_value(re.compile("^whsec_"))
    expect(secret).not_to_have_value(first)
    assert kept(f"webhooks/{webhook}/secret")["secret"] == secret.input_value()


def test_unsaved_changes_are_asked_about(staff: Page) -> None:
    go(staff, "#/settings/brand")
    staff.get_by_label("Name of the business").fill("Casa")
    staff.get_by_role("link", name="Webhooks").click()
    expect(staff.get_by_role("dialog", name="Leave this page?")).to_be_visible()
    staff.get_by_role("button", name="Leave").click()
    expect(staff.get_by_role("link", name="Add a webhook")).to_be_visible()


def test_a_setting_that_cannot_be_saved_keeps_what_was_typed(staff: Page, desk: Desk) -> None:
    desk.levers.fail("PUT", "/staff/settings/brand", detail="Something went wrong on our side.")
    go(staff, "#/settings/brand")
    staff.get_by_label("Name of the business").fill("Casa")
    staff.get_by_role("button", name="Save").click()
    expect(staff.locator(".form-problems")).to_contain_text("Something went wrong on our side.")
    expect(staff.get_by_label("Name of the business")).to_have_value("Casa")
