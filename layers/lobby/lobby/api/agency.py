"""The agencies' API: what guests can do on the site, for travel agencies and sales channels.

API Gateway lets in whoever has a key of the usage plan and says which key it was; whose key that is
stands in the table. A sandbox key leads to the same operations in a world of its own.
"""

from datetime import date, datetime
from typing import Annotated

from fastapi import Depends, Header, Request, Response

from lobby import wiring
from lobby.api import storefront
from lobby.api.storefront import CatalogQuery, MonthQuery, OrderForm, SlotsQuery, StaysQuery
from lobby.base.clock import utc_now
from lobby.base.errors import InvalidRequest, Unauthenticated
from lobby.base.ids import read_code
from lobby.base.reasons import WrongValue
from lobby.domain.booking import actions
from lobby.domain.booking.booking import Awaits, BookingFile, Status
from lobby.domain.booking.moving import Move
from lobby.domain.booking.search import PropertyName, Row
from lobby.domain.people.agencies import Caller
from lobby.domain.people.reading import clean_text
from lobby.domain.people.records import Booker
from lobby.domain.selling.selection import Selection
from lobby.domain.selling.shop import Shop
from lobby.http.operation import read_idempotency_key
from lobby.http.web import Asked, Languages, Sent, answers, gateway_context, json_answer, new_app
from lobby.store.agencies import AgencyBookings
from lobby.store.bookings import Bookings
from lobby.store.listing import Listing
from lobby.store.stock import Stocks
from lobby.store.stores import Stores
from lobby.store.table.transport import Transport
from lobby.use_cases.booking.cancel_booking import GuestCancellation, cancel_booking
from lobby.use_cases.booking.change_booking import AgencyAccess, read_booking
from lobby.use_cases.booking.reschedule_booking import (
    GuestMove,
    as_guest,
    quote_move,
    reschedule_booking,
)
from lobby.use_cases.overview.list_bookings import read_position
from lobby.use_cases.selling.quote_booking import open_shop
from lobby.views import booking as booking_views
from lobby.views.actions import ActionView, action_view
from lobby.views.availability import MonthView, OffersView, SlotsView
from lobby.views.base import View
from lobby.views.booking import (
    CancellationView,
    PartyMember,
    QuoteView,
    cancellation_quote_view,
)
from lobby.views.catalog import CatalogView, Shops
from lobby.views.price import BreakdownView, PaymentsView
from lobby.views.quote import MoveView, PriceQuoteView, move_view

BASE = "/agency/v1"
LONGEST_REFERENCE = 100


def caller(request: Request) -> Caller:
    """The agency whose key API Gateway let in."""
    key_id = (gateway_context(request).get("identity") or {}).get("apiKeyId")
    found = wiring.agencies().caller(str(key_id)) if key_id else None
    if found is None:
        raise Unauthenticated("agency_only")
    return found


By = Annotated[Caller, Depends(caller)]
app = new_app("Lobby for agencies", [Depends(caller)])


def idempotency_key(given: Annotated[str | None, Header(alias="Idempotency-Key")] = None) -> str:
    """The key under which a request takes effect once."""
    key = read_idempotency_key(given)
    if key is None:
        raise InvalidRequest.of("Idempotency-Key", "required")
    return key


async def raw_body(request: Request) -> bytes:
    """The body as it came."""
    return await request.body()


class AgencyOrder(OrderForm, frozen=True, kw_only=True):
    """An order, with the agency's own ``reference`` for it."""

    reference: str | None = None


class AgencyActions(View, frozen=True, kw_only=True):
    """What the agency can do with it now."""

    reschedule: ActionView
    cancel: ActionView


class AgencyBooking(View, frozen=True, kw_only=True):
    """A booking of the agency."""

    code: str
    reference: str | None
    status: Status
    awaits: Awaits | None
    held_until: datetime | None
    version: int
    created_at: datetime
    property: PropertyName
    arrival: date
    departure: date
    booker: Booker
    guests: list[PartyMember]
    breakdown: BreakdownView
    payments: PaymentsView
    cancellation: CancellationView | None
    actions: AgencyActions


class AgencyBookingsPage(View, frozen=True, kw_only=True):
    """One page of the agency's bookings, the newest first; ``next`` is the next page's cursor."""

    bookings: list[Row]
    next: str | None


