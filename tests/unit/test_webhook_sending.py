"""Where an attempt does not go: nothing is connected to unless every address of it is public."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from threading import Event
from typing import TYPE_CHECKING, NoReturn

import pytest

from lobby.outbound.connection import Connection, look_up
from lobby.outbound.targets import TrustedHosts
from lobby.webhooks.sending import Attempt, Sender

if TYPE_CHECKING:
    from typing_extensions import Buffer

PUBLIC_V4 = "93.184.216.34"
PUBLIC_V6 = "2606:2800:220:1:248:1893:25c8:1946"


def no_connection(address: str, _port: int, _seconds: float) -> NoReturn:
    pytest.fail(f"connected to {address}")


def leading_to(*addresses: str) -> Callable[[str, int], Sequence[str]]:
    return lambda *_: addresses


def attempt(url: str, resolve: Callable[[str, int], Sequence[str]]) -> Attempt:
    sender = Sender(TrustedHosts(), connection=Connection(resolve=resolve, connect=no_connection))
    return sender(url, {}, b"{}")


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104 - an address to refuse, not to bind
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "127.0.53.53",
        "169.254.169.254",
        "169.254.170.2",
        "172.16.0.1",
        "192.0.0.8",
        "192.168.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::169.254.169.254",
        "::ffff:127.0.0.1",
        "::ffff:a9fe:a9fe",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "2001:0:a9fe:a9fe::1",
        "2002:a9fe:a9fe::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1%eth0",
        "ff02::1",
    ],
)
def test_a_name_that_leads_inside_is_refused(address: str) -> None:
    assert attempt("https://hooks.example/", leading_to(address)).error == "address_refused"
    assert (
        attempt("https://hooks.example/", leading_to(PUBLIC_V4, PUBLIC_V6, address)).error
        == "address_refused"
    )
    assert (
        attempt("https://hooks.example/", leading_to(address, PUBLIC_V4)).error == "address_refused"
    )


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.1:9001",
        "127.1",
        "0",
        "0x7f.0.0.1",
        "0x7f000001",
        "0177.0.0.1",
        "017700000001",
        "2130706433",
        "2852039166",
        "0xa9fea9fe",
        "0251.0376.0251.0376",
        "169.254.169.254",
        "169.254.43518",
        "10.1",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[0:0:0:0:0:ffff:7f00:1]",
        "[64:ff9b::169.254.169.254]",
        "[2002:7f00:1::]",
        "[fd00:ec2::254]",
    ],
)
def test_an_address_in_the_url_is_refused_in_every_spelling(host: str) -> None:
    # the system's own resolver, which reads all of these without asking anybody
    assert attempt(f"https://{host}/", look_up).error == "address_refused"


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example/",
        "file:///proc/self/environ",
        "https://hooks.example\\@169.254.169.254/",
        "https://hooks.example/ HTTP/1.1\r\nHost: inside",
        "https://user@hooks.example/",
    ],
)
def test_a_url_that_is_not_plainly_https_is_refused(url: str) -> None:
    assert attempt(url, leading_to(PUBLIC_V4)).error == "url_refused"


def test_a_name_that_leads_nowhere_is_said_so() -> None:
    def resolve(_host: str, _port: int) -> NoReturn:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    assert attempt("https://hooks.example/", resolve).error == "name_not_found"


def test_a_name_server_that_never_answers_is_waited_for_no_longer_than_the_limit() -> None:
    over, answered = Event(), Event()

    def resolve(_host: str, _port: int) -> Sequence[str]:
        over.wait(30)
        answered.set()
        return [PUBLIC_V4]

    connection = Connection(resolve=resolve, connect=no_connection)
    sender = Sender(TrustedHosts(), limit=0.05, connection=connection)
    made = sender("https://hooks.example/", {}, b"{}")
    in_time = not answered.is_set()
    over.set()

    assert made.error == "timed_out"
    assert in_time


def test_a_second_address_is_tried_when_the_first_is_down() -> None:
    tried: list[tuple[str, int]] = []

    def connect(address: str, port: int, _seconds: float) -> NoReturn:
        tried.append((address, port))
        raise ConnectionRefusedError

    connection = Connection(resolve=leading_to(PUBLIC_V6, PUBLIC_V4), connect=connect)
    sender = Sender(TrustedHosts(), connection=connection)

    assert sender("https://hooks.example:8443/", {}, b"{}").error == "connection_failed"
    assert tried == [(PUBLIC_V6, 8443), (PUBLIC_V4, 8443)]


class Sipping(socket.socket):
    """A connection that takes one byte at a time, and 10 ms for each."""

    taken = 0

    def send(self, _data: Buffer, _flags: int = 0, /) -> int:
        self.taken += 1
        assert self.taken < 200, "nobody looked at the time"
        Event().wait(0.01)
        return 1


def test_a_receiver_that_hardly_reads_is_given_no_longer_than_the_limit() -> None:
    with Sipping() as line:
        sender = Sender(
            TrustedHosts("hooks.internal"),
            limit=0.2,
            connection=Connection(resolve=leading_to("10.0.0.1"), connect=lambda *_: line),
        )
        made = sender("http://hooks.internal/", {}, b"x" * 1000)

    assert made.error == "timed_out"
    assert 0 < line.taken < 30


@pytest.mark.parametrize(
    ("status", "delivered", "gone"),
    [
        (199, False, False),
        (200, True, False),
        (204, True, False),
        (299, True, False),
        (300, False, False),
        (302, False, False),
        (404, False, False),
        (410, False, True),
        (500, False, False),
        (None, False, False),
    ],
)
def test_only_2xx_delivers_and_410_means_gone(
    status: int | None, delivered: bool, gone: bool
) -> None:
    made = Attempt(status=status, duration_ms=1)
    assert (made.delivered, made.gone) == (delivered, gone)
