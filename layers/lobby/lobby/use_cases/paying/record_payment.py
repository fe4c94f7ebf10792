"""What the payment provider reports: paid, failed, expired, given back.

Events come twice, late and in any order. Each is applied by what it says about one attempt or one
refund, forward only; what was applied before changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from lobby.base.errors import LobbyError, NotFound
from lobby.domain.booking.booking import Booking, BookingFile
from lobby.domain.booking.change import Change
from lobby.domain.booking.events import Happened
from lobby.domain.booking.money import Payment, ProviderRefund, Refund
from lobby.domain.money.money import Money
from lobby.domain.people.records import Actor
from lobby.domain.selling.claims import Claim
from lobby.gateways.payments import Checkout, FailedTry, ProviderEvent, RefundResult
from lobby.store.bookings import Bookings
from lobby.use_cases.booking.change_booking import Decide, KnownAccess, change_booking

PROVIDER = Actor(door="provider", name="Stripe")


class PaymentMismatch(LobbyError):
    """A genuine event that does not fit the attempt that it names. Somebody has to look."""

    slug = "payment-mismatch"
    title = "The payment does not fit its booking"
    status = 422


Recover = Callable[[BookingFile], list[Claim] | None]


def record_payment(
    event: ProviderEvent, bookings: Bookings, recover: Recover, *, now: datetime
) -> BookingFile | None:
    """Applies an event; None if it concerns no booking of ours.

    A booking that waited for its deposit is confirmed by it. If its hold has ended meanwhile,
    ``recover`` says what it can have of the stock again; if nothing, the money goes back.

    Raises:
        PaymentMismatch: booking, amount or currency are not those of the attempt.
    """
    match event.report:
        case Checkout() as checkout:
            return _apply(checkout.metadata, _settle(checkout, recover, now), bookings)
        case RefundResult() as refund:
            return _apply(refund.metadata, settle_refund(refund, now), bookings)
        case FailedTry() as failed:
            return _apply(failed.metadata, _note(event.id, failed, now), bookings)
    return None


def _apply(metadata: Mapping[str, str], decide: Decide, bookings: Bookings) -> BookingFile | None:
    code = metadata.get("booking_code")
    if code is None:
        return None
    try:
        return change_booking(code, KnownAccess(PROVIDER), decide, bookings)
    except NotFound as error:
        raise PaymentMismatch(booking=code) from error


def _settle(checkout: Checkout, recover: Recover, now: datetime) -> Decide:
    def decide(file: BookingFile, actor: Actor) -> Change | None:
        payment = _attempt(file, checkout)
        if payment.state == "succeeded":
            return None
        if checkout.state == "settled":
            return _credit(file, payment, checkout, recover, actor, now)
        if checkout.state == "processing" and payment.state == "open":
            # the money is on its way; another event will say when it is there
            pending = replace(payment, state="pending", provider=checkout.filed())
            return Change.of(file, file.booking, payments=[pending])
        if checkout.state == "closed" and payment.state in ("open", "pending"):
            expired = replace(payment, state="expired", settled_at=now)
            return Change.of(file, file.booking, payments=[expired])
        return None

    return decide


def _attempt(file: BookingFile, checkout: Checkout) -> Payment:
    number = checkout.metadata.get("attempt")
    payment = next((p for p in file.payments if str(p.number) == number), None)
    if payment is None or (payment.provider and payment.provider.checkout_id != checkout.id):
        raise PaymentMismatch(booking=file.booking.code, payment=number)
    expected = Money(payment.amount, file.booking.currency)
    if Money(checkout.amount, checkout.currency) != expected:
        raise PaymentMismatch(booking=file.booking.code, payment=number, differs="amount")
    return payment


def _credit(
    file: BookingFile,
    payment: Payment,
    checkout: Checkout,
    recover: Recover,
    actor: Actor,
    now: datetime,
) -> Change:
    """The money is there. What of it is too much, because the booking ended or because two pages
    were paid at once, goes back."""
    before = file.booking
    paid = replace(
        payment,
        state="succeeded",
        provider=checkout.filed(),
        settled_at=now,
    )
    booking = _confirmed(file, recover, now)
    owed = 0 if booking.status == "cancelled" else max(0, before.total - before.held)
    excess = max(0, payment.amount - owed)
    booking = replace(booking, paid=before.paid + payment.amount)
    refunds: list[Refund] = []
    about = {"payment": _told(payment, before)}
    happened = [Happened(type="payment.succeeded", at=now, actor=actor, about=about)]
    if booking.status != before.status:
        happened.append(Happened(type="booking.confirmed", at=now, actor=actor, about=about))
    if excess and checkout.payment_id is not None:
        refunds = [_refund(booking.refunds + 1, paid, checkout.payment_id, excess, now)]
        booking = replace(booking, refunds=booking.refunds + 1, refunded=booking.refunded + excess)
        paid = replace(paid, refunded=paid.refunded + excess)
        happened.append(Happened(type="payment.refund_requested", at=now, actor=actor, about=about))
    return Change.of(file, booking, *happened, payments=[paid], refunds=refunds)


def _confirmed(file: BookingFile, recover: Recover, now: datetime) -> Booking:
    """The booking as its payment makes it: confirmed, if that is what it waited for."""
    booking, ended = file.booking, file.booking.cancellation
    claims = booking.claims
    if ended is not None and ended.type == "hold_expired":
        recovered = recover(file)
        if recovered is None:
            return booking
        claims = recovered
    elif booking.waits_for != "payment":
        return booking
    return replace(booking.as_confirmed(now), cancellation=None, claims=claims)


def _refund(number: int, payment: Payment, payment_id: str, amount: int, now: datetime) -> Refund:
    return Refund(
        number=number,
        payment=payment.number,
        amount=amount,
        state="pending",
        asked_at=now,
        provider=ProviderRefund(payment_id=payment_id),
    )


def settle_refund(result: RefundResult, now: datetime) -> Decide:
    """The decision that a refund's state at the provider calls for."""

    def decide(file: BookingFile, actor: Actor) -> Change | None:
        number = result.metadata.get("refund")
        refund = next((r for r in file.refunds if str(r.number) == number), None)
        if refund is None or refund.amount != result.amount:
            raise PaymentMismatch(booking=file.booking.code, differs="refund")
        moved = (refund.state, result.state) in (
            ("pending", "succeeded"),
            ("pending", "failed"),
            ("succeeded", "failed"),  # the bank sent the money back after all
        )
        named = _named(refund, result.id)
        if moved:
            succeeded = result.state == "succeeded"
            return close_refund(file, named, succeeded=succeeded, actor=actor, now=now)
        return Change.of(file, file.booking, refunds=[named]) if named != refund else None

    return decide


