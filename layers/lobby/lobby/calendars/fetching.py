"""Another platform's calendar as it stands, from where staff say it is."""

from __future__ import annotations

from http.client import HTTPResponse
from typing import Final
from urllib.parse import urljoin

from lobby.base.reasons import Reason
from lobby.outbound.connection import TROUBLES, Connection, Deadline, HungUp, trouble_of
from lobby.outbound.targets import TrustedHosts, read_target

LIMIT: Final = 20.0
"""Seconds that fetching may take, with all redirects."""

MOST_READ: Final = 5_000_000
"""Bytes of a calendar."""

_MOST_REDIRECTS = 3
_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {"Accept": "text/calendar", "User-Agent": "Lobby"}


class Unreadable(Exception):
    """There is no calendar to be had; ``reason`` says why, to staff."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.reason = Reason.of(code, **params)


class Fetcher:
    """Fetches calendars from public https hosts, and from trusted hosts."""

    def __init__(
        self, trusted: TrustedHosts, *, limit: float = LIMIT, connection: Connection | None = None
    ) -> None:
        self._trusted = trusted
        self._limit = limit
        self._connection = connection or Connection()

    def __call__(self, url: str) -> bytes:
        """What is under a URL. Each redirect is checked as if staff had typed it.

        Raises:
            Unreadable: there is nothing, or not within the limits.
        """
        deadline = Deadline(self._limit)
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                target = read_target(url, self._trusted)
                with self._connection.ask("GET", target, _HEADERS, deadline) as response:
                    location = response.headers.get("Location")
                    if response.status not in _REDIRECTS or location is None:
                        return _body(response)
                    url = urljoin(url, location)
        except TROUBLES as error:
            raise Unreadable(f"fetch_{trouble_of(error)}") from error
        raise Unreadable("feed_redirects")


def _body(response: HTTPResponse) -> bytes:
    if response.status != 200:
        raise Unreadable("feed_status", status=response.status)
    until_it_ends = response.length is None and not response.chunked
    parts: list[bytes] = []
    room = MOST_READ + 1
    try:
        while room and (part := response.read1(room)):
            parts.append(part)
            room -= len(part)
    except HungUp:
        if not until_it_ends:
            raise
    if not room:
        raise Unreadable("feed_too_large", most=MOST_READ // 1_000_000)
    return b"".join(parts)
