"""The catalogue in the table: what a property sells is one partition, one Query.

PK                    SK               what
CATALOG#<property>    SELLING          how it sells
                      PRODUCT#<id>     and likewise PERSON#, RATE#, EXTRA#, PACKAGE#, PROMOTION#
                                       FEED# and CLOSURE#
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import msgspec

from lobby.base.clock import iso
from lobby.base.reasons import Reason
from lobby.domain.booking.events import Event
from lobby.domain.selling.catalog import (
    Appointment,
    Catalog,
    Closure,
    DateRange,
    Extra,
    Feed,
    Package,
    Person,
    Product,
    Promotion,
    Rate,
    Selling,
    Session,
    Stay,
)
from lobby.domain.selling.claims import Nights
from lobby.domain.selling.stock import CLOSED
from lobby.store import outbox, stock
from lobby.store.table.items import to_item
from lobby.store.table.transport import (
    ConditionFailed,
    Item,
    Key,
    Query,
    Transport,
    Write,
    delete,
    every_item,
    put,
    put_new,
)
from lobby.words.words import english

_SELLING = "SELLING"
_PREFIXES: dict[type[msgspec.Struct], str] = {
    Stay: "PRODUCT#",
    Appointment: "PRODUCT#",
    Session: "PRODUCT#",
    Person: "PERSON#",
    Rate: "RATE#",
    Extra: "EXTRA#",
    Package: "PACKAGE#",
    Promotion: "PROMOTION#",
    Feed: "FEED#",
    Closure: "CLOSURE#",
}
Listed = Product | Person | Rate | Extra | Package | Promotion | Feed


class CatalogStore:
    """The catalogues of all properties."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def read(self, property_id: str, *, consistent: bool = True) -> Catalog:
        """All that a property sells; a property without a catalogue has an empty one."""
        items = list(
            every_item(
                self._transport,
                Query(
                    key_condition="PK = :pk",
                    values={":pk": _partition(property_id)},
                    consistent=consistent,
                ),
            )
        )
        selling = next((item for item in items if item["SK"] == _SELLING), {})
        return Catalog(
            property_id=property_id,
            selling=msgspec.convert(selling, Selling),
            products=_all(items, "PRODUCT#", Product),
            people=_all(items, "PERSON#", Person),
            rates=_all(items, "RATE#", Rate),
            extras=_all(items, "EXTRA#", Extra),
            packages=_all(items, "PACKAGE#", Package),
            promotions=_all(items, "PROMOTION#", Promotion),
            feeds=_all(items, "FEED#", Feed),
            closures=_all(items, "CLOSURE#", Closure),
        )

    def save(
        self, property_id: str, record: Selling | Listed, events: Sequence[Event] = ()
    ) -> None:
        """Saves one record, new or known."""
        item = to_item(_key(property_id, record), record)
        self._transport.transact([put(item), *outbox.writes(events)])

    def note_reading(
        self,
        property_id: str,
        feed: Feed,
        now: datetime,
        *,
        reason: Reason | None = None,
        conflicts: Sequence[DateRange] | None = None,
    ) -> None:
        """Notes when another platform's calendar was read, and what came of it.

        ``reason`` is why it could not be read.
        Without ``conflicts`` those that are known stay. One that staff changed or removed meanwhile
        is left alone.
        """
        changes = {
            "read_at": iso(now),
            "problem": english().reasons([reason]) if reason else None,
            "reason": msgspec.to_builtins(reason),
        }
        if conflicts is not None:
            changes["conflicts"] = msgspec.to_builtins(conflicts)
        known = {"unit": feed.unit, "url": feed.url}
        fields = [*changes, *known]
        write = Write(
            kind="update",
            key=_key(property_id, feed),
            expression="SET " + ", ".join(f"#{name} = :{name}" for name in changes),
            condition=" AND ".join(f"#{name} = :{name}" for name in known),
            names={f"#{name}": name for name in fields},
            values={f":{name}": value for name, value in (changes | known).items()},
        )
        with suppress(ConditionFailed):
            self._transport.transact([write])

    def close(self, property_id: str, closure: Closure, product: str) -> None:
        """Takes the nights of a unit off sale; all of them or none.

        Raises:
            ConditionFailed: somebody has one of them.
        """
        nights = stock.moves(property_id, closure_holder(closure), take=[_nights(closure, product)])
        self._transport.transact([*nights, put_new(to_item(_key(property_id, closure), closure))])

    def reopen(self, property_id: str, closure: Closure, product: str) -> None:
        """Puts closed nights on sale again; harmless if they are already."""
        nights = stock.moves(property_id, closure_holder(closure), give=[_nights(closure, product)])
        with suppress(ConditionFailed):
            self._transport.transact(
                [*nights, delete(_key(property_id, closure), "attribute_exists(PK)")]
            )

    def remove(self, property_id: str, record: Listed, events: Sequence[Event] = ()) -> None:
        """Removes a record; harmless if it is gone already."""
        self._transport.transact([delete(_key(property_id, record)), *outbox.writes(events)])


def closure_holder(closure: Closure) -> str:
    """Who has the nights of a closure."""
    return f"{CLOSED}{closure.id}"


def _nights(closure: Closure, product: str) -> Nights:
    end = closure.to + timedelta(days=1)
    return Nights(product=product, unit=closure.unit, from_=closure.from_, to=end)


def _partition(property_id: str) -> str:
    return f"CATALOG#{property_id}"


def _key(property_id: str, record: Selling | Listed | Closure) -> Key:
    if isinstance(record, Selling):
        return (_partition(property_id), _SELLING)
    return (_partition(property_id), f"{_PREFIXES[type(record)]}{record.id}")


def _all(items: list[Item], prefix: str, record_type: Any) -> dict[str, Any]:
    """The records of one kind by id; ``record_type`` may be a union."""
    records = (
        msgspec.convert(item, record_type) for item in items if item["SK"].startswith(prefix)
    )
    return {record.id: record for record in records}
