"""A booking's page as guests and staff get it, after they looked at it or changed it."""

from __future__ import annotations

from datetime import datetime

from lobby import wiring
from lobby.base.errors import NotFound
from lobby.domain.booking.booking import BookingFile
from lobby.http.operation import Answer, Request, spoken
from lobby.views import desk
from lobby.views.booking import page


def guests_language(file: BookingFile, request: Request) -> str:
    """In which language guests read their booking, of those that the business writes in.

    What they chose on the page comes first, then the booking's language, what their browser asks
    for, and the property's first.
    """
    return file.language(
        [request.chosen_language, file.booking.booker.language, *request.accepted_languages]
    )


def guests_page(file: BookingFile, request: Request, now: datetime) -> Answer:
    """The booking's page in its guests' language."""
    language = guests_language(file, request)
    return Answer(200, page(file.in_language(language), now), spoken(language))


def desk_page(code: str, now: datetime) -> Answer:
    """The booking's page with its timeline and its link.

    Raises:
        NotFound: there is no such booking.
    """
    found = wiring.bookings().read_with_timeline(code)
    if found is None:
        raise NotFound
    file, timeline = found
    link = wiring.portal_links().link(file.booking.code, file.booking.link_version)
    return Answer(200, desk.desk_page(file, timeline, link, now))
