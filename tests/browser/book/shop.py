"""What Praia Surf House sells, as the booking page shows it, and others who book there too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.browser.house import FLEXIBLE_RATE, STANDARD_RATE, Sold, write_selling
from tests.browser.orders import appointment, nights, order, selection
from tests.browser.site import Site
from tests.support.api import call
from tests.support.business import Business, Portal, good
from tests.support.catalog import catalog_path, override_days


@dataclass(frozen=True)
class Shop:
    """The booking page of a house with everything on sale."""

    site: Site
    business: Business
    sold: Sold

    @property
    def address(self) -> str:
        """Where the booking page is."""
        return f"{self.site.url}/book/"

    def codes(self) -> list[str]:
        """The codes of all bookings."""
        return [row["code"] for row in good(call("GET", "/staff/bookings"))["bookings"]]

    def confirms(self, how: str) -> None:
        """Sets what happens when somebody books."""
        write_selling(self.business, confirm=how)

    def price_garden(self, price: int) -> None:
        """Sets the price of a night in the garden room at the flexible rate."""
        self._price(self.sold.flexible, FLEXIBLE_RATE | {"prices": {self.sold.garden: price}})

    def price_massage(self, price: int) -> None:
        """Sets the price of a massage."""
        self._price(self.sold.standard, STANDARD_RATE | {"prices": {self.sold.massage: price}})

    def close(self, product: str, day: str) -> None:
        """Sells no night of a product on a day."""
        good(override_days(self.business.property_id, product, day, day, closed=True))

    def order(self, *choices: dict[str, Any], adults: int = 2) -> Portal:
        """Somebody else books."""
        return order(selection(self.business, *choices, adults=adults))

    def sell_garden(self, first: str, end: str, rooms: int = 4, *extras: dict[str, Any]) -> None:
        """Somebody else takes garden rooms."""
        for _ in range(rooms):
            self.order(nights(self.sold, first, end), *extras)

    def sell_dorm(self, first: str, end: str) -> None:
        """Somebody else takes all beds of the dorm."""
        for _ in range(3):
            self.order({"kind": "stay", "product": self.sold.dorm, "from": first, "to": end})

    def sell_lessons(self, at: str, seats: int) -> None:
        """Somebody else takes seats."""
        lesson = {"kind": "session", "product": self.sold.lesson, "at": at}
        self.order(lesson, adults=seats)

    def sell_massage(self, at: str, person: str) -> None:
        """Somebody else has a massage."""
        self.order(appointment(self.sold, at, person))

    def _price(self, rate: str, body: dict[str, Any]) -> None:
        path = catalog_path(self.business.property_id, f"/rates/{rate}")
        good(call("PUT", path, body))
