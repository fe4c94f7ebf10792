"""Which codes the sources use, read without running them, and whether each has its sentence."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final, NamedTuple, get_args

from lobby.domain.business import event_types
from lobby.domain.business.event_types import EventType
from lobby.forms import fields, shapes
from lobby.words.sentences import SENTENCES, Counted
from lobby.words.values import PLACEHOLDER
from tools.openapi_problems import error_types
from tools.package import ROOT

# Functions that take a code, and as which of their arguments; the values are their keywords.
_TAKING: Final = {
    "Reason": 0,
    "Reason.of": 0,
    "WrongValue": 0,
    "RefusedUrl": 0,
    "Unreadable": 0,
    "InvalidRequest.of": 1,
    "FieldError": 1,
    "wrong_at": 1,
    "note": 1,
    "_no": 0,
    "check_ascending": 2,
}
# Values that records of reasons and field errors take as a table.
_TABLE_AT: Final = {"Reason": 1, "FieldError": 2}


class Used(NamedTuple):
    """One use: a code, or a pattern such as ``unknown_*``; ``values`` is None where unknown."""

    code: str
    values: frozenset[str] | None
    place: str


def used() -> list[Used]:
    """Every code in the product's sources."""
    found = [Used(code, None, "lobby.base.errors") for code in _of_classes()]
    found += [Used(code, None, fields.__name__) for code in fields.codes()]
    found += [Used(code, None, shapes.__name__) for code in shapes.codes()]
    found += [Used(code, frozenset(), event_types.__name__) for code in get_args(EventType)]
    taking = _TAKING | {kind.__name__: 0 for kind in error_types()}
    for folder in ("layers/lobby/lobby", "functions"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            found += _in(path, taking)
    return found


def findings() -> Iterator[str]:
    """Codes without a sentence, sentences without a code, and values that a sentence lacks."""
    uses = used()
    for code, values, place in uses:
        fitting = [known for known in SENTENCES if fnmatchcase(known, code)]
        if not fitting:
            yield f"{place}: no sentence says {code!r}"
        for known in fitting:
            if values is not None and (lacking := needed(known) - values):
                yield f"{place}: {known!r} needs {', '.join(sorted(lacking))}"
    for known in SENTENCES:
        if not any(fnmatchcase(known, code) for code, _, _ in uses):
            yield f"lobby.words.sentences: nothing uses {known!r}"


def needed(code: str) -> frozenset[str]:
    """The values that a code's sentence names."""
    said = SENTENCES[code]
    if not isinstance(said, Counted):
        return frozenset(name for name, _ in PLACEHOLDER.findall(said))
    named = {name for text in said[:2] for name, _ in PLACEHOLDER.findall(text)}
    return frozenset(named - {"n"} | {said.counts})


def _of_classes() -> set[str]:
    return {kind.slug.replace("-", "_") for kind in error_types()}


def _in(path: Path, taking: dict[str, int]) -> Iterator[Used]:
    for node in ast.walk(ast.parse(path.read_text(), str(path))):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        position = taking.get(name)
        if position is None or len(node.args) <= position:
            continue
        place = f"{path.relative_to(ROOT)}:{node.lineno}"
        for code in _codes(node.args[position]):
            yield Used(code, _values(name, node), place)


def _codes(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(code)):
            yield code
        case ast.JoinedStr(values=parts):
            yield "".join(str(p.value) if isinstance(p, ast.Constant) else "*" for p in parts)
        case ast.IfExp(body=one, orelse=other):
            yield from _codes(one)
            yield from _codes(other)


def _values(name: str, node: ast.Call) -> frozenset[str] | None:
    if any(keyword.arg is None for keyword in node.keywords):
        return None
    table = node.args[_TABLE_AT[name] :][:1] if name in _TABLE_AT else []
    if table and not isinstance(table[0], ast.Dict):
        return None
    keys = [ast.literal_eval(key) for d in table for key in getattr(d, "keys", []) if key]
    return frozenset([*keys, *(keyword.arg for keyword in node.keywords if keyword.arg)])
