"""The link: its secret stays out of the address and opens one booking only."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.portal.looks import OpenPage, overflow, shoot, violations
from tests.browser.portal.scenes import CODE, SECRET
from tests.browser.portal.server import Portal

READY = "Anna, please confirm your booking"


def test_the_secret_leaves_the_address_and_goes_as_a_bearer_token(
    page: Page, portal: Portal
) -> None:
    page.goto(portal.link)
    expect(page.get_by_role("heading", name=READY)).to_be_visible()
    assert page.url == f"{portal.site}/b/{CODE}"
    assert [request.key for request in portal.requests] == [f"Bearer {SECRET}"]
    assert all(SECRET not in request.path for request in portal.requests)


def test_a_reload_keeps_the_booking_and_another_tab_asks_for_the_link(
    page: Page, portal: Portal
) -> None:
    page.goto(portal.link)
    expect(page.get_by_role("heading", name=READY)).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name=READY)).to_be_visible()

    other = page.context.new_page()
    other.goto(f"{portal.site}/b/{CODE}?paid=1")
    expect(other.get_by_role("heading", level=1)).to_have_text("Please open the link in your email")
    expect(other.get_by_text("If you have just paid")).to_be_visible()


def test_a_wrong_link_says_what_to_do(open_page: OpenPage, portal: Portal) -> None:
    page = open_page(bypass_csp=True)
    page.goto(f"{portal.site}/b/{CODE}#{SECRET[:-1]}")
    expect(page.get_by_role("heading", level=1)).to_have_text("This link doesn't open a booking")
    expect(page.get_by_text("Open the latest email about your booking")).to_be_visible()
    shoot(page, "wrong-link")
    assert violations(page) == []


def test_a_link_that_was_rotated_while_the_page_was_open_closes_it(
    page: Page, portal: Portal
) -> None:
    page.goto(portal.link)
    expect(page.get_by_role("heading", name=READY)).to_be_visible()
    portal.secret = "rotated"
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("This link doesn't open a booking")


def test_a_new_link_pasted_into_the_same_tab_is_taken(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.site}/b/{CODE}#old")
    expect(page.get_by_role("heading", level=1)).to_have_text("This link doesn't open a booking")
    page.evaluate("secret => { location.hash = secret }", SECRET)
    expect(page.get_by_role("heading", name=READY)).to_be_visible()
    assert SECRET not in page.url


def test_opening_and_reading_changes_nothing(page: Page, portal: Portal) -> None:
    portal.show("one-checked-in")
    page.goto(portal.link)
    page.get_by_text("Read the terms").click()
    page.get_by_text("Ben Hemm").last.click()
    page.get_by_role("button", name="Cancel booking").click()
    expect(page.get_by_text("You get back")).to_be_visible()
    page.get_by_role("button", name="Keep booking").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert {request.method for request in portal.requests} == {"GET"}


def test_the_front_page_says_what_the_link_is_for(open_page: OpenPage, portal: Portal) -> None:
    page = open_page(bypass_csp=True)
    page.goto(portal.site)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your booking starts in your email")
    shoot(page, "front")
    assert violations(page) == []
    assert overflow(page) <= 0


def test_the_loading_page_is_accessible_and_says_that_it_loads(
    open_page: OpenPage, portal: Portal
) -> None:
    page = open_page(bypass_csp=True)
    with portal.hold("GET", r"/api/bookings/\w+"):
        page.goto(portal.link)
        expect(page.get_by_role("status")).to_have_text("Loading your booking…")
        shoot(page, "loading")
        assert violations(page) == []
    expect(page.get_by_role("heading", name=READY)).to_be_visible()
    expect(page).to_have_title(re.compile(rf"{CODE}.*Praia Surf House"))
