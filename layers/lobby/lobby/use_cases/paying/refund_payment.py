"""Carries out what a cancellation or an overpayment decided: pages closed, money sent back.

Runs for an event, as often as it is delivered: every refund goes to the provider under a key of its
own, so asking twice refunds once.
"""

from __future__ import annotations

from datetime import datetime

from lobby.domain.booking.booking import BookingFile
from lobby.domain.booking.change import Change
from lobby.domain.booking.money import Refund
from lobby.domain.people.records import Actor
from lobby.gateways.payments import PaymentProvider, PaymentRefused, RefundResult
from lobby.store.bookings import Bookings
from lobby.use_cases.booking.change_booking import Decide, KnownAccess, change_booking, read_booking
from lobby.use_cases.paying.record_payment import PROVIDER, close_refund, settle_refund

_ACCESS = KnownAccess(PROVIDER)


def refund_payment(
    code: str, bookings: Bookings, provider: PaymentProvider, *, now: datetime
) -> None:
    """Closes the payment pages of an ended booking and sends back every refund that is pending.

    Raises:
        PaymentProviderError: the provider could not be reached; run this again.
    """
    file = read_booking(code, _ACCESS, bookings)
    if file.booking.status == "cancelled":
        _close_pages(file, provider)
    for refund in file.refunds:
        asked = refund.provider
        if refund.state == "pending" and asked is not None and asked.id is None:
            decide = _send_back(refund, asked.payment_id, file, provider, now)
            change_booking(code, _ACCESS, decide, bookings)


def _close_pages(file: BookingFile, provider: PaymentProvider) -> None:
    """A page that was paid in the meantime stays paid: its event brings the money back."""
    for payment in file.payments:
        if payment.state == "expired" and payment.provider is not None:
            provider.close_checkout(payment.provider.checkout_id)


def _send_back(
    refund: Refund, payment_id: str, file: BookingFile, provider: PaymentProvider, now: datetime
) -> Decide:
    code = file.booking.code
    try:
        result: RefundResult | None = provider.refund(
            payment_id,
            refund.amount,
            file.booking.currency,
            f"lobby-{code}-refund-{refund.number}",
            {"booking_code": code, "refund": str(refund.number)},
        )
    except PaymentRefused:
        result = None

    def refused(file: BookingFile, actor: Actor) -> Change | None:
        current = next(r for r in file.refunds if r.number == refund.number)
        if current.state != "pending":
            return None
        return close_refund(file, current, succeeded=False, actor=actor, now=now)

    return settle_refund(result, now) if result is not None else refused
