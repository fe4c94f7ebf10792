"""The timeline and the calendar of days: seeing what is sold when, and changing it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.admin.desk import Desk
from tests.browser.admin.plans import July, sell_july
from tests.browser.admin.steps import go, open_grid
from tests.support.business import good
from tests.support.catalog import override_days

DAY = 76
ANNA = "Anna Hemm, Confirmed"


@pytest.fixture
def july(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> July:
    """Who has booked in July 2027."""
    return sell_july(desk, monkeypatch)


def open_timeline(page: Page, desk: Desk) -> None:
    """The first two weeks of July."""
    place = desk.business.property_id
    go(page, f"#/timeline?property={place}&from=2027-07-01&days=14")


def open_month(page: Page, desk: Desk) -> None:
    """July's days of the garden room."""
    place, product = desk.business.property_id, desk.sold.garden
    go(page, f"#/calendar?property={place}&product={product}&month=2027-07")


def price_garden(desk: Desk, price: int) -> None:
    """Another price for its nights in July."""
    changed = override_days(
        desk.business.property_id, desk.sold.garden, "2027-07-01", "2027-07-31", price=price
    )
    good(changed)


def bar(page: Page, name: str) -> Locator:
    """A bar of the timeline, by the beginning of its name."""
    return page.get_by_role("group", name="Timeline").get_by_role("button", name=name)


def drag(page: Page, what: Locator, days: int, rows: int) -> None:
    """Drag a bar with the mouse, so many columns and rows."""
    box = what.bounding_box()
    assert box
    x, y = box["x"] + DAY / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 10, y + 4, steps=2)
    page.mouse.move(x + days * DAY, y + rows * 42, steps=4)
    page.mouse.up()


@pytest.mark.usefixtures("july")
def test_the_timeline_shows_what_is_booked_in_words(staff: Page, desk: Desk) -> None:
    open_timeline(staff, desk)
    expect(bar(staff, f"{ANNA}, 1 \u2013 4 July 2027, Garden 1")).to_be_visible()
    expect(bar(staff, "Ben Okafor, To be accepted")).to_be_visible()
    expect(bar(staff, "Closed, 9 \u2013 11 July 2027, Garden 1")).to_be_visible()
    expect(bar(staff, "Another platform, 5 \u2013 7 July 2027")).to_be_visible()
    expect(bar(staff, "09:00 Gergő Szabó, Confirmed, Fri, 2 Jul 2027")).to_be_visible()
    expect(bar(staff, "1/8, 09:00, 2 are needed, Surf lesson, Mon, 5 Jul 2027")).to_be_visible()
    expect(staff.get_by_text("Garden 1, 3 July 2027")).to_be_visible()
    bar(staff, "5/8, 09:00, Surf lesson").click()
    dialog = staff.get_by_role("dialog", name="Surf lesson")
    expect(dialog).to_contain_text("5 of 8 seats sold, takes place from 2")
    expect(dialog.get_by_role("link", name="Anna Hemm")).to_be_visible()


@pytest.mark.usefixtures("july")
def test_the_timelines_library_is_loaded_with_it_only(staff: Page, desk: Desk) -> None:
    loaded: list[str] = []
    staff.on("request", lambda request: loaded.append(request.url))
    open_grid(staff)
    assert "event-calendar" not in " ".join(loaded)
    open_timeline(staff, desk)
    expect(bar(staff, ANNA)).to_be_visible()
    assert "event-calendar" in " ".join(loaded)


