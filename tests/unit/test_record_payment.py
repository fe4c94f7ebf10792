"""What the payment provider reports, in any order and any number of times."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lobby.domain.booking.booking import BookingFile
from lobby.gateways.payments import Checkout, ProviderEvent
from tests.fakes.payments import FakePayments
from tests.support.api import Reply, call
from tests.support.business import (
    Business,
    Portal,
    event_types,
    events_of,
    file_of,
    good,
    problem,
)

DEPOSIT, TOTAL = 20250, 67500


def post(body: bytes | str, signature: str | None) -> Reply:
    headers = {} if signature is None else {"Stripe-Signature": signature}
    return call("POST", "/stripe/webhook", body, headers=headers)


def assert_books_balance(file: BookingFile) -> None:
    """What must hold whatever happened."""
    booking = file.booking
    assert 0 <= booking.refunded <= booking.paid
    settled = [p for p in file.payments if p.state == "succeeded"]
    assert booking.paid == sum(p.amount for p in settled)
    going_back = [r for r in file.refunds if r.state != "failed"]
    assert booking.refunded == sum(r.amount for r in going_back)
    assert all(0 <= p.refunded <= p.amount for p in file.payments)
    for payment in file.payments:
        assert payment.refunded == sum(r.amount for r in going_back if r.payment == payment.number)
    assert len([p for p in file.payments if p.state == "open"]) <= 1


def test_a_paid_deposit_is_credited(business: Business) -> None:
    guest = business.book_confirmed()

    business.pay(guest, "deposit")

    payments = guest.page()["payments"]
    assert payments["paid"] == {"amount": DEPOSIT, "currency": "EUR"}
    assert payments["status"] == "deposit_paid"
    assert event_types(guest)[-1] == "payment.succeeded"
    assert events_of(guest)[-1].data["changes"]["paid"] == {
        "old": {"amount": 0, "currency": "EUR"},
        "new": {"amount": DEPOSIT, "currency": "EUR"},
    }


def test_the_same_event_again_credits_nothing_more(business: Business) -> None:
    guest = business.book_confirmed()
    event = business.pay(guest, "deposit")
    before = file_of(guest)

    for _ in range(3):
        good(business.report(event))

    assert file_of(guest) == before


def test_a_body_that_was_changed_after_signing_is_refused(business: Business) -> None:
    guest = business.book_confirmed()
    event = business.provider.pay(business.open_page(guest, "deposit"))
    body, signature = FakePayments.sign(event, business.clock.moment)
    before = file_of(guest)

    forged = body.replace(b"20250", b"20251")

    assert forged != body
    problem(post(forged, signature), 400, "signature-refused")
    assert file_of(guest) == before


@pytest.mark.parametrize("signature", [None, "", "t=1,v1=00", "0.", "é"])
def test_an_event_without_a_right_signature_is_refused(
    business: Business, signature: str | None
) -> None:
    guest = business.book_confirmed()
    event = business.provider.pay(business.open_page(guest, "deposit"))
    body, _ = FakePayments.sign(event, business.clock.moment)

    problem(post(body, signature), 400, "signature-refused")
    assert file_of(guest).booking.paid == 0


@pytest.mark.parametrize("age", [timedelta(minutes=6), timedelta(minutes=-6)])
def test_an_event_signed_at_another_time_is_refused(business: Business, age: timedelta) -> None:
    """A recorded call can't be played again later."""
    guest = business.book_confirmed()
    event = business.provider.pay(business.open_page(guest, "deposit"))
    body, signature = FakePayments.sign(event, business.clock.moment)

    business.clock.forward(age)

    problem(post(body, signature), 400, "signature-refused")
    assert file_of(guest).booking.paid == 0


def test_a_body_that_is_no_text_is_refused(business: Business) -> None:
    _, signature = FakePayments.sign(business.provider.event("x.y"), business.clock.moment)

    problem(post(b"\xff\xfe\x00", signature), 400, "signature-refused")


def test_events_that_are_not_ours_are_received_and_passed_over(business: Business) -> None:
    assert business.report(business.provider.event("customer.created")).status == 200


def _session(**changes: Any) -> Callable[[Checkout], Checkout]:
    return lambda session: msgspec.structs.replace(session, **changes)


def _metadata(**changes: str) -> Callable[[Checkout], Checkout]:
    return lambda session: msgspec.structs.replace(
        session, metadata={**session.metadata, **changes}
    )


