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
    PaymentProvider,
    PaymentProviderError,
    PaymentRefused,
    PaymentState,
    ProviderEvent,
    RefundResult,
    SignatureRefused,
)

SECRET: Final = "whsec_fake"


class FakePayments(PaymentProvider):
    """All checkouts, payments and refunds of one account.

    While ``down`` is set, every call fails; while ``loses_answers`` is set, calls do their work and
    the answer is lost. ``pages`` is where its hosted pages are.
    """

    def __init__(self) -> None:
        self.pages = "https://pay.example"
        self.checkouts: dict[str, Checkout] = {}
        self.requests: dict[str, CheckoutRequest] = {}
        self.payments: dict[str, PaymentState] = {}
        self.refunds: dict[str, RefundResult] = {}
        self.down = False
        self.loses_answers = False
        self._answers: dict[str, tuple[object, Checkout | RefundResult]] = {}
        self._numbers = count(1)

    # What the product asks

    def open_checkout(self, request: CheckoutRequest, idempotency_key: str) -> Checkout:
        saved = self._saved(idempotency_key, request)
        if isinstance(saved, Checkout):
            return saved
        session_id = f"cs_{next(self._numbers)}"
        checkout = Checkout(
            session_id=session_id,
            url=f"{self.pages}/{session_id}",
            expires_at=request.expires_at.replace(microsecond=0),
            status="open",
            payment_status="unpaid",
            payment_intent=None,
            amount_total=request.amount,
            currency=request.currency,
            booking_code=request.booking_code,
            metadata=request.metadata,
        )
        self.requests[session_id] = request
        self.checkouts[session_id] = checkout
        self._answers[idempotency_key] = (request, checkout)
        self._answer()
        return checkout

    def close_checkout(self, session_id: str) -> Checkout:
        checkout = self.read_checkout(session_id)
        if checkout.status == "open":
            self._change(session_id, status="expired", url=None)
        self._answer()
        return self.checkouts[session_id]

    def read_checkout(self, session_id: str) -> Checkout:
        self._call()
        if session_id not in self.checkouts:
            raise PaymentRefused(code="resource_missing")
        return self.checkouts[session_id]

    def refund(
        self,
        payment_intent: str,
        amount: int,
        currency: str,
        idempotency_key: str,
        metadata: Mapping[str, str],
    ) -> RefundResult:
        asked = (payment_intent, amount, currency, dict(metadata))
        saved = self._saved(idempotency_key, asked)
        if isinstance(saved, RefundResult):
            return saved
        payment = self.payments.get(payment_intent)
        if payment is None:
            raise PaymentRefused(code="resource_missing")
        if payment.currency != currency:
            raise PaymentRefused(code="currency_mismatch")
        if amount > payment.amount - payment.amount_refunded:
            raise PaymentRefused
        refund = RefundResult(
            id=f"re_{next(self._numbers)}",
            status="succeeded",
            amount=amount,
            currency=currency,
            payment_intent=payment_intent,
            failure_reason=None,
            metadata=dict(metadata),
        )
        self.refunds[refund.id] = refund
        self.payments[payment_intent] = msgspec.structs.replace(
            payment, amount_refunded=payment.amount_refunded + amount
        )
        self._answers[idempotency_key] = (asked, refund)
        self._answer()
        return refund

    def read_event(self, body: bytes, signature: str, now: datetime) -> ProviderEvent:
        sent_at, _, digest = signature.partition(".")
        if not sent_at.isdecimal() or not hmac.compare_digest(
            digest.encode(), _digest(body, int(sent_at)).encode()
        ):
            raise SignatureRefused("wrong signature")
        if abs(now.timestamp() - int(sent_at)) > SIGNATURE_TOLERANCE:
            raise SignatureRefused("wrong time")
        try:
            return msgspec.json.decode(body, type=ProviderEvent)
        except msgspec.DecodeError as error:
            raise SignatureRefused("not an event") from error

    # What guests and banks do

    def pay(self, session_id: str, *, settled: bool = True) -> ProviderEvent:
        """The guest pays; with ``settled=False`` the money is still on its way."""
        checkout = self.checkouts[session_id]
        if checkout.status != "open":
            raise ValueError(f"{session_id} is {checkout.status}")
        payment_intent = f"pi_{next(self._numbers)}"
        self.payments[payment_intent] = self._payment(checkout, payment_intent)
        paid = self._change(
            session_id,
            status="complete",
            url=None,
            payment_status="paid" if settled else "unpaid",
            payment_intent=payment_intent,
        )
        return self.event("checkout.session.completed", session=paid)

    def settle(self, session_id: str, *, paid: bool) -> ProviderEvent:
        """The money of a payment that was on its way arrives, or never will."""
        checkout = self._change(session_id, payment_status="paid" if paid else "unpaid")
        outcome = "async_payment_succeeded" if paid else "async_payment_failed"
        return self.event(f"checkout.session.{outcome}", session=checkout)

    def decline(self, session_id: str, failure: str = "Your card was declined.") -> ProviderEvent:
        """The guest's card is declined; the page stays open."""
        payment = self._payment(self.checkouts[session_id], f"pi_{next(self._numbers)}")
        declined = msgspec.structs.replace(payment, failure=failure)
        return self.event("payment_intent.payment_failed", payment=declined)

    def expire(self, session_id: str) -> ProviderEvent:
        """The page's time is up."""
        expired = self._change(session_id, status="expired", url=None)
        return self.event("checkout.session.expired", session=expired)

    def fail_refund(self, refund_id: str) -> ProviderEvent:
        """The bank sends refunded money back."""
        refund = msgspec.structs.replace(
            self.refunds[refund_id], status="failed", failure_reason="lost_or_stolen_card"
        )
        self.refunds[refund_id] = refund
        if refund.payment_intent is not None:
            payment = self.payments[refund.payment_intent]
            self.payments[refund.payment_intent] = msgspec.structs.replace(
                payment, amount_refunded=payment.amount_refunded - refund.amount
            )
        return self.event("refund.failed", refund=refund)

    def event(self, type_: str, **details: object) -> ProviderEvent:
        """An event of any type, as ``read_event`` would return it."""
        return msgspec.convert(
            {
                "id": f"evt_{next(self._numbers)}",
                "type": type_,
                "created": datetime.now(UTC).replace(microsecond=0),
                **{name: msgspec.to_builtins(value) for name, value in details.items()},
            },
            ProviderEvent,
        )

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
            raise PaymentRefused(code="idempotency_key_reused")
        return answer

    def _change(self, session_id: str, **changes: object) -> Checkout:
        checkout = msgspec.structs.replace(self.checkouts[session_id], **changes)
        self.checkouts[session_id] = checkout
        return checkout

    @staticmethod
    def _payment(checkout: Checkout, payment_intent: str) -> PaymentState:
        return PaymentState(
            payment_intent=payment_intent,
            amount=checkout.amount_total,
            amount_refunded=0,
            currency=checkout.currency,
            failure=None,
            metadata=checkout.metadata,
        )


def _digest(body: bytes, sent_at: int) -> str:
    return hmac.new(SECRET.encode(), b"%d.%b" % (sent_at, body), hashlib.sha256).hexdigest()
