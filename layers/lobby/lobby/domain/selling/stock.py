"""Stock: what there is, who has it, and what a booking claims of it.

A night of a unit and five minutes of a person are cells that one holder at a time can have. Seats
of a session and pieces of an extra are counted. Everything is filed under the property's own
calendar day, so that a month is read at once and no change of the clocks opens a gap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from lobby.domain.selling.catalog import DayOverride

CELL_MINUTES = 5
NIGHT = timedelta(days=1)
# Who holds a cell and is no booking: a closure or another platform's calendar, by its id.
CLOSED = "C#"
IMPORT = "I#"

At = TypeVar("At", date, datetime)


class Nights(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="nights"):
    """Nights of one unit, up to the day of departure."""

    product: str
    unit: str
    from_: date = msgspec.field(name="from")
    to: date

    def months(self) -> list[date]:
        """The first day of every month that nights are in."""
        return months(self.from_, self.to - timedelta(days=1))


class Time(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="time"):
    """Time of one person: ``cells`` of five minutes from the ``cell`` of their local ``day``."""

    product: str
    person: str
    at: datetime
    day: date
    cell: int
    cells: int


class Seats(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="seats"):
    """Seats of the session that begins at ``at``, out of as many as there were."""

    product: str
    at: datetime
    day: date
    seats: int
    of: int


class Pieces(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="pieces"):
    """Pieces of an extra on each day before ``to``, out of as many as there were."""

    extra: str
    from_: date = msgspec.field(name="from")
    to: date
    count: int
    of: int


class Use(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="use"):
    """One use of a promotion that may be used only so often."""

    promotion: str
    of: int


Claim = Nights | Time | Seats | Pieces | Use


class SessionStock(msgspec.Struct, frozen=True, kw_only=True):
    """One session: seats taken, and by whom."""

    taken: int = 0
    holders: dict[str, int] = {}


class Stock(msgspec.Struct, kw_only=True):
    """What is taken of a property's stock in the months that were read.

    ``nights`` and ``times`` say who holds a cell: a booking by its code, or ``C#`` and ``I#`` for
    closures and other platforms' bookings.
    """

    nights: dict[str, dict[date, str]] = {}
    times: dict[tuple[str, date], dict[int, str]] = {}
    sessions: dict[tuple[str, datetime], SessionStock] = {}
    pieces: dict[str, dict[date, int]] = {}
    overrides: dict[str, dict[date, DayOverride]] = {}
    uses: dict[str, int] = {}

    def override(self, product: str, day: date) -> DayOverride:
        """What staff set for a product on a day."""
        return self.overrides.get(product, {}).get(day) or DayOverride()

    def session(self, product: str, at: datetime) -> SessionStock:
        """How a session stands."""
        return self.sessions.get((product, at)) or SessionStock()

    def without(self, holder: str, claims: Sequence[Claim]) -> Stock:
        """The stock as it were if this holder had none of these claims."""
        pieces = {extra: dict(taken) for extra, taken in self.pieces.items()}
        uses = dict(self.uses)
        for claim in claims:
            if isinstance(claim, Pieces):
                for day in days(claim.from_, claim.to):
                    pieces.setdefault(claim.extra, {})[day] = (
                        pieces.get(claim.extra, {}).get(day, 0) - claim.count
                    )
            if isinstance(claim, Use):
                uses[claim.promotion] = uses.get(claim.promotion, 0) - 1
        return Stock(
            nights={u: _others(cells, holder) for u, cells in self.nights.items()},
            times={key: _others(cells, holder) for key, cells in self.times.items()},
            sessions={key: _left_by(held, holder) for key, held in self.sessions.items()},
            pieces=pieces,
            overrides=self.overrides,
            uses=uses,
        )

    def take(self, claim: Claim, holder: str) -> None:
        """Notes a claim, so that the next one is told from it."""
        match claim:
            case Nights():
                cells = self.nights.setdefault(claim.unit, {})
                cells.update(dict.fromkeys(days(claim.from_, claim.to), holder))
            case Time():
                slots = self.times.setdefault((claim.person, claim.day), {})
                slots.update(dict.fromkeys(range(claim.cell, claim.cell + claim.cells), holder))
            case Seats():
                held = self.session(claim.product, claim.at)
                self.sessions[claim.product, claim.at] = msgspec.structs.replace(
                    held, taken=held.taken + claim.seats
                )
            case Pieces():
                taken = self.pieces.setdefault(claim.extra, {})
                for day in days(claim.from_, claim.to):
                    taken[day] = taken.get(day, 0) + claim.count
            case Use():
                self.uses[claim.promotion] = self.uses.get(claim.promotion, 0) + 1


def days(first: date, end: date) -> Iterator[date]:
    """Each day from the first, without the end."""
    return (first + timedelta(n) for n in range((end - first).days))


def months(first: date, last: date) -> list[date]:
    """The first day of every month from the one of ``first`` to the one of ``last``."""
    found = [first.replace(day=1)]
    while (found[-1].year, found[-1].month) < (last.year, last.month):
        found.append((found[-1] + timedelta(days=31)).replace(day=1))
    return found


def runs(taken: dict[At, str], step: timedelta) -> Iterator[tuple[str, At, At]]:
    """Each stretch that one holder has without a gap, up to its end."""
    order = sorted(taken)
    if not order:
        return
    begins = order[0]
    for before, after in pairwise(order):
        if after != before + step or taken[after] != taken[before]:
            yield taken[before], begins, before + step
            begins = after
    yield taken[order[-1]], begins, order[-1] + step


def touched(claims: Sequence[Claim]) -> int:
    """How many items of the stock claims are about: a unit's month, a person's day, a session."""
    items: set[tuple[object, ...]] = set()
    for claim in claims:
        match claim:
            case Nights():
                items |= {(claim.unit, month) for month in claim.months()}
            case Time():
                items.add((claim.person, claim.day))
            case Seats():
                items.add((claim.product, claim.at))
            case Pieces():
                last = claim.to - timedelta(days=1)
                items |= {(claim.extra, month) for month in months(claim.from_, last)}
            case Use():
                items.add((claim.promotion,))
    return len(items)


def longest_day(claims: Sequence[Claim]) -> int:
    """The most five minutes of one person on one day."""
    cells: Counter[tuple[str, date]] = Counter()
    for claim in claims:
        if isinstance(claim, Time):
            cells[claim.person, claim.day] += claim.cells
    return max(cells.values(), default=0)


def cell_of(at: datetime, day: date, zone: ZoneInfo) -> int:
    """The five minutes of a local day that an instant is in, counted in elapsed time.

    A day on which clocks change has 276 or 300 cells; none is there twice.
    """
    return int((at - midnight(day, zone)) / timedelta(minutes=CELL_MINUTES))


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which a local day begins."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _others(cells: dict[date, str] | dict[int, str], holder: str) -> dict:  # type: ignore[type-arg]
    return {cell: who for cell, who in cells.items() if who != holder}


def _left_by(held: SessionStock, holder: str) -> SessionStock:
    return msgspec.structs.replace(held, taken=held.taken - held.holders.get(holder, 0))
