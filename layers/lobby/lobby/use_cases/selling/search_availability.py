"""What can still be had: a month at a glance, stays for certain dates, free times of a day."""

from __future__ import annotations

from datetime import date, datetime

from lobby.base.errors import InvalidRequest
from lobby.domain.selling import availability
from lobby.domain.selling.calendar import last_day, lowest_price
from lobby.domain.selling.catalog import Appointment
from lobby.domain.selling.offers import Offer, offers
from lobby.domain.selling.party import Party
from lobby.domain.selling.shop import Shop
from lobby.domain.selling.stock import Stock, months
from lobby.store.stock import Stocks

_MOST_NIGHTS = 365


def read_month(shop: Shop, month: date, stocks: Stocks) -> Stock:
    """The stock of a month in one Query, and of the next one into which packages reach."""
    found = months(month, last_day(shop, month))
    return stocks.read(shop.catalog.property_id, found, consistent=False)


def stays(
    shop: Shop, first: date, end: date, party: Party, stocks: Stocks, *, now: datetime
) -> list[Offer]:
    """What every stay costs for these dates at every rate, one Query for each month.

    Raises:
        InvalidRequest: the dates or the party can't be.
    """
    if not 0 < (end - first).days <= _MOST_NIGHTS:
        raise InvalidRequest.of("to", "stay_length", most=_MOST_NIGHTS)
    stock = stocks.read(shop.catalog.property_id, months(first, end), consistent=False)
    return offers(shop, first, end, party, stock, now=now)


def times(
    shop: Shop, product_id: str, day: date, person: str | None, stocks: Stocks, *, now: datetime
) -> tuple[list[tuple[datetime, list[str]]], int | None]:
    """The free times of a day with who is free then, and what it costs.

    Raises:
        InvalidRequest: there is no such appointment, or the day is not open for booking.
    """
    appointment = shop.catalog.products.get(product_id)
    if not isinstance(appointment, Appointment) or not appointment.on_sale:
        raise InvalidRequest.of("product", "unknown_appointment")
    if refusal := availability.too_soon_or_far(day, shop.catalog.selling, shop.zone, now):
        raise InvalidRequest.because("date", refusal)
    stock = stocks.read(shop.catalog.property_id, [day.replace(day=1)], consistent=False)
    free: dict[datetime, list[str]] = {}
    for slot in availability.slots(appointment, shop.catalog, day, stock, shop.zone, now):
        if person in (None, slot.person):
            free.setdefault(slot.at, []).append(slot.person)
    return list(free.items()), lowest_price(appointment, day, shop, [None], stock)
