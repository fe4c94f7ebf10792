"""What a selection costs, line by line, for a quarter of an hour."""

from __future__ import annotations

from lobby import wiring
from lobby.api import storefront
from lobby.base.clock import utc_now
from lobby.domain.selling.selection import Selection
from lobby.http.operation import Answer, Operation, Request, spoken
from lobby.use_cases.selling.quote_booking import open_shop
from lobby.views.quote import PriceQuoteView

operation = Operation("quote_booking")


@operation.route("POST", "/quotes", body=Selection, answers={200: PriceQuoteView})
def quote(request: Request) -> Answer:
    """What a selection costs, and why."""
    now, selection = utc_now(), request.body(Selection)
    shop = open_shop(selection.property, wiring.catalogs(), wiring.settings().read())
    language = shop.language(request.languages)
    quoted = storefront.quote(selection, shop, wiring.stocks(), wiring.quotes(), language, now=now)
    return Answer(200, quoted, spoken(language))


handler = operation.handler
