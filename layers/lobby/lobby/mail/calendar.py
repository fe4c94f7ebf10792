"""The stay and its activities as a calendar file (RFC 5545, sent by the rules of RFC 5546)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urlsplit

from lobby.domain.booking import BookingFile
from lobby.mail.message import Attachment
from lobby.mail.values import address_lines

if TYPE_CHECKING:
    from icalendar import Event

Method = Literal["PUBLISH", "CANCEL"]
PRODUCT: Final = "-//Lobby//Booking portal//EN"


def calendar_file(
    file: BookingFile, *, method: Method, site_url: str, now: datetime
) -> Attachment:
    """The booking for a calendar: published, or taken out of it again by ``CANCEL``.

    Calendar programs know an event by its UID, so a later file with a higher SEQUENCE (the
    booking's version) replaces it. The portal link is left out: calendars are shared, and the link
    opens the booking.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_stay(file, method, site_url, now))
    for position, item in enumerate(file.booking.items):
        if item.at is not None:
            part = f"item{position}"
            calendar.add_component(
                _event(file, method, site_url, now, part, item.name, item.at.astimezone(UTC))
            )
    return Attachment(
        name=f"booking-{file.booking.code}.ics",
        media_type=f"text/calendar; charset=utf-8; method={method}",
        content=calendar.to_ical(),
    )


def _stay(file: BookingFile, method: Method, site_url: str, now: datetime) -> Event:
    """Whole days, the day of departure included: the guest is on the way then."""
    booking, place = file.booking, file.shown.property
    stay = _event(file, method, site_url, now, "stay", place.name, booking.arrival)
    stay.add("dtend", booking.departure + timedelta(days=1))
    stay.add("transp", "TRANSPARENT")
    return stay


def _event(
    file: BookingFile,
    method: Method,
    site_url: str,
    now: datetime,
    part: str,
    summary: str,
    start: date,
) -> Event:
    from icalendar import Event, vCalAddress, vText

    booking, place = file.booking, file.shown.property
    organizer = vCalAddress(f"mailto:{place.email}" if place.email else site_url)
    organizer.params["CN"] = vText(place.name.replace('"', "'"))
    event = Event()
    event.add("uid", f"{booking.code}.{part}@{urlsplit(site_url).hostname}")
    event.add("sequence", booking.version)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", start)
    event.add("summary", summary)
    event.add("organizer", organizer)
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    if address := ", ".join(address_lines(place.address)):
        event.add("location", address)
    event.add("description", "\n".join(filter(None, (booking.code, place.phone, place.email))))
    return event
