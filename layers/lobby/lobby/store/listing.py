"""The grid of bookings: indexes, and how a set of filters becomes queries.

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

A range of dates is covered by few of these partitions (whole years, whole months, single days),
which are merged as they are read. So a page costs the same however many bookings there are.
"""

from __future__ import annotations

import heapq
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import chain
from typing import Any

import msgspec

from lobby.base.clock import Clock, iso, utc_now
from lobby.base.ids import is_code
from lobby.domain.booking.booking import Booking
from lobby.domain.booking.search import Filters, Row, row_of
from lobby.domain.people.names import searchable
from lobby.store.outbox import booking_partition
from lobby.store.table.items import from_item
from lobby.store.table.transport import Item, Query, Transport, put

PAGE_ROWS = 50
NAME_KEY_LETTERS = 3
# DynamoDB takes partition keys of 2,048 bytes: a letter has four of them at most.
RATE_KEY_LETTERS = 200
# Bookings are made at most this far ahead (checked when they are made), so "from today on" ends.
HORIZON_YEARS = 3

BOOKING = "P#BOOKING"
_YEARS = "BOOKED_YEARS"

# Fewer days of a month, or months of a year, are read one by one; more of them as the whole month
# or year with a filter, which then passes over three quarters of what it reads at the worst.
_MOST_DAYS = 10
_MOST_MONTHS = 4
_MOST_PARTITIONS = 40

_LEAST_ROWS = 8
_MOST_ROWS = 2_500
_LAST = "\uffff"


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
        keys["rate_year"] = _rate_year(booking.master_rate, year)
    return keys


def _rate_key(booking: Booking) -> str | None:
    return searchable(booking.master_rate) if booking.master_rate else None


def _rate_year(rate: str, year: str) -> str:
    return f"{searchable(rate)[:RATE_KEY_LETTERS]}#{year}"


Partition = tuple[str, str]
"""An index by its name, and one of its partitions."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which partitions to read, between which positions, and what to filter out of them."""

    partitions: list[Partition]
    in_sequence: bool
    after: str
    until: str
    filter: str | None
    names: dict[str, str]
    values: dict[str, Any]


