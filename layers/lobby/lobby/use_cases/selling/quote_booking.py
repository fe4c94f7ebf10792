"""What a selection would cost, and how long that holds."""

from __future__ import annotations

from datetime import datetime

from lobby.base.errors import InvalidRequest
from lobby.domain.business.settings import Settings
from lobby.domain.selling.plan import Plan, months_of, plan, promotion_of
from lobby.domain.selling.selection import Selection
from lobby.domain.selling.shop import Shop, shop
from lobby.domain.selling.stock import Stock
from lobby.store.catalog import CatalogStore
from lobby.store.stock import Stocks


def open_shop(property_id: str, catalogs: CatalogStore, settings: Settings) -> Shop:
    """The shop of a property.

    Raises:
        InvalidRequest: there is no such property.
    """
    if property_id not in settings.properties:
        raise InvalidRequest.of("property", "unknown_property")
    return shop(catalogs.read(property_id), settings)


def read_stock(selection: Selection, opened: Shop, stocks: Stocks) -> Stock:
    """The stock that a selection is planned on: one Query a month."""
    promotion = promotion_of(selection, opened.catalog)
    return stocks.read(
        selection.property,
        months_of(selection, opened),
        promotion=promotion.id if promotion and promotion.uses is not None else None,
    )


def quote_booking(selection: Selection, opened: Shop, stocks: Stocks, *, now: datetime) -> Plan:
    """The selection with its price, by what is free now.

    Raises:
        InvalidRequest: names every choice that can't be, and why.
        SoldOut: names the choice that there is nothing left for.
    """
    return plan(selection, opened, read_stock(selection, opened, stocks), now=now)
