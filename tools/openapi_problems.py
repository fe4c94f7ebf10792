"""The problems (RFC 9457) that the API answers with: those of the code, and of its gateway."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Mapping
from typing import Any

import lobby
from lobby.base.errors import LobbyError
from tools.openapi_schemas import Schema


def problems(template: Mapping[str, Any]) -> dict[str, tuple[int, str]]:
    """Every problem that can be answered: its slug, status and title, by slug."""
    found = {kind.slug: (kind.status, kind.title) for kind in reversed(error_types())}
    responses = template["Resources"]["Api"]["Properties"].get("GatewayResponses", {})
    for response in responses.values():
        for text in response.get("ResponseTemplates", {}).values():
            given = json.loads(text)
            slug = given["type"].removeprefix("urn:lobby:problem:")
            found.setdefault(slug, (given["status"], given["title"]))
    return dict(sorted(found.items()))


def error_types() -> list[type[LobbyError]]:
    """Every class of errors of the product."""
    for module in pkgutil.walk_packages(lobby.__path__, "lobby."):
        importlib.import_module(module.name)
    return _errors(LobbyError)


def _errors(kind: type[LobbyError]) -> list[type[LobbyError]]:
    return [kind, *(found for child in kind.__subclasses__() for found in _errors(child))]


def problem_schema(known: Mapping[str, tuple[int, str]]) -> Schema:
    rows = "".join(
        f"\n| `{slug}` | {status} | {title} |" for slug, (status, title) in known.items()
    )
    text = {"type": "string"}
    values = {"type": "object", "description": "The values of the code's sentence, by name."}
    return {
        "description": "Why a request was refused or failed (RFC 9457).",
        "type": "object",
        "properties": {
            "type": {
                "type": "string",
                "enum": [f"urn:lobby:problem:{slug}" for slug in known],
                "description": "Stable; what to switch on.\n\n"
                f"| `urn:lobby:problem:` | status | title |\n| --- | --- | --- |{rows}",
            },
            "title": text,
            "status": {"type": "integer"},
            "instance": text | {"description": "This request, for support to find it by."},
            "detail": text | {"description": "What happened this time, in English."},
            "errors": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "field": text | {"description": "A path such as `items[0].tax_rate`."},
                        "code": text | {"description": "Stable; what is wrong with it."},
                        "params": values,
                        "message": text | {"description": "The same in English."},
                    },
                    "required": ["field", "message"],
                },
            },
            "code": text | {"description": "A stable word for what happened this time."},
            "params": values,
            "since": {"type": "string", "format": "date-time"},
        },
        "required": ["type", "title", "status"],
    }
