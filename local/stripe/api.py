"""The API under ``/v1``: authentication, parameters, idempotency, and the operations."""

from __future__ import annotations

import asyncio
import json
from base64 import b64decode
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Message, Receive, Scope, Send

from local.stripe.account import API_VERSION, Account, new_id
from local.stripe.errors import ApiError, missing
from local.stripe.faults import FaultSwitches
from local.stripe.parameters import (
    Parser,
    array,
    boolean,
    choice,
    integer,
    metadata,
    read_form,
    record,
    text,
    url,
)
from local.stripe.state import Json, SavedAnswer

_KEY_LENGTH: Final = 255
_KEY_LIFETIME: Final = 24 * 60 * 60
_FOREVER: Final = 2**62

_ITEM = record(
    {
        "quantity": integer(1),
        "price_data": record(
            {
                "currency": text(r"[A-Za-z]{3}"),
                "unit_amount": integer(),
                "product_data": record(
                    {"name": text(limit=1500), "description": text()}, required=["name"]
                ),
            },
            required=["currency", "unit_amount", "product_data"],
        ),
    },
    required=["price_data"],
)
_SESSION = record(
    {
        "adaptive_pricing": record({"enabled": boolean()}),
        "cancel_url": url(),
        "client_reference_id": text(limit=200),
        "customer_email": text(r"[^@\s]+@[^@\s]+\.[^@\s]+", code="email_invalid", limit=800),
        "expires_at": integer(),
        "line_items": array(_ITEM),
        "locale": text(r"auto|[a-z]{2,3}(-[A-Z]{2}|-419)?"),
        "metadata": metadata(),
        "mode": choice("payment"),
        "payment_intent_data": record(
            {"description": text(), "metadata": metadata(), "receipt_email": text()}
        ),
        "submit_type": choice("auto", "book", "donate", "pay"),
        "success_url": url(),
        "ui_mode": choice("hosted_page"),
    },
    required=["line_items", "mode", "success_url"],
)
_REFUND = record(
    {
        "amount": integer(1),
        "charge": text(),
        "metadata": metadata(),
        "payment_intent": text(),
        "reason": choice("duplicate", "fraudulent", "requested_by_customer"),
    }
)
_NOTHING = record({})
_PAGE: Final[Mapping[str, Parser]] = {"limit": integer(1), "starting_after": text()}
_OF_PAYMENT: Final[Mapping[str, Parser]] = {
    **_PAGE,
    "charge": text(),
    "payment_intent": text(),
}
_EVENTS = record(
    {
        **_PAGE,
        "created": record({"gt": integer(), "gte": integer(), "lt": integer(), "lte": integer()}),
        "delivery_success": boolean(),
        "type": text(),
        "types": array(text()),
    }
)


@dataclass(frozen=True)
class Operation:
    """One method on one path: its parameters, and what it does with them and the path's id."""

    method: str
    path: str
    params: Parser
    run: Callable[[Account, str, Json], Json]


OPERATIONS: Final = (
    Operation("POST", "/checkout/sessions", _SESSION, lambda a, _, p: a.open_session(p)),
    Operation(
        "GET",
        "/checkout/sessions",
        record({**_PAGE, "payment_intent": text(), "status": text()}),
        lambda a, _, p: _listing(a, "checkout.session", p),
    ),
    Operation("GET", "/checkout/sessions/{id}", _NOTHING, lambda a, i, _: a.session(i)),
    Operation(
        "GET",
        "/checkout/sessions/{id}/line_items",
        record(_PAGE),
        lambda a, i, p: _page(a.line_items(i), p, f"/v1/checkout/sessions/{i}/line_items"),
    ),
    Operation(
        "POST", "/checkout/sessions/{id}/expire", _NOTHING, lambda a, i, _: a.expire_session(i)
    ),
    Operation(
        "GET", "/payment_intents/{id}", _NOTHING, lambda a, i, _: a.find("payment_intent", i)
    ),
    Operation("GET", "/charges/{id}", _NOTHING, lambda a, i, _: a.find("charge", i)),
    Operation("POST", "/refunds", _REFUND, lambda a, _, p: a.refund(p)),
    Operation("GET", "/refunds", record(_OF_PAYMENT), lambda a, _, p: _listing(a, "refund", p)),
    Operation("GET", "/refunds/{id}", _NOTHING, lambda a, i, _: a.find("refund", i)),
    Operation("GET", "/disputes", record(_OF_PAYMENT), lambda a, _, p: _listing(a, "dispute", p)),
    Operation("GET", "/disputes/{id}", _NOTHING, lambda a, i, _: a.find("dispute", i)),
    Operation("GET", "/events", _EVENTS, lambda a, _, p: _events(a, p)),
    Operation("GET", "/events/{id}", _NOTHING, lambda a, i, _: a.find("event", i)),
)


