"""The stay and its activities as a calendar file (RFC 5545, sent by the rules of RFC 5546)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urlsplit

from lobby.mail.message import Attachment, one_line
from lobby.mail.things import things_of
from lobby.mail.values import address_lines
from lobby.mail.writer import Writer

if TYPE_CHECKING:
    from icalendar import Event

Method = Literal["PUBLISH", "CANCEL"]
PRODUCT: Final = "-//Lobby//Booking portal//EN"


def calendar_file(mail: Writer, *, method: Method, site_url: str, now: datetime) -> Attachment:
    """The booking for a calendar: published, or taken out of it again by ``CANCEL``.

    Calendar programs know an event by its UID, so a later file with a higher SEQUENCE (the
    booking's version) replaces it. The portal link is left out: calendars are shared, and the link
    opens the booking.
    """
    from icalendar import Calendar

    booking, place = mail.booking, mail.place
    host = urlsplit(site_url).hostname
    stay = _event(f"{booking.code}.stay@{host}", place.name, booking.arrival)
    # Whole days, and the day of departure is one of them: the guest is on the way then.
    stay.add("dtend", booking.departure + timedelta(days=1))
    stay.add("transp", "TRANSPARENT")
    # Counted by themselves: another price may take more lines, but it's still the first lesson.
    timed = [(item.name, item.at) for item in things_of(booking.items) if item.at is not None]
    activities = [
        _event(f"{booking.code}.activity{number}@{host}", name, at.astimezone(UTC))
        for number, (name, at) in enumerate(timed)
    ]
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for event in (stay, *activities):
        event.add("sequence", booking.version)
        event.add("dtstamp", now.astimezone(UTC))
        event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
        _tell_where(event, mail, site_url)
        calendar.add_component(event)
    return Attachment(
        name=f"booking-{booking.code}.ics",
        media_type=f"text/calendar; charset=utf-8; method={method}",
        content=calendar.to_ical(),
    )


def _event(uid: str, summary: str, start: date) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("summary", one_line(summary))
    event.add("dtstart", start)
    return event


def _tell_where(event: Event, mail: Writer, site_url: str) -> None:
    from icalendar import vCalAddress, vText

    place = mail.place
    organizer = vCalAddress(f"mailto:{one_line(place.email)}" if place.email else site_url)
    # A parameter's value can't hold a quotation mark (RFC 5545, 3.2).
    organizer.params["CN"] = vText(one_line(place.name).replace('"', "'"))
    event.add("organizer", organizer)
    if address := ", ".join(address_lines(place.address, mail.formats)):
        event.add("location", address)
    told = [mail.say("Booking {code}")]
    if place.phone:
        told.append(mail.say("Phone: {phone}", phone=one_line(place.phone)))
    if place.email:
        told.append(mail.say("Email: {email}", email=one_line(place.email)))
    event.add("description", "\n".join(told))
