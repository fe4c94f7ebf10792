"""`/hooks`: an integrator's webhook endpoint that remembers every call it got."""

from __future__ import annotations

import hmac
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from standardwebhooks import Webhook
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from local.gateway.pages import Pages, wants_json

SCHEMA = """
create table if not exists calls (
    id integer primary key,
    received_at text not null,
    headers text not null,
    body text not null,
    answered integer not null
)
"""
KEPT = 1000
SIGNED = ("id", "timestamp", "signature")


class Call(msgspec.Struct, kw_only=True):
    """One call as it came in, and the status it was answered with."""

    id: int
    received_at: str
    headers: dict[str, str]
    body: str
    answered: int

    @property
    def event(self) -> dict[str, Any]:
        """The body, where it is a JSON object."""
        try:
            content = json.loads(self.body)
        except ValueError:
            return {}
        return content if isinstance(content, dict) else {}

    @property
    def readable(self) -> str:
        """The body, indented where it is JSON."""
        return json.dumps(self.event, indent=2, ensure_ascii=False) if self.event else self.body

    def signed_with(self, secret: str | None) -> bool | None:
        """Whether its signature is right; None where there is nothing to check it against.

        Its age is not looked at: a call is still rightly signed when it is looked at a day later.
        A real endpoint has to refuse old timestamps as well.
        """
        message_id, sent, given = (self.headers.get(f"webhook-{name}") for name in SIGNED)
        if secret is None or not message_id or not given or not (sent or "").isdigit():
            return None
        at = datetime.fromtimestamp(int(sent or 0), UTC)
        expected = Webhook(secret).sign(message_id, at, self.body)
        return any(hmac.compare_digest(expected, one) for one in given.split())


class CallLog:
    """The calls in an SQLite file, the newest thousand of them."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        with closing(self._open()) as database, database:
            database.execute(SCHEMA)

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path)
        database.row_factory = sqlite3.Row
        return database

    def add(self, headers: dict[str, str], body: str, answered: int) -> int:
        """Remember a call; returns its number."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        with closing(self._open()) as database, database:
            row = database.execute(
                "insert into calls (received_at, headers, body, answered) values (?, ?, ?, ?)",
                (at, json.dumps(headers), body, answered),
            )
            number = int(row.lastrowid or 0)
            database.execute("delete from calls where id <= ?", (number - KEPT,))
        return number

    def all(self) -> list[Call]:
        """All of them, newest first."""
        with closing(self._open()) as database:
            rows = database.execute("select * from calls order by id desc").fetchall()
        return [_call(row) for row in rows]

    def one(self, number: int) -> Call | None:
        """One of them."""
        with closing(self._open()) as database:
            row = database.execute("select * from calls where id = ?", (number,)).fetchone()
        return _call(row) if row else None


def _call(row: sqlite3.Row) -> Call:
    return Call(
        id=row["id"],
        received_at=row["received_at"],
        headers=json.loads(row["headers"]),
        body=row["body"],
        answered=row["answered"],
    )


class Hooks:
    """The endpoint and its pages.

    An endpoint registered as `/hooks?answer=503` answers every call so, to see what a failing
    endpoint brings about.
    """

    def __init__(self, log: CallLog, pages: Pages, secret: Callable[[], str | None]) -> None:
        self._log = log
        self._pages = pages
        self._secret = secret

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/hooks", self._receive, methods=["POST"]),
            Route("/hooks", self._list, methods=["GET"]),
            Route("/hooks/{number:int}", self._show, methods=["GET"]),
        ]

    async def _receive(self, request: Request) -> Response:
        asked = request.query_params.get("answer", "204")
        status = int(asked) if asked.isdigit() and 200 <= int(asked) <= 599 else 204
        body = (await request.body()).decode(errors="replace")
        self._log.add(dict(request.headers), body, status)
        return Response(status_code=status)

    async def _list(self, request: Request) -> Response:
        calls = self._log.all()
        if wants_json(request):
            return JSONResponse(msgspec.to_builtins(calls))
        secret = self._secret()
        rows = [(call, call.signed_with(secret)) for call in calls]
        return self._pages.show("hooks.html", rows=rows)

    async def _show(self, request: Request) -> Response:
        call = self._log.one(request.path_params["number"])
        if call is None:
            return self._pages.show("missing.html", 404, what="call", back="/hooks")
        if wants_json(request):
            return JSONResponse(msgspec.to_builtins(call))
        return self._pages.show("hook.html", call=call, signed=call.signed_with(self._secret()))
