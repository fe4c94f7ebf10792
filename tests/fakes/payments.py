"""Payments in memory: a provider for the tests of whoever uses one.

``pay``, ``decline`` and ``settle`` do what guests and banks do; each returns the events that the
provider would send. ``sign`` makes the webhook call that carries an event.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import count
from typing import Final

import msgspec

from lobby.gateways.payments import (
    SIGNATURE_TOLERANCE,
    Checkout,
    CheckoutRequest,
    FailedTry,
    PaymentProvider,
    PaymentProviderError,
    PaymentRefused,
    ProviderEvent,
    RefundResult,
    SignatureRefused,
)

SECRET: Final = "whsec_fake"


class Paid(msgspec.Struct, frozen=True, kw_only=True):
    """A payment that a guest made; ``refunded`` of it went back."""

    amount: int
    currency: str
    refunded: int = 0


class FakePayments(PaymentProvider):
    """All checkouts, payments and refunds of one account.

    While ``down`` is set, every call fails; while ``loses_answers`` is set, calls do their work and
    the answer is lost. ``pages`` is where its hosted pages are.
    """

    def __init__(self) -> None:
        self.pages = "https://pay.example"
        self.checkouts: dict[str, Checkout] = {}
        self.requests: dict[str, CheckoutRequest] = {}
        self.payments: dict[str, Paid] = {}
        self.refunds: dict[str, RefundResult] = {}
        self.refunded_of: dict[str, str] = {}
        self.down = False
        self.loses_answers = False
        self._answers: dict[str, tuple[object, Checkout | RefundResult]] = {}
        self._numbers = count(1)

    # What the product asks

    def open_checkout(self, request: CheckoutRequest, idempotency_key: str) -> Checkout:
        saved = self._saved(idempotency_key, request)
        if isinstance(saved, Checkout):
            return saved
        checkout_id = f"cs_{next(self._numbers)}"
        checkout = Checkout(
            id=checkout_id,
            url=f"{self.pages}/{checkout_id}",
            expires_at=request.expires_at.replace(microsecond=0),
            state="open",
            payment_id=None,
            amount=request.amount,
            currency=request.currency,
            booking_code=request.booking_code,
            metadata=request.metadata,
        )
        self.requests[checkout_id] = request
        self.checkouts[checkout_id] = checkout
        self._answers[idempotency_key] = (request, checkout)
        self._answer()
        return checkout

    def close_checkout(self, checkout_id: str) -> Checkout:
        checkout = self.read_checkout(checkout_id)
        if checkout.state == "open":
            self.change(checkout_id, state="closed", url=None)
        self._answer()
        return self.checkouts[checkout_id]

    def read_checkout(self, checkout_id: str) -> Checkout:
        self._call()
        if checkout_id not in self.checkouts:
            raise PaymentRefused("payment_refused", provider_code="resource_missing")
        return self.checkouts[checkout_id]

    def refund(
        self,
        payment_id: str,
        amount: int,
        currency: str,
        idempotency_key: str,
        metadata: Mapping[str, str],
    ) -> RefundResult:
        asked = (payment_id, amount, currency, dict(metadata))
        saved = self._saved(idempotency_key, asked)
        if isinstance(saved, RefundResult):
            return saved
        payment = self.payments.get(payment_id)
        if payment is None:
            raise PaymentRefused("payment_refused", provider_code="resource_missing")
        if payment.currency != currency:
            raise PaymentRefused("payment_refused", provider_code="currency_mismatch")
        if amount > payment.amount - payment.refunded:
            raise PaymentRefused
        refund = RefundResult(
            id=f"re_{next(self._numbers)}",
            state="succeeded",
            amount=amount,
            currency=currency,
            failure=None,
            metadata=dict(metadata),
        )
        self.refunds[refund.id] = refund
        self.refunded_of[refund.id] = payment_id
        self._note_refund(payment_id, amount)
        self._answers[idempotency_key] = (asked, refund)
        self._answer()
        return refund

    def read_event(self, body: bytes, signature: str, now: datetime) -> ProviderEvent:
        sent_at, _, digest = signature.partition(".")
        if not sent_at.isdecimal() or not hmac.compare_digest(
            digest.encode(), _digest(body, int(sent_at)).encode()
        ):
            raise SignatureRefused
        if abs(now.timestamp() - int(sent_at)) > SIGNATURE_TOLERANCE:
            raise SignatureRefused("signature_old")
        try:
            return msgspec.json.decode(body, type=ProviderEvent)
        except msgspec.DecodeError as error:
            raise SignatureRefused("not_an_event") from error

    # What guests and banks do

    def pay(self, checkout_id: str, *, settled: bool = True) -> ProviderEvent:
        """The guest pays; with ``settled=False`` the money is still on its way."""
        checkout = self.checkouts[checkout_id]
        if checkout.state != "open":
            raise ValueError(f"{checkout_id} is {checkout.state}")
        payment_id = f"pi_{next(self._numbers)}"
        self.payments[payment_id] = Paid(amount=checkout.amount, currency=checkout.currency)
        paid = self.change(
            checkout_id,
            state="settled" if settled else "processing",
            url=None,
            payment_id=payment_id,
        )
        return self.event("paid", paid)

    def settle(self, checkout_id: str, *, paid: bool) -> ProviderEvent:
        """The money of a payment that was on its way arrives, or never will."""
        if paid:
            return self.event("settled", self.change(checkout_id, state="settled"))
        return self.closed(checkout_id)

    def decline(self, checkout_id: str, failure: str = "Your card was declined.") -> ProviderEvent:
        """The guest's card is declined; the page stays open."""
        checkout = self.checkouts[checkout_id]
        declined = FailedTry(
            amount=checkout.amount,
            currency=checkout.currency,
            failure=failure,
            metadata=checkout.metadata,
        )
        return self.event("declined", declined)

    def expire(self, checkout_id: str) -> ProviderEvent:
        """The page's time is up."""
        return self.event("closed", self.change(checkout_id, state="closed", url=None))

    def closed(self, checkout_id: str) -> ProviderEvent:
        """The event that a checkout is closed, whatever has become of it."""
        closed = msgspec.structs.replace(self.checkouts[checkout_id], state="closed")
        return self.event("closed", closed)

    def fail_refund(self, refund_id: str) -> ProviderEvent:
        """The bank sends refunded money back."""
        refund = msgspec.structs.replace(
            self.refunds[refund_id], state="failed", failure="lost_or_stolen_card"
        )
        self.refunds[refund_id] = refund
        self._note_refund(self.refunded_of[refund_id], -refund.amount)
        return self.event("refund failed", refund)

    def event(
        self, type_: str, report: Checkout | FailedTry | RefundResult | None = None
    ) -> ProviderEvent:
        """An event, as ``read_event`` would return it."""
        return ProviderEvent(
            id=f"evt_{next(self._numbers)}",
            type=type_,
            created=datetime.now(UTC).replace(microsecond=0),
            report=report,
        )

    def change(self, checkout_id: str, **changes: object) -> Checkout:
        """Makes a checkout another one; answers with it."""
        checkout = msgspec.structs.replace(self.checkouts[checkout_id], **changes)
        self.checkouts[checkout_id] = checkout
        return checkout

    @staticmethod
    def sign(event: ProviderEvent, now: datetime) -> tuple[bytes, str]:
        """Body and signature header of the webhook call that brings the event."""
        body = msgspec.json.encode(event)
        return body, f"{int(now.timestamp())}.{_digest(body, int(now.timestamp()))}"

    def _call(self) -> None:
        if self.down:
            raise PaymentProviderError

    def _answer(self) -> None:
        if self.loses_answers:
            raise PaymentProviderError

    def _saved(self, key: str, asked: object) -> Checkout | RefundResult | None:
        self._call()
        if key not in self._answers:
            return None
        first_asked, answer = self._answers[key]
        if asked != first_asked:
            raise PaymentRefused("payment_refused", provider_code="idempotency_key_reused")
        return answer

    def _note_refund(self, payment_id: str, amount: int) -> None:
        paid = self.payments[payment_id]
        self.payments[payment_id] = msgspec.structs.replace(paid, refunded=paid.refunded + amount)


def _digest(body: bytes, sent_at: int) -> str:
    return hmac.new(SECRET.encode(), b"%d.%b" % (sent_at, body), hashlib.sha256).hexdigest()
