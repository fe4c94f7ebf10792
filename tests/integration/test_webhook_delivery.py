"""Delivery over real sockets to receivers that do their worst, with receipts in a real table."""

from __future__ import annotations

import socket
import ssl
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import parse_headers
from ipaddress import ip_address
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Event, Thread

import boto3
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from moto import mock_aws
from standardwebhooks import Webhook

from lobby.domain.booking.events import Envelope
from lobby.domain.business.settings import Endpoint, Settings
from lobby.outbound.connection import Connection, connect
from lobby.outbound.targets import TrustedHosts
from lobby.store.receipts import Receipts
from lobby.store.table.botocore_transport import BotocoreTransport
from lobby.use_cases.events.deliver_webhook import LEASE, Delivery, DeliveryFailed, deliver_webhook
from lobby.webhooks.sending import MOST_READ, Sender
from lobby.webhooks.signing import WebhookSecrets
from tests.support.table import make_table

NOW = datetime.now(UTC)
PATIENCE = 0.4  # the attempt's limit where the receiver stalls
LONG = 30.0  # how long a receiver stalls at most: far beyond any attempt here
PUBLIC = "93.184.216.34"
SECRETS = WebhookSecrets(b"k" * 32)
EVENT = Envelope(
    id="01K0EVENT", type="booking.created", timestamp=NOW, data={"code": "7K3M9QXA", "version": 1}
)


# The receiver


@dataclass
class Got:
    """A request as it arrived."""

    line: str
    headers: Mapping[str, str]
    body: bytes


Behave = Callable[[socket.socket, Event], None]
"""What a receiver does once it has a request; the event ends all stalling."""


@dataclass
class Receiver:
    """An HTTP server in which nothing is done for the test but what ``behave`` does."""

    behave: Behave
    got: list[Got] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)
    over: Event = field(default_factory=Event)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks?key=1"


