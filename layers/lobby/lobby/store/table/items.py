"""Between records and items."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from lobby.store.table.transport import Item, Key

Record = TypeVar("Record", bound=msgspec.Struct)


def to_item(key: Key, record: msgspec.Struct, **attributes: Any) -> Item:
    """The item of a record: its fields as attributes, its key, and further ``attributes``."""
    fields: dict[str, Any] = msgspec.to_builtins(record)
    return {"PK": key[0], "SK": key[1], **fields, **attributes}


def from_item(item: Item, record_type: type[Record]) -> Record:
    """The record in an item; attributes that are none of its fields are passed over."""
    return msgspec.convert(item, record_type)
