"""The one narrow interface to DynamoDB: get, batch get, query, transact.

Stores speak to this port alone. Whatever stands behind it keeps one promise beyond DynamoDB's own:
a transaction is applied once, however often its request has to be sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol

Key = tuple[str, str]
Item = dict[str, Any]
"""An item as plain values: text, whole numbers, booleans, None, lists and maps. No floats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One Query request. ``names`` and ``values`` are DynamoDB's expression placeholders."""

    key_condition: str
    values: Mapping[str, Any]
    names: Mapping[str, str] = field(default_factory=dict)
    index: str | None = None
    filter: str | None = None
    limit: int | None = None
    forward: bool = True
    consistent: bool = False
    start: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What one Query answered; ``next`` is where to go on, None at the end."""

    items: list[Item]
    next: Mapping[str, Any] | None


class ConditionFailed(Exception):
    """A write's condition did not hold; ``write`` is that write, ``found`` the item in its way."""

    def __init__(self, write: Write, found: Item | None) -> None:
        super().__init__(f"condition failed: {write.condition}")
        self.write = write
        self.found = found


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One write of a transaction. Put takes ``item``; the others ``key`` and ``expression``."""

    kind: Literal["put", "update", "delete", "check"]
    item: Item | None = None
    key: Key | None = None
    expression: str | None = None
    condition: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)


def put(
    item: Item,
    condition: str | None = None,
    names: Mapping[str, str] | None = None,
    **values: Any,
) -> Write:
    """Put an item. ``values`` are the condition's ``:names``, without the colon."""
    return Write(
        kind="put",
        item=item,
        condition=condition,
        names=names or {},
        values=_placeholders(values),
    )


def put_new(item: Item) -> Write:
    """Put an item that must not be there yet."""
    return put(item, "attribute_not_exists(PK)")


def update(key: Key, expression: str, condition: str | None = None, **values: Any) -> Write:
    """Change an item's attributes in place."""
    return Write(
        kind="update",
        key=key,
        expression=expression,
        condition=condition,
        values=_placeholders(values),
    )


def delete(key: Key, condition: str | None = None, **values: Any) -> Write:
    """Delete an item."""
    return Write(kind="delete", key=key, condition=condition, values=_placeholders(values))


def _placeholders(values: Mapping[str, Any]) -> dict[str, Any]:
    return {f":{name}": value for name, value in values.items()}


class Transport(Protocol):
    """How stores reach their table."""

    def get(self, key: Key, *, consistent: bool = True) -> Item | None:
        """The item under a key."""
        ...

    def get_many(self, keys: Sequence[Key], attribute: str) -> list[Item]:
        """Of the items under these keys, those that are there: their key and one attribute.

        In no particular order, and read as they were a moment ago.
        """
        ...

    def query(self, query: Query) -> Page:
        """One page of a Query: at most 1 MB or ``limit`` items, before the filter."""
        ...

    def transact(self, writes: Sequence[Write]) -> None:
        """All writes or none, once.

        A single write without a condition may go as itself, at half a transaction's price: it has
        to be one that can be repeated without harm (a put, a delete, a ``SET`` to a given value).

        Raises:
            ConditionFailed: for the first write whose condition did not hold.
            Conflict: if others kept writing the same items for longer than we retry.
        """
        ...


def pages(transport: Transport, query: Query) -> Iterator[Page]:
    """Every page of a Query, one after the other."""
    while True:
        page = transport.query(query)
        yield page
        if page.next is None:
            return
        query = replace(query, start=page.next)


def every_item(transport: Transport, query: Query) -> Iterator[Item]:
    """Every item of a Query, page after page."""
    for page in pages(transport, query):
        yield from page.items
