"""How the grid's filters become partitions of the list indexes, and conditions on their rows.

A range of dates is covered by few partitions (whole years, whole months, single days), which are
merged as they are read. So a page costs the same however many bookings there are.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from lobby.domain.booking.search import Filters
from lobby.domain.people.names import searchable
from lobby.store.list_index import NAME_KEY_LETTERS

Partition = tuple[str, str]
"""An index by its name, and one of its partitions."""

LAST = "\uffff"
"""Sorts behind everything."""

# Fewer days of a month, or months of a year, are read one by one; more of them as the whole month
# or year with a filter, which then passes over three quarters of what it reads at the worst.
_MOST_DAYS = 10
_MOST_MONTHS = 4


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


def ranges(filters: Filters) -> list[tuple[str, date | None, date | None]]:
    """The ranges of dates in the filters, by the index that serves them."""
    return [
        ("arrival", filters.arrival_from, filters.arrival_to),
        ("departure", filters.departure_from, filters.departure_to),
    ]


def conditions(filters: Filters) -> tuple[list[str], dict[str, str], dict[str, Any]]:
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

    for name, first, last in ranges(filters):
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


def booked(filters: Filters, values: dict[str, Any]) -> list[str]:
    """Clauses for when it was booked, where no index key says so."""
    clauses = []
    if filters.booked_from:
        clauses.append("listed >= :booked_from")
        values[":booked_from"] = f"{filters.booked_from}"
    if filters.booked_to:
        clauses.append("listed <= :booked_to")
        values[":booked_to"] = f"{filters.booked_to}T{LAST}"
    return clauses
