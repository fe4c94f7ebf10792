"""What a selection costs, line by line, for a quarter of an hour."""

from __future__ import annotations

from lobby import shop_views, wiring
from lobby.clock import utc_now
from lobby.domain.selection import Selection
from lobby.http import Answer, Operation, Request
from lobby.use_cases.book import would_be
from lobby.use_cases.quote_booking import open_shop, quote_booking

operation = Operation("quote_booking")


@operation.route("POST", "/quotes", body=Selection, answers={200: shop_views.PriceQuoteView})
def quote(request: Request) -> Answer:
    """What a selection costs, and why."""
    now, selection = utc_now(), request.body(Selection)
    shop = open_shop(selection.property, wiring.catalogs(), wiring.settings().read())
    plan = quote_booking(selection, shop, wiring.stocks(), now=now)
    sealed, expires_at = wiring.quotes().seal(plan, now)
    booking = would_be(plan, shop, now)
    return Answer(200, shop_views.quote_view(plan, shop, sealed, expires_at, booking, now))


handler = operation.handler
