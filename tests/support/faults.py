"""Faults between the product and DynamoDB Local, in the form in which AWS has them.

microburst (a proxy that speaks AWS's protocols) carries them out and keeps count.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from tests.support.ports import free_port, server


class Faults:
    """What goes wrong from now on, each ``times`` times."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._control = httpx.Client(base_url=f"{url}/_microburst", timeout=30)

    def lose_reply(self, operation: str, times: int = 1) -> None:
        """The request is carried out, and the connection breaks before the answer."""
        self._add(operation, times, response={"abort_bytes": 0})

    def cut_reply(self, operation: str, times: int = 1) -> None:
        """The request is carried out, and the connection breaks within the answer."""
        self._add(operation, times, response={"abort_bytes": 1})

    def reset(self, operation: str, times: int = 1) -> None:
        """The connection breaks before the request arrives."""
        self._add(operation, times, reset=True)

    def throttle(self, operation: str, times: int = 1) -> None:
        """The table is busy."""
        code = "ProvisionedThroughputExceededException"
        self._add(operation, times, error={"code": code})

    def cancel_transactions(
        self, reason: str, writes: int, times: int | None = 1, probability: float = 1
    ) -> None:
        """Transactions of so many writes are cancelled, for this reason at the first of them."""
        reasons = [{"Code": reason}, *({"Code": "None"} for _ in range(writes - 1))]
        error = {
            "code": "TransactionCanceledException",
            "status": 400,
            "fields": {"CancellationReasons": reasons},
        }
        of_that_size = f"length(TransactItems) == `{writes}`"
        self._add(
            "TransactWriteItems", times, probability=probability, body=of_that_size, error=error
        )

    def conflict(self, times: int = 1) -> None:
        """Transactions meet others on the same items, so many times for each size."""
        for writes in range(1, 13):
            self.cancel_transactions("TransactionConflict", writes, times)

    def now_and_then(self, share: float, most_writes: int = 20) -> None:
        """Of all calls this share goes wrong, for as long as it is not cleared: replies are lost
        after the work was done, calls are throttled, transactions meet others."""
        busy = {"code": "ProvisionedThroughputExceededException"}
        for operation, part in (("GetItem", 2), ("Query", 2), ("TransactWriteItems", 3)):
            often = share / part
            self._add(operation, None, probability=often, response={"abort_bytes": 0})
            self._add(operation, None, probability=often, error=busy)
        for writes in range(1, most_writes + 1):
            self.cancel_transactions("TransactionConflict", writes, None, share / 3)

    def counted(self) -> int:
        """How many faults there were since the proxy began."""
        requests = self._control.get("/stats").raise_for_status().json()["requests"]
        return int(requests["faulted"])

    def fired(self) -> int:
        """How many faults there were since the last ``clear``."""
        return len(self._control.get("/fired").raise_for_status().json())

    def clear(self) -> None:
        """From now on all goes well, and counting begins anew."""
        self._control.post("/rules", json=[]).raise_for_status()
        self._control.delete("/fired").raise_for_status()

    def close(self) -> None:
        """Ends the connection to the proxy."""
        self._control.close()

    def _add(self, operation: str, times: int | None, **fault: Any) -> None:
        rule = {"service": "dynamodb", "operation": operation, "times": times, **fault}
        self._control.patch("/rules", json=[rule]).raise_for_status()


@contextmanager
def faults_in_front_of(upstream: str) -> Iterator[Faults]:
    """Runs the proxy in front of an AWS endpoint."""
    port = free_port()
    command = [sys.executable, "-m", "microburst", "--upstream", upstream]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    with server(command, port) as url:
        faults = Faults(url)
        try:
            yield faults
        finally:
            faults.close()
