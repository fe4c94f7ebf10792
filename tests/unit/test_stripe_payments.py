"""Stripe's adapter, through the real SDK: against the stand-in, and on signed bodies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest
import stripe

from lobby.gateways import stripe_payments
from lobby.gateways.payments import (
    Checkout,
    CheckoutRequest,
    PaymentProviderError,
    PaymentRefused,
    ProviderEvent,
    RefundResult,
    SignatureRefused,
)
from lobby.gateways.stripe_payments import StripePayments
from tests.fakes.stripe_stand_in import (
    API_KEY,
    PENDING_REFUND_CARD,
    WEBHOOK_SECRET,
    StandIn,
    stand_in,
)

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
OTHER_SECRET = "whsec_next"
SAMPLE = Path(__file__).parents[2] / "events" / "record_payment.json"


@pytest.fixture(scope="module")
def shared() -> Iterator[StandIn]:
    with stand_in() as started:
        yield started


@pytest.fixture
def running(shared: StandIn) -> StandIn:
    shared.calm()
    return shared


@pytest.fixture
def payments(running: StandIn) -> StripePayments:
    return StripePayments(API_KEY, [WEBHOOK_SECRET], running.api_base)


@pytest.fixture
def sdk(running: StandIn) -> stripe.StripeClient:
    """Another client of the same account, to see what Stripe was told."""
    return stripe.StripeClient(
        API_KEY,
        base_addresses={"api": running.api_base},
        http_client=stripe.RequestsClient(),
    )


@pytest.fixture
def ask() -> CheckoutRequest:
    return CheckoutRequest(
        booking_code="7K3M9QXA",
        attempt="2",
        kind="balance",
        amount=47250,
        currency="EUR",
        description="Balance for booking 7K3M9QXA, Praia Surf House",
        customer_email="anna@example.com",
        success_url="https://stay.example/b/7K3M9QXA?paid=1",
        cancel_url="https://stay.example/b/7K3M9QXA?paid=0",
        expires_at=datetime.now(UTC) + timedelta(hours=1),
    )


@pytest.fixture
def key() -> str:
    return str(uuid4())


def test_importing_the_adapter_does_not_import_the_sdk() -> None:
    look = "import sys, lobby.gateways.stripe_payments; sys.exit('stripe' in sys.modules)"
    path = {"PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", look], env=path, check=False).returncode == 0


# What Stripe is told


def test_stripe_is_told_what_is_paid_and_for_which_booking(
    payments: StripePayments, sdk: stripe.StripeClient, ask: CheckoutRequest, key: str
) -> None:
    checkout = payments.open_checkout(ask, key)
    session = sdk.v1.checkout.sessions.retrieve(checkout.id)
    assert session.submit_type == "pay"
    assert session.client_reference_id == "7K3M9QXA"
    assert session.customer_email == "anna@example.com"
    assert session.success_url == "https://stay.example/b/7K3M9QXA?paid=1"
    assert session.cancel_url == "https://stay.example/b/7K3M9QXA?paid=0"
    assert session.adaptive_pricing is not None
    assert session.adaptive_pricing.enabled is False
    (item,) = sdk.v1.checkout.sessions.line_items.list(checkout.id).data
    assert item.description == "Balance for booking 7K3M9QXA, Praia Surf House"
    assert (item.quantity, item.amount_total, item.currency) == (1, 47250, "eur")


def test_booking_and_attempt_are_on_the_payment_too(
    running: StandIn,
    payments: StripePayments,
    sdk: stripe.StripeClient,
    ask: CheckoutRequest,
    key: str,
) -> None:
    checkout = payments.open_checkout(ask, key)
    assert checkout.url is not None
    running.submit(checkout.url)
    intent_id = payments.read_checkout(checkout.id).payment_id
    assert intent_id is not None
    intent = sdk.v1.payment_intents.retrieve(intent_id)
    assert intent.metadata.to_dict() == {
        "booking_code": "7K3M9QXA",
        "attempt": "2",
        "kind": "balance",
    }
    assert intent.description == "Balance for booking 7K3M9QXA, Praia Surf House"


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        ("et", "et"),
        ("pt-BR", "pt-BR"),
        ("pt-PT", "pt"),
        ("ka", "auto"),
        ("", "auto"),
        (None, "auto"),
    ],
)
def test_the_page_speaks_the_nearest_language(
    payments: StripePayments,
    sdk: stripe.StripeClient,
    ask: CheckoutRequest,
    key: str,
    language: str | None,
    locale: str,
) -> None:
    checkout = payments.open_checkout(msgspec.structs.replace(ask, language=language), key)
    assert sdk.v1.checkout.sessions.retrieve(checkout.id).locale == locale


@pytest.mark.parametrize(
    ("currency", "amount", "told"),
    [("JPY", 9000, 9000), ("TND", 9010, 9010), ("ISK", 9000, 900000), ("MGA", 900000, 9000)],
)
def test_stripe_counts_some_currencies_in_other_units(
    running: StandIn,
    payments: StripePayments,
    sdk: stripe.StripeClient,
    ask: CheckoutRequest,
    key: str,
    currency: str,
    amount: int,
    told: int,
) -> None:
    asked = msgspec.structs.replace(ask, currency=currency, amount=amount)
    checkout = payments.open_checkout(asked, key)
    assert (checkout.amount, checkout.currency) == (amount, currency)
    assert sdk.v1.checkout.sessions.retrieve(checkout.id).amount_total == told
    assert checkout.url is not None
    running.submit(checkout.url)
    intent = payments.read_checkout(checkout.id).payment_id
    assert intent is not None
    refund = payments.refund(intent, amount, currency, f"{key}-refund", {})
    assert (refund.amount, refund.currency) == (amount, currency)


def test_what_stripe_can_not_count_is_refused(
    payments: StripePayments, ask: CheckoutRequest, key: str
) -> None:
    asked = msgspec.structs.replace(ask, currency="MGA", amount=900050)
    with pytest.raises(PaymentRefused):
        payments.open_checkout(asked, key)


def test_refunds_can_take_their_time(
    running: StandIn, payments: StripePayments, ask: CheckoutRequest, key: str
) -> None:
    checkout = payments.open_checkout(ask, key)
    assert checkout.url is not None
    running.submit(checkout.url, PENDING_REFUND_CARD)
    intent = payments.read_checkout(checkout.id).payment_id
    assert intent is not None
    refund = payments.refund(intent, 100, "EUR", f"{key}-refund", {})
    assert refund.state == "pending"
    running.control("/refunds", refund=refund.id, status="succeeded")
    webhook = running.webhook("refund.updated", refund.id)
    event = payments.read_event(webhook.body, webhook.signature, datetime.now(UTC))
    assert isinstance(event.report, RefundResult)
    assert event.report.state == "succeeded"


# When it goes wrong


def test_a_passing_fault_is_not_noticed(
    running: StandIn, payments: StripePayments, ask: CheckoutRequest, key: str
) -> None:
    running.control(fail_after_commit=1)
    checkout = payments.open_checkout(ask, key)
    running.control(fail_after_commit=0)
    assert payments.open_checkout(ask, key) == checkout


def test_a_lasting_fault_is_told(
    running: StandIn, payments: StripePayments, ask: CheckoutRequest, key: str
) -> None:
    running.control(api_errors=3)
    with pytest.raises(PaymentProviderError):
        payments.open_checkout(ask, key)
    assert running.control()["api_errors"] == 0


def test_a_broken_answer_is_had_again(
    running: StandIn, payments: StripePayments, ask: CheckoutRequest, key: str
) -> None:
    running.control(cut_after_commit=1)
    with pytest.raises(PaymentProviderError):
        payments.open_checkout(ask, key)
    first = payments.open_checkout(ask, key)
    assert payments.open_checkout(ask, key) == first


def test_a_provider_that_does_not_answer_is_given_up(
    running: StandIn,
    ask: CheckoutRequest,
    key: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stripe_payments, "READ_TIMEOUT", 0.1)
    monkeypatch.setattr(stripe_payments, "RETRIES", 0)
    running.control(api_delay=1)
    payments = StripePayments(API_KEY, [WEBHOOK_SECRET], running.api_base)
    with pytest.raises(PaymentProviderError):
        payments.open_checkout(ask, key)


def test_a_provider_that_is_not_there_is_an_error_of_the_provider(
    ask: CheckoutRequest, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stripe_payments, "RETRIES", 0)
    with pytest.raises(PaymentProviderError):
        StripePayments(API_KEY, [], "http://127.0.0.1:9").open_checkout(ask, key)


def test_a_wrong_api_key_says_nothing_about_the_request(
    running: StandIn, ask: CheckoutRequest, key: str
) -> None:
    with pytest.raises(PaymentProviderError):
        StripePayments("sk_live_wrong", [], running.api_base).open_checkout(ask, key)


@pytest.mark.parametrize("lifetime", [timedelta(minutes=29), timedelta(hours=25)])
def test_the_page_lives_from_half_an_hour_to_a_day(
    payments: StripePayments, ask: CheckoutRequest, key: str, lifetime: timedelta
) -> None:
    asked = msgspec.structs.replace(ask, expires_at=datetime.now(UTC) + lifetime)
    with pytest.raises(PaymentRefused):
        payments.open_checkout(asked, key)


# Events

SESSION = {
    "id": "cs_test_1",
    "object": "checkout.session",
    "status": "complete",
    "payment_status": "paid",
    "expires_at": int(NOW.timestamp()) + 1800,
    "url": None,
    "payment_intent": "pi_1",
    "amount_total": 20250,
    "currency": "eur",
    "client_reference_id": "7K3M9QXA",
    "metadata": {"booking_code": "7K3M9QXA", "attempt": "1", "kind": "deposit"},
}
REFUND = {
    "id": "re_1",
    "object": "refund",
    "amount": 5000,
    "currency": "eur",
    "status": "succeeded",
    "payment_intent": "pi_1",
    "metadata": {},
}


def event_body(kind: str, item: Mapping[str, object]) -> str:
    event = {
        "id": "evt_1",
        "object": "event",
        "type": kind,
        "created": int(NOW.timestamp()),
        "data": {"object": item},
    }
    return json.dumps(event, indent=2, ensure_ascii=False)


def signed(body: str, secret: str = WEBHOOK_SECRET, at: datetime = NOW) -> str:
    header: str = stripe.WebhookSignature.generate_signature_header(
        body, secret, int(at.timestamp())
    )
    return header


def read(
    body: str, header: str, secrets: tuple[str, ...] = (WEBHOOK_SECRET,), now: datetime = NOW
) -> ProviderEvent:
    return StripePayments(API_KEY, secrets).read_event(body.encode(), header, now)


def checkout_in(kind: str, session: Mapping[str, object]) -> Checkout:
    """The checkout that an event of a session tells of."""
    body = event_body(kind, session)
    report = read(body, signed(body)).report
    assert isinstance(report, Checkout)
    return report


@pytest.mark.parametrize(
    ("kind", "session", "state"),
    [
        ("completed", {}, "settled"),
        ("completed", {"payment_status": "unpaid"}, "processing"),
        ("completed", {"payment_status": "no_payment_required"}, "processing"),
        ("async_payment_succeeded", {}, "settled"),
        ("async_payment_failed", {"payment_status": "unpaid"}, "closed"),
        ("expired", {"status": "expired", "payment_status": "unpaid"}, "closed"),
    ],
)
def test_events_of_sessions_carry_the_checkout(
    kind: str, session: dict[str, str], state: str
) -> None:
    body = event_body(f"checkout.session.{kind}", {**SESSION, **session})
    event = read(body, signed(body))
    assert (event.id, event.type, event.created) == ("evt_1", f"checkout.session.{kind}", NOW)
    assert isinstance(event.report, Checkout)
    assert event.report.state == state
    assert event.report.booking_code == "7K3M9QXA"
    assert event.report.metadata["attempt"] == "1"
    assert (event.report.amount, event.report.currency) == (20250, "EUR")


@pytest.mark.parametrize("kind", ["refund.created", "refund.updated", "refund.failed"])
def test_events_of_refunds_carry_the_refund(kind: str) -> None:
    body = event_body(kind, REFUND)
    event = read(body, signed(body))
    assert isinstance(event.report, RefundResult)
    assert (event.report.id, event.report.amount, event.report.currency) == ("re_1", 5000, "EUR")


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("pending", "pending"),
        ("requires_action", "pending"),
        (None, "pending"),
        ("succeeded", "succeeded"),
        ("failed", "failed"),
        ("canceled", "failed"),
    ],
)
def test_a_refund_goes_back_is_back_or_will_not_come(status: str | None, state: str) -> None:
    body = event_body("refund.updated", {**REFUND, "status": status})
    report = read(body, signed(body)).report
    assert isinstance(report, RefundResult)
    assert report.state == state


def test_other_events_carry_nothing() -> None:
    body = event_body("invoice.paid", {"id": "in_1"})
    event = read(body, signed(body))
    assert event == ProviderEvent(id="evt_1", type="invoice.paid", created=NOW)


def test_sessions_of_other_uses_of_the_account_are_readable() -> None:
    setup = {**SESSION, "amount_total": None, "currency": None, "payment_intent": None}
    setup |= {"client_reference_id": None, "metadata": None}
    checkout = checkout_in("checkout.session.completed", setup)
    assert (checkout.booking_code, checkout.amount, checkout.metadata) == (None, 0, {})


def test_text_of_all_scripts_is_verified_and_read() -> None:
    named = {**SESSION, "metadata": {"name": "Õie 🏄"}}
    checkout = checkout_in("checkout.session.completed", named)
    assert checkout.metadata == {"name": "Õie 🏄"}


@pytest.mark.parametrize("secret", [WEBHOOK_SECRET, OTHER_SECRET])
def test_both_secrets_are_good_while_one_is_rotated(secret: str) -> None:
    body = event_body("invoice.paid", {})
    event = read(body, signed(body, secret), (WEBHOOK_SECRET, OTHER_SECRET))
    assert event.id == "evt_1"


def test_a_secret_that_was_withdrawn_is_good_no_more() -> None:
    body = event_body("invoice.paid", {})
    with pytest.raises(SignatureRefused):
        read(body, signed(body, WEBHOOK_SECRET), (OTHER_SECRET,))


@pytest.mark.parametrize("secrets", [(), ("",)])
def test_without_a_secret_nothing_is_accepted(secrets: tuple[str, ...]) -> None:
    body = event_body("invoice.paid", {})
    with pytest.raises(SignatureRefused):
        read(body, signed(body, ""), secrets)


@pytest.mark.parametrize("seconds", [-300, 300])
def test_signatures_are_good_for_five_minutes_either_way(seconds: int) -> None:
    body = event_body("invoice.paid", {})
    assert read(body, signed(body), now=NOW + timedelta(seconds=seconds)).id == "evt_1"


@pytest.mark.parametrize("seconds", [-301, 301])
def test_signatures_are_good_no_longer_than_that(seconds: int) -> None:
    body = event_body("invoice.paid", {})
    header = signed(body)
    with pytest.raises(SignatureRefused):
        read(body, header, now=NOW + timedelta(seconds=seconds))


def test_the_timestamp_is_part_of_what_is_signed() -> None:
    body = event_body("invoice.paid", {})
    stale = signed(body, at=NOW - timedelta(hours=1))
    fresh = stale.replace(stale.split(",")[0], f"t={int(NOW.timestamp())}")
    with pytest.raises(SignatureRefused):
        read(body, fresh)


def test_a_second_timestamp_does_not_renew_an_old_signature() -> None:
    body = event_body("invoice.paid", {})
    stale = signed(body, at=NOW - timedelta(hours=1))
    with pytest.raises(SignatureRefused):
        read(body, f"{stale},t={int(NOW.timestamp())}")


def test_signatures_of_other_schemes_do_not_count() -> None:
    body = event_body("invoice.paid", {})
    header = signed(body).replace("v1=", "v0=")
    with pytest.raises(SignatureRefused):
        read(body, header)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "not json",
        "[]",
        "{}",
        '{"id": "evt_1", "object": "v2.core.event", "type": "v2.core.ping"}',
        event_body("checkout.session.completed", {"id": "cs_1"}),
    ],
)
def test_signed_bodies_that_are_no_event_are_refused(body: str) -> None:
    header = signed(body)
    with pytest.raises(SignatureRefused):
        read(body, header)


@pytest.mark.parametrize("header", ["", "t=now,v1=00", "v1=00", "t,v1", "t=1,v1=é", "t=1;v1=0"])
def test_headers_that_are_no_signature_are_refused(header: str) -> None:
    with pytest.raises(SignatureRefused):
        read("{}", header)


def test_bodies_that_are_not_utf_8_are_refused() -> None:
    payments = StripePayments(API_KEY, [WEBHOOK_SECRET])
    header = signed("{}")
    with pytest.raises(SignatureRefused):
        payments.read_event(b'{"name": "\xe4"}', header, NOW)


def test_the_sample_event_is_a_payment() -> None:
    sample: dict[str, Any] = json.loads(SAMPLE.read_text())
    body = sample["body"]
    event = read(body, signed(body))
    assert event.type == "checkout.session.completed"
    assert isinstance(event.report, Checkout)
    assert (event.report.booking_code, event.report.state) == ("7K3M9QXA", "settled")
