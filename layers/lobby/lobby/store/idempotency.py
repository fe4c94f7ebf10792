"""Requests that were answered before: the record is written in the transaction of the request.

    PK                                  SK   what
    IDEMPOTENCY#<operation>#<sha256>    -    fingerprint of the request, and its answer; kept 24 h

So there is no state in which a request took effect and its key did not, or the other way round.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from lobby.base.errors import KeyReused
from lobby.store.table.transport import ConditionFailed, Item, Transport, Write, put

KEPT = timedelta(hours=24)


class Request:
    """One request under an ``Idempotency-Key``, by one caller, to one operation."""

    def __init__(self, operation: str, caller: str, key: str, body: bytes, now: datetime) -> None:
        scope = sha256(f"{caller}\n{key}".encode()).hexdigest()
        self._key = (f"IDEMPOTENCY#{operation}#{scope}", "-")
        self._fingerprint = sha256(body).hexdigest()
        self._now = int(now.timestamp())

    @classmethod
    def keyed(
        cls, operation: str, caller: str, key: str | None, body: bytes, now: datetime
    ) -> Request | None:
        """The request, if it came with a key."""
        return cls(operation, caller, key, body, now) if key else None

    def recorded(self, transport: Transport) -> dict[str, Any] | None:
        """The answer given before, if there is one.

        Raises:
            KeyReused: if the key came with another body then.
        """
        return self._answer(transport.get(self._key))

    def record(self, answer: dict[str, Any]) -> Write:
        """The write that belongs into the request's transaction."""
        item: Item = {
            "PK": self._key[0],
            "SK": self._key[1],
            "fingerprint": self._fingerprint,
            "answer": answer,
            "expires": self._now + int(KEPT.total_seconds()),
        }
        # the key is new, or what it stood for has run out (deletion by time to live comes late)
        return put(item, "attribute_not_exists(PK) OR expires < :now", now=self._now)

    def answer_in(self, error: ConditionFailed) -> dict[str, Any] | None:
        """The answer of the other request under this key that got in first, if that was it."""
        item = error.write.item
        if item is None or (item["PK"], item["SK"]) != self._key:
            return None
        return self._answer(error.found)

    def _answer(self, item: Item | None) -> dict[str, Any] | None:
        if item is None or item["expires"] < self._now:
            return None
        if item["fingerprint"] != self._fingerprint:
            raise KeyReused
        answer: dict[str, Any] = item["answer"]
        return answer
