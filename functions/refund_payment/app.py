"""A booking ended, or was paid too much: open pages are closed, money goes back."""

from __future__ import annotations

from typing import Any

from lobby import wiring
from lobby.base.clock import utc_now
from lobby.domain.booking.events import Envelope
from lobby.http.queue import consume
from lobby.use_cases.paying.refund_payment import refund_payment


def handler(event: dict[str, Any], context: object) -> Any:
    """Carries out what is pending for each booking of a batch."""

    def work(envelope: Envelope) -> None:
        refund_payment(
            envelope.data["code"], wiring.bookings(), wiring.payment_provider(), now=utc_now()
        )

    return consume(event, context, work)
