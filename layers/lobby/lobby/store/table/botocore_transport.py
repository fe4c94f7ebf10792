"""The transport over the AWS SDK."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lobby.base.errors import Conflict
from lobby.store.table.transport import ConditionFailed, Item, Key, Page, Query, Write

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

# Conflicts come from transactions that touch the same item in the same few milliseconds. The SDK
# does not retry them, nor throttles that come as a reason for cancelling a transaction (it does
# retry throttled calls, lost replies and transactions still in progress).
_PASSING_REASONS = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}
_CONFLICT_TRIES = 6
_MOST_KEYS = 100
_FIRST_PAUSE_SECONDS = 0.02


class BotocoreTransport:
    """DynamoDB through boto3's client, which is made at the first call and not before.

    boto3 gives each TransactWriteItems call a ``ClientRequestToken`` and keeps it across its own
    retries, so a reply lost after the commit neither applies the writes twice nor makes a condition
    fail on what the same call wrote. Single writes have no such token: one with a condition goes as
    a transaction of one, only writes that may safely be repeated go as themselves.
    """

    def __init__(
        self,
        table_name: str,
        client: DynamoDBClient | None = None,
        *,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._table_name = table_name
        self._given_client = client
        self._pause = pause

    @cached_property
    def _client(self) -> DynamoDBClient:
        if self._given_client is not None:
            return self._given_client
        import boto3
        from botocore.config import Config

        return boto3.client(
            "dynamodb",
            config=Config(
                connect_timeout=1,
                read_timeout=5,
                retries={"mode": "standard", "total_max_attempts": 5},
            ),
        )

    def get(self, key: Key, *, consistent: bool = True) -> Item | None:
        answer = self._client.get_item(
            TableName=self._table_name, Key=_key(key), ConsistentRead=consistent
        )
        return decode(answer["Item"]) if "Item" in answer else None

    def get_many(self, keys: Sequence[Key], attribute: str) -> list[Item]:
        found: list[Item] = []
        wanted = [_key(key) for key in keys]
        tries = 0
        while wanted:
            request = {
                "Keys": wanted[:_MOST_KEYS],
                "ProjectionExpression": "PK, SK, #attribute",
                "ExpressionAttributeNames": {"#attribute": attribute},
            }
            answer: Any = self._client.batch_get_item(RequestItems={self._table_name: request})  # type: ignore[dict-item]
            found += [decode(item) for item in answer["Responses"][self._table_name]]
            left = answer["UnprocessedKeys"].get(self._table_name, {}).get("Keys", [])
            tries = tries + 1 if len(left) == len(wanted[:_MOST_KEYS]) else 0
            if tries == _CONFLICT_TRIES:
                raise Conflict("busy")
            if left:
                self._pause(_FIRST_PAUSE_SECONDS * 2**tries * random.uniform(0.5, 1))  # noqa: S311 (jitter)
            wanted = [*left, *wanted[_MOST_KEYS:]]
        return found

    def query(self, query: Query) -> Page:
        request: dict[str, Any] = {
            "TableName": self._table_name,
            "KeyConditionExpression": query.key_condition,
            "ExpressionAttributeValues": encode(query.values),
            "ScanIndexForward": query.forward,
            "ConsistentRead": query.consistent,
        }
        optional = {
            "IndexName": query.index,
            "FilterExpression": query.filter,
            "Limit": query.limit,
            "ExpressionAttributeNames": dict(query.names) or None,
            "ExclusiveStartKey": encode(query.start) if query.start else None,
        }
        request |= {name: value for name, value in optional.items() if value is not None}
        answer = self._client.query(**request)
        last = answer.get("LastEvaluatedKey")
        return Page([decode(item) for item in answer["Items"]], decode(last) if last else None)

    def transact(self, writes: Sequence[Write]) -> None:
        if len(writes) == 1 and writes[0].condition is None:
            self._write(writes[0])
            return
        from botocore.exceptions import ClientError

        request = [{_OPERATIONS[write.kind]: self._request(write)} for write in writes]
        for tries in range(1, _CONFLICT_TRIES + 1):
            try:
                self._client.transact_write_items(TransactItems=request)  # type: ignore[arg-type]
                return
            except ClientError as error:
                if error.response["Error"]["Code"] != "TransactionCanceledException":
                    raise
                reasons: list[dict[str, Any]] = error.response["CancellationReasons"]  # type: ignore[assignment]
                for write, reason in zip(writes, reasons, strict=True):
                    if reason["Code"] == "ConditionalCheckFailed":
                        raise ConditionFailed(write, _found(reason)) from error
                if not any(reason["Code"] in _PASSING_REASONS for reason in reasons):
                    raise
                if tries == _CONFLICT_TRIES:
                    raise Conflict("busy") from error
            self._pause(_FIRST_PAUSE_SECONDS * 2**tries * random.uniform(0.5, 1))  # noqa: S311 (jitter)

    def _write(self, write: Write) -> None:
        calls: dict[str, Callable[..., Any]] = {
            "put": self._client.put_item,
            "update": self._client.update_item,
            "delete": self._client.delete_item,
        }
        calls[write.kind](**self._request(write))

    def _request(self, write: Write) -> dict[str, Any]:
        optional: dict[str, Any] = {
            "Item": encode(write.item) if write.item is not None else None,
            "Key": _key(write.key) if write.key is not None else None,
            "UpdateExpression": write.expression,
            "ConditionExpression": write.condition,
            "ExpressionAttributeNames": dict(write.names) or None,
            "ExpressionAttributeValues": encode(write.values) or None,
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD" if write.condition else None,
        }
        return {"TableName": self._table_name} | {
            name: value for name, value in optional.items() if value is not None
        }


_OPERATIONS = {"put": "Put", "update": "Update", "delete": "Delete", "check": "ConditionCheck"}


def _key(key: Key) -> dict[str, Any]:
    return {"PK": {"S": key[0]}, "SK": {"S": key[1]}}


def _found(refusal: Mapping[str, Any]) -> Item | None:
    return decode(refusal["Item"]) if refusal.get("Item") else None


def encode(values: Mapping[str, Any]) -> dict[str, Any]:
    """Plain values as DynamoDB's typed JSON."""
    return {name: _encode(value) for name, value in values.items()}


def decode(item: Mapping[str, Any]) -> Item:
    """DynamoDB's typed JSON as plain values."""
    return {name: _decode(value) for name, value in item.items()}


def _encode(value: Any) -> dict[str, Any]:
    match value:
        case bool():
            return {"BOOL": value}
        case str():
            return {"S": value}
        case int():
            return {"N": str(value)}
        case None:
            return {"NULL": True}
        case list():
            return {"L": [_encode(entry) for entry in value]}
        case dict():
            return {"M": encode(value)}
    raise TypeError(f"DynamoDB items hold no {type(value).__name__}")


def _decode(typed: Mapping[str, Any]) -> Any:
    ((kind, value),) = typed.items()
    match kind:
        case "S" | "BOOL":
            return value
        case "N":
            return int(value)
        case "NULL":
            return None
        case "L":
            return [_decode(entry) for entry in value]
        case "M":
            return decode(value)
    raise TypeError(f"unexpected attribute type {kind}")