class PageQuery(View, frozen=True, kw_only=True):
    """Where the page begins."""

    cursor: str | None = None


# -- before there is a booking --------------------------------------------------------------------


@app.get(f"{BASE}/catalog")
@answers(Shops | CatalogView)
def read_catalog(
    wanted: Annotated[CatalogQuery, Depends(Asked(CatalogQuery))], languages: Languages
) -> Response:
    """What a property sells, or which properties there are."""
    settings = wiring.settings().read()
    language = settings.language(languages, wanted.property)
    browsed = storefront.browse(wanted, settings, wiring.catalogs(), language)
    return json_answer(browsed, language=language)


@app.get(f"{BASE}/availability/calendar")
@answers(MonthView)
def read_month(
    by: By, wanted: Annotated[MonthQuery, Depends(Asked(MonthQuery))], languages: Languages
) -> Response:
    """A month at a glance."""
    opened, language = _said(wanted.property, languages)
    found = storefront.month(wanted, opened, _stocks(by), now=utc_now())
    return json_answer(found, language=language)


@app.get(f"{BASE}/availability/stays")
@answers(OffersView)
def read_offers(
    by: By, wanted: Annotated[StaysQuery, Depends(Asked(StaysQuery))], languages: Languages
) -> Response:
    """Stays for certain dates, each at every rate, with what they cost in all."""
    opened, language = _said(wanted.property, languages)
    found = storefront.offers(wanted, opened, _stocks(by), now=utc_now())
    return json_answer(found, language=language)


@app.get(f"{BASE}/availability/slots")
@answers(SlotsView)
def read_slots(
    by: By, wanted: Annotated[SlotsQuery, Depends(Asked(SlotsQuery))], languages: Languages
) -> Response:
    """The free times of a day."""
    opened, language = _said(wanted.property, languages)
    found = storefront.slots(wanted, opened, _stocks(by), now=utc_now())
    return json_answer(found, language=language)


@app.post(f"{BASE}/quotes")
@answers(PriceQuoteView)
def quote(
    by: By, selection: Annotated[Selection, Depends(Sent(Selection))], languages: Languages
) -> Response:
    """What a selection costs, and why; the price holds for a quarter of an hour."""
    opened = _shop(selection.property)
    language = opened.language(languages)
    quoted = storefront.quote(
        selection, opened, _stocks(by), wiring.quotes(), language, now=utc_now(), by_agency=True
    )
    return json_answer(quoted, language=language)


# -- bookings -------------------------------------------------------------------------------------


@app.post(f"{BASE}/bookings")
@answers(AgencyBooking, 201)
def book(
    by: By,
    form: Annotated[AgencyOrder, Depends(Sent(AgencyOrder))],
    key: Annotated[str, Depends(idempotency_key)],
    body: Annotated[bytes, Depends(raw_body)],
    languages: Languages,
) -> Response:
    """Book. Needs an ``Idempotency-Key``: the same request again is the same booking.

    The booking is confirmed at once, also where guests have to pay a deposit first, unless staff
    accept each booking by themselves.
    """
    now = utc_now()
    agency = by.agency(_reference(form.reference))
    file = storefront.take_order(
        form, _stores(by), wiring.quotes, key, body, now=now, agency=agency
    )
    return _answer(file, languages, now, 201)


@app.get(f"{BASE}/bookings")
@answers(AgencyBookingsPage)
def list_bookings(by: By, wanted: Annotated[PageQuery, Depends(Asked(PageQuery))]) -> Response:
    """The agency's bookings, the newest first."""
    before = read_position(wanted.cursor)
    codes, following = AgencyBookings(_transport(by)).page(by.id, before)
    rows = {row.code: row for row in Listing(_transport(by)).rows_of(codes)}
    page = AgencyBookingsPage(
        bookings=[rows[code] for code in codes if code in rows], next=following
    )
    return json_answer(page)


@app.get(f"{BASE}/bookings/{{code}}")
@answers(AgencyBooking)
def read_one(by: By, code: str, languages: Languages) -> Response:
    """A booking."""
    file = read_booking(read_code(code), AgencyAccess(by), _bookings(by))
    return _answer(file, languages, utc_now())


