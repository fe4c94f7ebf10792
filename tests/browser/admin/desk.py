"""The desk of Praia Surf House, and the business's second property."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.browser.house import Sold
from tests.browser.levers import Levers
from tests.browser.site import Site
from tests.support.api import call
from tests.support.business import Business, good
from tests.support.catalog import catalog_path

GUESTHOUSE: dict[str, Any] = {
    "name": "Nádas Vendégház",
    "time_zone": "Europe/Budapest",
    "email": "balaton@praia.example",
    "address": {"lines": ["Fő utca 3"], "city": "Tihany", "postcode": "8237", "country": "HU"},
    "check_in_from": "14:00",
    "check_out_until": "10:00",
    "prices_include_tax": False,
}


@dataclass(frozen=True)
class Desk:
    """The desk of a house with everything on sale."""

    site: Site
    business: Business
    sold: Sold

    @property
    def levers(self) -> Levers:
        """What goes wrong on purpose, and what was asked of the API."""
        return self.site.levers

    def sent(self, method: str, path: str) -> Any:
        """The body that was sent last to paths matching a regular expression."""
        return self.levers.asked(method, path)[-1].body

    def catalog(self, part: str = "") -> str:
        """The path of the house's catalogue, or of a part of it."""
        return catalog_path(self.business.property_id, part)


def open_guesthouse(business: Business) -> str:
    """A property on another clock, where tax comes on top; answers with its id."""
    del business
    return str(good(call("POST", "/staff/settings/properties", GUESTHOUSE), 201)["id"])
