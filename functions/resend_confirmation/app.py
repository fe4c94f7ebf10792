"""Staff send the confirmation mail again."""

from __future__ import annotations

from lobby import wiring
from lobby.base.clock import utc_now
from lobby.base.ids import read_code
from lobby.http.operation import Answer, Operation, Request
from lobby.use_cases.booking.change_booking import KnownAccess
from lobby.use_cases.messages.resend_confirmation import resend_confirmation
from lobby.views.base import View

operation = Operation("resend_confirmation")


class Requested(View, frozen=True, kw_only=True):
    """The event that brings the mail."""

    event: str


@operation.route("POST", "/staff/bookings/{code}/confirmation-email", answers={202: Requested})
def resend(request: Request) -> Answer:
    """Send the confirmation mail again."""
    event = resend_confirmation(
        read_code(request.path["code"]),
        KnownAccess(request.staff),
        wiring.bookings(),
        now=utc_now(),
    )
    return Answer(202, Requested(event=event))


handler = operation.handler
