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
from typing import Any, NamedTuple

from lobby.base.clock import iso
from lobby.domain.booking.booking import BookingFile
from lobby.domain.selling.catalog import DayOverride
from lobby.domain.selling.claims import Claim, Place
from lobby.domain.selling.stock import SessionStock, Stock
from lobby.store.table.items import from_item
from lobby.store.table.transport import Item, Key, Query, Transport, Write, every_item

PREFIX = "STOCK#"
OVERRIDES = "O#"
_HOLDER = "h_"
_TAKEN = "seats_taken"
_USED = "used"


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
            key = _key(property_id, Place("promotion", promotion, None))
            stock.uses[promotion] = (self._transport.get(key) or {}).get(_USED, 0)
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
    gives, takes = _cells(give), _cells(take)
    writes = [
        _cell_write(_key(property_id, place), holder, takes[place], gives[place])
        for place in dict.fromkeys([*gives, *takes])
    ]
    given, taken = _counts(give), _counts(take)
    for place in dict.fromkeys([*given, *taken]):
        write = _seat_write if place.kind == "session" else _count_write
        writes += write(_key(property_id, place), holder, taken[place], given[place])
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


# -- where claims are kept ----------------------------------------------------------------------

_PREFIXES = {"unit": "N", "person": "T", "session": "S", "extra": "X", "promotion": "P"}


def _key(property_id: str, place: Place) -> Key:
    month = partition(property_id, place.month) if place.month else _uses(property_id)
    at = place.at
    end = "" if at is None else f"#{iso(at)}" if isinstance(at, datetime) else f"#{at:%d}"
    return month, f"{_PREFIXES[place.kind]}#{place.id}{end}"


def _attribute(at: date | int | None) -> str:
    match at:
        case None:
            return _USED
        case int():
            return f"t{at}"
        case _:
            return f"d{at:%d}"


def _uses(property_id: str) -> str:
    return f"{PREFIX}{property_id}#uses"


# -- cells --------------------------------------------------------------------------------------


def _cells(claims: Sequence[Claim]) -> defaultdict[Place, set[str]]:
    cells: defaultdict[Place, set[str]] = defaultdict(set)
    for claim in claims:
        for cell in claim.has():
            cells[cell.place].add(_attribute(cell.at))
    return cells


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


# -- counts -------------------------------------------------------------------------------------


class _Counted(NamedTuple):
    """How many by attribute, and out of how many."""

    numbers: Counter[str]
    of: int = 0


def _counts(claims: Sequence[Claim]) -> defaultdict[Place, _Counted]:
    counts: defaultdict[Place, _Counted] = defaultdict(lambda: _Counted(Counter()))
    for claim in claims:
        for count in claim.counts():
            numbers = counts[count.place].numbers
            numbers[_attribute(count.day)] += count.number
            counts[count.place] = _Counted(numbers, count.of)
    return counts


def _count_write(key: Key, _holder: str, take: _Counted, give: _Counted) -> list[Write]:
    """The write that counts up what is taken, and down what is given up."""
    changes, conditions, values = [], [], {}
    for name in sorted({*take.numbers, *give.numbers}):
        more = take.numbers[name] - give.numbers[name]
        if not more:
            continue
        changes.append(f"{name} :{name}")
        values[f":{name}"] = more
        if more > 0:  # after this no more are taken than there are
            conditions.append(_room_in(name, take.of - more, f":{name}room"))
            values[f":{name}room"] = take.of - more
        else:
            conditions.append(f"{name} >= :{name}least")
            values[f":{name}least"] = -more
    if not changes:
        return []
    return [
        Write(
            kind="update",
            key=key,
            expression="ADD " + ", ".join(changes),
            condition=" AND ".join(conditions),
            values=values,
        )
    ]


def _seat_write(key: Key, holder: str, take: _Counted, give: _Counted) -> list[Write]:
    """The same for a session, which knows who has how many."""
    mine = f"{_HOLDER}{holder}"
    wanted, held = take.numbers.total(), give.numbers.total()
    more = wanted - held
    conditions = [f"{mine} = :held" if held else f"attribute_not_exists({mine})"]
    values = {":held": held} if held else {}
    if not more:
        return [Write(kind="check", key=key, condition=" AND ".join(conditions), values=values)]
    if more > 0:
        # after this no more seats are taken than there are
        conditions.append(_room_in(_TAKEN, take.of - more))
        values[":room"] = take.of - more
    values[":more"] = more
    expression = f"ADD {_TAKEN} :more"
    if wanted:
        expression = f"SET {mine} = :wanted " + expression
        values[":wanted"] = wanted
    else:
        expression = f"REMOVE {mine} " + expression
    return [
        Write(
            kind="update",
            key=key,
            expression=expression,
            condition=" AND ".join(conditions),
            values=values,
        )
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