class Api:
    """Answers API calls for one account."""

    def __init__(
        self,
        account: Account,
        faults: FaultSwitches,
        *,
        clock: Callable[[], float],
        save: Callable[[], None],
    ) -> None:
        self._account = account
        self._faults = faults
        self._keys = IdempotencyKeys(account.state.answers, clock)
        self._save = save

    def routes(self) -> list[BaseRoute]:
        """All operations, and a refusal for every other path."""
        known: list[BaseRoute] = [
            Route(operation.path, self._endpoint(operation), methods=[operation.method])
            for operation in OPERATIONS
        ]
        return [*known, Route("/{path:path}", _unknown_path, methods=["GET", "POST", "DELETE"])]

    def _endpoint(self, operation: Operation) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            headers = {"Request-Id": new_id("req", 14), "Stripe-Version": API_VERSION}
            try:
                return await self._answer(operation, request, headers)
            except ApiError as error:
                return JSONResponse(error.body(), error.status, headers)

        return endpoint

    async def _answer(
        self, operation: Operation, request: Request, headers: dict[str, str]
    ) -> Response:
        _authenticate(request.headers.get("authorization", ""))
        if self._faults.use_up("api_errors"):
            raise _our_fault()
        form = read_form(await _sent(request))
        params = operation.params(form, "")
        object_id = request.path_params.get("id", "")
        if operation.method == "GET":
            await asyncio.sleep(self._faults.now.api_delay)
            return JSONResponse(operation.run(self._account, object_id, params), 200, headers)

        key = request.headers.get("idempotency-key") or new_id("key")
        call = f"{request.url.path} {json.dumps(form, sort_keys=True)}"
        headers["Idempotency-Key"] = key
        with self._keys.claim(key):
            await asyncio.sleep(self._faults.now.api_delay)
            answer = self._keys.find(key, call)
            if answer is not None:
                headers["Idempotent-Replayed"] = "true"
                headers["Original-Request"] = answer.request_id
            else:
                status, body = self._run(operation, object_id, params)
                answer = self._keys.keep(key, call, headers["Request-Id"], status, body)
                self._save()
        if self._faults.use_up("fail_after_commit"):
            raise _our_fault()
        if self._faults.use_up("cut_after_commit"):
            return _CutOff(answer.body, answer.status, headers)
        return JSONResponse(answer.body, answer.status, headers)

    def _run(self, operation: Operation, object_id: str, params: Json) -> tuple[int, Json]:
        try:
            return 200, deepcopy(operation.run(self._account, object_id, params))
        except ApiError as error:
            return error.status, error.body()


