"""Confirming a booking, with and without terms."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import house, scenes
from tests.browser.looks import OpenPage, shoot, violations
from tests.browser.site import Site
from tests.support.business import Business, Portal


def test_confirming_needs_the_terms_accepted(page: Page, site: Site, guest: Portal) -> None:
    page.goto(site.link(guest))
    expect(page.get_by_role("region", name="Booking terms")).to_contain_text(
        "Arrival is from 15:00"
    )
    button = page.get_by_role("button", name="Confirm booking")
    expect(button).to_have_accessible_description(
        "You confirm 1 – 8 March 2027, 7 nights, 2 guests, for €675.00. "  # noqa: RUF001
        "A deposit of €202.50 is due after that."
    )
    button.click()
    terms = page.get_by_role("checkbox", name="I accept the booking terms")
    expect(terms).to_be_focused()
    expect(terms).to_have_accessible_description("Please read and accept the booking terms first.")
    assert site.levers.asked("POST", ".*") == []

    terms.check()
    button.click()
    expect(page.get_by_role("heading", name="Pay the deposit of €202.50")).to_be_focused()
    expect(page.get_by_text("Your booking is confirmed.")).to_be_visible()
    assert [request.body for request in site.levers.asked("POST", ".*")] == [
        {"accepted_terms": "1"}
    ]
    expect(page.get_by_text("You accepted these terms on Sat, 20 Feb 2027")).to_be_visible()


def test_without_terms_nothing_is_asked(page: Page, site: Site, business: Business) -> None:
    page.goto(site.link(scenes.pending_without_terms(business)))
    expect(page.get_by_role("button", name="Confirm booking")).to_be_visible()
    expect(page.get_by_role("checkbox", name="I accept the booking terms")).to_have_count(0)
    page.get_by_role("button", name="Confirm booking").click()
    expect(page.get_by_role("heading", name="Pay the deposit")).to_be_visible()
    assert [request.body for request in site.levers.asked("POST", ".*")] == [{}]
    expect(page.get_by_role("heading", name="Booking terms")).to_have_count(0)


def test_terms_that_changed_meanwhile_do_not_concern_the_booking(
    page: Page, site: Site, business: Business, guest: Portal
) -> None:
    page.goto(site.link(guest))
    page.get_by_role("checkbox", name="I accept the booking terms").check()
    business.publish_terms("Entirely new terms.")
    page.get_by_role("button", name="Confirm booking").click()
    expect(page.get_by_role("heading", name="Pay the deposit")).to_be_visible()
    assert guest.page()["terms"]["text"] == house.TERMS
    assert guest.page()["booking"]["accepted_terms"]["version"] == "1"


def test_terms_that_the_api_does_not_take_as_accepted_must_be_accepted_anew(
    page: Page, site: Site, guest: Portal
) -> None:
    page.goto(site.link(guest))
    site.levers.fail("POST", ".*/confirmation", 409, "terms-not-accepted")
    terms = page.get_by_role("checkbox", name="I accept the booking terms")
    terms.check()
    page.get_by_role("button", name="Confirm booking").click()
    expect(page.get_by_role("alert").filter(has_text="The terms have changed")).to_be_visible()
    expect(terms).not_to_be_checked()
    terms.check()
    page.get_by_role("button", name="Confirm booking").click()
    expect(page.get_by_role("heading", name="Pay the deposit")).to_be_visible()


@pytest.mark.parametrize(
    ("status", "slug", "detail", "message"),
    [
        (500, "internal", None, "Something went wrong on our side."),
        (409, "conflict", "Changed", "Something has changed in the meantime."),
        (409, "not-available", "This stay is over.", "This stay is over."),
    ],
    ids=["server-error", "conflict", "not-available"],
)
def test_a_failed_confirmation_says_so_and_can_be_repeated(
    page: Page,
    site: Site,
    business: Business,
    status: int,
    slug: str,
    detail: str | None,
    message: str,
) -> None:
    guest = scenes.pending_without_terms(business)
    site.levers.fail("POST", ".*/confirmation", status, slug, detail)
    page.goto(site.link(guest))
    page.get_by_role("button", name="Confirm booking").click()
    alert = page.get_by_role("alert").filter(has_text=message)
    expect(alert).to_be_visible()
    if status == 500:
        expect(alert).to_contain_text("Reference: req-7f3a")
    page.get_by_role("button", name="Confirm booking").click()
    expect(page.get_by_role("heading", name="Pay the deposit")).to_be_visible()


def test_a_confirmation_whose_answer_was_lost_is_seen_as_done(
    page: Page, site: Site, business: Business
) -> None:
    site.levers.drop("POST", ".*/confirmation")
    page.goto(site.link(scenes.pending_without_terms(business)))
    page.get_by_role("button", name="Confirm booking").click()
    expect(page.get_by_role("heading", name="Pay the deposit")).to_be_visible()
    assert len(site.levers.asked("POST", ".*")) == 1


def test_the_open_confirmation_with_an_error_is_accessible(
    open_page: OpenPage, site: Site, guest: Portal
) -> None:
    page = open_page(bypass_csp=True)
    page.goto(site.link(guest))
    page.get_by_role("button", name="Confirm booking").click()
    expect(page.get_by_text("Please read and accept")).to_be_visible()
    shoot(page, "confirm-error")
    assert violations(page) == []
