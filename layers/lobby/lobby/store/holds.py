"""Holds in the table: pending bookings, by when they end, in the sparse index ``holds``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from lobby.base.clock import iso
from lobby.domain.booking.booking import Booking
from lobby.store.outbox import booking_partition
from lobby.store.table.transport import Query, Transport, every_item

INDEX = "holds"


def attributes(booking: Booking) -> dict[str, str]:
    """The index keys of a booking that is held."""
    if booking.status != "pending" or booking.held_until is None:
        return {}
    return {"hold": "-", "hold_ends": iso(booking.held_until)}


def ended(transport: Transport, now: datetime) -> Iterator[str]:
    """The codes of bookings whose hold has ended, the oldest first."""
    query = Query(
        index=INDEX,
        key_condition="#hold = :hold AND hold_ends <= :now",
        names={"#hold": "hold"},
        values={":hold": "-", ":now": iso(now)},
    )
    for item in every_item(transport, query):
        yield item["PK"].removeprefix(booking_partition(""))
