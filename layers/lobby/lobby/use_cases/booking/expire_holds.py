"""Holds that nobody answered end, and give back exactly what they held.

Runs every minute. A hold whose guest is paying right now is left alone: its payment page is closed
first, and if that is too late because it was paid, the provider's event will settle it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from lobby.base.errors import SoldOut
from lobby.domain.booking.booking import BookingFile, Cancellation
from lobby.domain.booking.change import Change
from lobby.domain.booking.events import Happened
from lobby.domain.people.records import Actor
from lobby.domain.selling.allocation import settle
from lobby.domain.selling.claims import Claim, Search
from lobby.gateways.payments import PaymentProvider
from lobby.store.bookings import Bookings
from lobby.store.stores import Stores
from lobby.use_cases.booking.change_booking import KnownAccess, change_booking, read_booking
from lobby.use_cases.selling.quote_booking import open_shop, read_stock

_ACCESS = KnownAccess(Actor(door="system", name="expire_holds"))


def expire_holds(
    bookings: Bookings, provider: Callable[[], PaymentProvider], *, now: datetime
) -> list[str]:
    """Ends every hold that is over and answers with the codes of the bookings.

    Raises:
        ExceptionGroup: of whatever kept single ones from ending; the others have ended.
    """
    expired: list[str] = []
    failures: list[Exception] = []
    for code in list(bookings.expired_holds(now)):
        try:
            if _expire(code, bookings, provider, now):
                expired.append(code)
        except Exception as error:  # one that fails must not keep the others
            failures.append(error)
    if failures:
        raise ExceptionGroup("holds could not be ended", failures)
    return expired


def _expire(
    code: str, bookings: Bookings, provider: Callable[[], PaymentProvider], now: datetime
) -> bool:
    file = read_booking(code, _ACCESS, bookings)
    closed: int | None = None
    if (under_way := file.open_payment) is not None:
        if under_way.provider is None:
            if now < under_way.expires_at:
                return False  # its page is just being opened
        elif provider().close_checkout(under_way.provider.checkout_id).paid:
            return False
        closed = under_way.number

    def decide(file: BookingFile, actor: Actor) -> Change | None:
        booking, open_one = file.booking, file.open_payment
        over = booking.status == "pending" and booking.held_until and booking.held_until <= now
        if not over or (open_one is not None and open_one.number != closed):
            return None
        ended = Cancellation(
            at=now,
            by="system",
            type="hold_expired",
            reason="",
            fee=booking.held,
            refund=0,
            claims=booking.claims,
        )
        happened = Happened(type="booking.cancelled", at=now, actor=actor)
        payments = [replace(open_one, state="expired", settled_at=now)] if open_one else []
        return Change.of(file, booking.as_cancelled(ended), happened, payments=payments)

    after = change_booking(code, _ACCESS, decide, bookings).booking
    return after.cancellation is not None and after.cancellation.at == now


def recover_hold(file: BookingFile, stores: Stores, *, now: datetime) -> list[Claim] | None:
    """What a booking whose hold has ended can have again; None if it is not all there any more."""
    booking = file.booking
    if booking.cancellation is None or booking.selection is None:
        return None
    shop = open_shop(booking.property_id, stores.catalogs, stores.settings.read())
    stock = read_stock(booking.selection, shop, stores.stocks)
    search = Search(shop=shop, stock=stock, now=now, wished=set())
    # the guest was promised the price: a promotion that others used up meanwhile is not asked again
    claims = [
        claim
        for claim in booking.cancellation.claims
        if not claim.OF_PRICE or claim.found(search) is not None
    ]
    try:
        return settle(claims, [0] * len(claims), booking.selection, shop, stock, now=now)
    except SoldOut:
        return None
