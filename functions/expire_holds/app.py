"""Ends holds that nobody answered; on schedule, every minute."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aws_lambda_powertools.logging import Logger

from lobby import wiring
from lobby.base.clock import utc_now
from lobby.use_cases.booking.expire_holds import expire_holds

logger = Logger(service="lobby")


def handler(_event: Mapping[str, Any], _context: object) -> dict[str, int]:
    """Ends what is over and answers with how many bookings that were."""
    expired = expire_holds(wiring.bookings(), wiring.payment_provider, now=utc_now())
    if expired:
        logger.info("holds ended", codes=expired)
    return {"expired": len(expired)}
