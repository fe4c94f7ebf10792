"""What can still be had, for guests and for staff."""

from __future__ import annotations

import msgspec

from lobby import wiring
from lobby.api import storefront
from lobby.api.storefront import Month, MonthQuery, SlotsQuery, StaysQuery
from lobby.base.clock import utc_now
from lobby.domain.selling.calendar import calendar
from lobby.domain.selling.party import Party
from lobby.domain.selling.shop import Shop
from lobby.http.operation import Answer, Operation, Request, spoken
from lobby.use_cases.selling.quote_booking import open_shop
from lobby.use_cases.selling.search_availability import read_month
from lobby.views.availability import (
    DeskMonthView,
    MonthView,
    OffersView,
    SlotsView,
    desk_month_view,
)

operation = Operation("search_availability")


class DeskMonthQuery(msgspec.Struct, frozen=True, kw_only=True):
    """A month of all products, or of one."""

    month: Month
    product: str | None = None


@operation.route("GET", "/availability/calendar", query=MonthQuery, answers={200: MonthView})
def show_month(request: Request) -> Answer:
    """A month at a glance."""
    wanted = request.filters(MonthQuery)
    opened, language = _said(wanted.property, request)
    found = storefront.month(wanted, opened, wiring.stocks(), now=utc_now())
    return Answer(200, found, spoken(language))


@operation.route("GET", "/availability/stays", query=StaysQuery, answers={200: OffersView})
def show_stays(request: Request) -> Answer:
    """Stays for certain dates, each at every rate, with what they cost in all."""
    wanted = request.filters(StaysQuery)
    opened, language = _said(wanted.property, request)
    found = storefront.offers(wanted, opened, wiring.stocks(), now=utc_now())
    return Answer(200, found, spoken(language))


@operation.route("GET", "/availability/slots", query=SlotsQuery, answers={200: SlotsView})
def show_slots(request: Request) -> Answer:
    """The free times of a day."""
    wanted = request.filters(SlotsQuery)
    opened, language = _said(wanted.property, request)
    found = storefront.slots(wanted, opened, wiring.stocks(), now=utc_now())
    return Answer(200, found, spoken(language))


@operation.route(
    "GET",
    "/staff/catalog/{property}/calendar",
    query=DeskMonthQuery,
    answers={200: DeskMonthView},
)
def show_month_at_desk(request: Request) -> Answer:
    """A month at a glance, with what staff set for its days."""
    wanted = request.filters(DeskMonthQuery)
    shop, month = _shop(request.path["property"]), storefront.first_day(wanted.month)
    products, _ = calendar(
        shop,
        month,
        Party(),
        read_month(shop, month, wiring.stocks()),
        now=utc_now(),
        product=wanted.product,
    )
    return Answer(200, desk_month_view(shop, month, products))


def _said(property_id: str, request: Request) -> tuple[Shop, str]:
    """A property's shop in a language that the guest reads, and which that is."""
    opened = _shop(property_id)
    language = opened.language(request.languages)
    return opened.in_language(language), language


def _shop(property_id: str) -> Shop:
    return open_shop(property_id, wiring.catalogs(), wiring.settings().read())


handler = operation.handler
