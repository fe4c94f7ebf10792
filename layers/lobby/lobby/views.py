"""What the API answers with about a booking. Field names are the JSON names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, Protocol
from zoneinfo import ZoneInfo

import msgspec

from lobby.domain import actions
from lobby.domain.actions import Availability
from lobby.domain.booking import (
    AcceptedTerms,
    Agency,
    Awaits,
    Booker,
    BookingFile,
    CancellationType,
    Guest,
    Item,
    ItemKind,
    Status,
    TaxLine,
)
from lobby.domain.cancellation import Quote, quote
from lobby.domain.check_in import is_complete, missing
from lobby.domain.events import Event
from lobby.domain.money import Money
from lobby.domain.names import full_name
from lobby.domain.payments import PaymentStatus, balance_of, deposit_due, payment_status
from lobby.domain.pricing import break_down
from lobby.domain.settings import Address, Brand, Field, Policy, Property, Terms


class View(msgspec.Struct, frozen=True, kw_only=True):
    """The base of all answers."""


class PartyMember(View, frozen=True, kw_only=True):
    """A guest as the booking names them."""

    number: int
    first_name: str
    last_name: str


class CancellationView(View, frozen=True, kw_only=True):
    """How the booking was cancelled, and what was kept and given back."""

    at: datetime
    by: Literal["guest", "staff", "system"]
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


class PlaceView(View, frozen=True, kw_only=True):
    """The property as its guests see it, and how to reach it."""

    id: str
    name: str
    email: str
    phone: str
    website: str | None
    address: Address
    time_zone: str
    check_in_from: str
    check_out_until: str
    directions: str
    map_url: str | None


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


class LineView(View, frozen=True, kw_only=True):
    """One line of the price."""

    name: str
    kind: ItemKind
    rate: str | None
    from_: date | None = msgspec.field(name="from")
    to: date | None
    at: datetime | None
    quantity: int
    unit_price: Money
    amount: Money
    tax_rate: Decimal
    reason: str | None
    tax_included: bool


class TaxView(View, frozen=True, kw_only=True):
    """Net, tax and gross of one rate."""

    rate: Decimal
    net: Money
    tax: Money
    gross: Money


class BreakdownView(View, frozen=True, kw_only=True):
    """How the total is composed; items at no cost are left out."""

    lines: list[LineView]
    taxes: list[TaxView]
    net: Money
    tax: Money
    total: Money
    prices_include_tax: bool


class Movement(View, frozen=True, kw_only=True):
    """A payment or a refund."""

    id: str
    kind: Literal["deposit", "balance", "refund"]
    amount: Money
    status: Literal["open", "succeeded", "expired", "pending", "failed"]
    at: datetime


class PaymentsView(View, frozen=True, kw_only=True):
    """The booking's money: ``balance`` is all that is still to pay, ``paid`` is net of refunds.

    ``deposit_by`` is the day until which the deposit is to be paid, where it need not be at once.
    """

    total: Money
    deposit: Money
    deposit_due: Money
    deposit_by: date | None
    balance: Money
    paid: Money
    status: PaymentStatus
    history: list[Movement]


class GuestCheckIn(View, frozen=True, kw_only=True):
    """One guest's answers, and the required questions that are still open."""

    guest: int
    name: str
    complete: bool
    checked_in_at: datetime | None
    missing: list[str]
    answers: dict[str, Any]


class CheckInView(View, frozen=True, kw_only=True):
    """The questions, and where each guest stands."""

    fields: list[Field]
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
    actions: dict[str, Availability]


class Profile(View, frozen=True, kw_only=True):
    """A guest as the desk sees them."""

    guest: int
    first_name: str
    last_name: str
    email: str | None
    phone: str | None
    checked_in_at: datetime | None
    answers: dict[str, Any]


class TimelineEntry(View, frozen=True, kw_only=True):
    """Something that happened, who did it, and through which door they came."""

    id: str
    at: datetime
    type: str
    actor: dict[str, str]
    summary: str


class DeskPage(Page, frozen=True, kw_only=True):
    """The booking's page as staff see it."""

    link: str
    profiles: list[Profile]
    timeline: list[TimelineEntry]
    staff_actions: dict[str, Availability]


def page(file: BookingFile, now: datetime) -> Page:
    """The page of a booking, for its guests."""
    return Page(**_page(file, now))


def desk_page(file: BookingFile, timeline: list[Event], link: str, now: datetime) -> DeskPage:
    """The page of a booking, for staff."""
    return DeskPage(
        **_page(file, now),
        link=link,
        profiles=[
            Profile(
                guest=guest.number,
                first_name=guest.first_name,
                last_name=guest.last_name,
                email=guest.email,
                phone=guest.phone,
                checked_in_at=guest.checked_in_at,
                answers=guest.answers,
            )
            for guest in file.guests
        ],
        timeline=[
            TimelineEntry(
                id=event.id,
                at=event.at,
                type=event.type,
                actor={"door": event.actor.door, "name": event.actor.name},
                summary=_SUMMARIES.get(event.type, event.type),
            )
            for event in timeline
        ],
        staff_actions=actions.desk_actions(file, now),
    )


