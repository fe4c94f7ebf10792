"""Settings in the table: one partition, one Query.

PK        SK               what
SETTINGS  BRAND, SELLER    one item each
          TERMS            the terms in force
          POLICY#<id>      and likewise PROPERTY#, FIELD#, WEBHOOK#
TERMS     <version>        every version of the terms that ever was in force
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

import msgspec

from lobby.base.errors import Conflict
from lobby.domain.booking.events import Event
from lobby.domain.business.settings import (
    Brand,
    Endpoint,
    Field,
    Policy,
    Property,
    Seller,
    Settings,
    Terms,
)
from lobby.store import outbox
from lobby.store.table.items import Record, from_item, to_item
from lobby.store.table.transport import (
    ConditionFailed,
    Item,
    Query,
    Transport,
    delete,
    every_item,
    put,
    put_new,
    update,
)

_PK = "SETTINGS"
_SINGLE: dict[type[msgspec.Struct], str] = {Brand: "BRAND", Seller: "SELLER", Terms: "TERMS"}
_MANY: dict[type[msgspec.Struct], str] = {
    Policy: "POLICY#",
    Property: "PROPERTY#",
    Field: "FIELD#",
    Endpoint: "WEBHOOK#",
}
Listed = Policy | Property | Field | Endpoint


class TermsMoved(Conflict):
    """Somebody else published terms meanwhile."""


class SettingsStore:
    """The settings of the business."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def read(self) -> Settings:
        """All settings, in one Query."""
        items = list(
            every_item(
                self._transport,
                Query(key_condition="PK = :pk", values={":pk": _PK}, consistent=True),
            )
        )
        by_key = {item["SK"]: item for item in items}
        return Settings(
            brand=from_item(by_key["BRAND"], Brand) if "BRAND" in by_key else Brand(),
            seller=from_item(by_key["SELLER"], Seller) if "SELLER" in by_key else Seller(),
            terms=from_item(by_key["TERMS"], Terms) if "TERMS" in by_key else None,
            policies={policy.id: policy for policy in _all(items, Policy)},
            properties={place.id: place for place in _all(items, Property)},
            fields=sorted(_all(items, Field), key=lambda field: (field.position, field.id)),
            endpoints={endpoint.id: endpoint for endpoint in _all(items, Endpoint)},
        )

    def save(self, record: Brand | Seller | Listed, events: Sequence[Event] = ()) -> None:
        """Saves one setting, new or known."""
        self._transport.transact([put(_item(record)), *outbox.writes(events)])

    def publish_terms(self, text: str, now: datetime, events: Sequence[Event] = ()) -> Terms:
        """Puts terms in force under the next version number. Empty text takes them out of force.

        Raises:
            TermsMoved: if somebody else did so at the same time.
        """
        current = self._transport.get((_PK, "TERMS"))
        terms = Terms(version=str(int(current["version"]) + 1 if current else 1), text=text)
        history = to_item(("TERMS", f"{int(terms.version):05}"), terms, published_at=f"{now}")
        try:
            self._transport.transact([put_new(history), put(_item(terms)), *outbox.writes(events)])
        except ConditionFailed as error:
            raise TermsMoved("Somebody else has just published terms.") from error
        return terms

    def switch_off(self, endpoint_id: str) -> None:
        """Switches a webhook endpoint off; one that was removed meanwhile stays removed."""
        key = (_PK, f"{_MANY[Endpoint]}{endpoint_id}")
        with suppress(ConditionFailed):
            self._transport.transact(
                [update(key, "SET enabled = :off", "attribute_exists(PK)", off=False)]
            )

    def remove(self, record: Listed, events: Sequence[Event] = ()) -> None:
        """Removes a setting; harmless if it is gone already."""
        self._transport.transact([delete(_key(record)), *outbox.writes(events)])


def _key(record: msgspec.Struct) -> tuple[str, str]:
    if isinstance(record, Listed):
        return (_PK, f"{_MANY[type(record)]}{record.id}")
    return (_PK, _SINGLE[type(record)])


def _item(record: msgspec.Struct) -> Item:
    return to_item(_key(record), record)


def _all(items: list[Item], record_type: type[Record]) -> list[Record]:
    prefix = _MANY[record_type]
    return [from_item(item, record_type) for item in items if item["SK"].startswith(prefix)]
