"""The table in memory, behind the product's own door to it.

Keeps to DynamoDB's limits (sizes of keys, items, pages and transactions) and to the projections of
the template's indexes, so that what would fail there fails here.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from functools import cache
from threading import RLock
from typing import Any

from lobby.store.table.transport import ConditionFailed, Item, Key, Page, Query, Transport, Write
from tests.fakes.expressions import holds, updated
from tests.support.table import table_definition

MOST_ITEM_BYTES = 400 * 1024
MOST_PAGE_BYTES = 1024 * 1024
MOST_WRITES = 100


class LimitExceeded(Exception):
    """DynamoDB would refuse this request as invalid."""


class MemoryTransport(Transport):
    """One table. ``before_transaction`` runs in front of each, as another process might."""

    def __init__(self) -> None:
        self._items: dict[str, dict[str, Item]] = defaultdict(dict)
        self._indexed: dict[tuple[str, str], dict[Key, Item]] = defaultdict(dict)
        self._lock = RLock()
        self.before_transaction: Callable[[Sequence[Write]], None] = lambda _writes: None

    def get(self, key: Key, *, consistent: bool = True) -> Item | None:
        del consistent  # here all reads are
        _check_key(*key)
        with self._lock:
            return deepcopy(self._items[key[0]].get(key[1]))

    def get_many(self, keys: Sequence[Key], attribute: str) -> list[Item]:
        found = [(key, self.get(key)) for key in keys]
        return [
            {"PK": key[0], "SK": key[1]} | {n: v for n, v in item.items() if n == attribute}
            for key, item in found
            if item is not None
        ]

    def query(self, query: Query) -> Page:
        with self._lock:
            found = self._matching(query)
        page: list[Item] = []
        size = 0
        for number, item in enumerate(found, 1):
            page.append(item)
            size += _size(item)
            if number == query.limit or size >= MOST_PAGE_BYTES:
                break
        more = len(page) < len(found) or len(page) == query.limit
        last = _position(page[-1], query.index) if more and page else None
        kept = [
            deepcopy(item)
            for item in page
            if query.filter is None or holds(query.filter, item, query.names, query.values)
        ]
        return Page(kept, last)

    def transact(self, writes: Sequence[Write]) -> None:
        hook, self.before_transaction = self.before_transaction, lambda _writes: None
        hook(writes)
        keys = [_key_of(write) for write in writes]
        if len(set(keys)) < len(keys) or not 0 < len(keys) <= MOST_WRITES:
            raise LimitExceeded(f"{len(keys)} writes to {len(set(keys))} items")
        with self._lock:
            for write, key in zip(writes, keys, strict=True):
                found = self._items[key[0]].get(key[1])
                if write.condition is not None and not holds(
                    write.condition, found or {}, write.names, write.values
                ):
                    raise ConditionFailed(write, deepcopy(found))
            after = [self._after(w, k) for w, k in zip(writes, keys, strict=True)]
            for key, item in zip(keys, after, strict=True):
                self._put(key, item)

    def items(self) -> list[Item]:
        """Everything in the table."""
        with self._lock:
            return [deepcopy(item) for part in self._items.values() for item in part.values()]

    def _after(self, write: Write, key: Key) -> Item | None:
        found = self._items[key[0]].get(key[1])
        match write.kind:
            case "put":
                item = deepcopy(write.item)
            case "update":
                known = found or {"PK": key[0], "SK": key[1]}
                item = updated(write.expression or "", known, write.names, write.values)
            case "delete":
                return None
            case "check":
                return found
        if item is not None and _size(item) > MOST_ITEM_BYTES:
            raise LimitExceeded(f"{key} has {_size(item)} bytes")
        return item

    def _put(self, key: Key, item: Item | None) -> None:
        for name, schema in _indexes().items():
            old = self._items[key[0]].get(key[1])
            if old is not None and schema.hash in old:
                self._indexed[name, old[schema.hash]].pop(key, None)
            if item is not None and schema.hash in item and schema.range in item:
                _check_key(item[schema.hash], item[schema.range])
                self._indexed[name, item[schema.hash]][key] = schema.projected(item)
        if item is None:
            self._items[key[0]].pop(key[1], None)
        else:
            self._items[key[0]][key[1]] = item

    def _matching(self, query: Query) -> list[Item]:
        condition = query.key_condition.split(" AND ", 1)
        placeholder = condition[0].partition(" = ")[2]
        partition: str = query.values[placeholder]
        _check_key(partition, "-")
        candidates: Mapping[Any, Item] = (
            self._items[partition] if query.index is None else self._indexed[query.index, partition]
        )
        if query.index is not None and query.consistent:
            raise LimitExceeded("an index knows no consistent reads")
        sort_key = "SK" if query.index is None else _indexes()[query.index].range

        def place(item: Mapping[str, Any]) -> tuple[bytes, bytes, bytes]:
            return tuple(item[n].encode() for n in (sort_key, "PK", "SK"))

        found = [
            item
            for item in candidates.values()
            if holds(query.key_condition, item, query.names, query.values)
        ]
        found.sort(key=place, reverse=not query.forward)
        if query.start is None:
            return found
        start = place(query.start)
        if query.forward:
            return [item for item in found if place(item) > start]
        return [item for item in found if place(item) < start]


class _Index:
    """One index of the template."""

    def __init__(self, definition: Mapping[str, Any]) -> None:
        self.hash, self.range = (key["AttributeName"] for key in definition["KeySchema"])
        projection = definition["Projection"]
        self._all = projection["ProjectionType"] == "ALL"
        self._kept = {"PK", "SK", self.hash, self.range, *projection.get("NonKeyAttributes", [])}

    def projected(self, item: Item) -> Item:
        """The item as the index has it."""
        return item if self._all else {n: v for n, v in item.items() if n in self._kept}


@cache
def _indexes() -> dict[str, _Index]:
    return {d["IndexName"]: _Index(d) for d in table_definition()["GlobalSecondaryIndexes"]}


def _position(item: Item, index: str | None) -> dict[str, Any]:
    names = {"PK", "SK"} | ({_indexes()[index].hash, _indexes()[index].range} if index else set())
    return {name: item[name] for name in names}


def _key_of(write: Write) -> Key:
    item = write.item or {}
    key = write.key if write.key is not None else (str(item["PK"]), str(item["SK"]))
    _check_key(*key)
    return key


def _check_key(partition: str, sort: str) -> None:
    if not 0 < len(partition.encode()) <= 2048 or not 0 < len(sort.encode()) <= 1024:
        raise LimitExceeded("a key is empty or too long")


def _size(item: Item) -> int:
    return len(json.dumps(item, ensure_ascii=False, allow_nan=False).encode())
