"""The API's contract, made from the code: `python -m tools.openapi` writes docs/openapi.json.

What agencies may do stands in a document of its own, docs/agency-openapi.json. The pages' types and
lists are made of the document: site/generated/.

Routes and guards come from the template, bodies and answers from what each operation registers, so
there is nothing to keep in step by hand. `--check` fails when the committed document is not what
the code says, and when it would break a client of the one in the last commit (or of the one that
`--since` names, such as the branch that a change goes into).
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tools.openapi_changes import breaking_changes
from tools.openapi_enums import with_names
from tools.openapi_problems import problem_schema, problems
from tools.openapi_routes import Route, code_routes, template_routes
from tools.openapi_schemas import REFERENCE, ContractError, Schema, Schemas, schemas_of
from tools.openapi_types import lists, type_declarations
from tools.package import ROOT
from tools.site_codes import countries_script, currencies_script, formats_script
from tools.template import read_template

DOCUMENT = ROOT / "docs" / "openapi.json"
AGENCY_DOCUMENT = ROOT / "docs" / "agency-openapi.json"
TYPES = ROOT / "site" / "generated" / "api.d.ts"
LISTS = ROOT / "site" / "generated" / "lists.js"
COUNTRIES = ROOT / "site" / "generated" / "countries.js"
CURRENCIES = ROOT / "site" / "generated" / "currencies.js"
FORMATS = ROOT / "site" / "generated" / "formats.js"
AGENCY_BASE = "/agency/v1"
# Raise it together with a change that breaks clients on purpose: the gate then lets it through.
VERSION = "1"
_DIFF_LINES = 40


def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document of the API, without what is the agencies'.

    Raises:
        ContractError: a route of the template that no code answers, or the other way round.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Lobby",
            "version": VERSION,
            "description": "Bookings for guests, staff and integrators. Amounts are integers of "
            "minor units with an ISO 4217 currency; instants are UTC. Within a version, fields "
            "are added and never taken away: pass over those that you do not know.",
        },
        "servers": [{"url": "/api", "description": "Under the site's own address"}],
        "tags": [
            {"name": "Portal", "description": "Guests, by their portal link"},
            {"name": "Desk", "description": "Staff, on bookings"},
            {"name": "Settings", "description": "Staff, on what the business says of itself"},
            {"name": "Calendars", "description": "Other platforms, by a calendar's secret address"},
            {"name": "Payment provider", "description": "Signed events of the payment provider"},
        ],
        **_operations(lambda path: not path.startswith(AGENCY_BASE), "", _SECURITY_SCHEMES),
    }


def agency_document() -> dict[str, Any]:
    """The OpenAPI 3.1 document of the agencies' API.

    Raises:
        ContractError: a route of the template that no code answers, or the other way round.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Lobby for agencies",
            "version": VERSION,
            "description": "Bookings by travel agencies and sales channels: docs/agency-api.md has "
            "the way through, with examples. Amounts are integers of minor units with an ISO 4217 "
            "currency; instants are UTC. Within a version, fields are added and never taken away: "
            "pass over those that you do not know.",
        },
        "servers": [{"url": f"/api{AGENCY_BASE}", "description": "Under the site's own address"}],
        "tags": [
            {"name": "Shop", "description": "What is sold, what is free and what it costs"},
            {"name": "Bookings", "description": "The agency's own bookings"},
        ],
        **_operations(lambda path: path.startswith(AGENCY_BASE), AGENCY_BASE, _AGENCY_SCHEMES),
    }


def _operations(
    wanted: Callable[[str], bool], base: str, schemes: Mapping[str, Schema]
) -> dict[str, Any]:
    """The paths that are wanted, without their ``base``, and the components that they refer to."""
    template = read_template()
    deployed = {key: of for key, of in template_routes(template).items() if wanted(key[1])}
    coded = code_routes(sorted({folder for folder, _ in deployed.values()}))
    for method, path in sorted(deployed.keys() ^ coded.keys()):
        where = "code" if (method, path) in deployed else "template"
        raise ContractError(f"{method} {path} is not in the {where}.")
    schemas = schemas_of(
        [kind for route in coded.values() for kind in (route.body, route.query)],
        [kind for route in coded.values() for kind in route.answers.values()],
    )
    schemas = replace(schemas, components=with_names(schemas.components))
    paths: dict[str, dict[str, Any]] = {}
    for (method, path), route in sorted(coded.items(), key=lambda entry: entry[0][::-1]):
        _, guarded = deployed[method, path]
        operation = _operation(path, route, schemas, guarded=guarded)
        paths.setdefault(path.removeprefix(base), {})[method.lower()] = operation
    _drop_queries(coded.values(), schemas)
    schemas.components["Problem"] = problem_schema(problems(template))
    return {
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.components.items())),
            "responses": {"Problem": _problem_response()},
            "securitySchemes": schemes,
        },
    }


