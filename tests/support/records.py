"""Records for tests of the domain, each as plain as it can be, and strategies that draw them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec
from hypothesis import strategies as st

from lobby.domain.booking.booking import Booking, BookingFile, Guest, Shown
from lobby.domain.business.settings import Brand, Deadline, Fee, Policy, Property, Tier
from lobby.domain.money.lines import Item
from lobby.domain.people.records import Booker

CREATED = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
PLACE = Property(id="place", name="Praia Surf House", time_zone="Europe/Lisbon")
OPEN_POLICY = Policy(id="open", name="Open", after=Fee(percent=0))


def booking(**changes: Any) -> Booking:
    """A confirmed booking of seven nights for 700.00 EUR."""
    plain = Booking(
        code="7K3M9QXA",
        status="confirmed",
        version=1,
        link_version=1,
        property_id=PLACE.id,
        property_name=PLACE.name,
        currency="EUR",
        arrival=date(2027, 3, 1),
        departure=date(2027, 3, 8),
        booker=Booker(first_name="Anna", last_name="Hemm"),
        agency=None,
        items=[],
        total=70_000,
        deposit=21_000,
        prices_include_tax=True,
        policy=OPEN_POLICY,
        terms=None,
        created_at=CREATED,
    )
    return msgspec.structs.replace(plain, **changes)


def file(changed: Booking | None = None, place: Property = PLACE) -> BookingFile:
    """The file of a booking with one guest."""
    shown = Shown(property=place, brand=Brand(), fields=[])
    guest = Guest(number=0, first_name="Anna", last_name="Hemm")
    return BookingFile(booking=changed or booking(), shown=shown, guests=[guest])


def place(**changes: Any) -> Property:
    """A property in Lisbon with check-in from 15:00."""
    return msgspec.structs.replace(PLACE, **changes)


def moments(first: date, last: date) -> st.SearchStrategy[datetime]:
    """Moments (UTC) of these days, to the microsecond."""
    days = st.dates(first, last)
    return st.builds(datetime.combine, days, st.times(), st.just(UTC))


RATES = st.decimals(0, 1, places=4, allow_nan=False, allow_infinity=False)

ITEMS = st.builds(
    Item,
    kind=st.sampled_from(["accommodation", "activity", "extra", "package"]),
    name=st.just("Something"),
    guests=st.just([0]),
    quantity=st.integers(1, 10_000),
    unit_price=st.one_of(st.just(0), st.integers(0, 10**11)),
    tax_rate=st.one_of(st.sampled_from([Decimal("0.10"), Decimal("0.1"), Decimal(0)]), RATES),
)

FEES = st.one_of(
    st.builds(Fee, percent=st.integers(0, 100)),
    st.builds(Fee, nights=st.integers(0, 30)),
    st.builds(Fee, amount=st.integers(0, 200_000)),
)

DEADLINES = st.one_of(
    st.builds(Deadline, hours=st.integers(0, 24 * 90)),
    st.builds(
        Deadline,
        days=st.integers(0, 90),
        at=st.sampled_from(["00:00", "02:30", "12:00", "18:00", "23:59"]),
    ),
)

POLICIES = st.builds(
    Policy,
    id=st.just("drawn"),
    name=st.just("Drawn"),
    tiers=st.lists(st.builds(Tier, until=DEADLINES, fee=FEES), max_size=4),
    after=FEES,
    guest_until=st.none() | DEADLINES,
)
