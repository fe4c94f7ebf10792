"""Guests pay the deposit or the balance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from lobby import wiring
from lobby.gateways.payments import (
    Checkout,
    CheckoutRequest,
    PaymentRefused,
)
from tests.fakes.payments import FakePayments
from tests.support.business import (
    Business,
    Portal,
    event_types,
    file_of,
    good,
    problem,
)
from tests.support.clock import TurnedClock

DEPOSIT, TOTAL = 20250, 67500


class Hooked(FakePayments):
    """Runs what a test gives it in the middle of opening a page."""

    def __init__(self) -> None:
        super().__init__()
        self.before_opening: Callable[[], None] = _nothing
        self.after_opening: Callable[[], None] = _nothing

    def open_checkout(self, request: CheckoutRequest, idempotency_key: str) -> Checkout:
        hook, self.before_opening = self.before_opening, _nothing
        hook()
        checkout = super().open_checkout(request, idempotency_key)
        hook, self.after_opening = self.after_opening, _nothing
        hook()
        return checkout


class Punctual(FakePayments):
    """Keeps to Stripe's rule that a page stays open for half an hour at least."""

    def __init__(self, clock: TurnedClock) -> None:
        super().__init__()
        self._clock = clock

    def open_checkout(self, request: CheckoutRequest, idempotency_key: str) -> Checkout:
        known = {c.booking_code: c for c in self.checkouts.values()}
        if request.booking_code not in known and request.expires_at < (
            self._clock.moment + timedelta(minutes=30)
        ):
            raise PaymentRefused("payment_refused", provider_code="expires_at_too_soon")
        return super().open_checkout(request, idempotency_key)


class Crash(BaseException):
    """The process is gone: nothing after this line runs."""


def _nothing() -> None: ...


def _crash() -> None:
    raise Crash


@pytest.fixture
def hooked(business: Business, monkeypatch: pytest.MonkeyPatch) -> Hooked:
    provider = Hooked()
    business.provider = provider
    monkeypatch.setattr(wiring, "payment_provider", lambda: provider)
    return provider


def test_the_deposit_is_what_was_agreed(business: Business) -> None:
    guest = business.book_confirmed()

    paying = good(guest.pay("deposit"), 201)

    assert paying["amount"] == {"amount": DEPOSIT, "currency": "EUR"}
    [asked] = business.provider.requests.values()
    assert (asked.amount, asked.currency, asked.kind) == (DEPOSIT, "EUR", "deposit")
    assert asked.customer_email == "anna@example.com"
    assert asked.language == "et"
    assert asked.description == f"Broneeringu {guest.code} ettemaks, Praia Surf House"


def test_the_payment_page_leads_back_to_the_booking_without_its_secret(business: Business) -> None:
    guest = business.book_confirmed()
    good(guest.pay("balance"), 201)

    [asked] = business.provider.requests.values()

    page = f"https://book.example.com/b/{guest.code}"
    assert (asked.success_url, asked.cancel_url) == (f"{page}?paid=1", f"{page}?paid=0")
    assert guest.secret not in repr(asked)


def test_two_tabs_get_the_same_page(business: Business) -> None:
    guest = business.book_confirmed()

    first, second = guest.pay("deposit"), guest.pay("deposit")

    assert good(first, 201)["checkout_url"] == good(second, 201)["checkout_url"]
    assert len(business.provider.checkouts) == 1
    assert event_types(guest).count("payment.opened") == 1


def test_opening_a_page_credits_nothing(business: Business) -> None:
    guest = business.book_confirmed()
    good(guest.pay("balance"), 201)

    assert guest.page()["payments"]["paid"]["amount"] == 0


def test_after_the_deposit_the_balance_is_the_rest(business: Business) -> None:
    guest = business.book_confirmed()
    business.pay(guest, "deposit")

    paying = good(guest.pay("balance"), 201)

    assert paying["amount"]["amount"] == TOTAL - DEPOSIT
    payments = guest.page()["payments"]
    assert payments["status"] == "deposit_paid"
    assert payments["deposit_due"]["amount"] == 0
    assert payments["balance"]["amount"] == TOTAL - DEPOSIT


def test_without_a_deposit_paid_the_balance_is_all(business: Business) -> None:
    guest = business.book_confirmed()

    assert good(guest.pay("balance"), 201)["amount"]["amount"] == TOTAL