_AGENCY_SCHEMES = {
    "agencyKey": {
        "type": "apiKey",
        "in": "header",
        "name": "X-Api-Key",
        "description": "The agency's key, or its sandbox key.",
    },
}
_SECURITY_SCHEMES = {
    "portalLink": {
        "type": "http",
        "scheme": "bearer",
        "description": "The secret in the fragment of a booking's portal link. A wrong one is "
        "answered as if there were no such booking.",
    },
    "staff": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "The ID token of a member of staff.",
    },
    "providerSignature": {
        "type": "apiKey",
        "in": "header",
        "name": "Stripe-Signature",
        "description": "The payment provider's signature of the body.",
    },
}


# what a guest needs before there is a booking; calendars have their secret in their name
_PUBLIC = ("/catalog", "/availability/", "/quotes", "/bookings", "/feeds/")


def _problem_response() -> Schema:
    schema = {"$ref": REFERENCE.format(name="Problem")}
    return {
        "description": "Refused or failed",
        "content": {"application/problem+json": {"schema": schema}},
    }


def _operation(path: str, route: Route, schemas: Schemas, *, guarded: bool) -> Schema:
    operation: Schema = {"tags": [route.tag], "operationId": route.name, "summary": route.summary}
    if route.description:
        operation["description"] = route.description
    scheme = _scheme(path, guarded)
    operation["security"] = [{scheme: []}] if scheme else []
    if parameters := list(_parameters(path, route, schemas)):
        operation["parameters"] = parameters
    if route.body is not None:
        operation["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": schemas.of(route.body)}},
        }
    responses = {
        str(status): _answer(status, kind, schemas, route.media_types)
        for status, kind in route.answers.items()
    }
    problem = {"$ref": "#/components/responses/Problem"}
    return {**operation, "responses": {**responses, "default": problem}}


def _scheme(path: str, guarded: bool) -> str | None:
    """What a caller has to show; None where everybody may call."""
    if guarded:
        return "staff"
    if path.startswith("/bookings/{code}"):
        return "portalLink"
    if path.startswith("/stripe/"):
        return "providerSignature"
    if path.startswith(AGENCY_BASE):
        return "agencyKey"
    if path.startswith(_PUBLIC):
        return None
    raise ContractError(f"Say in {__name__} who may call {path}.")


def _parameters(path: str, route: Route, schemas: Schemas) -> Iterator[Schema]:
    for name in re.findall(r"\{(\w+)\}", path):
        kind = "integer" if name == "guest" else "string"
        yield {"name": name, "in": "path", "required": True, "schema": {"type": kind}}
    if route.query is not None:
        fields = schemas.components[_component(route.query, schemas)]
        for name, schema in fields["properties"].items():
            required = name in fields.get("required", [])
            yield {"name": name, "in": "query", "required": required, "schema": _given(schema)}
    if route.takes_languages:
        yield {
            "name": "Accept-Language",
            "in": "header",
            "required": False,
            "description": "Languages to read in (RFC 9110); the answer says which it is.",
            "schema": {"type": "string"},
        }
        yield {
            "name": "language",
            "in": "query",
            "required": False,
            "description": "The language that a reader chose: a BCP 47 tag. It comes first.",
            "schema": {"type": "string"},
        }
    if route.takes_idempotency_key:
        yield {
            "name": "Idempotency-Key",
            "in": "header",
            "required": path.startswith(AGENCY_BASE),
            "description": "Makes sending the same request again harmless; kept for 24 hours.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 255},
        }


