"""Staff close a room for some nights, and open it again."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from lobby import wiring
from lobby.clock import utc_now
from lobby.domain.stock import Nights
from lobby.http import Answer, Operation, Request
from lobby.ids import new_id
from lobby.use_cases.close_unit import close_unit, closed_nights, open_unit
from lobby.views import View

operation = Operation("close_unit")


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """A room and its nights, from the first to the last."""

    unit: str
    from_: date = msgspec.field(name="from")
    to: date


class Closed(View, frozen=True, kw_only=True):
    """What opens the nights again, together with them."""

    id: str


@operation.route("POST", "/staff/catalog/{property}/closures", body=Span, answers={201: Closed})
def close(request: Request) -> Answer:
    """Close a room for some nights; refused if anybody has one of them."""
    closure = new_id(utc_now())
    property_id, nights = request.path["property"], _nights(request, request.body(Span))
    close_unit(property_id, closure, nights, wiring.stocks(), wiring.transport())
    return Answer(201, Closed(id=closure))


@operation.route(
    "DELETE", "/staff/catalog/{property}/closures/{id}", query=Span, answers={204: None}
)
def open_again(request: Request) -> Answer:
    """Open nights that were closed."""
    nights = _nights(request, request.filters(Span))
    open_unit(request.path["property"], request.path["id"], nights, wiring.transport())
    return Answer(204)


def _nights(request: Request, span: Span) -> Nights:
    catalog = wiring.catalogs().read(request.path["property"])
    return closed_nights(catalog, span.unit, span.from_, span.to + timedelta(days=1))


handler = operation.handler
