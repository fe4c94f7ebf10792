"""Another platform's calendar as it stands, from where staff say it is."""

from __future__ import annotations

from http.client import HTTPResponse
from typing import Final
from urllib.parse import urljoin

from lobby.outbound.connection import TROUBLES, Connection, Deadline, HungUp, Trouble, trouble_of
from lobby.outbound.targets import TrustedHosts, read_target

LIMIT: Final = 20.0
"""Seconds that fetching may take, with all redirects."""

MOST_READ: Final = 5_000_000
"""Bytes of a calendar."""

_MOST_REDIRECTS = 3
_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {"Accept": "text/calendar", "User-Agent": "Lobby"}

_WORDS: dict[Trouble, str] = {
    "url_refused": "The calendar's address leads to where Lobby does not go.",
    "address_refused": "The calendar's address is inside a private network.",
    "name_not_found": "There is no such host.",
    "timed_out": "The other platform did not answer in time.",
    "tls_failed": "The other platform's certificate is not valid.",
    "connection_failed": "The connection to the other platform failed.",
    "answer_unreadable": "The other platform's answer can't be read.",
}


class Unreadable(Exception):
    """There is no calendar to be had; the message says why, to staff."""


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
            raise Unreadable(_WORDS[trouble_of(error)]) from error
        raise Unreadable("The calendar's address leads from one place to the next.")


def _body(response: HTTPResponse) -> bytes:
    if response.status != 200:
        raise Unreadable(f"The other platform answered with status {response.status}.")
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
        raise Unreadable(f"The calendar is larger than {MOST_READ // 1_000_000} MB.")
    return b"".join(parts)
