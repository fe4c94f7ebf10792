"""Payments and refunds of a booking in the table.

Items of before 2026-11-28 have what the provider knows among their own attributes: ``session_id``,
``checkout_url`` and ``payment_intent`` of a payment, ``payment_intent`` and ``provider_id`` of a
refund.
"""

from __future__ import annotations

from lobby.domain.booking.money import Payment, ProviderPayment, ProviderRefund, Refund
from lobby.store.outbox import booking_partition
from lobby.store.table.items import from_item, to_item
from lobby.store.table.transport import Item, Write, put

_PAYMENT = "P#PAYMENT#"
_REFUND = "P#REFUND#"


def write(code: str, record: Payment | Refund) -> Write:
    """The write that files a payment or a refund of a booking."""
    prefix = _PAYMENT if isinstance(record, Payment) else _REFUND
    return put(to_item((booking_partition(code), f"{prefix}{record.number:03}"), record))


def payments_in(items: list[Item]) -> list[Payment]:
    """The payments among a booking's items."""
    return [_payment(item) for item in items if item["SK"].startswith(_PAYMENT)]


def refunds_in(items: list[Item]) -> list[Refund]:
    """The refunds among a booking's items."""
    return [_refund(item) for item in items if item["SK"].startswith(_REFUND)]


def _payment(item: Item) -> Payment:
    if (session := item.get("session_id")) is None:
        return from_item(item, Payment)
    known = ProviderPayment(
        checkout_id=session, url=item.get("checkout_url"), payment_id=item.get("payment_intent")
    )
    return from_item(item | {"provider": known}, Payment)


def _refund(item: Item) -> Refund:
    if (payment := item.get("payment_intent")) is None:
        return from_item(item, Refund)
    known = ProviderRefund(payment_id=payment, id=item.get("provider_id"))
    return from_item(item | {"provider": known}, Refund)
