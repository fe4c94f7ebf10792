"""A guest checks in on the web: their answers become their profile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from lobby.base.errors import NotFound
from lobby.domain.booking import actions
from lobby.domain.booking.booking import Answers, BookingFile, Guest
from lobby.domain.booking.change import Change
from lobby.domain.booking.check_in import read_answers
from lobby.domain.booking.events import Happened
from lobby.domain.business.settings import Field
from lobby.domain.people.records import Actor
from lobby.store.bookings import Bookings
from lobby.use_cases.booking.change_booking import Access, change_booking


def check_in_guest(
    code: str,
    number: int,
    given: Mapping[str, Any],
    access: Access,
    bookings: Bookings,
    *,
    now: datetime,
) -> BookingFile:
    """Keeps a guest's answers; the same answers again change nothing.

    Raises:
        InvalidRequest: names every answer that does not fit its question.
        NotAvailable: the booking was cancelled, or the stay is over.
        NotFound: wrong link, or the booking has no such guest.
    """

    def decide(file: BookingFile, actor: Actor) -> Change | None:
        guest = next((guest for guest in file.guests if guest.number == number), None)
        if guest is None:
            raise NotFound("unknown_guest")
        actions.check_in(file, now).require()
        answers = read_answers(file.shown.fields, given)
        if guest.checked_in_at is not None and guest.answers == answers:
            return None
        checked_in = _with_contacts(
            replace(guest, answers=answers, checked_in_at=now), file.shown.fields, answers
        )
        happened = Happened(type="check_in.completed", at=now, actor=actor, about={"guest": number})
        return Change.of(file, file.booking, happened, guests=[checked_in])

    return change_booking(code, access, decide, bookings)


def _with_contacts(guest: Guest, fields: list[Field], answers: Answers) -> Guest:
    """The first email address and phone number that a guest gives are theirs in the profile too."""
    for field in reversed(fields):
        if field.type == "email" and field.id in answers:
            guest = replace(guest, email=answers[field.id])
        if field.type == "phone" and field.id in answers:
            guest = replace(guest, phone=answers[field.id])
    return guest
