"""Staff send the confirmation again: through the event, like every mail."""

from __future__ import annotations

from datetime import datetime

from lobby.base.ids import new_id
from lobby.domain.booking import actions
from lobby.domain.booking.booking import BookingFile
from lobby.domain.booking.change import Change
from lobby.domain.booking.events import Happened
from lobby.domain.people.records import Actor
from lobby.store.bookings import Bookings
from lobby.use_cases.booking.change_booking import Access, change_booking


def resend_confirmation(code: str, access: Access, bookings: Bookings, *, now: datetime) -> str:
    """Asks for the confirmation mail and answers with the id of the event that brings it.

    Raises:
        NotAvailable: nobody in the booking has an email address.
        NotFound: there is no such booking.
    """
    event_id = new_id(now)

    def decide(file: BookingFile, actor: Actor) -> Change | None:
        actions.resend_confirmation(file).require()
        happened = Happened(id=event_id, type="confirmation.requested", at=now, actor=actor)
        return Change.of(file, file.booking, happened)

    change_booking(code, access, decide, bookings)
    return event_id
