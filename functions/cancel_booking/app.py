"""Guests and staff cancel a booking, after seeing what comes back."""

from __future__ import annotations

from datetime import datetime

from lobby import wiring
from lobby.api.booking_page import guests_language, guests_page
from lobby.base.clock import utc_now
from lobby.base.ids import read_code
from lobby.domain.booking import actions
from lobby.domain.booking.booking import BookingFile, CancellationType
from lobby.http.operation import Answer, Operation, Request, spoken
from lobby.use_cases.booking.cancel_booking import (
    GuestCancellation,
    Reason,
    RefundChoice,
    cancel_booking,
)
from lobby.use_cases.booking.change_booking import Access, KnownAccess, PortalAccess, read_booking
from lobby.views.actions import ActionView, action_view
from lobby.views.base import View
from lobby.views.booking import Page, QuoteView, cancellation_quote_view, page

operation = Operation("cancel_booking")


class StaffCancellation(View, frozen=True, kw_only=True):
    """``refund`` says whether the policy decides what comes back, or all, or nothing does."""

    type: CancellationType
    reason: Reason = ""
    refund: RefundChoice = "policy"
    expected_refund: int | None = None


@operation.route(
    "GET",
    "/bookings/{code}/cancellation-quote",
    answers={200: QuoteView | ActionView},
)
def quote_for_guest(request: Request) -> Answer:
    """What cancelling now would mean, for a guest."""
    now, file = utc_now(), _read(request, _guest(request))
    language = guests_language(file, request)
    said = file.in_language(language)
    return Answer(200, _quote(said, actions.cancel_as_guest(file, now), now), spoken(language))


@operation.route(
    "GET",
    "/staff/bookings/{code}/cancellation-quote",
    answers={200: QuoteView | ActionView},
)
def quote_for_staff(request: Request) -> Answer:
    """What cancelling now would mean, for staff."""
    now, file = utc_now(), _read(request, KnownAccess(request.staff))
    return Answer(200, _quote(file, actions.cancel_as_staff(file, now), now))


@operation.route(
    "POST",
    "/bookings/{code}/cancellation",
    body=GuestCancellation,
    answers={200: Page},
)
def cancel_as_guest(request: Request) -> Answer:
    """Cancel one's own booking; twice is once."""
    now, asked = utc_now(), request.body(GuestCancellation)
    file = cancel_booking(
        read_code(request.path["code"]),
        _guest(request),
        wiring.bookings(),
        now=now,
        reason=asked.reason.strip(),
        expected_refund=asked.expected_refund,
    )
    return guests_page(file, request, now)


@operation.route(
    "POST",
    "/staff/bookings/{code}/cancellation",
    body=StaffCancellation,
    answers={200: Page},
)
def cancel_as_staff(request: Request) -> Answer:
    """Cancel a booking for a reason; twice is once."""
    now, staff = utc_now(), request.staff
    asked = request.body(StaffCancellation)
    file = cancel_booking(
        read_code(request.path["code"]),
        KnownAccess(staff),
        wiring.bookings(),
        now=now,
        cancellation_type=asked.type,
        reason=asked.reason.strip(),
        refund=asked.refund,
        expected_refund=asked.expected_refund,
    )
    return Answer(200, page(file, now))


def _guest(request: Request) -> Access:
    return PortalAccess(wiring.portal_links(), request.bearer)


def _read(request: Request, access: Access) -> BookingFile:
    return read_booking(read_code(request.path["code"]), access, wiring.bookings())


def _quote(
    file: BookingFile, action: actions.Availability, now: datetime
) -> QuoteView | ActionView:
    return cancellation_quote_view(file, now) if action.available else action_view(action)


handler = operation.handler
