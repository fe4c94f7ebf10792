"""An earlier booking as a selection, ready for a new time."""

from __future__ import annotations

from lobby import shop_views, wiring
from lobby.domain import actions
from lobby.http import Answer, Operation, Request
from lobby.ids import read_code
from lobby.use_cases.change_booking import PortalAccess, read_booking

operation = Operation("book_again")


@operation.route("GET", "/bookings/{code}/selection", answers={200: shop_views.AgainView})
def book_again(request: Request) -> Answer:
    """What was booked, by whom and for whom: all but the time."""
    access = PortalAccess(wiring.portal_links(), request.bearer)
    file = read_booking(read_code(request.path["code"]), access, wiring.bookings())
    actions.book_again(file).require()
    return Answer(200, shop_views.again_view(file))


handler = operation.handler
