"""A guest confirms a pending booking."""

from __future__ import annotations

from lobby import views, wiring
from lobby.clock import utc_now
from lobby.http import Answer, Operation, Request
from lobby.ids import read_code
from lobby.use_cases.change_booking import PortalAccess
from lobby.use_cases.confirm_booking import confirm_booking

operation = Operation("confirm_booking")


class Confirmation(views.View, frozen=True, kw_only=True):
    """The version of the booking terms that the guest accepted; none where there are no terms."""

    accepted_terms: str | None = None


@operation.route(
    "POST", "/bookings/{code}/confirmation", body=Confirmation, answers={200: views.Page}
)
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
    return Answer(200, views.page(file, now))


handler = operation.handler
