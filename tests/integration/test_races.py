"""Many at once on one booking, over DynamoDB Local."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from threading import RLock

import pytest

from lobby import wiring
from lobby.gateways.payments import Checkout, CheckoutRequest, RefundResult
from lobby.store.outbox import envelope
from tests.fakes.payments import FakePayments
from tests.support.api import Reply, call, load_function
from tests.support.business import (
    Business,
    Portal,
    consume,
    event_types,
    events_of,
    file_of,
    good,
)
from tests.support.crowd import at_once, patiently
from tests.support.samples import booking_body

THREADS = 16
TOTAL = 67500


class Orderly(FakePayments):
    """Serves one caller at a time, as a provider's own database would."""

    def __init__(self) -> None:
        super().__init__()
        self._turn = RLock()

    def open_checkout(self, request: CheckoutRequest, idempotency_key: str) -> Checkout:
        with self._turn:
            return super().open_checkout(request, idempotency_key)

    def close_checkout(self, checkout_id: str) -> Checkout:
        with self._turn:
            return super().close_checkout(checkout_id)

    def refund(
        self,
        payment_id: str,
        amount: int,
        currency: str,
        idempotency_key: str,
        metadata: Mapping[str, str],
    ) -> RefundResult:
        with self._turn:
            return super().refund(payment_id, amount, currency, idempotency_key, metadata)


@pytest.fixture
def business(busy_business: Business, monkeypatch: pytest.MonkeyPatch) -> Business:
    provider = Orderly()
    monkeypatch.setattr(wiring, "payment_provider", lambda: provider)
    busy_business.provider = provider
    return busy_business


def statuses(replies: list[Reply]) -> Counter[int]:
    return Counter(reply.status for reply in replies)


def assert_every_change_has_its_version(guest: Portal) -> None:
    """No two changes were made of the same version; one change may leave two events."""
    by_version: dict[int, list[str]] = {}
    for event in events_of(guest):
        by_version.setdefault(event.version, []).append(event.type)
    assert by_version[1] == ["booking.created"]
    for types in by_version.values():
        assert len(types) == 1 or "payment.refund_requested" in types
    assert max(by_version) <= file_of(guest).booking.version


def test_of_many_confirmations_at_once_one_counts(business: Business) -> None:
    guest = business.book()

    replies = at_once([partial(patiently, guest.confirm)] * THREADS)

    assert statuses(replies) == {200: THREADS}
    assert event_types(guest) == ["booking.created", "booking.confirmed"]
    assert file_of(guest).booking.version == 2


def test_many_tabs_at_once_get_one_payment_page(business: Business) -> None:
    guest = business.book_confirmed()

    replies = at_once([partial(patiently, partial(guest.pay, "deposit"))] * THREADS)

    assert statuses(replies) == {201: THREADS}
    assert len({reply.json["checkout_url"] for reply in replies}) == 1
    assert len(business.provider.checkouts) == 1
    assert event_types(guest).count("payment.opened") == 1


