"""The API document as the pages need it: types for the compiler, and enumerations as lists.

The document's dialect is what `tools.openapi` writes, no more; what it does not know it refuses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tools.openapi_schemas import ContractError, Schema

Document = Mapping[str, Any]

_HEAD = "// Made by `python -m tools.openapi` from docs/openapi.json: change the code, not this.\n"
_PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean"}
_JSON = "application/json"


def type_declarations(document: Document) -> str:
    """TypeScript's declarations of every component, and of what each operation takes and answers.

    Raises:
        ContractError: the document says something that these types can't.
    """
    components = document["components"]["schemas"]
    parts = [_component(name, schema) for name, schema in components.items()]
    operations = [
        _operation(f"{method.upper()} {path}", operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    comment = _comment("What each operation takes and answers, by its method and path.", "")
    parts.append(f"{comment}export interface Operations {{\n{''.join(operations)}}}\n")
    return _HEAD + "\n" + "\n".join(parts)


def lists(document: Document) -> str:
    """A script with the values of every enumeration, each list by the name of its type."""
    parts = [
        f'/** @type {{readonly import("./api.js").{name}[]}} */\n'
        f"export const {name} = Object.freeze({json.dumps(schema['enum'])});\n"
        for name, schema in document["components"]["schemas"].items()
        if "enum" in schema
    ]
    return _HEAD + "\n" + "\n".join(parts)


def _component(name: str, schema: Schema) -> str:
    comment = _comment(schema.get("description"), "")
    if schema.get("type") == "object" and "properties" in schema:
        return f"{comment}export interface {name} {_type(schema, '')}\n"
    return f"{comment}export type {name} = {_type(schema, '')};\n"


def _type(schema: Schema, indent: str) -> str:
    match schema:
        case {"$ref": str(reference)}:
            return reference.rpartition("/")[2]
        case {"enum": list(values)}:
            return _union(json.dumps(value) for value in values)
        case {"const": value}:
            return json.dumps(value)
        case {"anyOf": list(choices)}:
            return _union(_type(choice, indent) for choice in choices)
        case {"type": "null"}:
            return "null"
        case {"type": "array"}:
            return f"Array<{_type(schema.get('items', {}), indent)}>"
        case {"type": "object", "properties": _}:
            fields = "".join(_fields(schema, indent + "  "))
            return f"{{\n{fields}{indent}}}"
        case {"type": "object"}:
            return f"Record<string, {_type(schema.get('additionalProperties') or {}, indent)}>"
        case {"type": str(kind)} if kind in _PLAIN:
            return _PLAIN[kind]
        case {} if not schema.keys() - {"default", "description", "title"}:
            return "unknown"
    raise ContractError(f"No type is known for {schema}.")


def _fields(schema: Schema, indent: str) -> Iterator[str]:
    required = schema.get("required", ())
    for name, field in schema["properties"].items():
        comment = _comment(field.get("description"), indent)
        mark = "" if name in required else "?"
        yield f"{comment}{indent}{_key(name)}{mark}: {_type(field, indent)};\n"


def _operation(name: str, operation: Schema) -> str:
    body = operation.get("requestBody", {}).get("content", {}).get(_JSON, {}).get("schema")
    queries = [one for one in operation.get("parameters", ()) if one["in"] == "query"]
    query = {
        "type": "object",
        "properties": {one["name"]: one["schema"] for one in queries},
        "required": [one["name"] for one in queries if one["required"]],
    }
    return (
        _comment(operation["summary"] + ".", "  ")
        + f'  "{name}": {{\n'
        + f"    body: {_type(body, '    ') if body else 'undefined'};\n"
        + f"    query: {_type(query, '    ') if queries else 'undefined'};\n"
        + f"    answer: {_answer(operation['responses'])};\n  }};\n"
    )


def _answer(responses: Mapping[str, Schema]) -> str:
    """What is answered where nothing is wrong; a file is a ``Blob``, and nothing is null."""
    answers = []
    for status, answer in responses.items():
        content = answer.get("content", {})
        if status == "default" or status == "304":
            continue
        if _JSON in content:
            answers.append(_type(content[_JSON]["schema"], "    "))
        else:
            answers.append("Blob" if content else "null")
    return _union(answers)


def _union(types: Any) -> str:
    return " | ".join(dict.fromkeys(types))


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_$][\w$]*", name) else json.dumps(name)


def _comment(text: str | None, indent: str) -> str:
    """A text as a comment: the first line of it, for tables are to be read in the document."""
    if not text:
        return ""
    [line, *_] = text.replace("*/", "* /").splitlines()
    return f"{indent}/** {line} */\n"
