"""The grid: filters, pages, keyboard, cards."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, expect

from tests.browser.admin.desk import Desk
from tests.browser.admin.guests import Row, enter_many, rows_of_all
from tests.browser.admin.steps import field, go, open_grid, rows
from tests.browser.house import write_property
from tests.browser.looks import PHONE, overflow
from tests.support.business import Business
from tests.support.samples import booking_body

COLUMNS = [
    "Code",
    "Status",
    "Booked",
    "Arrival",
    "Departure",
    "Traveller",
    "Property",
    "Rate",
    "Guests",
    "Total",
    "Payment",
]


@pytest.fixture
def few(business: Business, guesthouse: str) -> list[Row]:
    """The rows of fourteen bookings."""
    return enter_many(business, guesthouse, 14)


@pytest.fixture
def many(business: Business, guesthouse: str) -> list[Row]:
    """The rows of 120 bookings: two pages and a part of a third."""
    return enter_many(business, guesthouse, 120)


def apply(page: Page) -> None:
    """Apply what the filter panel says."""
    page.get_by_role("button", name="Apply filters").click()


def last_query(desk: Desk) -> Mapping[str, str]:
    """What the grid asked the API for last."""
    return desk.levers.asked("GET", "/staff/bookings")[-1].query


def test_shows_bookings_in_the_order_of_the_api_with_all_columns(
    staff: Page, few: list[Row]
) -> None:
    open_grid(staff)
    assert staff.get_by_role("columnheader").all_inner_texts() == COLUMNS
    first = rows(staff).first
    expect(first).to_contain_text(few[0]["code"])
    for text in ["Confirmed", "1 Sept 2026", "Anna Hemm", "via Sun Trips", "€180.00"]:
        expect(first).to_contain_text(text)
    expect(first).to_contain_text("Deposit paid")


def test_loads_fifty_at_a_time_until_there_are_no_more(staff: Page, many: list[Row]) -> None:
    go(staff)
    more = staff.get_by_role("button", name="Load more")
    for count in (50, 100, 120):
        expect(rows(staff)).to_have_count(count)
        if count < 120:
            more.click()
    expect(more).to_have_count(0)
    expect(staff.get_by_text("120 bookings in all").last).to_be_visible()
    codes = rows(staff).get_by_role("rowheader").all_inner_texts()
    assert codes == [row["code"] for row in many]


def test_each_filter_asks_the_api_for_it(staff: Page, desk: Desk, few: list[Row]) -> None:
    code = few[3]["code"]
    filters = [
        ("Booking code", f" {code[:4].lower()}-{code[4:].lower()} ", {"code": code}),
        ("Last name", "Hemm", {"last_name": "Hemm"}),
        ("First name", "محمد", {"first_name": "محمد"}),
        ("Rate", "Room only", {"rate": "Room only"}),
        ("Booked from", "2026-09-03", {"booked_from": "2026-09-03"}),
        ("Booked until", "2026-09-03", {"booked_to": "2026-09-03"}),
        ("Arrival from", "2027-02-01", {"arrival_from": "2027-02-01"}),
        ("Arrival until", "2027-02-01", {"arrival_to": "2027-02-01"}),
        ("Departure from", "2027-02-01", {"departure_from": "2027-02-01"}),
        ("Departure until", "2027-02-01", {"departure_to": "2027-02-01"}),
    ]
    for label, typed, query in filters:
        open_grid(staff)
        expect(rows(staff)).to_have_count(len(few))
        control = field(staff, label)
        control.fill(typed)
        control.press("Enter")
        chips = staff.get_by_role("list", name="Active filters")
        expect(chips.get_by_role("button")).to_have_count(1)
        wanted = [row["code"] for row in rows_of_all(**query)]
        assert 0 < len(wanted) < len(few), label
        expect(rows(staff).get_by_role("rowheader")).to_have_text(wanted)
        assert last_query(desk) == query


def test_filters_by_property_and_status_together(
    staff: Page, desk: Desk, few: list[Row], guesthouse: str
) -> None:
    open_grid(staff)
    staff.get_by_label("Property").select_option("Nádas Vendégház")
    staff.get_by_label("Status").select_option("Cancelled")
    apply(staff)
    expect(staff.get_by_role("list", name="Active filters")).to_contain_text("Nádas Vendégház")
    wanted = [row["code"] for row in few if row["status"] == "cancelled"]
    expect(rows(staff).get_by_role("rowheader")).to_have_text(wanted)
    assert last_query(desk) == {"property": guesthouse, "status": "cancelled"}


def test_a_filtered_grid_has_an_address_that_can_be_shared(staff: Page, few: list[Row]) -> None:
    open_grid(staff)
    staff.get_by_label("Last name").fill("Hemm")
    staff.get_by_label("Arrival from").fill("2027-01-01")
    staff.get_by_label("Arrival until").fill("2027-02-01")
    apply(staff)
    january = ("2027-01-01", "2027-02-01")
    wanted = [
        row["code"]
        for row in few
        if row["last_name"] == "Hemm" and january[0] <= row["arrival"] <= january[1]
    ]
    expect(rows(staff)).to_have_count(len(wanted))
    assert rows(staff).get_by_role("rowheader").all_inner_texts() == wanted
    assert staff.url.endswith(
        "#/bookings?last_name=Hemm&arrival_from=2027-01-01&arrival_to=2027-02-01"
    )
    staff.reload()
    expect(rows(staff)).to_have_count(len(wanted))
    expect(field(staff, "Last name")).to_have_value("Hemm")
    expect(staff.get_by_label("Arrival until")).to_have_value("2027-02-01")


@pytest.mark.usefixtures("few")
def test_chips_name_the_filters_and_take_them_off(staff: Page, desk: Desk) -> None:
    go(staff, "#/bookings?last_name=Hemm&arrival_from=2027-01-01&arrival_to=2027-02-01")
    chips = staff.get_by_role("list", name="Active filters")
    chips.get_by_role("button", name="Remove filter Arrival: 1 Jan 2027 \u2013 1 Feb 2027").click()
    expect(chips.get_by_role("button")).to_have_count(1)
    expect(chips.get_by_role("button", name="Remove filter Last name: Hemm")).to_be_focused()
    expect(staff.get_by_label("Arrival from")).to_have_value("")
    expect(rows(staff).first).to_be_visible()
    assert last_query(desk) == {"last_name": "Hemm"}


def test_a_range_the_wrong_way_round_is_not_asked_for(staff: Page, desk: Desk) -> None:
    go(staff)
    expect(staff.get_by_text("No bookings yet")).to_be_visible()
    asked = len(desk.levers.asked("GET", "/staff/bookings"))
    staff.get_by_label("Arrival from").fill("2027-03-02")
    staff.get_by_label("Arrival until").fill("2027-03-01")
    apply(staff)
    expect(staff.get_by_text("The first day comes after the last.")).to_be_visible()
    expect(staff.get_by_label("Arrival from")).to_be_focused()
    assert len(desk.levers.asked("GET", "/staff/bookings")) == asked


def test_nothing_found_says_so_and_offers_a_way_back(staff: Page, few: list[Row]) -> None:
    go(staff, "#/bookings?last_name=Nobody")
    expect(staff.get_by_text("No booking matches these filters")).to_be_visible()
    staff.get_by_role("button", name="Clear all filters").click()
    expect(rows(staff)).to_have_count(len(few))


@pytest.mark.usefixtures("few")
def test_a_failure_is_shown_and_can_be_tried_again(staff: Page, desk: Desk) -> None:
    desk.levers.fail("GET", "/staff/bookings", detail="Something went wrong on our side.")
    go(staff, "#/bookings?status=pending")
    expect(staff.get_by_role("alert")).to_contain_text("Something went wrong on our side.")
    staff.get_by_role("button", name="Try again").click()
    expect(rows(staff).first).to_contain_text("Pending")


@pytest.mark.usefixtures("many")
def test_a_failed_next_page_keeps_the_rows_that_are_there(staff: Page, desk: Desk) -> None:
    open_grid(staff)
    desk.levers.fail("GET", "/staff/bookings", detail="Something went wrong on our side.")
    staff.get_by_role("button", name="Load more").click()
    expect(staff.get_by_role("alert")).to_be_visible()
    expect(rows(staff)).to_have_count(50)
    staff.get_by_role("button", name="Try again").click()
    expect(rows(staff)).to_have_count(100)


@pytest.mark.usefixtures("few")
def test_the_answer_to_older_filters_is_not_shown(staff: Page, desk: Desk) -> None:
    with desk.levers.hold("GET", "/staff/bookings"):
        go(staff, "#/bookings?status=pending")
        expect(staff.get_by_role("table")).to_have_attribute("aria-busy", "true")
        go(staff, "#/bookings?status=cancelled")
        expect(rows(staff).first).to_contain_text("Cancelled")
    expect(rows(staff).first).to_contain_text("Cancelled")
    expect(rows(staff).filter(has_text="Pending")).to_have_count(0)


def test_rows_open_by_keyboard(staff: Page, few: list[Row]) -> None:
    open_grid(staff)
    rows(staff).nth(0).get_by_role("link").focus()
    staff.keyboard.press("ArrowDown")
    expect(rows(staff).nth(1).get_by_role("link")).to_be_focused()
    staff.keyboard.press("Enter")
    expect(staff.get_by_role("heading", level=1)).to_contain_text(few[1]["code"])


@pytest.mark.usefixtures("many")
def test_coming_back_finds_the_grid_as_it_was_left(staff: Page, desk: Desk) -> None:
    open_grid(staff)
    staff.get_by_role("button", name="Load more").click()
    expect(rows(staff)).to_have_count(100)
    asked = len(desk.levers.asked("GET", "/staff/bookings"))
    rows(staff).nth(80).click()
    expect(staff.get_by_role("button", name="Actions")).to_be_visible()
    staff.go_back()
    expect(rows(staff)).to_have_count(100)
    expect(rows(staff).nth(80)).to_be_in_viewport()
    expect(rows(staff).nth(80).get_by_role("link")).to_be_focused()
    assert len(desk.levers.asked("GET", "/staff/bookings")) == asked


@pytest.mark.usefixtures("few")
def test_on_a_phone_rows_are_cards_and_filters_fold_away(staff: Page) -> None:
    staff.set_viewport_size(PHONE)
    open_grid(staff)
    expect(staff.get_by_label("Last name")).to_be_hidden()
    first, second = rows(staff).nth(0).bounding_box(), rows(staff).nth(1).bounding_box()
    assert first is not None
    assert second is not None
    assert first["height"] > 120
    assert second["y"] >= first["y"] + first["height"]
    assert overflow(staff) <= 0
    staff.get_by_role("button", name="Filters", exact=True).click()
    staff.get_by_label("Last name").fill("Okafor")
    apply(staff)
    expect(rows(staff).first).to_contain_text("Ben Okafor")


def test_any_text_fits(staff: Page, business: Business) -> None:
    write_property(business, name="Nádas" * 40)
    body = booking_body()
    business.book(
        booker=body["booker"] | {"first_name": "Wolfe🏄" * 33, "last_name": "שלום" * 50},
        agency={"name": "A" * 200},
        items=[{**body["items"][0], "rate": "R" * 200}],
    )
    open_grid(staff)
    for width in (1280, 390, 320):
        staff.set_viewport_size({"width": width, "height": 800})
        expect(rows(staff).first).to_contain_text("Wolfe")
        assert overflow(staff) <= 0
        box = rows(staff).first.bounding_box()
        assert box is not None
        assert box["height"] < 400
