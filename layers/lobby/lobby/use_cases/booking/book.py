"""A guest, or an agency for one, books what they chose.

The booking, its stock and the answer to a repeated request are one transaction, so nothing is sold
twice and nothing is held that is not booked. A quote is tried as it stands; if others were faster,
what is free now is looked for, and the price stays.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

import msgspec

from lobby.base.errors import Conflict, InvalidRequest, NotFound, TermsNotAccepted
from lobby.base.ids import NewCode, new_code
from lobby.domain.booking.booking import AcceptedTerms, Awaits, Booking, BookingFile, Guest, shown
from lobby.domain.booking.events import Happened
from lobby.domain.business.settings import Settings, Terms
from lobby.domain.people.records import Actor, Agency, Booker
from lobby.domain.selling.allocation import as_sold_now, settle
from lobby.domain.selling.plan import Plan, promotion_of
from lobby.domain.selling.selection import Selection
from lobby.domain.selling.shop import Shop
from lobby.store import idempotency
from lobby.store.bookings import CodeTaken
from lobby.store.filing import Taken
from lobby.store.stores import Stores
from lobby.store.table.transport import ConditionFailed
from lobby.use_cases.selling.quote_booking import quote_booking, read_stock

_TRIES = 12


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is booked, by whom and for whom. Either ``plan`` (from a quote) or ``selection``."""

    booker: Booker
    guests: list[Guest]
    plan: Plan | None = None
    selection: Selection | None = None
    accepted_terms: str | None = None
    agency: Agency | None = None


def book(
    order: Order,
    actor: Actor,
    shop: Shop,
    settings: Settings,
    stores: Stores,
    *,
    now: datetime,
    request: idempotency.Request,
    draw_code: NewCode = new_code,
) -> BookingFile:
    """Files the booking with its stock. Of the same request twice at once, one books.

    Raises:
        InvalidRequest: names every choice that can't be, and why.
        SoldOut: names the choice that there is nothing left for.
        TermsNotAccepted: the property has terms, and another version or none was accepted.
        KeyReused: the idempotency key came with another order before.
        Conflict: so many book at once that nothing could be had for certain.
    """
    terms = _accepted(order.accepted_terms, settings)
    plan = order.plan or quote_booking(_selection(order), shop, stores.stocks, now=now)
    _check_guests(order, plan)
    claims = as_sold_now(plan.claims, shop.catalog)
    if claims is None:
        plan = _elsewhere(plan, shop, stores, now, spread=False)
    else:
        plan = msgspec.structs.replace(plan, claims=claims)
    for tries in range(_TRIES):
        file = _file(draw_code(), order, plan, terms, shop, settings, now)
        created = Happened(type="booking.created", at=now, actor=actor)
        event = created.event(file.booking, file.guests)
        code = file.booking.code
        try:
            stores.bookings.create(file, [event], alongside=[request.record({"code": code})])
        except CodeTaken:
            continue
        except Taken:
            plan = _elsewhere(plan, shop, stores, now, spread=tries > 0)
        except ConditionFailed as error:
            if (answered := request.answer_in(error)) is not None:
                return _filed(answered["code"], stores)
            raise
        else:
            return file
    raise Conflict("busy")


def booked_before(request: idempotency.Request, stores: Stores) -> BookingFile | None:
    """The booking that this very request made when it came before.

    Raises:
        KeyReused: its key came with another order then.
    """
    answered = request.recorded(stores.transport)
    return _filed(answered["code"], stores) if answered else None


def _filed(code: str, stores: Stores) -> BookingFile:
    file = stores.bookings.read(code)
    if file is None:
        raise NotFound
    return file


def _selection(order: Order) -> Selection:
    if order.selection is None:
        raise InvalidRequest.of("quote", "quote_or_selection")
    return order.selection


