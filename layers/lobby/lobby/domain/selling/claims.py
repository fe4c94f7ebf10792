"""Claims: what a booking has of the stock, one class a kind.

A kind says for itself which cells it has (nights and times, which one holder at a time can have)
and what it counts up (seats, pieces, uses, of which there are so many). How stock is kept, and what
is taken of it, follows from that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import ClassVar, Literal, NamedTuple

import msgspec
from msgspec.structs import replace

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
