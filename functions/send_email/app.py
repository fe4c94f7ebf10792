"""Events become mails."""

from __future__ import annotations

from typing import Any

from lobby import wiring
from lobby.base.clock import utc_now
from lobby.base.config import config
from lobby.domain.booking.events import Envelope
from lobby.http.queue import consume
from lobby.use_cases.messages.send_email import send_email


def handler(event: dict[str, Any], context: object) -> Any:
    """Sends the mails that each event of a batch calls for."""

    def work(envelope: Envelope) -> None:
        send_email(
            envelope,
            wiring.bookings(),
            wiring.mail_receipts(),
            wiring.post(),
            wiring.portal_links(),
            site_url=config().need("site_url"),
            now=utc_now(),
        )

    return consume(event, context, work)
