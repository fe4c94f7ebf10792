"""Claims: what a booking has of the stock, one class a kind.

A kind says for itself which cells it has (nights and times, which one holder at a time can have)
and what it counts up (seats, pieces, uses, of which there are so many), how it is found among what
is free, and why not. How stock is kept, and what is taken of it, follows from that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import ClassVar, Literal, NamedTuple, Self

import msgspec
from msgspec.structs import replace

from lobby.base.reasons import Moment, Name, Reason, Span
from lobby.domain.selling import availability
from lobby.domain.selling.catalog import Appointment, Catalog, Session, Stay, Unit
from lobby.domain.selling.shop import Shop
from lobby.domain.selling.stock import Stock, days


class Place(NamedTuple):
    """Where stock is kept: a unit's month, a person's day, a session, an extra's month, or a
    promotion for good.
    """

    kind: Literal["unit", "person", "session", "extra", "promotion"]
    id: str
    month: date | None
    at: date | datetime | None = None


class Cell(NamedTuple):
    """A night of a unit by its day, or five minutes of a person by their number in the day."""

    place: Place
    at: date | int


class Count(NamedTuple):
    """So many of what is counted, on a day or in all, out of as many as there are.

    Of a session the stock says as well who has how many.
    """

    place: Place
    day: date | None
    number: int
    of: int


PickUnit = Callable[[Sequence[Unit]], Unit]


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """Where claims are looked for: a property's stock, what of it was wished for by id, and how to
    choose among free units; without it the one that leaves the fewest gaps.
    """

    shop: Shop
    stock: Stock
    now: datetime
    wished: set[str]
    pick: PickUnit | None = None


class _Kind(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """What kinds have in common, as it is for most of them."""

    OF_PRICE: ClassVar[bool] = False
    """Whether it belongs to the price, and not to what people come for."""

    @property
    def named(self) -> str:
        """The unit or the person that it is on, by id."""
        return ""

    def has(self) -> Iterable[Cell]:
        """The cells that it has."""
        return ()

    def counts(self) -> Iterable[Count]:
        """What it counts up."""
        return ()

    def kept(self, _earlier: list[Claim]) -> Self:
        """On the unit or the person of an earlier claim, where it names none."""
        return self

    def give_back(self, stock: Stock) -> None:
        """Takes out of the stock what that does not know to be the holder's."""


class Nights(_Kind, frozen=True, kw_only=True, tag="nights"):
    """Nights of one unit, up to the day of departure."""

    product: str
    unit: str
    from_: date = msgspec.field(name="from")
    to: date

    @property
    def named(self) -> str:
        return self.unit

    def has(self) -> Iterator[Cell]:
        for day in days(self.from_, self.to):
            yield Cell(Place("unit", self.unit, day.replace(day=1)), day)

    def kept(self, earlier: list[Claim]) -> Self:
        for claim in earlier:
            if isinstance(claim, Nights) and (
                claim.unit == self.unit if self.unit else claim.product == self.product
            ):
                earlier.remove(claim)
                return replace(self, unit=claim.unit)
        return self

    def as_sold(self, catalog: Catalog) -> Self | None:
        """Out of as much as there is now; None if there is no such thing any more."""
        stay = catalog.products.get(self.product)
        units = stay.units if isinstance(stay, Stay) else []
        return self if any(unit.id == self.unit for unit in units) else None

    def found(self, search: Search) -> Self | None:
        """On what is free: the same if it is, else another, unless it was wished for."""
        stay = search.shop.catalog.products.get(self.product)
        if not isinstance(stay, Stay):
            return None
        free = availability.free_units(stay, search.stock, self.from_, self.to)
        if any(unit.id == self.unit for unit in free):
            return self
        if self.unit in search.wished or not free:
            return None
        pick = search.pick
        unit = pick(free) if pick else best_fit(free, search.stock, self.from_, self.to)
        return replace(self, unit=unit.id)

    def gone(self, shop: Shop) -> Reason:
        """Why it is not to be had."""
        name = _name(self.product, shop)
        return Reason.of("nights_taken", name=name, nights=Span(self.from_, self.to))

    def take(self, stock: Stock, holder: str) -> None:
        """Notes the claim in the stock, so that the next one is told from it."""
        nights = stock.nights.setdefault(self.unit, {})
        nights.update(dict.fromkeys(days(self.from_, self.to), holder))


