"""What goes wrong between a function and its table, at every operation that writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.support.api import Reply, call, load_function
from tests.support.business import Business, Portal, event_types, file_of, good
from tests.support.faults import Faults
from tests.support.samples import booking_body


@dataclass(frozen=True)
class Operation:
    """A call that changes a booking, what it answers, and the event that it leaves once."""

    run: Callable[[Business, Portal], Reply]
    status: int
    event: str


def _check_in(_: Business, guest: Portal) -> Reply:
    return guest.check_in(0, {})


def _confirm(_: Business, guest: Portal) -> Reply:
    return guest.confirm()


def _cancel(_: Business, guest: Portal) -> Reply:
    return guest.cancel()


def _rotate(_: Business, guest: Portal) -> Reply:
    return call("POST", f"/staff/bookings/{guest.code}/link", {"rotate": True})


def _resend(_: Business, guest: Portal) -> Reply:
    return call("POST", f"/staff/bookings/{guest.code}/confirmation-email")


def _pay(_: Business, guest: Portal) -> Reply:
    return guest.pay("deposit")


def _invoice(_: Business, guest: Portal) -> Reply:
    return guest.invoice()


PENDING = {
    "confirm": Operation(_confirm, 200, "booking.confirmed"),
    "check in": Operation(_check_in, 200, "check_in.completed"),
    "cancel": Operation(_cancel, 200, "booking.cancelled"),
    "rotate": Operation(_rotate, 200, "link.rotated"),
    "resend": Operation(_resend, 202, "confirmation.requested"),
}
CONFIRMED = {
    "pay": Operation(_pay, 201, "payment.opened"),
    "invoice": Operation(_invoice, 200, "invoice.issued"),
}
FAULTS: dict[str, Callable[[Faults], None]] = {
    "reply lost after the commit": lambda faults: faults.lose_reply("TransactWriteItems"),
    "conflicts": lambda faults: faults.conflict(times=2),
    "throttled": lambda faults: faults.throttle("TransactWriteItems", times=2),
}


@pytest.fixture
def business(unlucky_business: Business, monkeypatch: pytest.MonkeyPatch) -> Business:
    monkeypatch.setattr(
        load_function("download_invoice"), "render_invoice", lambda *_a, **_k: b"%PDF"
    )
    return unlucky_business


def run_once(operation: Operation, business: Business, guest: Portal) -> None:
    before = file_of(guest).booking.version
    reply = operation.run(business, guest)

    assert reply.status == operation.status, reply.raw
    assert event_types(guest).count(operation.event) == 1
    changes = len([kind for kind in event_types(guest) if kind != "booking.created"])
    assert file_of(guest).booking.version - before >= changes


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("operation", PENDING.values(), ids=PENDING)
def test_an_operation_happens_once_and_answers_right(
    business: Business, faults: Faults, operation: Operation, fault: Callable[[Faults], None]
) -> None:
    guest = business.book()
    fault(faults)

    run_once(operation, business, guest)

    assert faults.fired() >= 1


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("operation", CONFIRMED.values(), ids=CONFIRMED)
def test_an_operation_on_a_confirmed_booking_happens_once_and_answers_right(
    business: Business, faults: Faults, operation: Operation, fault: Callable[[Faults], None]
) -> None:
    guest = business.book_confirmed()
    fault(faults)

    run_once(operation, business, guest)

    assert faults.fired() >= 1


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_booking_is_entered_once(
    business: Business, faults: Faults, fault: Callable[[Faults], None]
) -> None:
    business.book()
    fault(faults)

    guest = business.book()

    assert faults.fired() >= 1
    assert event_types(guest) == ["booking.created"]
    assert len(good(call("GET", "/staff/bookings"))["bookings"]) == 2


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_payment_is_credited_once(
    business: Business, faults: Faults, fault: Callable[[Faults], None]
) -> None:
    guest = business.book_confirmed()
    event = business.provider.pay(business.open_page(guest, "deposit"))
    fault(faults)

    good(business.report(event))

    assert faults.fired() >= 1
    assert file_of(guest).booking.paid == 20250
    assert event_types(guest).count("payment.succeeded") == 1


@pytest.mark.parametrize("operation", PENDING.values(), ids=PENDING)
def test_what_can_t_be_committed_leaves_nothing_behind(
    business: Business, faults: Faults, operation: Operation, monkeypatch: pytest.MonkeyPatch
) -> None:
    guest = business.book()
    before = file_of(guest)
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    faults.conflict(times=1000)

    reply = operation.run(business, guest)

    assert reply.status == 409
    assert reply.json["type"] == "urn:lobby:problem:conflict"
    faults.clear()
    assert file_of(guest) == before
    assert event_types(guest) == ["booking.created"]


def test_an_answer_cut_short_is_no_reason_to_enter_a_booking_twice(
    business: Business, faults: Faults
) -> None:
    """The caller never hears of it and asks again, under the same key."""
    body = booking_body(property=business.property_id)
    key = {"Idempotency-Key": "abc"}
    first = good(call("POST", "/staff/bookings", body, headers=key), 201)
    faults.lose_reply("GetItem")

    again = good(call("POST", "/staff/bookings", body, headers=key), 201)

    assert again == first
    assert faults.fired() == 1
