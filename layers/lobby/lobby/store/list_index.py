"""What a booking's item carries so that the grid finds it: the keys of its indexes, and its row.

Every list index sorts by ``listed`` (when it was booked, then the code), so that whichever of them
serves a set of filters, rows come in the grid's one order, and a position in one is a position in
all. An index is named for its partition key:

    booked_year      2027               every booking
    arrival_day      2027-03-01         arrivals of a day; likewise arrival_month, arrival_year,
    ...                                 departure_day, departure_month, departure_year
    last_name_key    hem                the first three letters of the searchable name
    first_name_key   ann
    property_year    <property>#2027
    rate_year        <rate>#2027
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec

from lobby.base.clock import iso
from lobby.domain.booking.booking import Booking
from lobby.domain.booking.search import row_of
from lobby.domain.people.names import searchable
from lobby.store.table.transport import Query, Transport, put

NAME_KEY_LETTERS = 3
# DynamoDB takes partition keys of 2,048 bytes: a letter has four of them at most.
RATE_KEY_LETTERS = 200

BOOKING = "P#BOOKING"
_YEARS = "BOOKED_YEARS"


def attributes(booking: Booking, guests: int) -> dict[str, Any]:
    """The index keys of a booking, and the row that the indexes carry."""
    year = f"{booking.created_at.astimezone(UTC):%Y}"
    row: dict[str, Any] = msgspec.to_builtins(row_of(booking, guests))
    last, first = searchable(booking.booker.last_name), searchable(booking.booker.first_name)
    keys = {
        "listed": f"{iso(booking.created_at)}#{booking.code}",
        "booked_year": year,
        "property_year": f"{booking.property_id}#{year}",
        "row": row | {"last_key": last, "first_key": first, "rate_key": _rate_key(booking)},
    }
    for name, day in (("arrival", booking.arrival), ("departure", booking.departure)):
        keys |= {
            f"{name}_year": f"{day:%Y}",
            f"{name}_month": f"{day:%Y-%m}",
            f"{name}_day": f"{day}",
        }
    if last:
        keys["last_name_key"] = last[:NAME_KEY_LETTERS]
    if first:
        keys["first_name_key"] = first[:NAME_KEY_LETTERS]
    if booking.master_rate:
        keys["rate_year"] = rate_year(booking.master_rate, year)
    return keys


def _rate_key(booking: Booking) -> str | None:
    return searchable(booking.master_rate) if booking.master_rate else None


def rate_year(rate: str, year: str) -> str:
    """The partition of a rate's bookings of a year."""
    return f"{searchable(rate)[:RATE_KEY_LETTERS]}#{year}"


def note_year(transport: Transport, booked_at: datetime) -> None:
    """Lets the listing know that there are bookings made in this year. Once a year is enough."""
    transport.transact([put({"PK": _YEARS, "SK": f"{booked_at.astimezone(UTC):%Y}"})])


def years(transport: Transport) -> list[str]:
    """The years in which bookings were made."""
    page = transport.query(Query(key_condition="PK = :pk", values={":pk": _YEARS}))
    return [item["SK"] for item in page.items]
