"""The whole page of a booking in one answer, for its guests and for staff."""

from __future__ import annotations

from lobby import wiring
from lobby.api.booking_page import desk_page, guests_page
from lobby.base.clock import utc_now
from lobby.base.ids import read_code
from lobby.http.operation import Answer, Operation, Request
from lobby.use_cases.booking.change_booking import PortalAccess, read_booking
from lobby.views.booking import Page
from lobby.views.desk import DeskPage

operation = Operation("view_booking")


@operation.route("GET", "/bookings/{code}", answers={200: Page})
def view_booking(request: Request) -> Answer:
    """Everything that a booking's page shows."""
    access = PortalAccess(wiring.portal_links(), request.bearer)
    file = read_booking(read_code(request.path["code"]), access, wiring.bookings())
    return guests_page(file, request, utc_now())


@operation.route("GET", "/staff/bookings/{code}", answers={200: DeskPage})
def view_booking_at_desk(request: Request) -> Answer:
    """The same for staff, with its link, its guests' profiles and its timeline."""
    return desk_page(read_code(request.path["code"]), utc_now())


handler = operation.handler
