"""The catalogue: what a property sells, edited section by section."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from lobby import wiring
from tests.browser.admin.desk import Desk
from tests.browser.admin.steps import clipboard, field, go, save
from tests.browser.house import LESSON
from tests.browser.orders import nights, order, selection
from tests.browser.pictures import png
from tests.fakes.platforms import Platforms
from tests.support.api import call, invoke
from tests.support.business import good
from tests.support.catalog import put_up

HIGH_SEASON: dict[str, Any] = {
    "name": "High season",
    "from": "2027-07-01",
    "to": "2027-08-31",
    "weekdays": [5, 6],
    "percent": 25,
}


def kept(desk: Desk) -> Any:
    """The house's catalogue as the API has it now."""
    return good(call("GET", desk.catalog()))


def route(desk: Desk, part: str) -> str:
    """A section of the house's catalogue, or a record in it."""
    return f"#/catalog/{desk.business.property_id}/{part}"


@pytest.fixture
def seasonal(desk: Desk) -> str:
    """The id of a rate with a season and a price for children."""
    rate = {
        "name": "Bed and breakfast",
        "prices": {desk.sold.garden: 9000, desk.sold.lesson: 4500},
        "children": [{"to_age": 5, "percent": 0}],
        "rules": [HIGH_SEASON],
        "tax_rate": "0.06",
        "position": 4,
    }
    return str(put_up(desk.business.property_id, "rates", rate)["id"])


def test_an_empty_catalogue_leads_from_the_first_product_to_its_price(
    staff: Page, desk: Desk, guesthouse: str
) -> None:
    go(staff, f"#/catalog/{guesthouse}")
    expect(staff.get_by_text("Nothing is sold here yet.")).to_be_visible()
    staff.get_by_role("link", name="Add a stay").click()
    field(staff, "Name").fill("Lake room")
    staff.get_by_label("Add units").fill("101-103, Attic")
    staff.get_by_role("button", name="Add", exact=True).click()
    staff.get_by_role("group", name="Arrival on").get_by_label("Sat").check()
    save(staff, "The product is saved")
    made = desk.sent("POST", f"/staff/catalog/{guesthouse}/products")
    assert made["kind"] == "stay"
    assert made["units"] == [{"name": name} for name in ("101", "102", "103", "Attic")]
    assert (made["sleeps"], made["arrive_on"], made["on_sale"]) == (2, [6], True)
    expect(staff.get_by_text("Lake room can't be booked yet")).to_be_visible()
    staff.get_by_role("link", name="Add a rate").click()
    field(staff, "Name").fill("Standard")
    staff.get_by_label("Lake room").fill("120,50")
    save(staff, "The rate is saved")
    [key] = good(call("GET", f"/staff/catalog/{guesthouse}"))["products"]
    assert desk.sent("POST", f"/staff/catalog/{guesthouse}/rates")["prices"] == {key: 12050}
    expect(staff.get_by_text("can't be booked yet")).to_have_count(0)


def test_a_sessions_days_become_a_rule_and_other_rules_stay_text(staff: Page, desk: Desk) -> None:
    rule = "FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20270930T235959"
    weekly = {"schedules": [{"start": "2027-07-01T10:00", "rule": rule}]}
    good(call("PUT", desk.catalog(f"/products/{desk.sold.lesson}"), LESSON | weekly))
    go(staff, route(desk, f"products/{desk.sold.lesson}"))
    schedule = staff.get_by_role("group", name="Schedule 1")
    on = schedule.get_by_role("group", name="On")
    expect(on.get_by_label("Mon")).to_be_checked()
    on.get_by_label("Thu").uncheck()
    on.get_by_label("Sat").check()
    schedule.get_by_label("Last day").fill("2027-08-31")
    schedule.get_by_label("Not on").fill("2027-08-14 2027-08-16")
    expect(schedule.get_by_role("status")).to_have_text(
        "Mon and Sat at 10:00, from 3 July 2027 until 31 August 2027"
    )
    staff.get_by_role("button", name="Add a schedule").click()
    second = staff.get_by_role("group", name="Schedule 2")
    second.get_by_label("Takes place").select_option("By another rule")
    second.get_by_label("First day").fill("2027-07-03")
    field(second, "Rule").fill("FREQ=MONTHLY;BYDAY=1SA")
    save(staff, "The product is saved")
    assert desk.sent("PUT", desk.catalog(f"/products/{desk.sold.lesson}"))["schedules"] == [
        {
            "start": "2027-07-03T10:00:00",
            "rule": "FREQ=WEEKLY;BYDAY=MO,SA;UNTIL=20270831T235959",
            "except": ["2027-08-14", "2027-08-16"],
        },
        {"start": "2027-07-03T10:00:00", "rule": "FREQ=MONTHLY;BYDAY=1SA", "except": []},
    ]