def test_paid_in_full_there_is_a_summary_and_nothing_to_pay(business: Business) -> None:
    guest = business.book_confirmed()
    business.pay(guest, "deposit")
    business.pay(guest, "balance")

    page = guest.page()

    assert page["payments"]["status"] == "paid"
    assert page["payments"]["balance"]["amount"] == 0
    assert [(m["kind"], m["status"]) for m in page["payments"]["history"]] == [
        ("deposit", "succeeded"),
        ("balance", "succeeded"),
    ]
    assert page["actions"]["pay_balance"]["code"] == "nothing_due"
    assert guest.pay("balance").status == 409
    assert len(business.provider.checkouts) == 2


@pytest.mark.parametrize(
    ("deposit", "due"), [(None, 0), ({"percent": 0}, 0), ({"amount": 1000}, 1000)]
)
def test_a_deposit_is_due_only_where_one_was_agreed(
    business: Business, deposit: dict[str, int] | None, due: int
) -> None:
    guest = business.book_confirmed(deposit=deposit)

    answer = guest.pay("deposit")

    if due:
        assert good(answer, 201)["amount"]["amount"] == due
    else:
        assert problem(answer, 409, "nothing-due")["code"] == "deposit_not_due"
        assert not business.provider.checkouts


def test_a_paid_deposit_is_not_asked_for_again(business: Business) -> None:
    guest = business.book_confirmed()
    business.pay(guest, "deposit")

    problem(guest.pay("deposit"), 409, "nothing-due")


def test_a_pending_booking_has_to_be_confirmed_first(business: Business) -> None:
    guest = business.book()

    assert problem(guest.pay("deposit"), 409, "not-available")["code"] == "not_confirmed"
    assert not business.provider.requests


def test_a_cancelled_booking_is_not_paid(business: Business) -> None:
    guest = business.book_confirmed()
    good(guest.cancel())

    refused = problem(guest.pay("balance"), 409, "not-available")

    assert refused["code"] == "cancelled"
    cancelled = guest.page()["booking"]["cancellation"]["at"]
    assert datetime.fromisoformat(refused["since"]) == datetime.fromisoformat(cancelled)


def test_asking_for_another_kind_closes_the_page_that_was_open(business: Business) -> None:
    guest = business.book_confirmed()
    first = business.open_page(guest, "deposit")

    second = business.open_page(guest, "balance")

    assert business.provider.checkouts[first].state == "closed"
    assert business.provider.checkouts[second].state == "open"
    assert business.provider.requests[second].amount == TOTAL
    assert [p.state for p in file_of(guest).payments] == ["expired", "open"]


def test_a_page_that_was_paid_meanwhile_is_not_replaced(business: Business) -> None:
    """The provider knows of the payment before its event is here."""
    guest = business.book_confirmed()
    event = business.provider.pay(business.open_page(guest, "deposit"))

    refused = problem(guest.pay("balance"), 409, "not-available")

    assert refused["code"] == "payment_processing"
    assert len(business.provider.checkouts) == 1
    good(business.report(event))
    assert good(guest.pay("balance"), 201)["amount"]["amount"] == TOTAL - DEPOSIT


def test_a_page_whose_time_is_nearly_over_is_replaced(business: Business) -> None:
    guest = business.book_confirmed()
    first = business.open_page(guest, "deposit")

    business.clock.forward(timedelta(minutes=54))
    assert business.open_page(guest, "deposit") == first
    business.clock.forward(timedelta(minutes=2))
    second = business.open_page(guest, "deposit")

    assert second != first
    assert business.provider.checkouts[first].state == "closed"


def test_a_crash_before_the_page_is_opened_costs_nothing(
    business: Business, hooked: Hooked
) -> None:
    guest = business.book_confirmed()
    hooked.before_opening = _crash
    with pytest.raises(Crash):
        guest.pay("deposit")
    assert not hooked.checkouts

    session = business.open_page(guest, "deposit")

    assert [p.number for p in file_of(guest).payments] == [1]
    assert hooked.requests[session].attempt == "1"


def test_a_crash_before_the_page_is_kept_leads_back_to_the_same_page(
    business: Business, hooked: Hooked
) -> None:
    guest = business.book_confirmed()
    hooked.after_opening = _crash
    with pytest.raises(Crash):
        guest.pay("deposit")
    [opened] = hooked.checkouts

    assert business.open_page(guest, "deposit") == opened
    assert len(hooked.checkouts) == 1


def test_a_crash_before_the_page_is_kept_does_not_leave_two_pages_open(
    business: Business, hooked: Hooked
) -> None:
    """The guest asks for the other kind: the page that nobody kept is found, and closed."""
    guest = business.book_confirmed()
    hooked.after_opening = _crash
    with pytest.raises(Crash):
        guest.pay("deposit")
    [lost] = hooked.checkouts

    kept = business.open_page(guest, "balance")

    assert hooked.checkouts[lost].state == "closed"
    assert hooked.checkouts[kept].state == "open"


