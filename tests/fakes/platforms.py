"""Other platforms' calendars in memory."""

from __future__ import annotations

from datetime import date

from lobby.calendars.fetching import Unreadable


class Platforms:
    """Other platforms' calendars by URL; what is not there can't be read."""

    def __init__(self) -> None:
        self.calendars: dict[str, bytes] = {}

    def say(self, name: str, *spans: tuple[date, date], summary: str = "Reserved") -> None:
        """Lets a platform's calendar have these spans and no others."""
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//x//EN"]
        for first, end in spans:
            lines += ["BEGIN:VEVENT", f"UID:{first}", f"SUMMARY:{summary}"]
            lines += [f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{end:%Y%m%d}"]
            lines += ["END:VEVENT"]
        text = "\r\n".join([*lines, "END:VCALENDAR", ""])
        self.calendars[f"https://{name}.example/a.ics"] = text.encode()

    def __call__(self, url: str) -> bytes:
        if url not in self.calendars:
            raise Unreadable("feed_status", status=500)
        return self.calendars[url]