def test_a_rate_has_seasons_children_and_a_price_for_each_product(
    staff: Page, desk: Desk, seasonal: str
) -> None:
    go(staff, route(desk, f"rates/{seasonal}"))
    staff.get_by_role("textbox", name="Massage").fill("60")
    first = staff.get_by_role("group", name="Rule 1")
    expect(first).to_contain_text("High season: 1 July – 31 August 2027, Fri and Sat, +25 %")  # noqa: RUF001 (a dash between days)
    expect(field(first, "Name, for guests")).to_be_hidden()
    staff.get_by_role("button", name="Add a rule").click()
    rule = staff.get_by_role("group", name="Rule 2")
    field(rule, "Name, for guests").fill("Weekend")
    rule.get_by_label("What it does").select_option("Replaces the price")
    field(rule, "Price, EUR").fill("110")
    rule.get_by_label("Garden room").check()
    field(staff.get_by_role("group", name="Age group 1"), "Percent").fill("12,5")
    first.get_by_text("High season").click()
    field(first, "Percent").fill("soon")
    first.get_by_text("High season").click()
    staff.get_by_role("button", name="Save").click()
    expect(field(first, "Percent")).to_have_attribute("aria-invalid", "true")
    expect(field(first, "Percent")).to_be_visible()
    field(first, "Percent").fill("25")
    save(staff, "The rate is saved")
    sent = desk.sent("PUT", desk.catalog(f"/rates/{seasonal}"))
    assert sent["prices"] == {
        desk.sold.garden: 9000,
        desk.sold.massage: 6000,
        desk.sold.lesson: 4500,
    }
    assert sent["children"] == [{"to_age": 5, "price": None, "percent": "12.5"}]
    assert sent["tax_rate"] == "0.06"
    assert sent["rules"] == [
        {
            "name": "High season",
            "texts": {},
            "from": "2027-07-01",
            "to": "2027-08-31",
            "weekdays": [5, 6],
            "products": [],
            "price": None,
            "percent": "25",
        },
        {
            "name": "Weekend",
            "texts": {},
            "from": None,
            "to": None,
            "weekdays": [],
            "products": [desk.sold.garden],
            "price": 11000,
            "percent": None,
        },
    ]


def test_errors_stand_at_their_fields(staff: Page, desk: Desk, seasonal: str) -> None:
    go(staff, route(desk, f"rates/{seasonal}"))
    rule = staff.get_by_role("group", name="Rule 1")
    rule.get_by_text("High season").click()
    percent = field(rule, "Percent")
    percent.fill("1001")
    staff.get_by_role("button", name="Save").click()
    expect(percent).to_have_attribute("aria-invalid", "true")
    problems = staff.locator(".form-problems")
    expect(problems).to_contain_text("Rule 1, percent or price:")
    staff.get_by_role("textbox", name="Garden room").fill("1.234")
    staff.get_by_role("button", name="Save").click()
    expect(problems).to_contain_text("An amount in EUR with at most 2 decimals, please.")