@pytest.mark.parametrize(
    "change",
    [
        _session(amount=1),
        _session(amount=DEPOSIT + 1),
        _session(currency="USD"),
        _session(id="cs_of_somebody_else"),
        _metadata(attempt="2"),
        _metadata(attempt="x"),
        _metadata(booking_code="ZZZZZZZZ"),
        _metadata(booking_code="Z" * 5000),
        _metadata(booking_code=""),
    ],
)
def test_a_genuine_event_that_does_not_fit_its_attempt_changes_nothing(
    business: Business, change: Callable[[Checkout], Checkout]
) -> None:
    guest = business.book_confirmed()
    event = business.provider.pay(business.open_page(guest, "deposit"))
    assert isinstance(event.report, Checkout)
    before = file_of(guest)

    wrong = msgspec.structs.replace(event, report=change(event.report))

    problem(business.report(wrong), 422, "payment-mismatch")
    assert file_of(guest) == before


def test_a_payment_for_another_booking_is_not_taken(business: Business) -> None:
    mine, other = business.book_confirmed(), business.book_confirmed()
    business.open_page(other, "deposit")
    event = business.provider.pay(business.open_page(mine, "deposit"))
    assert isinstance(event.report, Checkout)
    swapped = msgspec.structs.replace(
        event.report, metadata={**event.report.metadata, "booking_code": other.code}
    )

    wrong = msgspec.structs.replace(event, report=swapped)

    problem(business.report(wrong), 422, "payment-mismatch")
    assert file_of(other).booking.paid == 0
    assert file_of(mine).booking.paid == 0


def test_money_that_is_on_its_way_is_not_credited_yet(business: Business) -> None:
    guest = business.book_confirmed()
    session = business.open_page(guest, "balance")

    good(business.report(business.provider.pay(session, settled=False)))
    assert file_of(guest).booking.paid == 0
    [movement] = guest.page()["payments"]["history"]
    assert movement["status"] == "pending"
    problem(guest.pay("balance"), 409, "not-available")
    good(business.report(business.provider.settle(session, paid=True)))

    assert file_of(guest).booking.paid == TOTAL


def test_money_that_never_arrives_leaves_the_balance_due(business: Business) -> None:
    guest = business.book_confirmed()
    session = business.open_page(guest, "balance")
    good(business.report(business.provider.pay(session, settled=False)))

    good(business.report(business.provider.settle(session, paid=False)))

    page = guest.page()
    assert page["payments"]["balance"]["amount"] == TOTAL
    assert page["actions"]["pay_balance"]["available"]
    assert [m["status"] for m in page["payments"]["history"]] == ["expired"]


def test_a_declined_card_is_noted_once_and_the_page_stays_open(business: Business) -> None:
    guest = business.book_confirmed()
    session = business.open_page(guest, "deposit")
    declined = business.provider.decline(session)

    for _ in range(2):
        good(business.report(declined))

    assert event_types(guest).count("payment.failed") == 1
    assert business.open_page(guest, "deposit") == session
    good(business.report(business.provider.pay(session)))
    assert file_of(guest).booking.paid == DEPOSIT


def test_a_second_declined_card_is_noted_as_well(business: Business) -> None:
    guest = business.book_confirmed()
    session = business.open_page(guest, "deposit")

    for _ in range(2):
        good(business.report(business.provider.decline(session)))

    assert event_types(guest).count("payment.failed") == 2


def test_a_payment_after_the_cancellation_goes_back_in_full_once(business: Business) -> None:
    guest = business.book_confirmed()
    paid = business.provider.pay(business.open_page(guest, "balance"))
    good(business.cancel(guest))

    for _ in range(3):
        good(business.report(paid))
        business.carry_out_refunds(guest)

    file = file_of(guest)
    assert (file.booking.paid, file.booking.held) == (TOTAL, 0)
    assert [(r.amount, r.state) for r in file.refunds] == [(TOTAL, "succeeded")]
    assert [r.amount for r in business.provider.refunds.values()] == [TOTAL]
    assert guest.page()["payments"]["status"] == "refunded"
    assert_books_balance(file)


