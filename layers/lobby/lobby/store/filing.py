"""What is written with a booking, in the booking's own transaction: one line a subject.

Each subject says for itself what a booking means to it, from the file as it was (None for a new
booking) and as it is afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lobby.domain.booking.booking import BookingFile
from lobby.domain.booking.events import Event
from lobby.store import agencies, holds, list_index, outbox, stock
from lobby.store.table.transport import Write


class Taken(Exception):
    """Somebody else was faster to take what the booking claims. Look what is left."""


def attributes(after: BookingFile) -> dict[str, Any]:
    """What the booking's item carries so that it appears in lists."""
    return {
        **list_index.attributes(after.booking, len(after.guests)),
        **holds.attributes(after.booking),
    }


def writes(before: BookingFile | None, after: BookingFile, events: Sequence[Event]) -> list[Write]:
    """The writes that go with a booking's own."""
    return [
        *outbox.writes(events),
        *stock.filed(before, after),
        *agencies.filed(before, after),
    ]


def is_claim(write: Write) -> bool:
    """Whether a write takes what somebody else may have been faster to take."""
    return stock.is_stock(write)
