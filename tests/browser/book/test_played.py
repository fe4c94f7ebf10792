"""What the played API answers are answers that the API could give."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from lobby.views.availability import MonthView, OffersView, SlotsView
from lobby.views.catalog import CatalogView, Shops
from lobby.views.quote import AgainView, BookedView, MoveView, PriceQuoteView
from tests.browser.book import scenes
from tests.browser.book.server import Request
from tests.browser.book.shop import Shop

CALENDAR = {"property": "praia", "month": "2027-03", "adults": "2"}
STAY = {"property": "praia", "from": "2027-03-01", "to": "2027-03-08", "adults": "2"}
SLOTS = {"property": "praia", "product": "massage", "date": "2027-03-02", "adults": "2"}
SELECTION = {
    "property": "praia", "adults": 2, "children": [], "promotion": "SUMMER10",
    "choices": [
        {"kind": "stay", "product": "garden", "rate": "saver", "from": "2027-03-01",
         "to": "2027-03-08"},
        {"kind": "package", "package": "camp", "from": "2027-03-06"},
    ],
}  # fmt: skip


def strict(kind: type[msgspec.Struct], answer: Any) -> None:
    """Every field is one of the API's, and all of the API's are there."""
    written = msgspec.json.decode(msgspec.json.encode(msgspec.convert(answer, kind)))
    assert _names(answer) == _names(written)


def _names(value: Any) -> Any:
    """The shape of a value; the API leaves out what a product doesn't have."""
    if isinstance(value, dict):
        return {name: _names(part) for name, part in value.items() if part not in ("", None)}
    return [_names(part) for part in value] if isinstance(value, list) else type(value)


@pytest.mark.parametrize(
    ("path", "query", "kind"),
    [
        ("/catalog", {}, Shops),
        ("/catalog", {"property": "praia"}, CatalogView),
        ("/availability/stays", STAY, OffersView),
        ("/availability/slots", SLOTS, SlotsView),
    ],
)
def test_what_is_read(path: str, query: dict[str, str], kind: type[msgspec.Struct]) -> None:
    _, answer = Shop().answer(Request("GET", f"/api{path}", None, None, query))
    strict(kind, answer)


def test_the_calendar() -> None:
    _, answer = Shop().answer(Request("GET", "/api/availability/calendar", None, None, CALENDAR))
    strict(MonthView, answer)


def test_a_quote_and_a_booking() -> None:
    shop = Shop()
    _, quote = shop.answer(Request("POST", "/api/quotes", SELECTION, None))
    strict(PriceQuoteView, quote)
    body = {"quote": quote["quote"], "booker": {"email": "a@b.example"}, "accepted_terms": "3"}
    _, booked = shop.answer(Request("POST", "/api/bookings", body, None, {}, "key"))
    strict(BookedView, booked)


def test_moving_and_booking_again() -> None:
    page = scenes.booked_online()
    strict(MoveView, scenes.move(page, {"arrival": "2027-03-12"}, total=70000))
    msgspec.convert(scenes.again(), AgainView)
