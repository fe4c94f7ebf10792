"""Staff enter a booking."""

from __future__ import annotations

from datetime import datetime

from lobby.base.errors import FieldError, InvalidRequest
from lobby.base.ids import NewCode, new_code
from lobby.domain.booking.booking import Booking, BookingFile, shown
from lobby.domain.booking.entered import Entered
from lobby.domain.booking.events import Happened
from lobby.domain.business.settings import NO_POLICY, Policy, Property, Settings
from lobby.domain.money.pricing import break_down
from lobby.domain.people.records import Actor
from lobby.store import idempotency
from lobby.store.bookings import Bookings, CodeTaken
from lobby.store.listing import HORIZON_YEARS
from lobby.store.table.transport import ConditionFailed, Transport

_TRIES = 5


def create_booking(
    entered: Entered,
    actor: Actor,
    settings: Settings,
    bookings: Bookings,
    *,
    now: datetime,
    transport: Transport,
    request: idempotency.Request | None = None,
    draw_code: NewCode = new_code,
) -> str:
    """Files the booking and answers with its code; the same request again answers the same code.

    Raises:
        InvalidRequest: names every field that does not fit.
        KeyReused: the idempotency key came with another booking before.
    """
    if request and (answered := request.recorded(transport)):
        return str(answered["code"])
    place, policy = _check(entered, settings, now)
    for _ in range(_TRIES):
        file = _file(draw_code(), entered, place, policy, settings, now)
        created = Happened(type="booking.created", at=now, actor=actor)
        event = created.event(file.booking, file.guests)
        code = file.booking.code
        try:
            bookings.create(
                file, [event], alongside=[request.record({"code": code})] if request else []
            )
        except CodeTaken:
            continue
        except ConditionFailed as error:
            if request and (answered := request.answer_in(error)):
                return str(answered["code"])
            raise
        return code
    raise CodeTaken


def _check(entered: Entered, settings: Settings, now: datetime) -> tuple[Property, Policy]:
    today = now.date()
    horizon = today.replace(year=today.year + HORIZON_YEARS, day=min(today.day, 28))
    wrong = entered.mistakes(horizon)
    place = settings.properties.get(entered.property)
    if place is None:
        wrong.append(FieldError("property", "unknown_property"))
    if entered.policy is not None and entered.policy not in settings.policies:
        wrong.append(FieldError("policy", "unknown_policy"))
    if wrong or place is None:
        raise InvalidRequest(errors=wrong)
    return place, settings.policies.get(entered.policy or place.policy or "", NO_POLICY)


def _file(
    code: str,
    entered: Entered,
    place: Property,
    policy: Policy,
    settings: Settings,
    now: datetime,
) -> BookingFile:
    items = entered.booked_items()
    total = break_down(items, prices_include_tax=place.prices_include_tax).total
    terms = settings.terms if settings.terms and settings.terms.text else None
    booking = Booking(
        code=code,
        status=entered.status,
        version=1,
        link_version=1,
        property_id=place.id,
        property_name=place.name,
        currency=entered.currency,
        arrival=entered.arrival,
        departure=entered.departure,
        booker=entered.booker,
        agency=entered.agency,
        items=items,
        total=total,
        deposit=entered.deposit_on(total),
        prices_include_tax=place.prices_include_tax,
        policy=policy,
        terms=terms,
        created_at=now,
        confirmed_at=now if entered.status == "confirmed" else None,
    )
    return BookingFile(booking=booking, shown=shown(settings, booking), guests=entered.party())
