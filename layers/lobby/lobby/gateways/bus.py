"""The bus that carries events to their subscribers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import msgspec

from lobby.domain.booking.events import Envelope

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient

SOURCE = "lobby"
# PutEvents takes so many at a time, and a megabyte in all: what counts beside the detail is little.
_ENTRIES = 10
_DETAIL_BYTES = 900_000


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
        for batch in _batches(envelopes):
            answer = self._client.put_events(
                Entries=[
                    {
                        "EventBusName": self._bus_name,
                        "Source": SOURCE,
                        "DetailType": envelope.type,
                        "Detail": detail,
                        "Time": envelope.timestamp,
                    }
                    for envelope, detail in batch
                ]
            )
            results = zip(batch, answer["Entries"], strict=True)
            failed |= {envelope.id for (envelope, _), result in results if "ErrorCode" in result}
        return failed


def _batches(envelopes: Sequence[Envelope]) -> Iterator[list[tuple[Envelope, str]]]:
    """Envelopes with their details, in batches that PutEvents takes."""
    batch: list[tuple[Envelope, str]] = []
    size = 0
    for envelope in envelopes:
        detail = msgspec.json.encode(envelope)
        if batch and (len(batch) == _ENTRIES or size + len(detail) > _DETAIL_BYTES):
            yield batch
            batch, size = [], 0
        batch.append((envelope, detail.decode()))
        size += len(detail)
    if batch:
        yield batch
