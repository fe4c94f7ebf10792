"""A guest confirms a pending booking."""

from __future__ import annotations

from lobby import wiring
from lobby.api.booking_page import guests_page
from lobby.base.clock import utc_now
from lobby.base.ids import read_code
from lobby.http.operation import Answer, Operation, Request
from lobby.use_cases.booking.change_booking import PortalAccess
from lobby.use_cases.booking.confirm_booking import confirm_booking
from lobby.views.base import View
from lobby.views.booking import Page

operation = Operation("confirm_booking")


class Confirmation(View, frozen=True, kw_only=True):
    """The version of the booking terms that the guest accepted; none where there are no terms."""

    accepted_terms: str | None = None


@operation.route("POST", "/bookings/{code}/confirmation", body=Confirmation, answers={200: Page})
def confirm(request: Request) -> Answer:
    """Confirm a booking; twice is once."""
    now = utc_now()
    file = confirm_booking(
        read_code(request.path["code"]),
        request.body(Confirmation).accepted_terms,
        PortalAccess(wiring.portal_links(), request.bearer),
        wiring.bookings(),
        now=now,
    )
    return guests_page(file, request, now)


handler = operation.handler
