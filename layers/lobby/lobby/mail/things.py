"""What a guest gets, and what of it is other than before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from msgspec.structs import replace

from lobby.domain.booking.booking import Booking
from lobby.domain.business.settings import Property
from lobby.domain.money.lines import Item
from lobby.mail.message import one_line
from lobby.words.formats import Formats


def things_of(items: Sequence[Item]) -> list[Item]:
    """What the guest gets, each thing once.

    One thing may be several lines of the price, with a line for each season or each age. Discounts
    and taxes are nothing that anybody gets.
    """
    found: list[Item] = []
    for item in items:
        if item.kind in ("discount", "tax"):
            continue
        known = next((n for n, thing in enumerate(found) if _goes_on(thing, item)), None)
        if known is None:
            found.append(item)
            continue
        thing = found[known]
        found[known] = replace(
            thing,
            to=item.to,
            quantity=thing.quantity + item.quantity,
            guests=sorted({*thing.guests, *item.guests}),
        )
    return found


def _goes_on(thing: Item, item: Item) -> bool:
    """Whether a line is about this thing: more nights of it, or more people at it."""
    if (thing.kind, thing.name, thing.rate, thing.at) != (item.kind, item.name, item.rate, item.at):
        return False
    if item.kind == "accommodation":
        return thing.to == item.from_ and thing.guests == item.guests
    together = (thing.from_, thing.to) == (item.from_, item.to)
    return item.kind != "extra" and together and not {*thing.guests} & {*item.guests}


class _Plan(NamedTuple):
    """When and where, in words."""

    days: list[str]
    times: list[str]
    rooms: list[str]


def moved_values(
    changes: Mapping[str, Any], booking: Booking, place: Property, formats: Formats
) -> dict[str, Any]:
    """What the booking was before an event's changes and what it is now.

    Of days, times and rooms, the first that are other than before tell it.
    """

    def before(name: str, now: Any) -> Any:
        return changes[name]["old"] if name in changes else now

    def money(amount: int) -> str:
        return formats.money(amount, booking.currency)

    def plan(arrival: date, departure: date, items: Sequence[tuple[str, str, Any]]) -> _Plan:
        return _Plan(
            days=[formats.dates(arrival, departure)] if departure > arrival else [],
            times=[
                one_line(f"{name}: {formats.moment(at, place.time_zone)}", 200)
                for _, name, at in items
                if at is not None
            ],
            rooms=[one_line(name, 200) for kind, name, _ in items if kind == "accommodation"],
        )

    items_now = [(item.kind, item.name, item.at) for item in things_of(booking.items)]
    items_then = (
        [
            (item["kind"], item["name"], datetime.fromisoformat(item["at"]) if item["at"] else None)
            for item in changes["items"]["old"]
        ]
        if "items" in changes
        else items_now
    )
    then = plan(
        date.fromisoformat(before("arrival", booking.arrival.isoformat())),
        date.fromisoformat(before("departure", booking.departure.isoformat())),
        items_then,
    )
    now = plan(booking.arrival, booking.departure, items_now)
    told = next(((old, new) for old, new in zip(then, now, strict=True) if old != new), ([], []))
    total, paid = changes.get("total"), changes.get("paid")
    back = paid["old"]["amount"] - paid["new"]["amount"] if paid else 0
    return {
        "before": list(dict.fromkeys(told[0])),
        "now": list(dict.fromkeys(told[1])),
        "total_before": money(total["old"]["amount"]) if total else None,
        "back": money(back) if back > 0 else None,
    }
