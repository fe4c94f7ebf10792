"""From the outbox to the bus: at once by the table's stream, and what that loses by the sweeper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from lobby.domain.booking.events import Event
from lobby.gateways.bus import Bus
from lobby.store.outbox import Outbox, envelope

# Younger events are still on their way through the stream.
SWEEP_AFTER = timedelta(minutes=5)
_BATCH = 10


def publish_events(events: Iterable[Event], outbox: Outbox, bus: Bus) -> set[str]:
    """Publishes events, takes them out of the outbox, and answers with the ids that were not taken.

    A crash between the two publishes an event again: subscribers know it by its id.
    """
    failed: set[str] = set()
    pending = list(events)
    for start in range(0, len(pending), _BATCH):
        batch = pending[start : start + _BATCH]
        refused = bus.publish([envelope(event) for event in batch])
        for event in batch:
            if event.id not in refused:
                outbox.published(event)
        failed |= refused
    return failed


def sweep_outbox(outbox: Outbox, bus: Bus, *, now: datetime) -> tuple[int, int]:
    """Publishes whatever has been waiting for longer than the stream takes.

    Answers with how many events were waiting, and how many of them the bus did not take.
    """
    waiting = list(outbox.unpublished(now - SWEEP_AFTER))
    return len(waiting), len(publish_events(waiting, outbox, bus))
