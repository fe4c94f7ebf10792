"""A guest books what they chose."""

from __future__ import annotations

from lobby import wiring
from lobby.api.storefront import OrderForm, take_order
from lobby.base.clock import utc_now
from lobby.http.operation import Answer, Operation, Request
from lobby.views.quote import BookedView, booked_view

operation = Operation("book")


@operation.route("POST", "/bookings", body=OrderForm, answers={201: BookedView})
def book_online(request: Request) -> Answer:
    """Book. Needs an ``Idempotency-Key``: the same request again is the same booking."""
    file = take_order(
        request.body(OrderForm),
        wiring.stores(),
        wiring.quotes,
        request.idempotency_key,
        request.raw_body,
        now=utc_now(),
    )
    link = wiring.portal_links().link(file.booking.code, file.booking.link_version)
    return Answer(201, booked_view(file.booking, link))


handler = operation.handler