@pytest.mark.parametrize("kind", ["deposit", "balance"])
@pytest.mark.parametrize("minutes", [5, 40, 58, 90, 60 * 24 * 3])
def test_an_attempt_without_a_page_never_blocks_the_booking(
    business: Business, monkeypatch: pytest.MonkeyPatch, kind: str, minutes: int
) -> None:
    """The process died before it asked; later the provider would not open that page any more."""
    guest = business.book_confirmed()
    business.provider.down = True
    problem(guest.pay("deposit"), 502, "payment-provider")
    provider = Punctual(business.clock)
    monkeypatch.setattr(wiring, "payment_provider", lambda: provider)
    business.clock.forward(timedelta(minutes=minutes))

    assert good(guest.pay(kind), 201)["checkout_url"]


def test_a_payment_of_a_page_that_nobody_kept_is_credited(
    business: Business, hooked: Hooked
) -> None:
    guest = business.book_confirmed()
    hooked.after_opening = _crash
    with pytest.raises(Crash):
        guest.pay("deposit")
    [session] = hooked.checkouts

    good(business.report(hooked.pay(session)))

    assert guest.page()["payments"]["status"] == "deposit_paid"


def test_while_the_provider_is_down_nothing_is_lost(business: Business) -> None:
    guest = business.book_confirmed()
    business.provider.down = True
    problem(guest.pay("deposit"), 502, "payment-provider")
    business.provider.down = False

    assert good(guest.pay("deposit"), 201)["amount"]["amount"] == DEPOSIT
    assert len(business.provider.checkouts) == 1


def test_a_lost_answer_does_not_open_a_second_page(business: Business) -> None:
    guest = business.book_confirmed()
    business.provider.loses_answers = True
    problem(guest.pay("deposit"), 502, "payment-provider")
    business.provider.loses_answers = False

    business.open_page(guest, "deposit")

    assert len(business.provider.checkouts) == 1


def test_a_booking_cancelled_while_its_page_opens_gives_no_page(
    business: Business, hooked: Hooked
) -> None:
    guest = business.book_confirmed()
    hooked.after_opening = lambda: good(guest.cancel())

    refused = problem(guest.pay("deposit"), 409, "not-available")

    assert refused["code"] == "payment_closed"
    assert [checkout.state for checkout in hooked.checkouts.values()] == ["closed"]


def test_a_payment_that_arrives_while_the_next_page_opens_is_counted(
    business: Business, hooked: Hooked
) -> None:
    """A deposit paid in one tab; in the other the guest asked for the balance just before."""
    guest = business.book_confirmed()
    first = business.open_page(guest, "deposit")
    event = hooked.pay(first)
    problem(guest.pay("balance"), 409, "not-available")
    good(business.report(event))

    second = business.open_page(guest, "balance")

    assert hooked.requests[second].amount == TOTAL - DEPOSIT


def test_an_expired_page_makes_room_for_another(business: Business) -> None:
    guest = business.book_confirmed()
    first = business.open_page(guest, "deposit")
    good(business.report(business.provider.expire(first)))

    second = business.open_page(guest, "deposit")

    assert second != first
    assert [p.state for p in file_of(guest).payments] == ["expired", "open"]


def test_while_money_is_on_its_way_no_other_page_opens(business: Business) -> None:
    guest = business.book_confirmed()
    session = business.open_page(guest, "deposit")
    good(business.report(business.provider.pay(session, settled=False)))

    refused = problem(guest.pay("balance"), 409, "not-available")

    assert refused["code"] == "payment_processing"
    good(business.report(business.provider.settle(session, paid=True)))
    assert good(guest.pay("balance"), 201)["amount"]["amount"] == TOTAL - DEPOSIT


@pytest.mark.parametrize("body", [{}, {"kind": "all"}, {"kind": None}, {"kind": 1}, [], "x"])
def test_the_kind_is_checked(business: Business, body: Any) -> None:
    guest = business.book_confirmed()

    assert guest.call("POST", "/payments", body).status in (400, 422)
    assert file_of(guest).booking.attempts == 0


def test_a_wrong_link_pays_nothing(business: Business) -> None:
    guest = business.book_confirmed()

    problem(Portal(guest.code, "x" * 43).pay("deposit"), 404, "not-found")
    assert not business.provider.requests
