"""An earlier booking as a selection, ready for a new time."""

from __future__ import annotations

from lobby import wiring
from lobby.base.ids import read_code
from lobby.domain.booking import actions
from lobby.http.operation import Answer, Operation, Request
from lobby.use_cases.booking.change_booking import PortalAccess, read_booking
from lobby.views.again import AgainView, again_view

operation = Operation("book_again")


@operation.route("GET", "/bookings/{code}/selection", answers={200: AgainView})
def book_again(request: Request) -> Answer:
    """What was booked, by whom and for whom: all but the time."""
    access = PortalAccess(wiring.portal_links(), request.bearer)
    file = read_booking(read_code(request.path["code"]), access, wiring.bookings())
    actions.book_again(file).require()
    return Answer(200, again_view(file))


handler = operation.handler
