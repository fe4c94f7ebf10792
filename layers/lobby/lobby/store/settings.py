"""Settings in the table: one partition, one Query.

PK        SK               what
SETTINGS  VERSION          how often they changed; counted with every write
          BRAND            and likewise SELLER, LANGUAGES: one item each
          TERMS            the terms in force
          POLICY#<id>      and likewise PROPERTY#, FIELD#, WEBHOOK#
          REMOVED#<id>     a property that was removed, for the bookings that it has
TERMS     <version>        every version of the terms that ever was in force

Pages read them once a minute in each process. A process sees its own changes at once, and what a
booking was decided on never gives way to older settings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

import msgspec

from lobby.base.clock import utc_now
from lobby.base.errors import Conflict
from lobby.domain.booking.events import Event
from lobby.domain.business.settings import (
    Brand,
    Endpoint,
    Field,
    Languages,
    Policy,
    Property,
    Seller,
    Settings,
    Terms,
)
from lobby.domain.business.texts import Texts
from lobby.store import outbox
from lobby.store.table.items import Record, from_item, to_item
from lobby.store.table.transport import (
    ConditionFailed,
    Item,
    Query,
    Transport,
    Write,
    delete,
    every_item,
    put,
    put_new,
    update,
)

RECENT = timedelta(minutes=1)
_PK = "SETTINGS"
_VERSION = "VERSION"
_REMOVED = "REMOVED#"
_SINGLE: dict[type[msgspec.Struct], str] = {
    Brand: "BRAND",
    Languages: "LANGUAGES",
    Seller: "SELLER",
    Terms: "TERMS",
}
_MANY: dict[type[msgspec.Struct], str] = {
    Policy: "POLICY#",
    Property: "PROPERTY#",
    Field: "FIELD#",
    Endpoint: "WEBHOOK#",
}
Listed = Policy | Property | Field | Endpoint
Saved = Brand | Languages | Seller | Listed


class TermsMoved(Conflict):
    """Somebody else published terms meanwhile."""


class SettingsStore:
    """The settings of the business."""

    def __init__(self, transport: Transport, now: Callable[[], datetime] = utc_now) -> None:
        self._transport = transport
        self._now = now
        self._kept: tuple[datetime, Settings] | None = None

    def recent(self, at_least: int = 0) -> Settings:
        """All settings as they were within the last minute, in this version or a later one."""
        if self._kept is not None:
            read_at, settings = self._kept
            if read_at <= self._now() < read_at + RECENT and settings.version >= at_least:
                return settings
        return self.read()

    def read(self) -> Settings:
        """All settings as they are now, in one Query."""
        read_at = self._now()
        settings = self._read()
        # somebody else may have read later ones meanwhile
        if self._kept is None or self._kept[1].version <= settings.version:
            self._kept = (read_at, settings)
        return settings

    def _read(self) -> Settings:
        items = list(
            every_item(
                self._transport,
                Query(key_condition="PK = :pk", values={":pk": _PK}, consistent=True),
            )
        )
        by_key = {item["SK"]: item for item in items}
        return Settings(
            brand=from_item(by_key["BRAND"], Brand) if "BRAND" in by_key else Brand(),
            languages=from_item(by_key.get("LANGUAGES", {}), Languages).languages,
            seller=from_item(by_key["SELLER"], Seller) if "SELLER" in by_key else Seller(),
            terms=from_item(by_key["TERMS"], Terms) if "TERMS" in by_key else None,
            policies={policy.id: policy for policy in _all(items, Policy)},
            properties={place.id: place for place in _all(items, Property)},
            fields=sorted(_all(items, Field), key=lambda field: (field.position, field.id)),
            endpoints={endpoint.id: endpoint for endpoint in _all(items, Endpoint)},
            removed={
                item["id"]: from_item(item, Property)
                for item in items
                if item["SK"].startswith(_REMOVED)
            },
            version=by_key[_VERSION]["version"] if _VERSION in by_key else 0,
        )

    def save(self, record: Saved, events: Sequence[Event] = ()) -> None:
        """Saves one setting, new or known."""
        self._write([put(item_of(record)), *outbox.writes(events)])

    def publish_terms(
        self, text: str, now: datetime, events: Sequence[Event] = (), texts: Texts | None = None
    ) -> Terms:
        """Puts terms in force under the next version number. Empty text takes them out of force.

        Raises:
            TermsMoved: if somebody else did so at the same time.
        """
        # whoever reads an older version than there is finds its successor taken
        current = self.recent().terms
        terms = Terms(
            version=str(int(current.version) + 1 if current else 1), text=text, texts=texts or {}
        )
        history = to_item(("TERMS", f"{int(terms.version):05}"), terms, published_at=f"{now}")
        try:
            self._write([put_new(history), put(item_of(terms)), *outbox.writes(events)])
        except ConditionFailed as error:
            raise TermsMoved from error
        return terms

    def switch_off(self, endpoint_id: str) -> None:
        """Switches a webhook endpoint off; one that was removed meanwhile stays removed."""
        key = (_PK, f"{_MANY[Endpoint]}{endpoint_id}")
        with suppress(ConditionFailed):
            self._write([update(key, "SET enabled = :off", "attribute_exists(PK)", off=False)])

    def remove(self, record: Listed, events: Sequence[Event] = ()) -> None:
        """Removes a setting; harmless if it is gone already.

        A property is put aside, for the bookings that it has.
        """
        writes = [delete(_key(record)), *outbox.writes(events)]
        if isinstance(record, Property):
            writes.append(put(to_item((_PK, f"{_REMOVED}{record.id}"), record)))
        self._write(writes)

    def _write(self, writes: Sequence[Write]) -> None:
        counted = update((_PK, _VERSION), "ADD version :one", one=1)
        self._transport.transact([*writes, counted])
        self._kept = None


def _key(record: msgspec.Struct) -> tuple[str, str]:
    if isinstance(record, Listed):
        return (_PK, f"{_MANY[type(record)]}{record.id}")
    return (_PK, _SINGLE[type(record)])


def item_of(record: Saved | Terms) -> Item:
    """A setting as it stands in the table."""
    return to_item(_key(record), record)


def _all(items: list[Item], record_type: type[Record]) -> list[Record]:
    prefix = _MANY[record_type]
    return [from_item(item, record_type) for item in items if item["SK"].startswith(prefix)]
