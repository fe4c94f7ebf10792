"""Looking for bookings: the grid's filters and rows."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from lobby.domain.booking.booking import Awaits, Booking, Status
from lobby.domain.booking.payments import PaymentStatus, payment_status
from lobby.domain.money.money import Money


class Filters(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What staff look for. All given filters hold at once; dates are inclusive.

    Names are compared without case and accents, from their first letter on. ``booked_*`` are UTC
    dates. ``property`` is a property's id.
    """

    booked_from: date | None = None
    booked_to: date | None = None
    arrival_from: date | None = None
    arrival_to: date | None = None
    departure_from: date | None = None
    departure_to: date | None = None
    code: str | None = None
    last_name: str | None = None
    first_name: str | None = None
    rate: str | None = None
    property: str | None = None
    status: Status | None = None


class PropertyName(msgspec.Struct, frozen=True):
    """A property as the grid names it."""

    id: str
    name: str


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A booking as one row of the grid and of the CSV file."""

    code: str
    status: Status
    booked_at: datetime
    arrival: date
    departure: date
    first_name: str
    last_name: str
    email: str | None
    property: PropertyName
    rate: str | None
    guests: int
    total: Money
    paid: Money
    payment_status: PaymentStatus
    agency: str | None
    awaits: Awaits | None = None


def row_of(booking: Booking, guests: int) -> Row:
    """The row of a booking with so many guests."""
    return Row(
        code=booking.code,
        status=booking.status,
        booked_at=booking.created_at,
        arrival=booking.arrival,
        departure=booking.departure,
        first_name=booking.booker.first_name,
        last_name=booking.booker.last_name,
        email=booking.booker.email,
        property=PropertyName(booking.property_id, booking.property_name),
        rate=booking.master_rate,
        guests=guests,
        total=Money(booking.total, booking.currency),
        paid=Money(booking.held, booking.currency),
        payment_status=payment_status(booking),
        agency=booking.agency.name if booking.agency else None,
        awaits=booking.waits_for,
    )
