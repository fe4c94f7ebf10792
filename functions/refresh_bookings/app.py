"""Settings changed: the pages of open bookings follow."""

from __future__ import annotations

from typing import Any

from lobby import wiring
from lobby.base.clock import utc_now
from lobby.domain.booking.events import Envelope
from lobby.http.operation import logger
from lobby.http.queue import consume
from lobby.use_cases.booking.refresh_bookings import refresh_bookings


def handler(event: dict[str, Any], context: object) -> Any:
    """Brings the copies of settings beside bookings up to date, once for each message."""

    def work(_: Envelope) -> None:
        now = utc_now()
        settings = wiring.settings().read()
        refreshed = refresh_bookings(settings, wiring.listing(), wiring.bookings(), now=now)
        logger.info("bookings refreshed", count=refreshed)

    return consume(event, context, work)
