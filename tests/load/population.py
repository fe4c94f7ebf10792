"""A table full of bookings, of which the oldest thousand are the same however many follow.

Every filter of the grid finds more than a page of them among the first thousand, so that its first
page has the same rows in a small and in a large table, and has to cost the same. They lie as close
together as they can: booked within one year, with arrivals within four weeks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from lobby.base.ids import ALPHABET, CODE_LENGTH
from lobby.domain.booking.booking import Booking, BookingFile, Guest, Shown, Status
from lobby.domain.business.settings import Brand, Policy, Property
from lobby.domain.money.lines import Item
from lobby.domain.people.records import Booker
from lobby.store.bookings import Bookings
from lobby.store.list_index import BOOKING
from lobby.store.settings import SettingsStore
from lobby.store.table.transport import Key, Page, Query, Transport, Write, put

FIRST_BOOKED = datetime(2026, 1, 2, tzinfo=UTC)
FIRST_ARRIVAL = date(2027, 3, 1)
PROPERTIES = [
    Property(id=f"01KAJXB4G00000000000000P{n:02}", name=name, time_zone="Europe/Lisbon")
    for n, name in enumerate(("Garden House", "Harbour House", "Mill House"))
]
RATES = ("Bed and breakfast", "Half board", "Room only")
LAST_NAMES = ("Hemm", "Silva", "Kask")
FIRST_NAMES = ("Anna", "Ben", "Inês")
STATUSES: tuple[Status, ...] = ("pending", "confirmed", "confirmed", "completed", "cancelled")
POLICY = Policy(id="none", name="Free cancellation until arrival")


class ListedOnly(Transport):
    """Keeps what lists read of a booking: one item. The rest of it lies in its own partition."""

    def __init__(self, inner: Transport) -> None:
        self._inner = inner

    def transact(self, writes: Sequence[Write]) -> None:
        for write in writes:
            item = write.item
            if item and (item["SK"] == BOOKING or not item["PK"].startswith("BOOKING#")):
                self._inner.transact([put(item)])

    def get(self, key: Key, *, consistent: bool = True) -> dict[str, Any] | None:
        return self._inner.get(key, consistent=consistent)

    def get_many(self, keys: Sequence[Key], attribute: str) -> list[dict[str, Any]]:
        return self._inner.get_many(keys, attribute)

    def query(self, query: Query) -> Page:
        return self._inner.query(query)


def code_of(number: int) -> str:
    """The booking code of the booking with this number; demo codes begin with a Z."""
    digits = [ALPHABET[number >> 5 * place & 31] for place in reversed(range(CODE_LENGTH - 1))]
    return "Z" + "".join(digits)


def populate(inner: Transport, count: int, first: int = 0) -> None:
    """Writes the bookings from ``first`` on, through the store, and the three properties."""
    transport = ListedOnly(inner)
    settings = SettingsStore(transport)
    bookings = Bookings(transport, settings)
    for place in PROPERTIES:
        settings.save(place)
    for file in _bookings(range(first, count)):
        bookings.create(file, [])


def _bookings(numbers: range) -> Iterator[BookingFile]:
    for number in numbers:
        booked = FIRST_BOOKED + timedelta(minutes=4 * number)
        # Each value in strides of its own, so that every one goes with every one of the others.
        arrival = FIRST_ARRIVAL + timedelta(days=number % 18)
        place = PROPERTIES[number // 18 % 3]
        departure = arrival + timedelta(days=7)
        first, last = FIRST_NAMES[number // 3 % 3], LAST_NAMES[number % 3]
        stay = Item(
            kind="accommodation",
            name="Garden room",
            rate=RATES[number // 9 % 3],
            guests=[0],
            from_=arrival,
            to=departure,
            quantity=7,
            unit_price=9_000,
            tax_rate=Decimal("0.10"),
        )
        booking = Booking(
            code=code_of(number),
            status=STATUSES[number // 7 % 5],
            version=1,
            link_version=1,
            property_id=place.id,
            property_name=place.name,
            currency="EUR",
            arrival=arrival,
            departure=departure,
            booker=Booker(first_name=first, last_name=last, email=f"{number}@example.com"),
            agency=None,
            items=[stay],
            total=63_000,
            deposit=18_900,
            prices_include_tax=True,
            policy=POLICY,
            terms=None,
            created_at=booked,
        )
        yield BookingFile(
            booking=booking,
            shown=Shown(property=place, brand=Brand(), fields=[]),
            guests=[Guest(number=0, first_name=first, last_name=last)],
        )
