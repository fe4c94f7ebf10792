"""The pages' types and lists say what the API document says."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from lobby.domain.booking.booking import CancellationType
from tools import openapi
from tools.openapi_enums import NAMED, with_names
from tools.openapi_schemas import ContractError
from tools.openapi_types import lists, type_declarations


def document(**schemas: Any) -> dict[str, Any]:
    """A document with these components and no operation."""
    return {"paths": {}, "components": {"schemas": schemas}}


def declared(schema: Any) -> str:
    """The type of a field with this schema."""
    made = type_declarations(
        document(Thing={"type": "object", "properties": {"it": schema}, "required": ["it"]})
    )
    return made.partition("  it: ")[2].partition(";\n}")[0]


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string", "format": "date"}, "string"),
        ({"type": "integer", "minimum": 1}, "number"),
        ({"anyOf": [{"$ref": "#/components/schemas/Money"}, {"type": "null"}]}, "Money | null"),
        ({"type": "array", "items": {"type": "boolean"}}, "Array<boolean>"),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, "Record<string, number>"),
        ({"type": "object"}, "Record<string, unknown>"),
        ({"enum": ["stay"]}, '"stay"'),
        ({"const": True}, "true"),
        ({"description": "Anything."}, "unknown"),
    ],
)
def test_every_schema_has_its_type(schema: Any, expected: str) -> None:
    assert declared(schema) == expected


def test_what_may_be_left_out_is_optional() -> None:
    thing = {
        "type": "object",
        "properties": {"name": {"type": "string"}, "note": {"type": "string", "default": ""}},
        "required": ["name"],
    }

    made = type_declarations(document(Thing=thing))

    assert "export interface Thing {\n  name: string;\n  note?: string;\n}\n" in made


def test_an_unknown_schema_is_refused() -> None:
    with pytest.raises(ContractError, match="No type is known"):
        declared({"type": "tuple"})


def test_operations_say_what_they_take_and_answer() -> None:
    made = type_declarations(openapi.document())

    assert (
        '  "POST /bookings/{code}/payments": {\n'
        "    body: PaymentRequest;\n"
        "    query: undefined;\n"
        "    answer: PaymentPage;\n"
        "  };\n"
    ) in made
    assert "    answer: Blob;\n" in made.partition('"GET /bookings/{code}/invoice": {')[2]
    assert "    answer: null;\n" in made.partition('"DELETE /staff/fields/{id}": {')[2]


def test_lists_have_the_order_of_the_code() -> None:
    made = lists(openapi.document())
    [line] = [one for one in made.splitlines() if one.startswith("export const CancellationType ")]

    assert [word.strip('"[]);') for word in line.partition("(")[2].split(", ")] == list(
        get_args(CancellationType)
    )


def test_every_name_of_an_enumeration_is_used() -> None:
    used = openapi.document()["components"]["schemas"].keys()

    assert NAMED.keys() <= used


def test_an_enumeration_in_two_places_needs_a_name() -> None:
    size = {"enum": ["large", "small"]}
    thing = {"type": "object", "properties": {"size": size}}

    with pytest.raises(ContractError, match="large"):
        with_names({"Thing": thing, "Other": thing})

    assert with_names({"Thing": thing}) == {"Thing": thing}


def test_the_same_words_with_another_meaning_have_another_name() -> None:
    kind = {"enum": ["person", "unit"]}

    made = with_names(
        {
            "Rate": {"type": "object", "properties": {"per": kind}},
            "Resource": {"type": "object", "properties": {"kind": kind}},
        }
    )

    assert made["Rate"]["properties"]["per"] == {"$ref": "#/components/schemas/PricePer"}
    assert made["Resource"]["properties"]["kind"] == {"$ref": "#/components/schemas/ResourceKind"}
    assert made["PricePer"]["enum"] == ["unit", "person"]
