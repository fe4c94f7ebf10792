"""Staff copy a booking's portal link, or replace it by a new one."""

from __future__ import annotations

from lobby import wiring
from lobby.base.clock import utc_now
from lobby.base.ids import read_code
from lobby.http.operation import Answer, Operation, Request
from lobby.use_cases.booking.change_booking import KnownAccess, read_booking
from lobby.use_cases.booking.share_link import rotate_link
from lobby.views.base import View

operation = Operation("share_link")


class LinkRequest(View, frozen=True, kw_only=True):
    """``rotate`` makes a new link and kills the old one."""

    rotate: bool = False


class LinkView(View, frozen=True, kw_only=True):
    """The link that opens the booking's page."""

    link: str
    link_version: int


@operation.route("POST", "/staff/bookings/{code}/link", body=LinkRequest, answers={200: LinkView})
def share(request: Request) -> Answer:
    """The portal link of a booking, again or anew."""
    code, access = read_code(request.path["code"]), KnownAccess(request.staff)
    if request.body(LinkRequest).rotate:
        file = rotate_link(code, access, wiring.bookings(), now=utc_now())
    else:
        file = read_booking(code, access, wiring.bookings())
    booking = file.booking
    link = wiring.portal_links().link(booking.code, booking.link_version)
    return Answer(200, LinkView(link=link, link_version=booking.link_version))


handler = operation.handler
