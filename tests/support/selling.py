"""A shop made of records, for tests of prices: no API and no table in between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from msgspec.structs import replace

from lobby.domain.booking.booking import Booking
from lobby.domain.business.settings import Policy
from lobby.domain.selling.catalog import (
    Appointment,
    Catalog,
    Extra,
    Hours,
    Package,
    Person,
    Promotion,
    Rate,
    Schedule,
    Selling,
    Session,
    Stay,
    Unit,
)
from lobby.domain.selling.plan import Plan, plan
from lobby.domain.selling.selection import (
    AppointmentChoice,
    Choice,
    Selection,
    SessionChoice,
    StayChoice,
)
from lobby.domain.selling.shop import Shop
from lobby.domain.selling.stock import Stock
from lobby.use_cases.booking.book import would_be
from tests.support.records import place

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def room(units: int = 2, **changes: Any) -> Stay:
    """A room type with so many rooms, each for two."""
    rooms = [Unit(id=f"room{number}", name=f"Room {number}") for number in range(1, units + 1)]
    return replace(Stay(id="room", name="Room", units=rooms), **changes)


def lesson(**changes: Any) -> Session:
    """Every day at ten for two hours, eight seats."""
    daily = Schedule(start=datetime.fromisoformat("2026-01-01T10:00"), rule="FREQ=DAILY")
    plain = Session(id="lesson", name="Lesson", duration=120, seats=8, schedules=[daily])
    return replace(plain, **changes)


def massage(**changes: Any) -> Appointment:
    """An hour with Lena."""
    plain = Appointment(id="massage", name="Massage", duration=60, people=["lena"])
    return replace(plain, **changes)


def lena(opens: str = "09:00", closes: str = "17:00") -> Person:
    """She works every day of the week."""
    hours = [
        Hours(
            weekday=day,
            from_=time.fromisoformat(opens),
            to=time.fromisoformat(closes),
        )
        for day in range(1, 8)
    ]
    return Person(id="lena", name="Lena", hours=hours)


def rate(**changes: Any) -> Rate:
    """A room is 100.00 a night, a lesson 45.00 and a massage 60.00, free of tax."""
    prices = {"room": 10_000, "lesson": 4_500, "massage": 6_000}
    return replace(Rate(id="flexible", name="Flexible", prices=prices), **changes)


def shop_of(
    *records: Stay | Session | Appointment | Rate | Extra | Package | Promotion | Person,
    selling: Selling | None = None,
    policy: Policy | None = None,
    **property_changes: Any,
) -> Shop:
    """A shop with a room, a lesson and a massage; records of the same id take their place."""
    everything = [room(), lesson(), massage(), lena(), rate(), *records]

    def those(*kinds: type) -> dict[str, Any]:
        return {record.id: record for record in everything if isinstance(record, kinds)}

    catalog = Catalog(
        property_id="place",
        selling=selling or Selling(confirm="at_once"),
        products=those(Stay, Session, Appointment),
        people=those(Person),
        rates=those(Rate),
        extras=those(Extra),
        packages=those(Package),
        promotions=those(Promotion),
    )
    policies = {policy.id: policy} if policy else {}
    named = policy.id if policy else None
    return Shop(catalog=catalog, place=place(policy=named, **property_changes), policies=policies)


def nights(first: str, end: str, **more: Any) -> StayChoice:
    """Nights in the room."""
    return StayChoice(
        product="room", from_=date.fromisoformat(first), to=date.fromisoformat(end), **more
    )


def a_lesson(at: str, **more: Any) -> SessionChoice:
    """A lesson at an instant."""
    return SessionChoice(product="lesson", at=datetime.fromisoformat(at), **more)


def a_massage(at: str, **more: Any) -> AppointmentChoice:
    """A massage at an instant."""
    return AppointmentChoice(product="massage", at=datetime.fromisoformat(at), **more)


def planned(
    shop: Shop,
    *choices: Choice,
    adults: int = 2,
    children: Sequence[int] = (),
    promotion: str | None = None,
    now: datetime = NOW,
    stock: Stock | None = None,
) -> Plan:
    """What a party chose, with its price."""
    selection = Selection(
        property="place",
        choices=list(choices),
        adults=adults,
        children=list(children),
        promotion=promotion,
    )
    return plan(selection, shop, stock or Stock(), now=now)


def booked(plan: Plan, shop: Shop, *, paid: int = 0, now: datetime = NOW) -> Booking:
    """The plan as a booking on which so much was paid."""
    return replace(would_be(plan, shop, now), status="confirmed", awaits=None, paid=paid)


def charged(plan: Plan) -> list[tuple[str, str, int, int]]:
    """What costs something: kind, name, quantity and unit price."""
    return [
        (item.kind, item.name, item.quantity, item.unit_price) for item in plan.items if item.amount
    ]