def test_a_booking_is_dragged_to_another_room_and_day(staff: Page, desk: Desk, july: July) -> None:
    price_garden(desk, 10500)
    open_timeline(staff, desk)
    drag(staff, bar(staff, ANNA), 7, 1)
    dialog = staff.get_by_role("dialog", name=f"Move booking {july.stay.code}")
    expect(dialog.get_by_label("Arrival")).to_have_value("2027-07-08")
    expect(dialog.get_by_label("Departure")).to_have_value("2027-07-11")
    expect(dialog).to_contain_text("€315.00 (+€45.00)")
    dialog.get_by_label("Keep the price as it is").check()
    expect(dialog).not_to_contain_text("€315.00")
    expect(dialog).to_contain_text("€270.00")
    dialog.get_by_role("button", name="Move the booking").click()
    expect(bar(staff, f"{ANNA}, 8 \u2013 11 July 2027, Garden 2")).to_be_visible()
    expect(dialog).to_be_hidden()
    assert desk.sent("POST", r"/staff/bookings/\w+/reschedule") == {
        "arrival": "2027-07-08",
        "departure": "2027-07-11",
        "unit": desk.sold.gardens[1],
        "instead_of": desk.sold.gardens[0],
        "keep_price": True,
        "expected_total": 27000,
    }


@pytest.mark.usefixtures("july")
def test_a_move_that_is_refused_goes_back_and_says_why(staff: Page, desk: Desk) -> None:
    open_timeline(staff, desk)
    before = bar(staff, ANNA).bounding_box()
    drag(staff, bar(staff, ANNA), 5, 0)
    dialog = staff.get_by_role("dialog")
    expect(dialog).to_contain_text("This can't be done.")
    expect(dialog.get_by_role("button", name="Move the booking")).to_be_disabled()
    dialog.get_by_role("button", name="Leave it where it is").click()
    expect(dialog).to_be_hidden()
    assert bar(staff, ANNA).bounding_box() == before


@pytest.mark.usefixtures("july")
def test_a_move_by_keyboard_asks_again_when_the_price_has_changed(staff: Page, desk: Desk) -> None:
    open_timeline(staff, desk)
    bar(staff, ANNA).press("Enter")
    staff.get_by_role("dialog").get_by_role("button", name="Move").press("Enter")
    dialog = staff.get_by_role("dialog", name="Move booking")
    expect(dialog).to_contain_text("Choose other dates or another place")
    dialog.get_by_label("Arrival").fill("2027-07-01")
    dialog.get_by_label("Departure").fill("2027-07-05")
    dialog.get_by_label("Room").select_option("Garden 2")
    move = dialog.get_by_role("button", name="Move the booking")
    expect(move).to_be_enabled()
    expect(dialog).to_contain_text("€360.00")
    price_garden(desk, 12000)
    move.click()
    expect(dialog).to_contain_text("The price has changed meanwhile.")
    expect(move).to_be_enabled()
    move.click()
    expect(bar(staff, f"{ANNA}, 1 \u2013 5 July 2027, Garden 2")).to_be_visible()


@pytest.mark.usefixtures("july")
def test_an_appointment_is_moved_on_the_propertys_clock(staff: Page, desk: Desk) -> None:
    open_timeline(staff, desk)
    bar(staff, "09:00 Gergő Szabó").click()
    staff.get_by_role("dialog").get_by_role("button", name="Move").click()
    time = staff.get_by_label("Date and time")
    expect(time).to_have_value("2027-07-02T09:00")
    time.fill("2027-07-03T14:30")
    expect(staff.get_by_role("button", name="Move the booking")).to_be_enabled()
    moved = desk.sent("POST", r"/staff/bookings/\w+/reschedule-quote")
    assert moved == {"at": "2027-07-03T13:30:00Z", "person": desk.sold.marta}


@pytest.mark.usefixtures("july")
def test_a_unit_is_closed_and_opened_again(staff: Page, desk: Desk) -> None:
    open_timeline(staff, desk)
    staff.get_by_role("button", name="Close a unit").click()
    dialog = staff.get_by_role("dialog", name="Close a unit")
    dialog.get_by_label("Unit").select_option("Garden room, Garden 1")
    dialog.get_by_label("Last night").fill("2027-07-02")
    dialog.get_by_label("Why").fill("Boiler")
    dialog.get_by_role("button", name="Close it").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    dialog.get_by_label("Unit").select_option("Garden room, Garden 2")
    dialog.get_by_role("button", name="Close it").click()
    expect(staff.get_by_text("Garden 2 is closed, nights of 1 \u2013 2 July 2027.")).to_be_visible()
    assert desk.sent("POST", ".*/closures") == {
        "unit": desk.sold.gardens[1],
        "from": "2027-07-01",
        "to": "2027-07-02",
        "note": "Boiler",
    }
    staff.get_by_role("button", name="Undo").click()
    expect(staff.get_by_text("Garden 2 is open again")).to_be_visible()
    bar(staff, "Closed, 9").click()
    staff.get_by_role("button", name="Open it again").click()
    expect(staff.get_by_text("The unit is open again")).to_be_visible()
    expect(bar(staff, "Closed")).to_have_count(0)