@contextmanager
def running(behave: Behave, tls: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    receiver = Receiver(behave)

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            # whoever sends may hang up whenever they like
            with suppress(OSError):
                if tls is not None:
                    self.request = tls.wrap_socket(self.request, server_side=True)
                    self.rfile = self.request.makefile("rb")
                line = self.rfile.readline().decode().strip()
                headers = parse_headers(self.rfile)
                body = self.rfile.read(int(headers["Content-Length"]))
                receiver.got.append(Got(line, dict(headers), body))
                receiver.behave(self.request, receiver.over)
                self.request.close()

    class Server(ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as server:
        receiver.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield receiver
        finally:
            receiver.over.set()
            server.shutdown()
            thread.join()


def says(answer: bytes) -> Behave:
    return lambda line, _: line.sendall(answer)


def answers(status: int, *headers: str, body: bytes = b"") -> Behave:
    head = [f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(body)}", *headers, "", ""]
    return says("\r\n".join(head).encode() + body)


def drips(start: bytes) -> Behave:
    """Says ``start`` at once, and then one more byte every few milliseconds until all is over."""

    def behave(line: socket.socket, over: Event) -> None:
        line.sendall(start)
        for _ in range(int(LONG / 0.01)):
            if over.wait(0.01):
                return
            line.sendall(b"x")

    return behave


def resets(line: socket.socket, _: Event) -> None:
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def stalls(line: socket.socket, over: Event) -> None:
    over.wait(LONG)
    answers(200)(line, over)


TRUSTING = Sender(TrustedHosts("127.0.0.1"))
IMPATIENT = Sender(TrustedHosts("127.0.0.1"), limit=PATIENCE)


# One attempt


def test_a_request_arrives_whole() -> None:
    with running(answers(204)) as receiver:
        made = TRUSTING(receiver.url, {"webhook-id": "1"}, "Zoë".encode())

    [got] = receiver.got
    assert (made.status, made.error, made.response_excerpt) == (204, None, "")
    assert got.line == "POST /hooks?key=1 HTTP/1.1"
    assert got.body == "Zoë".encode()
    assert got.headers == {
        "Host": f"127.0.0.1:{receiver.port}",
        "Connection": "close",
        "Accept-Encoding": "identity",
        "Content-Length": "4",
        "webhook-id": "1",
    }


@pytest.mark.parametrize("status", [200, 202, 400, 404, 410, 429, 500, 502, 503, 504])
def test_the_status_is_the_endpoints(status: int) -> None:
    with running(answers(status, "Retry-After: 120", body=b"so be it")) as receiver:
        made = TRUSTING(receiver.url, {}, b"{}")

    assert (made.status, made.error, made.response_excerpt) == (status, None, "so be it")
    assert made.delivered is (status < 300)
    assert made.gone is (status == 410)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(status: int) -> None:
    with (
        running(answers(200)) as inside,
        running(answers(status, f"Location: {inside.url}")) as receiver,
    ):
        made = TRUSTING(receiver.url, {}, b"{}")

    assert made.status == status
    assert not made.delivered
    assert not inside.got


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with running(answers(200)) as proxy, running(answers(204)) as receiver:
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
            monkeypatch.setenv(name.upper(), f"http://127.0.0.1:{proxy.port}")
        assert TRUSTING(receiver.url, {}, b"{}").status == 204

    assert not proxy.got


@pytest.mark.parametrize(
    "behave",
    [
        pytest.param(stalls, id="says nothing"),
        pytest.param(drips(b""), id="drips from the start"),
        pytest.param(drips(b"HTTP/1.1 200 "), id="drips the status line"),
        pytest.param(drips(b"HTTP/1.1 200 OK\r\nX-Long: "), id="drips a header"),
        pytest.param(drips(b"HTTP/1.1 100 Continue\r\n"), id="drips before the answer"),
    ],
)
def test_a_slow_answer_is_waited_for_no_longer_than_the_limit(behave: Behave) -> None:
    with running(behave) as receiver:
        made = IMPATIENT(receiver.url, {}, b"{}")

    assert (made.status, made.error) == (None, "timed_out")


@pytest.mark.parametrize(
    "head",
    [
        "Content-Length: 40000\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n9c40\r\n",
        "Connection: close\r\n\r\n",
    ],
)
def test_the_status_counts_even_if_the_body_drips_on(head: str) -> None:
    with running(drips(f"HTTP/1.1 200 OK\r\n{head}".encode())) as receiver:
        made = IMPATIENT(receiver.url, {}, b"{}")

    assert made.delivered
    assert "x" in made.response_excerpt
    assert len(made.response_excerpt) < 40_000


def test_a_receiver_that_does_not_read_is_waited_for_no_longer_than_the_limit() -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}/"
        assert IMPATIENT(url, {}, b"x" * 20_000_000).error == "timed_out"


@pytest.mark.parametrize(
    "head",
    [
        "Content-Length: 200000000\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nBEBC200\r\n",
        "Connection: close\r\n\r\n",
    ],
)
def test_of_a_huge_body_only_the_beginning_is_read(head: str) -> None:
    sent = 0

    def floods(line: socket.socket, over: Event) -> None:
        nonlocal sent
        line.sendall(f"HTTP/1.1 200 OK\r\n{head}".encode())
        while sent < 200_000_000 and not over.is_set():
            sent += line.send(b"x" * 10_000)

    with running(floods) as receiver:
        made = TRUSTING(receiver.url, {}, b"{}")

    assert made.status == 200
    assert made.response_excerpt == "x" * MOST_READ
    assert sent < 200_000_000


@pytest.mark.parametrize(
    ("behave", "error"),
    [
        pytest.param(resets, "connection_failed", id="reset"),
        pytest.param(says(b""), "connection_failed", id="hangs up without a word"),
        pytest.param(says(b"HTTP/1.1 200"), "connection_failed", id="hangs up in the status line"),
        pytest.param(
            says(b"HTTP/1.1 200 OK\r\nX: y\r\n"), "connection_failed", id="hangs up in the headers"
        ),
        pytest.param(says(b"SSH-2.0-OpenSSH_9.9\r\n"), "answer_unreadable", id="another protocol"),
        pytest.param(says(b"HTTP/1.1 9999 No\r\n\r\n"), "answer_unreadable", id="no such status"),
        pytest.param(says(b"HTTP/1.1 200 " + b"x" * 70_000), "answer_unreadable", id="long line"),
        pytest.param(
            says(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n"),
            "answer_unreadable",
            id="many headers",
        ),
    ],
)
def test_an_answer_that_is_none_is_an_error_with_a_name(behave: Behave, error: str) -> None:
    with running(behave) as receiver:
        made = TRUSTING(receiver.url, {}, b"{}")

    assert (made.status, made.error) == (None, error)


def test_a_body_that_breaks_off_leaves_what_came() -> None:
    with running(says(b"HTTP/1.1 500 Oops\r\nContent-Length: 99\r\n\r\nout of \xff")) as receiver:
        made = TRUSTING(receiver.url, {}, b"{}")

    assert (made.status, made.response_excerpt) == (500, "out of \N{REPLACEMENT CHARACTER}")


def test_nobody_there_is_an_error_with_a_name() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert TRUSTING(f"http://127.0.0.1:{port}/", {}, b"{}").error == "connection_failed"


def test_no_answer_whatsoever_breaks_the_sender() -> None:
    with running(answers(200)) as receiver:

        @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
        @given(
            st.binary(max_size=200)
            | st.tuples(
                st.sampled_from(
                    [
                        b"HTTP/1.1 200 OK\r\n",
                        b"HTTP/1.0 500\r\nContent-Length: ",
                        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 302 Found\r\nLocation: ",
                    ]
                ),
                st.binary(max_size=100),
            ).map(b"".join)
        )
        def attempt(answer: bytes) -> None:
            receiver.behave = says(answer)
            made = TRUSTING(receiver.url, {}, b"{}")
            assert (made.status is None) is (made.error is not None)

        attempt()


# Names, certificates and addresses


@dataclass
class Network:
    """Name service and routes: public addresses lead to a port of this machine."""

    port: int
    found: list[Sequence[str]]
    looked_up: list[str] = field(default_factory=list)
    connected: list[tuple[str, int]] = field(default_factory=list)

    def resolve(self, host: str, _port: int) -> Sequence[str]:
        self.looked_up.append(host)
        return self.found.pop(0)

    def connect(self, address: str, port: int, seconds: float) -> socket.socket:
        self.connected.append((address, port))
        return connect("127.0.0.1", self.port, seconds)


@dataclass
class Authority:
    """A certificate authority of the test's own."""

    folder: Path
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def trusted(self) -> ssl.SSLContext:
        """What a client has that trusts this authority."""
        pem = self._certificate("authority", self.key.public_key(), None)
        return ssl.create_default_context(cadata=pem.decode())

    def server(self, name: str, names: list[str | None]) -> ssl.SSLContext:
        """What a server has that is called ``name``; what it is asked for goes into ``names``."""
        key = ec.generate_private_key(ec.SECP256R1())
        chain = self.folder / f"{name}.pem"
        chain.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + self._certificate(name, key.public_key(), _general_name(name))
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain)
        context.sni_callback = lambda _socket, asked, _context: names.append(asked)
        return context

    def _certificate(
        self, name: str, key: ec.EllipticCurvePublicKey, called: x509.GeneralName | None
    ) -> bytes:
        built = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
            .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "authority")]))
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - timedelta(days=1))
            .not_valid_after(NOW + timedelta(days=1))
            .add_extension(x509.BasicConstraints(ca=called is None, path_length=None), True)
        )
        if called is not None:
            built = built.add_extension(x509.SubjectAlternativeName([called]), False)
        return built.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def _general_name(name: str) -> x509.GeneralName:
    with suppress(ValueError):
        return x509.IPAddress(ip_address(name))
    return x509.DNSName(name)


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@contextmanager
def on_the_internet(
    authority: Authority, name: str, *found: Sequence[str]
) -> Iterator[tuple[Receiver, Network, Sender]]:
    """A receiver with a certificate for ``name``, and a sender whose look-ups find ``found``."""
    asked: list[str | None] = []
    with running(answers(200), authority.server(name, asked)) as receiver:
        receiver.names = asked
        network = Network(receiver.port, [*found])
        sender = Sender(
            TrustedHosts(),
            connection=Connection(
                resolve=network.resolve, connect=network.connect, tls=authority.trusted
            ),
        )
        yield receiver, network, sender


