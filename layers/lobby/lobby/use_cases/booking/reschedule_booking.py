"""A booking moves to other days: its stock in one transaction, its price shown before the click."""

from __future__ import annotations

from datetime import datetime

import msgspec
from msgspec.structs import replace

from lobby.base.errors import NotAvailable, QuoteChanged
from lobby.domain.booking import actions
from lobby.domain.booking.booking import Booking, BookingFile
from lobby.domain.booking.change import Change
from lobby.domain.booking.events import Happened
from lobby.domain.booking.moving import Move, days_moved, moved_items, moved_selection
from lobby.domain.business.texts import names_of
from lobby.domain.money.lines import Item
from lobby.domain.people.records import Actor
from lobby.domain.selling.claims import places, without
from lobby.domain.selling.plan import MOST_PLACES, plan
from lobby.domain.selling.shop import Shop
from lobby.store.stores import Stores
from lobby.use_cases.booking.cancel_booking import give_back
from lobby.use_cases.booking.change_booking import Access, change_booking, read_booking
from lobby.use_cases.selling.quote_booking import open_shop, read_stock


class GuestMove(Move, frozen=True, kw_only=True):
    """Where to, and the price in minor units that the guest was shown."""

    expected_total: int


def as_guest(move: Move) -> Move:
    """A move as guests may ask for it: which room it will be is for staff to say."""
    return msgspec.structs.replace(move, unit=None, instead_of=None)


_FAR = 3650


def quote_move(
    code: str,
    move: Move,
    access: Access,
    stores: Stores,
    *,
    now: datetime,
    keep_price: bool = False,
) -> tuple[BookingFile, Booking]:
    """The booking's file as it is, and the booking as it would be after the move.

    Raises:
        NotAvailable: the booking can't be moved any more, or not online.
        InvalidRequest: names what can't be on the new days.
        SoldOut: there is nothing left on them.
        NotFound: wrong link.
    """
    file = read_booking(code, access, stores.bookings)
    actor = access.enter(file)
    return file, _moved(file, move, actor, stores, now, keep_price=keep_price)


def reschedule_booking(
    code: str,
    move: Move,
    access: Access,
    stores: Stores,
    *,
    now: datetime,
    expected_total: int | None = None,
    keep_price: bool = False,
) -> BookingFile:
    """Moves the booking; one that is there already stays as it is.

    ``expected_total`` is the price that the caller was shown, in minor units: if it would be
    another by now, nothing moves. What was paid beyond the new price goes back.

    Raises:
        QuoteChanged: the price is another than expected.
        Raises as ``quote_move`` does besides.
    """

    def decide(file: BookingFile, actor: Actor) -> Change | None:
        before = file.booking
        moved = _moved(file, move, actor, stores, now, keep_price=keep_price)
        if _alike(before, moved):
            return None
        if expected_total is not None and moved.total != expected_total:
            raise QuoteChanged
        back = max(0, before.held - moved.total)
        refunds, payments = give_back(back, file, now)
        moved = replace(
            moved,
            refunded=before.refunded + sum(refund.amount for refund in refunds),
            refunds=before.refunds + len(refunds),
        )
        happened = [Happened(type="booking.rescheduled", at=now, actor=actor)]
        if refunds:
            happened.append(Happened(type="payment.refund_requested", at=now, actor=actor))
        return Change.of(file, moved, *happened, payments=payments, refunds=refunds)

    return change_booking(code, access, decide, stores.bookings)


def _moved(
    file: BookingFile, move: Move, actor: Actor, stores: Stores, now: datetime, *, keep_price: bool
) -> Booking:
    by_staff = actor.door == "desk"
    allowed = actions.reschedule_as_staff if by_staff else actions.reschedule_as_guest
    allowed(file, now).require()
    booking = file.booking
    shop = open_shop(booking.property_id, stores.catalogs, stores.settings.read())
    by, end_by = days_moved(move, booking, shop.zone)
    items = moved_items(booking, move, shop.zone)
    if booking.selection is None:
        return replace(
            booking,
            arrival=booking.arrival + by,
            departure=booking.departure + end_by,
            items=items,
        )
    selection = moved_selection(booking, booking.selection, move, shop.catalog, shop.zone)
    stock = without(read_stock(selection, shop, stores.stocks), booking.code, booking.claims)
    planned = plan(
        selection,
        _at_the_desk(shop) if by_staff else shop,
        stock,
        # what stays where it was may have begun
        now=now if by else booking.created_at,
        honour=booking.promotion,
        keep=booking.claims,
    )
    if len(places([*booking.claims, *planned.claims])) > MOST_PLACES:
        raise NotAvailable("too_much")
    total = booking.total if keep_price else planned.total
    if file.invoice is not None and total != booking.total:
        raise NotAvailable("invoiced")
    return replace(
        booking,
        arrival=planned.arrival,
        departure=planned.departure,
        items=_named(items, planned.items) if keep_price else planned.items,
        total=total,
        deposit=min(booking.deposit, total),
        selection=planned.selection,
        claims=planned.claims,
    )


def _at_the_desk(shop: Shop) -> Shop:
    """What is sold, for staff, who may book earlier and later than guests."""
    selling = replace(shop.catalog.selling, lead_hours=0, horizon_days=_FAR)
    return replace(shop, catalog=replace(shop.catalog, selling=selling))


def _named(items: list[Item], planned: list[Item]) -> list[Item]:
    """The old items at their price, under the name of the room that it is now."""
    rooms = {item.name: item for item in planned if item.kind == "accommodation"}
    if len(rooms) != 1:
        return items
    (room,) = rooms.values()
    return [_as_room(item, room) if item.kind == "accommodation" else item for item in items]


def _as_room(item: Item, room: Item) -> Item:
    """The item under the room's name, in every language; its rate keeps its own."""
    texts = names_of(name=room)
    for language, written in item.texts.items():
        if "rate" in written:
            texts.setdefault(language, {})["rate"] = written["rate"]
    return replace(item, name=room.name, texts=texts)


def _alike(before: Booking, after: Booking) -> bool:
    return (before.claims, before.items, before.arrival, before.departure) == (
        after.claims,
        after.items,
        after.arrival,
        after.departure,
    )
