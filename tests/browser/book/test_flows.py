"""Booking something of every kind, from the choice to the checkout."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import orders
from tests.browser.book import steps
from tests.browser.book.shop import Shop
from tests.browser.house import GARDEN
from tests.support.api import call
from tests.support.business import good
from tests.support.catalog import catalog_path, put_up


def test_a_stay_is_chosen_priced_booked_and_paid(page: Page, shop: Shop) -> None:
    page.goto(shop.address)
    page.get_by_role("button", name="Choose dates Garden room").click()
    steps.next_month(page)
    steps.pick_day(page, "Monday, 1 March")
    expect(page.get_by_text("Now choose the day you leave")).to_be_visible()
    steps.pick_day(page, "Monday, 8 March")
    page.get_by_role("button", name="Choose Garden room, Flexible").click()

    panel = steps.price(page)
    expect(panel.get_by_role("row", name="Garden room")).to_contain_text("2 adults")
    expect(panel.get_by_role("row", name="Total")).to_contain_text("€630.00")
    expect(panel).to_contain_text("Deposit due now€189.00")
    panel.get_by_text("If you cancel: Flexible").click()
    expect(panel).to_contain_text("Free cancellation until Mon, 22 Feb 2027, 18:00 (Lisbon time).")

    steps.go_on(page)
    page.get_by_role("button", name="More: Breakfast").click()
    expect(panel.get_by_role("row", name="Total")).to_contain_text("€798.00")
    steps.go_on(page)
    steps.fill_details(page)
    page.get_by_text("Names of the guests").click()
    page.get_by_role("group", name="Adult 2").get_by_label("First name").fill("Ben")
    steps.book(page, "Book and pay €239.40 deposit")
    expect(page.get_by_role("heading", name="Deposit for booking")).to_be_visible()

    [booking] = shop.site.levers.asked("POST", "/bookings")
    assert booking.body | {"quote": ""} == {
        "quote": "",
        "booker": {"first_name": "Anna", "last_name": "Hemm", "email": "anna@example.com",
                   "phone": None, "language": "en"},
        "guests": [{"first_name": "", "last_name": ""}, {"first_name": "Ben", "last_name": ""}],
        "accepted_terms": "1",
    }  # fmt: skip
    assert shop.site.levers.asked("POST", "/quotes")[-1].body == {
        "property": shop.business.property_id, "adults": 2, "children": [], "promotion": None,
        "choices": [
            orders.nights(shop.sold, "2027-03-01", "2027-03-08"),
            {"kind": "extra", "extra": shop.sold.breakfast, "quantity": 1},
        ],
    }  # fmt: skip
    # The tab knows its guest when they come back from the checkout.
    page.get_by_role("button", name="Pay", exact=True).click()
    expect(page.get_by_text("We received your payment of €239.40.")).to_be_visible()


def test_dates_that_no_room_fits_cannot_be_picked(page: Page, shop: Shop) -> None:
    shop.sell_garden("2027-03-10", "2027-03-12")
    shop.sell_dorm("2027-03-10", "2027-03-11")
    for product in (shop.sold.garden, shop.sold.dorm):
        shop.close(product, "2027-03-20")
    page.goto(f"{shop.address}#/stay")
    steps.next_month(page)
    grid = page.get_by_role("grid")
    full = grid.get_by_role("button", name="Wednesday, 10 March 2027, sold out")
    expect(full).to_have_attribute("aria-disabled", "true")
    expect(grid.get_by_role("button", name="Saturday, 20 March 2027, closed")).to_have_attribute(
        "aria-disabled", "true"
    )
    steps.pick_day(page, "Monday, 8 March")
    # One can leave on a day that is sold out, but not stay over it.
    expect(full).not_to_have_attribute("aria-disabled", "true")
    beyond = grid.get_by_role("button", name="Friday, 12 March")
    expect(beyond).to_have_attribute("aria-disabled", "true")
    full.click()
    expect(page.get_by_role("status").filter(has_text="March 2027 · 2 nights")).to_be_visible()


def test_the_calendar_is_used_by_keyboard(page: Page, shop: Shop) -> None:
    page.goto(f"{shop.address}#/stay")
    today = page.get_by_role("gridcell").get_by_role("button", name="Saturday, 20 February")
    expect(today).to_have_attribute("tabindex", "0")
    today.focus()
    for key in ("PageDown", "Home", "ArrowUp", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    arrival = page.get_by_role("button", name="Monday, 8 March 2027, free, from €28.50")
    expect(arrival).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Tuesday, 9 March 2027, departure")).to_be_focused()
    expect(page.get_by_role("heading", name="What is free")).to_be_visible()


def test_a_family_says_how_old_its_children_are(page: Page, shop: Shop) -> None:
    page.goto(f"{shop.address}#/stay")
    page.get_by_role("button", name="More: Children").click()
    page.get_by_role("button", name="More: Children").click()
    page.get_by_label("Age of child 2").select_option("3")
    steps.next_month(page)
    steps.pick_day(page, "Monday, 1 March")
    steps.pick_day(page, "Thursday, 4 March")
    page.get_by_role("button", name="Choose Bed in the dorm, Standard").click()
    expect(steps.price(page)).to_contain_text("1 child (8)")
    expect(steps.price(page)).to_contain_text("1 child (3)")
    asked = shop.site.levers.asked("GET", "/availability/stays")[-1]
    assert (asked.query["adults"], asked.query["children"]) == ("2", "8,3")
    assert shop.site.levers.asked("POST", "/quotes")[-1].body["children"] == [8, 3]


def test_an_appointment_is_with_somebody_at_a_time(page: Page, shop: Shop) -> None:
    page.goto(shop.address)
    page.get_by_role("button", name="Choose a time Massage").click()
    page.get_by_role("radio", name="Rui").check()
    steps.pick_day(page, "Monday, 22 February")
    slots = page.get_by_role("group", name="Monday, 22 February 2027")
    expect(slots.get_by_role("button").first).to_have_text("10:00")
    expect(slots.get_by_role("button")).to_have_count(17)
    slots.get_by_role("button", name="13:30").click()
    expect(steps.price(page)).to_contain_text("€60.00")
    assert shop.site.levers.asked("POST", "/quotes")[-1].body["choices"] == [
        orders.appointment(shop.sold, "2027-02-22T13:30:00Z", shop.sold.rui)
        | {"rate": shop.sold.standard}
    ]  # fmt: skip


def test_sessions_can_be_several_and_only_with_enough_seats(page: Page, shop: Shop) -> None:
    shop.sell_lessons("2027-02-22T09:00:00Z", 1)
    shop.sell_lessons("2027-02-22T14:00:00Z", 7)
    page.goto(f"{shop.address}#/session/{shop.sold.lesson}")
    steps.pick_day(page, "Monday, 22 February")
    afternoon = page.get_by_role("listitem").filter(has_text="14:00")
    expect(afternoon).to_contain_text("1 of 8 seats left")
    expect(afternoon.get_by_role("button")).to_be_disabled()
    expect(page.get_by_text("takes place from 2 people, 1 so far")).to_be_visible()
    page.get_by_role("button", name="Choose 09:00").click()
    steps.pick_day(page, "Tuesday, 23 February")
    page.get_by_role("button", name="Choose 09:00").click()
    expect(page.get_by_role("list", name="Your times").get_by_role("listitem")).to_have_count(2)
    # For one of the two, there is a seat in the afternoon as well.
    page.get_by_role("checkbox", name="Adult 2").uncheck()
    expect(afternoon.get_by_role("button")).to_be_enabled()
    expect(steps.price(page).get_by_role("row", name="Total")).to_contain_text("€90.00")


def test_a_package_begins_on_its_day_and_shows_what_is_included(page: Page, shop: Shop) -> None:
    page.goto(shop.address)
    page.get_by_role("button", name="Choose a start Surf camp").click()
    sunday = page.get_by_role("button", name="Sunday, 28 February 2027, closed")
    expect(sunday).to_have_attribute("aria-disabled", "true")
    steps.pick_day(page, "Saturday, 27 February")
    panel = steps.price(page)
    expect(panel.get_by_role("row", name="Surf camp")).to_contain_text("€1,198.00")
    lessons = panel.get_by_role("listitem").filter(has_text="Surf lesson")
    expect(lessons).to_have_count(5)
    expect(lessons.first).to_contain_text("Sat, 27 Feb 2027, 09:00")


def test_a_stay_and_lessons_are_one_booking_and_one_of_them_goes(page: Page, shop: Shop) -> None:
    steps.choose_week(page, shop)
    steps.go_on(page)
    page.get_by_role("button", name="Choose days Surf lesson").click()
    steps.next_month(page)
    steps.pick_day(page, "Tuesday, 2 March")
    page.get_by_role("button", name="Choose 09:00").click()
    total = steps.price(page).get_by_role("row", name="Total")
    expect(total).to_contain_text("€720.00")
    steps.go_on(page)
    page.get_by_role("button", name="More: Parking").click()
    expect(total).to_contain_text("€776.00")
    # Parking goes with the room only, and with it.
    page.get_by_role("button", name="Remove Garden room").click()
    expect(total).to_contain_text("€90.00")
    expect(page.get_by_role("button", name="More: Parking")).to_have_count(0)
    page.get_by_role("button", name="Remove Surf lesson").click()
    expect(page.get_by_role("heading", name="What would you like to book?")).to_be_visible()


@pytest.mark.parametrize(
    ("confirm", "button", "words"),
    [
        ("at_once", "Book with obligation to pay", "The booking is binding at once."),
        ("by_staff", "Send request", "We answer your request by email."),
    ],
)
def test_the_button_says_what_one_takes_on(
    page: Page, shop: Shop, confirm: str, button: str, words: str
) -> None:
    shop.confirms(confirm)
    steps.reach_details(page, shop)
    expect(page.get_by_text(words)).to_be_visible()
    steps.fill_details(page)
    steps.book(page, button)
    page.wait_for_url("**/b/*")
    [code] = shop.codes()
    page.go_back()
    done = {"at_once": f"Your booking {code} is made", "by_staff": f"Your request {code} is on"}
    expect(page.get_by_role("heading", name=done[confirm])).to_be_visible()


def test_a_promotion_code_takes_something_off(page: Page, shop: Shop) -> None:
    steps.choose_week(page, shop)
    panel = steps.price(page)
    panel.get_by_text("Do you have a promotion code?").click()
    code = panel.get_by_label("Promotion code")
    code.fill("WINTER")
    panel.get_by_role("button", name="Use code").click()
    expect(code).to_have_accessible_description("There is no such code.")
    expect(panel.get_by_role("row", name="Total")).to_contain_text("€630.00")
    code.fill("SUMMER10")
    panel.get_by_role("button", name="Use code").click()
    expect(panel.get_by_role("row", name="Summer")).to_contain_text("-€63.00")
    expect(panel.get_by_role("row", name="Total")).to_contain_text("€567.00")


def test_one_of_several_properties_is_chosen(page: Page, shop: Shop) -> None:
    serra = {"name": "Serra", "time_zone": "Europe/Lisbon", "email": "serra@praia.example"}
    serra_id = good(call("POST", "/staff/settings/properties", serra), 201)["id"]
    good(call("PUT", catalog_path(serra_id, "/selling"), {"online": True}))
    put_up(serra_id, "products", GARDEN)
    page.goto(shop.address)
    expect(page.get_by_role("heading", name="Where would you like to go?")).to_be_visible()
    page.get_by_role("button", name="Choose Praia Surf House").click()
    expect(page.get_by_role("heading", name="What would you like to book?")).to_be_visible()
    page.get_by_role("link", name="Choose another place").click()
    expect(page.get_by_role("button", name="Choose Serra")).to_be_visible()
    page.goto(f"{shop.address}?property={shop.business.property_id}")
    expect(page.get_by_role("heading", name="What would you like to book?")).to_be_visible()
    expect(page.get_by_role("link", name="Choose another place")).to_have_count(0)