def _drop_queries(routes: Collection[Route], schemas: Schemas) -> None:
    """Queries are spelled out where they are sent; as components they serve nobody."""
    bodies = {route.body for route in routes}
    for query in {route.query for route in routes} - bodies - {None}:
        del schemas.components[_component(query, schemas)]


def _component(kind: Any, schemas: Schemas) -> str:
    return str(schemas.of(kind)["$ref"]).rpartition("/")[2]


def _given(schema: Schema) -> Schema:
    """The schema of a query parameter: it is there or not, but never null."""
    choices = [choice for choice in schema.get("anyOf", []) if choice != {"type": "null"}]
    rest = {name: value for name, value in schema.items() if name not in ("anyOf", "default")}
    return rest | (choices[0] if len(choices) == 1 else {"anyOf": choices} if choices else {})


def _answer(status: int, kind: Any, schemas: Schemas, media_types: Sequence[str]) -> Schema:
    answer: Schema = {"description": _MEANINGS[status]}
    if kind is bytes:
        if not media_types:
            raise ContractError("Bytes are answered as no media type that the code names.")
        answer["content"] = {name: {} for name in media_types}
    elif kind is not None:
        answer["content"] = {"application/json": {"schema": schemas.of(kind)}}
    return answer


_MEANINGS = {
    200: "Done",
    201: "Made",
    202: "Taken on; it goes on in the background",
    204: "Gone",
    304: "Not changed since",
}


# -- the command --------------------------------------------------------------------------------


def rendered(content: dict[str, Any]) -> str:
    """The document as its file has it."""
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def committed(file: Path, revision: str = "HEAD") -> dict[str, Any] | None:
    """A document as it stands in a commit, the last one by default; None if it has none."""
    path = file.relative_to(ROOT)
    show = subprocess.run(["git", "show", f"{revision}:{path}"], cwd=ROOT, capture_output=True)
    return dict(json.loads(show.stdout)) if show.returncode == 0 else None


def stale(now: str, file: Path) -> list[str]:
    """How a file differs from what it has to be now; nothing if it does not."""
    kept = file.read_text() if file.is_file() else ""
    if now == kept:
        return []
    diff = difflib.unified_diff(
        kept.splitlines(), now.splitlines(), "committed", "the code", lineterm="", n=1
    )
    lines = list(diff)
    more = len(lines) - _DIFF_LINES
    return [
        f"{file.name} is not what the code says; run: make openapi",
        *lines[:_DIFF_LINES],
        *([f"... and {more} more lines"] if more > 0 else []),
    ]


def check(made: dict[str, Any], file: Path, before: dict[str, Any] | None) -> list[str]:
    """What is wrong with the document in a file: stale, or breaking clients of the one before."""
    wrong = stale(rendered(made), file)
    if before is not None and before["info"]["version"] == made["info"]["version"]:
        wrong += [f"breaks clients: {change}" for change in breaking_changes(before, made)]
    return wrong


def main(arguments: list[str] | None = None) -> int:
    """Writes the document, or checks it."""
    parser = argparse.ArgumentParser(prog="python -m tools.openapi", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail on differences")
    parser.add_argument("--since", default="HEAD", help="the commit whose clients must not break")
    asked = parser.parse_args(arguments)
    try:
        made = {DOCUMENT: document(), AGENCY_DOCUMENT: agency_document()}
        for_pages = {
            TYPES: type_declarations(made[DOCUMENT]),
            LISTS: lists(made[DOCUMENT]),
            COUNTRIES: countries_script(),
            CURRENCIES: currencies_script(),
            FORMATS: formats_script(),
        }
    except ContractError as error:
        print(f"openapi: {error}", file=sys.stderr)
        return 1
    if not asked.check:
        for file, text in ({file: rendered(one) for file, one in made.items()} | for_pages).items():
            file.parent.mkdir(exist_ok=True)
            file.write_text(text)
        return 0
    wrong = [
        line
        for file, content in made.items()
        for line in check(content, file, committed(file, asked.since))
    ]
    wrong += [line for file, text in for_pages.items() for line in stale(text, file)]
    for line in wrong:
        print(line, file=sys.stderr)
    if not wrong:
        count = sum(len(methods) for one in made.values() for methods in one["paths"].values())
        print(f"The contract holds: {count} operations, no client broken.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
