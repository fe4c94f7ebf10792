"""Takes over what other platforms sold; on schedule, every quarter of an hour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from aws_lambda_powertools.logging import Logger

from lobby import wiring
from lobby.base.clock import utc_now
from lobby.use_cases.calendars.import_feeds import import_feeds

logger = Logger(service="lobby")

# Longer than the calendars take that are being fetched when time runs out.
_RESERVE_MS = 60_000


def handler(_event: Mapping[str, Any], context: Any) -> dict[str, int]:
    """Reads the calendars and answers with how many could be read, and how many not."""
    imported = import_feeds(
        wiring.stores(),
        wiring.calendar_fetcher(),
        now=utc_now(),
        has_time=lambda: context.get_remaining_time_in_millis() > _RESERVE_MS,
    )
    if imported.failed:
        logger.warning("calendars can't be read", failed=imported.failed)
    return msgspec.structs.asdict(imported)