def _named(refund: Refund, provider_id: str) -> Refund:
    """The refund with the provider's id of it; it keeps the first that it got."""
    if refund.provider is None or refund.provider.id is not None:
        return refund
    return replace(refund, provider=replace(refund.provider, id=provider_id))


def close_refund(
    file: BookingFile, refund: Refund, *, succeeded: bool, actor: Actor, now: datetime
) -> Change:
    """A refund reached its guest, or did not: then the money counts as held again."""
    booking = file.booking
    payments: list[Payment] = []
    if not succeeded:
        booking = replace(booking, refunded=booking.refunded - refund.amount)
        payment = next(p for p in file.payments if p.number == refund.payment)
        payments = [replace(payment, refunded=payment.refunded - refund.amount)]
    about = {
        "number": refund.number,
        "payment": refund.payment,
        "amount": Money(refund.amount, booking.currency),
    }
    happened = Happened(
        type="payment.refunded" if succeeded else "payment.refund_failed",
        at=now,
        actor=actor,
        about={"refund": about},
    )
    closed = replace(
        refund,
        state="succeeded" if succeeded else "failed",
        settled_at=now,
    )
    return Change.of(file, booking, happened, payments=payments, refunds=[closed])


def _note(event_id: str, tried: FailedTry, now: datetime) -> Decide:
    """A try that failed: the page stays open for another, the timeline keeps a note."""

    def decide(file: BookingFile, actor: Actor) -> Change | None:
        number = tried.metadata.get("attempt")
        payment = next((p for p in file.payments if str(p.number) == number), None)
        if payment is None or payment.state != "open":
            return None
        if event_id in payment.failures:
            return None
        failed = replace(payment, failures=[*payment.failures, event_id][-20:])
        about = {"payment": _told(payment, file.booking)}
        happened = Happened(type="payment.failed", at=now, actor=actor, about=about)
        return Change.of(file, file.booking, happened, payments=[failed])

    return decide


def _told(payment: Payment, booking: Booking) -> dict[str, Any]:
    """A payment as events tell of it."""
    return {
        "number": payment.number,
        "kind": payment.kind,
        "amount": Money(payment.amount, booking.currency),
    }
