"""A booking's page as staff get it, after they looked at it or changed it."""

from __future__ import annotations

from datetime import datetime

from lobby import wiring
from lobby.base.errors import NotFound
from lobby.http.operation import Answer
from lobby.views import desk


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
