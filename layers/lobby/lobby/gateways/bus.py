"""The bus that carries events to their subscribers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import msgspec

from lobby.domain.events import Envelope

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient

SOURCE = "lobby"
_ENTRIES = 10  # PutEvents takes so many at a time


class Bus(Protocol):
    """Where events are published."""

    def publish(self, envelopes: Sequence[Envelope]) -> set[str]:
        """Publishes events and answers with the ids of those that were not taken."""
        ...


class EventBridgeBus:
    """Amazon EventBridge. The detail is the envelope, the detail type the event's type."""

    def __init__(self, bus_name: str, client: EventBridgeClient | None = None) -> None:
        self._bus_name = bus_name
        self._given_client = client

    @cached_property
    def _client(self) -> EventBridgeClient:
        if self._given_client is not None:
            return self._given_client
        import boto3

        return boto3.client("events")

    def publish(self, envelopes: Sequence[Envelope]) -> set[str]:
        """PutEvents succeeds in part: every entry's own result counts."""
        failed: set[str] = set()
        for start in range(0, len(envelopes), _ENTRIES):
            batch = envelopes[start : start + _ENTRIES]
            answer = self._client.put_events(
                Entries=[
                    {
                        "EventBusName": self._bus_name,
                        "Source": SOURCE,
                        "DetailType": envelope.type,
                        "Detail": msgspec.json.encode(envelope).decode(),
                        "Time": envelope.timestamp,
                    }
                    for envelope in batch
                ]
            )
            results = zip(batch, answer["Entries"], strict=True)
            failed |= {envelope.id for envelope, result in results if "ErrorCode" in result}
        return failed
