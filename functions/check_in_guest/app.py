"""A guest checks in on the web."""

from __future__ import annotations

from typing import Any

from lobby import wiring
from lobby.base.clock import utc_now
from lobby.base.errors import NotFound
from lobby.base.ids import read_code
from lobby.http.operation import Answer, Operation, Request
from lobby.use_cases.booking.change_booking import PortalAccess
from lobby.use_cases.booking.check_in_guest import check_in_guest
from lobby.views.base import View
from lobby.views.booking import GuestCheckIn, guest_check_in

operation = Operation("check_in_guest")


class CheckIn(View, frozen=True, kw_only=True):
    """A guest's answers, by the id of the question."""

    answers: dict[str, Any]


@operation.route(
    "PUT",
    "/bookings/{code}/guests/{guest}/check-in",
    body=CheckIn,
    answers={200: GuestCheckIn},
)
def check_in(request: Request) -> Answer:
    """Keep a guest's answers; they become the guest's profile."""
    number = request.path["guest"]
    if not (number.isascii() and number.isdigit() and len(number) < 4):
        raise NotFound("unknown_guest")
    file = check_in_guest(
        read_code(request.path["code"]),
        int(number),
        request.body(CheckIn).answers,
        PortalAccess(wiring.portal_links(), request.bearer),
        wiring.bookings(),
        now=utc_now(),
    )
    return Answer(200, guest_check_in(file, file.guests[int(number)]))


handler = operation.handler
