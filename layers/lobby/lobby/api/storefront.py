"""What guests, and agencies for them, see and do before there is a booking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated

import msgspec

from lobby.base.errors import InvalidRequest, NotAvailable, NotFound
from lobby.domain.booking.booking import BookingFile
from lobby.domain.business.settings import Settings
from lobby.domain.people.names import full_name
from lobby.domain.people.records import Actor, Agency
from lobby.domain.selling.calendar import calendar
from lobby.domain.selling.party import Party
from lobby.domain.selling.plan import MOST_GUESTS, OLDEST_CHILD
from lobby.domain.selling.selection import Selection
from lobby.domain.selling.shop import Shop, shop
from lobby.forms.people import BookerGiven, PersonGiven, read_people
from lobby.sealed.quotes import Quotes
from lobby.store import idempotency
from lobby.store.catalog import CatalogStore
from lobby.store.stock import Stocks
from lobby.store.stores import Stores
from lobby.use_cases.booking.book import Order, book, booked_before, would_be
from lobby.use_cases.selling.quote_booking import open_shop, quote_booking
from lobby.use_cases.selling.search_availability import read_month, stays, times
from lobby.views.availability import (
    MonthView,
    OffersView,
    SlotsView,
    month_view,
    offers_view,
    slots_view,
)
from lobby.views.catalog import CatalogView, Shops, catalog_view, shops_view
from lobby.views.quote import PriceQuoteView, quote_view


class CatalogQuery(msgspec.Struct, frozen=True):
    """Without a property, the properties are listed."""

    property: str | None = None


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


class OrderForm(msgspec.Struct, frozen=True, kw_only=True):
    """A quote (or a selection, at the price of the moment), who books and who comes."""

    booker: BookerGiven
    quote: str | None = None
    selection: Selection | None = None
    guests: list[PersonGiven] = []
    accepted_terms: str | None = None


def browse(
    wanted: CatalogQuery, settings: Settings, catalogs: CatalogStore, language: str
) -> Shops | CatalogView:
    """What a property sells, or which properties there are.

    Raises:
        NotFound: there is no such property.
    """
    settings = settings.in_language(language)
    if wanted.property is None:
        found = [
            shop(catalogs.read(place, consistent=False), settings) for place in settings.properties
        ]
        return shops_view(found, settings)
    if wanted.property not in settings.properties:
        raise NotFound("unknown_property")
    opened = shop(catalogs.read(wanted.property, consistent=False), settings)
    return catalog_view(opened.in_language(language), settings)


def month(wanted: MonthQuery, opened: Shop, stocks: Stocks, *, now: datetime) -> MonthView:
    """A month at a glance."""
    first = first_day(wanted.month)
    products, packages = calendar(
        opened,
        first,
        _party(wanted.adults, wanted.children),
        read_month(opened, first, stocks),
        now=now,
        product=wanted.product,
    )
    return month_view(opened, first, products, packages)


def offers(wanted: StaysQuery, opened: Shop, stocks: Stocks, *, now: datetime) -> OffersView:
    """Stays for certain dates, each at every rate, with what they cost in all."""
    party = _party(wanted.adults, wanted.children)
    found = stays(opened, wanted.from_, wanted.to, party, stocks, now=now)
    return offers_view(opened, wanted.from_, wanted.to, found)


def slots(wanted: SlotsQuery, opened: Shop, stocks: Stocks, *, now: datetime) -> SlotsView:
    """The free times of a day."""
    free, price = times(opened, wanted.product, wanted.date, wanted.person, stocks, now=now)
    return slots_view(opened, wanted.product, wanted.date, free, price)


def quote(
    selection: Selection,
    opened: Shop,
    stocks: Stocks,
    quotes: Quotes,
    language: str,
    *,
    now: datetime,
    by_agency: bool = False,
) -> PriceQuoteView:
    """What a selection costs, and why."""
    plan = quote_booking(selection, opened, stocks, now=now)
    sealed, expires_at = quotes.seal(plan, now)
    booking = would_be(plan, opened, now, by_agency=by_agency)
    said = plan.in_language(language)
    view = quote_view(said, opened.in_language(language), sealed, expires_at, booking, now)
    if by_agency and view.confirm == "on_deposit":
        return msgspec.structs.replace(view, confirm="at_once")
    return view


def first_day(month: str) -> date:
    """The first day of a month."""
    return date.fromisoformat(f"{month}-01")


def _party(adults: int, children: str) -> Party:
    ages = [age.strip() for age in children.split(",") if age.strip()]
    if not all(age.isdecimal() and int(age) <= OLDEST_CHILD for age in ages):
        raise InvalidRequest.of("children", "child_ages", oldest=OLDEST_CHILD)
    if not 0 < adults + len(ages) <= MOST_GUESTS:
        raise InvalidRequest.of("adults", "party_size", most=MOST_GUESTS)
    return Party(adults=adults, children=[int(age) for age in ages])


def take_order(
    form: OrderForm,
    stores: Stores,
    quotes: Callable[[], Quotes],
    key: str | None,
    body: bytes,
    *,
    now: datetime,
    agency: Agency | None = None,
) -> BookingFile:
    """Books what was ordered, once under its idempotency key; for an agency, if it is one's.

    ``quotes`` are made only if there is one to be opened.

    Raises:
        InvalidRequest: there is no key, or names what is wrong with the order.
        NotAvailable: the property sells nothing online.
        Raises as ``book`` does besides.
    """
    if key is None:
        raise InvalidRequest.of("Idempotency-Key", "required")
    booker, guests = read_people(form.booker, form.guests)
    caller = f"agency {agency.id}" if agency else booker.email or ""
    request = idempotency.Request("book", caller, key, body, now)
    if (before := booked_before(request, stores)) is not None:
        return before
    plan = quotes().open(form.quote, now) if form.quote is not None else None
    wanted = plan.selection if plan else form.selection
    if wanted is None or (plan and form.selection):
        raise InvalidRequest.of("quote", "quote_or_selection")
    settings = stores.settings.read()
    opened = open_shop(wanted.property, stores.catalogs, settings)
    if not opened.catalog.selling.online:
        raise NotAvailable("not_online")
    if agency is not None:
        actor = Actor(door="agency", name=agency.name)
    else:
        actor = Actor(door="site", name=full_name(booker.first_name, booker.last_name))
    order = Order(
        booker=booker,
        guests=guests,
        plan=plan,
        selection=form.selection,
        accepted_terms=form.accepted_terms,
        agency=agency,
    )
    return book(order, actor, opened, settings, stores, now=now, request=request)