def test_the_connection_goes_to_the_checked_address_under_the_hosts_name(
    authority: Authority,
) -> None:
    with on_the_internet(authority, "hooks.example", [PUBLIC]) as (receiver, network, sender):
        made = sender("https://hooks.example/in", {}, b"{}")

    assert made.delivered
    assert network.connected == [(PUBLIC, 443)]
    assert receiver.names == ["hooks.example"]
    assert receiver.got[0].headers["Host"] == "hooks.example"


def test_a_name_that_is_public_when_checked_and_inside_afterwards_gains_nothing(
    authority: Authority,
) -> None:
    rebinding = ([PUBLIC], ["127.0.0.1"])
    with on_the_internet(authority, "hooks.example", *rebinding) as (receiver, network, sender):
        first = sender("https://hooks.example/", {}, b"{}")
        second = sender("https://hooks.example/", {}, b"{}")

    assert first.delivered
    assert second.error == "address_refused"
    assert network.looked_up == ["hooks.example", "hooks.example"]
    assert network.connected == [(PUBLIC, 443)]
    assert len(receiver.got) == 1


def test_an_address_instead_of_a_name_needs_a_certificate_for_it(authority: Authority) -> None:
    with on_the_internet(authority, PUBLIC, [PUBLIC]) as (_, _, sender):
        assert sender(f"https://{PUBLIC}/", {}, b"{}").delivered
    with on_the_internet(authority, "hooks.example", [PUBLIC]) as (receiver, _, sender):
        assert sender(f"https://{PUBLIC}/", {}, b"{}").error == "tls_failed"
    assert not receiver.got


def test_a_certificate_for_another_name_is_refused(authority: Authority) -> None:
    with on_the_internet(authority, "other.example", [PUBLIC]) as (receiver, _, sender):
        assert sender("https://hooks.example/", {}, b"{}").error == "tls_failed"
    assert not receiver.got


