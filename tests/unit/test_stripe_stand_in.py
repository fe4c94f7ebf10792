"""The stand-in for Stripe, driven by the real SDK, a form and its own switches."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
import stripe
from stripe.checkout import Session

from tests.fakes.stripe_stand_in import (
    API_KEY,
    DECLINED_CARD,
    GOOD_CARD,
    SECOND_STEP_CARD,
    WEBHOOK_SECRET,
    StandIn,
    eventually,
    field_error,
    stand_in,
)


class Clock:
    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock(1_795_000_000.0)


@pytest.fixture(scope="module")
def shared(clock: Clock) -> Iterator[StandIn]:
    with stand_in(clock=clock) as started:
        yield started


@pytest.fixture
def running(shared: StandIn) -> StandIn:
    shared.calm()
    return shared


@pytest.fixture
def sdk(running: StandIn) -> stripe.StripeClient:
    return client(running)


def client(running: StandIn) -> stripe.StripeClient:
    return stripe.StripeClient(
        API_KEY,
        base_addresses={"api": running.api_base},
        max_network_retries=0,
        http_client=stripe.RequestsClient(),
    )


def wanted(**changes: Any) -> Any:
    item = {
        "quantity": 1,
        "price_data": {
            "currency": "eur",
            "unit_amount": 20250,
            "product_data": {"name": "Deposit for booking 7K3M9QXA"},
        },
    }
    return {
        "mode": "payment",
        "line_items": [item],
        "success_url": "https://stay.example/b/7K3M9QXA?paid=1&session={CHECKOUT_SESSION_ID}",
        "cancel_url": "https://stay.example/b/7K3M9QXA?paid=0",
        **changes,
    }


@pytest.fixture
def session(sdk: stripe.StripeClient) -> Session:
    return sdk.v1.checkout.sessions.create(wanted())


def page_of(session: Session) -> str:
    assert session.url is not None
    return session.url


def pay(running: StandIn, sdk: stripe.StripeClient, session: Session) -> str:
    """Pay, and name the payment intent."""
    running.submit(page_of(session))
    intent = sdk.v1.checkout.sessions.retrieve(session.id).payment_intent
    assert isinstance(intent, str)
    return intent


@pytest.fixture
def paid(running: StandIn, sdk: stripe.StripeClient, session: Session) -> str:
    return pay(running, sdk, session)


# The API


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer pk_test_1"}])
def test_calls_need_a_secret_key(running: StandIn, headers: dict[str, str]) -> None:
    answer = running.browser.get(f"{running.api_base}/v1/events", headers=headers)
    assert answer.status_code == 401
    assert answer.json()["error"]["type"] == "invalid_request_error"


def test_the_user_of_basic_authentication_is_a_key_too(running: StandIn) -> None:
    answer = running.browser.get(f"{running.api_base}/v1/events", auth=(API_KEY, ""))
    assert answer.status_code == 200


def test_every_answer_has_a_request_id(sdk: stripe.StripeClient) -> None:
    response = sdk.v1.events.list().last_response
    assert response is not None
    assert response.headers["request-id"].startswith("req_")
    with pytest.raises(stripe.InvalidRequestError) as refused:
        sdk.v1.checkout.sessions.retrieve("cs_test_unknown")
    assert refused.value.request_id is not None


def test_other_parts_of_the_api_are_not_there(sdk: stripe.StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="Unrecognized request URL"):
        sdk.v1.customers.list()


@pytest.mark.parametrize(
    ("changes", "param", "code"),
    [
        ({"colour": "red"}, "colour", "parameter_unknown"),
        ({"line_items": [{"price": "price_1"}]}, "line_items[0][price]", "parameter_unknown"),
        ({"success_url": ""}, "success_url", "parameter_missing"),
        ({"success_url": "here"}, "success_url", "url_invalid"),
        ({"customer_email": "anna"}, "customer_email", "email_invalid"),
        ({"expires_at": "soon"}, "expires_at", "parameter_invalid_integer"),
        ({"mode": "subscription"}, "mode", None),
        ({"metadata": {"note": "x" * 501}}, "metadata[note]", None),
        ({"metadata": {f"k{number}": "v" for number in range(51)}}, "metadata", None),
        (
            {"payment_intent_data": {"capture": "x"}},
            "payment_intent_data[capture]",
            "parameter_unknown",
        ),
    ],
)
def test_wrong_parameters_are_refused_by_name(
    sdk: stripe.StripeClient, changes: dict[str, Any], param: str, code: str | None
) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        sdk.v1.checkout.sessions.create(wanted(**changes))
    assert (refused.value.param, refused.value.code) == (param, code)


def test_tiny_amounts_are_refused(sdk: stripe.StripeClient) -> None:
    asked = wanted()
    asked["line_items"][0]["price_data"]["unit_amount"] = 49
    with pytest.raises(stripe.InvalidRequestError) as refused:
        sdk.v1.checkout.sessions.create(asked)
    assert refused.value.code == "amount_too_small"


def test_a_session_adds_up_its_items(sdk: stripe.StripeClient) -> None:
    asked = wanted(metadata={"attempt": "1"}, client_reference_id="7K3M9QXA")
    item = asked["line_items"][0]
    asked["line_items"] = [item, {**item, "quantity": 2}]
    session = sdk.v1.checkout.sessions.create(asked)
    assert session.amount_total == 60750
    assert session.metadata is not None
    assert session.metadata.to_dict() == {"attempt": "1"}
    items = sdk.v1.checkout.sessions.line_items.list(session.id)
    assert [(it.quantity, it.amount_total) for it in items.data] == [(1, 20250), (2, 40500)]


@pytest.mark.parametrize(
    ("lifetime", "accepted"), [(1799, False), (1800, True), (86400, True), (86401, False)]
)
def test_sessions_live_from_half_an_hour_to_a_day(
    sdk: stripe.StripeClient, clock: Clock, lifetime: int, accepted: bool
) -> None:
    expires_at = int(clock.now) + lifetime
    if accepted:
        opened = sdk.v1.checkout.sessions.create(wanted(expires_at=expires_at))
        assert opened.expires_at == expires_at
    else:
        with pytest.raises(stripe.InvalidRequestError) as refused:
            sdk.v1.checkout.sessions.create(wanted(expires_at=expires_at))
        assert refused.value.param == "expires_at"


def test_sessions_expire_by_themselves(
    running: StandIn, sdk: stripe.StripeClient, session: Session, clock: Clock
) -> None:
    clock.now += 86400
    assert sdk.v1.checkout.sessions.retrieve(session.id).status == "expired"
    running.webhook("checkout.session.expired", session.id)
    assert running.submit(page_of(session)).status_code == 410


def test_only_open_sessions_can_be_expired(sdk: stripe.StripeClient, session: Session) -> None:
    assert sdk.v1.checkout.sessions.expire(session.id).status == "expired"
    with pytest.raises(stripe.InvalidRequestError, match="status of `expired`"):
        sdk.v1.checkout.sessions.expire(session.id)


@pytest.mark.usefixtures("paid")
def test_paid_sessions_can_not_be_expired(sdk: stripe.StripeClient, session: Session) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="status of `complete`"):
        sdk.v1.checkout.sessions.expire(session.id)


# Idempotency keys


def test_a_key_answers_again_what_it_answered_first(sdk: stripe.StripeClient) -> None:
    key = str(uuid4())
    first = sdk.v1.checkout.sessions.create(wanted(), {"idempotency_key": key})
    again = sdk.v1.checkout.sessions.create(wanted(), {"idempotency_key": key})
    assert again.to_dict() == first.to_dict()
    assert first.last_response is not None
    assert "idempotent-replayed" not in first.last_response.headers
    assert again.last_response is not None
    assert again.last_response.headers["idempotent-replayed"] == "true"


def test_a_key_remembers_the_answer_and_not_the_object(
    sdk: stripe.StripeClient,
) -> None:
    key = str(uuid4())
    first = sdk.v1.checkout.sessions.create(wanted(), {"idempotency_key": key})
    sdk.v1.checkout.sessions.expire(first.id)
    again = sdk.v1.checkout.sessions.create(wanted(), {"idempotency_key": key})
    assert again.status == "open"


def test_a_key_replays_refusals(sdk: stripe.StripeClient, paid: str) -> None:
    key = str(uuid4())
    asked: Any = {"payment_intent": paid, "amount": 20251}
    for _ in range(2):
        with pytest.raises(stripe.InvalidRequestError) as refused:
            sdk.v1.refunds.create(asked, {"idempotency_key": key})
    assert refused.value.headers is not None
    assert refused.value.headers["idempotent-replayed"] == "true"


def test_a_key_is_not_spent_on_parameters_that_can_not_be_read(sdk: stripe.StripeClient) -> None:
    key = str(uuid4())
    with pytest.raises(stripe.InvalidRequestError):
        sdk.v1.checkout.sessions.create(wanted(colour="red"), {"idempotency_key": key})
    assert sdk.v1.checkout.sessions.create(wanted(), {"idempotency_key": key}).status == "open"


def test_a_key_belongs_to_its_first_parameters(sdk: stripe.StripeClient) -> None:
    key = str(uuid4())
    sdk.v1.checkout.sessions.create(wanted(), {"idempotency_key": key})
    with pytest.raises(stripe.IdempotencyError):
        sdk.v1.checkout.sessions.create(wanted(locale="et"), {"idempotency_key": key})


def test_a_key_belongs_to_its_path(sdk: stripe.StripeClient) -> None:
    key = str(uuid4())
    sessions = [sdk.v1.checkout.sessions.create(wanted()) for _ in range(2)]
    sdk.v1.checkout.sessions.expire(sessions[0].id, options={"idempotency_key": key})
    with pytest.raises(stripe.IdempotencyError):
        sdk.v1.checkout.sessions.expire(sessions[1].id, options={"idempotency_key": key})


def test_a_key_is_forgotten_after_a_day(sdk: stripe.StripeClient, clock: Clock) -> None:
    key = str(uuid4())
    first = sdk.v1.checkout.sessions.create(wanted(), {"idempotency_key": key})
    clock.now += 86401
    later = sdk.v1.checkout.sessions.create(wanted(), {"idempotency_key": key})
    assert later.id != first.id


def test_a_key_in_use_is_locked(running: StandIn) -> None:
    key = str(uuid4())
    running.control(api_delay=1)
    start = threading.Barrier(2)

    def call() -> str | None:
        start.wait()
        try:
            client(running).v1.checkout.sessions.create(wanted(), {"idempotency_key": key})
        except stripe.APIError as error:
            return error.error.code if error.error else "an error of no shape"
        return "created"

    with ThreadPoolExecutor(2) as pool:
        calls = [pool.submit(call) for _ in range(2)]
        assert {call.result() for call in calls} == {"created", "idempotency_key_in_use"}


# The payment page


def test_the_page_tells_what_is_paid(running: StandIn, session: Session) -> None:
    page = running.browser.get(page_of(session))
    assert page.status_code == 200
    assert "€202.50" in page.text
    assert "Deposit for booking 7K3M9QXA" in page.text
    assert "no money moves" in page.text
    assert 'href="https://stay.example/b/7K3M9QXA?paid=0"' in page.text
    for purpose in ("cc-number", "cc-exp", "cc-csc", "cc-name"):
        assert f'autocomplete="{purpose}"' in page.text


def test_the_page_shows_names_as_text(running: StandIn, sdk: stripe.StripeClient) -> None:
    asked = wanted()
    asked["line_items"][0]["price_data"]["product_data"]["name"] = "<script>alert(1)</script>"
    page = running.browser.get(page_of(sdk.v1.checkout.sessions.create(asked)))
    assert "<script" not in page.text
    assert "&lt;script&gt;" in page.text


def test_a_good_card_pays_and_leads_back(
    running: StandIn, sdk: stripe.StripeClient, session: Session
) -> None:
    answer = running.submit(page_of(session))
    assert answer.status_code == 303
    expected = f"https://stay.example/b/7K3M9QXA?paid=1&session={session.id}"
    assert answer.headers["location"] == expected
    paid = sdk.v1.checkout.sessions.retrieve(session.id, {})
    assert (paid.status, paid.payment_status, paid.url) == ("complete", "paid", None)
    assert isinstance(paid.payment_intent, str)
    intent = sdk.v1.payment_intents.retrieve(paid.payment_intent)
    assert (intent.status, intent.amount_received) == ("succeeded", 20250)
    assert isinstance(intent.latest_charge, str)
    charge = sdk.v1.charges.retrieve(intent.latest_charge)
    assert charge.payment_method_details is not None
    assert charge.payment_method_details.card is not None
    assert charge.payment_method_details.card.last4 == "4242"
    for kind, object_id in [
        ("payment_intent.succeeded", intent.id),
        ("charge.succeeded", charge.id),
        ("checkout.session.completed", session.id),
    ]:
        running.webhook(kind, object_id)


def test_a_declined_card_can_be_replaced(
    running: StandIn, sdk: stripe.StripeClient, session: Session
) -> None:
    declined = running.submit(page_of(session), DECLINED_CARD)
    assert declined.status_code == 402
    assert "Your card was declined." in declined.text
    assert 'value="Anna Hemm"' in declined.text
    assert "0002" not in declined.text.split("<details>")[0]
    intent = sdk.v1.checkout.sessions.retrieve(session.id).payment_intent
    assert isinstance(intent, str)
    event = running.webhook("payment_intent.payment_failed", intent).event
    assert event["data"]["object"]["last_payment_error"]["decline_code"] == "generic_decline"
    assert running.submit(page_of(session)).status_code == 303
    assert sdk.v1.payment_intents.retrieve(intent).status == "succeeded"


def test_a_card_of_real_life_is_declined(running: StandIn, session: Session) -> None:
    answer = running.submit(page_of(session), "4111 1111 1111 1111")
    assert answer.status_code == 402
    assert "not a test card" in answer.text


@pytest.mark.parametrize(
    ("answer", "status"), [("complete", "complete"), ("fail", "open"), ("", "open")]
)
def test_some_banks_ask_a_second_time(
    running: StandIn, sdk: stripe.StripeClient, session: Session, answer: str, status: str
) -> None:
    asked = running.submit(page_of(session), SECOND_STEP_CARD)
    assert asked.status_code == 303
    bank = asked.headers["location"]
    page = running.browser.get(bank)
    assert "Complete" in page.text
    assert "Fail" in page.text
    assert sdk.v1.checkout.sessions.retrieve(session.id).status == "open"
    told = running.browser.post(bank, data={"answer": answer})
    assert sdk.v1.checkout.sessions.retrieve(session.id).status == status
    if status == "complete":
        assert told.headers["location"].startswith("https://stay.example/b/7K3M9QXA?paid=1")
    else:
        assert told.status_code == 402
        assert "unable to authenticate" in told.text
        assert running.submit(page_of(session)).status_code == 303


def test_the_bank_is_not_asked_unasked(
    running: StandIn, session: Session, sdk: stripe.StripeClient
) -> None:
    running.browser.post(f"{page_of(session)}/bank", data={"answer": "complete"})
    assert sdk.v1.checkout.sessions.retrieve(session.id).status == "open"


def test_a_session_expires_while_the_bank_asks(
    running: StandIn, sdk: stripe.StripeClient, session: Session
) -> None:
    bank = running.submit(page_of(session), SECOND_STEP_CARD).headers["location"]
    expired = sdk.v1.checkout.sessions.expire(session.id)
    assert running.browser.post(bank, data={"answer": "complete"}).status_code == 410
    assert sdk.v1.checkout.sessions.retrieve(session.id).payment_status == "unpaid"
    assert isinstance(expired.payment_intent, str)
    assert sdk.v1.payment_intents.retrieve(expired.payment_intent).status == "canceled"


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("number", "", "Enter the card number."),
        ("number", "4242 4242 4242 4241", "This is not a card number. Check the digits."),
        ("number", "4242", "This is not a card number. Check the digits."),
        ("number", "four", "This is not a card number. Check the digits."),
        ("expiry", "", "Enter month and year, for example 04 / 30."),
        ("expiry", "13 / 30", "Enter month and year, for example 04 / 30."),
        ("expiry", "12 / 20", "This card has expired."),
        ("code", "12", "Enter the 3 or 4 digits."),
        ("name", "  ", "Enter the name on the card."),
    ],
)
def test_wrong_fields_are_told_at_the_field(
    running: StandIn, session: Session, name: str, value: str, message: str
) -> None:
    page = running.submit(page_of(session), **{"card" if name == "number" else name: value})
    assert page.status_code == 422
    assert field_error(page, name) == message
    others = {"number", "expiry", "code", "name"} - {name}
    assert [field_error(page, other) for other in others] == [None, None, None]


@pytest.mark.parametrize("typed", ["0437", "4/37", "04 / 2037", "04-37"])
def test_people_write_the_expiry_as_they_like(
    running: StandIn, session: Session, typed: str
) -> None:
    assert running.submit(page_of(session), expiry=typed).status_code == 303


def test_the_security_code_is_never_shown_again(running: StandIn, session: Session) -> None:
    page = running.submit(page_of(session), code="98765")
    assert field_error(page, "code") == "Enter the 3 or 4 digits."
    assert "98765" not in page.text
    assert f'value="{GOOD_CARD}"' in page.text


def times_charged(sdk: stripe.StripeClient, session: Session) -> int:
    intent = sdk.v1.checkout.sessions.retrieve(session.id).payment_intent
    charged = sdk.v1.events.list({"type": "charge.succeeded", "limit": 100}).data
    return sum(event.data.object["payment_intent"] == intent for event in charged)


def test_tabs_that_pay_together_pay_once(
    running: StandIn, sdk: stripe.StripeClient, session: Session
) -> None:
    with ThreadPoolExecutor(4) as pool:
        tabs = [pool.submit(running.submit, page_of(session)) for _ in range(4)]
        answers = {tab.result().status_code for tab in tabs}
    assert answers <= {200, 303}
    assert 303 in answers
    assert times_charged(sdk, session) == 1


def test_a_tab_that_pays_while_another_is_sending_pays_once(
    running: StandIn, sdk: stripe.StripeClient, session: Session
) -> None:
    def slow_form() -> Iterator[bytes]:
        yield b"number=4242424242424242&expiry=12/39&code=123"
        running.submit(page_of(session))
        yield b"&name=Ben"

    with httpx.Client(trust_env=False) as slow_tab:
        answer = slow_tab.post(page_of(session), content=slow_form())
    # told so, or led back, by whether its form had begun to arrive when the other tab paid
    led_back = answer.headers.get("location", "").startswith("https://stay.example/b/7K3M9QXA")
    assert led_back or "This is paid" in answer.text
    assert times_charged(sdk, session) == 1


@pytest.mark.usefixtures("paid")
def test_a_paid_session_shows_that(running: StandIn, session: Session) -> None:
    page = running.browser.get(page_of(session))
    assert page.status_code == 200
    assert "This is paid" in page.text
    assert "<form" not in page.text


def test_an_expired_session_shows_that(
    running: StandIn, sdk: stripe.StripeClient, session: Session
) -> None:
    sdk.v1.checkout.sessions.expire(session.id)
    page = running.browser.get(page_of(session))
    assert page.status_code == 410
    assert "has expired" in page.text
    assert "<form" not in page.text


def test_an_unknown_session_has_no_page(running: StandIn) -> None:
    assert running.browser.get(f"{running.api_base}/c/pay/cs_test_unknown").status_code == 404


# Refunds and disputes


def test_refunds_end_when_all_is_back(
    running: StandIn, sdk: stripe.StripeClient, paid: str
) -> None:
    first = sdk.v1.refunds.create(
        {"payment_intent": paid, "amount": 20000, "reason": "requested_by_customer"}
    )
    assert (first.status, first.reason) == ("succeeded", "requested_by_customer")
    with pytest.raises(stripe.InvalidRequestError, match=r"€2.51.*€2.50") as refused:
        sdk.v1.refunds.create({"payment_intent": paid, "amount": 251})
    assert refused.value.param == "amount"
    rest = sdk.v1.refunds.create({"payment_intent": paid})
    assert rest.amount == 250
    with pytest.raises(stripe.InvalidRequestError) as refused:
        sdk.v1.refunds.create({"payment_intent": paid, "amount": 1})
    assert refused.value.code == "charge_already_refunded"
    listed = sdk.v1.refunds.list({"payment_intent": paid})
    assert [refund.id for refund in listed.data] == [rest.id, first.id]
    assert sdk.v1.refunds.retrieve(first.id).amount == 20000
    running.webhook("refund.created", rest.id)
    assert isinstance(rest.charge, str)
    running.webhook("charge.refunded", rest.charge)


def test_stripe_takes_no_currency_with_a_refund(sdk: stripe.StripeClient, paid: str) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        sdk.v1.refunds.create({"payment_intent": paid, "currency": "eur"})
    assert refused.value.code == "parameter_unknown"


def test_what_was_not_paid_can_not_be_refunded(
    running: StandIn, sdk: stripe.StripeClient, session: Session
) -> None:
    running.submit(page_of(session), DECLINED_CARD)
    intent = sdk.v1.checkout.sessions.retrieve(session.id).payment_intent
    assert isinstance(intent, str)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        sdk.v1.refunds.create({"payment_intent": intent})
    assert refused.value.code == "payment_intent_unexpected_state"


def test_refunds_need_a_payment(sdk: stripe.StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="should be provided"):
        sdk.v1.refunds.create({})


def test_a_failed_refund_can_be_made_again(
    running: StandIn, sdk: stripe.StripeClient, paid: str
) -> None:
    refund = sdk.v1.refunds.create({"payment_intent": paid})
    running.control("/refunds", refund=refund.id, status="failed")
    running.webhook("refund.failed", refund.id)
    assert sdk.v1.refunds.retrieve(refund.id).status == "failed"
    assert sdk.v1.refunds.create({"payment_intent": paid}).amount == 20250


@pytest.mark.parametrize("verdict", ["won", "lost"])
def test_a_dispute_is_opened_and_closed(
    running: StandIn, sdk: stripe.StripeClient, paid: str, verdict: str
) -> None:
    dispute = running.control("/disputes", payment_intent=paid)
    running.webhook("charge.dispute.created", dispute["id"])
    with pytest.raises(stripe.InvalidRequestError) as refused:
        sdk.v1.refunds.create({"payment_intent": paid})
    assert refused.value.code == "charge_disputed"
    running.control("/disputes/close", dispute=dispute["id"], status=verdict)
    running.webhook("charge.dispute.closed", dispute["id"])
    assert sdk.v1.disputes.retrieve(dispute["id"]).status == verdict


# Events and webhooks


def test_webhooks_are_signed_as_stripe_does(running: StandIn, session: Session) -> None:
    running.submit(page_of(session))
    webhook = running.webhook("checkout.session.completed", session.id)
    assert stripe.WebhookSignature.verify_header(webhook.body, webhook.signature, WEBHOOK_SECRET)


def test_events_can_be_listed_and_read(sdk: stripe.StripeClient, session: Session) -> None:
    for _ in range(3):
        sdk.v1.checkout.sessions.expire(sdk.v1.checkout.sessions.create(wanted()).id)
    sdk.v1.checkout.sessions.expire(session.id)
    pages = sdk.v1.events.list({"type": "checkout.session.expired", "limit": 2})
    assert len(pages.data) == 2
    assert pages.has_more
    newest = pages.data[0]
    assert newest.data.object["id"] == session.id
    assert sdk.v1.events.retrieve(newest.id).to_dict() == newest.to_dict()
    ids = [event.id for event, _ in zip(pages.auto_paging_iter(), range(4), strict=False)]
    assert len(set(ids)) == 4


def test_an_event_keeps_what_was_true_when_it_happened(
    running: StandIn, sdk: stripe.StripeClient, paid: str
) -> None:
    intent = sdk.v1.payment_intents.retrieve(paid)
    assert isinstance(intent.latest_charge, str)
    sdk.v1.refunds.create({"payment_intent": paid})
    event_id = running.webhook("charge.succeeded", intent.latest_charge).event["id"]
    assert sdk.v1.events.retrieve(event_id).data.object["amount_refunded"] == 0


def test_webhooks_are_sent_until_they_are_accepted(
    running: StandIn, sdk: stripe.StripeClient, session: Session
) -> None:
    running.answers.extend([500, 404])
    sdk.v1.checkout.sessions.expire(session.id)
    eventually(lambda: len(running.webhooks_of(session.id)) == 3, "the third attempt")
    delivery = eventually(lambda: delivered(running, session.id), "the delivery")
    assert [attempt["result"] for attempt in delivery["attempts"]] == [500, 404, 200]
    assert len({webhook.event["id"] for webhook in running.webhooks_of(session.id)}) == 1


def delivered(running: StandIn, object_id: str) -> dict[str, Any] | None:
    event_ids = {webhook.event["id"] for webhook in running.webhooks_of(object_id)}
    return next(
        (
            it
            for it in running.deliveries()
            if it["id"] in event_ids and it["status"] == "delivered"
        ),
        None,
    )


def test_webhooks_nobody_accepts_fail_and_can_be_sent_again(
    running: StandIn, sdk: stripe.StripeClient, session: Session
) -> None:
    running.answers.extend([500] * 4)
    sdk.v1.checkout.sessions.expire(session.id)
    event_id = running.webhook("checkout.session.expired", session.id).event["id"]

    def failed() -> bool:
        return any(it["id"] == event_id and it["status"] == "failed" for it in running.deliveries())

    eventually(failed, "the last attempt")
    undelivered = sdk.v1.events.list({"delivery_success": False, "limit": 100})
    assert event_id in [event.id for event in undelivered.data]
    assert running.control("/redeliver", event=event_id)["accepted"] is True
    undelivered = sdk.v1.events.list({"delivery_success": False, "limit": 100})
    assert event_id not in [event.id for event in undelivered.data]


def test_webhooks_can_be_dropped(
    running: StandIn, sdk: stripe.StripeClient, session: Session
) -> None:
    other = sdk.v1.checkout.sessions.create(wanted())
    running.control(drop=1)
    sdk.v1.checkout.sessions.expire(session.id)
    sdk.v1.checkout.sessions.expire(other.id)
    running.webhook("checkout.session.expired", other.id)
    assert running.webhooks_of(session.id) == []
    (dropped,) = [it for it in running.deliveries() if it["status"] == "dropped"]
    assert running.control("/redeliver", event=dropped["id"])["accepted"] is True
    running.webhook("checkout.session.expired", session.id)


def test_webhooks_can_be_duplicated(
    running: StandIn, sdk: stripe.StripeClient, session: Session
) -> None:
    running.control(duplicate=2)
    sdk.v1.checkout.sessions.expire(session.id)
    eventually(lambda: len(running.webhooks_of(session.id)) == 3, "two copies")
    assert len({webhook.event["id"] for webhook in running.webhooks_of(session.id)}) == 1


def test_webhooks_can_be_reordered(
    running: StandIn, sdk: stripe.StripeClient, session: Session
) -> None:
    other = sdk.v1.checkout.sessions.create(wanted())
    running.control(reorder=2)
    sdk.v1.checkout.sessions.expire(session.id)
    sdk.v1.checkout.sessions.expire(other.id)
    running.webhook("checkout.session.expired", session.id)
    running.webhook("checkout.session.expired", other.id)
    seen = [webhook.event["data"]["object"]["id"] for webhook in running.webhooks]
    assert seen == [other.id, session.id]


def test_held_webhooks_are_let_go(
    running: StandIn, sdk: stripe.StripeClient, session: Session
) -> None:
    running.control(reorder=10)
    sdk.v1.checkout.sessions.expire(session.id)
    assert running.deliveries()[-1]["attempts"] == []
    running.control(reorder=0)
    running.webhook("checkout.session.expired", session.id)


def test_webhooks_can_be_late(running: StandIn, sdk: stripe.StripeClient, session: Session) -> None:
    other = sdk.v1.checkout.sessions.create(wanted())
    running.control(delay=1)
    sdk.v1.checkout.sessions.expire(session.id)
    running.control(delay=0)
    sdk.v1.checkout.sessions.expire(other.id)
    running.webhook("checkout.session.expired", session.id)
    seen = [webhook.event["data"]["object"]["id"] for webhook in running.webhooks]
    assert seen == [other.id, session.id]


def test_unknown_switches_are_refused(running: StandIn) -> None:
    for body in (b'{"dubplicate": 1}', b'{"drop": "all"}', b"[]", b"drop"):
        answer = running.browser.post(f"{running.api_base}/_control/", content=body)
        assert answer.status_code == 400


def test_calls_can_fail_before_they_do_anything(
    running: StandIn, sdk: stripe.StripeClient, session: Session
) -> None:
    running.control(api_errors=1)
    with pytest.raises(stripe.APIError):
        sdk.v1.checkout.sessions.expire(session.id)
    assert sdk.v1.checkout.sessions.retrieve(session.id).status == "open"


def test_calls_can_fail_after_they_did_it(
    running: StandIn, sdk: stripe.StripeClient, session: Session
) -> None:
    running.control(fail_after_commit=1)
    with pytest.raises(stripe.APIError):
        sdk.v1.checkout.sessions.expire(session.id)
    assert sdk.v1.checkout.sessions.retrieve(session.id).status == "expired"


def test_the_connection_can_break_after_a_call_did_it(
    running: StandIn, sdk: stripe.StripeClient, session: Session
) -> None:
    running.control(cut_after_commit=1)
    with pytest.raises(stripe.APIConnectionError):
        sdk.v1.checkout.sessions.expire(session.id)
    assert sdk.v1.checkout.sessions.retrieve(session.id).status == "expired"


# Restarts


def test_all_survives_a_restart(tmp_path: Path, clock: Clock) -> None:
    state_file = tmp_path / "deep" / "stripe.json"
    key = str(uuid4())
    with stand_in(state_file=state_file, clock=clock) as before:
        opened = client(before).v1.checkout.sessions.create(wanted(), {"idempotency_key": key})
        intent = pay(before, client(before), opened)
    with stand_in(state_file=state_file, clock=clock) as after:
        sdk = client(after)
        assert sdk.v1.checkout.sessions.retrieve(opened.id).status == "complete"
        again = sdk.v1.checkout.sessions.create(wanted(), {"idempotency_key": key})
        assert again.id == opened.id
        assert sdk.v1.refunds.create({"payment_intent": intent}).amount == 20250
    assert [path.name for path in state_file.parent.iterdir()] == ["stripe.json"]


def test_webhooks_not_yet_delivered_are_after_a_restart(tmp_path: Path, clock: Clock) -> None:
    state_file = tmp_path / "stripe.json"
    with stand_in(state_file=state_file, retry_after=[60], clock=clock) as before:
        before.answers.append(500)
        opened = client(before).v1.checkout.sessions.create(wanted())
        client(before).v1.checkout.sessions.expire(opened.id)
        before.webhook("checkout.session.expired", opened.id)
        eventually(lambda: before.deliveries()[0]["attempts"], "the failed attempt")
    with stand_in(state_file=state_file, clock=clock) as after:
        eventually(lambda: after.deliveries()[0]["status"] == "delivered", "the second attempt")