class Listing:
    """The bookings of the business in the order in which they were made."""

    def __init__(self, transport: Transport, clock: Clock = utc_now) -> None:
        self._transport = transport
        self._clock = clock

    def page(
        self, filters: Filters, after: str | None = None, rows: int = PAGE_ROWS
    ) -> tuple[list[Row], str | None]:
        """The next rows that match, and the position to go on from; None at the end.

        A position is the ``listed`` key of the last row that was given out.
        """
        found: list[tuple[str, Row]] = []
        for position, row in self.rows(filters, after, expected=rows + 1):
            if len(found) == rows:
                return [r for _, r in found], found[-1][0]
            found.append((position, row))
        return [r for _, r in found], None

    def rows(
        self, filters: Filters, after: str | None = None, *, expected: int = 2_000
    ) -> Iterator[tuple[str, Row]]:
        """All rows that match, each with its position, read as they are asked for.

        ``expected`` is how many the caller is likely to take: it sizes the queries.
        """
        if filters.code is not None:
            yield from self._by_code(filters.code, filters, after)
            return
        plan = self._plan(filters, after)
        if plan.after > plan.until:
            return
        if plan.in_sequence:
            streams = (self._stream(plan, partition, expected) for partition in plan.partitions)
            items: Iterator[Item] = chain.from_iterable(streams)
        else:
            count = len(plan.partitions)
            # several take turns unevenly; one alone gives all that are expected
            share = expected if count == 1 else max(_LEAST_ROWS, 2 * expected // count)
            items = heapq.merge(
                *(self._stream(plan, partition, share) for partition in plan.partitions),
                key=lambda item: str(item["listed"]),
            )
        for item in items:
            yield item["listed"], from_item(item["row"], Row)

    def rows_of(self, codes: Sequence[str]) -> list[Row]:
        """The rows of these bookings, in no particular order."""
        keys = [(booking_partition(code), BOOKING) for code in codes]
        return [from_item(item["row"], Row) for item in self._transport.get_many(keys, "row")]

    def _plan(self, filters: Filters, after: str | None) -> _Plan:
        """The most selective index that serves the filters; the rest of them filter its rows."""
        last_name = searchable(filters.last_name or "")[:NAME_KEY_LETTERS]
        first_name = searchable(filters.first_name or "")[:NAME_KEY_LETTERS]
        in_sequence = False
        if last_name:
            partitions = [("last_name_key", last_name)]
        elif first_name:
            partitions = [("first_name_key", first_name)]
        elif cover := self._narrowest_cover(filters):
            partitions = cover
        else:
            in_sequence = True
            partitions = self._by_year(filters, after)
        clauses, names, values = _conditions(filters)
        return _Plan(
            partitions=partitions,
            in_sequence=in_sequence,
            after=max(f"{after}\0" if after else "0", f"{filters.booked_from or '0'}"),
            until=f"{filters.booked_to}T{_LAST}" if filters.booked_to else _LAST,
            filter=" AND ".join(clauses) or None,
            names=names,
            values=values,
        )

    def _narrowest_cover(self, filters: Filters) -> list[Partition] | None:
        horizon = date(self._clock().year + HORIZON_YEARS + 1, 12, 31)
        covers = [
            cover(name, first, last or max(horizon, first))
            for name, first, last in _ranges(filters)
            if first is not None
        ]
        return min((c for c in covers if len(c) <= _MOST_PARTITIONS), key=len, default=None)

    def _by_year(self, filters: Filters, after: str | None) -> list[Partition]:
        first = max(after[:4] if after else "", f"{filters.booked_from or ''}"[:4])
        last = f"{filters.booked_to or _LAST}"[:4]
        years = [year for year in self._years() if first <= year <= last]
        if filters.rate:
            return [("rate_year", _rate_year(filters.rate, year)) for year in years]
        if filters.property:
            return [("property_year", f"{filters.property}#{year}") for year in years]
        return [("booked_year", year) for year in years]

    def _years(self) -> list[str]:
        page = self._transport.query(Query(key_condition="PK = :pk", values={":pk": _YEARS}))
        return [item["SK"] for item in page.items]

    def _stream(self, plan: _Plan, partition: Partition, limit: int) -> Iterator[Item]:
        """The items of one partition in order, in pages that grow where a filter thins them out."""
        index, key = partition
        query = Query(
            index=index,
            key_condition=f"{index} = :partition AND listed BETWEEN :after AND :until",
            values={
                ":partition": key,
                ":after": plan.after,
                ":until": plan.until,
                **plan.values,
            },
            names=plan.names,
            filter=plan.filter,
            limit=limit,
        )
        while True:
            page = self._transport.query(query)
            yield from page.items
            if page.next is None:
                return
            limit = min(limit * 4, _MOST_ROWS)
            query = replace(query, start=page.next, limit=limit)

    def _by_code(self, code: str, filters: Filters, after: str | None) -> Iterator[tuple[str, Row]]:
        """The booking with this code, if it matches the other filters as well."""
        if not is_code(code):
            return
        clauses, names, values = _conditions(filters)
        clauses += _booked(filters, values)
        page = self._transport.query(
            Query(
                key_condition="PK = :pk AND SK = :sk",
                values={":pk": booking_partition(code), ":sk": BOOKING, **values},
                names=names,
                filter=" AND ".join(clauses) or None,
            )
        )
        for item in page.items:
            if after is None or item["listed"] > after:
                yield item["listed"], from_item(item["row"], Row)


def note_year(transport: Transport, booked_at: datetime) -> None:
    """Lets the listing know that there are bookings made in this year. Once a year is enough."""
    transport.transact([put({"PK": _YEARS, "SK": f"{booked_at.astimezone(UTC):%Y}"})])


def cover(name: str, first: date, last: date) -> list[Partition]:
    """Partitions of the ``<name>_year``, ``_month`` and ``_day`` indexes that cover a date range.

    They do not overlap, and may reach beyond the range by part of a month or year: filter by date.
    """
    partitions: list[Partition] = []
    for year in range(first.year, last.year + 1):
        start, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        if end.month - start.month >= _MOST_MONTHS:
            partitions.append((f"{name}_year", f"{year:04}"))
            continue
        for month in range(start.month, end.month + 1):
            begin = max(start, date(year, month, 1))
            finish = min(end, date(year, month, monthrange(year, month)[1]))
            days = range(begin.day, finish.day + 1)
            if len(days) > _MOST_DAYS:
                partitions.append((f"{name}_month", f"{year:04}-{month:02}"))
            else:
                partitions += [(f"{name}_day", f"{year:04}-{month:02}-{day:02}") for day in days]
    return partitions


def _ranges(filters: Filters) -> list[tuple[str, date | None, date | None]]:
    return [
        ("arrival", filters.arrival_from, filters.arrival_to),
        ("departure", filters.departure_from, filters.departure_to),
    ]


def _conditions(filters: Filters) -> tuple[list[str], dict[str, str], dict[str, Any]]:
    """What the rows themselves must fulfil, as clauses of a filter expression."""
    clauses: list[str] = []
    names: dict[str, str] = {}
    values: dict[str, Any] = {}

    def require(clause: str, path: str, value: Any) -> None:
        """``clause`` has places for an attribute of the row and for a value."""
        parts = ["row", *path.split(".")]
        names.update({f"#{part}": part for part in parts})
        placeholder = f":value{len(clauses)}"
        clauses.append(clause.format(".".join(f"#{part}" for part in parts), placeholder))
        values[placeholder] = value

    for name, first, last in _ranges(filters):
        if first is not None:
            require("{} >= {}", name, f"{first}")
        if last is not None:
            require("{} <= {}", name, f"{last}")
    for key, typed in (("last_key", filters.last_name), ("first_key", filters.first_name)):
        if part := searchable(typed or ""):
            whole_name = len(part) < NAME_KEY_LETTERS
            require("{} = {}" if whole_name else "begins_with({}, {})", key, part)
    if filters.rate:
        require("{} = {}", "rate_key", searchable(filters.rate))
    if filters.property:
        require("{} = {}", "property.id", filters.property)
    if filters.status:
        require("{} = {}", "status", filters.status)
    return clauses, names, values


def _booked(filters: Filters, values: dict[str, Any]) -> list[str]:
    """Clauses for when it was booked, where no index key says so."""
    clauses = []
    if filters.booked_from:
        clauses.append("listed >= :booked_from")
        values[":booked_from"] = f"{filters.booked_from}"
    if filters.booked_to:
        clauses.append("listed <= :booked_to")
        values[":booked_to"] = f"{filters.booked_to}T{_LAST}"
    return clauses
