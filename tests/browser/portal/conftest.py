"""The house whose guests the portal's tests are."""

from __future__ import annotations

import pytest

from tests.browser import house, scenes
from tests.browser.site import Site
from tests.support.business import Business, Portal


@pytest.fixture
def business(site: Site) -> Business:
    """Praia Surf House on 20 February 2027."""
    business = site.business
    business.clock.turn_to(house.OPENED)
    house.set_up(business)
    house.ask_fields(business)
    business.clock.turn_to(house.NOW)
    return business


@pytest.fixture
def guest(business: Business) -> Portal:
    """The guest of a pending booking."""
    return scenes.pending(business)
