"""What the API answers with about a booking. Field names are the JSON names."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

import msgspec

from lobby.domain.booking import actions
from lobby.domain.booking.booking import (
    AcceptedTerms,
    Answers,
    Awaits,
    BookingFile,
    CancellationType,
    CancelledBy,
    Guest,
    Status,
)
from lobby.domain.booking.cancellation import Quote, quote
from lobby.domain.booking.check_in import is_complete, missing
from lobby.domain.business.settings import Brand, Field, FieldType, Policy, Terms
from lobby.domain.money.lines import Item
from lobby.domain.money.money import Money
from lobby.domain.people.names import full_name
from lobby.domain.people.records import Agency, Booker
from lobby.views.actions import GuestActionsView, guest_actions_view
from lobby.views.base import View
from lobby.views.place import PlaceView, place_view
from lobby.views.price import BreakdownView, PaymentsView, _breakdown, _payments


class PartyMember(View, frozen=True, kw_only=True):
    """A guest as the booking names them."""

    number: int
    first_name: str
    last_name: str


class CancellationView(View, frozen=True, kw_only=True):
    """How the booking was cancelled, and what was kept and given back."""

    at: datetime
    by: CancelledBy
    type: CancellationType
    reason: str
    fee: Money
    refund: Money


class BookingView(View, frozen=True, kw_only=True):
    """The booking itself."""

    code: str
    status: Status
    version: int
    arrival: date
    departure: date
    nights: int
    created_at: datetime
    booker: Booker
    guests: list[PartyMember]
    agency: Agency | None
    confirmed_at: datetime | None
    accepted_terms: AcceptedTerms | None
    cancellation: CancellationView | None
    awaits: Awaits | None
    held_until: datetime | None
    bookable: bool


class StayView(View, frozen=True, kw_only=True):
    """Where a guest sleeps, and for how many nights."""

    name: str
    rate: str | None
    from_: date | None = msgspec.field(name="from")
    to: date | None
    nights: int


class Activity(View, frozen=True, kw_only=True):
    """What a guest does; ``local`` is the wall-clock time at the property."""

    name: str
    at: datetime | None
    local: str | None


class ExtraItem(View, frozen=True, kw_only=True):
    """What else a guest gets."""

    name: str
    quantity: int


class GuestItinerary(View, frozen=True, kw_only=True):
    """One guest's part of the booking."""

    guest: int
    name: str
    stays: list[StayView]
    activities: list[Activity]
    extras: list[ExtraItem]


class GuestCheckIn(View, frozen=True, kw_only=True):
    """One guest's answers, and the required questions that are still open."""

    guest: int
    name: str
    complete: bool
    checked_in_at: datetime | None
    missing: list[str]
    answers: Answers


class Question(View, frozen=True, kw_only=True):
    """A question as guests read it. They answer with one of ``options``, as ``names`` calls it."""

    id: str
    label: str
    type: FieldType
    required: bool
    help: str | None
    options: list[str] | None
    names: list[str] | None
    position: int


class CheckInView(View, frozen=True, kw_only=True):
    """The questions, and where each guest stands."""

    fields: list[Question]
    guests: list[GuestCheckIn]
    complete: bool


class TierView(View, frozen=True, kw_only=True):
    """What cancelling costs until a moment."""

    until: datetime
    until_local: str
    fee: Money
    refund: Money


class QuoteView(View, frozen=True, kw_only=True):
    """What cancelling now would mean; ``fee`` is kept of what was paid, ``refund`` comes back."""

    available: Literal[True] = True
    fee: Money
    refund: Money
    paid: Money
    policy: str
    free_until: datetime | None
    free_until_local: str | None
    time_zone: str
    tiers: list[TierView]


class Page(View, frozen=True, kw_only=True):
    """Everything that a booking's page shows."""

    booking: BookingView
    property: PlaceView
    itinerary: list[GuestItinerary]
    breakdown: BreakdownView
    payments: PaymentsView
    check_in: CheckInView
    terms: Terms | None
    policy: Policy
    brand: Brand
    actions: GuestActionsView


def page(file: BookingFile, now: datetime) -> Page:
    """The page of a booking, for its guests."""
    return Page(**_page(file, now))


def cancellation_quote_view(file: BookingFile, now: datetime) -> QuoteView:
    """What cancelling now would mean."""
    booking, place = file.booking, file.shown.property
    quoted: Quote = quote(booking, place, now)

    def money(amount: int) -> Money:
        return Money(amount, booking.currency)

    return QuoteView(
        fee=money(quoted.fee),
        refund=money(quoted.refund),
        paid=money(quoted.paid),
        policy=booking.policy.name,
        free_until=quoted.free_until,
        free_until_local=_local(quoted.free_until, place.time_zone),
        time_zone=place.time_zone,
        tiers=[
            TierView(
                until=tier.until,
                until_local=_local(tier.until, place.time_zone) or "",
                fee=money(tier.fee),
                refund=money(tier.refund),
            )
            for tier in quoted.tiers
        ],
    )


