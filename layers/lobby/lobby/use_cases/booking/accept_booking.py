"""Staff accept a booking that was asked for."""

from __future__ import annotations

from datetime import datetime

from lobby.domain.booking import actions
from lobby.domain.booking.booking import BookingFile
from lobby.domain.booking.change import Change
from lobby.domain.booking.events import Happened
from lobby.domain.people.records import Actor
from lobby.store.bookings import Bookings
from lobby.use_cases.booking.change_booking import Access, change_booking


def accept_booking(code: str, access: Access, bookings: Bookings, *, now: datetime) -> BookingFile:
    """Confirms the booking; one that is confirmed stays as it is.

    Raises:
        NotAvailable: nobody asked, the booking was cancelled or its hold has ended.
        NotFound: there is no such booking.
    """

    def decide(file: BookingFile, actor: Actor) -> Change | None:
        booking = file.booking
        if booking.status == "confirmed":
            return None
        actions.accept(file, now).require()
        happened = Happened(type="booking.confirmed", at=now, actor=actor)
        return Change.of(file, booking.as_confirmed(now), happened)

    return change_booking(code, access, decide, bookings)
