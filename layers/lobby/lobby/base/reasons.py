"""Why something is as it is: a code with its values, which ``words`` says in anyone's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from lobby.base.languages import choose


class Moment(msgspec.Struct, frozen=True):
    """An instant and the zone (IANA) on whose clock it is told, as a value of a sentence."""

    at: datetime
    zone: str


class Span(msgspec.Struct, frozen=True):
    """Days from the first to the last, as a value of a sentence."""

    from_: date = msgspec.field(name="from")
    to: date


class Name(msgspec.Struct, frozen=True):
    """What the business calls something in a ``language``, its first, and in others.

    As a value of a sentence it is stored as such; whoever answers picks a language (``said``).
    """

    text: str
    language: str
    others: dict[str, str]


def said(params: Mapping[str, Any], wanted: Iterable[str | None] = ()) -> dict[str, Any]:
    """The values with each ``Name`` as a plain text.

    It is in the first of the wanted languages (BCP 47 tags) that it has, or else in its first.
    """
    wanted = list(wanted)
    return {key: _text(value, wanted) for key, value in params.items()}


def _text(value: Any, wanted: list[str | None]) -> Any:
    if not isinstance(value, dict) or value.keys() != set(Name.__struct_fields__):
        return value
    name = msgspec.convert(value, Name)
    language = choose(wanted, [name.language, *name.others])
    return name.others.get(language or name.language, name.text)


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stable ``code`` and the values of its sentence, plain as JSON has them."""

    code: str
    params: dict[str, Any] = {}

    @classmethod
    def of(cls, code: str, /, **params: object) -> Reason:
        """With values that may also be dates, money and so on."""
        return cls(code, msgspec.to_builtins(params))

    def in_language(self, *wanted: str) -> Reason:
        """The reason with its names in a language, or in their first."""
        return Reason(self.code, said(self.params, wanted))


class WrongValue(ValueError):
    """A value that somebody gave and that can't be, and why."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.reason = Reason.of(code, **params)