def guest_check_in(file: BookingFile, guest: Guest) -> GuestCheckIn:
    """Where one guest's check-in stands."""
    fields = file.shown.fields
    return GuestCheckIn(
        guest=guest.number,
        name=full_name(guest.first_name, guest.last_name),
        complete=is_complete(fields, guest),
        checked_in_at=guest.checked_in_at,
        missing=missing(fields, guest),
        answers=guest.answers,
    )


def _page(file: BookingFile, now: datetime) -> dict[str, Any]:
    booking = file.booking
    return {
        "booking": _booking(file),
        "property": place_view(file.shown.property, file.shown.languages),
        "itinerary": [_itinerary(file, guest) for guest in file.guests],
        "breakdown": _breakdown(file),
        "payments": _payments(file),
        "check_in": CheckInView(
            fields=[_question(field, file.shown.language) for field in file.shown.fields],
            guests=[guest_check_in(file, guest) for guest in file.guests],
            complete=actions.checked_in(file),
        ),
        "terms": booking.terms,
        "policy": booking.policy,
        "brand": file.shown.brand,
        "actions": guest_actions_view(actions.guest_actions(file, now)),
    }


def _question(field: Field, language: str | None) -> Question:
    options = field.options or []
    names = field.option_names.get(language or "") or options
    return Question(
        id=field.id,
        label=field.label,
        type=field.type,
        required=field.required,
        help=field.help,
        options=field.options,
        names=[name or option for name, option in zip(names, options, strict=False)] or None,
        position=field.position,
    )


def _booking(file: BookingFile) -> BookingView:
    booking = file.booking
    ended = booking.cancellation
    return BookingView(
        code=booking.code,
        status=booking.status,
        version=booking.version,
        arrival=booking.arrival,
        departure=booking.departure,
        nights=booking.nights,
        created_at=booking.created_at,
        booker=booking.booker,
        guests=[
            PartyMember(number=g.number, first_name=g.first_name, last_name=g.last_name)
            for g in file.guests
        ],
        agency=booking.agency,
        confirmed_at=booking.confirmed_at,
        accepted_terms=booking.accepted_terms,
        awaits=booking.waits_for,
        held_until=booking.held_until,
        bookable=booking.selection is not None,
        cancellation=None
        if ended is None
        else CancellationView(
            at=ended.at,
            by=ended.by,
            type=ended.type,
            reason=ended.reason,
            fee=Money(ended.fee, booking.currency),
            refund=Money(ended.refund, booking.currency),
        ),
    )


def _itinerary(file: BookingFile, guest: Guest) -> GuestItinerary:
    zone = file.shown.property.time_zone
    own = [item for item in file.booking.items if guest.number in item.guests]
    return GuestItinerary(
        guest=guest.number,
        name=full_name(guest.first_name, guest.last_name),
        stays=_stays([item for item in own if item.kind == "accommodation"]),
        activities=[
            Activity(name=item.name, at=item.at, local=_local(item.at, zone))
            for item in sorted(own, key=lambda item: (item.at is None, item.at))
            if item.kind == "activity"
        ],
        extras=[
            ExtraItem(name=item.name, quantity=item.quantity)
            for item in own
            if item.kind in ("extra", "package")
        ],
    )


def _stays(lodging: list[Item]) -> list[StayView]:
    """A stay for each room; nights that are told apart by their price only are one stay."""
    stays: list[StayView] = []
    for item in lodging:
        stay = StayView(
            name=item.name, rate=item.rate, from_=item.from_, to=item.to, nights=_nights(item)
        )
        if stays and (stays[-1].name, stays[-1].rate, stays[-1].to) == (
            stay.name,
            stay.rate,
            stay.from_,
        ):
            last = stays.pop()
            stay = StayView(
                name=stay.name,
                rate=stay.rate,
                from_=last.from_,
                to=stay.to,
                nights=last.nights + stay.nights,
            )
        stays.append(stay)
    return stays


def _nights(item: Item) -> int:
    return (item.to - item.from_).days if item.from_ and item.to else 0


def _local(at: datetime | None, time_zone: str) -> str | None:
    if at is None:
        return None
    return at.astimezone(ZoneInfo(time_zone)).strftime("%Y-%m-%dT%H:%M")
