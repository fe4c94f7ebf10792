"""What can still be had, for guests and for staff."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec

from lobby import shop_views, wiring
from lobby.clock import utc_now
from lobby.domain.plan import MOST_GUESTS, OLDEST_CHILD
from lobby.domain.shop import Shop
from lobby.errors import InvalidRequest
from lobby.http import Answer, Operation, Request
from lobby.use_cases.quote_booking import open_shop
from lobby.use_cases.search_availability import Party, calendar, read_month, stays, times

operation = Operation("search_availability")

Month = Annotated[str, msgspec.Meta(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]
Adults = Annotated[int, msgspec.Meta(ge=0, le=MOST_GUESTS)]


class MonthQuery(msgspec.Struct, frozen=True, kw_only=True):
    """A month of a property, for a party. ``children`` are ages with commas between them."""

    property: str
    month: Month
    adults: Adults = 2
    children: str = ""
    product: str | None = None


class StaysQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Dates and a party."""

    property: str
    from_: date = msgspec.field(name="from")
    to: date
    adults: Adults = 2
    children: str = ""


class SlotsQuery(msgspec.Struct, frozen=True, kw_only=True):
    """A day of an appointment, with a certain person or with anyone."""

    property: str
    product: str
    date: date
    person: str | None = None


class DeskMonthQuery(msgspec.Struct, frozen=True, kw_only=True):
    """A month of all products, or of one."""

    month: Month
    product: str | None = None


@operation.route(
    "GET", "/availability/calendar", query=MonthQuery, answers={200: shop_views.MonthView}
)
def show_month(request: Request) -> Answer:
    """A month at a glance."""
    wanted, now = request.filters(MonthQuery), utc_now()
    shop, month = _shop(wanted.property), _first(wanted.month)
    party = _party(wanted.adults, wanted.children)
    products, packages = calendar(
        shop,
        month,
        party,
        read_month(shop, month, wiring.stocks()),
        now=now,
        product=wanted.product,
    )
    return Answer(200, shop_views.month_view(shop, month, products, packages))


@operation.route(
    "GET", "/availability/stays", query=StaysQuery, answers={200: shop_views.OffersView}
)
def show_stays(request: Request) -> Answer:
    """Stays for certain dates, each at every rate, with what they cost in all."""
    wanted = request.filters(StaysQuery)
    shop = _shop(wanted.property)
    party = _party(wanted.adults, wanted.children)
    offers = stays(shop, wanted.from_, wanted.to, party, wiring.stocks(), now=utc_now())
    return Answer(200, shop_views.offers_view(shop, wanted.from_, wanted.to, offers))


@operation.route(
    "GET", "/availability/slots", query=SlotsQuery, answers={200: shop_views.SlotsView}
)
def show_slots(request: Request) -> Answer:
    """The free times of a day."""
    wanted = request.filters(SlotsQuery)
    shop = _shop(wanted.property)
    free, price = times(
        shop, wanted.product, wanted.date, wanted.person, wiring.stocks(), now=utc_now()
    )
    return Answer(200, shop_views.slots_view(shop, wanted.product, wanted.date, free, price))


@operation.route(
    "GET",
    "/staff/catalog/{property}/calendar",
    query=DeskMonthQuery,
    answers={200: shop_views.DeskMonthView},
)
def show_month_at_desk(request: Request) -> Answer:
    """A month at a glance, with what staff set for its days."""
    wanted = request.filters(DeskMonthQuery)
    shop, month = _shop(request.path["property"]), _first(wanted.month)
    products, _ = calendar(
        shop,
        month,
        Party(),
        read_month(shop, month, wiring.stocks()),
        now=utc_now(),
        product=wanted.product,
    )
    return Answer(200, shop_views.desk_month_view(shop, month, products))


def _shop(property_id: str) -> Shop:
    return open_shop(property_id, wiring.catalogs(), wiring.settings().read())


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _party(adults: int, children: str) -> Party:
    ages = [age.strip() for age in children.split(",") if age.strip()]
    if not all(age.isdecimal() and int(age) <= OLDEST_CHILD for age in ages):
        raise InvalidRequest.of("children", f"Give ages from 0 to {OLDEST_CHILD}, as in 5,9.")
    if not 0 < adults + len(ages) <= MOST_GUESTS:
        raise InvalidRequest.of("adults", f"A party has 1 to {MOST_GUESTS} guests.")
    return Party(adults=adults, children=[int(age) for age in ages])


handler = operation.handler