def _accepted(version: str | None, settings: Settings) -> Terms | None:
    terms = settings.terms if settings.terms and settings.terms.text else None
    if terms is not None and version != terms.version:
        raise TermsNotAccepted(version=terms.version)
    return terms


def _check_guests(order: Order, plan: Plan) -> None:
    if len(order.guests) > plan.selection.party:
        raise InvalidRequest.of("guests", "more_names", n=plan.selection.party)


def _elsewhere(plan: Plan, shop: Shop, stores: Stores, now: datetime, *, spread: bool) -> Plan:
    """The plan on what is free now. Where many want the same, they are spread by chance."""
    stock = read_stock(plan.selection, shop, stores.stocks)
    claims = settle(
        plan.claims,
        plan.claimed_by,
        plan.selection,
        shop,
        stock,
        now=now,
        pick=secrets.choice if spread else None,
    )
    return msgspec.structs.replace(plan, claims=claims)


def would_be(plan: Plan, shop: Shop, now: datetime, *, by_agency: bool = False) -> Booking:
    """The plan as it would be booked now, by nobody yet."""
    nobody = Booker(first_name="", last_name="")
    return _booking("", plan, shop, nobody, now, by_agency=by_agency)


def _booking(
    code: str, plan: Plan, shop: Shop, booker: Booker, now: datetime, *, by_agency: bool
) -> Booking:
    awaits, held_until = _awaited(plan, shop, now, by_agency=by_agency)
    promotion = promotion_of(plan.selection, shop.catalog)
    return Booking(
        code=code,
        status="pending" if awaits else "confirmed",
        version=1,
        link_version=1,
        property_id=shop.place.id,
        property_name=shop.place.name,
        currency=plan.currency,
        arrival=plan.arrival,
        departure=plan.departure,
        booker=booker,
        agency=None,
        items=plan.items,
        total=plan.total,
        deposit=plan.deposit,
        deposit_due=plan.deposit_due,
        prices_include_tax=plan.prices_include_tax,
        policy=plan.policy,
        terms=None,
        created_at=now,
        confirmed_at=None if awaits else now,
        awaits=awaits,
        held_until=held_until,
        selection=plan.selection,
        claims=plan.claims,
        promotion=promotion.id if promotion else None,
    )


def _file(
    code: str,
    order: Order,
    plan: Plan,
    terms: Terms | None,
    shop: Shop,
    settings: Settings,
    now: datetime,
) -> BookingFile:
    booking = msgspec.structs.replace(
        _booking(code, plan, shop, order.booker, now, by_agency=order.agency is not None),
        agency=order.agency,
        terms=terms,
        accepted_terms=AcceptedTerms(version=terms.version, at=now) if terms else None,
    )
    return BookingFile(
        booking=booking,
        shown=shown(settings, booking),
        guests=_party(order, plan.selection),
    )


def _awaited(
    plan: Plan, shop: Shop, now: datetime, *, by_agency: bool
) -> tuple[Awaits | None, datetime | None]:
    """Who has to do something before the booking is confirmed, and how long it is held for them.

    Agencies settle with the business by themselves: their bookings await no payment.
    """
    selling = shop.catalog.selling
    now = now.replace(microsecond=0)
    if selling.confirm == "by_staff":
        return "staff", now + timedelta(hours=selling.request_hours)
    due_now = plan.deposit and plan.deposit_due is None
    if selling.confirm == "on_deposit" and due_now and not by_agency:
        return "payment", now + timedelta(minutes=selling.hold_minutes)
    return None, None


def _party(order: Order, selection: Selection) -> list[Guest]:
    """A guest for everyone of the party: those who were named, then the nameless."""
    given = order.guests or [
        Guest(
            number=0,
            first_name=order.booker.first_name,
            last_name=order.booker.last_name,
            email=order.booker.email,
            phone=order.booker.phone,
        )
    ]
    nameless = [
        Guest(number=number, first_name="", last_name="")
        for number in range(len(given), selection.party)
    ]
    return [*given, *nameless]
