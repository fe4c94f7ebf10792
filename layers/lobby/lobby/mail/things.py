"""What a guest gets, and what of it is other than before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from msgspec.structs import replace

from lobby.domain.booking.booking import Booking
from lobby.domain.business.settings import Property
from lobby.domain.money.lines import Item
from lobby.mail.values import shown
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


def changes_in(language: str, changes: Mapping[str, Any], booking: Booking) -> Mapping[str, Any]:
    """An event's changes, with what the guest had by the names that it has in a language.

    Events name things in the business's first language. What is no longer in the booking keeps
    that name.
    """
    if "items" not in changes:
        return changes
    names = {item.name: item.in_language(language).name for item in booking.items}
    old = [
        item | {"name": names.get(item["name"], item["name"])} for item in changes["items"]["old"]
    ]
    return {**changes, "items": {**changes["items"], "old": old}}


class Moved(NamedTuple):
    """What the booking was before and what it is now, in words; amounts are minor units.

    ``total`` is what it cost before, if it costs something else now; ``back`` is what goes back.
    """

    before: list[str]
    now: list[str]
    total: int | None
    back: int


class _Plan(NamedTuple):
    """When and where, in words."""

    days: list[str]
    times: list[str]
    rooms: list[str]


def moved_from(
    changes: Mapping[str, Any], booking: Booking, place: Property, formats: Formats
) -> Moved:
    """What an event's changes did to the booking.

    Of days, times and rooms, the first that are other than before tell it.
    """

    def before(name: str, now: Any) -> Any:
        return changes[name]["old"] if name in changes else now

    def plan(arrival: date, departure: date, items: Sequence[tuple[str, str, Any]]) -> _Plan:
        return _Plan(
            days=[formats.dates(arrival, departure)] if departure > arrival else [],
            times=[
                f"{shown(name)}: {formats.moment(at, place.time_zone)}"
                for _, name, at in items
                if at is not None
            ],
            rooms=[shown(name) for kind, name, _ in items if kind == "accommodation"],
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
    return Moved(
        before=list(dict.fromkeys(told[0])),
        now=list(dict.fromkeys(told[1])),
        total=total["old"]["amount"] if total else None,
        back=max(0, paid["old"]["amount"] - paid["new"]["amount"]) if paid else 0,
    )