class Time(_Kind, frozen=True, kw_only=True, tag="time"):
    """Time of one person: ``cells`` of five minutes from the ``cell`` of their local ``day``."""

    product: str
    person: str
    at: datetime
    day: date
    cell: int
    cells: int

    @property
    def named(self) -> str:
        return self.person

    def has(self) -> Iterator[Cell]:
        place = Place("person", self.person, self.day.replace(day=1), self.day)
        return (Cell(place, number) for number in range(self.cell, self.cell + self.cells))

    def kept(self, earlier: list[Claim]) -> Self:
        people = [
            claim.person
            for claim in earlier
            if isinstance(claim, Time) and claim.product == self.product
        ]
        return self if self.person or not people else replace(self, person=people[-1])

    def as_sold(self, catalog: Catalog) -> Self | None:
        """As it is sold now."""
        appointment = catalog.products.get(self.product)
        people = appointment.people if isinstance(appointment, Appointment) else []
        return self if self.person in people else None

    def found(self, search: Search) -> Self | None:
        """On who is free."""
        catalog, zone = search.shop.catalog, search.shop.zone
        appointment = catalog.products.get(self.product)
        if not isinstance(appointment, Appointment):
            return None
        offered = availability.slots(appointment, catalog, self.day, search.stock, zone, search.now)
        people = [slot.person for slot in offered if slot.at == self.at]
        if self.person in people:
            return self
        if self.person in search.wished or not people:
            return None
        return replace(self, person=people[0])

    def gone(self, shop: Shop) -> Reason:
        """Why it is not to be had."""
        name = _name(self.product, shop)
        return Reason.of("time_taken", name=name, at=Moment(self.at, shop.zone.key))

    def take(self, stock: Stock, holder: str) -> None:
        """Notes the claim in the stock."""
        day = stock.times.setdefault((self.person, self.day), {})
        day.update(dict.fromkeys(range(self.cell, self.cell + self.cells), holder))


class Seats(_Kind, frozen=True, kw_only=True, tag="seats"):
    """Seats of the session that begins at ``at``, out of as many as there were."""

    product: str
    at: datetime
    day: date
    seats: int
    of: int

    def counts(self) -> Iterator[Count]:
        place = Place("session", self.product, self.day.replace(day=1), self.at)
        yield Count(place, None, self.seats, self.of)

    def as_sold(self, catalog: Catalog) -> Self | None:
        """As it is sold now."""
        session = catalog.products.get(self.product)
        return replace(self, of=session.seats) if isinstance(session, Session) else None

    def found(self, search: Search) -> Self | None:
        """If there are as many left."""
        session = search.shop.catalog.products.get(self.product)
        if not isinstance(session, Session):
            return None
        left = availability.seats_left(session, self.at, search.stock, search.shop.zone)
        return replace(self, of=session.seats) if left >= self.seats else None

    def gone(self, shop: Shop) -> Reason:
        """Why they are not to be had."""
        name = _name(self.product, shop)
        return Reason.of("time_taken", name=name, at=Moment(self.at, shop.zone.key))

    def take(self, stock: Stock, _holder: str) -> None:
        """Notes the claim in the stock."""
        session = stock.session(self.product, self.at)
        stock.sessions[self.product, self.at] = replace(session, taken=session.taken + self.seats)