def test_a_product_has_a_picture_that_fits_the_page(staff: Page, desk: Desk) -> None:
    go(staff, route(desk, f"products/{desk.sold.lesson}"))
    chosen = field(staff, "Picture")
    for name, content, said in (
        ("sea.gif", b"GIF89a", "This must be a PNG, JPEG or WebP picture."),
        ("sea.png", b"not a picture", "it can't be shown as one"),
    ):
        kind = f"image/{name[-3:]}"
        chosen.set_input_files(files=FilePayload(name=name, mimeType=kind, buffer=content))
        expect(staff.locator(".form-problems")).to_contain_text(said)
    large = FilePayload(name="sea.png", mimeType="image/png", buffer=png(2000, 2000))
    chosen.set_input_files(files=large)
    shown = staff.get_by_role("img", name="The picture as it is")
    expect(shown).to_have_attribute("src", re.compile(r"^/media/.*\.jpg$"))
    sent = desk.sent("POST", "/staff/pictures")["picture"]
    assert sent.startswith("data:image/jpeg;base64,")
    size = "uri => { const i = new Image(); i.src = uri; return i.decode().then(() => i.width) }"
    assert staff.evaluate(size, sent) == 1600
    save(staff, "The product is saved")
    saved = desk.sent("PUT", desk.catalog(f"/products/{desk.sold.lesson}"))
    assert saved["picture_url"] == shown.get_attribute("src")


def test_a_person_works_some_days_and_has_days_off(staff: Page, desk: Desk) -> None:
    go(staff, route(desk, f"people/{desk.sold.marta}"))
    hours = staff.get_by_role("group", name="Hours 1")
    hours.get_by_label("Wed").uncheck()
    field(hours, "To").fill("16:30")
    staff.get_by_role("button", name="Add days off").click()
    off = staff.get_by_role("group", name="Days off 1")
    field(off, "First day").fill("2027-08-02")
    save(staff, "The person is saved")
    sent = desk.sent("PUT", desk.catalog(f"/people/{desk.sold.marta}"))
    assert sent["hours"] == [
        {"weekday": day, "from": "09:00:00", "to": "16:30:00"} for day in (1, 2, 4, 5, 6, 7)
    ]
    assert sent["days_off"] == [{"from": "2027-08-02", "to": "2027-08-02"}]


def test_an_extra_and_a_package_of_it(staff: Page, desk: Desk) -> None:
    go(staff, route(desk, "extras/new"))
    field(staff, "Name").fill("Yoga mat")
    field(staff, "Price, EUR").fill("9,50")
    staff.get_by_label("Paid").select_option("for each person and night")
    save(staff, "The extra is saved")
    extra = desk.sent("POST", desk.catalog("/extras"))
    assert (extra["price"], extra["per"], extra["stock"]) == (950, "person_night", None)
    [key] = [one["id"] for one in kept(desk)["extras"].values() if one["name"] == "Yoga mat"]
    go(staff, route(desk, "packages/new"))
    field(staff, "Name").fill("Surf week")
    field(staff, "Price, EUR").fill("499")
    for number, (what, label, value) in enumerate(
        [
            ("Garden room", "Nights", "7"),
            ("Surf lesson", "On which days", "2, 3"),
            ("Yoga mat", "How many", "7"),
        ]
    ):
        if number:
            staff.get_by_role("button", name="Add a part").click()
        part = staff.get_by_role("group", name=f"Part {number + 1}")
        field(part, "Product or extra").select_option(what)
        field(part, label).fill(value)
    save(staff, "The package is saved")
    whole: dict[str, Any] = {"product": None, "extra": None, "nights": 0, "days": [], "quantity": 1}
    assert desk.sent("POST", desk.catalog("/packages"))["parts"] == [
        {**whole, "product": desk.sold.garden, "nights": 7},
        {**whole, "product": desk.sold.lesson, "days": [1, 2]},
        {**whole, "extra": key, "quantity": 7},
    ]


