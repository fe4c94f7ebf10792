"""The table's stream: events that were committed go to the bus."""

from __future__ import annotations

from typing import Any

from lobby import wiring
from lobby.http.operation import logger
from lobby.store import outbox
from lobby.store.table.botocore_transport import decode
from lobby.use_cases.events.publish_events import publish_events


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Publishes the batch's events; those that the bus did not take are reported by their record.

    The stream goes on from the earliest of them, so events before it are published again at most.
    What is given up here stays in the outbox for the sweeper.
    """
    records = {
        item["id"]: (record["dynamodb"]["SequenceNumber"], item)
        for record in event["Records"]
        if (item := decode(record["dynamodb"].get("NewImage", {}))) and outbox.is_event(item)
    }
    failed = publish_events(
        [outbox.event_in(item) for _, item in records.values()], wiring.outbox(), wiring.bus()
    )
    if failed:
        logger.warning("events not taken by the bus", events=sorted(failed))
    return {
        "batchItemFailures": [
            {"itemIdentifier": number}
            for event_id, (number, _) in records.items()
            if event_id in failed
        ]
    }
