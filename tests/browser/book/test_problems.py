"""What can go wrong between choosing and booking, and how nothing is lost by it."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.browser import house, orders
from tests.browser.book import steps
from tests.browser.book.shop import Shop
from tests.browser.clocks import forward
from tests.browser.looks import OpenPage


def test_what_is_sold_out_meanwhile_is_named_and_the_rest_is_kept(page: Page, shop: Shop) -> None:
    steps.choose_week(page, shop)
    steps.go_on(page)
    page.get_by_role("button", name="More: Parking").click()
    expect(steps.price(page)).to_contain_text("€686.00")
    steps.go_on(page)
    steps.fill_details(page)
    shop.sell_garden("2027-03-03", "2027-03-05")
    steps.book(page, "Book and pay €205.80 deposit")

    alert = page.get_by_role("alert").filter(has_text="No longer free: Garden room")
    expect(alert).to_contain_text("Garden room is not free")
    expect(page.get_by_label("Email")).to_have_value("anna@example.com")
    expect(page.get_by_role("button", name="One moment")).to_be_disabled()
    alert.get_by_role("link", name="Choose again").click()
    expect(page.get_by_text("Nothing is left on these dates.")).to_be_visible()
    page.get_by_role("button", name="Choose Bed in the dorm, Standard").click()
    # Parking goes with the room only.
    expect(steps.price(page).get_by_role("row", name="Total")).to_contain_text("€399.00")
    expect(page.get_by_text("No longer free")).to_have_count(0)


def test_an_extra_that_is_gone_can_be_left_out(page: Page, shop: Shop) -> None:
    steps.choose_week(page, shop)
    steps.go_on(page)
    parking = {"kind": "extra", "extra": shop.sold.parking, "quantity": 1}
    shop.sell_garden("2027-03-03", "2027-03-05", 2, parking)
    page.get_by_role("button", name="More: Parking").click()
    alert = page.get_by_role("alert").filter(has_text="No longer free: Parking")
    alert.get_by_role("button", name="Book without it").click()
    expect(alert).to_have_count(0)
    expect(steps.price(page)).to_contain_text("€630.00")


def test_an_expired_price_is_renewed_and_a_new_one_pointed_out(
    open_page: OpenPage, shop: Shop
) -> None:
    page = open_page(freeze=False)
    page.clock.install(time=house.NOW)
    page.goto(f"{shop.address}#/appointment/{shop.sold.massage}")
    steps.pick_day(page, "Monday, 22 February")
    page.get_by_role("button", name="09:00").click()
    page.clock.fast_forward(400)
    expect(steps.price(page)).to_contain_text("€60.00")
    page.clock.run_for(1000)  # what is to happen later is set going after the price is painted
    shop.price_massage(6500)
    forward(page, shop.business, timedelta(minutes=15))
    expect(page.get_by_text("The price has changed from €60.00 to €65.00")).to_be_visible()
    assert len(shop.site.levers.asked("POST", "/quotes")) == 2


def test_a_price_that_changed_at_the_last_moment_has_to_be_agreed_to(
    page: Page, shop: Shop
) -> None:
    steps.reach_details(page, shop)
    steps.fill_details(page)
    shop.price_garden(10000)
    shop.business.clock.forward(timedelta(minutes=16))
    steps.book(page)
    expect(page.get_by_text("The price has changed from €630.00 to €700.00")).to_be_visible()
    expect(page.get_by_text("Please look at it and book again.")).to_be_visible()
    steps.book(page, "Book and pay €210.00 deposit")
    expect(page.get_by_role("heading", name="Deposit for booking")).to_be_visible()


def test_mistakes_are_said_at_their_fields(page: Page, shop: Shop) -> None:
    steps.reach_details(page, shop)
    steps.book(page)
    first = page.get_by_label("First name").first
    expect(first).to_be_focused()
    expect(first).to_have_accessible_description("Please enter your first name.")
    terms = page.get_by_role("checkbox", name="I have read and accept")
    expect(terms).to_have_accessible_description("Please read and accept the booking terms first.")
    assert shop.site.levers.asked("POST", "/bookings") == []

    steps.fill_details(page, email="anna..hemm@example.com")
    steps.book(page)
    email = page.get_by_label("Email")
    expect(email).to_be_focused()
    expect(email).to_have_accessible_description(
        "The confirmation and the link to your booking go there. This is not an email address."
    )


def test_terms_that_changed_are_read_and_accepted_anew(page: Page, shop: Shop) -> None:
    steps.reach_details(page, shop)
    steps.fill_details(page)
    shop.business.publish_terms("New terms.")
    steps.book(page)
    expect(page.get_by_text("The terms have changed meanwhile.")).to_be_visible()
    expect(page.get_by_role("region", name="Booking terms")).to_contain_text("New terms.")
    page.get_by_role("checkbox", name="I have read and accept").check()
    steps.book(page)
    expect(page.get_by_role("heading", name="Deposit for booking")).to_be_visible()


def test_a_booking_whose_answer_was_lost_is_not_made_twice(page: Page, shop: Shop) -> None:
    steps.reach_details(page, shop)
    steps.fill_details(page)
    shop.site.levers.drop("POST", "/bookings")
    steps.book(page)
    expect(page.get_by_text("it is the same booking, so you can't book twice")).to_be_visible()
    expect(page.get_by_label("Email")).to_be_disabled()
    # Not even after a reload, when the price has another token.
    page.reload()
    expect(steps.price(page)).to_contain_text("€630.00")
    steps.book(page, "Try again")
    expect(page.get_by_role("heading", name="Deposit for booking")).to_be_visible()
    lost, sent = shop.site.levers.asked("POST", "/bookings")
    assert lost.headers["idempotency-key"] == sent.headers["idempotency-key"]
    assert lost.body == sent.body
    assert len(shop.codes()) == 1


def test_a_price_that_cannot_be_had_is_asked_for_again(page: Page, shop: Shop) -> None:
    shop.site.levers.fail("POST", "/quotes")
    page.goto(f"{shop.address}#/appointment/{shop.sold.massage}")
    steps.pick_day(page, "Monday, 22 February")
    page.get_by_role("button", name="09:00").click()
    panel = steps.price(page)
    expect(panel.get_by_role("alert")).to_contain_text("Reference: req-7f3a")
    panel.get_by_role("button", name="Try again").click()
    expect(panel).to_contain_text("€60.00")


def test_a_payment_page_that_does_not_open_leaves_the_booking(page: Page, shop: Shop) -> None:
    steps.reach_details(page, shop)
    steps.fill_details(page)
    shop.business.provider.down = True
    steps.book(page)
    page.wait_for_url("**/b/*")
    expect(page.get_by_role("heading", name="Pay the deposit of €189.00")).to_be_visible()


def test_back_and_reload_lose_nothing(page: Page, shop: Shop) -> None:
    steps.reach_details(page, shop)
    page.get_by_label("First name").first.fill("Anna")
    page.reload()
    expect(page.get_by_label("First name").first).to_have_value("Anna")
    expect(steps.price(page)).to_contain_text("€630.00")
    page.go_back()
    expect(page.get_by_role("heading", name="You have chosen")).to_be_visible()
    page.go_back()
    chosen = page.get_by_role("button", name="Chosen Garden room, Flexible")
    expect(chosen).to_have_attribute("aria-pressed", "true")
    page.go_forward()
    expect(page.get_by_role("heading", name="You have chosen")).to_be_visible()


def test_booking_again_only_asks_for_a_time(page: Page, shop: Shop) -> None:
    sold = shop.sold
    stay = orders.nights(sold, "2027-03-12", "2027-03-15") | {"rate": sold.saver}
    parking = {"kind": "extra", "extra": sold.parking, "quantity": 1}
    massage = orders.appointment(sold, "2027-03-12T10:00:00Z", sold.rui)
    guest = shop.order(massage, stay, parking, adults=1)
    page.goto(f"{shop.address}?again=1#{guest.code}.{guest.secret}")
    expect(page.get_by_text("Your last booking is filled in.")).to_be_visible()
    assert guest.secret not in page.url
    expect(page.get_by_role("radio", name="Rui")).to_be_checked()
    steps.pick_day(page, "Monday, 22 February")
    page.get_by_role("button", name="10:00").click()
    expect(steps.price(page)).to_contain_text("€60.00")
    expect(page.get_by_text("No longer free")).to_have_count(0)
    steps.go_on(page)
    expect(page.get_by_text("You stay 3 nights, as last time.")).to_be_visible()
    steps.pick_day(page, "Tuesday, 23 February")
    chosen = page.get_by_role("button", name="Chosen Garden room, Saver")
    expect(chosen).to_be_visible()
    steps.go_on(page)
    expect(page.get_by_role("group", name="Parking")).to_contain_text("1")
    steps.go_on(page)
    expect(page.get_by_label("Email")).to_have_value("anna@example.com")


def test_a_link_that_opens_nothing_begins_a_new_booking(page: Page, shop: Shop) -> None:
    page.goto(f"{shop.address}?again=1#7K3M9QXA.wrong")
    expect(page.get_by_text("We could not read your last booking")).to_be_visible()
    expect(page.get_by_role("heading", name="What would you like to book?")).to_be_visible()
