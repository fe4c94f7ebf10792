"""A server that plays the site, the guest's API and the checkout for the portal's tests.

It serves the real files of ``site/`` under the site's content security policy and keeps one booking
in memory: what a test does on the page is there when the page asks again. `Portal` has the levers:
`fail` answers the next matching request with a problem, `drop` cuts its connection, `hold` keeps it
waiting.
"""

from __future__ import annotations

import copy
import json
import mimetypes
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.browser.book import scenes
from tests.browser.book.scenes import CODE, SECRET, Json

SITE = Path(__file__).resolve().parents[3] / "site"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
# Other sites may show the booking page in a frame.
FRAMED = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
PDF = b"%PDF-1.7\n%%EOF\n"
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 30">'
    b'<rect width="60" height="30"/></svg>'
)


class Refused(Exception):
    """The API's answer is a problem document."""

    def __init__(self, status: int, slug: str, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status = status
        self.body: Json = {
            "type": f"urn:lobby:problem:{slug}",
            "title": slug.replace("-", " ").capitalize(),
            "status": status,
            "detail": detail,
            "instance": "urn:lobby:request:req-7f3a",
            **more,
        }


@dataclass(frozen=True)
class Request:
    """One request that the API got."""

    method: str
    path: str
    body: Any
    key: str | None
    query: dict[str, str] = field(default_factory=dict)
    attempt: str | None = None
    """The request's Idempotency-Key."""


@dataclass
class _Trap:
    method: str
    path: re.Pattern[str]
    times: int
    problem: Refused | None = None
    release: threading.Event | None = None


@dataclass
class Portal:
    """The API's memory, and the levers for tests."""

    site: str = ""
    page: Json = field(default_factory=scenes.example)
    secret: str = SECRET
    quote: Json | None = None
    appointment: bool = False
    """The booking is one of an appointment, not of a stay."""
    moved_total: int = 70000
    """What it costs at another time."""
    elsewhere: str = ""
    """A page of somebody else's site."""
    requests: list[Request] = field(default_factory=list)
    _traps: list[_Trap] = field(default_factory=list)

    @property
    def link(self) -> str:
        """The link as a booking mail has it."""
        return f"{self.site}/b/{CODE}#{SECRET}"

    def show(self, scene: str) -> None:
        """Put the booking into one of the states of `scenes`."""
        self.page = scenes.SCENES[scene]()

    def fail(self, method: str, path: str, problem: Refused, *, times: int = 1) -> None:
        """Answer the next requests to ``path`` (a regular expression) with a problem."""
        self._traps.append(_Trap(method, re.compile(path), times, problem=problem))

    def drop(self, method: str, path: str, *, times: int = 1) -> None:
        """Cut the connection of the next requests without an answer."""
        self._traps.append(_Trap(method, re.compile(path), times))

    def forgive(self) -> None:
        """Let everything work again."""
        self._traps.clear()

    @contextmanager
    def hold(self, method: str, path: str) -> Iterator[None]:
        """Keep the next request waiting until the block ends."""
        release = threading.Event()
        self._traps.append(_Trap(method, re.compile(path), 1, release=release))
        try:
            yield
        finally:
            release.set()

    def asked(self, method: str, path: str) -> list[Request]:
        """The requests that came so far to paths matching a regular expression."""
        wanted = re.compile(path)
        return [r for r in self.requests if r.method == method and wanted.fullmatch(r.path)]

    def spring(self, method: str, path: str) -> bool:
        """Apply a trap; False when the connection is to be cut. Raises what a trap answers."""
        for trap in self._traps:
            if trap.times and trap.method == method and trap.path.fullmatch(path):
                trap.times -= 1
                if trap.release:
                    trap.release.wait(30)
                    return True
                if trap.problem:
                    raise trap.problem
                return False
        return True

    def answer(self, request: Request) -> tuple[int, Json]:
        """The API itself."""
        found = re.fullmatch(rf"/api/bookings/{CODE}(/.*)?", request.path)
        if not found or request.key != f"Bearer {self.secret}":
            raise Refused(404, "not-found", "There is no such booking.")
        page = self.page
        match request.method, found[1] or "", request.body:
            case "GET", "", _:
                pass
            case "POST", "/confirmation", body:
                terms = page["terms"]
                if terms and body.get("accepted_terms") != terms["version"]:
                    raise Refused(409, "terms-not-accepted", "Please accept the booking terms.")
                scenes.confirm(page, body.get("accepted_terms"))
            case "POST", "/payments", {"kind": "deposit" | "balance" as kind}:
                name = "deposit_due" if kind == "deposit" else "balance"
                amount = page["payments"][name]
                url = f"{self.site}/checkout?kind={kind}"
                return 201, {"checkout_url": url, "amount": amount}
            case "PUT", path, {"answers": answers} if path.endswith("/check-in"):
                number = int(path.split("/")[2])
                self._refuse_answers(answers)
                scenes.check_in(page, number, answers)
                page["booking"]["version"] += 1
                return 200, page["check_in"]["guests"][number]
            case "GET", "/selection", _:
                return 200, scenes.again(appointment=self.appointment)
            case "POST", "/reschedule-quote", body:
                return 200, scenes.move(page, body, total=self.moved_total)
            case "POST", "/reschedule", body:
                if body["expected_total"] != self.moved_total:
                    raise Refused(409, "quote-changed", "The price has changed.")
                moved = scenes.move(page, body, total=self.moved_total)
                page["booking"].update(arrival=moved["arrival"], departure=moved["departure"])
            case "GET", "/cancellation-quote", _:
                return 200, self.quote or scenes.quote(page)
            case "POST", "/cancellation", body:
                now = self.quote or scenes.quote(page)
                if body.get("expected_refund") != now["refund"]["amount"]:
                    raise Refused(409, "quote-changed", "The refund has changed.")
                amounts = {name: now[name]["amount"] for name in ("refund", "fee")}
                scenes.cancel(page, reason=body.get("reason", ""), **amounts)
            case _:
                raise Refused(404, "not-found", "There is no such operation.")
        return 200, page

    def _refuse_answers(self, answers: Json) -> None:
        """The one rule that only the API knows here: what a phone number looks like."""
        phone = answers.get("phone")
        if phone is not None and not re.fullmatch(r"\+?[\d\s()./-]{5,30}", phone):
            error = {"field": "answers.phone", "message": "This is not a phone number."}
            raise Refused(422, "invalid-request", "Some answers need another look.", errors=[error])


@contextmanager
def running(portal: Portal | None = None) -> Iterator[Portal]:
    """A portal on a free port; its threads end with the block."""
    portal = portal or Portal()
    handler = type("Handler", (_Handler,), {"portal": portal})
    server = _Server(("127.0.0.1", 0), handler)
    portal.site = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield portal
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    request_queue_size = 64  # a busy machine accepts late; the default of 5 drops connections
    daemon_threads = True


class _Handler(BaseHTTPRequestHandler):
    # One request a connection (HTTP/1.0): a browser repeats by itself what fails on a kept one.
    portal: Portal

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path.startswith("/api/"):
            self._api()
        elif path == "/config.json":
            self._send(200, json.dumps({"api": "/api"}).encode(), "application/json")
        elif path == "/checkout":
            kind = parse_qs(urlsplit(self.path).query)["kind"][0]
            self._send(200, f"<!doctype html><title>Checkout</title><h1>{kind}</h1>".encode())
        elif path == "/elsewhere":
            self._send(200, self.portal.elsewhere.encode(), policy="")
        elif path == "/media/logo.svg":
            self._send(200, LOGO, "image/svg+xml")
        else:
            self._file(path)

    def do_POST(self) -> None:
        self._api()

    def do_PUT(self) -> None:
        self._api()

    def _api(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        url = urlsplit(self.path)
        path = url.path
        request = Request(
            self.command,
            path,
            body,
            self.headers.get("Authorization"),
            {name: values[0] for name, values in parse_qs(url.query).items()},
            self.headers.get("Idempotency-Key"),
        )
        self.portal.requests.append(request)
        try:
            if not self.portal.spring(request.method, path):
                return
            if path.endswith("/invoice"):
                named = {"Content-Disposition": 'attachment; filename="PSH-2027-0001.pdf"'}
                self._send(200, PDF, "application/pdf", named)
                return
            status, answer = self.portal.answer(request)
        except Refused as refused:
            text = json.dumps(refused.body).encode()
            self._send(refused.status, text, "application/problem+json")
            return
        except BrokenPipeError:
            return
        self._send(status, json.dumps(copy.deepcopy(answer)).encode(), "application/json")

    def _file(self, path: str) -> None:
        if path.startswith("/b/"):
            path = "/portal/index.html"
        elif path == "/book/":
            path = "/book/index.html"
        file = (SITE / (path.lstrip("/") or "index.html")).resolve()
        if not file.is_relative_to(SITE) or not file.is_file():
            self._send(404, b"Not found", "text/plain")
            return
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        policy = FRAMED if path.startswith("/book/") else POLICY
        self._send(200, file.read_bytes(), kind, policy=policy)

    def _send(
        self,
        status: int,
        body: bytes,
        kind: str = "text/html",
        more: dict[str, str] | None = None,
        policy: str = POLICY,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in (more or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the tests' output for the tests."""
