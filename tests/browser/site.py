"""The site at an address of its own: its real files under its real headers, and the API.

What pages ask of ``/api`` is answered by the product's handlers, on the business of the test. The
same server plays who else there is on the web, at another origin (``elsewhere``): the payment
provider's pages, the hosted sign-in, the store of exported files, and somebody's own website.
"""

from __future__ import annotations

import json
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from lobby import wiring
from local.gateway.site import SITE, file_of
from local.template import SIGN_IN, gateway_responses, response_headers
from tests.browser.checkout import Checkout
from tests.browser.levers import Levers, Request
from tests.browser.sign_in import CLIENT_ID, SignIn
from tests.fakes.files import MemoryFiles, MemoryMedia
from tests.support.api import call, find_route, in_process
from tests.support.business import Business, Portal
from tools.template import read_template

# No browser takes this for an answer, and none repeats a request that got it.
NO_ANSWER = b"\0"


@dataclass(frozen=True)
class Reply:
    """What goes back to the browser."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


def text(status: int, body: str, kind: str = "text/html; charset=utf-8") -> Reply:
    """A page, or another text."""
    return Reply(status, body.encode(), {"content-type": kind})


def as_json(status: int, body: Any) -> Reply:
    """JSON, for whoever asks from wherever."""
    kept = {"content-type": "application/json", "access-control-allow-origin": "*"}
    return Reply(status, json.dumps(body).encode(), kept)


class Site:
    """The server, and all that a test turns: ``levers``, ``checkout`` and ``sign_in``."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.elsewhere = f"http://localhost:{port}"
        self.levers = Levers()
        self.sign_in = SignIn()
        self.website = ""
        """A page of somebody else's website, at ``elsewhere/website``."""
        self.failures: list[str] = []
        """Handlers that raised."""
        self._headers = {
            policy: response_headers(_template(), policy, {SIGN_IN: self.elsewhere})
            for policy in ("SiteHeaders", "BookHeaders")
        }
        self._open = False

    def open(self, business: Business) -> None:
        """Lets the API answer for a business."""
        self.business = business
        self.checkout = Checkout(business, f"{self.elsewhere}/pay")
        files = wiring.export_files()
        assert isinstance(files, MemoryFiles)
        files.address = f"{self.elsewhere}/files"
        self._open = True

    def link(self, guest: Portal) -> str:
        """The link to a booking, as mails have it."""
        return f"{self.url}/b/{guest.code}#{guest.secret}"

    def close(self) -> None:
        """Lets what is held go, and waits for the request that is being answered."""
        self.levers.let_go()
        in_process(self._shut)

    def call(self, request: Request) -> Reply | None:
        """What the API answers; None if the answer is lost."""
        lever = self.levers.meet(request)
        if lever is not None and lever.effect == "lose":
            return None
        if lever is not None and lever.effect == "fail":
            kind = {"content-type": "application/problem+json"}
            return Reply(lever.problem["status"], json.dumps(lever.problem).encode(), kind)
        reply = self._handle(request)
        return None if lever is not None and lever.effect == "drop" else reply

    def visit(self, method: str, path: str, query: dict[str, str], form: dict[str, str]) -> Reply:
        """What others' servers answer."""
        _, place, *rest = path.split("/")
        match method, place:
            case "GET", "website":
                return text(200, self.website)
            case "GET", "pay":
                return text(200, self.checkout.page(rest[0]))
            case "POST", "pay":
                went = self.checkout.submit(rest[0], form["do"])
                if went is not None:
                    return Reply(303, headers={"location": went})
                return text(200, self.checkout.page(rest[0], "Your card was declined."))
            case "GET", "files":
                return self._file("/".join(rest), query)
            case "GET", "oauth2":
                try:
                    return text(200, self.sign_in.page(query))
                except ValueError as error:
                    return text(400, str(error))
            case "GET", "approve":
                return Reply(302, headers={"location": self.sign_in.approve(query)})
            case "GET", "logout" if query.get("client_id") == CLIENT_ID:
                return Reply(302, headers={"location": query["logout_uri"]})
            case "POST", "oauth2" if rest == ["revoke"]:
                self.sign_in.revoke(form["token"])
                return as_json(200, {})
            case "POST", "oauth2":
                tokens = self.sign_in.token(form)
                return as_json(200 if tokens else 400, tokens or {"error": "invalid_grant"})
        return text(404, "Nobody is here.")

    def show(self, path: str) -> Reply:
        """A file of the site, its configuration, or a picture."""
        if path == "/config.json":
            sign_in = {
                "domain": self.elsewhere,
                "client_id": CLIENT_ID,
                "redirect_uri": f"{self.url}/admin/",
            }
            return as_json(200, {"api": "/api", "sign_in": sign_in})
        if path.startswith("/media/"):
            media = wiring.media()
            assert isinstance(media, MemoryMedia)
            kind, picture = media.pictures.get(path, ("", b""))
            return Reply(200, picture, {"content-type": kind}) if kind else text(404, "Not found")
        file = site_file("index.html" if path == "/" else file_of(path) or "")
        if file is None:
            return text(404, "Not found", "text/plain")
        kept = {"content-type": file[0], "cache-control": "max-age=3600"}
        return Reply(200, file[1], kept)

    def headers(self, path: str) -> dict[str, str]:
        """What the template's policy adds to every answer of the site."""
        return self._headers["BookHeaders" if path.startswith("/book/") else "SiteHeaders"]

    def _handle(self, request: Request) -> Reply:
        """Lets API Gateway's part be played, and the function behind the route run."""
        route = find_route(request.method, request.path)
        if route is None:
            return refusal("MISSING_AUTHENTICATION_TOKEN")
        claims = self.sign_in.claims(request.bearer or request.headers.get("authorization", ""))
        if route.guarded and claims is None:
            return refusal("UNAUTHORIZED")

        def run() -> Reply:
            if not self._open:
                return text(503, "The test is over.")
            reply = call(
                request.method,
                request.path,
                request.raw or None,
                headers=dict(request.headers),
                query=dict(request.query),
                staff=claims if route.guarded and claims else False,
            )
            return Reply(reply.status, reply.raw, reply.headers)

        try:
            return in_process(run)
        except Exception as error:
            self.failures.append(f"{request.method} {request.path}: {error!r}")
            return refusal("DEFAULT_5XX")

    def _shut(self) -> None:
        self._open = False

    def _file(self, key: str, query: dict[str, str]) -> Reply:
        files = wiring.export_files()
        assert isinstance(files, MemoryFiles)
        found = files.files.get(key)
        if found is None:
            return text(404, "Not found")
        named = f'attachment; filename="{query["name"]}"'
        return Reply(200, found, {"content-type": "text/csv", "content-disposition": named})


