"""The desk of the house whose staff the tests are."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser import house
from tests.browser.admin.desk import Desk, open_guesthouse
from tests.browser.admin.steps import begin_session
from tests.browser.looks import OpenPage
from tests.browser.site import Site
from tests.support.business import Business


@pytest.fixture
def desk(site: Site) -> Desk:
    """Praia Surf House on 20 February 2027, with its check-in and everything on sale."""
    business = site.business
    business.clock.turn_to(house.OPENED)
    house.set_up(business)
    house.ask_fields(business)
    sold = house.sell_online(business)
    business.clock.turn_to(house.NOW)
    return Desk(site, business, sold)


@pytest.fixture
def business(desk: Desk) -> Business:
    """The business behind the desk."""
    return desk.business


@pytest.fixture
def guesthouse(business: Business) -> str:
    """The id of the business's second property, which sells nothing yet."""
    return open_guesthouse(business)


@pytest.fixture
def staff(open_page: OpenPage, desk: Desk) -> Page:
    """A tab that is signed in, as after a reload; it has not opened the desk yet."""
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    begin_session(page, desk)
    return page
