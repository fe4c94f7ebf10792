"""A server that plays the site, the staff API and the hosted sign-in for the desk's tests.

It serves the real files of ``site/`` under the site's content security policy, and answers the API
from memory: what a test does on a page is there when the page asks again. Tests bend it through
`Desk`: `fail` answers the next matching request with a problem, `hold` keeps it waiting until
released.
"""

from __future__ import annotations

import copy
import csv
import io
import json
import mimetypes
import re
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from tests.browser.admin import desk_catalog, desk_data
from tests.browser.sign_in import CLIENT_ID, SignIn

SITE = Path(__file__).resolve().parents[3] / "site"
PAGE = 50
Json = dict[str, Any]
Query = dict[str, str]


class Refused(Exception):
    """The API's answer is a problem document."""

    def __init__(
        self, status: int, slug: str, detail: str, errors: list[Json] | None = None, **more: str
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.body: Json = {
            "type": f"urn:lobby:problem:{slug}",
            "title": slug.replace("-", " ").capitalize(),
            "status": status,
            "detail": detail,
            **more,
        }
        if errors:
            self.body["errors"] = errors


@dataclass
class _Trap:
    """What happens to the next request that matches."""

    method: str
    path: re.Pattern[str]
    times: int
    problem: Refused | None = None
    release: threading.Event | None = None


@dataclass(frozen=True)
class Request:
    """One request that the API got; ``query`` and ``body`` as they came."""

    method: str
    path: str
    query: Query
    body: Any
    headers: dict[str, str]


@dataclass
class Desk:
    """The API's memory, and the levers for tests."""

    site: str = ""
    provider: str = ""
    sign_in: SignIn = field(default_factory=SignIn)
    bookings: list[Json] = field(default_factory=lambda: desk_data.grid(120))
    pages: dict[str, Json] = field(default_factory=dict)
    quote: Json | None = None
    export_steps: int = 2
    export_fails: bool = False
    requests: list[Request] = field(default_factory=list)
    settings: dict[str, Any] = field(
        default_factory=lambda: {
            "brand": copy.deepcopy(desk_data.BRAND),
            "languages": {"languages": ["en"]},
            "terms": {
                "version": "2",
                "text": "Be kind to the sea.\n\nLeave the sand outside.",
                "texts": {},
            },
            "seller": copy.deepcopy(desk_data.SELLER),
            "policies": copy.deepcopy(desk_data.POLICIES),
            "properties": copy.deepcopy(desk_data.PROPERTIES),
            "fields": copy.deepcopy(desk_data.FIELDS),
            "webhooks": copy.deepcopy(desk_data.ENDPOINTS),
            "agencies": [{"id": "sun", "name": "Sun Trips", "email": "desk@suntrips.example"}],
        }
    )
    secrets: dict[str, str] = field(default_factory=lambda: {"pms": "whsec_first"})
    exports: dict[str, Json] = field(default_factory=dict)
    catalogs: dict[str, Json] = field(
        default_factory=lambda: {
            "ericeira": desk_catalog.catalog(),
            "balaton": desk_catalog.empty_catalog("balaton"),
        }
    )
    overrides: dict[str, Json] = field(default_factory=dict)
    plan: Json = field(default_factory=dict)
    _traps: list[_Trap] = field(default_factory=list)
    _held: list[threading.Event] = field(default_factory=list)

    def fail(
        self,
        method: str,
        path: str,
        status: int,
        slug: str,
        detail: str,
        *,
        times: int = 1,
        errors: list[Json] | None = None,
    ) -> None:
        """Answer the next ``times`` requests to ``path`` (a regular expression) with a problem."""
        problem = Refused(status, slug, detail, errors)
        self._traps.append(_Trap(method, re.compile(path), times, problem=problem))

    @contextmanager
    def hold(self, method: str, path: str) -> Iterator[threading.Event]:
        """Keep the next request waiting until the block ends, or the event it gives is set."""
        release = threading.Event()
        self._held.append(release)
        self._traps.append(_Trap(method, re.compile(path), 1, release=release))
        try:
            yield release
        finally:
            release.set()

    def let_go(self) -> None:
        """Release every request that is still held."""
        for release in self._held:
            release.set()

    def asked(self, method: str, path: str) -> list[Request]:
        """The requests that came so far to paths matching a regular expression."""
        pattern = re.compile(path)
        return [r for r in self.requests if r.method == method and pattern.fullmatch(r.path)]

    def spring(self, method: str, path: str) -> None:
        """Apply the trap that is set for a request, if there is one; raises what it answers."""
        for trap in self._traps:
            if trap.times and trap.method == method and trap.path.fullmatch(path):
                trap.times -= 1
                if trap.problem:
                    raise trap.problem
                if trap.release:
                    trap.release.wait(30)
                return

    def page(self, code: str) -> Json:
        """The page of one booking, made from its grid row the first time it is asked for."""
        if code not in self.pages:
            row = next((row for row in self.bookings if row["code"] == code), None)
            if row is None:
                raise Refused(404, "not-found", "There is no such booking.")
            self.pages[code] = desk_data.page(row)
        return self.pages[code]

    def timeline(self) -> Json:
        """What the timeline shows, the same whichever days are asked for."""
        if not self.plan:
            stay, massage = (self.bookings[number]["code"] for number in (0, 3))
            self.plan = desk_catalog.timeline(stay, massage)
            nights = {"arrival": "2027-07-01", "departure": "2027-07-04", "nights": 3}
            self.page(stay)["booking"].update(nights)
            self.page(massage)["booking"]["nights"] = 0
            guest = self.page(massage)["itinerary"][0]
            guest["activities"][0]["local"] = "2027-07-02T09:00:00"
        return self.plan


# --- the API's operations: (desk, path groups, query, body) -> (status, body) ---


def _in_range(row: Json, column: str, query: Query, name: str) -> bool:
    day = str(row[column])[:10]
    return query.get(f"{name}_from", "") <= day <= query.get(f"{name}_to", "9999")


def _matches(row: Json, query: Query) -> bool:
    ranges = {"booked": "booked_at", "arrival": "arrival", "departure": "departure"}
    if not all(_in_range(row, column, query, name) for name, column in ranges.items()):
        return False
    for name in ("last_name", "first_name", "rate"):
        if not row[name].casefold().startswith(query.get(name, "").casefold()):
            return False
    if query.get("code") and query["code"].upper() != row["code"]:
        return False
    if query.get("property") and query["property"] not in row["property"].values():
        return False
    return bool(query.get("status", row["status"]) == row["status"])


def list_bookings(desk: Desk, _: tuple[str, ...], query: Query, __: Any) -> tuple[int, Json]:
    start = int(query.get("cursor", "0"))
    rows = [row for row in desk.bookings if _matches(row, query)]
    more = str(start + PAGE) if start + PAGE < len(rows) else None
    return 200, {"bookings": rows[start : start + PAGE], "next": more}


def create_booking(desk: Desk, _: tuple[str, ...], __: Query, body: Json) -> tuple[int, Json]:
    errors = [
        {"field": f"items[{number}].name", "message": "Every item needs a name"}
        for number, item in enumerate(body["items"])
        if not item["name"]
    ]
    if "@" not in body["booker"]["email"]:
        errors.append({"field": "booker.email", "message": "This is not an email address"})
    if errors:
        raise Refused(422, "invalid-request", "Some fields need another look.", errors)
    row = copy.deepcopy(desk.bookings[0])
    place = next(p for p in desk.settings["properties"] if p["id"] == body["property"])
    total = sum(item["unit_price"] * item["quantity"] for item in body["items"])
    row.update(
        code="NEW0B00K",
        status=body["status"],
        arrival=body["arrival"],
        departure=body["departure"],
        first_name=body["booker"]["first_name"],
        last_name=body["booker"]["last_name"],
        email=body["booker"]["email"],
        property={"id": place["id"], "name": place["name"]},
        total=desk_data.money(total, body["currency"]),
        paid=desk_data.money(0, body["currency"]),
        payment_status="unpaid",
    )
    desk.bookings.append(row)
    link = desk.page(row["code"])["link"]
    return 201, {"code": row["code"], "link": link, "status": row["status"], "version": 1}


def read_booking(desk: Desk, at: tuple[str, ...], _: Query, __: Any) -> tuple[int, Json]:
    return 200, desk.page(at[0])


def resend(desk: Desk, at: tuple[str, ...], _: Query, __: Any) -> tuple[int, Json]:
    page = desk.page(at[0])
    page["timeline"].append(
        {
            "id": str(len(page["timeline"]) + 1),
            "at": "2026-11-21T10:00:00Z",
            "type": "confirmation.requested",
            "actor": {"door": "desk", "name": "marta@praia.example"},
            "summary": "Confirmation email sent again",
        }
    )
    return 202, {"event": "evt_1"}


def rotate(desk: Desk, at: tuple[str, ...], _: Query, body: Json | None) -> tuple[int, Json]:
    page = desk.page(at[0])
    if (body or {}).get("rotate"):
        page["link"] = page["link"].split("#")[0] + "#secret-of-version-2"
    return 200, {"link": page["link"], "link_version": 2}


def cancellation_quote(desk: Desk, at: tuple[str, ...], _: Query, __: Any) -> tuple[int, Json]:
    paid = desk.page(at[0])["payments"]["paid"]
    fee = paid["amount"] // 3
    return 200, desk.quote or {
        "available": True,
        "refund": {**paid, "amount": paid["amount"] - fee},
        "fee": {**paid, "amount": fee},
        "paid": paid,
        "policy": "Flexible",
        "free_until": "2027-02-22T18:00:00Z",
        "free_until_local": "2027-02-22T18:00",
        "time_zone": "Europe/Lisbon",
        "tiers": [],
    }


def cancel(desk: Desk, at: tuple[str, ...], _: Query, body: Json) -> tuple[int, Json]:
    page = desk.page(at[0])
    status, quote = cancellation_quote(desk, at, {}, None)
    refund = {"policy": quote["refund"], "full": quote["paid"]}.get(
        body["refund"], {**quote["paid"], "amount": 0}
    )
    if body["expected_refund"] != refund["amount"]:
        raise Refused(409, "quote-changed", "What would come back has changed.")
    page["booking"]["status"] = "cancelled"
    page["booking"]["cancellation"] = {
        "at": "2026-11-21T10:05:00Z",
        "by": "staff",
        "type": body["type"],
        "reason": body["reason"],
        "fee": {**refund, "amount": quote["paid"]["amount"] - refund["amount"]},
        "refund": refund,
    }
    gone = {
        "available": False,
        "reason": "The booking is cancelled.",
        "code": "cancelled",
        "since": "2026-11-21T10:05:00Z",
    }
    page["staff_actions"].update(cancel=gone, resend_confirmation=gone)
    row = next(row for row in desk.bookings if row["code"] == at[0])
    row["status"] = "cancelled"
    for_staff = ("link", "profiles", "timeline", "staff_actions")
    return status, {name: part for name, part in page.items() if name not in for_staff}


def start_export(desk: Desk, _: tuple[str, ...], __: Query, body: Json) -> tuple[int, Json]:
    key = secrets.token_hex(4)
    desk.exports[key] = {
        "id": key,
        "status": "running",
        "rows": 0,
        "filters": body["filters"],
        "step": 0,
    }
    return 202, _export_answer(desk.exports[key])


def _export_answer(export: Json) -> Json:
    return {name: value for name, value in export.items() if name != "step"}


def read_export(desk: Desk, at: tuple[str, ...], _: Query, __: Any) -> tuple[int, Json]:
    export = desk.exports[at[0]]
    rows = [row for row in desk.bookings if _matches(row, export["filters"])]
    export["step"] += 1
    export["rows"] = len(rows) * min(export["step"], desk.export_steps) // desk.export_steps
    if export["step"] >= desk.export_steps:
        if desk.export_fails:
            export["status"] = "failed"
        else:
            export["status"] = "done"
            export["url"] = f"{desk.provider}/exports/{export['id']}.csv"
            export["expires_at"] = "2026-11-28T12:00:00Z"
    return 200, _export_answer(export)


def read_setting(desk: Desk, at: tuple[str, ...], _: Query, __: Any) -> tuple[int, Any]:
    value = desk.settings[at[0]]
    return 200, {"items": value} if isinstance(value, list) else value


def write_setting(desk: Desk, at: tuple[str, ...], _: Query, body: Json) -> tuple[int, Json]:
    name = at[0]
    if name == "terms":
        version = str(int((desk.settings["terms"] or {"version": 0})["version"]) + 1)
        desk.settings["terms"] = {"version": version, **body}
    elif name == "brand":
        logo_url = desk.settings["brand"]["logo_url"]
        if "logo" in body:
            logo_url = "/media/logo.png" if body["logo"] else None
        kept = {name: value for name, value in body.items() if name != "logo"}
        desk.settings["brand"] = {**kept, "logo_url": logo_url}
    else:
        desk.settings[name] = body
    return 200, desk.settings[name]


def _items(desk: Desk, name: str) -> list[Json]:
    items: list[Json] = desk.settings[name]
    return items


def _item(desk: Desk, at: tuple[str, ...]) -> Json:
    item = next((item for item in _items(desk, at[0]) if item["id"] == at[1]), None)
    if item is None:
        raise Refused(404, "not-found", "There is no such thing.")
    return item


def add_item(desk: Desk, at: tuple[str, ...], _: Query, body: Json) -> tuple[int, Json]:
    item = {"id": secrets.token_hex(4), **body}
    if at[0] == "agencies":
        _items(desk, "agencies").append(item)
        return 201, {**item, "key": "key_live_1", "sandbox_key": "key_test_1"}
    if at[0] == "webhooks":
        desk.secrets[item["id"]] = "whsec_" + secrets.token_hex(8)
        item.update(secret_version=1, rotated_at=None, created_at="2026-11-21T10:00:00Z")
        _items(desk, at[0]).append(item)
        return 201, {**item, "secret": desk.secrets[item["id"]]}
    _items(desk, at[0]).append(item)
    return 201, item


def read_item(desk: Desk, at: tuple[str, ...], _: Query, __: Any) -> tuple[int, Json]:
    return 200, _item(desk, at)


def write_item(desk: Desk, at: tuple[str, ...], _: Query, body: Json) -> tuple[int, Json]:
    item = _item(desk, at)
    item.update(body)
    if at[0] == "fields":
        _items(desk, "fields").sort(key=lambda field: field["position"])
    return 200, item


def remove_item(desk: Desk, at: tuple[str, ...], _: Query, __: Any) -> tuple[int, None]:
    _items(desk, at[0]).remove(_item(desk, at))
    return 204, None


def read_secret(desk: Desk, at: tuple[str, ...], _: Query, __: Any) -> tuple[int, Json]:
    return 200, {"secret": desk.secrets[at[0]]}


def rotate_secret(desk: Desk, at: tuple[str, ...], _: Query, __: Any) -> tuple[int, Json]:
    desk.secrets[at[0]] = "whsec_rotated"
    endpoint = _item(desk, ("webhooks", at[0]))
    endpoint["secret_version"] += 1
    return 200, {"secret": "whsec_rotated"}


def read_catalog(desk: Desk, at: tuple[str, ...], _: Query, __: Any) -> tuple[int, Json]:
    return 200, desk.catalogs[at[0]]


def write_selling(desk: Desk, at: tuple[str, ...], _: Query, body: Json) -> tuple[int, Json]:
    desk.catalogs[at[0]]["selling"] = body
    return 200, body


def _record(desk: Desk, at: tuple[str, ...], key: str, body: Json) -> Json:
    record = {"id": key, **body}
    if at[1] == "feeds":
        record = {"read_at": None, "problem": None, "conflicts": [], **record}
    if "units" in record:
        record["units"] = [
            {"id": unit.get("id") or secrets.token_hex(4), "name": unit["name"]}
            for unit in record["units"]
        ]
    desk.catalogs[at[0]][at[1]][key] = record
    return record


def add_record(desk: Desk, at: tuple[str, ...], _: Query, body: Json) -> tuple[int, Json]:
    return 201, _record(desk, at, secrets.token_hex(4), body)


def write_record(desk: Desk, at: tuple[str, ...], _: Query, body: Json) -> tuple[int, Json]:
    return 200, _record(desk, at, at[2], body)


def remove_record(desk: Desk, at: tuple[str, ...], _: Query, __: Any) -> tuple[int, None]:
    del desk.catalogs[at[0]][at[1]][at[2]]
    return 204, None


def read_calendar(desk: Desk, at: tuple[str, ...], query: Query, _: Any) -> tuple[int, Json]:
    product = desk.catalogs[at[0]]["products"][query["product"]]
    shown = desk_catalog.month_of(product, query["month"], desk.overrides)
    month = {"month": query["month"], "time_zone": "Europe/Lisbon", "currency": "EUR"}
    return 200, {"property": at[0], **month, "products": [shown], "packages": []}


def write_overrides(desk: Desk, _: tuple[str, ...], __: Query, body: Json) -> tuple[int, Json]:
    first, last = date.fromisoformat(body["from"]), date.fromisoformat(body["to"])
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    days = [day for day in days if not body["weekdays"] or day.isoweekday() in body["weekdays"]]
    made = {name: body[name] for name in ("price", "closed", "min_nights")}
    for day in days:
        if any(made.values()):
            desk.overrides[day.isoformat()] = made
        else:
            desk.overrides.pop(day.isoformat(), None)
    return 200, {"days": len(days)}


def close_unit(_: Desk, __: tuple[str, ...], ___: Query, ____: Json) -> tuple[int, Json]:
    return 201, {"id": "c1"}


def keep_picture(_: Desk, __: tuple[str, ...], ___: Query, ____: Any) -> tuple[int, Any]:
    return 201, {"url": "/media/picture-0123456789abcdef.jpg"}


def reopen_unit(_: Desk, __: tuple[str, ...], ___: Query, ____: Any) -> tuple[int, None]:
    return 204, None


def feed_address(desk: Desk, at: tuple[str, ...], _: Query, __: Any) -> tuple[int, Json]:
    return 200, {"url": f"{desk.site}/api/feeds/{at[1]}/secret.ics"}


def read_timeline(desk: Desk, _: tuple[str, ...], query: Query, __: Any) -> tuple[int, Json]:
    last = date.fromisoformat(query["from"]) + timedelta(days=int(query["days"]) - 1)
    plan = {**desk.timeline(), "property": query["property"]}
    return 200, {**plan, "from": query["from"], "to": last.isoformat()}


def reschedule_quote(desk: Desk, at: tuple[str, ...], _: Query, body: Json) -> tuple[int, Json]:
    before = desk.page(at[0])["payments"]["total"]["amount"]
    total = before if body.get("keep_price") else before + 4500
    return 200, {
        "arrival": body.get("arrival"),
        "departure": body.get("departure"),
        "lines": [],
        "total": desk_data.money(total),
        "total_before": desk_data.money(before),
        "difference": desk_data.money(total - before),
        "to_pay": desk_data.money(total - before),
        "refund": desk_data.money(0),
        "free_until": None,
    }


def reschedule(desk: Desk, at: tuple[str, ...], _: Query, body: Json) -> tuple[int, Json]:
    quote = reschedule_quote(desk, at, {}, body)[1]
    if body["expected_total"] != quote["total"]["amount"]:
        raise Refused(409, "quote-changed", "The price has changed.")
    for entry in desk.timeline()["entries"]:
        if entry["code"] == at[0] and "arrival" in body:
            entry.update({"from": body["arrival"], "to": body["departure"]})
            entry["resource"] = body.get("unit", entry["resource"])
    return 200, desk.page(at[0])


def accept(desk: Desk, at: tuple[str, ...], _: Query, __: Any) -> tuple[int, Json]:
    page = desk.page(at[0])
    page["booking"].update(status="confirmed", awaits=None, held_until=None)
    page["staff_actions"]["accept"] = {
        "available": False,
        "reason": "It is accepted.",
        "code": "accepted",
    }
    return 200, page


Operation = Callable[[Desk, tuple[str, ...], Query, Any], tuple[int, Any]]
_BOOKING = r"/staff/bookings/([0-9A-Z]+)"
_ONE_OF_ITS_KIND = r"/staff/settings/(brand|languages|terms|seller)"
_KINDS = [r"/staff/settings/(policies|properties)", r"/staff/(fields|webhooks|agencies)"]
_CATALOG = r"/staff/catalog/(\w+)"
_RECORDS = _CATALOG + r"/(products|people|rates|extras|packages|promotions|feeds)"
OPERATIONS: list[tuple[str, str, Operation]] = [
    ("GET", r"/staff/bookings", list_bookings),
    ("POST", r"/staff/bookings", create_booking),
    ("GET", _BOOKING, read_booking),
    ("POST", _BOOKING + r"/confirmation-email", resend),
    ("POST", _BOOKING + r"/link", rotate),
    ("GET", _BOOKING + r"/cancellation-quote", cancellation_quote),
    ("POST", _BOOKING + r"/cancellation", cancel),
    ("POST", _BOOKING + r"/reschedule-quote", reschedule_quote),
    ("POST", _BOOKING + r"/reschedule", reschedule),
    ("POST", _BOOKING + r"/acceptance", accept),
    ("GET", r"/staff/timeline", read_timeline),
    ("GET", _CATALOG, read_catalog),
    ("PUT", _CATALOG + r"/selling", write_selling),
    ("GET", _CATALOG + r"/calendar", read_calendar),
    ("PUT", _CATALOG + r"/overrides", write_overrides),
    ("POST", _CATALOG + r"/closures", close_unit),
    ("DELETE", _CATALOG + r"/closures/(\w+)", reopen_unit),
    ("GET", _CATALOG + r"/units/(\w+)/feed", feed_address),
    ("POST", _RECORDS, add_record),
    ("PUT", _RECORDS + r"/(\w+)", write_record),
    ("DELETE", _RECORDS + r"/(\w+)", remove_record),
    ("POST", r"/staff/pictures", keep_picture),
    ("POST", r"/staff/exports", start_export),
    ("GET", r"/staff/exports/(\w+)", read_export),
    ("GET", r"/staff/webhooks/(\w+)/secret", read_secret),
    ("POST", r"/staff/webhooks/(\w+)/secret", rotate_secret),
    ("GET", _ONE_OF_ITS_KIND, read_setting),
    ("PUT", _ONE_OF_ITS_KIND, write_setting),
    *[("GET", kind, read_setting) for kind in _KINDS],
    *[("POST", kind, add_item) for kind in _KINDS],
    *[("GET", kind + r"/([\w-]+)", read_item) for kind in _KINDS],
    *[("PUT", kind + r"/([\w-]+)", write_item) for kind in _KINDS],
    *[("DELETE", kind + r"/([\w-]+)", remove_item) for kind in _KINDS],
]


class _Handler(BaseHTTPRequestHandler):
    """What both servers share: reading a request, writing an answer, no log."""

    protocol_version = "HTTP/1.1"
    desk: Desk

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test's output is its own."""

    def body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("content-length", 0)))

    def answer(self, status: int, body: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        with suppress(ConnectionError):  # the page may have lost interest meanwhile
            self.end_headers()
            self.wfile.write(body)

    def query(self) -> Query:
        return {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}


class SiteHandler(_Handler):
    """The site's files and, under /api, the staff API."""

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def _serve(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if path.startswith("/api/"):
            self._api(path.removeprefix("/api"))
        elif path == "/config.json":
            self._config()
        else:
            self._file("/admin/index.html" if path in ("/admin", "/admin/") else path)

    def _config(self) -> None:
        sign_in = {
            "domain": self.desk.provider,
            "client_id": CLIENT_ID,
            "redirect_uri": f"{self.desk.site}/admin/",
        }
        body = json.dumps({"api": "/api", "sign_in": sign_in}).encode()
        self.answer(200, body, "application/json")

    def _file(self, path: str) -> None:
        file = (SITE / path.lstrip("/")).resolve()
        if not file.is_relative_to(SITE) or not file.is_file():
            self.answer(404, b"not found", "text/plain")
            return
        policy = (
            "default-src 'none'; script-src 'self'; style-src 'self'; "
            f"connect-src 'self' {self.desk.provider}; img-src 'self' data:; font-src 'self'; "
            "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        )
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self.answer(
            200,
            file.read_bytes(),
            "text/javascript" if file.suffix == ".js" else kind,
            content_security_policy=policy,
            x_content_type_options="nosniff",
            referrer_policy="no-referrer",
            cache_control="no-store",
        )

    def _api(self, path: str) -> None:
        raw, query = self.body(), self.query()
        body = json.loads(raw) if raw else None
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.desk.requests.append(Request(self.command, path, query, body, headers))
        try:
            self.desk.spring(self.command, path)
            status, answer = self._operate(path, query, body)
        except Refused as problem:
            body_out = json.dumps(problem.body).encode()
            self.answer(problem.status, body_out, "application/problem+json")
            return
        out = b"" if answer is None else json.dumps(answer).encode()
        self.answer(status, out, "application/json")

    def _operate(self, path: str, query: Query, body: Any) -> tuple[int, Any]:
        token = self.headers.get("authorization", "").removeprefix("Bearer ")
        if not self.desk.sign_in.claims(token):
            raise Refused(401, "unauthenticated", "Sign in first.")
        for method, pattern, operation in OPERATIONS:
            match = re.fullmatch(pattern, path)
            if match and method == self.command:
                return operation(self.desk, match.groups(), query, body)
        raise Refused(404, "not-found", f"No operation {self.command} {path}")


class ProviderHandler(_Handler):
    """The hosted sign-in, and the bucket that exports are downloaded from."""

    def do_GET(self) -> None:
        path, query, sign_in = urlsplit(self.path).path, self.query(), self.desk.sign_in
        if path == "/oauth2/authorize":
            try:
                self.answer(200, sign_in.page(query).encode(), "text/html; charset=utf-8")
            except ValueError as error:
                self.answer(400, str(error).encode(), "text/plain")
        elif path == "/approve":
            self.answer(302, b"", "text/plain", location=sign_in.approve(query))
        elif path == "/logout" and query.get("client_id") == CLIENT_ID:
            self.answer(302, b"", "text/plain", location=query["logout_uri"])
        elif path.startswith("/exports/"):
            self._download(path)
        elif path == "/favicon.ico":
            self.answer(204, b"", "image/x-icon")
        else:
            self.answer(400, urlencode(query).encode(), "text/plain")

    def do_POST(self) -> None:
        form = {k: v[0] for k, v in parse_qs(self.body().decode()).items()}
        path = urlsplit(self.path).path
        origin = {"access_control_allow_origin": "*"}
        if path == "/oauth2/revoke":
            self.desk.sign_in.revoke(form["token"])
            self.answer(200, b"", "application/json", **origin)
            return
        tokens = self.desk.sign_in.token(form)
        body = json.dumps(tokens or {"error": "invalid_grant"}).encode()
        self.answer(200 if tokens else 400, body, "application/json", **origin)

    def _download(self, path: str) -> None:
        export = self.desk.exports[path.removeprefix("/exports/").removesuffix(".csv")]
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(["code", "last_name"])
        for row in self.desk.bookings:
            if _matches(row, export["filters"]):
                writer.writerow([row["code"], row["last_name"]])
        attachment = 'attachment; filename="bookings.csv"'
        body = text.getvalue().encode("utf-8-sig")
        self.answer(200, body, "text/csv", content_disposition=attachment)


@contextmanager
def running() -> Iterator[Desk]:
    """The site and the hosted sign-in on two free ports of this machine, until the block ends."""
    desk = Desk()
    servers = []
    for handler in (SiteHandler, ProviderHandler):
        bound = type(handler.__name__, (handler,), {"desk": desk})
        server = ThreadingHTTPServer(("127.0.0.1", 0), bound)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        servers.append(server)
    desk.site, desk.provider = (f"http://127.0.0.1:{s.server_port}" for s in servers)
    try:
        yield desk
    finally:
        desk.let_go()
        for server in servers:
            server.shutdown()
            server.server_close()
