"""The payment provider reports what became of a payment or a refund."""

from __future__ import annotations

from datetime import datetime

from lobby import wiring
from lobby.base.clock import utc_now
from lobby.domain.booking.booking import BookingFile
from lobby.domain.selling.claims import Claim
from lobby.http.operation import Answer, Operation, Request, logger
from lobby.use_cases.paying.record_payment import PaymentMismatch, record_payment

operation = Operation("record_payment")


@operation.route("POST", "/stripe/webhook", answers={200: None})
def receive(request: Request) -> Answer:
    """Receive a signed event; duplicates and any order are harmless."""
    now = utc_now()
    event = wiring.payment_provider().read_event(
        request.raw_body, request.headers.get("stripe-signature", ""), now
    )
    try:
        file = record_payment(event, wiring.bookings(), lambda file: _recover(file, now), now=now)
    except PaymentMismatch:
        logger.exception("payment mismatch", provider_event=event.id, type=event.type)
        raise
    logger.info("provider event", provider_event=event.id, type=event.type, ours=file is not None)
    return Answer(200)


def _recover(file: BookingFile, now: datetime) -> list[Claim] | None:
    """What a booking can have again whose hold ended before its payment came; rarely asked."""
    from lobby.use_cases.booking.expire_holds import recover_hold

    return recover_hold(file, wiring.stores(), now=now)


handler = operation.handler