@cache
def _template() -> dict[str, Any]:
    return read_template()


@cache
def site_file(name: str) -> tuple[str, bytes] | None:
    """A file of the site with its media type."""
    file = (SITE / name).resolve()
    if not file.is_relative_to(SITE) or not file.is_file():
        return None
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return ("text/javascript" if file.suffix == ".js" else kind), file.read_bytes()


@cache
def refusal(kind: str) -> Reply:
    """How the template words a refusal of API Gateway's."""
    said = gateway_responses(_template())[kind]
    body: str = said["responseTemplates"]["application/json"]
    return Reply(
        int(said.get("statusCode", 500)),
        body.encode(),
        {"content-type": "application/problem+json"},
    )


class _Server(ThreadingHTTPServer):
    request_queue_size = 64
    daemon_threads = True
    site: Site


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: _Server

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def _serve(self) -> None:
        site = self.server.site
        raw = self.rfile.read(int(self.headers.get("content-length") or 0))
        address = urlsplit(self.path)
        path = unquote(address.path)
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        if self.headers["host"].startswith("localhost"):
            form = {name: values[0] for name, values in parse_qs(raw.decode()).items()}
            self._send(site.visit(self.command, path, query, form), {})
        elif path.startswith("/api/"):
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.command, path.removeprefix("/api"), query, headers, raw)
            self._send(site.call(request), site.headers(path))
        else:
            self._send(site.show(path), site.headers(path))

    def _send(self, reply: Reply | None, more: dict[str, str]) -> None:
        with suppress(ConnectionError):  # the page may have lost interest meanwhile
            if reply is None:
                self.wfile.write(NO_ANSWER)
                self.wfile.flush()
                self.close_connection = True
                return
            self.send_response_only(reply.status)
            for name, value in (reply.headers | more).items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)
            self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the tests' output for the tests."""


@contextmanager
def serving() -> Iterator[Site]:
    """The site on a free port; its threads end with the block."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.site = Site(server.server_port)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server.site
        finally:
            server.site.close()
            server.shutdown()
            thread.join()
