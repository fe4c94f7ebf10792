"""Time for the page and for the functions behind it, which have to agree on it."""

from __future__ import annotations

from datetime import datetime, timedelta

from playwright.sync_api import Page

from tests.support.business import Business


def turn_to(page: Page, business: Business, moment: datetime) -> None:
    """Sets both clocks; the page's stands still there."""
    business.clock.turn_to(moment)
    page.clock.set_fixed_time(moment)


def forward(page: Page, business: Business, by: timedelta) -> None:
    """Lets time pass for both; the page's clock has to be installed."""
    business.clock.forward(by)
    page.clock.fast_forward(int(by.total_seconds() * 1000))
