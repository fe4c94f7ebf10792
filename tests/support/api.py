"""The product's functions, called in this process as API Gateway calls them."""

from __future__ import annotations

import asyncio
import atexit
import importlib.util
import json
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from threading import RLock
from types import ModuleType, SimpleNamespace
from typing import Any, TypeVar

from tools.template import read_template

Result = TypeVar("Result")

ROOT = Path(__file__).resolve().parents[2]
STAFF = {"email": "maria@praia.example", "cognito:username": "maria"}


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    raw: bytes

    @property
    def json(self) -> Any:
        """The body as JSON values."""
        return json.loads(self.raw)


_loading = RLock()


def load_function(name: str) -> ModuleType:
    """A function's module, as the Lambda runtime imports it: once, whoever asks first."""
    with _loading:
        return _load_function(name)


@cache
def _load_function(name: str) -> ModuleType:
    path = ROOT / "functions" / name / "app.py"
    spec = importlib.util.spec_from_file_location(f"functions_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def routes() -> list[tuple[str, str, str, bool]]:
    """The template's routes: method, resource, function's folder, whether staff only."""
    found = []
    for logical_id, resource in read_template()["Resources"].items():
        if resource["Type"] != "AWS::Serverless::Function":
            continue
        for event in resource["Properties"].get("Events", {}).values():
            if event["Type"] != "Api":
                continue
            properties = event["Properties"]
            found.append(
                (
                    properties["Method"].upper(),
                    properties["Path"],
                    folder_of(logical_id),
                    "Authorizer" in properties.get("Auth", {}),
                )
            )
    return found


def folder_of(logical_id: str) -> str:
    """``CreateBookingFunction`` lives in ``create_booking``."""
    bare = logical_id.removesuffix("Function")
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in bare).lstrip("_")


def call(
    method: str,
    path: str,
    body: Any = None,
    *,
    bearer: str | None = None,
    staff: bool | dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
    query: dict[str, str] | None = None,
    key_id: str | None = None,
) -> Reply:
    """Calls the function behind a route.

    ``body`` goes as it is if it is a text or bytes, and as JSON otherwise. ``staff`` plays the
    authorizer's claims; guarded routes have them unless it is False. ``key_id`` is the id of the
    API key that API Gateway found.
    """
    route = find_route(method, path)
    assert route is not None, f"the template has no route {method} {path}"
    sent = {"Content-Type": "application/json", **(headers or {})}
    if bearer is not None:
        sent["Authorization"] = f"Bearer {bearer}"
    claims = staff if isinstance(staff, dict) else None
    if staff is True or (staff is None and route.guarded):
        claims = STAFF
    event = {
        "resource": route.resource,
        "path": path,
        "httpMethod": method,
        "headers": sent,
        "multiValueHeaders": {name: [value] for name, value in sent.items()},
        "pathParameters": route.parameters or None,
        "queryStringParameters": query,
        "multiValueQueryStringParameters": {n: [v] for n, v in query.items()} if query else None,
        "body": _text(body),
        "isBase64Encoded": isinstance(body, bytes),
        "requestContext": {
            "requestId": "test-request",
            "resourcePath": route.resource,
            "httpMethod": method,
            "path": f"/api{path}",
            "stage": "api",
            "identity": {"sourceIp": "192.0.2.1", "apiKeyId": key_id},
            "authorizer": {"claims": claims} if claims else None,
        },
    }
    answer = invoke(route.function, event)
    raw = answer["body"] or ""
    return Reply(
        answer["statusCode"],
        {n.lower(): v for n, v in (answer.get("headers") or {}).items()},
        b64decode(raw) if answer.get("isBase64Encoded") else raw.encode(),
    )


def invoke(function: str, event: Any, context: Any = None) -> Any:
    """Runs a function on an event.

    Where an event loop runs in this thread (Playwright's), it runs in the thread that plays the
    Lambda process.
    """
    handler = load_function(function).handler
    made = context or lambda_context(function)
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return handler(event, made)
    return in_process(partial(handler, event, made))


def in_process(work: Callable[[], Result]) -> Result:
    """Does something in the thread that plays a Lambda process: one thing at a time."""
    return _process().submit(work).result()


@cache
def _process() -> ThreadPoolExecutor:
    # Mangum takes the event loop of its thread
    return ThreadPoolExecutor(1, initializer=lambda: asyncio.set_event_loop(_new_loop()))


@cache
def _new_loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    atexit.register(loop.close)
    return loop


def _text(body: Any) -> str | None:
    if body is None or isinstance(body, str):
        return body
    return b64encode(body).decode() if isinstance(body, bytes) else json.dumps(body)


def lambda_context(function: str) -> Any:
    """What the Lambda runtime hands to a handler beside the event."""
    return SimpleNamespace(
        function_name=function,
        memory_limit_in_mb=512,
        invoked_function_arn=f"arn:aws:lambda:eu-west-1:123456789012:function:{function}",
        aws_request_id="test-request",
        get_remaining_time_in_millis=lambda: 600_000,
    )


@dataclass(frozen=True)
class Route:
    """Where a request goes: the template's resource, the function's folder, what the path says.

    A ``guarded`` route is for staff only.
    """

    resource: str
    function: str
    parameters: dict[str, str]
    guarded: bool


def find_route(method: str, path: str) -> Route | None:
    """The template's route for a request; of several, the one with the fewest parameters."""
    parts = path.strip("/").split("/")
    found: list[Route] = []
    for route_method, resource, function, guarded in routes():
        names = resource.strip("/").split("/")
        if route_method != method or len(names) != len(parts):
            continue
        pairs = list(zip(names, parts, strict=True))
        if all(n == p or n.startswith("{") for n, p in pairs):
            parameters = {n.strip("{}"): p for n, p in pairs if n.startswith("{")}
            found.append(Route(resource, function, parameters, guarded))
    return min(found, key=lambda route: len(route.parameters), default=None)
