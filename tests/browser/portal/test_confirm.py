"""Confirming a booking, with and without terms."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.portal.looks import OpenPage, shoot, violations
from tests.browser.portal.server import Portal, Refused


def test_confirming_needs_the_terms_accepted(page: Page, portal: Portal) -> None:
    page.goto(portal.link)
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
    assert portal.asked("POST", ".*") == []

    terms.check()
    button.click()
    expect(page.get_by_role("heading", name="Pay the deposit of €202.50")).to_be_focused()
    expect(page.get_by_text("Your booking is confirmed.")).to_be_visible()
    assert [request.body for request in portal.asked("POST", ".*")] == [{"accepted_terms": "1"}]
    expect(page.get_by_text("You accepted these terms on Tue, 12 Jan 2027")).to_be_visible()


def test_without_terms_nothing_is_asked(page: Page, portal: Portal) -> None:
    portal.show("pending-without-terms")
    page.goto(portal.link)
    expect(page.get_by_role("checkbox", name="I accept the booking terms")).to_have_count(0)
    page.get_by_role("button", name="Confirm booking").click()
    expect(page.get_by_role("heading", name="Pay the deposit")).to_be_visible()
    assert [request.body for request in portal.asked("POST", ".*")] == [{}]
    expect(page.get_by_role("heading", name="Booking terms")).to_have_count(0)


def test_terms_that_changed_meanwhile_are_shown_and_must_be_accepted_anew(
    page: Page, portal: Portal
) -> None:
    page.goto(portal.link)
    page.get_by_role("checkbox", name="I accept the booking terms").check()
    portal.page["terms"] = {"version": "2", "text": "Entirely new terms."}
    page.get_by_role("button", name="Confirm booking").click()
    expect(page.get_by_role("alert").filter(has_text="The terms have changed")).to_be_visible()
    expect(page.get_by_role("region", name="Booking terms")).to_contain_text("Entirely new terms.")
    terms = page.get_by_role("checkbox", name="I accept the booking terms")
    expect(terms).not_to_be_checked()
    terms.check()
    page.get_by_role("button", name="Confirm booking").click()
    expect(page.get_by_role("heading", name="Pay the deposit")).to_be_visible()
    assert portal.page["booking"]["accepted_terms"]["version"] == "2"


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        (Refused(500, "internal", "Boom"), "Something went wrong on our side."),
        (Refused(409, "conflict", "Changed"), "Something has changed in the meantime."),
        (
            Refused(409, "not-available", "This stay is over.", code="stay_over"),
            "This stay is over.",
        ),
    ],
    ids=["server-error", "conflict", "not-available"],
)
def test_a_failed_confirmation_says_so_and_can_be_repeated(
    page: Page, portal: Portal, problem: Refused, message: str
) -> None:
    portal.show("pending-without-terms")
    portal.fail("POST", ".*/confirmation", problem)
    page.goto(portal.link)
    page.get_by_role("button", name="Confirm booking").click()
    alert = page.get_by_role("alert").filter(has_text=message)
    expect(alert).to_be_visible()
    if problem.status == 500:
        expect(alert).to_contain_text("Reference: req-7f3a")
    page.get_by_role("button", name="Confirm booking").click()
    expect(page.get_by_role("heading", name="Pay the deposit")).to_be_visible()


def test_a_confirmation_whose_answer_was_lost_is_seen_as_done(page: Page, portal: Portal) -> None:
    portal.show("pending-without-terms")
    page.goto(portal.link)
    expect(page.get_by_role("button", name="Confirm booking")).to_be_visible()
    portal.show("confirmed")
    portal.drop("POST", ".*/confirmation")
    page.get_by_role("button", name="Confirm booking").click()
    expect(page.get_by_role("heading", name="Pay the deposit")).to_be_visible()
    assert len(portal.asked("POST", ".*")) == 1


def test_the_open_confirmation_with_an_error_is_accessible(
    open_page: OpenPage, portal: Portal
) -> None:
    page = open_page(bypass_csp=True)
    page.goto(portal.link)
    page.get_by_role("button", name="Confirm booking").click()
    expect(page.get_by_text("Please read and accept")).to_be_visible()
    shoot(page, "confirm-error")
    assert violations(page) == []
