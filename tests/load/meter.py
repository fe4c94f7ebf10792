"""What calls to DynamoDB cost: round trips, capacity units, items looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_READS = {"GetItem", "Query"}
# A transactional write takes two units where a plain one takes one (AWS's rule). DynamoDB Local
# says four: eight for an item of 2 KB, and four for its entry of 1 KB in an index.
_SAID_TOO_OFTEN = {"TransactWriteItems": 2}


@dataclass
class Cost:
    """What a piece of work cost. ``examined`` counts the items that queries looked at."""

    calls: Counter[str] = field(default_factory=Counter)
    read_units: float = 0
    write_units: float = 0
    examined: int = 0

    @property
    def round_trips(self) -> int:
        """Requests that were sent, repeated ones too."""
        return sum(self.calls.values())

    @property
    def said(self) -> str:
        """The calls in short, e.g. ``2 Query, 1 TransactWriteItems``."""
        return ", ".join(f"{count} {name}" for name, count in sorted(self.calls.items()))

    def figures(self) -> dict[str, Any]:
        """For the results file, and to compare by."""
        return {
            "round_trips": self.round_trips,
            "calls": self.said,
            "read_units": self.read_units,
            "write_units": self.write_units,
        }


class Meter:
    """Watches one client, through botocore's own events."""

    def __init__(self, client: DynamoDBClient) -> None:
        self._cost = Cost()
        events: Any = client.meta.events
        events.register("provide-client-params.dynamodb.*", self._ask)
        events.register("before-send.dynamodb.*", self._sent)
        events.register("after-call.dynamodb.*", self._answered)

    @contextmanager
    def reading(self) -> Iterator[Cost]:
        """What the calls inside cost."""
        self._cost = Cost()
        yield self._cost
        self._cost = Cost()

    def _ask(self, params: Mapping[str, Any], **_: Any) -> dict[str, Any]:
        return {**params, "ReturnConsumedCapacity": "TOTAL"}

    def _sent(self, event_name: str, **_: Any) -> None:
        self._cost.calls[event_name.rpartition(".")[2]] += 1

    def _answered(self, parsed: Mapping[str, Any], event_name: str, **_: Any) -> None:
        self._cost.examined += parsed.get("ScannedCount", 0)
        consumed = parsed.get("ConsumedCapacity", [])
        tables = consumed if isinstance(consumed, list) else [consumed]
        operation = event_name.rpartition(".")[2]
        units = sum(table.get("CapacityUnits", 0) for table in tables)
        units /= _SAID_TOO_OFTEN.get(operation, 1)
        if operation in _READS:
            self._cost.read_units += units
        else:
            self._cost.write_units += units
