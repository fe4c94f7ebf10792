"""The portal link of a booking: again, or a new one that kills the old."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from lobby.domain.booking.booking import BookingFile
from lobby.domain.booking.change import Change
from lobby.domain.booking.events import Happened
from lobby.domain.people.records import Actor
from lobby.store.bookings import Bookings
from lobby.use_cases.booking.change_booking import Access, change_booking


def rotate_link(code: str, access: Access, bookings: Bookings, *, now: datetime) -> BookingFile:
    """Raises the link's version: every link that was given out before stops working."""

    def decide(file: BookingFile, actor: Actor) -> Change | None:
        rotated = replace(file.booking, link_version=file.booking.link_version + 1)
        return Change.of(file, rotated, Happened(type="link.rotated", at=now, actor=actor))

    return change_booking(code, access, decide, bookings)