def test_what_is_paid_too_much_goes_back(business: Business) -> None:
    """A page that counted as expired here was paid after all, as was the one that replaced it."""
    guest = business.book_confirmed()
    first = business.open_page(guest, "deposit")
    paid_first = business.provider.pay(first)
    good(business.report(business.provider.closed(first)))
    paid_all = business.provider.pay(business.open_page(guest, "balance"))

    good(business.report(paid_all))
    good(business.report(paid_first))
    business.carry_out_refunds(guest)

    file = file_of(guest)
    assert file.booking.held == TOTAL
    assert [(r.payment, r.amount, r.state) for r in file.refunds] == [(1, DEPOSIT, "succeeded")]
    assert guest.page()["payments"]["status"] == "paid"
    assert_books_balance(file)


def test_a_refund_that_fails_counts_as_held_again(business: Business) -> None:
    guest = business.book_confirmed()
    business.pay(guest, "deposit")
    good(business.cancel(guest, refund="full"))
    business.carry_out_refunds(guest)
    [refund] = business.provider.refunds

    failed = business.provider.fail_refund(refund)
    for _ in range(2):
        good(business.report(failed))

    file = file_of(guest)
    assert file.booking.held == DEPOSIT
    assert [r.state for r in file.refunds] == ["failed"]
    assert event_types(guest).count("payment.refund_failed") == 1
    assert_books_balance(file)


def test_a_refund_event_that_comes_late_does_not_undo_a_failure(business: Business) -> None:
    guest = business.book_confirmed()
    business.pay(guest, "deposit")
    good(business.cancel(guest, refund="full"))
    business.carry_out_refunds(guest)
    [(refund_id, refund)] = business.provider.refunds.items()
    succeeded = business.provider.event("refund", refund)
    good(business.report(business.provider.fail_refund(refund_id)))

    good(business.report(succeeded))

    assert [r.state for r in file_of(guest).refunds] == ["failed"]


def test_a_refund_of_another_amount_is_not_ours(business: Business) -> None:
    guest = business.book_confirmed()
    business.pay(guest, "deposit")
    good(business.cancel(guest, refund="full"))
    business.carry_out_refunds(guest)
    [refund] = business.provider.refunds.values()
    before = file_of(guest)

    other = msgspec.structs.replace(refund, amount=refund.amount - 1)

    event = business.provider.event("refund", other)
    problem(business.report(event), 422, "payment-mismatch")
    assert file_of(guest) == before


def _every_event(business: Business, guest: Portal) -> list[ProviderEvent]:
    """One payment's whole life, as three events: declined, paid, closed."""
    provider = business.provider
    session = business.open_page(guest, "deposit")
    declined = provider.decline(session)
    paid = provider.pay(session)
    return [declined, paid, provider.closed(session)]


@settings(max_examples=25)
@given(data=st.data())
def test_any_order_and_number_of_events_ends_in_the_same_books(
    business: Business, data: st.DataObject
) -> None:
    """Paid counts, whenever it is heard of; nothing that is heard later takes it back."""
    guest = business.book_confirmed()
    events = _every_event(business, guest)
    heard = data.draw(
        st.permutations([*events, *data.draw(st.lists(st.sampled_from(events), max_size=2))])
    )

    for event in heard:
        good(business.report(event))
        assert_books_balance(file_of(guest))

    file = file_of(guest)
    assert file.booking.held == DEPOSIT
    assert [p.state for p in file.payments] == ["succeeded"]
    assert event_types(guest).count("payment.succeeded") == 1
    assert event_types(guest).count("payment.failed") <= 1


@settings(max_examples=25)
@given(data=st.data())
def test_any_order_of_a_refund_and_its_failure_ends_in_the_same_books(
    business: Business, data: st.DataObject
) -> None:
    guest = business.book_confirmed()
    business.pay(guest, "deposit")
    good(business.cancel(guest, refund="full"))
    business.carry_out_refunds(guest)
    provider = business.provider
    refund = list(provider.refunds.values())[-1]
    pending = msgspec.structs.replace(refund, state="pending")
    events = [
        provider.event("refund", pending),
        provider.event("refund", refund),
        provider.fail_refund(refund.id),
    ]
    heard = data.draw(
        st.permutations([*events, *data.draw(st.lists(st.sampled_from(events), max_size=2))])
    )

    for event in heard:
        good(business.report(event))
        assert_books_balance(file_of(guest))

    file = file_of(guest)
    assert [r.state for r in file.refunds] == ["failed"]
    assert file.booking.held == DEPOSIT
    assert event_types(guest).count("payment.refund_failed") == 1
