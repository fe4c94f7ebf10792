"""What staff set for single days, in the month's partition of the property's stock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from lobby.domain.selling.catalog import DayOverride
from lobby.store.stock import partition
from lobby.store.table.transport import Key, Transport, Write


class Overrides:
    """What staff set for products on single days."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def set(
        self, property_id: str, product_id: str, days: Mapping[date, DayOverride | None]
    ) -> None:
        """Sets these days of a product; None leaves a day to the rules again.

        Each month goes by itself: days can be set again without harm.
        """
        by_key: defaultdict[Key, dict[str, Any]] = defaultdict(dict)
        for day, override in days.items():
            key = (partition(property_id, day), f"O#{product_id}")
            by_key[key][f"d{day:%d}"] = msgspec.to_builtins(override)
        for key, cells in by_key.items():
            self._transport.transact([_write(key, cells)])


def _write(key: Key, cells: Mapping[str, Any]) -> Write:
    kept = {cell: value for cell, value in cells.items() if value is not None}
    gone = [cell for cell in cells if cell not in kept]
    changes = []
    if kept:
        changes.append("SET " + ", ".join(f"{cell} = :{cell}" for cell in kept))
    if gone:
        changes.append("REMOVE " + ", ".join(gone))
    return Write(
        kind="update",
        key=key,
        expression=" ".join(changes),
        values={f":{cell}": value for cell, value in kept.items()},
    )
