"""When a unit is taken, for other platforms; and where they find it, for staff."""

from __future__ import annotations

from hashlib import sha256
from zoneinfo import ZoneInfo

import msgspec

from lobby import wiring
from lobby.base.clock import utc_now
from lobby.base.errors import NotFound
from lobby.calendars.writing import busy_calendar
from lobby.http.operation import Answer, Operation, Request
from lobby.use_cases.calendars.write_feed import busy_spans
from lobby.views.base import View
from lobby.words.catalogue import language_of

operation = Operation("calendar_feed")

# Other platforms ask every few hours at best; a stray crowd of them is spared the table.
_CACHE = "private, max-age=300"


class FeedAddress(View, frozen=True, kw_only=True):
    """Where other platforms read when a unit is taken."""

    url: str


@operation.route("GET", "/feeds/{property}/{unit}/{file}", answers={200: bytes, 304: None})
def read_feed(request: Request) -> Answer:
    """When a unit is taken (RFC 5545): nights, and nothing about whose."""
    now, links = utc_now(), wiring.feed_links()
    property_id, unit = request.path["property"], request.path["unit"]
    if not links.opens(request.path["file"], property_id, unit):
        raise NotFound
    settings = wiring.settings().read()
    place = settings.properties.get(property_id)
    if place is None:
        raise NotFound
    spans = busy_spans(
        wiring.catalogs().read(property_id, consistent=False),
        unit,
        wiring.stocks(),
        links,
        today=now.astimezone(ZoneInfo(place.time_zone)).date(),
    )
    language = language_of(settings.languages[0])
    # of what it says, not of the file: that has the moment in it at which it was made
    tag = f'W/"{sha256(msgspec.json.encode([language, spans])).hexdigest()[:32]}"'
    headers = {"Cache-Control": _CACHE, "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Answer(304, None, headers)
    return Answer(
        200,
        busy_calendar(spans, now, language),
        {**headers, "Content-Type": "text/calendar"},
    )


@operation.route("GET", "/staff/catalog/{property}/units/{unit}/feed", answers={200: FeedAddress})
def show_address(request: Request) -> Answer:
    """Where other platforms read when a unit is taken."""
    property_id, unit = request.path["property"], request.path["unit"]
    if wiring.catalogs().read(property_id).stay_of(unit) is None:
        raise NotFound("unknown_unit")
    return Answer(200, FeedAddress(url=wiring.feed_links().link(property_id, unit)))


handler = operation.handler