def test_a_promotion(staff: Page, desk: Desk) -> None:
    go(staff, route(desk, "promotions/new"))
    field(staff, "Code").fill("spring10")
    field(staff, "Name, for guests").fill("Summer")
    field(staff, "Percent").fill("10")
    stay = staff.get_by_role("group", name="For guests who come")
    stay.get_by_label("First day").fill("2027-06-01")
    stay.get_by_label("Last day").fill("2027-08-31")
    save(staff, "The promotion is saved")
    sent = desk.sent("POST", desk.catalog("/promotions"))
    assert (sent["code"], sent["percent"], sent["amount"]) == ("SPRING10", "10", None)
    assert sent["stay"] == {"from": "2027-06-01", "to": "2027-08-31"}
    assert (sent["book"], sent["uses"]) == (None, None)


def test_selling_online_with_a_tourist_tax(staff: Page, desk: Desk) -> None:
    go(staff, route(desk, "selling"))
    staff.get_by_label("Confirmed").select_option("By staff")
    field(staff, "Held for hours").fill("24")
    staff.get_by_label("The town takes a tax").check()
    field(staff, "For a person and night, EUR").fill("2")
    field(staff, "From the age of").fill("13")
    save(staff, "The selling settings are saved")
    sent = desk.sent("PUT", desk.catalog("/selling"))
    assert (sent["confirm"], sent["request_hours"]) == ("by_staff", 24)
    assert sent["tourist_tax"] == {
        "name": "Tourist tax",
        "texts": {},
        "amount": 200,
        "from_age": 13,
        "most_nights": None,
        "tax_rate": "0.00",
    }


def test_what_is_in_use_is_not_removed_but_can_be_taken_off_sale(staff: Page, desk: Desk) -> None:
    go(staff, route(desk, f"products/{desk.sold.garden}"))
    staff.get_by_role("button", name="Remove", exact=True).click()
    question = staff.get_by_role("dialog")
    question.get_by_role("button", name="Remove").click()
    expect(question).to_contain_text("This is in use by Flexible, Saver and Parking.")
    question.get_by_role("button", name="Back").click()
    staff.get_by_role("main").get_by_role("link", name="Products").last.click()
    staff.get_by_role("switch", name="Garden room is on sale").uncheck()
    expect(staff.get_by_text("Garden room is not on sale any more")).to_be_visible()
    assert kept(desk)["products"][desk.sold.garden]["on_sale"] is False


def test_calendars_of_other_platforms_in_and_out(
    staff: Page, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    platforms = Platforms()
    monkeypatch.setattr(wiring, "calendar_fetcher", lambda: platforms)
    first, second, *_ = desk.sold.gardens
    order(selection(desk.business, nights(desk.sold, "2027-03-01", "2027-03-08")))
    feed = {"unit": first, "url": "https://airbnb.example/a.ics", "name": "Airbnb"}
    put_up(desk.business.property_id, "feeds", feed)
    platforms.say("airbnb", (date(2027, 3, 7), date(2027, 3, 9)))
    invoke("import_feeds", {})
    platforms.calendars.clear()
    invoke("import_feeds", {})

    go(staff, route(desk, "feeds"))
    airbnb = staff.get_by_role("listitem").filter(has_text="Airbnb")
    expect(airbnb).to_contain_text("Last read Sat, 20 Feb 2027, 10:00 (Lisbon time)")
    expect(airbnb).to_contain_text("The other platform answered with status 500.")
    expect(airbnb).to_contain_text("Sold twice")
    staff.get_by_label("Language").select_option("es")
    expect(airbnb).to_contain_text("La otra plataforma respondió con el estado 500.")
    staff.get_by_label("Idioma").select_option("en")
    staff.get_by_role("button", name="Show the address for Garden room, Garden 2").click()
    staff.get_by_role("button", name="Copy").click()
    expect(staff.get_by_text("Copied")).to_be_visible()
    assert clipboard(staff) == good(call("GET", desk.catalog(f"/units/{second}/feed")))["url"]
    staff.get_by_role("link", name="Add a calendar").click()
    field(staff, "Unit").select_option("Garden room, Garden 2")
    field(staff, "Address of the calendar").fill("https://booking.example/102.ics")
    save(staff, "The calendar is saved")
    assert desk.sent("POST", desk.catalog("/feeds")) == {
        "unit": second,
        "url": "https://booking.example/102.ics",
        "name": "",
    }
