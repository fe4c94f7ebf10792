"""Stock in the table: a property's month is one partition, so that a month is one Query.

    PK                            SK                    what
    STOCK#<property>#<yyyy-mm>    N#<unit>              d01..d31: who has the night
                                  T#<person>#<dd>       t0..t299: who has these five minutes
                                  S#<product>#<at>      seats_taken; h_<holder>: how many of them
                                  X#<extra>             d01..d31: how many are taken
                                  O#<product>           d01..d31: what staff set for the day
    STOCK#<property>#uses         P#<promotion>         used: how often

A cell can be taken only if it is not there, a count can grow only up to what there is, and either
can go back only if it is there: the conditions say so, whatever was read before. Items are touched
once per transaction, so what a booking gives up and what it takes are put together first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from lobby.base.clock import iso
from lobby.domain.booking.booking import BookingFile
from lobby.domain.selling.catalog import DayOverride
from lobby.domain.selling.stock import (
    Claim,
    Nights,
    Pieces,
    Seats,
    SessionStock,
    Stock,
    Time,
    Use,
    days,
)
from lobby.store.table.items import from_item
from lobby.store.table.transport import Item, Key, Query, Transport, Write, every_item

PREFIX = "STOCK#"
OVERRIDES = "O#"
_HOLDER = "h_"
_TAKEN = "seats_taken"


class Stocks:
    """The stock of all properties."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def read(
        self,
        property_id: str,
        months: Iterable[date],
        *,
        promotion: str | None = None,
        consistent: bool = True,
    ) -> Stock:
        """What is taken in these months: one Query each; and how often a promotion was used."""
        stock = Stock(nights={}, times={}, sessions={}, pieces={}, overrides={}, uses={})
        if promotion is not None:
            used = self._transport.get(_use_key(property_id, promotion)) or {}
            stock.uses[promotion] = used.get("used", 0)
        for month in months:
            for item in every_item(
                self._transport,
                Query(
                    key_condition="PK = :pk",
                    values={":pk": partition(property_id, month)},
                    consistent=consistent,
                ),
            ):
                _note(stock, item, month)
        return stock


def partition(property_id: str, day: date) -> str:
    """The partition of a property's month."""
    return f"{PREFIX}{property_id}#{day:%Y-%m}"


def moves(
    property_id: str, holder: str, *, take: Sequence[Claim] = (), give: Sequence[Claim] = ()
) -> list[Write]:
    """The writes by which a holder takes some claims and gives up others, one for each item.

    What is in both is checked to be still held, and stays.
    """
    gives, takes = _cells(property_id, give), _cells(property_id, take)
    writes = [
        _cell_write(key, holder, takes.get(key, set()), gives.get(key, set()))
        for key in dict.fromkeys([*gives, *takes])
    ]
    seats_given, seats_taken = _seats(property_id, give), _seats(property_id, take)
    writes += [
        _seat_write(key, holder, seats_taken.get(key), seats_given.get(key))
        for key in dict.fromkeys([*seats_given, *seats_taken])
    ]
    writes += _piece_writes(property_id, take, give)
    writes += _use_writes(property_id, take, give)
    return writes


def filed(before: BookingFile | None, after: BookingFile) -> list[Write]:
    """The writes by which a booking takes what it claims anew and gives up what it had."""
    booking, had = after.booking, before.booking.claims if before else []
    if booking.claims == had:
        return []
    return moves(booking.property_id, booking.code, take=booking.claims, give=had)


def is_stock(write: Write) -> bool:
    """Whether this is one of the writes that move stock."""
    return write.key is not None and write.key[0].startswith(PREFIX)


# -- cells --------------------------------------------------------------------------------------


def _cells(property_id: str, claims: Sequence[Claim]) -> dict[Key, set[str]]:
    cells: defaultdict[Key, set[str]] = defaultdict(set)
    for claim in claims:
        match claim:
            case Nights():
                for day in days(claim.from_, claim.to):
                    cells[partition(property_id, day), f"N#{claim.unit}"].add(f"d{day:%d}")
            case Time():
                key = (partition(property_id, claim.day), f"T#{claim.person}#{claim.day:%d}")
                cells[key] |= {f"t{n}" for n in range(claim.cell, claim.cell + claim.cells)}
            case _:
                pass
    return dict(cells)


def _cell_write(key: Key, holder: str, take: set[str], give: set[str]) -> Write:
    new, gone, kept = sorted(take - give), sorted(give - take), sorted(give & take)
    changes = []
    if new:
        changes.append("SET " + ", ".join(f"{cell} = :holder" for cell in new))
    if gone:
        changes.append("REMOVE " + ", ".join(gone))
    condition = " AND ".join(
        [
            *(f"attribute_not_exists({cell})" for cell in new),  # nobody has what is taken
            *(f"{cell} = :holder" for cell in [*gone, *kept]),  # and this one has the rest
        ]
    )
    return Write(
        kind="update" if changes else "check",
        key=key,
        expression=" ".join(changes) or None,
        condition=condition,
        values={":holder": holder},
    )


# -- seats --------------------------------------------------------------------------------------


def _seats(property_id: str, claims: Sequence[Claim]) -> dict[Key, tuple[int, int]]:
    """By item: how many seats, and out of how many."""
    seats: dict[Key, tuple[int, int]] = {}
    for claim in claims:
        if isinstance(claim, Seats):
            key = (partition(property_id, claim.day), session_key(claim.product, claim.at))
            before = seats.get(key, (0, 0))[0]
            seats[key] = (before + claim.seats, claim.of)
    return seats


