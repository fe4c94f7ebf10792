"""The schemas of what travels: msgspec's records and pydantic's forms, as one set of components."""

from __future__ import annotations

import re
import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

REFERENCE = "#/components/schemas/{name}"

Schema = dict[str, Any]


class ContractError(Exception):
    """Template and code do not say the same, or not clearly."""


@dataclass(frozen=True)
class Schemas:
    """The schema of each record that travels, and all components that they refer to."""

    records: Mapping[Any, Schema]
    components: dict[str, Schema]

    def of(self, kind: Any) -> Schema:
        """The schema of a record, or of a union of them."""
        alternatives = [self.records[part] for part in _parts(kind)]
        return alternatives[0] if len(alternatives) == 1 else {"anyOf": alternatives}


def schemas_of(sent: Iterable[Any], answered: Iterable[Any]) -> Schemas:
    """The schemas of what clients send and of what they are answered; None and bytes have none."""
    bodies, answers = _travelling(sent), _travelling(answered)
    forms = [kind for kind in bodies if _is_form(kind)]
    records = [kind for kind in _unique([*bodies, *answers]) if not _is_form(kind)]
    found, components = msgspec.json.schema_components(records, ref_template=REFERENCE)
    _complete(components, answers, [kind for kind in bodies if not _is_form(kind)])
    _mark_instants(components, records)
    refs, definitions = models_json_schema(
        [(form, "validation") for form in forms],
        ref_template=REFERENCE.format(name="{model}"),
    )
    for name, schema in definitions.get("$defs", {}).items():
        if name in components:
            raise ContractError(f"A form and a record are both called {name}.")
        components[name] = schema
    by_kind = dict(zip(records, found, strict=True))
    by_kind |= {kind: dict(ref) for (kind, _), ref in refs.items()}
    tidied = {_spelled(name): _tidy(schema) for name, schema in components.items()}
    return Schemas({kind: _tidy(schema) for kind, schema in by_kind.items()}, tidied)


def _travelling(kinds: Iterable[Any]) -> list[Any]:
    return _unique(part for kind in kinds if kind not in (None, bytes) for part in _parts(kind))


def _parts(kind: Any) -> tuple[Any, ...]:
    """The alternatives of a union: msgspec takes them one by one, and bare of annotations."""
    if get_origin(kind) is Annotated:
        return _parts(get_args(kind)[0])
    if get_origin(kind) in (Union, types.UnionType):
        return tuple(part for one in get_args(kind) for part in _parts(one))
    return (kind,)


def _unique(kinds: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(kinds))


def _is_form(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _complete(components: dict[str, Schema], answers: list[Any], bodies: list[Any]) -> None:
    """Answers carry every field, also those that have a default: clients may rely on them."""
    for kind in _structs(answers) - _structs(bodies):
        struct = get_origin(kind) or kind
        if struct.__struct_config__.omit_defaults:
            continue
        schema = components[_component_name(kind)]
        schema["required"] = list(schema.get("properties", {}))
        for field in schema["properties"].values():
            field.pop("default", None)


def _is_instant(kind: Any) -> bool:
    """A time with its zone; wall-clock times have none."""
    return isinstance(kind, msgspec.inspect.DateTimeType) and kind.tz is not False


def _mark_instants(components: dict[str, Schema], kinds: list[Any]) -> None:
    """msgspec leaves the format of an instant open; ours are always RFC 3339 in UTC."""
    for kind in _structs(kinds):
        properties = components[_component_name(kind)].get("properties", {})
        for field in msgspec.inspect.type_info(kind).fields:  # type: ignore[attr-defined]
            types_of = getattr(field.type, "types", (field.type,))
            if any(_is_instant(one) for one in types_of):
                schema = properties[field.encode_name]
                for choice in schema.get("anyOf", [schema]):
                    if choice.get("type") == "string":
                        choice["format"] = "date-time"


def _structs(kinds: Iterable[Any]) -> set[Any]:
    """Every record inside these types."""
    found: set[Any] = set()

    def visit(info: Any) -> None:
        if isinstance(info, msgspec.inspect.StructType):
            if info.cls in found:
                return
            found.add(info.cls)
        if not isinstance(info, msgspec.Struct):
            return
        for name in info.__struct_fields__:
            value = getattr(info, name)
            for inner in value if isinstance(value, tuple) else (value,):
                visit(inner)

    for info in msgspec.inspect.multi_type_info(_unique(kinds)):
        visit(info)
    return found


def _component_name(kind: Any) -> str:
    [schema], _ = msgspec.json.schema_components([kind], ref_template="{name}")
    return str(schema["$ref"])


def _tidy(schema: Any) -> Any:
    """Prose on one line in Markdown's spelling, and no titles that only repeat the name."""
    match schema:
        case list():
            return [_tidy(entry) for entry in schema]
        case dict():
            return {
                name: _tidy_entry(name, value)
                for name, value in schema.items()
                if (name, type(value)) != ("title", str)
            }
    return schema


def _tidy_entry(name: str, value: Any) -> Any:
    # A property may be called "description" as well: then it is a schema and no text.
    if name == "description" and isinstance(value, str):
        return prose(value)
    return _spelled(value) if name == "$ref" else _tidy(value)


def _spelled(name: str) -> str:
    """``Listed_Policy_``, msgspec's name for a generic record of policies, as ``ListedPolicy``."""
    return re.sub(r"([A-Za-z]+)_([A-Za-z]+)_$", r"\1\2", name)


def prose(text: str) -> str:
    """A docstring's text on one line, in Markdown's spelling."""
    return " ".join(text.replace("``", "`").split())
