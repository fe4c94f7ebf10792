"""Staff accept a booking that was asked for."""

from __future__ import annotations

from lobby import views, wiring
from lobby.clock import utc_now
from lobby.desk import desk_page
from lobby.http import Answer, Operation, Request
from lobby.ids import read_code
from lobby.use_cases.accept_booking import accept_booking
from lobby.use_cases.change_booking import KnownAccess

operation = Operation("accept_booking")


@operation.route("POST", "/staff/bookings/{code}/acceptance", answers={200: views.DeskPage})
def accept(request: Request) -> Answer:
    """Accept the booking. Declining is cancelling it."""
    now, code = utc_now(), read_code(request.path["code"])
    accept_booking(code, KnownAccess(request.staff), wiring.bookings(), now=now)
    return desk_page(code, now)


handler = operation.handler
