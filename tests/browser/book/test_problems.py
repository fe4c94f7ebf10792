"""What can go wrong between choosing and booking, and how nothing is lost by it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.book import steps
from tests.browser.book.shop import CODE, SECRET, Refused, Shop
from tests.browser.looks import OpenPage


def test_what_is_sold_out_meanwhile_is_named_and_the_rest_is_kept(page: Page, shop: Shop) -> None:
    steps.choose_week(page, shop)
    steps.go_on(page)
    page.get_by_role("button", name="More: Parking").click()
    expect(steps.price(page)).to_contain_text("€686.00")
    steps.go_on(page)
    steps.fill_details(page)
    shop.gone.add("garden")
    steps.book(page, "Book and pay €205.80 deposit")

    alert = page.get_by_role("alert").filter(has_text="No longer free: Garden room")
    expect(alert).to_contain_text("Somebody else was faster.")
    expect(page.get_by_label("Email")).to_have_value("anna@example.com")
    expect(page.get_by_role("button", name="One moment")).to_be_disabled()
    alert.get_by_role("link", name="Choose again").click()
    expect(page.get_by_text("Sold out on Wed, 3 Mar.")).to_be_visible()
    page.get_by_role("button", name="Choose Bed in the dorm, Standard").click()
    expect(alert).to_have_count(0)
    expect(steps.price(page)).to_contain_text("Bed in the dorm")


def test_an_extra_that_is_gone_can_be_left_out(page: Page, shop: Shop) -> None:
    steps.choose_week(page, shop)
    steps.go_on(page)
    shop.gone.add("parking")
    page.get_by_role("button", name="More: Parking").click()
    alert = page.get_by_role("alert").filter(has_text="No longer free: Parking")
    alert.get_by_role("button", name="Book without it").click()
    expect(alert).to_have_count(0)
    expect(steps.price(page)).to_contain_text("€630.00")


def test_an_expired_price_is_renewed_and_a_new_one_pointed_out(
    open_page: OpenPage, shop: Shop
) -> None:
    page = open_page(freeze=False)
    page.clock.install(time="2027-02-20T10:00:00Z")
    page.goto(f"{shop.address}#/appointment/massage")
    steps.pick_day(page, "Monday, 22 February")
    page.get_by_role("button", name="09:00").click()
    page.clock.fast_forward(400)
    expect(steps.price(page)).to_contain_text("€60.00")
    page.clock.run_for(1000)  # what is to happen later is set going after the price is painted
    shop.surcharge = 500
    shop.ends = "2027-02-20T11:00:00Z"
    page.clock.fast_forward(15 * 60_000)
    expect(page.get_by_text("The price has changed from €60.00 to €65.00")).to_be_visible()
    assert len(shop.asked("POST", "/api/quotes")) == 2


def test_a_price_that_changed_at_the_last_moment_has_to_be_agreed_to(
    page: Page, shop: Shop
) -> None:
    steps.reach_details(page, shop)
    steps.fill_details(page)
    shop.surcharge = 7000
    shop.fail("POST", "/api/bookings", Refused(409, "quote-changed", "The price has changed."))
    steps.book(page)
    expect(page.get_by_text("The price has changed from €630.00 to €700.00")).to_be_visible()
    expect(page.get_by_text("Please look at it and book again.")).to_be_visible()
    steps.book(page, "Book and pay €210.00 deposit")
    page.wait_for_url("**/checkout?kind=deposit")


def test_mistakes_are_said_at_their_fields(page: Page, shop: Shop) -> None:
    steps.reach_details(page, shop)
    steps.book(page)
    first = page.get_by_label("First name").first
    expect(first).to_be_focused()
    expect(first).to_have_accessible_description("Please enter your first name.")
    terms = page.get_by_role("checkbox", name="I have read and accept")
    expect(terms).to_have_accessible_description("Please read and accept the booking terms first.")
    assert shop.asked("POST", "/api/bookings") == []

    steps.fill_details(page, email="anna@example.invalid")
    steps.book(page)
    email = page.get_by_label("Email")
    expect(email).to_be_focused()
    expect(email).to_have_accessible_description(
        "The confirmation and the link to your booking go there. Mail does not arrive there."
    )


def test_terms_that_changed_are_read_and_accepted_anew(page: Page, shop: Shop) -> None:
    steps.reach_details(page, shop)
    steps.fill_details(page)
    shop.catalogue["terms"] = {"version": "4", "text": "New terms."}
    steps.book(page)
    expect(page.get_by_text("The terms have changed meanwhile.")).to_be_visible()
    expect(page.get_by_role("region", name="Booking terms")).to_contain_text("New terms.")
    page.get_by_role("checkbox", name="I have read and accept").check()
    steps.book(page)
    page.wait_for_url("**/checkout?kind=deposit")


def test_a_booking_whose_answer_was_lost_is_not_made_twice(page: Page, shop: Shop) -> None:
    steps.reach_details(page, shop)
    steps.fill_details(page)
    shop.lose = True
    steps.book(page)
    expect(page.get_by_text("it is the same booking, so you can't book twice")).to_be_visible()
    expect(page.get_by_label("Email")).to_be_disabled()
    # Not even after a reload, when the price has another token.
    page.reload()
    expect(steps.price(page)).to_contain_text("€630.00")
    shop.lose = False
    steps.book(page, "Try again")
    page.wait_for_url("**/checkout?kind=deposit")
    lost, sent = shop.asked("POST", "/api/bookings")
    assert lost.attempt == sent.attempt
    assert lost.body == sent.body
    assert lost.body["quote"] != f"quote-{shop.quotes}"


def test_a_price_that_cannot_be_had_is_asked_for_again(page: Page, shop: Shop) -> None:
    shop.fail("POST", "/api/quotes", Refused(500, "internal", "Boom"))
    page.goto(f"{shop.address}#/appointment/massage")
    steps.pick_day(page, "Monday, 22 February")
    page.get_by_role("button", name="09:00").click()
    panel = steps.price(page)
    expect(panel.get_by_role("alert")).to_contain_text("Reference: req-7f3a")
    panel.get_by_role("button", name="Try again").click()
    expect(panel).to_contain_text("€60.00")


def test_a_payment_page_that_does_not_open_leaves_the_booking(page: Page, shop: Shop) -> None:
    steps.reach_details(page, shop)
    steps.fill_details(page)
    shop.fail("POST", ".*/payments", Refused(502, "payment-provider", "Stripe is down"))
    steps.book(page)
    page.wait_for_url(f"**/b/{CODE}")


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
    shop.again = {
        "property": "praia", "adults": 1, "children": [],
        "choices": [
            {"kind": "appointment", "product": "massage", "rate": "standard", "person": "rui",
             "guests": [0]},
            {"kind": "stay", "product": "garden", "rate": "saver", "nights": 3},
            {"kind": "extra", "extra": "parking", "quantity": 1},
        ],
        "booker": {"first_name": "Anna", "last_name": "Hemm", "email": "anna@example.com",
                   "phone": None},
        "guests": [],
    }  # fmt: skip
    page.goto(f"{shop.address}?again=1#{CODE}.{SECRET}")
    expect(page.get_by_text("Your last booking is filled in.")).to_be_visible()
    assert SECRET not in page.url
    expect(page.get_by_role("radio", name="Rui")).to_be_checked()
    steps.pick_day(page, "Monday, 22 February")
    page.get_by_role("button", name="10:00").click()
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
    page.goto(f"{shop.address}?again=1#{CODE}.wrong")
    expect(page.get_by_text("We could not read your last booking")).to_be_visible()
    expect(page.get_by_role("heading", name="What would you like to book?")).to_be_visible()
