"""A connection to where somebody else's URL leads, made so that it can't do harm.

A name is looked up once, every address that it has must be public, and the connection goes to an
address that was checked: a name that leads elsewhere when asked again (DNS rebinding) gains
nothing. TLS still verifies the certificate against the name. Redirects are not followed, proxies of
the environment are not used, and the whole exchange is bounded in time, however slowly the answer
drips.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from io import BufferedReader, RawIOBase
from threading import Thread
from typing import TYPE_CHECKING, Literal

from lobby.outbound.addresses import is_public
from lobby.outbound.targets import RefusedUrl, Target

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

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


class _RefusedAddress(Exception):
    """The host has an address that is not public."""


class HungUp(ConnectionResetError):
    """The other side closed the connection; too early, if its answer said how long it is."""


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

TROUBLES = tuple(kind for kind, _ in _TROUBLES)
"""What an exchange may raise."""


def trouble_of(error: Exception) -> Trouble:
    """The word for what went wrong."""
    return next(word for kind, word in _TROUBLES if isinstance(error, kind))


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


class Connection:
    """Asks public https hosts, and trusted hosts, one question a connection."""

    def __init__(
        self,
        *,
        resolve: Resolve = look_up,
        connect: Connect = connect,
        tls: Callable[[], ssl.SSLContext] = _verifying,
    ) -> None:
        self._resolve = resolve
        self._connect = connect
        self._tls = tls

    @contextmanager
    def ask(
        self,
        method: str,
        target: Target,
        headers: Mapping[str, str],
        deadline: Deadline,
        body: bytes | None = None,
    ) -> Iterator[HTTPResponse]:
        """The answer of a target, whose body is still to be read.

        Raises:
            Exception: one of ``TROUBLES``.
        """
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
                method,
                target.path,
                body,
                {"Host": target.authority, "Connection": "close", **headers},
            )
            with request.getresponse() as response:
                yield response

    def _reach(self, addresses: Sequence[str], port: int, deadline: Deadline) -> socket.socket:
        *others, last = addresses
        for address in others:
            with suppress(OSError):
                return self._connect(address, port, min(_CONNECT_LIMIT, deadline.left()))
        return self._connect(last, port, min(_CONNECT_LIMIT, deadline.left()))


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


class Deadline:
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

    def __init__(self, wire: socket.socket, deadline: Deadline) -> None:
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
            raise HungUp
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
