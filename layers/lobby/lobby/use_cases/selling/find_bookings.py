"""Whether bookings to come are in the way of taking something out of the catalogue."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from itertools import chain

from lobby.base.ids import is_code
from lobby.domain.selling.stock import months
from lobby.store.stock import Stocks

# As far ahead as a property may sell, and the longest stay from there.
_HORIZON = timedelta(days=730 + 365)


def has_bookings(property_id: str, ids: Collection[str], stocks: Stocks, *, today: date) -> bool:
    """Whether a booking has one of these units, people or sessions from yesterday's night on.

    Closures and other platforms' bookings are none.
    """
    since = today - timedelta(days=1)
    stock = stocks.read(property_id, months(since, today + _HORIZON))
    nights = (
        who
        for unit, cells in stock.nights.items()
        for day, who in cells.items()
        if unit in ids and day >= since
    )
    times = (
        who
        for (person, day), cells in stock.times.items()
        for who in cells.values()
        if person in ids and day >= since
    )
    seats = (
        who
        for (product, at), session in stock.sessions.items()
        for who in session.holders
        if product in ids and at.date() >= since
    )
    return any(is_code(who) for who in chain(nights, times, seats))
