"""Payments and refunds of a booking."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

PaymentKind = Literal["deposit", "balance"]
PaymentMethod = Literal["card"]
PaymentState = Literal["open", "pending", "succeeded", "expired"]


class ProviderPayment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a payment is at its provider: the page on which the guest pays, with the ``url`` while
    it is open, and what was paid there, by the provider's own ids.
    """

    checkout_id: str
    url: str | None = None
    payment_id: str | None = None


class Payment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One attempt to pay.

    Written as ``open`` before the ``provider`` is asked, so that whatever happens in between, the
    next caller finds it and asks again under the same idempotency key. ``failures`` are the ids of
    the provider's reports of tries that failed while the page was open. It is ``pending`` while the
    guest has paid and the bank works on it, for days perhaps.
    """

    number: int
    kind: PaymentKind
    amount: int
    state: PaymentState
    opened_at: datetime
    expires_at: datetime
    method: PaymentMethod = "card"
    provider: ProviderPayment | None = None
    settled_at: datetime | None = None
    refunded: int = 0
    failures: list[str] = []


RefundState = Literal["pending", "succeeded", "failed"]


class ProviderRefund(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a refund is at its provider: of which payment, and its own id once it was asked for."""

    payment_id: str
    id: str | None = None


class Refund(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Money going back on one payment. Decided in our transaction, carried out afterwards."""

    number: int
    payment: int
    amount: int
    state: RefundState
    asked_at: datetime
    provider: ProviderRefund | None = None
    settled_at: datetime | None = None
