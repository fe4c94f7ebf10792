"""The grid of bookings: its rows, by the index that serves a set of filters best."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any

from lobby.base.clock import Clock, utc_now
from lobby.base.ids import is_code
from lobby.domain.booking.search import Filters, Row
from lobby.domain.people.names import searchable
from lobby.store.list_index import BOOKING, NAME_KEY_LETTERS, rate_year, years
from lobby.store.list_query import LAST, Partition, booked, conditions, cover, ranges
from lobby.store.outbox import booking_partition
from lobby.store.table.items import from_item
from lobby.store.table.transport import Item, Query, Transport

PAGE_ROWS = 50
# Bookings are made at most this far ahead (checked when they are made), so "from today on" ends.
HORIZON_YEARS = 3

_MOST_PARTITIONS = 40
_LEAST_ROWS = 8
_MOST_ROWS = 2_500


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
        clauses, names, values = conditions(filters)
        return _Plan(
            partitions=partitions,
            in_sequence=in_sequence,
            after=max(f"{after}\0" if after else "0", f"{filters.booked_from or '0'}"),
            until=f"{filters.booked_to}T{LAST}" if filters.booked_to else LAST,
            filter=" AND ".join(clauses) or None,
            names=names,
            values=values,
        )

    def _narrowest_cover(self, filters: Filters) -> list[Partition] | None:
        horizon = date(self._clock().year + HORIZON_YEARS + 1, 12, 31)
        covers = [
            cover(name, first, last or max(horizon, first))
            for name, first, last in ranges(filters)
            if first is not None
        ]
        return min((c for c in covers if len(c) <= _MOST_PARTITIONS), key=len, default=None)

    def _by_year(self, filters: Filters, after: str | None) -> list[Partition]:
        first = max(after[:4] if after else "", f"{filters.booked_from or ''}"[:4])
        last = f"{filters.booked_to or LAST}"[:4]
        within = [year for year in years(self._transport) if first <= year <= last]
        if filters.rate:
            return [("rate_year", rate_year(filters.rate, year)) for year in within]
        if filters.property:
            return [("property_year", f"{filters.property}#{year}") for year in within]
        return [("booked_year", year) for year in within]

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
        clauses, names, values = conditions(filters)
        clauses += booked(filters, values)
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
