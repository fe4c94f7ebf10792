"""One webhook attempt: a POST to where somebody else's URL leads, made so that it can't do harm.

A name is looked up once, every address that it has must be public, and the connection goes to an
address that was checked: a name that leads elsewhere when asked again (DNS rebinding) gains
nothing. TLS still verifies the certificate against the name. Redirects are not followed, proxies of
the environment are not used, and the whole attempt is bounded in time and in what it reads, however
slowly the answer drips.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, suppress
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from io import BufferedReader, RawIOBase
from threading import Thread
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from lobby.webhooks.addresses import is_public
from lobby.webhooks.targets import RefusedUrl, Target, TrustedHosts, read_target

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LIMIT: Final = 15.0
"""Seconds that an attempt may take, from the look-up of the name to the answer's last byte."""

MOST_READ: Final = 50_000
"""Bytes of the answer's body that are read."""

_CONNECT_LIMIT = 5.0

Resolve = Callable[[str, int], Sequence[str]]
"""Looks up a host's addresses, at least one; raises ``socket.gaierror`` if there are none."""

Connect = Callable[[str, int, float], socket.socket]
"""Connects to an address and port within so many seconds."""

Trouble = Literal[
    "url_refused",
    "address_refused",
    "name_not_found",
    "timed_out",
    "tls_failed",
    "connection_failed",
    "answer_unreadable",
]


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


class _RefusedAddress(Exception):
    """The host has an address that is not public."""


# The first that fits counts: several of these are kinds of OSError.
_TROUBLES: tuple[tuple[type[Exception], Trouble], ...] = (
    (RefusedUrl, "url_refused"),
    (_RefusedAddress, "address_refused"),
    (socket.gaierror, "name_not_found"),
    (TimeoutError, "timed_out"),
    (ssl.SSLError, "tls_failed"),
    (OSError, "connection_failed"),
    (HTTPException, "answer_unreadable"),
)


def look_up(host: str, port: int) -> list[str]:
    """A host's addresses, in the order in which the system would try them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def connect(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to an address, which is looked up no more."""
    return socket.create_connection((address, port), timeout=seconds)


@cache
def _verifying() -> ssl.SSLContext:
    # Reads all of the system's authorities, so it is made once, by the first that needs it.
    return ssl.create_default_context()


class Sender:
    """Makes attempts, to public https endpoints and to trusted hosts."""

    def __init__(
        self,
        trusted: TrustedHosts,
        *,
        limit: float = LIMIT,
        resolve: Resolve = look_up,
        connect: Connect = connect,
        tls: Callable[[], ssl.SSLContext] = _verifying,
    ) -> None:
        self._trusted = trusted
        self._limit = limit
        self._resolve = resolve
        self._connect = connect
        self._tls = tls

    def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> Attempt:
        """Posts a body once. Whatever the endpoint does, the answer is an Attempt."""
        started = time.monotonic()

        def milliseconds() -> int:
            return int((time.monotonic() - started) * 1000)

        try:
            target = read_target(url, self._trusted)
            status, excerpt = self._post(target, headers, body, _Deadline(self._limit))
        except tuple(kind for kind, _ in _TROUBLES) as error:
            trouble = next(word for kind, word in _TROUBLES if isinstance(error, kind))
            return Attempt(duration_ms=milliseconds(), error=trouble)
        return Attempt(status=status, duration_ms=milliseconds(), response_excerpt=excerpt)

    def _post(
        self, target: Target, headers: Mapping[str, str], body: bytes, deadline: _Deadline
    ) -> tuple[int, str]:
        addresses = _within(deadline.left(), lambda: self._resolve(target.host, target.port))
        if not target.trusted and not all(is_public(address) for address in addresses):
            raise _RefusedAddress
        with ExitStack() as opened:
            wire = opened.enter_context(self._reach(addresses, target.port, deadline))
            if target.secure:
                wire.settimeout(deadline.left())
                wire = opened.enter_context(
                    self._tls().wrap_socket(wire, server_hostname=target.host)
                )
            request = HTTPConnection(target.host, target.port)
            request.sock = _BoundedSocket(wire, deadline)
            request.request(
                "POST",
                target.path,
                body,
                {"Host": target.authority, "Connection": "close", **headers},
            )
            with request.getresponse() as response:
                return response.status, _excerpt(response)

    def _reach(self, addresses: Sequence[str], port: int, deadline: _Deadline) -> socket.socket:
        *others, last = addresses
        for address in others:
            with suppress(OSError):
                return self._connect(address, port, min(_CONNECT_LIMIT, deadline.left()))
        return self._connect(last, port, min(_CONNECT_LIMIT, deadline.left()))


def _excerpt(response: HTTPResponse) -> str:
    parts: list[bytes] = []
    room = MOST_READ
    # The status has decided by now: a body that breaks off or drags on changes nothing.
    with suppress(OSError, HTTPException):
        while part := response.read1(room):
            parts.append(part)
            room -= len(part)
    return b"".join(parts).decode(errors="replace")


def _within(seconds: float, look: Callable[[], Sequence[str]]) -> Sequence[str]:
    """What ``look`` answers, if it does so in time: the system's resolver knows no time limit."""
    answer: Future[Sequence[str]] = Future()

    def run() -> None:
        try:
            answer.set_result(look())
        except Exception as error:
            answer.set_exception(error)

    Thread(target=run, daemon=True).start()
    return answer.result(seconds)


class _Deadline:
    """A moment by which everything has to be over."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds until then.

        Raises:
            TimeoutError: if none is left.
        """
        seconds = self._at - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds


class _BoundedSocket:
    """As much of a socket as http.client uses, with every wait cut off at the deadline.

    A socket's own timeout starts anew with each byte, so that an answer may drip forever.
    """

    def __init__(self, wire: socket.socket, deadline: _Deadline) -> None:
        self._wire = wire
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            self._wire.settimeout(self._deadline.left())
            rest = rest[self._wire.send(rest) :]

    def receive(self, buffer: WriteableBuffer) -> int:
        self._wire.settimeout(self._deadline.left())
        size = self._wire.recv_into(buffer)
        # http.client would take half a head for a whole one, and "HTTP/1.1 200" for a yes. Where a
        # body ends like this, there is nothing more to read in any case.
        if size == 0:
            raise ConnectionResetError("the endpoint hung up")
        return size

    def makefile(self, _mode: str) -> BufferedReader:
        return BufferedReader(_Reader(self))

    def close(self) -> None:
        """Nothing: http.client closes before it reads, and whoever opened the socket closes it."""


class _Reader(RawIOBase):
    def __init__(self, source: _BoundedSocket) -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        return self._source.receive(buffer)
