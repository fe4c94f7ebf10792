"""Every state of a booking: what the page says, that it is accessible and fits, wide and narrow."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.looks import PHONE, WIDE, OpenPage, overflow, shoot, violations
from tests.browser.scenes import SCENES
from tests.browser.site import Site
from tests.support.business import Business

VIEWS: dict[str, tuple[ViewportSize, Literal["light", "dark"]]] = {
    "phone": (PHONE, "light"),
    "wide": (WIDE, "light"),
    "dark": (WIDE, "dark"),
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


@pytest.mark.parametrize("scene", SCENES)
def test_every_state_is_accessible_and_fits(
    site: Site, business: Business, open_page: OpenPage, scene: str
) -> None:
    guest = SCENES[scene](business)
    page = open_page(bypass_csp=True, viewport=PHONE)
    page.goto(site.link(guest))
    heading = page.get_by_role("heading", level=2).first
    expect(heading).to_have_text(HEADLINES[scene])
    for name, (size, scheme) in VIEWS.items():
        if scheme == "light" or scene in DARK:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            shoot(page, f"{scene}-{name}")
            assert overflow(page) <= 0, name
            assert violations(page) == [], name
