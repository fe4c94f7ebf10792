"""Every state of a booking: what the page says, that it is accessible and fits, wide and narrow."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.portal.looks import PHONE, WIDE, OpenPage, overflow, shoot, violations
from tests.browser.portal.scenes import SCENES
from tests.browser.portal.server import Portal

VIEWS: dict[str, dict[str, Any]] = {
    "wide": {"viewport": WIDE},
    "phone": {"viewport": PHONE, "has_touch": True, "is_mobile": True},
    "dark": {"viewport": WIDE, "color_scheme": "dark"},
}
DARK = {"pending", "one-checked-in", "cancelled", "yellow", "black", "white", "grey"}
HEADLINES = {
    "pending": "Anna, please confirm your booking",
    "held": "Pay the deposit of €202.50",
    "requested": "Your request is with us",
    "hold-expired": "The time to pay is over",
    "booked-online": "Check in before you arrive",
    "pending-without-terms": "Anna, please confirm your booking",
    "confirmed": "Pay the deposit of €202.50",
    "deposit-paid": "Check in before you arrive",
    "one-checked-in": "Check in before you arrive",
    "checked-in": "€472.50 left to pay",
    "paid": "You are all set",
    "nothing-to-pay": "Check in before you arrive",
    "cancelled": "This booking is cancelled",
    "cancelled-unpaid": "This booking is cancelled",
    "completed": "Thank you for your stay",
    "no-show": "You were expected",
    "deadline-passed": "€472.50 left to pay",
    "yellow": "Pay the deposit of €202.50",
    "black": "Pay the deposit of €202.50",
    "white": "Pay the deposit of €202.50",
    "grey": "Pay the deposit of €202.50",
    "long-names": "Please confirm your booking",
    "right-to-left": "Pay the deposit of €202.50",
    "crowd": "Check in before you arrive",
}


@pytest.mark.parametrize(
    ("scene", "view"),
    [(scene, view) for scene in SCENES for view in VIEWS if view != "dark" or scene in DARK],
)
def test_every_state_is_accessible_and_fits(
    portal: Portal, open_page: OpenPage, scene: str, view: str
) -> None:
    portal.show(scene)
    page = open_page(bypass_csp=True, **VIEWS[view])
    page.goto(portal.link)
    heading = page.get_by_role("heading", level=2).first
    expect(heading).to_have_text(HEADLINES[scene])
    shoot(page, f"{scene}-{view}")
    assert overflow(page) <= 0
    assert violations(page) == []
