"""The routes of the API, as the template deploys them and as the code answers them."""

from __future__ import annotations

import importlib.util
import inspect
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from lobby.http.operation import Operation
from tools.openapi_schemas import ContractError, prose
from tools.package import ROOT, folder_of

_MEDIA_TYPE = re.compile(r"(application|image|text)/[\w.+-]+")

# What a function uses that answers in the reader's language.
_SPOKEN = frozenset({"spoken", "guests_page"})

RouteKey = tuple[str, str]
"""A method in capitals, and a path."""


@dataclass(frozen=True)
class Route:
    """One operation of the API, before it is written down.

    ``media_types`` are those that its code names: what it answers bytes as.
    """

    name: str
    tag: str
    summary: str
    description: str
    body: Any
    query: type[Any] | None
    answers: Mapping[int, Any]
    takes_idempotency_key: bool
    takes_languages: bool
    media_types: tuple[str, ...] = ()


def template_routes(template: Mapping[str, Any]) -> dict[RouteKey, tuple[str, bool]]:
    """The routes that are deployed: the function's folder, and whether staff only."""
    found: dict[RouteKey, tuple[str, bool]] = {}
    for logical_id, resource in template["Resources"].items():
        for event in resource.get("Properties", {}).get("Events", {}).values():
            if event["Type"] == "Api":
                route = event["Properties"]
                key = (route["Method"].upper(), route["Path"])
                guarded = route.get("Auth", {}).get("Authorizer") == "Staff"
                found[key] = (folder_of(logical_id), guarded)
    return found


def code_routes(folders: Iterable[str]) -> dict[RouteKey, Route]:
    """The routes that the code of these functions answers."""
    found: dict[RouteKey, Route] = {}
    for folder in folders:
        module = load_function(folder)
        operation = getattr(module, "operation", None)
        if isinstance(operation, Operation):
            found |= {key: _route(route) for key, route in operation.routes.items()}
        else:
            found |= _web_routes(module)
    return found


def load_function(folder: str) -> ModuleType:
    """A function's module, as the Lambda runtime imports it."""
    path = ROOT / "functions" / folder / "app.py"
    spec = importlib.util.spec_from_file_location(f"functions_{folder}", path)
    if spec is None or spec.loader is None:
        raise ContractError(f"{path} can't be imported.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # msgspec looks annotations up there
    spec.loader.exec_module(module)
    return module


def _route(route: Any) -> Route:
    _, _, more = inspect.cleandoc(route.run.__doc__ or "").partition("\n\n")
    return Route(
        name=route.run.__name__,
        tag=_tag(route.path),
        summary=route.summary.rstrip("."),
        description=prose(more),
        body=route.body,
        query=route.query,
        answers=route.answers,
        takes_idempotency_key="idempotency_key" in route.run.__code__.co_names,
        takes_languages=not _SPOKEN.isdisjoint(route.run.__code__.co_names),
        media_types=tuple(
            text
            for text in route.run.__code__.co_consts
            if isinstance(text, str) and _MEDIA_TYPE.fullmatch(text)
        ),
    )


def _web_routes(module: ModuleType) -> dict[RouteKey, Route]:
    """The routes of a function that is a FastAPI application."""
    from fastapi.routing import APIRoute

    from lobby.api.agency import idempotency_key
    from lobby.http.web import ANSWERS, Asked, Sent, languages

    found: dict[RouteKey, Route] = {}
    for route in module.app.routes:
        if not isinstance(route, APIRoute):
            continue
        if route.endpoint not in ANSWERS:
            raise ContractError(f"{route.name} does not say what it answers.")
        status, record = ANSWERS[route.endpoint]
        summary, _, more = inspect.cleandoc(route.endpoint.__doc__ or "").partition("\n\n")
        given = [dependency.call for dependency in route.dependant.dependencies]
        form = route.body_field.field_info.annotation if route.body_field else None
        for method in route.methods or ():
            found[method, route.path] = Route(
                name=route.name,
                tag=_tag(route.path, "Settings"),
                summary=(route.summary or " ".join(summary.split())).rstrip("."),
                description=prose(more),
                body=next((one.kind for one in given if isinstance(one, Sent)), form),
                query=next((one.kind for one in given if isinstance(one, Asked)), None),
                answers={status: record},
                takes_idempotency_key=idempotency_key in given,
                takes_languages=languages in given,
            )
    return found


def _tag(path: str, desk: str = "Desk") -> str:
    if path.startswith("/staff/"):
        return desk
    if path.startswith("/agency/"):
        return "Bookings" if "/bookings" in path else "Shop"
    if path.startswith("/feeds/"):
        return "Calendars"
    return "Payment provider" if path.startswith("/stripe/") else "Portal"
