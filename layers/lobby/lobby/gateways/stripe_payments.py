"""Stripe as the payment provider: hosted Checkout Sessions, refunds and signed webhooks.

Waiting is bounded: a call takes at most ``CONNECT_TIMEOUT`` + ``READ_TIMEOUT`` = 8 s, and the SDK
repeats it up to ``RETRIES`` times under the same idempotency key, 0.5 to 1 s apart, when Stripe
can't be reached or answers 409 or 5xx. The worst case of 25.5 s stays below the 29 s after which
API Gateway gives up.

The SDK takes a few tenths of a second to import, so that happens on first use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from lobby.domain.booking.money import RefundState
from lobby.domain.money.money import minor_digits
from lobby.gateways.payments import (
    SIGNATURE_TOLERANCE,
    Checkout,
    CheckoutRequest,
    CheckoutState,
    FailedTry,
    PaymentProvider,
    PaymentProviderError,
    PaymentRefused,
    ProviderEvent,
    RefundResult,
    SignatureRefused,
)

if TYPE_CHECKING:
    from stripe import StripeClient
    from stripe.params.checkout import SessionCreateParams

CONNECT_TIMEOUT: Final = 2.0
READ_TIMEOUT: Final = 6.0
RETRIES: Final = 2

# Stripe keeps its own number of decimals for these (docs.stripe.com/currencies, special cases).
_STRIPE_DIGITS: Final = {"ISK": 2, "UGX": 2, "MGA": 0}

# The locales of the hosted page (docs.stripe.com/api/checkout/sessions/create, `locale`).
_LOCALES: Final = frozenset(
    """
    bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb nl pl pt
    pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW
    """.split()
)

# Of all that Stripe calls a refund's status, what others know of it; the rest is on its way.
_REFUND_STATES: Final[Mapping[str, RefundState]] = {
    "succeeded": "succeeded",
    "failed": "failed",
    "canceled": "failed",
}


class StripePayments(PaymentProvider):
    """Payments through one Stripe account.

    ``webhook_secrets`` are all the signing secrets that are valid now: two while one is being
    rotated. ``api_base`` is the root under which ``/v1`` lies, when it is not Stripe's own.
    """

    def __init__(
        self, api_key: str, webhook_secrets: Sequence[str], api_base: str | None = None
    ) -> None:
        self._api_key = api_key
        self._webhook_secrets = tuple(webhook_secrets)
        self._api_base = api_base

    @cached_property
    def _stripe(self) -> StripeClient:
        import stripe

        # Telemetry would time every call, and write an id to the home folder.
        stripe.enable_telemetry = False
        return stripe.StripeClient(
            self._api_key,
            base_addresses={"api": self._api_base or stripe.DEFAULT_API_BASE},
            max_network_retries=RETRIES,
            http_client=stripe.RequestsClient(timeout=(CONNECT_TIMEOUT, READ_TIMEOUT)),
        )

    def open_checkout(self, request: CheckoutRequest, idempotency_key: str) -> Checkout:
        with _stripe_errors():
            session = self._stripe.v1.checkout.sessions.create(
                _session_params(request), {"idempotency_key": idempotency_key}
            )
        return _read_checkout(session.to_dict())

    def close_checkout(self, checkout_id: str) -> Checkout:
        try:
            with _stripe_errors():
                session = self._stripe.v1.checkout.sessions.expire(checkout_id)
        except PaymentRefused:
            # Only open sessions can be expired, and it may have been paid a moment ago.
            checkout = self.read_checkout(checkout_id)
            if checkout.state == "open":
                raise
            return checkout
        return _read_checkout(session.to_dict())

    def read_checkout(self, checkout_id: str) -> Checkout:
        with _stripe_errors():
            session = self._stripe.v1.checkout.sessions.retrieve(checkout_id)
        return _read_checkout(session.to_dict())

    def refund(
        self,
        payment_id: str,
        amount: int,
        currency: str,
        idempotency_key: str,
        metadata: Mapping[str, str],
    ) -> RefundResult:
        with _stripe_errors():
            # Stripe takes no currency here: it would refund the number in the payment's own.
            payment = self._stripe.v1.payment_intents.retrieve(payment_id)
            if payment.currency.upper() != currency:
                raise PaymentRefused("payment_refused", provider_code="currency_mismatch")
            refund = self._stripe.v1.refunds.create(
                {
                    "payment_intent": payment_id,
                    "amount": _to_stripe(amount, currency),
                    "reason": "requested_by_customer",
                    "metadata": dict(metadata),
                },
                {"idempotency_key": idempotency_key},
            )
        return _read_refund(refund.to_dict())

    def read_event(self, body: bytes, signature: str, now: datetime) -> ProviderEvent:
        if not any(_is_signed(body, signature, secret) for secret in self._webhook_secrets):
            raise SignatureRefused
        # The SDK refuses only the past, and by its own clock.
        if abs(now.timestamp() - _signed_at(signature)) > SIGNATURE_TOLERANCE:
            raise SignatureRefused("signature_old")
        try:
            return _read_event(body)
        except msgspec.DecodeError as error:
            raise SignatureRefused("not_an_event") from error


def _session_params(request: CheckoutRequest) -> SessionCreateParams:
    params: SessionCreateParams = {
        "mode": "payment",
        # The button has to name the obligation to pay (Directive 2011/83/EU, article 8(2)).
        "submit_type": "pay",
        "client_reference_id": request.booking_code,
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": request.currency.lower(),
                    "unit_amount": _to_stripe(request.amount, request.currency),
                    "product_data": {"name": request.description},
                },
            }
        ],
        # The guest pays in the booking's currency, so that amounts can be compared.
        "adaptive_pricing": {"enabled": False},
        "metadata": request.metadata,
        "payment_intent_data": {
            "description": request.description,
            "metadata": request.metadata,
        },
        "success_url": request.success_url,
        "cancel_url": request.cancel_url,
        "expires_at": int(request.expires_at.timestamp()),
        "locale": _locale(request.language),
    }
    if request.customer_email is not None:
        params["customer_email"] = request.customer_email
    return params


def _locale(language: str | None) -> str:
    """The page's locale nearest to the language, or ``auto``: what the browser asks for."""
    tag = language or ""
    return next((known for known in (tag, tag.split("-")[0]) if known in _LOCALES), "auto")


