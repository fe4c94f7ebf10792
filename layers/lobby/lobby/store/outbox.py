"""Events in the table: the outbox, from which they reach the bus, and the booking's timeline.

An event is written in the transaction that made it happen, and carries the keys of the sparse index
``outbox`` until it has been published. The table's stream brings it to the relay within moments;
what the stream loses, the sweeper finds in the index.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from zlib import crc32

from lobby.base.clock import iso
from lobby.domain.booking.events import Envelope, Event
from lobby.store.table.items import from_item, to_item
from lobby.store.table.transport import Item, Query, Transport, Write, every_item, put, update

INDEX = "outbox"
SHARDS = 4
_EVENT = "E#"


class Outbox:
    """The events that are still to be published."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def unpublished(self, until: datetime) -> Iterator[Event]:
        """Events that happened until then and have not been published, shard by shard."""
        for shard in range(SHARDS):
            items = every_item(
                self._transport,
                Query(
                    index=INDEX,
                    key_condition="outbox = :shard AND #at <= :until",
                    names={"#at": "at"},
                    values={":shard": str(shard), ":until": iso(until)},
                ),
            )
            yield from (event_in(item) for item in items)

    def published(self, event: Event) -> None:
        """Takes an event out of the outbox; harmless if it is out already."""
        self._transport.transact([update(_key(event), "REMOVE outbox")])


def writes(events: Sequence[Event]) -> list[Write]:
    """The writes that file events in the outbox."""
    return [
        put(
            to_item(
                _key(event), event, at=iso(event.at), outbox=str(crc32(event.id.encode()) % SHARDS)
            )
        )
        for event in events
    ]


def envelope(event: Event) -> Envelope:
    """The event as it travels."""
    return Envelope(id=event.id, type=event.type, timestamp=event.at, data=event.data)


def is_event(item: Item) -> bool:
    """Whether an item of a booking's partition is an event."""
    return str(item["SK"]).startswith(_EVENT)


def booking_partition(code: str) -> str:
    """The partition of a booking, with its events."""
    return f"BOOKING#{code}"


def event_in(item: Item) -> Event:
    """The event in an item."""
    return from_item(item, Event)


def _key(event: Event) -> tuple[str, str]:
    if event.code is None:
        return (f"EVENTS#{event.at:%Y-%m-%d}", f"{_EVENT}{event.id}")
    return (booking_partition(event.code), f"{_EVENT}{event.id}")
