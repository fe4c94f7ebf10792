"""Entering a booking: the body, the live sum, and that nothing is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.admin.desk import Desk
from tests.browser.admin.steps import clipboard, field, go
from tests.support.api import call
from tests.support.business import good


@pytest.fixture
def form(staff: Page) -> Page:
    """The empty form."""
    go(staff, "#/bookings/new")
    expect(staff.get_by_role("button", name="Create booking")).to_be_visible()
    return staff


def item(page: Page, number: int) -> Locator:
    """The card of an item, counted from 1."""
    return page.locator("fieldset.item").nth(number - 1)


def fill_stay(page: Page) -> None:
    """Where, when, and who holds the booking."""
    stay = page.get_by_role("region", name="Stay")
    stay.get_by_label("Property").select_option("Praia Surf House")
    stay.get_by_label("Arrival").fill("2027-03-01")
    stay.get_by_label("Departure").fill("2027-03-08")
    traveller = page.get_by_role("region", name="Traveller")
    traveller.get_by_label("First name").fill("Anna")
    traveller.get_by_label("Last name").fill("Hemm")
    traveller.get_by_label("Email").fill("anna@example.com")
    traveller.get_by_label("Phone").fill("+3725551234")
    traveller.get_by_label("Language").select_option("Estonian")


def fill_room(page: Page, price: str = "90,00") -> None:
    """The first item."""
    room = item(page, 1)
    room.get_by_label("Name").fill("Garden room")
    room.get_by_label("Rate").fill("Bed and breakfast")
    room.get_by_label("Unit price").fill(price)
    room.get_by_label("Tax").fill("10")


def add_guest(page: Page, first_name: str, last_name: str) -> None:
    """One more guest; the focus is in the new fields at once."""
    page.get_by_role("button", name="Add a guest").click()
    expect(page.locator("fieldset.guest").last.get_by_label("First name")).to_be_focused()
    page.keyboard.type(first_name)
    page.keyboard.press("Tab")
    page.keyboard.type(last_name)


def fill_all(page: Page) -> None:
    """The booking of the contract: a room, a lesson for one, a transfer at no charge."""
    fill_stay(page)
    add_guest(page, "Ben", "Hemm")
    fill_room(page)
    page.get_by_role("button", name="Add activity").click()
    lesson = item(page, 2)
    lesson.get_by_label("Name").fill("Surf lesson")
    lesson.get_by_label("Date and time, Lisbon").fill("2027-03-02T09:00")
    lesson.get_by_label("Unit price").fill("45")
    lesson.get_by_label("Tax").fill("21")
    lesson.get_by_label("Ben Hemm").uncheck()
    page.get_by_role("button", name="Add extra").click()
    transfer = item(page, 3)
    transfer.get_by_label("Name").fill("Airport transfer")
    transfer.get_by_label("Unit price").fill("0")
    transfer.get_by_label("Tax").fill("21")
    page.get_by_label("A travel agency booked this").check()
    field(page.get_by_role("region", name="Agency"), "Agency").fill("Sun Trips")
    page.get_by_label("Agency's email").fill("desk@suntrips.example")


def create(page: Page) -> None:
    """Press the button."""
    page.get_by_role("button", name="Create booking").click()


def sums(page: Page) -> dict[str, str]:
    """The live sum, by its labels."""
    pairs: list[list[str]] = (
        page.get_by_role("region", name="Sum")
        .locator("dl > div")
        .evaluate_all(
            "rows => rows.map(row => [...row.children].map(part => part.textContent.trim()))"
        )
    )
    return dict(pair for pair in pairs)


WHOLE_BODY: dict[str, Any] = {
    "status": "pending",
    "currency": "EUR",
    "arrival": "2027-03-01",
    "departure": "2027-03-08",
    "booker": {
        "first_name": "Anna",
        "last_name": "Hemm",
        "email": "anna@example.com",
        "phone": "+3725551234",
        "language": "et",
    },
    "guests": [
        {
            "first_name": "Anna",
            "last_name": "Hemm",
            "email": "anna@example.com",
            "phone": "+3725551234",
        },
        {"first_name": "Ben", "last_name": "Hemm"},
    ],
    "agency": {"name": "Sun Trips", "email": "desk@suntrips.example"},
    "items": [
        {
            "kind": "accommodation",
            "name": "Garden room",
            "rate": "Bed and breakfast",
            "from": "2027-03-01",
            "to": "2027-03-08",
            "guests": [0, 1],
            "quantity": 7,
            "unit_price": 9000,
            "tax_rate": "0.10",
        },
        {
            "kind": "activity",
            "name": "Surf lesson",
            "at": "2027-03-02T09:00:00Z",
            "guests": [0],
            "quantity": 1,
            "unit_price": 4500,
            "tax_rate": "0.21",
        },
        {
            "kind": "extra",
            "name": "Airport transfer",
            "guests": [0, 1],
            "quantity": 1,
            "unit_price": 0,
            "tax_rate": "0.21",
        },
    ],
    "deposit": {"percent": 30},
}


def whole_body(desk: Desk) -> dict[str, Any]:
    """What the filled form sends."""
    return {"property": desk.business.property_id, **WHOLE_BODY}


def bookings() -> list[dict[str, Any]]:
    """The rows of all bookings."""
    found: list[dict[str, Any]] = good(call("GET", "/staff/bookings"))["bookings"]
    return found


def test_sends_the_booking_and_hands_out_its_link(form: Page, desk: Desk) -> None:
    fill_all(form)
    assert sums(form) == {
        "Garden room": "€630.00",
        "Surf lesson": "€45.00",
        "of it tax 10%": "€57.27",
        "of it tax 21%": "€7.81",
        "Total": "€675.00",
        "Deposit": "€202.50",
    }
    create(form)
    made = form.get_by_role("region", name="Booking created")
    link = made.get_by_label("Portal link")
    expect(link).to_have_value(re.compile(re.escape(desk.site.url)))
    made.get_by_role("button", name="Copy").click()
    assert clipboard(form) == link.input_value()
    [booking] = bookings()
    assert link.input_value() == good(call("GET", f"/staff/bookings/{booking['code']}"))["link"]
    assert form.url.endswith(f"#/bookings/{booking['code']}")
    expect(form.get_by_role("heading", level=1)).to_contain_text("Anna Hemm")
    assert desk.sent("POST", "/staff/bookings") == whole_body(desk)


@pytest.mark.usefixtures("guesthouse")
def test_tax_is_added_where_the_property_says_so(form: Page) -> None:
    fill_stay(form)
    form.get_by_label("Property").select_option("Nádas Vendégház")
    fill_room(form)
    assert sums(form)["plus tax 10%"] == "€63.00"
    assert sums(form)["Total"] == "€693.00"


@pytest.mark.parametrize(
    ("currency", "typed", "minor", "shown"),
    [
        ("EUR", "1.234,50", 123450, "€1,234.50"),
        ("JPY", "1200", 1200, "JP¥1,200"),
        ("KWD", "1.234", 1234, "KWD 1.234"),
        ("HUF", "32 000", 3200000, "HUF 32,000.00"),
    ],
)
def test_prices_are_read_in_the_minor_units_of_their_currency(
    form: Page, desk: Desk, currency: str, typed: str, minor: int, shown: str
) -> None:
    fill_stay(form)
    form.get_by_label("Departure").first.fill("2027-03-02")
    form.get_by_label("Currency").select_option(currency)
    fill_room(form, typed)
    assert sums(form)["Total"].replace("\u00a0", " ") == shown
    create(form)
    expect(form.get_by_role("region", name="Booking created")).to_be_visible()
    assert desk.sent("POST", "/staff/bookings")["items"][0]["unit_price"] == minor


@pytest.mark.parametrize(
    ("currency", "typed"), [("EUR", "1.234"), ("JPY", "0.5"), ("EUR", "ninety")]
)
def test_a_price_that_the_currency_cannot_have_is_refused(
    form: Page, desk: Desk, currency: str, typed: str
) -> None:
    fill_stay(form)
    form.get_by_label("Currency").select_option(currency)
    fill_room(form, typed)
    create(form)
    price = item(form, 1).get_by_label("Unit price")
    expect(price).to_have_attribute("aria-invalid", "true")
    expect(price).to_have_accessible_description(
        f"A number, please; {currency} is written "
        + ("without decimals." if currency == "JPY" else "with at most 2 decimals.")
    )
    assert desk.levers.asked("POST", "/staff/bookings") == []


@pytest.mark.parametrize(
    ("kind", "typed", "deposit", "shown"),
    [
        ("A fixed amount", "100,5", {"amount": 10050}, "€100.50"),
        ("A fixed amount", "9999", {"amount": 999900}, "€630.00"),
        ("A part of the total", "12,5", {"percent": 12.5}, "€78.75"),
        ("Nothing", None, None, "€0.00"),
    ],
)
def test_the_deposit(
    form: Page, desk: Desk, kind: str, typed: str | None, deposit: Any, shown: str
) -> None:
    fill_stay(form)
    fill_room(form)
    form.get_by_label("Asked for in advance").select_option(kind)
    if typed is not None:
        form.get_by_role("region", name="Deposit").get_by_role("textbox").fill(typed)
    assert sums(form)["Deposit"] == shown
    create(form)
    expect(form.get_by_role("region", name="Booking created")).to_be_visible()
    assert desk.sent("POST", "/staff/bookings").get("deposit") == deposit


def test_dates_of_the_items_follow_the_stay_until_they_are_their_own(form: Page) -> None:
    fill_stay(form)
    room = item(form, 1)
    expect(room.get_by_label("First night")).to_have_value("2027-03-01")
    expect(room.get_by_label("Nights")).to_have_value("7")
    form.get_by_label("Departure").first.fill("2027-03-05")
    expect(room.get_by_label("Departure")).to_have_value("2027-03-05")
    expect(room.get_by_label("Nights")).to_have_value("4")
    room.get_by_label("Departure").fill("2027-03-03")
    expect(room.get_by_label("Nights")).to_have_value("2")
    form.get_by_label("Departure").first.fill("2027-03-08")
    expect(room.get_by_label("Departure")).to_have_value("2027-03-03")


def test_what_is_missing_is_listed_and_linked(form: Page, desk: Desk) -> None:
    create(form)
    summary = form.locator(".form-problems")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Arrival")
    summary.get_by_role("link", name="Item 1, name").click()
    name = item(form, 1).get_by_label("Name")
    expect(name).to_be_focused()
    expect(name).to_be_in_viewport()
    assert desk.levers.asked("POST", "/staff/bookings") == []


def test_errors_of_the_api_are_shown_at_their_fields_and_nothing_is_lost(
    form: Page, desk: Desk
) -> None:
    fill_all(form)
    desk.levers.fail(
        "POST",
        "/staff/bookings",
        422,
        "invalid-request",
        "Some fields need another look.",
        errors=[
            {"field": "booker.email", "message": "No such domain."},
            {"field": "items[1].tax_rate", "message": "Not a rate of Portugal."},
            {"field": "guests[1].last_name", "message": "Too long."},
        ],
    )
    create(form)
    email = form.get_by_role("region", name="Traveller").get_by_label("Email")
    expect(email).to_have_accessible_description("No such domain.")
    expect(item(form, 2).get_by_label("Tax")).to_have_accessible_description(
        "Not a rate of Portugal."
    )
    ben = form.get_by_role("group", name="Guest 2").get_by_label("Last name")
    expect(ben).to_have_accessible_description("Too long.")
    email.fill("anna@example.org")
    expect(email).not_to_have_attribute("aria-invalid", "true")
    create(form)
    expect(form.get_by_role("region", name="Booking created")).to_be_visible()
    first, second = desk.levers.asked("POST", "/staff/bookings")
    assert second.body["items"] == first.body["items"]
    assert second.headers["idempotency-key"] != first.headers["idempotency-key"]


def test_no_answer_loses_nothing_and_the_next_try_cannot_make_a_second_booking(
    form: Page, desk: Desk
) -> None:
    fill_all(form)
    desk.levers.drop("POST", "/staff/bookings")
    create(form)
    expect(form.locator(".form-problems")).to_contain_text("Nothing you typed is lost")
    create(form)
    expect(form.get_by_role("region", name="Booking created")).to_be_visible()
    first, second = desk.levers.asked("POST", "/staff/bookings")
    assert second.body == first.body
    assert second.headers["idempotency-key"] == first.headers["idempotency-key"]
    assert len(bookings()) == 1


def test_leaving_with_unsaved_entries_is_asked_about_and_they_are_kept(form: Page) -> None:
    fill_stay(form)
    form.get_by_role("link", name="Settings").click()
    question = form.get_by_role("dialog", name="Leave this page?")
    question.get_by_role("button", name="Stay").click()
    expect(form.get_by_role("heading", name="New booking")).to_be_visible()
    form.get_by_role("link", name="Settings").click()
    question.get_by_role("button", name="Leave").click()
    expect(form.get_by_role("heading", name="Settings")).to_be_visible()
    go(form, "#/bookings/new")
    expect(form.get_by_label("Arrival")).to_have_value("2027-03-01")


def test_the_back_button_is_asked_about_too(staff: Page) -> None:
    go(staff)
    staff.get_by_role("link", name="New booking").first.click()
    fill_stay(staff)
    staff.go_back()
    question = staff.get_by_role("dialog", name="Leave this page?")
    expect(question).to_be_visible()
    assert staff.url.endswith("#/bookings/new")
    question.get_by_role("button", name="Leave").click()
    expect(staff.get_by_role("heading", name="Bookings", exact=True)).to_be_visible()


def test_closing_the_tab_is_asked_about(form: Page) -> None:
    fill_stay(form)
    asked: list[str] = []

    def answer(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.accept()

    form.on("dialog", answer)
    form.reload()
    expect(form.get_by_label("Arrival")).to_have_value("2027-03-01")
    assert asked == ["beforeunload"]


def test_the_end_of_the_session_loses_nothing(form: Page, desk: Desk) -> None:
    fill_all(form)
    desk.site.sign_in.refuse_refresh = True
    desk.site.sign_in.forget_tokens()
    create(form)
    form.get_by_role("button", name="Sign in").click()
    form.get_by_role("button", name="Continue as Marta").click()
    expect(item(form, 2).get_by_label("Name")).to_have_value("Surf lesson")
    create(form)
    expect(form.get_by_role("region", name="Booking created")).to_be_visible()
    assert desk.sent("POST", "/staff/bookings") == whole_body(desk)


def test_the_form_can_be_cleared(form: Page) -> None:
    fill_stay(form)
    form.get_by_role("button", name="Clear the form").click()
    form.get_by_role("dialog").get_by_role("button", name="Clear the form").click()
    expect(form.get_by_label("Arrival")).to_have_value("")


def test_guests_and_items_are_taken_away(form: Page) -> None:
    fill_all(form)
    form.get_by_role("button", name="Remove item 1").click()
    form.get_by_role("button", name="Remove guest 2").click()
    expect(item(form, 1).get_by_label("Name")).to_have_value("Surf lesson")
    expect(item(form, 1).get_by_label("Ben Hemm")).to_have_count(0)
    assert sums(form)["Total"] == "€45.00"


@pytest.mark.usefixtures("guesthouse")
def test_a_time_is_read_on_the_clock_of_the_property(form: Page, desk: Desk) -> None:
    fill_all(form)
    form.get_by_label("Property").select_option("Nádas Vendégház")
    item(form, 2).get_by_label("Date and time, Budapest").fill("2027-07-02T09:00")
    create(form)
    expect(form.get_by_role("region", name="Booking created")).to_be_visible()
    assert desk.sent("POST", "/staff/bookings")["items"][1]["at"] == "2027-07-02T07:00:00Z"
