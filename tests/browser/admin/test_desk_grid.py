"""The grid: filters, pages, keyboard, cards."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.admin.desk_server import Desk
from tests.browser.admin.steps import check_no_sideways_scrolling, field, go, rows

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


def apply(page: Page) -> None:
    """Apply what the filter panel says."""
    page.get_by_role("button", name="Apply filters").click()


def last_query(desk: Desk) -> dict[str, str]:
    """What the grid asked the API for last."""
    return desk.asked("GET", "/staff/bookings")[-1].query


def test_shows_bookings_in_the_order_of_the_api_with_all_columns(staff: Page, desk: Desk) -> None:
    assert staff.get_by_role("columnheader").all_inner_texts() == COLUMNS
    row = desk.bookings[0]
    first = rows(staff).first
    expect(first).to_contain_text(row["code"])
    for text in ["Confirmed", "1 Sept 2026", "Anna Hemm", "via Sun Trips", "€180.00"]:
        expect(first).to_contain_text(text)
    expect(first).to_contain_text("Deposit paid")


def test_loads_fifty_at_a_time_until_there_are_no_more(staff: Page, desk: Desk) -> None:
    more = staff.get_by_role("button", name="Load more")
    for count in (50, 100, 120):
        expect(rows(staff)).to_have_count(count)
        if count < 120:
            more.click()
    expect(more).to_have_count(0)
    expect(staff.get_by_text("120 bookings in all").last).to_be_visible()
    codes = rows(staff).get_by_role("rowheader").all_inner_texts()
    assert codes == [row["code"] for row in desk.bookings]


@pytest.mark.parametrize(
    ("label", "typed", "query"),
    [
        ("Booking code", " 002y-d7ph ", {"code": "002YD7PH"}),
        ("Last name", "Hemm", {"last_name": "Hemm"}),
        ("First name", "محمد", {"first_name": "محمد"}),
        ("Rate", "Room only", {"rate": "Room only"}),
        ("Booked from", "2026-10-01", {"booked_from": "2026-10-01"}),
        ("Booked until", "2026-10-01", {"booked_to": "2026-10-01"}),
        ("Arrival from", "2027-02-01", {"arrival_from": "2027-02-01"}),
        ("Arrival until", "2027-02-01", {"arrival_to": "2027-02-01"}),
        ("Departure from", "2027-02-01", {"departure_from": "2027-02-01"}),
        ("Departure until", "2027-02-01", {"departure_to": "2027-02-01"}),
    ],
)
def test_each_filter_asks_the_api_for_it(
    staff: Page, desk: Desk, label: str, typed: str, query: dict[str, str]
) -> None:
    control = field(staff, label)
    control.fill(typed)
    control.press("Enter")
    expect(staff.get_by_role("list", name="Active filters").get_by_role("button")).to_have_count(1)
    expect(rows(staff).first).to_be_visible()
    assert last_query(desk) == query


def test_filters_by_property_and_status_together(staff: Page, desk: Desk) -> None:
    staff.get_by_label("Property").select_option("Nádas Vendégház, Balaton")
    staff.get_by_label("Status").select_option("Completed")
    apply(staff)
    expect(staff.get_by_role("list", name="Active filters")).to_contain_text("Nádas Vendégház")
    expect(rows(staff).first).to_contain_text("Completed")
    assert last_query(desk) == {"property": "balaton", "status": "completed"}


def test_a_filtered_grid_has_an_address_that_can_be_shared(staff: Page, desk: Desk) -> None:
    staff.get_by_label("Last name").fill("Hemm")
    staff.get_by_label("Arrival from").fill("2027-01-01")
    staff.get_by_label("Arrival until").fill("2027-02-01")
    apply(staff)
    january = ("2027-01-01", "2027-02-01")
    wanted = [
        row["code"]
        for row in desk.bookings
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
    asked = len(desk.asked("GET", "/staff/bookings"))
    staff.get_by_label("Arrival from").fill("2027-03-02")
    staff.get_by_label("Arrival until").fill("2027-03-01")
    apply(staff)
    expect(staff.get_by_text("The first day comes after the last.")).to_be_visible()
    expect(staff.get_by_label("Arrival from")).to_be_focused()
    assert len(desk.asked("GET", "/staff/bookings")) == asked


def test_nothing_found_says_so_and_offers_a_way_back(staff: Page) -> None:
    go(staff, "#/bookings?last_name=Nobody")
    expect(staff.get_by_text("No booking matches these filters")).to_be_visible()
    staff.get_by_role("button", name="Clear all filters").click()
    expect(rows(staff)).to_have_count(50)


def test_a_failure_is_shown_and_can_be_tried_again(staff: Page, desk: Desk) -> None:
    desk.fail("GET", "/staff/bookings", 500, "internal", "Something went wrong on our side.")
    go(staff, "#/bookings?status=pending")
    expect(staff.get_by_role("alert")).to_contain_text("Something went wrong on our side.")
    staff.get_by_role("button", name="Try again").click()
    expect(rows(staff).first).to_contain_text("Pending")


def test_a_failed_next_page_keeps_the_rows_that_are_there(staff: Page, desk: Desk) -> None:
    desk.fail("GET", "/staff/bookings", 500, "internal", "Something went wrong on our side.")
    staff.get_by_role("button", name="Load more").click()
    expect(staff.get_by_role("alert")).to_be_visible()
    expect(rows(staff)).to_have_count(50)
    staff.get_by_role("button", name="Try again").click()
    expect(rows(staff)).to_have_count(100)


def test_the_answer_to_older_filters_is_not_shown(staff: Page, desk: Desk) -> None:
    with desk.hold("GET", "/staff/bookings"):
        go(staff, "#/bookings?status=pending")
        expect(staff.get_by_role("table")).to_have_attribute("aria-busy", "true")
        go(staff, "#/bookings?status=cancelled")
        expect(rows(staff).first).to_contain_text("Cancelled")
    expect(rows(staff).first).to_contain_text("Cancelled")
    expect(rows(staff).filter(has_text="Pending")).to_have_count(0)


def test_rows_open_by_keyboard(staff: Page, desk: Desk) -> None:
    rows(staff).nth(0).get_by_role("link").focus()
    staff.keyboard.press("ArrowDown")
    expect(rows(staff).nth(1).get_by_role("link")).to_be_focused()
    staff.keyboard.press("Enter")
    expect(staff.get_by_role("heading", level=1)).to_contain_text(desk.bookings[1]["code"])


def test_coming_back_finds_the_grid_as_it_was_left(staff: Page, desk: Desk) -> None:
    staff.get_by_role("button", name="Load more").click()
    expect(rows(staff)).to_have_count(100)
    asked = len(desk.asked("GET", "/staff/bookings"))
    rows(staff).nth(80).click()
    expect(staff.get_by_role("button", name="Actions")).to_be_visible()
    staff.go_back()
    expect(rows(staff)).to_have_count(100)
    expect(rows(staff).nth(80)).to_be_in_viewport()
    expect(rows(staff).nth(80).get_by_role("link")).to_be_focused()
    assert len(desk.asked("GET", "/staff/bookings")) == asked


def test_on_a_phone_rows_are_cards_and_filters_fold_away(staff: Page) -> None:
    staff.set_viewport_size({"width": 390, "height": 844})
    staff.reload()
    expect(staff.get_by_label("Last name")).to_be_hidden()
    first, second = rows(staff).nth(0).bounding_box(), rows(staff).nth(1).bounding_box()
    assert first is not None
    assert second is not None
    assert first["height"] > 120
    assert second["y"] >= first["y"] + first["height"]
    check_no_sideways_scrolling(staff)
    staff.get_by_role("button", name="Filters", exact=True).click()
    staff.get_by_label("Last name").fill("Okafor")
    apply(staff)
    expect(rows(staff).first).to_contain_text("Ben Okafor")


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_any_text_fits(staff: Page, desk: Desk, width: int) -> None:
    row = desk.bookings[0]
    row["first_name"], row["last_name"] = "Wolfe🏄" * 1_500, "שלום" * 2_500
    row["rate"], row["agency"] = "R" * 300, "A" * 300
    row["property"]["name"] = "Nádas" * 60
    staff.set_viewport_size({"width": width, "height": 800})
    staff.reload()
    expect(rows(staff).first).to_contain_text("Wolfe")
    check_no_sideways_scrolling(staff)
    box = rows(staff).first.bounding_box()
    assert box is not None
    assert box["height"] < 400
