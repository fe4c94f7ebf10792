"""Staff enter a booking, pending or confirmed."""

from __future__ import annotations

from typing import Literal

from lobby import wiring
from lobby.base.clock import utc_now
from lobby.domain.booking.booking import Status
from lobby.forms.booking import BookingForm, read_entered
from lobby.http.operation import Answer, Operation, Request
from lobby.store import idempotency
from lobby.use_cases.booking.create_booking import create_booking
from lobby.views.base import View

operation = Operation("create_booking")


class Created(View, frozen=True, kw_only=True):
    """The new booking's code, and the link that opens its page."""

    code: str
    link: str
    status: Status
    version: Literal[1] = 1


@operation.route("POST", "/staff/bookings", body=BookingForm, answers={201: Created})
def enter_booking(request: Request) -> Answer:
    """Enter a booking."""
    now, staff = utc_now(), request.staff
    entered = read_entered(request.json())
    code = create_booking(
        entered,
        staff,
        wiring.settings().read(),
        wiring.bookings(),
        now=now,
        transport=wiring.transport(),
        request=idempotency.Request.keyed(
            "create_booking", staff.name, request.idempotency_key, request.raw_body, now
        ),
    )
    link = wiring.portal_links().link(code, 1)
    return Answer(
        201,
        Created(code=code, link=link, status=entered.status),
        {"Location": f"/api/staff/bookings/{code}"},
    )


handler = operation.handler