class IdempotencyKeys:
    """The answers to calls that came with a key (docs.stripe.com/api/idempotent_requests).

    Refusals are kept too, but not those of parameters that could not be read.
    """

    def __init__(self, answers: dict[str, SavedAnswer], clock: Callable[[], float]) -> None:
        self._answers = answers
        self._clock = clock
        self._in_use: set[str] = set()

    @contextmanager
    def claim(self, key: str) -> Iterator[None]:
        """Hold a key while its call runs; nobody else may meanwhile."""
        if len(key) > _KEY_LENGTH:
            raise ApiError(f"Idempotency keys are at most {_KEY_LENGTH} characters.")
        if key in self._in_use:
            raise ApiError(
                "There is currently another in-progress request using this Idempotent Key (that "
                "probably means you submitted twice, and the other request is still going "
                f"through): {key}. Please try again later.",
                status=409,
                kind="idempotency_error",
                code="idempotency_key_in_use",
            )
        self._in_use.add(key)
        try:
            yield
        finally:
            self._in_use.remove(key)

    def find(self, key: str, call: str) -> SavedAnswer | None:
        """The answer to this very call, if it was made before."""
        self._forget_old()
        answer = self._answers.get(key)
        if answer is not None and answer.call != call:
            raise ApiError(
                "Keys for idempotent requests can only be used with the same parameters they were "
                f"first used with. Try using a key other than '{key}' if you meant to execute a "
                "different request.",
                kind="idempotency_error",
            )
        return answer

    def keep(self, key: str, call: str, request_id: str, status: int, body: Json) -> SavedAnswer:
        """Remember the answer to a call."""
        answer = self._answers[key] = SavedAnswer(
            call=call, request_id=request_id, status=status, body=body, saved_at=self._clock()
        )
        return answer

    def _forget_old(self) -> None:
        oldest = self._clock() - _KEY_LIFETIME
        for key in [key for key, answer in self._answers.items() if answer.saved_at < oldest]:
            del self._answers[key]


class _CutOff(JSONResponse):
    """Breaks off in the middle of the body, so that the server closes the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_a_byte(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": message["body"][:1], "more_body": True}
            await send(message)

        await super().__call__(scope, receive, send_a_byte)


async def _sent(request: Request) -> str:
    if request.method == "GET":
        return request.url.query
    try:
        return (await request.body()).decode()
    except UnicodeDecodeError:
        raise ApiError("Invalid request: the body is not UTF-8") from None


async def _unknown_path(request: Request) -> Response:
    error = ApiError(
        f"Unrecognized request URL ({request.method}: {request.url.path}). The stand-in plays only "
        "the part of the API that Lobby uses.",
        status=404,
    )
    return JSONResponse(error.body(), error.status, {"Request-Id": new_id("req", 14)})


def _authenticate(authorization: str) -> None:
    """Accept any secret key of test mode, as bearer token or as the user name of basic sign-in."""
    scheme, _, credentials = authorization.partition(" ")
    if not credentials:
        raise ApiError(
            "You did not provide an API key. You need to provide your API key in the Authorization "
            "header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
            status=401,
        )
    key = credentials
    if scheme.lower() == "basic":
        try:
            key = b64decode(credentials, validate=True).decode().partition(":")[0]
        except ValueError:
            key = ""
    if not key.startswith(("sk_test_", "rk_test_")):
        raise ApiError(f"Invalid API Key provided: {key[:8]}***", status=401)


def _our_fault() -> ApiError:
    return ApiError(
        "An error occurred internally with Stripe (made on purpose).",
        status=500,
        kind="api_error",
    )


def _events(account: Account, params: Json) -> Json:
    bounds = params.get("created", {})
    kinds = [params["type"]] if "type" in params else params.get("types", [])
    delivered = params.get("delivery_success")
    events = [
        event
        for event in account.state.all_of("event")
        if (not kinds or event["type"] in kinds)
        and (delivered is None or delivered == (event["pending_webhooks"] == 0))
        and event["created"] > bounds.get("gt", -1)
        and event["created"] >= bounds.get("gte", 0)
        and event["created"] < bounds.get("lt", _FOREVER)
        and event["created"] <= bounds.get("lte", _FOREVER)
    ]
    return _page(events, params, "/v1/events")


def _listing(account: Account, kind: str, params: Json) -> Json:
    filters = {name: value for name, value in params.items() if name not in _PAGE}
    items = [
        item
        for item in account.state.all_of(kind)
        if all(item[name] == value for name, value in filters.items())
    ]
    return _page(items, params, f"/v1/{kind.replace('.', '/')}s")


def _page(items: list[Json], params: Json, path: str) -> Json:
    start, limit = 0, min(params.get("limit", 10), 100)
    if "starting_after" in params:
        ids = [item["id"] for item in items]
        if params["starting_after"] not in ids:
            raise missing("object", params["starting_after"])
        start = ids.index(params["starting_after"]) + 1
    return {
        "object": "list",
        "url": path,
        "has_more": len(items) > start + limit,
        "data": items[start : start + limit],
    }
