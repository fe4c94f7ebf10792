"""Stock: what there is and who has it.

A night of a unit and five minutes of a person are cells that one holder at a time can have. Seats
of a session and pieces of an extra are counted. Everything is filed under the property's own
calendar day, so that a month is read at once and no change of the clocks opens a gap.
"""

from __future__ import annotations

from collections.abc import Iterator
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

    def add_pieces(self, extra: str, day: date, count: int) -> None:
        """Counts pieces of an extra up, or down, on a day."""
        taken = self.pieces.setdefault(extra, {})
        taken[day] = taken.get(day, 0) + count

    def without(self, holder: str) -> Stock:
        """A copy of the stock in which this holder has no cells and no seats."""
        return Stock(
            nights={unit: _others(cells, holder) for unit, cells in self.nights.items()},
            times={key: _others(cells, holder) for key, cells in self.times.items()},
            sessions={key: _left_by(held, holder) for key, held in self.sessions.items()},
            pieces={extra: dict(taken) for extra, taken in self.pieces.items()},
            overrides=self.overrides,
            uses=dict(self.uses),
        )


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