class Pieces(_Kind, frozen=True, kw_only=True, tag="pieces"):
    """Pieces of an extra on each day before ``to``, out of as many as there were."""

    extra: str
    from_: date = msgspec.field(name="from")
    to: date
    count: int
    of: int

    def counts(self) -> Iterator[Count]:
        for day in days(self.from_, self.to):
            place = Place("extra", self.extra, day.replace(day=1))
            yield Count(place, day, self.count, self.of)

    def as_sold(self, catalog: Catalog) -> Self | None:
        """As it is sold now."""
        extra = catalog.extras.get(self.extra)
        return replace(self, of=extra.stock) if extra and extra.stock is not None else self

    def found(self, search: Search) -> Self | None:
        """If there are as many left on every day."""
        extra = search.shop.catalog.extras.get(self.extra)
        if extra is None or extra.stock is None:
            return None
        taken = search.stock.pieces.get(self.extra, {})
        most = max(taken.get(day, 0) for day in days(self.from_, self.to))
        return replace(self, of=extra.stock) if most + self.count <= extra.stock else None

    def gone(self, shop: Shop) -> Reason:
        """Why they are not to be had."""
        extra = shop.catalog.extras.get(self.extra)
        return Reason.of("pieces_taken", name=shop.called(extra) if extra else self.extra)

    def take(self, stock: Stock, _holder: str) -> None:
        """Notes the claim in the stock."""
        for day in days(self.from_, self.to):
            stock.add_pieces(self.extra, day, self.count)

    def give_back(self, stock: Stock) -> None:
        for day in days(self.from_, self.to):
            stock.add_pieces(self.extra, day, -self.count)


class Use(_Kind, frozen=True, kw_only=True, tag="use"):
    """One use of a promotion that may be used only so often."""

    OF_PRICE: ClassVar[bool] = True

    promotion: str
    of: int

    def counts(self) -> Iterator[Count]:
        yield Count(Place("promotion", self.promotion, None), None, 1, self.of)

    def as_sold(self, catalog: Catalog) -> Self | None:
        """As it is sold now."""
        promotion = catalog.promotions.get(self.promotion)
        if promotion is None or promotion.uses is None:
            return self
        return replace(self, of=promotion.uses)

    def found(self, search: Search) -> Self | None:
        """If it has not been used up."""
        return self if search.stock.uses.get(self.promotion, 0) < self.of else None

    def gone(self, _shop: Shop) -> Reason:
        """Why it is not to be had."""
        return Reason("promotion_used_up")

    def take(self, stock: Stock, _holder: str) -> None:
        """Notes the claim in the stock."""
        stock.uses[self.promotion] = stock.uses.get(self.promotion, 0) + 1

    def give_back(self, stock: Stock) -> None:
        stock.uses[self.promotion] = stock.uses.get(self.promotion, 0) - 1


Claim = Nights | Time | Seats | Pieces | Use


def without(stock: Stock, holder: str, claims: Iterable[Claim]) -> Stock:
    """The stock as it were if this holder had none of these claims."""
    left = stock.without(holder)
    for claim in claims:
        claim.give_back(left)
    return left


def places(claims: Iterable[Claim]) -> set[Place]:
    """The places in the stock that claims are about."""
    return {
        part.place for claim in claims for parts in (claim.has(), claim.counts()) for part in parts
    }


def most_cells(claims: Iterable[Claim]) -> int:
    """The most cells in one place: of a unit in a month, or of a person on a day."""
    return max(Counter(cell.place for claim in claims for cell in claim.has()).values(), default=0)


def best_fit(free: Sequence[Unit], stock: Stock, first: date, end: date) -> Unit:
    """The unit whose gap between other bookings these nights fill best."""

    def gap(unit: Unit) -> int:
        taken = stock.nights.get(unit.id, {})
        before = [day for day in taken if day < first]
        after = [day for day in taken if day >= end]
        open_before = (first - max(before)).days if before else 60
        open_after = (min(after) - end).days if after else 60
        return open_before + open_after

    return min(free, key=gap)


def _name(product_id: str, shop: Shop) -> str | Name:
    product = shop.catalog.products.get(product_id)
    return shop.called(product) if product else product_id
