"""Stripe's stand-in running on a loopback port, with a receiver for its webhooks."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from local.stripe import create_app

API_KEY: Final = "sk_test_lobby"
WEBHOOK_SECRET: Final = "whsec_test"

GOOD_CARD: Final = "4242 4242 4242 4242"
DECLINED_CARD: Final = "4000 0000 0000 0002"
SECOND_STEP_CARD: Final = "4000 0025 0000 3155"
PENDING_REFUND_CARD: Final = "4000 0000 0000 7726"

_DEADLINE: Final = 10.0

Value = TypeVar("Value")


def eventually(look: Callable[[], Value | None], what: str) -> Value:
    """What ``look`` finds, once it finds something; fails after ten seconds."""
    deadline = time.monotonic() + _DEADLINE
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.01)
    raise AssertionError(f"never came: {what}")


@dataclass(frozen=True)
class Webhook:
    """One call that the receiver got."""

    body: bytes
    signature: str

    @property
    def event(self) -> dict[str, Any]:
        """The event in the body."""
        event: dict[str, Any] = json.loads(self.body)
        return event


@dataclass
class StandIn:
    """The running stand-in, as a test sees it."""

    url: str
    webhooks: list[Webhook] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    now: Callable[[], float] = time.time
    browser: httpx.Client = field(default_factory=lambda: httpx.Client(trust_env=False))

    @property
    def api_base(self) -> str:
        """What the SDK is given as API base."""
        return f"{self.url}/pay"

    def webhooks_of(self, object_id: str) -> list[Webhook]:
        """What was received about one object, in the order of arrival."""
        return [it for it in self.webhooks if it.event["data"]["object"]["id"] == object_id]

    def webhook(self, kind: str, object_id: str) -> Webhook:
        """The webhook of a type about one object, as soon as it is there."""

        def look() -> Webhook | None:
            about = self.webhooks_of(object_id)
            return next((webhook for webhook in about if webhook.event["type"] == kind), None)

        return eventually(look, f"{kind} of {object_id}")

    def control(self, path: str = "/", **body: object) -> dict[str, Any]:
        """Turn the switches; see ``local/stripe/control.py``."""
        answer = self.browser.post(f"{self.api_base}/_control{path}", json=body)
        answer.raise_for_status()
        result: dict[str, Any] = answer.json()
        return result

    def deliveries(self) -> list[dict[str, Any]]:
        """Every event, with the attempts to deliver it."""
        answer = self.browser.get(f"{self.api_base}/_control/events")
        events: list[dict[str, Any]] = answer.json()["events"]
        return events

    def calm(self) -> None:
        """Reset all switches and forget what was received."""
        self.browser.delete(f"{self.api_base}/_control/").raise_for_status()
        self.answers.clear()
        self.webhooks.clear()

    def submit(self, page: str, card: str = GOOD_CARD, **changes: str) -> httpx.Response:
        """Fill in the payment page and press Pay; redirects are not followed."""
        year = (datetime.fromtimestamp(self.now(), UTC) + timedelta(days=800)).year
        fields = {"number": card, "expiry": f"12 / {year}", "code": "123", "name": "Anna Hemm"}
        return self.browser.post(page, data={**fields, **changes})


@contextmanager
def stand_in(
    *,
    state_file: Path | None = None,
    retry_after: Sequence[float] = (0.05, 0.05, 0.05),
    clock: Callable[[], float] = time.time,
) -> Iterator[StandIn]:
    """Serve the stand-in at ``/pay`` and a webhook receiver at ``/hook``."""
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    running = StandIn(url, now=clock)

    async def receive(request: Request) -> Response:
        body = await request.body()
        running.webhooks.append(Webhook(body, request.headers["stripe-signature"]))
        return Response(status_code=running.answers.pop(0) if running.answers else 200)

    played = create_app(
        public_url=f"{url}/pay",
        webhook_url=f"{url}/hook",
        webhook_secret=WEBHOOK_SECRET,
        state_file=state_file,
        retry_after=retry_after,
        clock=clock,
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with played.router.lifespan_context(played):
            yield

    app = Starlette(
        routes=[Mount("/pay", played), Route("/hook", receive, methods=["POST"])],
        lifespan=lifespan,
    )
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", ws="none"))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        eventually(lambda: server.started, "the server")
        yield running
    finally:
        running.browser.close()
        server.should_exit = True
        thread.join(_DEADLINE)
        listener.close()


def field_error(page: httpx.Response, name: str) -> str | None:
    """The message that a page ties to one field, or ``None``."""
    tied = re.search(rf'<input id="{name}"[^>]*aria-describedby="{name}-error"', page.text)
    message = re.search(rf'id="{name}-error">([^<]*)<', page.text)
    return message[1] if tied and message else None
