"""Payments and refunds as they were stored before the provider's part was a record of its own."""

from __future__ import annotations

from typing import Any

from lobby import wiring
from lobby.domain.booking.money import ProviderPayment, ProviderRefund
from lobby.store.table.transport import Item, Query, put
from tests.support.business import Business, Portal, file_of, good

DEPOSIT = 20250


def item_of(guest: Portal, sort_key: str) -> Item:
    query = Query(
        key_condition="PK = :pk AND SK = :sk",
        values={":pk": f"BOOKING#{guest.code}", ":sk": sort_key},
        consistent=True,
    )
    [item] = wiring.transport().query(query).items
    return item


def store(item: Item, **old: Any) -> None:
    """Puts an item back in the old shape."""
    kept = {name: value for name, value in item.items() if name not in ("method", "provider")}
    wiring.transport().transact([put(kept | old)])


def test_a_payment_of_before_is_refunded_where_it_was_paid(business: Business) -> None:
    guest = business.book_confirmed()
    business.pay(guest, "deposit")
    [paid] = business.provider.payments
    [checkout] = business.provider.checkouts
    store(
        item_of(guest, "P#PAYMENT#001"),
        session_id=checkout,
        checkout_url="https://pay.example/old",
        payment_intent=paid,
    )

    [payment] = file_of(guest).payments
    assert payment.method == "card"
    assert payment.provider == ProviderPayment(
        checkout_id=checkout, url="https://pay.example/old", payment_id=paid
    )
    good(business.cancel(guest, refund="full"))
    business.carry_out_refunds(guest)
    assert [*business.provider.refunded_of.values()] == [paid]


def test_a_page_of_before_is_found_again(business: Business) -> None:
    guest = business.book_confirmed()
    checkout = business.open_page(guest, "deposit")
    store(
        item_of(guest, "P#PAYMENT#001"),
        session_id=checkout,
        checkout_url=f"https://pay.example/{checkout}",
        payment_intent=None,
    )

    assert business.open_page(guest, "deposit") == checkout
    good(business.report(business.provider.pay(checkout)))
    assert file_of(guest).booking.paid == DEPOSIT


def test_an_attempt_of_before_that_never_had_a_page_gets_one(business: Business) -> None:
    guest = business.book_confirmed()
    business.provider.down = True
    assert guest.pay("deposit").status == 502
    business.provider.down = False
    store(item_of(guest, "P#PAYMENT#001"), session_id=None, checkout_url=None, payment_intent=None)

    assert file_of(guest).payments[0].provider is None
    business.pay(guest, "deposit")
    assert file_of(guest).booking.paid == DEPOSIT


def test_a_refund_of_before_is_carried_out_once(business: Business) -> None:
    guest = business.book_confirmed()
    business.pay(guest, "deposit")
    good(business.cancel(guest, refund="full"))
    [paid] = business.provider.payments
    store(item_of(guest, "P#REFUND#001"), payment_intent=paid, provider_id=None)

    assert file_of(guest).refunds[0].provider == ProviderRefund(payment_id=paid)
    business.carry_out_refunds(guest)
    [refund] = business.provider.refunds
    store(item_of(guest, "P#REFUND#001"), payment_intent=paid, provider_id=refund)
    business.carry_out_refunds(guest)

    assert [*business.provider.refunds] == [refund]
    assert file_of(guest).refunds[0].provider == ProviderRefund(payment_id=paid, id=refund)
