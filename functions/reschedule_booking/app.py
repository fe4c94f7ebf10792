"""A booking moves to other days, by its guest or by staff."""

from __future__ import annotations

from lobby import wiring
from lobby.api.booking_page import desk_page, guests_language, guests_page
from lobby.base.clock import utc_now
from lobby.base.ids import read_code
from lobby.domain.booking.moving import Move
from lobby.http.operation import Answer, Operation, Request, spoken
from lobby.use_cases.booking.change_booking import KnownAccess, PortalAccess
from lobby.use_cases.booking.reschedule_booking import (
    GuestMove,
    as_guest,
    quote_move,
    reschedule_booking,
)
from lobby.views.booking import Page
from lobby.views.desk import DeskPage
from lobby.views.quote import MoveView, move_view

operation = Operation("reschedule_booking")


class DeskMove(Move, frozen=True, kw_only=True):
    """Where to; at the old price, if staff say so."""

    expected_total: int | None = None
    keep_price: bool = False


@operation.route(
    "POST",
    "/bookings/{code}/reschedule-quote",
    body=Move,
    answers={200: MoveView},
)
def quote_reschedule(request: Request) -> Answer:
    """What moving the booking would cost or give back."""
    file, moved = quote_move(
        _code(request),
        as_guest(request.body(Move)),
        _portal(request),
        wiring.stores(),
        now=utc_now(),
    )
    language = guests_language(file, request)
    said = move_view(file.in_language(language), moved.in_language(language))
    return Answer(200, said, spoken(language))


@operation.route("POST", "/bookings/{code}/reschedule", body=GuestMove, answers={200: Page})
def reschedule(request: Request) -> Answer:
    """Move the booking."""
    now, form = utc_now(), request.body(GuestMove)
    file = reschedule_booking(
        _code(request),
        as_guest(form),
        _portal(request),
        wiring.stores(),
        now=now,
        expected_total=form.expected_total,
    )
    return guests_page(file, request, now)


@operation.route(
    "POST",
    "/staff/bookings/{code}/reschedule-quote",
    body=DeskMove,
    answers={200: MoveView},
)
def quote_reschedule_at_desk(request: Request) -> Answer:
    """What moving the booking would cost or give back, for staff."""
    form = request.body(DeskMove)
    file, moved = quote_move(
        _code(request),
        form,
        KnownAccess(request.staff),
        wiring.stores(),
        now=utc_now(),
        keep_price=form.keep_price,
    )
    return Answer(200, move_view(file, moved))


@operation.route(
    "POST",
    "/staff/bookings/{code}/reschedule",
    body=DeskMove,
    answers={200: DeskPage},
)
def reschedule_at_desk(request: Request) -> Answer:
    """Move the booking, also to another room or person, and at the old price if wanted."""
    now, form, code = utc_now(), request.body(DeskMove), _code(request)
    reschedule_booking(
        code,
        form,
        KnownAccess(request.staff),
        wiring.stores(),
        now=now,
        expected_total=form.expected_total,
        keep_price=form.keep_price,
    )
    return desk_page(code, now)


def _code(request: Request) -> str:
    return read_code(request.path["code"])


def _portal(request: Request) -> PortalAccess:
    return PortalAccess(wiring.portal_links(), request.bearer)


handler = operation.handler
