"""The link: its secret stays out of the address and opens one booking only."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser import scenes
from tests.browser.looks import PHONE, OpenPage, overflow, shoot, violations
from tests.browser.site import Site
from tests.support.api import call
from tests.support.business import Business, Portal, good

READY = "Anna, please confirm your booking"


def test_the_secret_leaves_the_address_and_goes_as_a_bearer_token(
    page: Page, site: Site, guest: Portal
) -> None:
    page.goto(site.link(guest))
    expect(page.get_by_role("heading", name=READY)).to_be_visible()
    assert page.url == f"{site.url}/b/{guest.code}"
    assert [request.bearer for request in site.levers.requests] == [guest.secret]
    assert all(guest.secret not in request.path for request in site.levers.requests)


def test_a_reload_keeps_the_booking_and_another_tab_asks_for_the_link(
    page: Page, site: Site, guest: Portal
) -> None:
    page.goto(site.link(guest))
    expect(page.get_by_role("heading", name=READY)).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name=READY)).to_be_visible()

    other = page.context.new_page()
    other.goto(f"{site.url}/b/{guest.code}?paid=1")
    expect(other.get_by_role("heading", level=1)).to_have_text("Please open the link in your email")
    expect(other.get_by_text("If you have just paid")).to_be_visible()


def test_a_wrong_link_says_what_to_do(open_page: OpenPage, site: Site, guest: Portal) -> None:
    page = open_page(bypass_csp=True)
    page.goto(site.link(guest)[:-1])
    expect(page.get_by_role("heading", level=1)).to_have_text("This link doesn't open a booking")
    expect(page.get_by_text("Open the latest email about your booking")).to_be_visible()
    shoot(page, "wrong-link")
    assert violations(page) == []


def test_a_link_that_was_rotated_while_the_page_was_open_closes_it(
    page: Page, site: Site, guest: Portal
) -> None:
    page.goto(site.link(guest))
    expect(page.get_by_role("heading", name=READY)).to_be_visible()
    good(call("POST", f"/staff/bookings/{guest.code}/link", {"rotate": True}))
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("This link doesn't open a booking")


def test_a_new_link_pasted_into_the_same_tab_is_taken(
    page: Page, site: Site, guest: Portal
) -> None:
    page.goto(f"{site.url}/b/{guest.code}#old")
    expect(page.get_by_role("heading", level=1)).to_have_text("This link doesn't open a booking")
    page.evaluate("secret => { location.hash = secret }", guest.secret)
    expect(page.get_by_role("heading", name=READY)).to_be_visible()
    assert guest.secret not in page.url


def test_opening_and_reading_changes_nothing(page: Page, site: Site, business: Business) -> None:
    guest = scenes.one_checked_in(business)
    page.goto(site.link(guest))
    page.get_by_text("Read the terms").click()
    page.get_by_text("Ben Hemm").last.click()
    page.get_by_role("button", name="Cancel booking").click()
    expect(page.get_by_text("You get back")).to_be_visible()
    page.get_by_role("button", name="Keep booking").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert {request.method for request in site.levers.requests} == {"GET"}


def test_the_front_page_says_what_the_link_is_for(open_page: OpenPage, site: Site) -> None:
    page = open_page(bypass_csp=True)
    page.goto(site.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your booking starts in your email")
    shoot(page, "front")
    assert violations(page) == []
    assert overflow(page) <= 0


def test_the_loading_page_is_accessible_and_says_that_it_loads(
    open_page: OpenPage, site: Site, guest: Portal
) -> None:
    page = open_page(bypass_csp=True)
    with site.levers.hold("GET", r"/bookings/\w+"):
        page.goto(site.link(guest))
        expect(page.get_by_role("status")).to_have_text("Loading your booking…")
        shoot(page, "loading")
        assert violations(page) == []
    expect(page.get_by_role("heading", name=READY)).to_be_visible()
    expect(page).to_have_title(re.compile(rf"{guest.code}.*Praia Surf House"))


def test_the_root_of_the_site_says_how_to_get_to_a_booking(open_page: OpenPage, site: Site) -> None:
    page = open_page(locale="nb-NO", viewport=PHONE)
    page.goto(f"{site.url}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bestillingen din starter i e-posten")
    assert overflow(page) == 0
    assert violations(page) == []
    page.get_by_role("button", name="Eesti").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Teie broneering algab teie e-kirjast"
    )
    expect(page.locator("html")).to_have_attribute("lang", "et")
