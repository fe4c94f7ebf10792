"""What every payment provider does, whoever plays it: Stripe's adapter or the fake."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Protocol
from uuid import uuid4

import msgspec
import pytest

from lobby.gateways.payments import (
    Checkout,
    CheckoutRequest,
    FailedTry,
    PaymentProvider,
    PaymentProviderError,
    PaymentRefused,
    RefundResult,
    SignatureRefused,
)
from lobby.gateways.stripe_payments import StripePayments
from tests.fakes.payments import FakePayments
from tests.fakes.stripe_stand_in import API_KEY, DECLINED_CARD, WEBHOOK_SECRET, StandIn, stand_in

Call = tuple[bytes, str]


class World(Protocol):
    """A provider, and the guests and banks around it. Webhook calls are (body, signature)."""

    provider: PaymentProvider

    def pay(self, checkout: Checkout) -> Call:
        """The guest pays; the call says that the checkout is settled."""

    def decline(self, checkout: Checkout) -> Call:
        """The guest's card is declined; the call says that the payment failed."""

    def expired(self, checkout: Checkout) -> Call:
        """The call about a checkout that has just been closed."""

    def fail_refund(self, refund: RefundResult) -> Call:
        """The bank sends refunded money back; the call says that the refund failed."""

    def lose_answers(self) -> None:
        """From now on calls do their work, and the answer is lost."""

    def recover(self) -> None:
        """All is well again."""


class StripeWorld:
    def __init__(self, running: StandIn) -> None:
        self._running = running
        self.provider: PaymentProvider = StripePayments(API_KEY, [WEBHOOK_SECRET], running.api_base)

    def pay(self, checkout: Checkout) -> Call:
        self._submit(checkout)
        return self._call("checkout.session.completed", checkout.id)

    def decline(self, checkout: Checkout) -> Call:
        self._submit(checkout, DECLINED_CARD)
        intent = self.provider.read_checkout(checkout.id).payment_id
        assert intent is not None
        return self._call("payment_intent.payment_failed", intent)

    def expired(self, checkout: Checkout) -> Call:
        return self._call("checkout.session.expired", checkout.id)

    def fail_refund(self, refund: RefundResult) -> Call:
        self._running.control("/refunds", refund=refund.id, status="failed")
        return self._call("refund.failed", refund.id)

    def lose_answers(self) -> None:
        self._running.control(fail_after_commit=1000)

    def recover(self) -> None:
        self._running.calm()

    def _submit(self, checkout: Checkout, *card: str) -> None:
        assert checkout.url is not None
        self._running.submit(checkout.url, *card)

    def _call(self, kind: str, object_id: str) -> Call:
        webhook = self._running.webhook(kind, object_id)
        return webhook.body, webhook.signature


class FakeWorld:
    def __init__(self) -> None:
        self._fake = FakePayments()
        self.provider: PaymentProvider = self._fake

    def pay(self, checkout: Checkout) -> Call:
        return self._fake.sign(self._fake.pay(checkout.id), datetime.now(UTC))

    def decline(self, checkout: Checkout) -> Call:
        return self._fake.sign(self._fake.decline(checkout.id), datetime.now(UTC))

    def expired(self, checkout: Checkout) -> Call:
        return self._fake.sign(self._fake.closed(checkout.id), datetime.now(UTC))

    def fail_refund(self, refund: RefundResult) -> Call:
        return self._fake.sign(self._fake.fail_refund(refund.id), datetime.now(UTC))

    def lose_answers(self) -> None:
        self._fake.loses_answers = True

    def recover(self) -> None:
        self._fake.loses_answers = False


@pytest.fixture(scope="module")
def running() -> Iterator[StandIn]:
    with stand_in() as started:
        yield started


@pytest.fixture(params=["stripe", "fake"])
def world(request: pytest.FixtureRequest) -> World:
    if request.param == "fake":
        return FakeWorld()
    running: StandIn = request.getfixturevalue("running")
    running.calm()
    return StripeWorld(running)


@pytest.fixture
def ask() -> CheckoutRequest:
    return CheckoutRequest(
        booking_code="7K3M9QXA",
        attempt="1",
        kind="deposit",
        amount=20250,
        currency="EUR",
        description="Deposit for booking 7K3M9QXA, Praia Surf House",
        customer_email="anna@example.com",
        success_url="https://stay.example/b/7K3M9QXA?paid=1",
        cancel_url="https://stay.example/b/7K3M9QXA?paid=0",
        expires_at=datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1),
        language="et",
    )


