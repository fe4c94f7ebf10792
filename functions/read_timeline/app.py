"""Rooms and people over days, for staff."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec

from lobby import wiring
from lobby.http.operation import Answer, Operation, Request
from lobby.use_cases.selling.quote_booking import open_shop
from lobby.use_cases.selling.read_timeline import Timeline, read_timeline

operation = Operation("read_timeline")


class TimelineQuery(msgspec.Struct, frozen=True, kw_only=True):
    """A property, and so many days from one on."""

    property: str
    from_: date = msgspec.field(name="from")
    days: Annotated[int, msgspec.Meta(ge=1, le=92)] = 31


@operation.route("GET", "/staff/timeline", query=TimelineQuery, answers={200: Timeline})
def show_timeline(request: Request) -> Answer:
    """Who is where and when."""
    wanted = request.filters(TimelineQuery)
    shop = open_shop(wanted.property, wiring.catalogs(), wiring.settings().read())
    return Answer(
        200, read_timeline(shop, wanted.from_, wanted.days, wiring.stocks(), wiring.listing())
    )


handler = operation.handler
