"""Staff accept a booking that was asked for."""

from __future__ import annotations

from lobby import wiring
from lobby.api.booking_page import desk_page
from lobby.base.clock import utc_now
from lobby.base.ids import read_code
from lobby.http.operation import Answer, Operation, Request
from lobby.use_cases.booking.accept_booking import accept_booking
from lobby.use_cases.booking.change_booking import KnownAccess
from lobby.views.desk import DeskPage

operation = Operation("accept_booking")


@operation.route("POST", "/staff/bookings/{code}/acceptance", answers={200: DeskPage})
def accept(request: Request) -> Answer:
    """Accept the booking. Declining is cancelling it."""
    now, code = utc_now(), read_code(request.path["code"])
    accept_booking(code, KnownAccess(request.staff), wiring.bookings(), now=now)
    return desk_page(code, now)


handler = operation.handler