def session_key(product: str, at: datetime) -> str:
    """The sort key of a session."""
    return f"S#{product}#{iso(at)}"


def _seat_write(
    key: Key, holder: str, take: tuple[int, int] | None, give: tuple[int, int] | None
) -> Write:
    mine = f"{_HOLDER}{holder}"
    wanted, of = take or (0, 0)
    held, _ = give or (0, 0)
    more = wanted - held
    conditions = [f"{mine} = :held" if held else f"attribute_not_exists({mine})"]
    values: dict[str, int] = {":held": held} if held else {}
    if more > 0:
        # after this no more seats are taken than there are
        conditions.append(_room_in(_TAKEN, of - more))
        values[":room"] = of - more
    if not more:
        return Write(kind="check", key=key, condition=" AND ".join(conditions), values=values)
    values[":more"] = more
    expression = f"ADD {_TAKEN} :more"
    if wanted:
        expression = f"SET {mine} = :wanted " + expression
        values[":wanted"] = wanted
    else:
        expression = f"REMOVE {mine} " + expression
    return Write(
        kind="update",
        key=key,
        expression=expression,
        condition=" AND ".join(conditions),
        values=values,
    )


# -- pieces -------------------------------------------------------------------------------------


def _piece_writes(property_id: str, take: Sequence[Claim], give: Sequence[Claim]) -> list[Write]:
    by_item: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    there: dict[Key, int] = {}
    for claims, sign in ((take, 1), (give, -1)):
        for claim in claims:
            if not isinstance(claim, Pieces):
                continue
            for day in days(claim.from_, claim.to):
                key = (partition(property_id, day), f"X#{claim.extra}")
                by_item[key][f"d{day:%d}"] += sign * claim.count
                if sign > 0:
                    there[key] = claim.of
    return [
        _piece_write(key, counts, there.get(key, 0))
        for key, counts in by_item.items()
        if any(counts.values())
    ]


def _piece_write(key: Key, counts: Counter[str], there: int) -> Write:
    changes, conditions, values = [], [], {}
    for cell, more in sorted(counts.items()):
        if not more:
            continue
        changes.append(f"{cell} :{cell}")
        values[f":{cell}"] = more
        if more > 0:  # after this no more are taken than there are
            conditions.append(_room_in(cell, there - more, f":{cell}room"))
            values[f":{cell}room"] = there - more
        else:
            conditions.append(f"{cell} >= :{cell}least")
            values[f":{cell}least"] = -more
    return Write(
        kind="update",
        key=key,
        expression="ADD " + ", ".join(changes),
        condition=" AND ".join(conditions),
        values=values,
    )


# -- uses ---------------------------------------------------------------------------------------


def _use_key(property_id: str, promotion: str) -> Key:
    return (f"{PREFIX}{property_id}#uses", f"P#{promotion}")


def _use_writes(property_id: str, take: Sequence[Claim], give: Sequence[Claim]) -> list[Write]:
    taken = {claim.promotion: claim for claim in take if isinstance(claim, Use)}
    given = {claim.promotion for claim in give if isinstance(claim, Use)}
    return [
        *(
            Write(
                kind="update",
                key=_use_key(property_id, promotion),
                expression="ADD used :one",
                condition=_room_in("used", claim.of - 1),
                values={":one": 1, ":room": claim.of - 1},
            )
            for promotion, claim in taken.items()
            if promotion not in given
        ),
        *(
            Write(
                kind="update",
                key=_use_key(property_id, promotion),
                expression="ADD used :less",
                condition="used >= :one",
                values={":less": -1, ":one": 1},
            )
            for promotion in sorted(given - taken.keys())
        ),
    ]


def _room_in(counter: str, room: int, value: str = ":room") -> str:
    """That a counter, which is not there before its first, leaves so much room."""
    if room < 0:
        return f"{counter} <= {value}"
    return f"(attribute_not_exists({counter}) OR {counter} <= {value})"


# -- reading ------------------------------------------------------------------------------------


def _note(stock: Stock, item: Item, month: date) -> None:
    kind, _, rest = item["SK"].partition("#")
    match kind:
        case "N":
            stock.nights.setdefault(rest, {}).update(_by_day(item, month))
        case "T":
            person, _, day = rest.rpartition("#")
            stock.times[person, month.replace(day=int(day))] = {
                int(name[1:]): value for name, value in item.items() if _is_cell(name, "t")
            }
        case "S":
            product, _, at = rest.partition("#")
            stock.sessions[product, datetime.fromisoformat(at)] = SessionStock(
                taken=item.get(_TAKEN, 0),
                holders={
                    name.removeprefix(_HOLDER): value
                    for name, value in item.items()
                    if name.startswith(_HOLDER)
                },
            )
        case "X":
            stock.pieces.setdefault(rest, {}).update(_by_day(item, month))
        case "O":
            stock.overrides.setdefault(rest, {}).update(
                {day: from_item(value, DayOverride) for day, value in _by_day(item, month).items()}
            )


def _by_day(item: Item, month: date) -> dict[date, Any]:
    return {
        month.replace(day=int(name[1:])): value
        for name, value in item.items()
        if _is_cell(name, "d")
    }


def _is_cell(name: str, letter: str) -> bool:
    return name[0] == letter and name[1:].isdigit()
