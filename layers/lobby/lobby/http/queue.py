"""Functions behind a queue: one envelope a message, and only failed messages come again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)

from lobby.domain.booking.events import Envelope
from lobby.http.operation import logger


class _Delivery(msgspec.Struct, frozen=True):
    """What EventBridge puts into a queue; ``detail`` is the envelope as it was published."""

    detail: Envelope


def consume(event: Mapping[str, Any], context: Any, work: Callable[[Envelope], None]) -> Any:
    """Does the work for every message of a batch; answers with those that failed.

    A message that failed comes again after the queue's visibility timeout and ends, after as many
    tries as the queue says, in its dead-letter queue.
    """

    def take(record: Any) -> None:
        envelope = msgspec.json.decode(record["body"], type=_Delivery).detail
        try:
            work(envelope)
        except Exception:
            logger.exception("message failed", event_id=envelope.id, event_type=envelope.type)
            raise

    return process_partial_response(
        event=dict(event),
        record_handler=take,
        processor=BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False),
        context=context,
    )
