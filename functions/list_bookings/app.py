"""The grid of bookings."""

from __future__ import annotations

from lobby import wiring
from lobby.domain.booking.search import Filters, Row
from lobby.http.operation import Answer, Operation, Request
from lobby.use_cases.overview.list_bookings import read_filters, read_position
from lobby.views.base import View

operation = Operation("list_bookings")


class Query(Filters, frozen=True, kw_only=True):
    """The grid's filters, and where the page begins."""

    cursor: str | None = None


class Grid(View, frozen=True, kw_only=True):
    """One page of the grid, by booking date ascending; ``next`` is the following page's cursor."""

    bookings: list[Row]
    next: str | None


@operation.route("GET", "/staff/bookings", query=Query, answers={200: Grid})
def list_bookings(request: Request) -> Answer:
    """List bookings by any of the filters, 50 a page."""
    query = request.filters(Query)
    filters = read_filters(query, wiring.settings())
    rows, position = wiring.listing().page(filters, read_position(query.cursor))
    return Answer(200, Grid(bookings=rows, next=position))


handler = operation.handler