def test_the_timeline_keeps_its_period_in_the_address(staff: Page, desk: Desk) -> None:
    open_timeline(staff, desk)
    staff.get_by_label("Period").select_option("A week")
    with staff.expect_response(lambda answer: "from=2027-07-08" in answer.url):
        staff.get_by_role("button", name="Later").click()
    expect(staff.get_by_role("heading", name="8 \u2013 14 July 2027")).to_be_visible()
    assert desk.levers.asked("GET", "/staff/timeline")[-1].query == {
        "property": desk.business.property_id,
        "from": "2027-07-08",
        "days": "7",
    }


def test_days_are_chosen_and_set_by_hand(staff: Page, desk: Desk) -> None:
    open_month(staff, desk)
    day = staff.get_by_role("gridcell", name="Thu 8 July")
    expect(day).to_have_accessible_name("Thu 8 July, €81, 4 left, min 2 nights")
    day.click()
    staff.get_by_role("gridcell", name="Wed 14 July").click(modifiers=["Shift"])
    expect(staff.locator('[aria-selected="true"]')).to_have_count(7)
    only = staff.get_by_role("group", name="Only on")
    only.get_by_label("Fri").check()
    only.get_by_label("Sat").check()
    staff.get_by_label("Price, EUR").fill("150")
    staff.get_by_label("Nights, at least").fill("3")
    staff.get_by_role("button", name="Set these days").click()
    expect(staff.get_by_text("2 days are changed")).to_be_visible()
    friday = staff.get_by_role("gridcell", name="Fri 9 July, €150")
    expect(friday).to_have_accessible_name("Fri 9 July, €150, 4 left, min 3 nights, set by hand")
    assert desk.levers.asked("PUT", ".*/overrides")[-1].body == {
        "product": desk.sold.garden,
        "from": "2027-07-08",
        "to": "2027-07-14",
        "weekdays": [5, 6],
        "price": 15000,
        "closed": False,
        "min_nights": 3,
    }
    friday.click()
    expect(staff.get_by_label("Price, EUR")).to_have_value("150.00")
    staff.get_by_role("button", name="Clear").click()
    expect(staff.get_by_role("gridcell", name="Fri 9 July, €81")).to_be_visible()


def test_days_are_chosen_with_the_keyboard_and_by_dragging(staff: Page, desk: Desk) -> None:
    open_month(staff, desk)
    staff.get_by_role("gridcell", name="Thu 8 July").focus()
    staff.get_by_role("gridcell", name="Thu 1 July").press("ArrowDown")
    expect(staff.get_by_role("gridcell", name="Thu 8 July")).to_be_focused()
    staff.keyboard.press("Shift+ArrowRight")
    expect(staff.locator('[aria-selected="true"]')).to_have_count(2)
    staff.get_by_role("gridcell", name="Mon 19 July").hover()
    staff.mouse.down()
    staff.get_by_role("gridcell", name="Thu 22 July").hover()
    staff.mouse.up()
    expect(staff.locator('[aria-selected="true"]')).to_have_count(4)
    expect(staff.get_by_label("First day")).to_have_value("2027-07-19")
    staff.get_by_label("Closed: nobody can book it").check()
    staff.get_by_role("button", name="Set these days").click()
    expect(staff.get_by_role("gridcell", name="Tue 20 July")).to_contain_text("closed")
