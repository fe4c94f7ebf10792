"""DynamoDB's expressions, as far as the product uses them.

Conditions and filters know comparisons, ``BETWEEN``, ``AND``, ``OR``, brackets, ``begins_with``,
``attribute_exists`` and ``attribute_not_exists``; updates know ``SET`` to a value, ``REMOVE`` and
``ADD`` of a number.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

Item = Mapping[str, Any]
Test = Callable[[Item, Mapping[str, str], Mapping[str, Any]], bool]
Value = Callable[[Item, Mapping[str, str], Mapping[str, Any]], Any]

_CLAUSE = re.compile(r"(SET|REMOVE|ADD) (.+?)(?=$| (?:SET|REMOVE|ADD) )")
_TOKEN = re.compile(r"\s*(<=|>=|<>|[=<>(),]|:\w+|#?\w+(?:\.#?\w+)*)")
_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class _Missing:
    """The value of an attribute that is not there."""


MISSING = _Missing()


def holds(expression: str, item: Item, names: Mapping[str, str], values: Mapping[str, Any]) -> bool:
    """Whether a condition or a filter holds for an item; no item is an empty one."""
    return _test(expression)(item, names, values)


def updated(
    expression: str, item: Item, names: Mapping[str, str], values: Mapping[str, Any]
) -> dict[str, Any]:
    """The item after an update of attributes of the first level."""
    after = dict(item)
    clauses = _CLAUSE.findall(expression)
    if " ".join(" ".join(clause) for clause in clauses) != expression:
        raise NotImplementedError(expression)
    for action, changes in clauses:
        for change in changes.split(", "):
            name, _, value = change.partition(" = " if action == "SET" else " ")
            name = names.get(name, name)
            if (action == "REMOVE") is bool(value) or (value and value not in values):
                raise NotImplementedError(expression)
            match action:
                case "SET":
                    after[name] = values[value]
                case "ADD":
                    after[name] = after.get(name, 0) + values[value]
                case _:
                    after.pop(name, None)
    return after


@cache
def _test(expression: str) -> Test:
    tokens = _TOKEN.findall(expression)
    if "".join(tokens) != re.sub(r"\s", "", expression):
        raise NotImplementedError(expression)
    parser = _Parser(tokens)
    test = parser.either()
    if parser.tokens:
        raise NotImplementedError(expression)
    return test


@dataclass
class _Parser:
    tokens: list[str]

    def either(self) -> Test:
        tests = [self.both()]
        while self._taken("OR"):
            tests.append(self.both())
        return tests[0] if len(tests) == 1 else lambda *of: any(test(*of) for test in tests)

    def both(self) -> Test:
        tests = [self.one()]
        while self._taken("AND"):
            tests.append(self.one())
        return tests[0] if len(tests) == 1 else lambda *of: all(test(*of) for test in tests)

    def one(self) -> Test:
        if self._taken("("):
            test = self.either()
            self._need(")")
            return test
        if self.tokens[1] == "(":
            return self._function()
        left = self._value()
        if self._taken("BETWEEN"):
            low = self._value()
            self._need("AND")
            return _between(left, low, self._value())
        return _compared(_COMPARISONS[self.tokens.pop(0)], left, self._value())

    def _function(self) -> Test:
        name = self.tokens.pop(0)
        self._need("(")
        path = self._value()
        if name == "begins_with":
            self._need(",")
            start = self._value()
            self._need(")")
            return _compared(_starts_with, path, start)
        self._need(")")
        wanted = {"attribute_exists": True, "attribute_not_exists": False}[name]
        return lambda *of: (path(*of) is not MISSING) is wanted

    def _value(self) -> Value:
        token = self.tokens.pop(0)
        if token.startswith(":"):
            return lambda _item, _names, values: values[token]
        return lambda item, names, _values: _at(item, [names.get(n, n) for n in token.split(".")])

    def _taken(self, token: str) -> bool:
        if self.tokens and self.tokens[0] == token:
            self.tokens.pop(0)
            return True
        return False

    def _need(self, token: str) -> None:
        if not self._taken(token):
            raise NotImplementedError(f"expected {token} before {self.tokens}")


def _at(item: Any, path: list[str]) -> Any:
    for name in path:
        if not isinstance(item, Mapping) or name not in item:
            return MISSING
        item = item[name]
    return item


def _compared(compare: Callable[[Any, Any], bool], left: Value, right: Value) -> Test:
    def test(*of: Any) -> bool:
        one, other = left(*of), right(*of)
        return type(one) is type(other) and compare(_sortable(one), _sortable(other))

    return test


def _between(value: Value, low: Value, high: Value) -> Test:
    at_least = _compared(operator.ge, value, low)
    at_most = _compared(operator.le, value, high)
    return lambda *of: at_least(*of) and at_most(*of)


def _sortable(value: Any) -> Any:
    """Texts compare by their bytes in UTF-8."""
    return value.encode() if isinstance(value, str) else value


def _starts_with(text: bytes, part: bytes) -> bool:
    return text.startswith(part)
