"""A guest confirms a booking that staff entered."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from lobby.base.errors import TermsNotAccepted
from lobby.domain.booking import actions
from lobby.domain.booking.booking import AcceptedTerms, BookingFile
from lobby.domain.booking.change import Change
from lobby.domain.booking.events import Happened
from lobby.domain.people.records import Actor
from lobby.store.bookings import Bookings
from lobby.use_cases.booking.change_booking import Access, change_booking


def confirm_booking(
    code: str, accepted_terms: str | None, access: Access, bookings: Bookings, *, now: datetime
) -> BookingFile:
    """Confirms the booking; a confirmed one stays as it is.

    Raises:
        TermsNotAccepted: the booking has terms, and another version or none was accepted.
        NotAvailable: the booking was cancelled, or the stay is over.
        NotFound: wrong link.
    """

    def decide(file: BookingFile, actor: Actor) -> Change | None:
        booking = file.booking
        if booking.status == "confirmed":
            return None
        actions.confirm(file, now).require()
        if booking.terms is not None and accepted_terms != booking.terms.version:
            raise TermsNotAccepted(version=booking.terms.version)
        confirmed = replace(
            booking.as_confirmed(now),
            accepted_terms=AcceptedTerms(version=booking.terms.version, at=now)
            if booking.terms
            else None,
        )
        happened = Happened(type="booking.confirmed", at=now, actor=actor)
        return Change.of(file, confirmed, happened)

    return change_booking(code, access, decide, bookings)
