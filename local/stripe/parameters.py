"""Reading the parameters of a call: form pairs such as ``metadata[attempt]=1``, made typed.

A parser takes what was sent for one parameter and that parameter's name as Stripe writes it in
errors (``line_items[0][quantity]``). Whatever it does not know is an error, as it is at Stripe.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any
from urllib.parse import parse_qsl

from local.stripe.errors import ApiError

Sent = str | dict[str, "Sent"]
Parser = Callable[[Sent, str], Any]

_METADATA_KEYS, _METADATA_NAME, _METADATA_VALUE = 50, 40, 500


def read_form(encoded: str) -> dict[str, Sent]:
    """``a[b][0]=c`` as ``{"a": {"b": {"0": "c"}}}``; empty values are kept."""
    form: dict[str, Sent] = {}
    for name, value in parse_qsl(encoded, keep_blank_values=True):
        *parents, last = re.findall(r"[^\[\]]+", name) or [name]
        branch = form
        for parent in parents:
            below = branch.setdefault(parent, {})
            if not isinstance(below, dict):
                raise ApiError(f"Invalid object: {name}", param=name)
            branch = below
        branch[last] = value
    return form


def record(fields: Mapping[str, Parser], required: Collection[str] = ()) -> Parser:
    """An object with these members and no others."""

    def parse(sent: Sent, name: str) -> dict[str, Any]:
        if not isinstance(sent, dict):
            raise ApiError("Invalid object", param=name)
        for member in sent:
            if member not in fields:
                unknown = _below(name, member)
                raise ApiError(
                    f"Received unknown parameter: {unknown}",
                    code="parameter_unknown",
                    param=unknown,
                )
        for member in required:
            if sent.get(member, "") == "":
                absent = _below(name, member)
                raise ApiError(
                    f"Missing required param: {absent}.", code="parameter_missing", param=absent
                )
        return {
            member: fields[member](value, _below(name, member)) for member, value in sent.items()
        }

    return parse


def array(item: Parser) -> Parser:
    """A list, sent with its indexes."""

    def parse(sent: Sent, name: str) -> list[Any]:
        if not isinstance(sent, dict) or not all(index.isdecimal() for index in sent):
            raise ApiError("Invalid array", param=name)
        return [item(sent[index], _below(name, index)) for index in sorted(sent, key=int)]

    return parse


def text(pattern: str = r".+", *, code: str | None = None, limit: int = 5000) -> Parser:
    """A string that fully matches the pattern."""

    def parse(sent: Sent, name: str) -> str:
        if not isinstance(sent, str):
            raise ApiError("Invalid string", param=name)
        if len(sent) > limit or not re.fullmatch(pattern, sent, re.DOTALL):
            raise ApiError(f"Invalid {name}: {sent[:100]}", code=code, param=name)
        return sent

    return parse


def url() -> Parser:
    """An absolute web address."""
    return text(r"https?://[^\s/]+\S*", code="url_invalid")


def choice(*words: str) -> Parser:
    """One of these words."""

    def parse(sent: Sent, name: str) -> str:
        if not isinstance(sent, str) or sent not in words:
            raise ApiError(f"Invalid {name}: must be one of {', '.join(words)}", param=name)
        return sent

    return parse


def boolean() -> Parser:
    """``true`` or ``false``."""

    def parse(sent: Sent, name: str) -> bool:
        return bool(choice("true", "false")(sent, name) == "true")

    return parse


def integer(minimum: int = 0) -> Parser:
    """A whole number, at least ``minimum``."""

    def parse(sent: Sent, name: str) -> int:
        if not isinstance(sent, str) or not re.fullmatch(r"-?\d{1,18}", sent):
            raise ApiError(f"Invalid integer: {sent}", code="parameter_invalid_integer", param=name)
        if int(sent) < minimum:
            raise ApiError(
                f"This value must be greater than or equal to {minimum}.",
                code="parameter_invalid_integer",
                param=name,
            )
        return int(sent)

    return parse


def metadata() -> Parser:
    """Free pairs of strings, within Stripe's limits (docs.stripe.com/api/metadata)."""

    def parse(sent: Sent, name: str) -> dict[str, str]:
        if not isinstance(sent, dict) or len(sent) > _METADATA_KEYS:
            raise ApiError(f"Invalid metadata: at most {_METADATA_KEYS} pairs", param=name)
        pairs: dict[str, str] = {}
        for key, value in sent.items():
            if len(key) > _METADATA_NAME:
                raise ApiError(
                    f"Metadata keys must be under {_METADATA_NAME} characters", param=name
                )
            pairs[key] = text(r".*", limit=_METADATA_VALUE)(value, _below(name, key))
        return pairs

    return parse


def _below(name: str, member: str) -> str:
    return f"{name}[{member}]" if name else member