@pytest.fixture
def key() -> str:
    return f"7K3M9QXA-deposit-{uuid4()}"


@pytest.fixture
def refund_key() -> str:
    return f"7K3M9QXA-refund-{uuid4()}"


@pytest.fixture
def opened(world: World, ask: CheckoutRequest, key: str) -> Checkout:
    return world.provider.open_checkout(ask, key)


@pytest.fixture
def paid(world: World, opened: Checkout) -> str:
    """The provider's id of what was paid."""
    world.pay(opened)
    intent = world.provider.read_checkout(opened.id).payment_id
    assert intent is not None
    return intent


def test_an_opened_checkout_says_what_was_asked(ask: CheckoutRequest, opened: Checkout) -> None:
    assert opened.state == "open"
    assert not opened.paid
    assert opened.url is not None
    assert opened.expires_at == ask.expires_at
    assert (opened.amount, opened.currency) == (20250, "EUR")
    assert opened.payment_id is None
    assert opened.booking_code == "7K3M9QXA"
    assert opened.metadata == {"booking_code": "7K3M9QXA", "attempt": "1", "kind": "deposit"}


def test_reading_gives_the_same_checkout(world: World, opened: Checkout) -> None:
    assert world.provider.read_checkout(opened.id) == opened


def test_the_same_key_opens_one_checkout(
    world: World, ask: CheckoutRequest, opened: Checkout, key: str
) -> None:
    assert world.provider.open_checkout(ask, key).id == opened.id


def test_another_key_opens_another_checkout(
    world: World, ask: CheckoutRequest, opened: Checkout, key: str
) -> None:
    assert world.provider.open_checkout(ask, f"{key}-2").id != opened.id


@pytest.mark.usefixtures("opened")
def test_a_key_can_not_be_used_for_something_else(
    world: World, ask: CheckoutRequest, key: str
) -> None:
    other = msgspec.structs.replace(ask, amount=20251)
    with pytest.raises(PaymentRefused):
        world.provider.open_checkout(other, key)


def test_a_lost_answer_is_had_again_with_the_same_key(
    world: World, ask: CheckoutRequest, key: str
) -> None:
    world.lose_answers()
    with pytest.raises(PaymentProviderError):
        world.provider.open_checkout(ask, key)
    world.recover()
    first = world.provider.open_checkout(ask, key)
    assert world.provider.open_checkout(ask, key) == first


def test_a_paid_checkout_is_settled(world: World, opened: Checkout) -> None:
    world.pay(opened)
    seen = world.provider.read_checkout(opened.id)
    assert (seen.state, seen.paid, seen.url) == ("settled", True, None)
    assert seen.payment_id is not None


