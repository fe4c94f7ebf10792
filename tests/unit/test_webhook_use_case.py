"""Who gets an event, how often, and when its message has to stay in the queue."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Barrier
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from standardwebhooks import Webhook

from lobby.base.clock import iso
from lobby.domain.booking.events import Envelope
from lobby.domain.business.event_types import EventType
from lobby.domain.business.settings import Endpoint, Settings
from lobby.store.receipts import KEPT, Receipts
from lobby.use_cases.events.deliver_webhook import (
    LEASE,
    Delivery,
    DeliveryFailed,
    deliver_webhook,
    payload,
)
from lobby.webhooks.event_types import PUBLIC
from lobby.webhooks.sending import LIMIT, Attempt
from lobby.webhooks.signing import WebhookSecrets

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
NEVER = datetime.min.replace(tzinfo=UTC)
SECRETS = WebhookSecrets(b"k" * 32)
A = Endpoint(id="A", url="https://a.example/hooks?token=hush")
B = Endpoint(id="B", url="https://b.example/hooks")
EVENT = Envelope(
    id="01K0EVENT",
    type="booking.created",
    timestamp=datetime(2026, 11, 21, 12, 0, 0, 123000, tzinfo=UTC),
    data={"version": 1, "code": "7K3M9QXA", "booking": {"booker": {"first_name": "Zoë"}}},
)
INTERNAL = {
    "export.requested",
    "link.rotated",
    "payment.opened",
    "payment.refund_requested",
    "settings.changed",
}


class RememberedReceipts(Receipts):
    """Receipts that last as long as the test."""

    def __init__(self) -> None:
        self._held_until: dict[tuple[str, str], datetime] = {}

    def claim(self, event_id: str, part: str, now: datetime) -> bool:
        if self._held_until.get((event_id, part), NEVER) >= now:
            return False
        self._held_until[event_id, part] = now + LEASE
        return True

    def done(self, event_id: str, part: str, now: datetime) -> None:
        self._held_until[event_id, part] = now + KEPT

    def is_done(self, event_id: str, part: str) -> bool:
        return self._held_until.get((event_id, part), NEVER) > NOW + timedelta(days=1)

    def release(self, event_id: str, part: str, now: datetime) -> None:
        self._held_until[event_id, part] = now - KEPT


class Post:
    """Sends nothing anywhere: notes each attempt and answers as the test says, else 204."""

    def __init__(self, **statuses: int | None) -> None:
        self.statuses = statuses
        self.sent: list[tuple[str, dict[str, str], bytes]] = []

    def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> Attempt:
        self.sent.append((url, dict(headers), body))
        status = self.statuses.get(url.removeprefix("https://")[0], 204)
        return Attempt(
            status=status,
            duration_ms=7,
            error=None if status else "timed_out",
            response_excerpt="what the other side says",
        )

    @property
    def urls(self) -> list[str]:
        return sorted(url for url, _, _ in self.sent)


def deliver(
    *endpoints: Endpoint,
    post: Post,
    receipts: Receipts | None = None,
    event: Envelope = EVENT,
    now: datetime = NOW,
) -> Delivery:
    return deliver_webhook(
        event,
        settings=Settings(endpoints={endpoint.id: endpoint for endpoint in endpoints}),
        secrets=SECRETS,
        receipts=receipts or RememberedReceipts(),
        send=post,
        clock=lambda: now,
    )


def results(delivery: Delivery) -> dict[str, str]:
    return {outcome.endpoint: outcome.result for outcome in delivery.outcomes}


def test_every_endpoint_gets_the_event_signed_with_its_own_secret() -> None:
    post = Post()

    delivery = deliver(A, B, post=post, now=datetime.now(UTC))

    assert results(delivery) == {"A": "delivered", "B": "delivered"}
    assert post.urls == [A.url, B.url]
    for url, headers, body in post.sent:
        endpoint = A if url == A.url else B
        received = Webhook(SECRETS.secret(endpoint.id, 1)).verify(body, headers)
        assert received == {
            "id": "01K0EVENT",
            "type": "booking.created",
            "timestamp": "2026-11-21T12:00:00.123000Z",
            "data": EVENT.data,
        }
        assert headers["webhook-id"] == EVENT.id
        assert headers["Content-Type"] == "application/json"
        assert headers["User-Agent"] == "Lobby-Webhooks/1"


def test_the_body_is_compact_json_with_the_standards_fields_first() -> None:
    assert payload(EVENT).decode() == (
        '{"id":"01K0EVENT","type":"booking.created","timestamp":"2026-11-21T12:00:00.123000Z",'
        '"data":{"booking":{"booker":{"first_name":"Zoë"}},"code":"7K3M9QXA","version":1}}'
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), JSON, max_size=6))
def test_the_body_is_the_same_bytes_whichever_way_the_event_came(data: dict[str, object]) -> None:
    event = replace(EVENT, data=data)
    through_a_queue = msgspec.json.decode(msgspec.json.encode(event), type=Envelope)
    from_a_store = replace(event, data=_other_way_round(data))

    assert payload(through_a_queue) == payload(from_a_store) == payload(event)
    assert json.loads(payload(event))["data"] == data


def _other_way_round(value: object) -> object:
    if isinstance(value, dict):
        return {key: _other_way_round(value[key]) for key in reversed(value)}
    if isinstance(value, list):
        return [_other_way_round(inner) for inner in value]
    return value


def test_a_later_attempt_has_the_same_id_and_body_and_its_own_timestamp() -> None:
    post = Post()
    deliver(A, post=post)
    deliver(A, post=post, now=NOW + timedelta(minutes=2))

    (_, first, first_body), (_, second, second_body) = post.sent
    assert first["webhook-id"] == second["webhook-id"]
    assert first_body == second_body
    assert int(second["webhook-timestamp"]) - int(first["webhook-timestamp"]) == 120


def test_each_attempt_is_stamped_when_it_starts() -> None:
    seconds = count()
    post = Post()

    deliver_webhook(
        EVENT,
        settings=Settings(endpoints={"A": A, "B": B}),
        secrets=SECRETS,
        receipts=RememberedReceipts(),
        send=post,
        clock=lambda: NOW + timedelta(seconds=next(seconds)),
    )

    stamps = [headers["webhook-timestamp"] for _, headers, _ in post.sent]
    assert len(set(stamps)) == 2


def test_endpoints_get_what_they_subscribe_to() -> None:
    wanting = replace(A, types=["booking.created", "booking.cancelled"])
    other = replace(B, types=["payment.succeeded"])
    post = Post()

    assert results(deliver(wanting, other, post=post)) == {"A": "delivered"}
    assert post.urls == [A.url]


def test_an_endpoint_that_is_switched_off_gets_nothing() -> None:
    post = Post()
    assert deliver(replace(A, enabled=False), post=post).outcomes == []
    assert not post.sent


@pytest.mark.parametrize("event_type", [*sorted(INTERNAL), "something.new"])
def test_what_is_between_our_own_parts_never_goes_out(event_type: str) -> None:
    post = Post()
    everything, by_name = A, replace(B, types=[event_type])

    assert deliver(everything, by_name, post=post, event=replace(EVENT, type=event_type)) == (
        Delivery(event=EVENT.id, type=event_type, outcomes=[])
    )
    assert not post.sent


def test_every_type_is_either_public_or_known_to_be_internal() -> None:
    assert set(get_args(EventType)) == PUBLIC | INTERNAL
    assert not PUBLIC & INTERNAL


def test_a_duplicate_message_repeats_nothing() -> None:
    receipts, post = RememberedReceipts(), Post()
    deliver(A, B, post=post, receipts=receipts)

    again = deliver(A, B, post=post, receipts=receipts)

    assert results(again) == {"A": "delivered_before", "B": "delivered_before"}
    assert len(post.sent) == 2


@pytest.mark.parametrize("status", [None, 302, 400, 429, 500])
def test_a_failure_keeps_the_message_and_its_retry_goes_to_the_failed_one_alone(
    status: int | None,
) -> None:
    receipts, post = RememberedReceipts(), Post(a=status)
    with pytest.raises(DeliveryFailed, match=rf"missed=A \({status or 'timed_out'}\)") as failure:
        deliver(A, B, post=post, receipts=receipts)
    assert failure.value.delivery.missed == ["A"]
    assert post.urls == [A.url, B.url]

    post.sent.clear()
    post.statuses.clear()
    retried = deliver(A, B, post=post, receipts=receipts)

    assert results(retried) == {"A": "delivered", "B": "delivered_before"}
    assert post.urls == [A.url]


def test_an_endpoint_that_is_gone_is_settled_and_named() -> None:
    receipts, post = RememberedReceipts(), Post(a=410)

    assert deliver(A, B, post=post, receipts=receipts).gone == ["A"]
    deliver(A, B, post=post, receipts=receipts)

    assert post.urls == [A.url, B.url]


def test_those_that_are_gone_are_known_though_others_failed() -> None:
    with pytest.raises(DeliveryFailed) as failure:
        deliver(A, B, post=Post(a=410, b=503))
    assert failure.value.delivery.gone == ["A"]
    assert failure.value.delivery.missed == ["B"]


def test_an_event_in_another_deliverys_hands_is_not_lost_if_that_one_dies() -> None:
    receipts, post = RememberedReceipts(), Post()
    receipts.claim(EVENT.id, "A", NOW)  # and then the machine goes down

    with pytest.raises(DeliveryFailed) as failure:
        deliver(A, post=post, receipts=receipts)
    assert results(failure.value.delivery) == {"A": "in_hand"}
    assert not post.sent

    after = deliver(A, post=post, receipts=receipts, now=NOW + LEASE + timedelta(seconds=1))
    assert results(after) == {"A": "delivered"}


def test_a_lease_outlasts_the_longest_attempt() -> None:
    assert timedelta(seconds=2 * LIMIT) < LEASE


def test_endpoints_do_not_wait_for_each_other() -> None:
    together = Barrier(2)

    class Meeting(Post):
        def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> Attempt:
            together.wait(30)  # breaks unless both are under way at the same time
            return super().__call__(url, headers, body)

    assert results(deliver(A, B, post=Meeting())) == {"A": "delivered", "B": "delivered"}


def test_a_rotation_signs_with_both_secrets() -> None:
    post, now = Post(), datetime.now(UTC)
    deliver(replace(A, secret_version=2, rotated_at=iso(now)), post=post, now=now)

    [(_, headers, body)] = post.sent
    for version in (1, 2):
        assert Webhook(SECRETS.secret("A", version)).verify(body, headers)["id"] == EVENT.id


def test_the_log_gets_no_urls_bodies_secrets_or_names() -> None:
    with pytest.raises(DeliveryFailed) as failure:
        deliver(A, B, post=Post(a=500))
    logged = msgspec.json.encode(failure.value.delivery).decode() + str(failure.value)

    assert '"status":500' in logged
    for private in ("example", "hush", "whsec_", "Zoë", "7K3M9QXA", "other side"):
        assert private not in logged
