"""What is still to be had: nights of units, seats of sessions, time of people.

Days and wall-clock times are the property's own. A time that a change of the clocks leaves out
reads as one hour later, one that comes twice as the first of both (RFC 5545, 3.3.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from lobby.base.reasons import Reason
from lobby.domain.selling.catalog import (
    Appointment,
    Catalog,
    Hours,
    Person,
    Rate,
    Selling,
    Session,
    Stay,
    Unit,
)
from lobby.domain.selling.stock import CELL_MINUTES, Stock, cell_of, days, midnight

if TYPE_CHECKING:
    from dateutil.rrule import rrule, rruleset


class Slot(msgspec.Struct, frozen=True):
    """A time at which somebody is free."""

    at: datetime
    person: str
    cell: int
    cells: int


TOO_LATE = Reason("too_late")

# -- any of them --------------------------------------------------------------------------------


def too_soon_or_far(day: date, selling: Selling, zone: ZoneInfo, now: datetime) -> Reason | None:
    """Why a day is not open for booking: over, too close, or too far ahead."""
    last = now.astimezone(zone).date() + timedelta(days=selling.horizon_days)
    if day > last:
        return Reason.of("too_far", last=last)
    end = midnight(day + timedelta(days=1), zone)
    if end <= now:
        return Reason("past")
    if end <= now + timedelta(hours=selling.lead_hours):
        return TOO_LATE
    return None


def earliest(selling: Selling, now: datetime) -> datetime:
    """Before this moment nothing can begin that is booked now."""
    return now + timedelta(hours=selling.lead_hours)


# -- nights -------------------------------------------------------------------------------------


def closed_on(stay: Stay, day: date, stock: Stock) -> bool:
    """Whether a night is not for sale."""
    return any(day in span for span in stay.closed) or stock.override(stay.id, day).closed


def closed_between(stay: Stay, first: date, end: date, stock: Stock) -> date | None:
    """The first night before ``end`` that is not for sale."""
    return next((day for day in days(first, end) if closed_on(stay, day, stock)), None)


def free_units(stay: Stay, stock: Stock, first: date, end: date) -> list[Unit]:
    """The units that are free on every night before ``end``."""
    wanted = list(days(first, end))
    return [
        unit
        for unit in stay.units
        if not any(day in stock.nights.get(unit.id, {}) for day in wanted)
    ]


def stay_rules(
    stay: Stay, rate: Rate | None, first: date, end: date, stock: Stock
) -> Reason | None:
    """Why these nights can't be had at all, whatever is free."""
    nights = (end - first).days
    least = max(
        stay.min_nights,
        rate.min_nights if rate else 1,
        stock.override(stay.id, first).min_nights or 1,
    )
    if nights < least:
        return Reason.of("min_nights", nights=least)
    if nights > stay.max_nights:
        return Reason.of("max_nights", nights=stay.max_nights)
    if stay.arrive_on and first.isoweekday() not in stay.arrive_on:
        return Reason.of("arrive_on", weekdays=stay.arrive_on)
    if stay.leave_on and end.isoweekday() not in stay.leave_on:
        return Reason.of("leave_on", weekdays=stay.leave_on)
    if shut := closed_between(stay, first, end, stock):
        return Reason.of("closed", day=shut)
    return None


# -- sessions -----------------------------------------------------------------------------------


def occurrences(session: Session, first: date, last: date, zone: ZoneInfo) -> list[datetime]:
    """When the session begins (UTC) on the days from first to last."""
    found: set[datetime] = set()
    for schedule in session.schedules:
        start = schedule.start.replace(tzinfo=None)
        since, until = datetime.combine(first, time.min), datetime.combine(last, time.max)
        if schedule.rule is None:
            begins = [start] if since <= start <= until else []
        else:
            begins = _rule(schedule.rule, start).between(since, until, inc=True)
        found |= {
            local.replace(tzinfo=zone).astimezone(UTC)
            for local in begins
            if local.date() not in schedule.except_
        }
    return sorted(found)


@lru_cache(maxsize=256)
def _rule(rule: str, start: datetime) -> rrule | rruleset:
    """The rule, which remembers what it has counted through."""
    from dateutil.rrule import rrulestr

    return rrulestr(rule, dtstart=start, cache=True)


def seats_left(session: Session, at: datetime, stock: Stock, zone: ZoneInfo) -> int:
    """How many more can come; none on a day that staff closed."""
    if stock.override(session.id, at.astimezone(zone).date()).closed:
        return 0
    return max(0, session.seats - stock.session(session.id, at).taken)


# -- appointments -------------------------------------------------------------------------------


def slots(
    appointment: Appointment,
    catalog: Catalog,
    day: date,
    stock: Stock,
    zone: ZoneInfo,
    now: datetime,
) -> list[Slot]:
    """Every slot of a day, by time and then by how little its person has to do that day."""
    if stock.override(appointment.id, day).closed:
        return []
    open_from = earliest(catalog.selling, now)
    people = [catalog.people[key] for key in appointment.people if key in catalog.people]
    people.sort(key=lambda person: len(stock.times.get((person.id, day), {})))
    found = [
        slot
        for person in people
        for slot in _slots_of(person, appointment, day, stock, zone)
        if slot.at >= open_from
    ]
    return sorted(found, key=lambda slot: slot.at)


def _slots_of(
    person: Person, appointment: Appointment, day: date, stock: Stock, zone: ZoneInfo
) -> Iterator[Slot]:
    if any(day in span for span in person.days_off):
        return
    taken = stock.times.get((person.id, day), {})
    start = midnight(day, zone)
    end_of_day = cell_of(midnight(day + timedelta(days=1), zone), day, zone)
    work = appointment.duration // CELL_MINUTES
    for opens, closes in _working(person, day, zone):
        for cell in range(opens, closes - work + 1, appointment.step // CELL_MINUTES):
            # time to clean up may reach beyond working hours, but not into the next day
            last = min(cell + work + appointment.buffer // CELL_MINUTES, end_of_day)
            if not any(used in taken for used in range(cell, last)):
                at = start + timedelta(minutes=CELL_MINUTES * cell)
                yield Slot(at, person.id, cell, last - cell)


def _working(person: Person, day: date, zone: ZoneInfo) -> list[tuple[int, int]]:
    """The spans of cells that somebody works on a day."""
    spans = [_cells(span, day, zone) for span in person.hours if span.weekday == day.isoweekday()]
    for pause in person.breaks:
        if pause.weekday == day.isoweekday():
            away, back = _cells(pause, day, zone)
            spans = [
                part
                for opens, closes in spans
                for part in ((opens, min(closes, away)), (max(opens, back), closes))
                if part[0] < part[1]
            ]
    return sorted(spans)


def _cells(span: Hours, day: date, zone: ZoneInfo) -> tuple[int, int]:
    def cell(at: time) -> int:
        return cell_of(datetime.combine(day, at, zone).astimezone(UTC), day, zone)

    return cell(span.from_), cell(span.to)
