"""Events go out to the integrators' endpoints."""

from __future__ import annotations

from typing import Any

import msgspec

from lobby import wiring
from lobby.base.clock import utc_now
from lobby.domain.booking.events import Envelope
from lobby.http.operation import logger
from lobby.http.queue import consume
from lobby.use_cases.events.deliver_webhook import deliver_webhook


def handler(event: dict[str, Any], context: object) -> Any:
    """Delivers each event of a batch to every endpoint that wants it."""

    def work(envelope: Envelope) -> None:
        delivery = deliver_webhook(
            envelope,
            settings=wiring.settings().read(),
            secrets=wiring.webhook_secrets(),
            receipts=wiring.webhook_receipts(),
            send=wiring.webhook_sender(),
            clock=utc_now,
        )
        for endpoint in delivery.gone:
            wiring.settings().switch_off(endpoint)
        logger.info("event delivered", delivery=msgspec.to_builtins(delivery))

    return consume(event, context, work)
