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
from lobby.domain.booking.money import PaymentKind, ProviderPayment, RefundState

CheckoutState = Literal["open", "processing", "settled", "closed"]

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

    ``provider_code`` in ``params`` is the provider's own word for why, when it gave one.
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


class Checkout(msgspec.Struct, frozen=True, kw_only=True, tag="checkout"):
    """A payment page and what became of it.

    ``url`` is there only while the page is ``open``. Once the guest has paid, the money is still on
    its way while the checkout is ``processing`` (bank debits take days), and there when it is
    ``settled``. Nobody can pay any more on one that is ``closed``, and its money will not come.
    ``payment_id`` is the payment to refund, known once the guest has paid.
    """

    id: str
    url: str | None
    expires_at: datetime
    state: CheckoutState
    payment_id: str | None
    amount: int
    currency: str
    booking_code: str | None
    metadata: Mapping[str, str]

    @property
    def paid(self) -> bool:
        """Whether the guest has paid, wherever the money is."""
        return self.state in ("processing", "settled")

    def filed(self) -> ProviderPayment:
        """What the booking keeps of it."""
        return ProviderPayment(checkout_id=self.id, url=self.url, payment_id=self.payment_id)


class FailedTry(msgspec.Struct, frozen=True, kw_only=True, tag="failed_try"):
    """A try to pay that failed, in the provider's words; the page stays open for another."""

    amount: int
    currency: str
    failure: str | None
    metadata: Mapping[str, str]


class RefundResult(msgspec.Struct, frozen=True, kw_only=True, tag="refund"):
    """Money on its way back to the guest.

    One that succeeded can still fail later, when the bank sends the money back; ``failure`` is the
    provider's word for why.
    """

    id: str
    state: RefundState
    amount: int
    currency: str
    failure: str | None
    metadata: Mapping[str, str]


class ProviderEvent(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened at the provider. It may come twice, late and in any order.

    ``report`` is what it says of a checkout or a refund; on all else Lobby does not act. ``type``
    is the provider's own word for it, for the log.
    """

    id: str
    type: str
    created: datetime
    report: Checkout | FailedTry | RefundResult | None = None


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

    def close_checkout(self, checkout_id: str) -> Checkout:
        """Close a page so that it can't be paid any more, and say what has become of it.

        A guest may have paid first: then the answer is ``paid``.
        """
        ...

    def read_checkout(self, checkout_id: str) -> Checkout:
        """The page as the provider knows it now."""
        ...

    def refund(
        self,
        payment_id: str,
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
