"""Payments: what the use cases ask of a payment provider, and how it may answer.

Guests pay on the provider's own hosted page, so that no card number ever reaches Lobby. A booking
is credited only from the provider's signed events (or by asking it), never because a browser came
back from that page. Amounts are integers of minor units with an upper-case ISO 4217 currency;
instants are aware datetimes in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Literal, Protocol

import msgspec

from lobby.base.errors import LobbyError

PaymentKind = Literal["deposit", "balance"]
CheckoutStatus = Literal["open", "complete", "expired"]
PaymentStatus = Literal["paid", "unpaid", "no_payment_required"]

SIGNATURE_TOLERANCE: Final = 300
"""How old, or how far ahead, the signature of an event may be, in seconds."""


class PaymentProviderError(LobbyError):
    """The provider did not answer (network, its own fault, rate limit, lock), or refused our key.

    That says nothing about the request, which may even have been carried out: repeat it with the
    same idempotency key.
    """

    slug = "payment-provider"
    title = "The payment provider is not available"
    status = 502


class PaymentRefused(LobbyError):
    """The provider will not do this, however often it is asked.

    ``code`` is the provider's own word for why, when it gave one.
    """

    slug = "payment-provider"
    title = "The payment provider refused the request"
    status = 502


class SignatureRefused(LobbyError):
    """A body that claims to be the provider's event is not, or was signed too long ago."""

    slug = "signature-refused"
    title = "The event's signature was not accepted"
    status = 400


class CheckoutRequest(msgspec.Struct, frozen=True, kw_only=True):
    """One payment that a guest is asked for.

    ``attempt`` tells apart the checkouts of one booking. ``description`` names what is being paid,
    as the guest reads it on the hosted page. ``expires_at`` lies 30 minutes to 24 hours ahead
    (Stripe's bounds). ``language`` is a BCP 47 tag; without one the page follows the browser.
    """

    booking_code: str
    attempt: str
    kind: PaymentKind
    amount: int
    currency: str
    description: str
    success_url: str
    cancel_url: str
    expires_at: datetime
    customer_email: str | None = None
    language: str | None = None

    @property
    def metadata(self) -> dict[str, str]:
        """What the provider keeps with the checkout and its payment, and gives back in events."""
        return {"booking_code": self.booking_code, "attempt": self.attempt, "kind": self.kind}


class Checkout(msgspec.Struct, frozen=True, kw_only=True):
    """A payment page and what became of it.

    ``url`` is there only while the page is open. A complete checkout is settled when
    ``payment_status`` is ``paid``; until then the money is still on its way (bank debits take
    days). ``payment_intent`` is the payment to refund, known once the guest has paid.
    """

    session_id: str
    url: str | None
    expires_at: datetime
    status: CheckoutStatus
    payment_status: PaymentStatus
    payment_intent: str | None
    amount_total: int
    currency: str
    booking_code: str | None
    metadata: Mapping[str, str]


class RefundResult(msgspec.Struct, frozen=True, kw_only=True):
    """Money on its way back to the guest.

    ``status`` is ``pending``, ``requires_action``, ``succeeded``, ``failed`` or ``canceled``; one
    that succeeded can still fail later, when the bank sends the money back.
    """

    id: str
    status: str
    amount: int
    currency: str
    payment_intent: str | None
    failure_reason: str | None
    metadata: Mapping[str, str]


class PaymentState(msgspec.Struct, frozen=True, kw_only=True):
    """A payment as an event shows it: ``amount_refunded`` in all, ``failure`` of the last try."""

    payment_intent: str | None
    amount: int
    amount_refunded: int
    currency: str
    failure: str | None
    metadata: Mapping[str, str]


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """A payment that the cardholder's bank took back, or tried to (``status``: won, lost, ...)."""

    id: str
    payment_intent: str | None
    amount: int
    currency: str
    status: str
    reason: str


class ProviderEvent(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened at the provider. It may come twice, late and in any order.

    Events of ``checkout.session.*`` carry ``session``, those of ``refund.*`` carry ``refund``,
    ``payment_intent.payment_failed`` and ``charge.refunded`` carry ``payment``, and
    ``charge.dispute.*`` carry ``dispute``. All other types carry nothing: Lobby does not act on
    them.
    """

    id: str
    type: str
    created: datetime
    session: Checkout | None = None
    refund: RefundResult | None = None
    payment: PaymentState | None = None
    dispute: Dispute | None = None


class PaymentProvider(Protocol):
    """A provider of hosted payment pages.

    Every method may raise ``PaymentProviderError`` (worth repeating) or ``PaymentRefused`` (not),
    except ``read_event``, which asks nobody.
    """

    def open_checkout(self, request: CheckoutRequest, idempotency_key: str) -> Checkout:
        """Open a payment page.

        The same key with the same request (``expires_at`` included) answers with the page that is
        already there, for at least 24 hours; with another request it is refused.
        """
        ...

    def close_checkout(self, session_id: str) -> Checkout:
        """Close a page so that it can't be paid any more, and say what has become of it.

        A guest may have paid first: then the answer is ``complete`` and the money is there.
        """
        ...

    def read_checkout(self, session_id: str) -> Checkout:
        """The page as the provider knows it now."""
        ...

    def refund(
        self,
        payment_intent: str,
        amount: int,
        currency: str,
        idempotency_key: str,
        metadata: Mapping[str, str],
    ) -> RefundResult:
        """Send back part or all of a payment, to where it came from.

        Refused when it is more than what is left of the payment, or in another currency.
        """
        ...

    def read_event(self, body: bytes, signature: str, now: datetime) -> ProviderEvent:
        """The event in a webhook call, given its raw body and signature header.

        Raises ``SignatureRefused`` when it is not the provider's, or not of the last or next
        ``SIGNATURE_TOLERANCE`` seconds, or not readable.
        """
        ...
