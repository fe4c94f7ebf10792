"""Bring an event to every endpoint that subscribes to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import timedelta
from typing import Final, Literal

import msgspec

from lobby.base.clock import Clock
from lobby.base.errors import LobbyError
from lobby.domain.booking.events import Envelope
from lobby.domain.business.settings import Endpoint, Settings
from lobby.store.receipts import Receipts
from lobby.webhooks.event_types import PUBLIC
from lobby.webhooks.sending import Attempt
from lobby.webhooks.signing import WebhookSecrets, sign
from lobby.webhooks.wording import in_words

LEASE: Final = timedelta(seconds=60)
"""How long an endpoint's delivery stays in hand: well over the longest attempt."""

Send = Callable[[str, Mapping[str, str], bytes], Attempt]

Result = Literal["delivered", "gone", "failed", "delivered_before", "in_hand"]


class Outcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How one endpoint fared. Its URL is left out: integrators keep tokens in them."""

    endpoint: str
    result: Result
    status: int | None = None
    error: str | None = None
    duration_ms: int | None = None


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """How an event fared, fit for the log: no bodies, secrets or personal data."""

    event: str
    type: str
    outcomes: list[Outcome]

    @property
    def missed(self) -> list[str]:
        """The endpoints that still have to get the event."""
        return [o.endpoint for o in self.outcomes if o.result in ("failed", "in_hand")]

    @property
    def gone(self) -> list[str]:
        """The endpoints that want no more events, and should be switched off."""
        return [o.endpoint for o in self.outcomes if o.result == "gone"]


class DeliveryFailed(LobbyError):
    """Some endpoints have not taken the event yet, so its message has to stay in the queue."""

    def __init__(self, delivery: Delivery) -> None:
        missed = [o for o in delivery.outcomes if o.endpoint in delivery.missed]
        why = ", ".join(f"{o.endpoint} ({o.status or o.error or o.result})" for o in missed)
        super().__init__(event=delivery.event, missed=why)
        self.delivery = delivery


def deliver_webhook(
    envelope: Envelope,
    *,
    settings: Settings,
    secrets: WebhookSecrets,
    receipts: Receipts,
    send: Send,
    clock: Clock,
) -> Delivery:
    """Delivers the event at least once to each endpoint that is switched on and wants its type.

    Endpoints are tried all at the same time, so that a slow one delays no other, and those that
    took the event before are left alone. One that another delivery has in hand counts as missed:
    that delivery may be dead. Endpoints that are gone are settled, without having taken anything.

    Raises:
        DeliveryFailed: after all have been tried, if some still miss the event.
    """
    outcomes: list[Outcome] = []
    claimed: list[Endpoint] = []
    for endpoint in settings.endpoints.values():
        if not _wants(endpoint, envelope.type):
            continue
        if receipts.claim(envelope.id, endpoint.id, clock()):
            claimed.append(endpoint)
        elif receipts.is_done(envelope.id, endpoint.id):
            outcomes.append(Outcome(endpoint=endpoint.id, result="delivered_before"))
        else:
            outcomes.append(Outcome(endpoint=endpoint.id, result="in_hand"))

    body = payload(envelope)

    def attempt(endpoint: Endpoint) -> Attempt:
        now = clock()
        return send(
            endpoint.url,
            {
                "Content-Type": "application/json",
                "User-Agent": "Lobby-Webhooks/1",
                **sign(envelope.id, now, body, secrets.secrets_in_force(endpoint, now)),
            },
            body,
        )

    with ThreadPoolExecutor(max_workers=max(1, len(claimed))) as pool:
        under_way = {pool.submit(attempt, endpoint): endpoint for endpoint in claimed}
        for made in as_completed(under_way):
            outcome = _outcome(under_way[made], made.result())
            settle = receipts.release if outcome.result == "failed" else receipts.done
            settle(envelope.id, outcome.endpoint, clock())
            outcomes.append(outcome)

    delivery = Delivery(event=envelope.id, type=envelope.type, outcomes=outcomes)
    if delivery.missed:
        raise DeliveryFailed(delivery)
    return delivery


def payload(envelope: Envelope) -> bytes:
    """The body: compact JSON, the same bytes for the same event whichever way it came."""
    told = msgspec.structs.replace(envelope, data=in_words(envelope.data))
    return msgspec.json.encode(told, order="deterministic")


def _wants(endpoint: Endpoint, event_type: str) -> bool:
    subscribed = not endpoint.types or event_type in endpoint.types
    return endpoint.enabled and subscribed and event_type in PUBLIC


def _outcome(endpoint: Endpoint, attempt: Attempt) -> Outcome:
    result: Result = "delivered" if attempt.delivered else "gone" if attempt.gone else "failed"
    return Outcome(
        endpoint=endpoint.id,
        result=result,
        status=attempt.status,
        error=attempt.error,
        duration_ms=attempt.duration_ms,
    )
