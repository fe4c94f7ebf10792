"""Many new items at once into a local DynamoDB: for loading data, not for running on.

The stores write through this transport as through the real one, so that loaded items are the
store's own, down to the keys. Writes are gathered into BatchWriteItem calls over a few connections;
conditions are passed over, because what is loaded is new.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import BoundedSemaphore, local
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import msgspec

from lobby.store.table.botocore_transport import encode
from lobby.store.table.transport import Item, Key, Page, Query, Transport, Write

_BATCH = 25  # BatchWriteItem takes so many
_TIMEOUT_SECONDS = 60
# Local stand-ins want a signature to be there, and look no further.
_HEADERS = {
    "Content-Type": "application/x-amz-json-1.0",
    "X-Amz-Target": "DynamoDB_20120810.BatchWriteItem",
    "X-Amz-Date": "20261121T100000Z",
    "Authorization": "AWS4-HMAC-SHA256 Credential=test/20261121/eu-west-1/dynamodb/aws4_request, "
    "SignedHeaders=host, Signature=0",
}


class BulkError(Exception):
    """The endpoint did not take a batch."""


class BulkTransport(Transport):
    """Puts of new items, in batches. Use it as a context manager: the end waits for all of them."""

    def __init__(self, endpoint: str, table: str, *, connections: int = 4) -> None:
        self._address = urlsplit(endpoint)
        self._table = table
        self._pending: list[dict[str, Any]] = []
        self._pool = ThreadPoolExecutor(connections)
        self._slots = BoundedSemaphore(4 * connections)
        self._mine = local()
        self._connections: list[HTTPConnection] = []
        self._failure: BaseException | None = None
        self.items = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._flush()
        self._pool.shutdown(cancel_futures=kind is not None)
        for connection in self._connections:
            connection.close()
        if kind is None and self._failure is not None:
            raise self._failure

    def transact(self, writes: Sequence[Write]) -> None:
        """Takes puts; whatever else is a mistake of the caller's."""
        for write in writes:
            if write.item is None:
                raise BulkError(f"Only puts can be loaded, and this is {write.kind}.")
            self._pending.append({"PutRequest": {"Item": encode(write.item)}})
            if len(self._pending) == _BATCH:
                self._flush()
        self.items += len(writes)

    def get(self, key: Key, *, consistent: bool = True) -> Item | None:
        raise BulkError(f"Nothing is read while loading: {key}, {consistent=}")

    def get_many(self, keys: Sequence[Key], attribute: str) -> list[Item]:
        raise BulkError(f"Nothing is read while loading: {attribute} of {len(keys)} items")

    def query(self, query: Query) -> Page:
        raise BulkError(f"Nothing is read while loading: {query}")

    def _flush(self) -> None:
        if self._failure is not None:
            raise self._failure
        if self._pending:
            self._slots.acquire()
            self._pool.submit(self._send, self._pending)
            self._pending = []

    def _send(self, batch: list[dict[str, Any]]) -> None:
        try:
            while batch:
                batch = self._post({"RequestItems": {self._table: batch}})
        except BaseException as error:
            self._failure = error
        finally:
            self._slots.release()

    def _post(self, request: dict[str, Any]) -> list[dict[str, Any]]:
        """Sends one batch; answers with what was not taken of it."""
        if not hasattr(self._mine, "connection"):
            host, port = self._address.hostname or "localhost", self._address.port
            self._mine.connection = HTTPConnection(host, port, timeout=_TIMEOUT_SECONDS)
            self._connections.append(self._mine.connection)
        connection: HTTPConnection = self._mine.connection
        connection.request("POST", "/", msgspec.json.encode(request), _HEADERS)
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise BulkError(f"{self._address.geturl()} answered {response.status}: {body[:300]!r}")
        left = msgspec.json.decode(body).get("UnprocessedItems", {})
        return list(left.get(self._table, []))
