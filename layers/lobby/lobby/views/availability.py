"""What is free: a month of days, offers of stays, times of a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from lobby.domain.money.money import Money
from lobby.domain.selling.calendar import Day, DayState
from lobby.domain.selling.catalog import (
    DayOverride,
    ProductKind,
)
from lobby.domain.selling.offers import Offer
from lobby.domain.selling.shop import Shop
from lobby.views.base import View
from lobby.views.catalog import RateView, _money, kind_of
from lobby.words.words import english

# -- availability -------------------------------------------------------------------------------


class SessionView(View, frozen=True, kw_only=True):
    """One session of a day."""

    at: datetime
    local: str
    until_local: str
    left: int
    seats: int
    sold: int
    least: int
    price: Money | None


class DayView(View, frozen=True, kw_only=True):
    """A product on one day. ``left`` counts units, seats or free times."""

    date: date
    state: DayState
    left: int
    price: Money | None
    min_nights: int
    arrive: bool
    leave: bool
    sessions: list[SessionView]


class DeskDayView(DayView, frozen=True, kw_only=True):
    """The same for staff, with what they set for the day."""

    override: DayOverride | None


class ProductMonth(View, frozen=True, kw_only=True):
    """A month of one product."""

    product: str
    kind: ProductKind
    days: list[DayView]


class DeskProductMonth(View, frozen=True, kw_only=True):
    """A month of one product, for staff."""

    product: str
    kind: ProductKind
    days: list[DeskDayView]


class PackageMonth(View, frozen=True, kw_only=True):
    """A month of one package: on which days it can begin."""

    package: str
    days: list[DayView]


class MonthView(View, frozen=True, kw_only=True):
    """A month at a glance."""

    property: str
    month: str
    time_zone: str
    currency: str
    products: list[ProductMonth]
    packages: list[PackageMonth]


class DeskMonthView(View, frozen=True, kw_only=True):
    """A month at a glance, for staff."""

    property: str
    month: str
    time_zone: str
    currency: str
    products: list[DeskProductMonth]


def month_view(
    shop: Shop, month: date, products: dict[str, list[Day]], packages: dict[str, list[Day]]
) -> MonthView:
    """A month as guests see it."""
    return MonthView(
        property=shop.catalog.property_id,
        month=f"{month:%Y-%m}",
        time_zone=shop.place.time_zone,
        currency=shop.catalog.selling.currency,
        products=[
            ProductMonth(
                product=product,
                kind=kind_of(shop.catalog.products[product]),
                days=[_day(day, shop) for day in days],
            )
            for product, days in products.items()
        ],
        packages=[
            PackageMonth(package=package, days=[_day(day, shop) for day in days])
            for package, days in packages.items()
        ],
    )


def desk_month_view(shop: Shop, month: date, products: dict[str, list[Day]]) -> DeskMonthView:
    """A month as staff see it."""
    return DeskMonthView(
        property=shop.catalog.property_id,
        month=f"{month:%Y-%m}",
        time_zone=shop.place.time_zone,
        currency=shop.catalog.selling.currency,
        products=[
            DeskProductMonth(
                product=product,
                kind=kind_of(shop.catalog.products[product]),
                days=[
                    DeskDayView(**msgspec.structs.asdict(_day(day, shop)), override=day.override)
                    for day in days
                ],
            )
            for product, days in products.items()
        ],
    )


def _day(day: Day, shop: Shop) -> DayView:
    return DayView(
        date=day.date,
        state=day.state,
        left=day.left,
        price=_money(day.price, shop),
        min_nights=day.min_nights,
        arrive=day.arrive,
        leave=day.leave,
        sessions=[
            SessionView(
                at=one.at,
                local=local(one.at, shop.zone),
                until_local=local(one.until, shop.zone),
                left=one.left,
                seats=one.seats,
                sold=one.sold,
                least=one.least,
                price=_money(one.price, shop),
            )
            for one in day.sessions
        ],
    )


def local(at: datetime, zone: ZoneInfo) -> str:
    """An instant as wall-clock time."""
    return at.astimezone(zone).strftime("%Y-%m-%dT%H:%M")


class OfferView(View, frozen=True, kw_only=True):
    """A stay at a rate for certain dates. One that can't be had says why."""

    product: str
    rate: RateView
    available: bool
    left: int
    units: int
    total: Money | None
    per_night: Money | None
    code: str | None
    params: dict[str, Any] | None = None
    reason: str | None


class OffersView(View, frozen=True, kw_only=True):
    """What can be had for certain dates."""

    property: str
    from_: date = msgspec.field(name="from")
    to: date
    nights: int
    offers: list[OfferView]


def offers_view(shop: Shop, first: date, end: date, offers: Sequence[Offer]) -> OffersView:
    """What can be had for certain dates, the cheapest of what is free first."""
    nights = (end - first).days
    return OffersView(
        property=shop.catalog.property_id,
        from_=first,
        to=end,
        nights=nights,
        offers=[
            OfferView(
                product=offer.product,
                rate=RateView(
                    id=offer.rate.id, name=offer.rate.name, description=offer.rate.description
                ),
                available=offer.total is not None,
                left=offer.left,
                units=offer.units,
                total=_money(offer.total, shop),
                per_night=_money(
                    None if offer.total is None else round(offer.total / nights), shop
                ),
                code=refusal.code if (refusal := offer.refusal) else None,
                params=refusal.params if refusal else None,
                reason=english().sentence(refusal.code, refusal.params) if refusal else None,
            )
            for offer in offers
        ],
    )


class SlotView(View, frozen=True, kw_only=True):
    """A time at which an appointment can begin, and who is free then."""

    at: datetime
    local: str
    people: list[str]
    price: Money | None


class SlotsView(View, frozen=True, kw_only=True):
    """The free times of a day."""

    property: str
    product: str
    date: date
    time_zone: str
    slots: list[SlotView]


def slots_view(
    shop: Shop,
    product: str,
    day: date,
    free: Sequence[tuple[datetime, list[str]]],
    price: int | None,
) -> SlotsView:
    """The free times of a day."""
    return SlotsView(
        property=shop.catalog.property_id,
        product=product,
        date=day,
        time_zone=shop.place.time_zone,
        slots=[
            SlotView(at=at, local=local(at, shop.zone), people=people, price=_money(price, shop))
            for at, people in free
        ],
    )
