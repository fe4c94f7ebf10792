"""A booking's whole life, as staff, guest and integrator see it."""

from __future__ import annotations

import csv
import io
import re
from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from standardwebhooks import Webhook

from tests.support.polling import eventually
from tests.support.product import Product

expect.set_options(timeout=60_000)

pytestmark = [pytest.mark.stack, pytest.mark.browser]


def test_a_bookings_life(product: Product, chromium: Browser, tmp_path: Any) -> None:
    """Entered pending, confirmed, deposit paid, checked in, invoiced, exported, mailed again."""
    email = f"anna.{uuid4().hex[:8]}@example.com"
    desk = _desk(product, chromium)
    code, link = _enter_booking(desk, product, email)

    asked = eventually(lambda: _mail(product, email, code), "the mail that asks to confirm")
    assert link in asked["text"]

    portal = chromium.new_context(accept_downloads=True).new_page()
    portal.goto(link)
    expect(portal.get_by_text("Garden room").first).to_be_visible()
    assert "#" not in portal.url  # neither history nor a screenshot keeps the secret
    portal.get_by_label("I accept the booking terms").check()
    portal.get_by_role("button", name="Confirm booking").click()
    expect(portal.get_by_role("button", name="Pay deposit").first).to_be_visible()
    confirmed = eventually(
        lambda: next(
            (m for m in product.mails(email) if "Booking confirmed" in m["subject"]), None
        ),
        "the confirmation",
    )
    assert any(name.endswith(".ics") for name in _names(confirmed)), confirmed

    portal.get_by_role("button", name="Pay deposit").first.click()
    _pay(portal, "4000 0000 0000 0002")
    expect(portal.get_by_text(re.compile("declined", re.I)).first).to_be_visible()
    _pay(portal, "4242 4242 4242 4242")
    portal.wait_for_url(re.compile(r"/b/"))
    expect(portal.get_by_text("We received your payment of €202.50").first).to_be_visible()

    _check_in(portal, product, code)

    with portal.expect_download() as download:
        portal.get_by_role("button", name="Download invoice").first.click()
    saved = tmp_path / "invoice.pdf"
    download.value.save_as(saved)
    assert saved.read_bytes().startswith(b"%PDF")

    page = product.staff("GET", f"/staff/bookings/{code}").json()
    assert page["booking"]["status"] == "confirmed"
    assert page["payments"]["paid"] == {"amount": 20250, "currency": "EUR"}
    assert page["payments"]["balance"] == {"amount": 47250, "currency": "EUR"}
    assert page["profiles"][0]["answers"]

    events = eventually(
        lambda: _types(
            product, code, {"booking.created", "booking.confirmed", "payment.succeeded"}
        ),
        "the webhooks",
    )
    for received in events:
        Webhook(product.description["hooks_secret"]).verify(
            received["body"], {k.lower(): v for k, v in received["headers"].items()}
        )

    _export(desk, code)
    before = len(product.mails(email))
    desk.goto(f"{product.site_url}/admin/#/bookings/{code}")
    desk.get_by_role("button", name="Actions").click()
    desk.get_by_role("menuitem", name="Resend confirmation email").click()
    eventually(lambda: len(product.mails(email)) > before, "the confirmation, once more")


def _desk(product: Product, chromium: Browser) -> Page:
    """The desk, signed in through the hosted pages."""
    staff = product.description["staff"]
    page = chromium.new_context(accept_downloads=True).new_page()
    page.goto(f"{product.site_url}/admin/")
    page.get_by_role("button", name="Sign in").click()
    page.locator("input[name=username]").fill(staff["username"])
    page.locator("input[name=password]").fill(staff["password"])
    page.locator("button[type=submit], input[type=submit]").first.click()
    expect(page.get_by_role("heading", name="Bookings")).to_be_visible()
    return page