def quote_view(file: BookingFile, now: datetime) -> QuoteView:
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
        "property": place_view(file.shown.property),
        "itinerary": [_itinerary(file, guest) for guest in file.guests],
        "breakdown": _breakdown(file),
        "payments": _payments(file),
        "check_in": CheckInView(
            fields=file.shown.fields,
            guests=[guest_check_in(file, guest) for guest in file.guests],
            complete=actions.checked_in(file),
        ),
        "terms": booking.terms,
        "policy": booking.policy,
        "brand": file.shown.brand,
        "actions": actions.portal_actions(file, now),
    }


def place_view(place: Property) -> PlaceView:
    """A property as its guests see it."""
    return PlaceView(**{name: getattr(place, name) for name in PlaceView.__struct_fields__})


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


def _breakdown(file: BookingFile) -> BreakdownView:
    booking = file.booking
    priced = break_down(booking.items, prices_include_tax=booking.prices_include_tax)

    def money(amount: int) -> Money:
        return Money(amount, booking.currency)

    return BreakdownView(
        lines=line_views(priced.lines, booking),
        taxes=tax_views(priced.taxes, booking.currency),
        net=money(priced.net),
        tax=money(priced.tax),
        total=money(priced.total),
        prices_include_tax=booking.prices_include_tax,
    )


class Priced(Protocol):
    """What a price belongs to: a booking, or the plan of one."""

    @property
    def currency(self) -> str: ...
    @property
    def prices_include_tax(self) -> bool: ...


def line_views(lines: Sequence[Item], of: Priced) -> list[LineView]:
    """The lines of a price."""
    return [
        LineView(
            name=line.name,
            kind=line.kind,
            rate=line.rate,
            reason=line.reason,
            from_=line.from_,
            to=line.to,
            at=line.at,
            quantity=line.quantity,
            unit_price=Money(line.unit_price, of.currency),
            amount=Money(line.amount, of.currency),
            tax_rate=line.tax_rate,
            tax_included=of.prices_include_tax if line.tax_included is None else line.tax_included,
        )
        for line in lines
    ]


def tax_views(taxes: Sequence[TaxLine], currency: str) -> list[TaxView]:
    """The tax of each rate."""
    return [
        TaxView(
            rate=tax.rate,
            net=Money(tax.net, currency),
            tax=Money(tax.tax, currency),
            gross=Money(tax.gross, currency),
        )
        for tax in taxes
    ]


def _payments(file: BookingFile) -> PaymentsView:
    booking = file.booking

    def money(amount: int) -> Money:
        return Money(amount, booking.currency)

    paid = [
        Movement(
            id=f"payment-{p.number}",
            kind=p.kind,
            amount=money(p.amount),
            status=p.state,
            at=p.settled_at or p.opened_at,
        )
        for p in file.payments
    ]
    refunded = [
        Movement(
            id=f"refund-{r.number}",
            kind="refund",
            amount=money(r.amount),
            status=r.state,
            at=r.settled_at or r.asked_at,
        )
        for r in file.refunds
    ]
    return PaymentsView(
        total=money(booking.total),
        deposit=money(booking.deposit),
        deposit_due=money(deposit_due(booking)),
        deposit_by=booking.deposit_due,
        balance=money(balance_of(booking)),
        paid=money(booking.held),
        status=payment_status(booking),
        history=sorted([*paid, *refunded], key=lambda movement: movement.at),
    )


def _nights(item: Item) -> int:
    return (item.to - item.from_).days if item.from_ and item.to else 0


def _local(at: datetime | None, time_zone: str) -> str | None:
    if at is None:
        return None
    return at.astimezone(ZoneInfo(time_zone)).strftime("%Y-%m-%dT%H:%M")


_SUMMARIES = {
    "booking.created": "Booking created",
    "booking.confirmed": "Booking confirmed",
    "booking.rescheduled": "Booking moved",
    "booking.cancelled": "Booking cancelled",
    "booking.updated": "Booking changed",
    "confirmation.requested": "Confirmation email sent again",
    "link.rotated": "New portal link; the old one stopped working",
    "check_in.completed": "Guest checked in",
    "payment.opened": "Payment started",
    "payment.succeeded": "Payment received",
    "payment.failed": "Payment failed",
    "payment.refund_requested": "Refund under way",
    "payment.refunded": "Refund paid out",
    "payment.refund_failed": "Refund failed",
    "invoice.issued": "Invoice issued",
}