def test_the_event_of_a_payment_carries_the_checkout(world: World, opened: Checkout) -> None:
    event = world.provider.read_event(*world.pay(opened), datetime.now(UTC))
    assert event.report == world.provider.read_checkout(opened.id)
    assert abs(event.created - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_declined_card_leaves_the_checkout_open(world: World, opened: Checkout) -> None:
    event = world.provider.read_event(*world.decline(opened), datetime.now(UTC))
    assert event.report == FailedTry(
        amount=20250,
        currency="EUR",
        failure="Your card was declined.",
        metadata=opened.metadata,
    )
    assert world.provider.read_checkout(opened.id).state == "open"


def test_closing_ends_a_checkout(world: World, opened: Checkout) -> None:
    closed = world.provider.close_checkout(opened.id)
    assert (closed.state, closed.paid, closed.url) == ("closed", False, None)
    event = world.provider.read_event(*world.expired(opened), datetime.now(UTC))
    assert event.report == closed


def test_closing_twice_is_as_closing_once(world: World, opened: Checkout) -> None:
    first = world.provider.close_checkout(opened.id)
    assert world.provider.close_checkout(opened.id) == first


def test_closing_too_late_tells_that_it_was_paid(world: World, opened: Checkout) -> None:
    world.pay(opened)
    seen = world.provider.close_checkout(opened.id)
    assert (seen.state, seen.paid) == ("settled", True)


def test_unknown_checkouts_are_refused(world: World) -> None:
    with pytest.raises(PaymentRefused) as refused:
        world.provider.read_checkout("cs_test_unknown")
    assert refused.value.params["provider_code"] == "resource_missing"
    with pytest.raises(PaymentRefused):
        world.provider.close_checkout("cs_test_unknown")


def test_part_of_a_payment_goes_back(world: World, paid: str, refund_key: str) -> None:
    refund = world.provider.refund(paid, 5000, "EUR", refund_key, {"booking_code": "7K3M9QXA"})
    assert (refund.amount, refund.currency, refund.state) == (5000, "EUR", "succeeded")
    assert refund.metadata == {"booking_code": "7K3M9QXA"}


def test_the_same_key_refunds_once(world: World, paid: str, refund_key: str) -> None:
    first = world.provider.refund(paid, 15000, "EUR", refund_key, {})
    assert world.provider.refund(paid, 15000, "EUR", refund_key, {}) == first


def test_a_refund_whose_answer_was_lost_is_made_once(
    world: World, paid: str, refund_key: str
) -> None:
    world.lose_answers()
    with pytest.raises(PaymentProviderError):
        world.provider.refund(paid, 15000, "EUR", refund_key, {})
    world.recover()
    world.provider.refund(paid, 15000, "EUR", refund_key, {})
    rest = world.provider.refund(paid, 5250, "EUR", f"{refund_key}-rest", {})
    assert rest.amount == 5250


def test_no_more_goes_back_than_was_paid(world: World, paid: str, refund_key: str) -> None:
    world.provider.refund(paid, 20000, "EUR", refund_key, {})
    with pytest.raises(PaymentRefused):
        world.provider.refund(paid, 251, "EUR", f"{refund_key}-2", {})
    assert world.provider.refund(paid, 250, "EUR", f"{refund_key}-3", {}).amount == 250


def test_money_goes_back_in_the_currency_it_came_in(
    world: World, paid: str, refund_key: str
) -> None:
    with pytest.raises(PaymentRefused) as refused:
        world.provider.refund(paid, 5000, "USD", refund_key, {})
    assert refused.value.params["provider_code"] == "currency_mismatch"
    assert world.provider.refund(paid, 20250, "EUR", f"{refund_key}-2", {}).amount == 20250


def test_a_refund_can_fail_later(world: World, paid: str, refund_key: str) -> None:
    refund = world.provider.refund(paid, 20250, "EUR", refund_key, {"attempt": "1"})
    event = world.provider.read_event(*world.fail_refund(refund), datetime.now(UTC))
    assert event.report == msgspec.structs.replace(
        refund, state="failed", failure="lost_or_stolen_card"
    )
    again = world.provider.refund(paid, 20250, "EUR", f"{refund_key}-2", {})
    assert again.state == "succeeded"


def test_unknown_payments_are_refused(world: World, refund_key: str) -> None:
    with pytest.raises(PaymentRefused) as refused:
        world.provider.refund("pi_unknown", 100, "EUR", refund_key, {})
    assert refused.value.params["provider_code"] == "resource_missing"


@pytest.mark.parametrize("late", [timedelta(seconds=330), timedelta(seconds=-330)])
def test_old_and_future_signatures_are_refused(
    world: World, opened: Checkout, late: timedelta
) -> None:
    call = world.pay(opened)
    with pytest.raises(SignatureRefused):
        world.provider.read_event(*call, datetime.now(UTC) + late)


def test_a_changed_body_is_refused(world: World, opened: Checkout) -> None:
    body, signature = world.pay(opened)
    changed = body.replace(b"20250", b"20251")
    assert changed != body
    with pytest.raises(SignatureRefused):
        world.provider.read_event(changed, signature, datetime.now(UTC))


@pytest.mark.parametrize("signature", ["", "nonsense", "t=1,v1=", "é"])
def test_nonsense_is_no_signature(world: World, signature: str) -> None:
    with pytest.raises(SignatureRefused):
        world.provider.read_event(b"{}", signature, datetime.now(UTC))


def test_bodies_that_are_not_text_are_refused(world: World, opened: Checkout) -> None:
    _, signature = world.pay(opened)
    with pytest.raises(SignatureRefused):
        world.provider.read_event(b"\xff\xfe", signature, datetime.now(UTC))