def test_a_certificate_of_an_unknown_authority_is_refused(authority: Authority) -> None:
    with on_the_internet(authority, "hooks.example", [PUBLIC]) as (receiver, network, _):
        connection = Connection(resolve=network.resolve, connect=network.connect)
        sender = Sender(TrustedHosts(), connection=connection)
        assert sender("https://hooks.example/", {}, b"{}").error == "tls_failed"
    assert not receiver.got


def test_a_trusted_host_that_speaks_tls_still_has_to_prove_its_name(authority: Authority) -> None:
    with running(answers(200), authority.server("other.internal", [])) as receiver:
        sender = Sender(TrustedHosts("127.0.0.1"), connection=Connection(tls=authority.trusted))
        assert sender(f"https://127.0.0.1:{receiver.port}/", {}, b"{}").error == "tls_failed"
    assert not receiver.got


def test_a_handshake_that_stalls_is_waited_for_no_longer_than_the_limit() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}/"
        assert IMPATIENT(url, {}, b"{}").error == "timed_out"


def test_only_the_trusted_port_of_a_host_is_trusted() -> None:
    with running(answers(204)) as listed, running(answers(204)) as beside:
        sender = Sender(TrustedHosts(f"127.0.0.1:{listed.port}"))
        assert sender(listed.url, {}, b"{}").delivered
        assert sender(beside.url, {}, b"{}").error == "url_refused"
        secure = beside.url.replace("http:", "https:")
        assert sender(secure, {}, b"{}").error == "address_refused"

    assert not beside.got


# Events


@pytest.fixture
def receipts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receipts]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        client = boto3.client("dynamodb", region_name="eu-west-1")
        make_table(client, "lobby")
        yield Receipts(BotocoreTransport("lobby", client), "webhook", lease=LEASE)


def deliver(
    receipts: Receipts, *endpoints: Endpoint, send: Sender = TRUSTING, now: datetime = NOW
) -> Delivery:
    return deliver_webhook(
        EVENT,
        settings=Settings(endpoints={endpoint.id: endpoint for endpoint in endpoints}),
        secrets=SECRETS,
        receipts=receipts,
        send=send,
        clock=lambda: now,
    )


def test_one_endpoint_fails_another_succeeds_and_the_retry_goes_to_the_failed_one(
    receipts: Receipts,
) -> None:
    with running(resets) as flaky, running(answers(200)) as steady:
        endpoints = (Endpoint(id="A", url=flaky.url), Endpoint(id="B", url=steady.url))
        with pytest.raises(DeliveryFailed) as failure:
            deliver(receipts, *endpoints)
        assert failure.value.delivery.missed == ["A"]

        flaky.behave = answers(200)
        later = datetime.now(UTC) + timedelta(seconds=90)
        outcomes = {o.endpoint: o.result for o in deliver(receipts, *endpoints, now=later).outcomes}

    assert outcomes == {"A": "delivered", "B": "delivered_before"}
    assert len(steady.got) == 1
    first, second = flaky.got
    assert first.body == second.body
    assert first.headers["webhook-id"] == second.headers["webhook-id"] == EVENT.id
    assert first.headers["webhook-signature"] != second.headers["webhook-signature"]
    received = Webhook(SECRETS.secret("A", 1)).verify(second.body, dict(second.headers))
    assert received["data"] == EVENT.data


def test_an_endpoint_that_hangs_keeps_no_other_from_its_event(receipts: Receipts) -> None:
    with running(stalls) as hanging, running(answers(200)) as steady:
        endpoints = (Endpoint(id="A", url=hanging.url), Endpoint(id="B", url=steady.url))
        with pytest.raises(DeliveryFailed) as failure:
            deliver(receipts, *endpoints, send=IMPATIENT)

    outcomes = {o.endpoint: o.error or o.result for o in failure.value.delivery.outcomes}
    assert outcomes == {"A": "timed_out", "B": "delivered"}


def test_duplicates_of_a_message_reach_an_endpoint_once(receipts: Receipts) -> None:
    with running(answers(200)) as receiver:
        endpoint = Endpoint(id="A", url=receiver.url)
        results = [deliver(receipts, endpoint).outcomes[0].result for _ in range(3)]

    assert results == ["delivered", "delivered_before", "delivered_before"]
    assert len(receiver.got) == 1


def test_a_delivery_that_died_is_taken_up_when_its_lease_is_over(receipts: Receipts) -> None:
    with running(answers(200)) as receiver:
        endpoint = Endpoint(id="A", url=receiver.url)
        receipts.claim(EVENT.id, "A", NOW)
        with pytest.raises(DeliveryFailed):
            deliver(receipts, endpoint)
        assert not receiver.got
        deliver(receipts, endpoint, now=NOW + LEASE + timedelta(seconds=1))

    assert len(receiver.got) == 1
