"""Cancelling a booking by the policy that was frozen into it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec.structs import replace

from lobby.base.errors import QuoteChanged
from lobby.domain.booking import actions
from lobby.domain.booking.booking import (
    BookingFile,
    Cancellation,
    CancellationType,
    CancelledBy,
)
from lobby.domain.booking.cancellation import quote
from lobby.domain.booking.change import Change
from lobby.domain.booking.events import Happened
from lobby.domain.booking.money import Payment, ProviderRefund, Refund
from lobby.domain.people.records import Actor, Door
from lobby.store.bookings import Bookings
from lobby.use_cases.booking.change_booking import Access, change_booking

_BY: dict[Door, CancelledBy] = {
    "portal": "guest",
    "site": "guest",
    "agency": "guest",
    "desk": "staff",
    "provider": "system",
    "system": "system",
}

RefundChoice = Literal["policy", "full", "none"]
Reason = Annotated[str, msgspec.Meta(max_length=1000)]


class GuestCancellation(msgspec.Struct, frozen=True, kw_only=True):
    """``expected_refund`` is what the guest was shown, in minor units; nothing else is given."""

    reason: Reason = ""
    expected_refund: int | None = None


def cancel_booking(
    code: str,
    access: Access,
    bookings: Bookings,
    *,
    now: datetime,
    cancellation_type: CancellationType = "guest_request",
    reason: str = "",
    refund: RefundChoice = "policy",
    expected_refund: int | None = None,
) -> BookingFile:
    """Cancels the booking, gives back its stock and sets its refunds going; a cancelled one stays
    as it is.

    ``expected_refund`` is what the caller was shown, in minor units: if something else would come
    back by now, nothing is cancelled. The refunds are written here and carried out by whoever
    receives the event, so that they survive whatever happens to this process.

    Raises:
        NotAvailable: the stay is over or, for guests, the deadline has passed.
        QuoteChanged: another amount than expected would come back.
        NotFound: wrong link.
    """

    def decide(file: BookingFile, actor: Actor) -> Change | None:
        booking = file.booking
        if booking.status == "cancelled":
            return None
        by_guest = _BY[actor.door] == "guest"
        allowed = actions.cancel_as_guest if by_guest else actions.cancel_as_staff
        allowed(file, now).require()
        back = _refunded(refund, file, now)
        if expected_refund is not None and back != expected_refund:
            raise QuoteChanged("refund_changed")
        refunds, payments = give_back(back, file, now)
        ended = Cancellation(
            at=now,
            by=_BY[actor.door],
            type=cancellation_type,
            reason=reason,
            fee=booking.held - back,
            refund=back,
        )
        cancelled = replace(
            booking.as_cancelled(ended),
            refunded=booking.refunded + back,
            refunds=booking.refunds + len(refunds),
        )
        if (under_way := file.open_payment) is not None:
            payments.append(replace(under_way, state="expired", settled_at=now))
        happened = [Happened(type="booking.cancelled", at=now, actor=actor)]
        if refunds:
            happened.append(Happened(type="payment.refund_requested", at=now, actor=actor))
        return Change.of(file, cancelled, *happened, payments=payments, refunds=refunds)

    return change_booking(code, access, decide, bookings)


def _refunded(choice: RefundChoice, file: BookingFile, now: datetime) -> int:
    if choice == "full":
        return file.booking.held
    if choice == "none":
        return 0
    return quote(file.booking, file.shown.property, now).refund


def give_back(amount: int, file: BookingFile, now: datetime) -> tuple[list[Refund], list[Payment]]:
    """Spreads a refund over the payments, the latest first, none beyond what is left of it."""
    refunds: list[Refund] = []
    payments: list[Payment] = []
    for payment in reversed(file.payments):
        left = payment.amount - payment.refunded if payment.state == "succeeded" else 0
        part = min(amount, left)
        paid = payment.provider.payment_id if payment.provider else None
        if part <= 0 or paid is None:
            continue
        refunds.append(
            Refund(
                number=file.booking.refunds + len(refunds) + 1,
                payment=payment.number,
                amount=part,
                state="pending",
                asked_at=now,
                provider=ProviderRefund(payment_id=paid),
            )
        )
        payments.append(replace(payment, refunded=payment.refunded + part))
        amount -= part
    return refunds, payments