def _shift(currency: str) -> int:
    return _STRIPE_DIGITS.get(currency, minor_digits(currency)) - minor_digits(currency)


def _to_stripe(amount: int, currency: str) -> int:
    scaled = Decimal(amount).scaleb(_shift(currency))
    if scaled != int(scaled):
        raise PaymentRefused("payment_refused", provider_code="invalid_amount")
    return int(scaled)


def _from_stripe(amount: int, currency: str) -> int:
    return int(Decimal(amount).scaleb(-_shift(currency)))


@contextmanager
def _stripe_errors() -> Iterator[None]:
    import stripe

    try:
        yield
    except (stripe.InvalidRequestError, stripe.IdempotencyError, stripe.CardError) as error:
        raise PaymentRefused("payment_refused", provider_code=error.code) from error
    except stripe.StripeError as error:
        raise PaymentProviderError(provider_code=error.code) from error


def _is_signed(body: bytes, signature: str, secret: str) -> bool:
    import stripe

    try:
        # A header with other characters would fail in the SDK's constant-time comparison.
        return signature.isascii() and stripe.WebhookSignature.verify_header(
            body, signature, secret
        )
    except (stripe.SignatureVerificationError, UnicodeDecodeError):
        return False


def _signed_at(signature: str) -> int:
    """The instant that a verified signature covers, read as the SDK reads it: the first ``t``."""
    pairs = (part.split("=", 2) for part in signature.split(","))
    return next(int(pair[1]) for pair in pairs if pair[0] == "t")


# What Stripe sends, as far as it matters here (API version 2026-10-28).


class _Session(msgspec.Struct):
    id: str
    status: Literal["open", "complete", "expired"]
    payment_status: Literal["paid", "unpaid", "no_payment_required"]
    expires_at: int
    url: str | None = None
    payment_intent: str | None = None
    amount_total: int | None = None
    currency: str | None = None
    client_reference_id: str | None = None
    metadata: dict[str, str] | None = None


class _Refund(msgspec.Struct):
    id: str
    amount: int
    currency: str
    status: str | None = None
    failure_reason: str | None = None
    metadata: dict[str, str] | None = None


class _PaymentError(msgspec.Struct):
    message: str | None = None


class _PaymentIntent(msgspec.Struct):
    amount: int
    currency: str
    last_payment_error: _PaymentError | None = None
    metadata: dict[str, str] | None = None


class _EventData(msgspec.Struct):
    object: msgspec.Raw


class _Event(msgspec.Struct):
    id: str
    type: str
    created: int
    data: _EventData


def _read_event(body: bytes) -> ProviderEvent:
    event = msgspec.json.decode(body, type=_Event)
    details = event.data.object
    report: Checkout | FailedTry | RefundResult | None = None
    match event.type:
        case "checkout.session.completed" | "checkout.session.async_payment_succeeded":
            report = _read_checkout(msgspec.json.decode(details))
        case "checkout.session.async_payment_failed" | "checkout.session.expired":
            # The session of a debit that failed looks like one whose money is on its way.
            report = _read_checkout(msgspec.json.decode(details), closed=True)
        case "refund.created" | "refund.updated" | "refund.failed":
            report = _read_refund(msgspec.json.decode(details))
        case "payment_intent.payment_failed":
            report = _read_failure(msgspec.json.decode(details, type=_PaymentIntent))
    return ProviderEvent(
        id=event.id, type=event.type, created=_instant(event.created), report=report
    )


def _read_checkout(wire: object, *, closed: bool = False) -> Checkout:
    session = msgspec.convert(wire, _Session)
    # Sessions of other uses of the account (saving a card) have neither amount nor currency.
    currency = (session.currency or "").upper()
    return Checkout(
        id=session.id,
        url=session.url,
        expires_at=_instant(session.expires_at),
        state="closed" if closed else _state_of(session),
        payment_id=session.payment_intent,
        amount=_from_stripe(session.amount_total or 0, currency),
        currency=currency,
        booking_code=session.client_reference_id,
        metadata=session.metadata or {},
    )


def _state_of(session: _Session) -> CheckoutState:
    if session.status == "complete":
        return "settled" if session.payment_status == "paid" else "processing"
    return "open" if session.status == "open" else "closed"


def _read_refund(wire: object) -> RefundResult:
    refund = msgspec.convert(wire, _Refund)
    currency = refund.currency.upper()
    return RefundResult(
        id=refund.id,
        state=_REFUND_STATES.get(refund.status or "", "pending"),
        amount=_from_stripe(refund.amount, currency),
        currency=currency,
        failure=refund.failure_reason,
        metadata=refund.metadata or {},
    )


def _read_failure(intent: _PaymentIntent) -> FailedTry:
    currency = intent.currency.upper()
    return FailedTry(
        amount=_from_stripe(intent.amount, currency),
        currency=currency,
        failure=intent.last_payment_error.message if intent.last_payment_error else None,
        metadata=intent.metadata or {},
    )


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
