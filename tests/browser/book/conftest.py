"""The house on whose booking page the tests are."""

from __future__ import annotations

import pytest

from tests.browser import house
from tests.browser.book.shop import Shop
from tests.browser.site import Site
from tests.support.business import Business


@pytest.fixture
def shop(site: Site) -> Shop:
    """Praia Surf House on 20 February 2027, with everything on sale."""
    business = site.business
    business.clock.turn_to(house.OPENED)
    house.set_up(business)
    sold = house.sell_online(business)
    business.clock.turn_to(house.NOW)
    return Shop(site, business, sold)


@pytest.fixture
def business(shop: Shop) -> Business:
    """The business behind the shop."""
    return shop.business
