"""Taken nights as a calendar, for other platforms to read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

import msgspec

from lobby.words.words import words_in

PRODUCT: Final = "-//Lobby//Availability//EN"


class Busy(msgspec.Struct, frozen=True, kw_only=True):
    """Nights in a row that can't be booked, up to the day of departure."""

    uid: str
    from_: date = msgspec.field(name="from")
    to: date


def busy_calendar(spans: Sequence[Busy], now: datetime, language: str) -> bytes:
    """The calendar file (RFC 5545). It says when, and nothing about whom."""
    from icalendar import Calendar, Event

    words = words_in(language)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for span in spans:
        event = Event()
        event.add("uid", span.uid)
        event.add("dtstamp", now)
        event.add("dtstart", span.from_)
        event.add("dtend", span.to)
        event.add("summary", words.say("Busy"))
        event.add("transp", "OPAQUE")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
