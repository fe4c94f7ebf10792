"""The switchboard under ``/_control``: faults, redelivery, and what only banks can do.

| call | body | does |
|---|---|---|
| ``GET, POST, DELETE /`` | any of the fields of ``Faults`` | shows, sets, resets the faults |
| ``GET /events`` | | all events, oldest first, with every attempt to deliver them |
| ``POST /redeliver`` | ``{"event": "evt_..."}`` | sends an event again, at once |
| ``POST /refunds`` | ``{"refund": "re_...", "status": "succeeded|failed"}`` | settles it |
| ``POST /disputes`` | ``{"payment_intent": "pi_..."}`` | disputes a payment |
| ``POST /disputes/close`` | ``{"dispute": "du_...", "status": "won|lost"}`` | decides it |
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Literal

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from local.stripe.account import Account
from local.stripe.courier import Courier
from local.stripe.errors import ApiError, missing
from local.stripe.faults import FaultSwitches
from local.stripe.state import Json


class _Redelivery(msgspec.Struct, forbid_unknown_fields=True):
    event: str


class _Settlement(msgspec.Struct, forbid_unknown_fields=True):
    refund: str
    status: Literal["succeeded", "failed"]


class _NewDispute(msgspec.Struct, forbid_unknown_fields=True):
    payment_intent: str


class _Verdict(msgspec.Struct, forbid_unknown_fields=True):
    dispute: str
    status: Literal["won", "lost"]


class Control:
    """JSON in, JSON out, for tests and for whoever plays with the stand-in."""

    def __init__(self, account: Account, courier: Courier, faults: FaultSwitches) -> None:
        self._account = account
        self._courier = courier
        self._faults = faults

    def routes(self) -> list[BaseRoute]:
        """All switches."""
        return [
            Route("/", self._show_faults, methods=["GET"]),
            Route("/", _answering(self._change_faults), methods=["POST"]),
            Route("/", self._reset_faults, methods=["DELETE"]),
            Route("/events", self._events, methods=["GET"]),
            Route("/redeliver", _answering(self._redeliver), methods=["POST"]),
            Route("/refunds", _answering(self._settle_refund), methods=["POST"]),
            Route("/disputes", _answering(self._open_dispute), methods=["POST"]),
            Route("/disputes/close", _answering(self._close_dispute), methods=["POST"]),
        ]

    async def _show_faults(self, _: Request) -> Response:
        return JSONResponse(msgspec.structs.asdict(self._faults.now))

    async def _change_faults(self, body: bytes) -> Json:
        faults = self._faults.change(body)
        if faults.reorder == 0:
            self._courier.release()
        return msgspec.structs.asdict(faults)

    async def _reset_faults(self, _: Request) -> Response:
        self._faults.reset()
        self._courier.release()
        return JSONResponse(msgspec.structs.asdict(self._faults.now))

    async def _events(self, _: Request) -> Response:
        state = self._account.state
        events = [
            {
                "id": event_id,
                "type": state.objects[event_id]["type"],
                "created": state.objects[event_id]["created"],
                **msgspec.to_builtins(delivery),
            }
            for event_id, delivery in state.deliveries.items()
        ]
        return JSONResponse({"events": events})

    async def _redeliver(self, body: bytes) -> Json:
        asked = msgspec.json.decode(body, type=_Redelivery)
        if asked.event not in self._account.state.deliveries:
            raise missing("event", asked.event)
        return {"event": asked.event, "accepted": await self._courier.attempt(asked.event)}

    async def _settle_refund(self, body: bytes) -> Json:
        asked = msgspec.json.decode(body, type=_Settlement)
        return self._account.settle_refund(asked.refund, asked.status)

    async def _open_dispute(self, body: bytes) -> Json:
        asked = msgspec.json.decode(body, type=_NewDispute)
        return self._account.open_dispute(asked.payment_intent)

    async def _close_dispute(self, body: bytes) -> Json:
        asked = msgspec.json.decode(body, type=_Verdict)
        return self._account.close_dispute(asked.dispute, asked.status)


def _answering(
    act: Callable[[bytes], Awaitable[Json]],
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(await act(await request.body()))
        except ApiError as error:
            return JSONResponse(error.body(), error.status)
        except msgspec.DecodeError as error:
            return JSONResponse(ApiError(str(error)).body(), 400)

    return endpoint
