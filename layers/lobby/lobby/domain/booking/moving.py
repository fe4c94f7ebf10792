"""A booking on other days: its selection and its items moved as a whole.

Days move by so many days and keep their wall-clock times, so a lesson at nine stays at nine when
clocks change in between.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from lobby.base.errors import InvalidRequest
from lobby.domain.booking.booking import Booking
from lobby.domain.money.lines import Item
from lobby.domain.selling.catalog import Catalog
from lobby.domain.selling.claims import Nights
from lobby.domain.selling.selection import (
    AppointmentChoice,
    Choice,
    ExtraChoice,
    PackageChoice,
    Selection,
    SessionChoice,
    StayChoice,
    is_likely,
)


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """Where a booking shall go: to other days, to another time, to another unit or person.

    ``departure`` without ``arrival`` makes the stay longer or shorter. ``unit`` is the room to move
    to and ``instead_of`` the one to leave, where there are several.
    """

    arrival: date | None = None
    departure: date | None = None
    at: datetime | None = None
    person: str | None = None
    unit: str | None = None
    instead_of: str | None = None


def days_moved(move: Move, booking: Booking, zone: ZoneInfo) -> tuple[timedelta, timedelta]:
    """By how much wall-clock times move, and by how much the departure does.

    Raises:
        InvalidRequest: names the field that says nothing, or nonsense.
    """
    _check_days(move)
    if move.at is not None:
        first = min((item.at for item in booking.items if item.at), default=None)
        if first is None or booking.nights:
            raise InvalidRequest.of("at", "moves_by_arrival")
        by = _wall(move.at, zone) - _wall(first, zone)
        return by, by
    arrival = move.arrival or booking.arrival
    by = arrival - booking.arrival
    departure = move.departure or booking.departure + by
    if departure < arrival or (booking.nights and departure == arrival):
        raise InvalidRequest.of("departure", "reversed")
    return by, departure - booking.departure


def _check_days(move: Move) -> None:
    for field in ("arrival", "departure", "at"):
        day = getattr(move, field)
        if day is not None and not is_likely(day):
            raise InvalidRequest.of(field, "unlikely_day")
    if move.at is not None and move.at.tzinfo is None:
        raise InvalidRequest.of("at", "time_zone_needed")


def moved_selection(
    booking: Booking, selection: Selection, move: Move, catalog: Catalog, zone: ZoneInfo
) -> Selection:
    """The selection as it reads after the move."""
    by, end_by = days_moved(move, booking, zone)

    def moved(choice: Choice) -> Choice:
        match choice:
            case StayChoice():
                last = choice.to == booking.departure
                return replace(
                    choice,
                    from_=choice.from_ + by,
                    to=choice.to + (end_by if last else by),
                    unit=None,
                )
            case PackageChoice():
                return replace(choice, from_=choice.from_ + by, unit=None)
            case AppointmentChoice():
                return replace(choice, at=_later(choice.at, by, zone), person=move.person)
            case SessionChoice():
                return replace(choice, at=_later(choice.at, by, zone))
            case ExtraChoice():
                return choice

    choices = [moved(choice) for choice in selection.choices]
    if move.unit is not None:
        _into_unit(choices, booking, selection, move, catalog)
    return replace(selection, choices=choices)


def _into_unit(
    choices: list[Choice], booking: Booking, selection: Selection, move: Move, catalog: Catalog
) -> None:
    """Wishes for the unit in the choice that had the other one."""
    product = catalog.stay_of(move.unit or "")
    if product is None:
        raise InvalidRequest.of("unit", "unknown_unit")
    left = next(
        (
            claim
            for claim in booking.claims
            if isinstance(claim, Nights) and move.instead_of in (None, claim.unit)
        ),
        None,
    )
    if left is None:
        raise InvalidRequest.of("instead_of", "not_its_unit")
    for number, (old, choice) in enumerate(zip(selection.choices, choices, strict=True)):
        if isinstance(choice, PackageChoice) and product.id == left.product:
            choices[number] = replace(choice, unit=move.unit)
            return
        if isinstance(choice, StayChoice) and isinstance(old, StayChoice):
            if (old.product, old.from_, old.to) != (left.product, left.from_, left.to):
                continue
            rates = [rate.id for rate in catalog.rates_of(product.id)]
            choices[number] = replace(
                choice,
                product=product.id,
                rate=choice.rate if choice.rate in rates else None,
                unit=move.unit,
            )
            return
    raise InvalidRequest.of("unit", "unit_unfit")


def moved_items(booking: Booking, move: Move, zone: ZoneInfo) -> list[Item]:
    """The items as they read after the move, at the same price."""
    by, end_by = days_moved(move, booking, zone)

    def moved(item: Item) -> Item:
        last = item.to == booking.departure
        return replace(
            item,
            from_=item.from_ + by if item.from_ else None,
            to=item.to + (end_by if last else by) if item.to else None,
            at=_later(item.at, by, zone) if item.at else None,
        )

    return [moved(item) for item in booking.items]


def _wall(at: datetime, zone: ZoneInfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None)


def _later(at: datetime, by: timedelta, zone: ZoneInfo) -> datetime:
    return (_wall(at, zone) + by).replace(tzinfo=zone).astimezone(UTC)
