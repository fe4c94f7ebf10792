"""A month at a glance: each day of what is sold, how much is left and from what price."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec
from msgspec.structs import replace

from lobby.base.errors import InvalidRequest, SoldOut
from lobby.domain.selling import availability, tariff
from lobby.domain.selling.allocation import settle
from lobby.domain.selling.catalog import (
    Appointment,
    DayOverride,
    Package,
    Product,
    Session,
    Stay,
)
from lobby.domain.selling.party import Party
from lobby.domain.selling.plan import price
from lobby.domain.selling.selection import PackageChoice, Selection
from lobby.domain.selling.shop import Shop
from lobby.domain.selling.stock import Stock, days

DayState = Literal["free", "few", "sold_out", "closed", "past"]
_NOT_OPEN = ("past", "too_late", "too_far")
_FEW = 5
"""One in so many left is few."""


class Occurrence(msgspec.Struct, frozen=True, kw_only=True):
    """One session of a day."""

    at: datetime
    until: datetime
    left: int
    seats: int
    sold: int
    least: int
    price: int | None


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A product on one day. ``left`` counts units, seats or free times."""

    date: date
    state: DayState
    left: int
    price: int | None
    min_nights: int = 1
    arrive: bool = True
    leave: bool = True
    sessions: list[Occurrence] = []
    override: DayOverride | None = None


def calendar(
    shop: Shop, month: date, party: Party, stock: Stock, *, now: datetime, product: str | None
) -> tuple[dict[str, list[Day]], dict[str, list[Day]]]:
    """Each day of a month for every product on sale, and for every package."""
    wanted = [
        found
        for found in shop.catalog.products.values()
        if found.on_sale and product in (None, found.id)
    ]
    end = month + timedelta(days=monthrange(month.year, month.month)[1])
    every = list(days(month, end))
    products = {
        found.id: [_day(found, day, shop, party, stock, now) for day in every] for found in wanted
    }
    packages = {
        package.id: [_package_day(package, day, shop, party, stock, now) for day in every]
        for package in shop.catalog.packages.values()
        if package.on_sale and product in (None, package.id)
    }
    return products, packages


def last_day(shop: Shop, month: date) -> date:
    """The last day that a month's calendar is about: packages reach into the next one."""
    longest = max((package.days for package in shop.catalog.packages.values()), default=0)
    return month + timedelta(days=monthrange(month.year, month.month)[1] - 1 + longest)


def _day(product: Product, day: date, shop: Shop, party: Party, stock: Stock, now: datetime) -> Day:
    match product:
        case Stay():
            found = _stay_day(product, day, shop, party, stock)
        case Session():
            found = _session_day(product, day, shop, party, stock, now)
        case Appointment():
            found = _appointment_day(product, day, shop, stock, now)
    if availability.too_soon_or_far(day, shop.catalog.selling, shop.zone, now):
        found = replace(found, state="past")
    return replace(found, override=stock.overrides.get(product.id, {}).get(day))


def _stay_day(stay: Stay, day: date, shop: Shop, party: Party, stock: Stock) -> Day:
    left = len(availability.free_units(stay, stock, day, day + timedelta(days=1)))
    closed = availability.closed_on(stay, day, stock)
    rates = shop.catalog.rates_of(stay.id)
    return Day(
        date=day,
        state=_state(left, party.units_of(stay), len(stay.units), closed=closed),
        left=left,
        price=lowest_price(stay, day, shop, party.ages[: stay.sleeps], stock),
        min_nights=max(
            stay.min_nights,
            min((rate.min_nights for rate in rates), default=1),
            stock.override(stay.id, day).min_nights or 1,
        ),
        arrive=_may(stay.arrive_on, day),
        leave=_may(stay.leave_on, day),
    )


def _session_day(
    session: Session, day: date, shop: Shop, party: Party, stock: Stock, now: datetime
) -> Day:
    sessions = _sessions(session, day, shop, stock, now)
    left = max((one.left for one in sessions), default=0)
    closed = not sessions or stock.override(session.id, day).closed
    return Day(
        date=day,
        state=_state(left, len(party.ages), session.seats, closed=closed),
        left=left,
        price=lowest_price(session, day, shop, [None], stock),
        sessions=sessions,
    )


def _appointment_day(
    appointment: Appointment, day: date, shop: Shop, stock: Stock, now: datetime
) -> Day:
    def times(stock: Stock) -> int:
        found = availability.slots(appointment, shop.catalog, day, stock, shop.zone, now)
        return len({slot.at for slot in found})

    left, offered = times(stock), times(Stock())
    closed = not offered or stock.override(appointment.id, day).closed
    return Day(
        date=day,
        state=_state(left, 1, offered, closed=closed),
        left=left,
        price=lowest_price(appointment, day, shop, [None], stock),
    )


def _state(left: int, needed: int, there: int, *, closed: bool) -> DayState:
    if closed:
        return "closed"
    if left < needed or not left:
        return "sold_out"
    return "few" if left * _FEW <= there else "free"


def _sessions(
    session: Session, day: date, shop: Shop, stock: Stock, now: datetime
) -> list[Occurrence]:
    price_of_day = lowest_price(session, day, shop, [None], stock)
    open_from = availability.earliest(shop.catalog.selling, now)
    found: list[Occurrence] = []
    for at in availability.occurrences(session, day, day, shop.zone):
        held = stock.session(session.id, at)
        left = availability.seats_left(session, at, stock, shop.zone) if at >= open_from else 0
        found.append(
            Occurrence(
                at=at,
                until=at + timedelta(minutes=session.duration),
                left=left,
                seats=session.seats,
                sold=held.taken,
                least=session.least,
                price=price_of_day,
            )
        )
    return found


def _package_day(
    package: Package, day: date, shop: Shop, party: Party, stock: Stock, now: datetime
) -> Day:
    adult = tariff.price_on(
        package.price, package.rules, package.id, day, DayOverride(), shop.called
    )
    left, state = _package_left(package, day, shop, party, stock, now)
    return Day(date=day, state=state, left=left, price=adult.amount)


def _package_left(
    package: Package, day: date, shop: Shop, party: Party, stock: Stock, now: datetime
) -> tuple[int, DayState]:
    """For how many such parties there is room in a package that begins on a day."""
    choice = PackageChoice(package=package.id, from_=day)
    selection = Selection(
        property=shop.catalog.property_id,
        adults=party.adults,
        children=party.children,
        choices=[choice],
    )
    try:
        planned = price(selection, shop, stock, now=now)
        zeros = [0] * len(planned.claims)
        unused = stock.without("")
        settle(planned.claims, zeros, selection, shop, unused, now=now)
    except SoldOut:
        return 0, "sold_out"
    except InvalidRequest as error:
        return 0, "past" if error.code in _NOT_OPEN else "closed"
    return 1, "free"


def lowest_price(
    product: Product, day: date, shop: Shop, ages: Sequence[int | None], stock: Stock
) -> int | None:
    """The lowest price at any rate."""
    prices = [
        tariff.unit_price(
            rate,
            tariff.price_on(
                rate.prices[product.id],
                rate.rules,
                product.id,
                day,
                stock.override(product.id, day),
                shop.called,
            ).amount,
            ages,
        )
        for rate in shop.catalog.rates_of(product.id)
    ]
    return min(prices, default=None)


def _may(weekdays: list[int], day: date) -> bool:
    return not weekdays or day.isoweekday() in weekdays
