"""What can still be had: a month at a glance, stays for certain dates, free times of a day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec
from msgspec.structs import replace

from lobby.base.errors import InvalidRequest, SoldOut
from lobby.base.reasons import Reason
from lobby.domain.money.pricing import break_down
from lobby.domain.selling import availability, tariff
from lobby.domain.selling.allocation import settle
from lobby.domain.selling.catalog import (
    Appointment,
    DayOverride,
    Package,
    Product,
    Rate,
    Session,
    Stay,
)
from lobby.domain.selling.plan import price
from lobby.domain.selling.selection import PackageChoice, Selection, StayChoice
from lobby.domain.selling.shop import Shop
from lobby.domain.selling.stock import Stock, days, months
from lobby.store.stock import Stocks

DayState = Literal["free", "few", "sold_out", "closed", "past"]
_NOT_OPEN = ("past", "too_late", "too_far")
_MOST_NIGHTS = 365
_FEW = 5
"""One in so many left is few."""


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Who comes: adults, and children by their ages."""

    adults: int = 2
    children: list[int] = []

    @property
    def ages(self) -> list[int | None]:
        """Everybody's age; None for adults."""
        return [*(None for _ in range(self.adults)), *self.children]


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


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """A stay at a rate for certain dates; without ``total`` it can't be had, and says why."""

    product: str
    rate: Rate
    left: int
    units: int
    total: int | None = None
    refusal: Reason | None = None


def read_month(shop: Shop, month: date, stocks: Stocks) -> Stock:
    """The stock of a month in one Query, and of the next one into which packages reach."""
    longest = max((package.days for package in shop.catalog.packages.values()), default=0)
    last = month + timedelta(days=monthrange(month.year, month.month)[1] - 1 + longest)
    return stocks.read(shop.catalog.property_id, months(month, last), consistent=False)


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


def stays(
    shop: Shop, first: date, end: date, party: Party, stocks: Stocks, *, now: datetime
) -> list[Offer]:
    """What every stay costs for these dates at every rate, one Query for each month.

    Raises:
        InvalidRequest: the dates or the party can't be.
    """
    if not 0 < (end - first).days <= _MOST_NIGHTS:
        raise InvalidRequest.of("to", "stay_length", most=_MOST_NIGHTS)
    stock = stocks.read(shop.catalog.property_id, months(first, end), consistent=False)
    found = sorted(
        (p for p in shop.catalog.products.values() if isinstance(p, Stay) and p.on_sale),
        key=lambda stay: (stay.position, stay.id),
    )
    return [
        _offer(stay, rate, shop, first, end, party, stock, now)
        for stay in found
        for rate in shop.catalog.rates_of(stay.id)
    ]


def times(
    shop: Shop, product_id: str, day: date, person: str | None, stocks: Stocks, *, now: datetime
) -> tuple[list[tuple[datetime, list[str]]], int | None]:
    """The free times of a day with who is free then, and what it costs.

    Raises:
        InvalidRequest: there is no such appointment, or the day is not open for booking.
    """
    appointment = shop.catalog.products.get(product_id)
    if not isinstance(appointment, Appointment) or not appointment.on_sale:
        raise InvalidRequest.of("product", "unknown_appointment")
    if refusal := availability.too_soon_or_far(day, shop.catalog.selling, shop.zone, now):
        raise InvalidRequest.because("date", refusal)
    stock = stocks.read(shop.catalog.property_id, [day.replace(day=1)], consistent=False)
    free: dict[datetime, list[str]] = {}
    for slot in availability.slots(appointment, shop.catalog, day, stock, shop.zone, now):
        if person in (None, slot.person):
            free.setdefault(slot.at, []).append(slot.person)
    return list(free.items()), _lowest(appointment, day, shop, [None], stock)


# -- one day ------------------------------------------------------------------------------------


def _day(product: Product, day: date, shop: Shop, party: Party, stock: Stock, now: datetime) -> Day:
    zone, selling = shop.zone, shop.catalog.selling
    refusal = availability.too_soon_or_far(day, selling, zone, now)
    match product:
        case Stay():
            closed = availability.closed_on(product, day, stock)
            left = len(availability.free_units(product, stock, day, day + timedelta(days=1)))
            needed, there = _units(product, party), len(product.units)
        case Session():
            closed = stock.override(product.id, day).closed
            left, needed, there = 0, len(party.ages), 0
        case Appointment():
            offered = availability.slots(product, shop.catalog, day, Stock(), zone, now)
            found = availability.slots(product, shop.catalog, day, stock, zone, now)
            closed = not offered or stock.override(product.id, day).closed
            left, needed = len({slot.at for slot in found}), 1
            there = len({slot.at for slot in offered})
    sessions: list[Occurrence] = []
    if isinstance(product, Session):
        sessions = _sessions(product, day, shop, stock, now)
        left = max((one.left for one in sessions), default=0)
        there = product.seats if sessions else 0
        closed = closed or not sessions
    rates = shop.catalog.rates_of(product.id)
    shared = party.ages[: product.sleeps] if isinstance(product, Stay) else [None]
    override = stock.overrides.get(product.id, {}).get(day)
    return Day(
        date=day,
        state=_state(refusal is not None, closed, left, needed, there),
        left=left,
        price=_lowest(product, day, shop, shared, stock),
        min_nights=max(
            product.min_nights,
            min((rate.min_nights for rate in rates), default=1),
            (override.min_nights if override else None) or 1,
        )
        if isinstance(product, Stay)
        else 1,
        arrive=_may(product.arrive_on, day) if isinstance(product, Stay) else True,
        leave=_may(product.leave_on, day) if isinstance(product, Stay) else True,
        sessions=sessions,
        override=override,
    )


def _state(past: bool, closed: bool, left: int, needed: int, there: int) -> DayState:
    if past:
        return "past"
    if closed:
        return "closed"
    if left < needed or not left:
        return "sold_out"
    return "few" if left * _FEW <= there else "free"


def _sessions(
    session: Session, day: date, shop: Shop, stock: Stock, now: datetime
) -> list[Occurrence]:
    price_of_day = _lowest(session, day, shop, [None], stock)
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
    adult = tariff.price_on(package.price, package.rules, package.id, day, DayOverride())
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


def _lowest(
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
            ).amount,
            ages,
        )
        for rate in shop.catalog.rates_of(product.id)
    ]
    return min(prices, default=None)


def _offer(
    stay: Stay,
    rate: Rate,
    shop: Shop,
    first: date,
    end: date,
    party: Party,
    stock: Stock,
    now: datetime,
) -> Offer:
    units = _units(stay, party)
    left = len(availability.free_units(stay, stock, first, end))
    offer = Offer(product=stay.id, rate=rate, left=left, units=units)
    selection = Selection(
        property=shop.catalog.property_id,
        adults=party.adults,
        children=party.children,
        choices=[StayChoice(product=stay.id, rate=rate.id, from_=first, to=end)],
    )
    try:
        planned = price(selection, shop, stock, now=now)
    except InvalidRequest as error:
        return replace(offer, refusal=Reason(error.code, error.params))
    if left < units:
        return replace(offer, refusal=Reason("sold_out"))
    whole = break_down(planned.items, prices_include_tax=shop.place.prices_include_tax)
    return replace(offer, total=whole.total)


def _may(weekdays: list[int], day: date) -> bool:
    return not weekdays or day.isoweekday() in weekdays


def _units(stay: Stay, party: Party) -> int:
    return -(-len(party.ages) // stay.sleeps)