def _enter_booking(desk: Page, product: Product, email: str) -> tuple[str, str]:
    desk.get_by_role("link", name="New booking").first.click()
    stay = desk.get_by_role("region", name="Stay")
    stay.get_by_label("Property").select_option(product.description["property"])
    stay.get_by_label("Arrival").fill("2027-03-01")
    stay.get_by_label("Departure").fill("2027-03-08")
    traveller = desk.get_by_role("region", name="Traveller")
    traveller.get_by_label("First name").fill("Anna")
    traveller.get_by_label("Last name").fill("Hemm")
    traveller.get_by_label("Email").fill(email)
    desk.get_by_role("button", name="Add a guest").click()
    guests = desk.get_by_role("region", name="Guests")
    guests.get_by_label("First name").last.fill("Ben")
    guests.get_by_label("Last name").last.fill("Hemm")
    items = desk.get_by_role("region", name="Items")
    items.get_by_label("Name").first.fill("Garden room")
    items.get_by_label("Rate").first.fill("Bed and breakfast")
    items.get_by_label("Unit price").first.fill("90.00")
    items.get_by_label("Tax, %").first.fill("10")
    desk.get_by_role("button", name="Add activity").click()
    items.get_by_label("Name").nth(1).fill("Surf lesson")
    items.get_by_label("Date and time").fill("2027-03-02T09:00")
    items.get_by_label("Unit price").nth(1).fill("45.00")
    items.get_by_label("Tax, %").nth(1).fill("21")
    deposit = desk.get_by_role("region", name="Deposit")
    deposit.get_by_label("Asked for in advance").select_option("percent")
    deposit.get_by_label("Part of the total").fill("30")
    desk.get_by_role("button", name="Create booking").click()
    desk.wait_for_url(re.compile(r"#/bookings/[0-9A-Z]{8}"))
    code = desk.url.rpartition("/")[2][:8]
    desk.get_by_role("button", name="Actions").click()
    desk.get_by_role("menuitem", name="View customer portal").click()
    link = desk.get_by_role("dialog").get_by_label("Customer portal URL").input_value()
    desk.keyboard.press("Escape")
    return code, link


def _pay(page: Page, card: str) -> None:
    page.locator("[autocomplete=cc-number]").fill(card)
    page.locator("[autocomplete=cc-exp]").fill("12 / 34")
    page.locator("[autocomplete=cc-csc]").fill("123")
    name = page.locator("[autocomplete=cc-name]")
    if name.count():
        name.fill("Anna Hemm")
    page.get_by_role("button", name=re.compile("^Pay")).click()


def _check_in(portal: Page, product: Product, code: str) -> None:
    """Answers every question of the first guest through the form."""
    fields = product.staff("GET", f"/staff/bookings/{code}").json()["check_in"]["fields"]
    assert fields
    portal.get_by_role("button", name="Go to check-in").click()
    form = portal.get_by_role("form", name="Anna Hemm")
    for field in fields:
        control = form.get_by_label(re.compile("^" + re.escape(field["label"]))).first
        match field["type"]:
            case "text" | "long_text":
                control.fill("Vegan 🌱")
            case "email":
                control.fill("anna@example.com")
            case "phone":
                control.fill("+372 555 1234")
            case "date":
                control.fill("1990-12-31")
            case "number":
                control.fill("42")
            case "choice" if control.evaluate("e => e.tagName") == "SELECT":
                control.select_option(field["options"][0])
            case "choice" | "many":
                form.get_by_label(field["options"][0], exact=True).first.check()
            case "yes_no":
                form.get_by_label("Yes", exact=True).first.check()
            case "country":
                control.fill("Estonia")
                control.press("Enter")
    portal.get_by_role("button", name="Save check-in").first.click()

    def checked_in() -> bool:
        page = product.staff("GET", f"/staff/bookings/{code}").json()
        return bool(page["check_in"]["guests"][0]["complete"])

    eventually(checked_in, "the check-in")


def _export(desk: Page, code: str) -> None:
    desk.goto(desk.url.partition("#")[0] + f"#/bookings?code={code}")
    expect(desk.get_by_text(code).first).to_be_visible()
    desk.get_by_role("button", name="Export CSV").click()
    download = desk.get_by_role("link", name=re.compile("Download")).first
    expect(download).to_be_visible()
    file = httpx.get(download.get_attribute("href") or "", timeout=30).content
    assert file.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))
    assert [row["Code"] for row in rows] == [code]


def _mail(product: Product, email: str, code: str) -> dict[str, Any] | None:
    return next((m for m in product.mails(email) if code in m["text"]), None)


def _names(mail: dict[str, Any]) -> list[str]:
    return [str(name) for name in mail["attachments"]]


def _types(product: Product, code: str, wanted: set[str]) -> list[dict[str, Any]] | None:
    ours = [hook for hook in product.webhooks() if code in str(hook["body"])]
    seen = {t for t in wanted for hook in ours if f'"{t}"' in str(hook["body"])}
    return ours if seen == wanted else None
