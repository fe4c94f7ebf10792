"""One webhook attempt: a POST to where somebody else's URL leads, over a line that is checked.

Redirects are not followed, and what is read of the answer is bounded.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPException, HTTPResponse
from typing import Final

import msgspec

from lobby.outbound.connection import TROUBLES, Connection, Deadline, Trouble, trouble_of
from lobby.outbound.targets import TrustedHosts, read_target

LIMIT: Final = 15.0
"""Seconds that an attempt may take, from the look-up of the name to the answer's last byte."""

MOST_READ: Final = 50_000
"""Bytes of the answer's body that are read."""


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """How an attempt went: either the endpoint's ``status``, or the ``error`` that kept it away.

    ``response_excerpt`` is the beginning of the answer's body, for the integrator's eyes; it is
    somebody else's text and does not belong in logs.
    """

    status: int | None = None
    duration_ms: int
    error: Trouble | None = None
    response_excerpt: str = ""

    @property
    def delivered(self) -> bool:
        """Whether the endpoint took the message: 2xx, nothing else."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        """Whether the endpoint wants no more messages, ever (410)."""
        return self.status == 410


class Sender:
    """Makes attempts, to public https endpoints and to trusted hosts."""

    def __init__(
        self, trusted: TrustedHosts, *, limit: float = LIMIT, connection: Connection | None = None
    ) -> None:
        self._trusted = trusted
        self._limit = limit
        self._connection = connection or Connection()

    def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> Attempt:
        """Posts a body once. Whatever the endpoint does, the answer is an Attempt."""
        started = time.monotonic()

        def milliseconds() -> int:
            return int((time.monotonic() - started) * 1000)

        try:
            target = read_target(url, self._trusted)
            deadline = Deadline(self._limit)
            with self._connection.ask("POST", target, headers, deadline, body) as response:
                status, excerpt = response.status, _excerpt(response)
        except TROUBLES as error:
            return Attempt(duration_ms=milliseconds(), error=trouble_of(error))
        return Attempt(status=status, duration_ms=milliseconds(), response_excerpt=excerpt)


def _excerpt(response: HTTPResponse) -> str:
    parts: list[bytes] = []
    room = MOST_READ
    # The status has decided by now: a body that breaks off or drags on changes nothing.
    with suppress(OSError, HTTPException):
        while part := response.read1(room):
            parts.append(part)
            room -= len(part)
    return b"".join(parts).decode(errors="replace")