def test_two_kinds_of_payment_at_once_never_leave_two_pages_open(business: Business) -> None:
    guest = business.book_confirmed()
    asks: list[Callable[[], Reply]] = [partial(guest.pay, kind) for kind in ("deposit", "balance")]

    replies = at_once([partial(patiently, ask) for ask in asks * (THREADS // 2)])

    assert set(statuses(replies)) <= {201, 409}
    open_pages = [c for c in business.provider.checkouts.values() if c.state == "open"]
    assert len(open_pages) <= 1
    assert len([p for p in file_of(guest).payments if p.state == "open"]) <= 1


def test_the_same_event_many_times_at_once_credits_once(business: Business) -> None:
    guest = business.book_confirmed()
    event = business.provider.pay(business.open_page(guest, "balance"))

    replies = at_once([partial(patiently, partial(business.report, event))] * THREADS)

    assert statuses(replies) == {200: THREADS}
    assert file_of(guest).booking.paid == TOTAL
    assert event_types(guest).count("payment.succeeded") == 1


def test_of_many_cancellations_at_once_one_counts_and_refunds_once(business: Business) -> None:
    guest = business.book_confirmed()
    business.pay(guest, "balance")

    replies = at_once([partial(patiently, guest.cancel)] * THREADS)
    asked = [envelope(e) for e in events_of(guest) if e.type == "payment.refund_requested"]
    at_once([partial(consume, "refund_payment", asked)] * 4)

    assert statuses(replies) == {200: THREADS}
    assert event_types(guest).count("booking.cancelled") == 1
    assert [r.amount for r in business.provider.refunds.values()] == [TOTAL]
    file = file_of(guest)
    assert [(r.amount, r.state) for r in file.refunds] == [(TOTAL, "succeeded")]
    assert file.booking.held == 0


def test_a_payment_and_a_cancellation_at_once_end_even(business: Business) -> None:
    """Whoever comes first: nothing is held of a booking that was cancelled free of charge."""
    guests = [business.book_confirmed() for _ in range(4)]
    events = {
        guest: business.provider.pay(business.open_page(guest, "balance")) for guest in guests
    }

    at_once(
        [partial(patiently, partial(business.report, events[guest])) for guest in guests]
        + [partial(patiently, guest.cancel) for guest in guests]
    )
    for guest in guests:
        business.carry_out_refunds(guest)

    for guest in guests:
        file = file_of(guest)
        assert file.booking.status == "cancelled"
        assert (file.booking.paid, file.booking.held) == (TOTAL, 0)
    assert sum(r.amount for r in business.provider.refunds.values()) == TOTAL * len(guests)


def test_every_guest_checks_in_at_once(business: Business) -> None:
    diet = business.field("Diet")
    party = [{"first_name": f"Guest {n}"} for n in range(THREADS)]
    guest = business.book(guests=party)

    replies = at_once(
        [partial(patiently, partial(guest.check_in, n, {diet: f"{n}"})) for n in range(THREADS)]
    )

    assert statuses(replies) == {200: THREADS}
    assert [g.answers for g in file_of(guest).guests] == [{diet: f"{n}"} for n in range(THREADS)]
    assert event_types(guest).count("check_in.completed") == THREADS
    assert file_of(guest).booking.version == 1 + THREADS


def test_all_kinds_of_changes_at_once_leave_no_change_half_done(business: Business) -> None:
    diet = business.field("Diet")
    guest = business.book()
    works: list[Callable[[], Reply]] = [
        guest.confirm,
        partial(guest.pay, "deposit"),
        partial(guest.check_in, 0, {diet: "vegan"}),
        partial(guest.check_in, 1, {diet: "all"}),
        partial(call, "POST", f"/staff/bookings/{guest.code}/confirmation-email"),
        partial(business.cancel, guest),
    ]

    replies = at_once([partial(patiently, work) for work in (works * 3)[:THREADS]])

    assert max(statuses(replies)) < 500
    file = file_of(guest)
    assert file.booking.status == "cancelled"
    assert not [p for p in file.payments if p.state == "open"]
    types = Counter(event_types(guest))
    assert types["booking.cancelled"] == 1
    assert types["booking.confirmed"] <= 1
    assert types["check_in.completed"] == len([g for g in file.guests if g.checked_in_at])
    assert_every_change_has_its_version(guest)


def test_invoice_numbers_have_neither_gaps_nor_doubles(
    business: Business, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        load_function("download_invoice"), "render_invoice", lambda *_a, **_k: b"%PDF"
    )
    guests = [business.book_confirmed() for _ in range(THREADS // 2)]

    replies = at_once([partial(patiently, guest.invoice) for guest in guests * 2])

    assert statuses(replies) == {200: THREADS}
    numbers = {guest: file_of(guest).invoice for guest in guests}
    assert sorted(invoice.number for invoice in numbers.values() if invoice) == [
        f"2026-{n:05}" for n in range(1, len(guests) + 1)
    ]
    assert all(event_types(guest).count("invoice.issued") == 1 for guest in guests)


def test_two_hundred_requests_with_twenty_keys_are_twenty_bookings(business: Business) -> None:
    body = booking_body(property=business.property_id)

    def enter(key: int) -> Reply:
        return call("POST", "/staff/bookings", body, headers={"Idempotency-Key": f"key-{key}"})

    def enter_some(first: int) -> list[Reply]:
        return [enter((first + n) % 20) for n in range(20)]

    replies = [r for some in at_once([partial(enter_some, 2 * n) for n in range(10)]) for r in some]

    assert statuses(replies) == {201: 200}
    codes = {reply.json["code"] for reply in replies}
    assert len(codes) == 20
    grid = good(call("GET", "/staff/bookings"))["bookings"]
    assert {row["code"] for row in grid} == codes
