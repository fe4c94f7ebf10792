"""What of the stock is held by whom: as bookings claim it, and as the table has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from lobby.base.clock import iso
from lobby.domain.selling.claims import Claim, Nights, Pieces, Seats, Time, Use

Cell = tuple[str, str, str]
"""A month (or ``uses``), the sort key of an item, and one of its attributes."""


def claimed(holders: Iterable[tuple[str, Sequence[Claim]]]) -> dict[Cell, Any]:
    """Who holds each cell and how many of each count, by what everybody claims.

    Raises:
        AssertionError: two hold the same night or the same five minutes.
    """
    cells: dict[Cell, str] = {}
    counts: Counter[Cell] = Counter()
    for holder, claims in holders:
        for claim in claims:
            for cell in _cells(claim):
                assert cell not in cells, f"{cell}: {cells[cell]} and {holder}"
                cells[cell] = holder
            counts.update(_counts(claim, holder))
    return {**cells, **counts}


def stored(items: Iterable[dict[str, Any]]) -> dict[Cell, Any]:
    """The same by the table's items. What counts nothing is left out."""
    return {
        (item["PK"].rpartition("#")[2], item["SK"], name): value
        for item in items
        if item["PK"].startswith("STOCK#") and not item["SK"].startswith("O#")
        for name, value in item.items()
        if name not in ("PK", "SK") and value
    }


def _cells(claim: Claim) -> list[Cell]:
    match claim:
        case Nights():
            return [
                (f"{day:%Y-%m}", f"N#{claim.unit}", f"d{day:%d}")
                for day in _days(claim.from_, claim.to)
            ]
        case Time():
            key = f"T#{claim.person}#{claim.day:%d}"
            numbers = range(claim.cell, claim.cell + claim.cells)
            return [(f"{claim.day:%Y-%m}", key, f"t{number}") for number in numbers]
        case _:
            return []


def _counts(claim: Claim, holder: str) -> Counter[Cell]:
    match claim:
        case Seats():
            month, key = f"{claim.day:%Y-%m}", f"S#{claim.product}#{iso(claim.at)}"
            names = ("seats_taken", f"h_{holder}")
            return Counter({(month, key, name): claim.seats for name in names})
        case Pieces():
            return Counter(
                {
                    (f"{day:%Y-%m}", f"X#{claim.extra}", f"d{day:%d}"): claim.count
                    for day in _days(claim.from_, claim.to)
                }
            )
        case Use():
            return Counter({("uses", f"P#{claim.promotion}", "used"): 1})
        case _:
            return Counter()


def _days(first: date, end: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((end - first).days)]
