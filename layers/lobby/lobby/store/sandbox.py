"""A world of its own for agencies that try things out, in the same table.

Everything lies in partitions beginning with ``TEST#``, and nothing of it is in an index or in the
outbox: no list shows it, no mail and no webhook goes out, and it takes no real stock. Settings and
catalogues are read from the real ones, and so is what staff set for single days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from lobby.store import outbox, stock
from lobby.store.table.transport import ConditionFailed, Item, Key, Page, Query, Transport, Write

PREFIX = "TEST#"
INDEXED = frozenset(
    {
        "listed",
        "outbox",
        "booked_year",
        "arrival_day",
        "arrival_month",
        "arrival_year",
        "departure_day",
        "departure_month",
        "departure_year",
        "last_name_key",
        "first_name_key",
        "property_year",
        "rate_year",
        "hold",
        "hold_ends",
    }
)
"""The attributes that the table's indexes are made of."""


class SandboxTransport:
    """The table as the sandbox sees it, in the real one."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def get(self, key: Key, *, consistent: bool = True) -> Item | None:
        item = self._transport.get(_inside(key), consistent=consistent)
        return _outside(item) if item else None

    def get_many(self, keys: Sequence[Key], attribute: str) -> list[Item]:
        inside = [_inside(key) for key in keys]
        return [_outside(item) for item in self._transport.get_many(inside, attribute)]

    def query(self, query: Query) -> Page:
        if query.index is not None:
            raise ValueError("nothing of the sandbox is in an index")
        partition = query.values[":pk"]
        inside = replace(query, values={**query.values, ":pk": f"{PREFIX}{partition}"})
        page = self._transport.query(inside)
        items = [_outside(item) for item in page.items]
        if partition.startswith(stock.PREFIX) and query.start is None:
            items += self._days_set(query)
        return Page(items, page.next)

    def _days_set(self, query: Query) -> list[Item]:
        """What staff set for single days of a month, which prices need."""
        only = {":overrides": stock.OVERRIDES}
        real = replace(
            query,
            key_condition="PK = :pk AND begins_with(SK, :overrides)",
            values={":pk": query.values[":pk"], **only},
        )
        return self._transport.query(real).items

    def transact(self, writes: Sequence[Write]) -> None:
        inside = {index: _written(write) for index, write in enumerate(writes)}
        kept = {index: write for index, write in inside.items() if write is not None}
        try:
            self._transport.transact(list(kept.values()))
        except ConditionFailed as error:
            # callers know their own write again
            index = next(index for index, write in kept.items() if write is error.write)
            found = _outside(error.found) if error.found else None
            raise ConditionFailed(writes[index], found) from error


def _inside(key: Key) -> Key:
    return (f"{PREFIX}{key[0]}", key[1])


def _outside(item: Item) -> Item:
    return item | {"PK": item["PK"].removeprefix(PREFIX)}


def _written(write: Write) -> Write | None:
    """The write in the sandbox; None for an event, which nobody shall hear of."""
    if write.item is None:
        return replace(write, key=_inside(write.key) if write.key else None)
    if outbox.is_event(write.item):
        return None
    return replace(write, item=_plain(write.item))


def _plain(item: Mapping[str, Any]) -> Item:
    kept = {name: value for name, value in item.items() if name not in INDEXED}
    return kept | {"PK": f"{PREFIX}{item['PK']}"}
