"""Which nights another platform's calendar says are taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import msgspec

from lobby.calendars.fetching import Unreadable
from lobby.domain.selling.stock import NIGHT, days

if TYPE_CHECKING:
    from icalendar import Calendar, Event

_MOST_EVENTS = 5_000
_MOST_RULES = 100
_EARLIEST = date(2000, 1, 1)
# What repeats within a day fills no more nights than what repeats daily, but any memory.
_WITHIN_A_DAY = {"BYHOUR", "BYMINUTE", "BYSECOND"}
_FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
# How platforms that tell them apart call nights that are closed, and not booked, with them. They
# close what our own calendar says is taken, so such a night is no second booking of it.
_CLOSED = re.compile(r"airbnb \(not available\)|blocked|unavailable", re.IGNORECASE)


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """Nights that are taken elsewhere: ``booked``, or only ``closed``."""

    booked: set[date]
    closed: set[date]

    @property
    def nights(self) -> set[date]:
        """All of them."""
        return self.booked | self.closed


def taken_nights(content: bytes, first: date, end: date, zone: ZoneInfo) -> Taken:
    """The nights from ``first`` up to ``end`` that a calendar's events cover.

    Days without a time are nights up to the event's end. Events with times are turned to the
    property's time zone, and take the nights from the day they begin on to the day they end on.
    Events that are cancelled, or that take no time (TRANSP), are passed over.

    Raises:
        Unreadable: this is no whole calendar.
    """
    try:
        return _taken(_calendars(content), first, end, zone)
    except (ValueError, TypeError, LookupError, OverflowError, RecursionError) as error:
        raise Unreadable("feed_unreadable") from error


def _taken(calendars: list[Calendar], first: date, end: date, zone: ZoneInfo) -> Taken:
    booked: set[date] = set()
    closed: set[date] = set()
    for event in _events(calendars, first - NIGHT, end + NIGHT):
        if event.get("STATUS") == "CANCELLED" or event.get("TRANSP") == "TRANSPARENT":
            continue
        is_closed = _CLOSED.fullmatch(str(event.get("SUMMARY", "")).strip())
        begins, ends = (_day(moment, zone) for moment in (event.start, event.end))
        nights = days(max(begins, first), min(ends, end))
        (closed if is_closed else booked).update(nights)
    return Taken(booked=booked, closed=closed - booked)


def _calendars(content: bytes) -> list[Calendar]:
    from icalendar import Calendar

    text = content.removeprefix(b"\xef\xbb\xbf").strip()
    if not text:
        raise Unreadable("feed_empty")
    if not text[:15].upper() == b"BEGIN:VCALENDAR":
        raise Unreadable("feed_not_a_calendar")
    if not text.upper().endswith(b"END:VCALENDAR"):
        raise Unreadable("feed_breaks_off")
    calendars = Calendar.from_ical(text, multiple=True)
    for calendar in calendars:
        _check(calendar)
    return calendars


def _check(calendar: Calendar) -> None:
    """Refuses what would take forever to unfold, or leaves out when anything is."""
    events = calendar.walk("VEVENT")
    rules = [rule for event in events for rule in _rules(event)]
    if len(events) > _MOST_EVENTS or len(rules) > _MOST_RULES:
        raise Unreadable("feed_too_many_events")
    for rule in rules:
        if _WITHIN_A_DAY & rule.keys() or not _FREQUENCIES.issuperset(rule.get("FREQ", [])):
            raise Unreadable("feed_within_a_day")
    for event in events:
        begins = getattr(event.get("DTSTART"), "dt", None)
        if not isinstance(begins, date):
            raise Unreadable("feed_no_beginning")
        if (begins.date() if isinstance(begins, datetime) else begins) < _EARLIEST:
            raise Unreadable("feed_long_ago")


def _rules(event: Any) -> list[Any]:
    found = event.get("RRULE", [])
    return found if isinstance(found, list) else [found]


def _events(calendars: list[Calendar], first: date, end: date) -> Iterator[Event]:
    """Every event, as often as it takes place between two days."""
    import recurring_ical_events  # type: ignore[import-untyped]

    for calendar in calendars:
        yield from recurring_ical_events.of(calendar).between(first, end)


def _day(moment: date | datetime, zone: ZoneInfo) -> date:
    if not isinstance(moment, datetime):
        return moment
    return (moment.astimezone(zone) if moment.tzinfo else moment).date()
