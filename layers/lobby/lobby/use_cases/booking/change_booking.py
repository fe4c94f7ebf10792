"""How every operation changes a booking: read, check access, decide, commit; again if it moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from lobby.base.errors import Conflict, NotFound
from lobby.domain.booking.booking import BookingFile
from lobby.domain.booking.change import Change
from lobby.domain.people.agencies import Caller
from lobby.domain.people.records import Actor
from lobby.sealed.links import PortalLinks
from lobby.store.bookings import Bookings, VersionMoved
from lobby.store.filing import Taken
from lobby.store.table.transport import Write

_TRIES = 6

Decide = Callable[[BookingFile, Actor], Change | None]


class Access(Protocol):
    """Who may see and change a booking."""

    def enter(self, _file: BookingFile, /) -> Actor:
        """Who it is that may.

        Raises:
            NotFound: if they may not, in the same words as if there were no such booking.
        """
        ...


class PortalAccess:
    """Guests, by the secret of their link."""

    def __init__(self, links: PortalLinks, secret: str) -> None:
        self._links = links
        self._secret = secret

    def enter(self, file: BookingFile) -> Actor:
        booking = file.booking
        if not self._links.opens(self._secret, booking.code, booking.link_version):
            raise NotFound
        booker = booking.booker
        return Actor(door="portal", name=f"{booker.first_name} {booker.last_name}".strip())


class AgencyAccess:
    """An agency, to the bookings that it made."""

    def __init__(self, agency: Caller) -> None:
        self._agency = agency

    def enter(self, file: BookingFile) -> Actor:
        agency = file.booking.agency
        if agency is None or agency.id != self._agency.id:
            raise NotFound
        return Actor(door="agency", name=self._agency.name)


class KnownAccess:
    """Somebody whose right to all bookings was checked before: staff, or the system itself."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor

    def enter(self, _file: BookingFile) -> Actor:
        return self._actor


def read_booking(code: str, access: Access, bookings: Bookings) -> BookingFile:
    """A booking's file, for somebody who may see it.

    Raises:
        NotFound: if there is no such booking, or they may not.
    """
    file = bookings.read(code)
    if file is None:
        raise NotFound
    access.enter(file)
    return file


def change_booking(
    code: str,
    access: Access,
    decide: Decide,
    bookings: Bookings,
    *,
    alongside: Sequence[Write] = (),
) -> BookingFile:
    """Changes a booking as ``decide`` says and answers with its file afterwards.

    The decision holds for the version that it was made on: if the booking moved meanwhile, or
    others took what it shall have, it is read and decided again. ``decide`` answers None when there
    is nothing to change, which is how doing something twice is doing it once. Writes ``alongside``
    join the transaction.

    Raises:
        NotFound: if there is no such booking, or the caller may not see it.
        Conflict: if the booking would not stand still.
    """
    for _ in range(_TRIES):
        file = bookings.read(code)
        if file is None:
            raise NotFound
        change = decide(file, access.enter(file))
        if change is None:
            return file
        try:
            return bookings.commit(file, change, alongside=alongside)
        except (VersionMoved, Taken):
            continue
    raise Conflict("busy")
