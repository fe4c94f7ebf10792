"""Values within a sentence: ``{until:moment}`` says which value, and of what kind it is.

Values are plain, as JSON has them: a day ``"2027-03-01"``, a time of day ``"15:00"``, a moment
``{"at": "2027-03-01T09:00:00Z", "zone": "Europe/Lisbon"}``, dates ``{"from": day, "to": day}``,
money ``{"amount": 67500, "currency": "EUR"}``, a percentage as a fraction ``"0.10"``, weekdays
``[5, 6]`` (any of them; 1 is Monday). Without a kind, a number is written as a number and all else
as it stands.

``site/shared/words.js`` does the same in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final, Protocol

import msgspec

KINDS: Final = frozenset(
    {"country", "date", "dates", "list", "moment", "money", "number", "percent", "time", "weekdays"}
)
PLACEHOLDER: Final = re.compile(r"\{(\w+)(?::(\w+))?\}")


class Formats(Protocol):
    """How a language writes values."""

    def money(self, amount: int, currency: str) -> str:
        """An amount of minor units."""

    def percent(self, fraction: Decimal) -> str:
        """A fraction as per cent."""

    def number(self, value: int) -> str:
        """A whole number."""

    def day(self, day: date) -> str:
        """A day in full."""

    def dates(self, first: date, last: date) -> str:
        """Two days as a range; one day by itself."""

    def time(self, at: time) -> str:
        """A time of day."""

    def moment(self, at: datetime, time_zone: str) -> str:
        """An instant as calendar and clock show it in a zone, and which zone that is."""

    def country(self, code: str) -> str:
        """A country's name."""

    def weekdays(self, numbers: Sequence[int]) -> str:
        """Any of several: ``Friday or Saturday``; 1 is Monday."""

    def names(self, names: Sequence[str]) -> str:
        """Several in a row: ``Anna, Ben and Carl``."""


class Piece(msgspec.Struct, frozen=True):
    """A part of a sentence: words of its own or, by its name, one of its values."""

    text: str
    value: str | None = None


def fill(text: str, values: Mapping[str, object], formats: Formats) -> str:
    """The text with its values in place. They may also be dates, money and so on themselves.

    Raises:
        KeyError: a value is missing.
        ValueError, TypeError: one is not of the kind that the text says.
    """
    return "".join(piece.text for piece in pieces(text, values, formats))


def pieces(text: str, values: Mapping[str, object], formats: Formats) -> Iterator[Piece]:
    """The same piece by piece, for whoever shows values in a way of their own."""
    if "{" not in text:
        yield Piece(text)
        return
    end = 0
    for found in PLACEHOLDER.finditer(text):
        if found.start() > end:
            yield Piece(text[end : found.start()])
        value = msgspec.to_builtins(values[found[1]])
        yield Piece(_said(value, found[2], formats), found[1])
        end = found.end()
    if end < len(text):
        yield Piece(text[end:])


def _said(value: Any, kind: str | None, formats: Formats) -> str:
    match kind:
        case None:
            return formats.number(value) if isinstance(value, int) else str(value)
        case "number":
            return formats.number(value)
        case "money":
            return formats.money(value["amount"], value["currency"])
        case "percent":
            return formats.percent(Decimal(value))
        case "date":
            return formats.day(date.fromisoformat(value))
        case "dates":
            first, last = (date.fromisoformat(value[end]) for end in ("from", "to"))
            return formats.dates(first, last)
        case "time":
            return formats.time(time.fromisoformat(value))
        case "moment":
            return formats.moment(datetime.fromisoformat(value["at"]), value["zone"])
        case "country":
            return formats.country(value)
        case "weekdays":
            return formats.weekdays(value)
        case "list":
            return formats.names([str(name) for name in value])
    raise ValueError(f"There is no kind of value named {kind}.")
