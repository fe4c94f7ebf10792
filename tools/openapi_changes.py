"""Whether a new OpenAPI document breaks clients of an older one.

Clients break when something that they call, send or read is no longer there or no longer the same.
Additions are fine: clients pass over what they do not know.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Schema = dict[str, Any]
Document = dict[str, Any]

_METHODS = ("get", "put", "post", "patch", "delete")


def breaking_changes(old: Document, new: Document) -> list[str]:
    """Every change that breaks a client, each with the operation and the field it is about."""
    return list(dict.fromkeys(_changes(old, new)))


def _changes(old: Document, new: Document) -> Iterator[str]:
    for path, methods in old["paths"].items():
        if path not in new["paths"]:
            yield f"{path}: the path is gone"
            continue
        for method in methods.keys() & set(_METHODS):
            label = f"{method.upper()} {path}"
            if method not in new["paths"][path]:
                yield f"{label}: the operation is gone"
                continue
            yield from _operation(label, methods[method], new["paths"][path][method], old, new)


def _operation(label: str, was: Schema, now: Schema, old: Document, new: Document) -> Iterator[str]:
    if was.get("security") != now.get("security"):
        yield f"{label}: other credentials are asked for"
    yield from _parameters(label, was, now, old, new)
    taken, takes = _body(was), _body(now)
    if takes and not taken and now["requestBody"].get("required"):
        yield f"{label}: a body is required now"
    if taken and takes:
        yield from _Comparison(old, new, sent=True).run(f"{label}: request", taken, takes)
    for status, answer in was["responses"].items():
        if status not in now["responses"]:
            yield f"{label}: {status} is no longer answered"
            continue
        given = _resolved(answer, old).get("content", {})
        offered = _resolved(now["responses"][status], new).get("content", {})
        for media_type, content in given.items():
            if media_type not in offered:
                yield f"{label}: {status} is no longer answered as {media_type}"
                continue
            yield from _Comparison(old, new, sent=False).run(
                f"{label}: {status}",
                content.get("schema", {}),
                offered[media_type].get("schema", {}),
            )


def _parameters(
    label: str, was: Schema, now: Schema, old: Document, new: Document
) -> Iterator[str]:
    before = {(p["in"], p["name"]): p for p in was.get("parameters", [])}
    after = {(p["in"], p["name"]): p for p in now.get("parameters", [])}
    for place, name in before.keys() - after.keys():
        yield f"{label}: the {place} parameter {name} is gone"
    for (place, name), parameter in after.items():
        known = before.get((place, name))
        if parameter.get("required") and not (known and known.get("required")):
            yield f"{label}: the {place} parameter {name} is required now"
        if known:
            yield from _Comparison(old, new, sent=True).run(
                f"{label}: {place} parameter {name}", known["schema"], parameter["schema"]
            )


def _body(operation: Schema) -> Schema | None:
    content = operation.get("requestBody", {}).get("content", {})
    return next((dict(media.get("schema", {})) for media in content.values()), None)


def _resolved(schema: Schema, document: Document) -> Schema:
    while "$ref" in schema:
        place: Any = document
        for part in schema["$ref"].removeprefix("#/").split("/"):
            place = place[part]
        schema = place
    return schema


@dataclass(frozen=True)
class _Comparison:
    """Two schemas of the same thing, which clients send (``sent``) or read."""

    old: Document
    new: Document
    sent: bool

    def run(
        self, label: str, was: Schema, now: Schema, seen: tuple[str, ...] = ()
    ) -> Iterator[str]:
        """What of the older schema does not hold in the newer one."""
        if (reference := was.get("$ref")) is not None:
            if reference in seen:
                return
            seen = (*seen, reference)
        was, now = _resolved(was, self.old), _resolved(now, self.new)
        yield from self._kinds(label, was, now)
        yield from self._enum(label, was, now)
        yield from self._fields(label, was, now, seen)
        for part in ("items", "additionalProperties"):
            if isinstance(was.get(part), dict) and isinstance(now.get(part), dict):
                yield from self.run(f"{label}[]", was[part], now[part], seen)
        for one, other in self._pairs(was, now):
            yield from self.run(label, one, other, seen)

    def _kinds(self, label: str, was: Schema, now: Schema) -> Iterator[str]:
        """Types that clients send must stay welcome; those that they read must stay the only ones.

        A schema that says nothing takes everything.
        """
        before, after = self._types(was, self.old), self._types(now, self.new)
        if before == after:
            return
        if self.sent and after and not (before and before <= after):
            yield f"{label}: takes {_said(after)}, and took {_said(before)}"
        if not self.sent and before and not (after and after <= before):
            yield f"{label}: is {_said(after)}, and was {_said(before)}"

    def _types(self, schema: Schema, document: Document) -> set[str]:
        schema = _resolved(schema, document)
        if "const" in schema:
            return {_TYPE_NAMES[type(schema["const"])]}
        kinds = schema.get("type", [])
        found = {kinds} if isinstance(kinds, str) else set(kinds)
        if not found and "enum" in schema:
            found = {_TYPE_NAMES[type(value)] for value in schema["enum"]}
        for choice in _choices(schema):
            inner = self._types(choice, document)
            if not inner:
                return set()
            found |= inner
        return found

    def _enum(self, label: str, was: Schema, now: Schema) -> Iterator[str]:
        before, after = was.get("enum"), now.get("enum")
        if before is None:
            if self.sent and after is not None:
                yield f"{label}: takes only {', '.join(map(str, after))} now"
            return
        for value in before:
            if after is not None and value not in after:
                yield f"{label}: the value {value} is gone"

    def _fields(self, label: str, was: Schema, now: Schema, seen: tuple[str, ...]) -> Iterator[str]:
        before, after = was.get("properties", {}), now.get("properties", {})
        required, demanded = set(was.get("required", [])), set(now.get("required", []))
        if was.get("type") == now.get("type") == "object":
            for name in before:
                if name not in after:
                    yield f"{label}.{name}: the field is gone"
                else:
                    yield from self.run(f"{label}.{name}", before[name], after[name], seen)
            if self.sent:
                for name in sorted(demanded - required):
                    yield f"{label}.{name}: the field is required now"
            else:
                for name in sorted((required - demanded) & after.keys()):
                    yield f"{label}.{name}: the field may be missing now"

    def _pairs(self, was: Schema, now: Schema) -> Iterator[tuple[Schema, Schema]]:
        """The alternatives of a union that mean the same: by their name, else by their type."""
        choices = _choices(now)
        for choice in _choices(was):
            name = choice.get("$ref")
            kinds = self._types(choice, self.old)
            match = [other for other in choices if name and other.get("$ref") == name] or [
                other for other in choices if kinds and self._types(other, self.new) == kinds
            ]
            if match:
                yield choice, match[0]


def _choices(schema: Schema) -> list[Schema]:
    return list(schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf") or [])


def _said(kinds: set[str]) -> str:
    return " or ".join(sorted(kinds)) or "anything"


_TYPE_NAMES = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
