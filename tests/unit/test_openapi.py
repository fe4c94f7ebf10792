"""The committed contract is what the code says and valid; its gate notices what breaks clients."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from tools import openapi
from tools.openapi_changes import breaking_changes
from tools.openapi_problems import problems
from tools.openapi_routes import template_routes
from tools.openapi_schemas import ContractError
from tools.template import read_template

Document = dict[str, Any]


@pytest.fixture(scope="module")
def made() -> Document:
    """The document as the code says it."""
    return openapi.document()


def test_the_committed_document_is_current(made: Document) -> None:
    assert openapi.check(made, openapi.DOCUMENT, None) == []


def test_the_document_is_valid(made: Document) -> None:
    OpenAPIV31SpecValidator(made).validate()


def test_the_document_comes_out_the_same_again(made: Document) -> None:
    assert openapi.rendered(openapi.document()) == openapi.rendered(made)


def test_staff_and_portal_routes_ask_for_their_own_credentials(made: Document) -> None:
    def schemes(method: str, path: str) -> list[str]:
        return [name for choice in made["paths"][path][method]["security"] for name in choice]

    assert schemes("get", "/staff/bookings/{code}") == ["staff"]
    assert schemes("get", "/bookings/{code}") == ["portalLink"]
    assert schemes("post", "/stripe/webhook") == ["providerSignature"]


def test_every_problem_is_listed(made: Document) -> None:
    listed = made["components"]["schemas"]["Problem"]["properties"]["type"]["enum"]

    assert listed == [f"urn:lobby:problem:{slug}" for slug in problems(read_template())]
    # one of the root's, one of a gateway's adapter, one of API Gateway's own
    for slug in ("not-found", "payment-provider", "too-many-requests"):
        assert f"urn:lobby:problem:{slug}" in listed


def test_a_booking_is_described_in_full(made: Document) -> None:
    schemas = made["components"]["schemas"]

    assert set(schemas["BookingForm"]["required"]) == {
        "property",
        "currency",
        "arrival",
        "departure",
        "booker",
    }
    assert schemas["ItemForm"]["properties"]["from"]["anyOf"][0]["format"] == "date"
    assert "cancellation" in schemas["BookingView"]["required"]
    assert schemas["BookingView"]["properties"]["created_at"]["format"] == "date-time"


def test_a_route_without_code_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    template = read_template()
    events = template["Resources"]["ViewBookingFunction"]["Properties"]["Events"]
    events["Stray"] = {"Type": "Api", "Properties": {"Method": "get", "Path": "/stray"}}
    monkeypatch.setattr(openapi, "read_template", lambda: template)

    with pytest.raises(ContractError, match="GET /stray is not in the code"):
        openapi.document()


def test_code_without_a_route_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    template = read_template()
    del template["Resources"]["ViewBookingFunction"]["Properties"]["Events"]["GetBookingsCode"]
    monkeypatch.setattr(openapi, "read_template", lambda: template)

    with pytest.raises(ContractError, match=r"GET /bookings/\{code\} is not in the template"):
        openapi.document()


def test_routes_are_guarded_as_the_template_says() -> None:
    routes = template_routes(read_template())

    assert routes["POST", "/staff/bookings"] == ("create_booking", True)
    assert routes["GET", "/bookings/{code}"] == ("view_booking", False)


def test_a_stale_document_is_told_by_a_short_diff(made: Document, tmp_path: Path) -> None:
    stale = deepcopy(made)
    stale["info"]["title"] = "Lobbi"
    file = tmp_path / "openapi.json"
    file.write_text(openapi.rendered(stale))

    said = openapi.check(made, file, None)

    assert '-  "title": "Lobbi",' in said
    assert '+  "title": "Lobby",' in said
    assert len(said) < 12


def test_a_missing_document_is_told(made: Document, tmp_path: Path) -> None:
    said = openapi.check(made, tmp_path / "openapi.json", None)

    assert said[0].startswith("openapi.json is not what the code says")
    assert said[-1].endswith("more lines")


# -- the gate ------------------------------------------------------------------------------------

OLD: Document = {
    "paths": {
        "/things": {
            "get": {
                "security": [{"staff": []}],
                "parameters": [{"name": "size", "in": "query", "schema": {"type": "integer"}}],
                "responses": {
                    "200": {
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}
                        }
                    }
                },
            },
            "post": {
                "security": [{"staff": []}],
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Form"}}
                    },
                },
                "responses": {"201": {"description": "Made"}},
            },
        }
    },
    "components": {
        "schemas": {
            "Thing": {
                "type": "object",
                "required": ["name", "parts"],
                "properties": {
                    "name": {"type": "string"},
                    "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                    "colour": {"enum": ["red", "blue"]},
                    "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}},
                },
            },
            "Form": {
                "type": "object",
                "required": ["name"],
                "properties": {
                    "name": {"type": "string"},
                    "size": {"type": "integer"},
                    "colour": {"enum": ["red", "blue"]},
                },
            },
        }
    },
}

Change = Callable[[Document], Any]


def _thing(document: Document) -> Any:
    return document["components"]["schemas"]["Thing"]


def _form(document: Document) -> Any:
    return document["components"]["schemas"]["Form"]


def _get(document: Document) -> Any:
    return document["paths"]["/things"]["get"]


BREAKING: dict[str, tuple[Change, str]] = {
    "path": (lambda d: d["paths"].clear(), "/things: the path is gone"),
    "operation": (
        lambda d: d["paths"]["/things"].pop("post"),
        "POST /things: the operation is gone",
    ),
    "answered field": (
        lambda d: _thing(d)["properties"].pop("note"),
        "GET /things: 200.note: the field is gone",
    ),
    "answered field sometimes": (
        lambda d: _thing(d).update(required=["parts"]),
        "GET /things: 200.name: the field may be missing now",
    ),
    "answered type": (
        lambda d: _thing(d)["properties"].update(name={"type": "integer"}),
        "GET /things: 200.name: is integer, and was string",
    ),
    "answered null": (
        lambda d: _thing(d)["properties"].update(
            name={"anyOf": [{"type": "string"}, {"type": "null"}]}
        ),
        "GET /things: 200.name: is null or string, and was string",
    ),
    "answered value": (
        lambda d: _thing(d)["properties"].update(colour={"enum": ["red"]}),
        "GET /things: 200.colour: the value blue is gone",
    ),
    "status": (
        lambda d: _get(d)["responses"].update({"204": _get(d)["responses"].pop("200")}),
        "GET /things: 200 is no longer answered",
    ),
    "media type": (
        lambda d: _get(d)["responses"]["200"].update(content={"text/csv": {}}),
        "GET /things: 200 is no longer answered as application/json",
    ),
    "credentials": (
        lambda d: _get(d).update(security=[{"portalLink": []}]),
        "GET /things: other credentials are asked for",
    ),
    "sent field required": (
        lambda d: _form(d).update(required=["name", "size"]),
        "POST /things: request.size: the field is required now",
    ),
    "sent field new and required": (
        lambda d: (
            _form(d)["properties"].update(weight={"type": "integer"}),
            _form(d)["required"].append("weight"),
        ),
        "POST /things: request.weight: the field is required now",
    ),
    "sent field": (
        lambda d: _form(d)["properties"].pop("size"),
        "POST /things: request.size: the field is gone",
    ),
    "sent value": (
        lambda d: _form(d)["properties"].update(colour={"enum": ["blue"]}),
        "POST /things: request.colour: the value red is gone",
    ),
    "sent type": (
        lambda d: _form(d)["properties"].update(size={"type": "string"}),
        "POST /things: request.size: takes string, and took integer",
    ),
    "parameter": (
        lambda d: _get(d)["parameters"].clear(),
        "GET /things: the query parameter size is gone",
    ),
    "parameter required": (
        lambda d: _get(d)["parameters"][0].update(required=True),
        "GET /things: the query parameter size is required now",
    ),
    "body": (
        lambda d: _get(d).update(requestBody=d["paths"]["/things"]["post"]["requestBody"]),
        "GET /things: a body is required now",
    ),
}

HARMLESS: dict[str, Change] = {
    "nothing": lambda _: None,
    "new path": lambda d: d["paths"].update({"/more": d["paths"]["/things"]}),
    "new answered field": lambda d: _thing(d)["properties"].update(weight={"type": "integer"}),
    "answered field always": lambda d: _thing(d)["required"].append("note"),
    "never null again": lambda d: _thing(d)["properties"].update(note={"type": "string"}),
    "new answered value": lambda d: _thing(d)["properties"]["colour"]["enum"].append("green"),
    "new optional field": lambda d: _form(d)["properties"].update(weight={"type": "integer"}),
    "sent field optional": lambda d: _form(d).update(required=[]),
    "new sent value": lambda d: _form(d)["properties"]["colour"]["enum"].append("green"),
    "sent null allowed": lambda d: _form(d)["properties"].update(
        size={"anyOf": [{"type": "integer"}, {"type": "null"}]}
    ),
    "new parameter": lambda d: _get(d)["parameters"].append(
        {"name": "after", "in": "query", "schema": {"type": "string"}}
    ),
}


def _changed(change: Change) -> Document:
    document = deepcopy(OLD)
    change(document)
    return document


@pytest.mark.parametrize(("change", "said"), BREAKING.values(), ids=BREAKING)
def test_what_breaks_clients_is_told(change: Change, said: str) -> None:
    assert said in breaking_changes(OLD, _changed(change))


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS)
def test_additions_pass(change: Change) -> None:
    assert breaking_changes(OLD, _changed(change)) == []


@pytest.fixture
def current(made: Document, tmp_path: Path) -> Path:
    """A file that has the document as the code says it."""
    file = tmp_path / "openapi.json"
    file.write_text(openapi.rendered(made))
    return file


def _with_one_more_path(made: Document) -> Document:
    before = deepcopy(made)
    before["paths"]["/gone"] = before["paths"]["/bookings/{code}"]
    return before


def test_the_gate_compares_with_the_document_before(made: Document, current: Path) -> None:
    said = openapi.check(made, current, _with_one_more_path(made))

    assert said == ["breaks clients: /gone: the path is gone"]


def test_the_gate_lets_a_new_version_through(made: Document, current: Path) -> None:
    before = _with_one_more_path(made)
    before["info"]["version"] = "0"

    assert openapi.check(made, current, before) == []
