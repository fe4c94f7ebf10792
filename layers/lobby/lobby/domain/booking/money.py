"""Payments and refunds of a booking."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

PaymentKind = Literal["deposit", "balance"]
PaymentState = Literal["open", "succeeded", "expired"]


class Payment(msgspec.Struct, frozen=True, kw_only=True):
    """One attempt to pay through the provider's checkout.

    Written as ``open`` before the provider is asked, so that whatever happens in between, the next
    caller finds it and asks again under the same idempotency key. ``failures`` are the provider's
    event ids of tries that failed while the page was open.
    """

    number: int
    kind: PaymentKind
    amount: int
    state: PaymentState
    opened_at: datetime
    expires_at: datetime
    session_id: str | None = None
    checkout_url: str | None = None
    payment_intent: str | None = None
    settled_at: datetime | None = None
    refunded: int = 0
    failures: list[str] = []


RefundState = Literal["pending", "succeeded", "failed"]


class Refund(msgspec.Struct, frozen=True, kw_only=True):
    """Money going back on one payment. Decided in our transaction, carried out afterwards."""

    number: int
    payment: int
    payment_intent: str
    amount: int
    state: RefundState
    asked_at: datetime
    provider_id: str | None = None
    settled_at: datetime | None = None
