"""Delivering webhooks as Stripe does: signed, at least once, again and again until accepted."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Callable, Sequence

import httpx

from local.stripe.faults import FaultSwitches
from local.stripe.state import Attempt, Delivery, Json, State

_PATIENCE = 20.0
"""Seconds that the receiver has to answer, and to accept the connection."""


def signature_header(body: bytes, secret: str, timestamp: int) -> str:
    """The ``Stripe-Signature`` of a body (docs.stripe.com/webhooks/signature, scheme v1)."""
    signed = f"{timestamp}.".encode() + body
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return f"t={timestamp},v1={digest}"


class Courier:
    """Brings events to one webhook address.

    ``retry_after`` are the seconds between attempts; after the last one the delivery has failed.
    """

    def __init__(
        self,
        state: State,
        faults: FaultSwitches,
        *,
        url: str,
        secret: str,
        retry_after: Sequence[float],
        clock: Callable[[], float],
        save: Callable[[], None],
    ) -> None:
        self._state = state
        self._faults = faults
        self._url = url
        self._secret = secret
        self._retry_after = tuple(retry_after)
        self._clock = clock
        self._save = save
        self._client = httpx.AsyncClient(timeout=_PATIENCE, trust_env=False)
        self._held: list[str] = []
        self._running: set[asyncio.Task[None]] = set()

    def accept(self, event_id: str) -> None:
        """Take charge of a new event."""
        delivery = self._state.deliveries[event_id] = Delivery()
        if self._faults.use_up("drop"):
            delivery.status = "dropped"
        else:
            self._held.append(event_id)
            if len(self._held) >= self._faults.now.reorder:
                self.release()

    def release(self) -> None:
        """Send what was held back, the newest first."""
        while self._held:
            event_id = self._held.pop()
            for _ in range(1 + self._faults.now.duplicate):
                self._start(event_id, self._faults.now.delay)

    def resume(self) -> None:
        """Take up what the last run left undelivered."""
        for event_id, delivery in self._state.deliveries.items():
            if delivery.status == "pending":
                self._start(event_id, 0.0)

    async def stop(self) -> None:
        """Leave what is not delivered to the next run."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        await self._client.aclose()

    async def attempt(self, event_id: str) -> bool:
        """Send an event once, whatever became of it before, and say whether it was accepted."""
        delivery = self._state.deliveries[event_id]
        event = self._state.objects[event_id]
        result = await self._send(event)
        accepted = isinstance(result, int) and 200 <= result < 300
        delivery.attempts.append(Attempt(at=int(self._clock()), result=result))
        if accepted:
            delivery.status = "delivered"
            event["pending_webhooks"] = 0
        self._save()
        return accepted

    def _start(self, event_id: str, wait: float) -> None:
        task = asyncio.get_running_loop().create_task(self._deliver(event_id, wait))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _deliver(self, event_id: str, wait: float) -> None:
        await asyncio.sleep(wait)
        for pause in (*self._retry_after, None):
            if await self.attempt(event_id):
                return
            if pause is not None:
                await asyncio.sleep(pause)
        delivery = self._state.deliveries[event_id]
        if delivery.status == "pending":
            delivery.status = "failed"
            self._save()

    async def _send(self, event: Json) -> int | str:
        body = json.dumps(event, indent=2, ensure_ascii=False).encode()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Stripe-Signature": signature_header(body, self._secret, int(self._clock())),
            "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        }
        try:
            answer = await self._client.post(self._url, content=body, headers=headers)
        except httpx.HTTPError as error:
            return type(error).__name__
        return answer.status_code