@app.post(f"{BASE}/bookings/{{code}}/reschedule-quote")
@answers(MoveView)
def quote_reschedule(
    by: By, code: str, move: Annotated[Move, Depends(Sent(Move))], languages: Languages
) -> Response:
    """What moving the booking would cost or give back."""
    file, moved = quote_move(
        read_code(code), as_guest(move), AgencyAccess(by), _stores(by), now=utc_now()
    )
    language = file.language(languages)
    said = move_view(file.in_language(language), moved.in_language(language))
    return json_answer(said, language=language)


@app.post(f"{BASE}/bookings/{{code}}/reschedule")
@answers(AgencyBooking)
def reschedule(
    by: By,
    code: str,
    move: Annotated[GuestMove, Depends(Sent(GuestMove))],
    languages: Languages,
) -> Response:
    """Move the booking; ``expected_total`` is the total that the quote said."""
    now = utc_now()
    file = reschedule_booking(
        read_code(code),
        as_guest(move),
        AgencyAccess(by),
        _stores(by),
        now=now,
        expected_total=move.expected_total,
    )
    return _answer(file, languages, now)


@app.get(f"{BASE}/bookings/{{code}}/cancellation-quote")
@answers(QuoteView | ActionView)
def quote_cancellation(by: By, code: str, languages: Languages) -> Response:
    """What cancelling now would mean."""
    now = utc_now()
    file = read_booking(read_code(code), AgencyAccess(by), _bookings(by))
    action = actions.cancel_as_guest(file, now)
    if not action.available:
        return json_answer(action_view(action))
    language = file.language(languages)
    return json_answer(cancellation_quote_view(file.in_language(language), now), language=language)


@app.post(f"{BASE}/bookings/{{code}}/cancellation")
@answers(AgencyBooking)
def cancel(
    by: By,
    code: str,
    asked: Annotated[GuestCancellation, Depends(Sent(GuestCancellation))],
    languages: Languages,
) -> Response:
    """Cancel the booking; twice is once."""
    now = utc_now()
    file = cancel_booking(
        read_code(code),
        AgencyAccess(by),
        _bookings(by),
        now=now,
        reason=asked.reason.strip(),
        expected_refund=asked.expected_refund,
    )
    return _answer(file, languages, now)


# -- parts ----------------------------------------------------------------------------------------


def _transport(by: Caller) -> Transport:
    return wiring.sandbox() if by.sandbox else wiring.transport()


def _stocks(by: Caller) -> Stocks:
    return Stocks(_transport(by))


def _bookings(by: Caller) -> Bookings:
    return Bookings(_transport(by), wiring.settings())


def _shop(property_id: str) -> Shop:
    return open_shop(property_id, wiring.catalogs(), wiring.settings().read())


def _said(property_id: str, languages: list[str | None]) -> tuple[Shop, str]:
    """A property's shop in a language that the agency reads, and which that is."""
    opened = _shop(property_id)
    language = opened.language(languages)
    return opened.in_language(language), language


def _stores(by: Caller) -> Stores:
    return Stores(
        bookings=_bookings(by),
        stocks=_stocks(by),
        catalogs=wiring.catalogs(),
        settings=wiring.settings(),
        transport=_transport(by),
    )


def _reference(given: str | None) -> str | None:
    try:
        return clean_text(given or "", LONGEST_REFERENCE) or None
    except WrongValue as error:
        raise InvalidRequest.because("reference", error.reason) from error


def _answer(
    file: BookingFile, languages: list[str | None], now: datetime, status: int = 200
) -> Response:
    language = file.language(languages)
    return json_answer(_view(file.in_language(language), now), status, language)


def _view(file: BookingFile, now: datetime) -> AgencyBooking:
    page, booking = booking_views.page(file, now), file.booking
    return AgencyBooking(
        code=booking.code,
        reference=booking.agency.reference if booking.agency else None,
        status=booking.status,
        awaits=booking.waits_for,
        held_until=booking.held_until,
        version=booking.version,
        created_at=booking.created_at,
        property=PropertyName(booking.property_id, booking.property_name),
        arrival=booking.arrival,
        departure=booking.departure,
        booker=booking.booker,
        guests=page.booking.guests,
        breakdown=page.breakdown,
        payments=page.payments,
        cancellation=page.booking.cancellation,
        actions=AgencyActions(reschedule=page.actions.reschedule, cancel=page.actions.cancel),
    )
