"""Why something is as it is: a code with its values, which ``words`` says in anyone's language."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec


class Moment(msgspec.Struct, frozen=True):
    """An instant and the zone (IANA) on whose clock it is told, as a value of a sentence."""

    at: datetime
    zone: str


class Span(msgspec.Struct, frozen=True):
    """Days from the first to the last, as a value of a sentence."""

    from_: date = msgspec.field(name="from")
    to: date


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stable ``code`` and the values of its sentence, plain as JSON has them."""

    code: str
    params: dict[str, Any] = {}

    @classmethod
    def of(cls, code: str, /, **params: object) -> Reason:
        """With values that may also be dates, money and so on."""
        return cls(code, msgspec.to_builtins(params))


class WrongValue(ValueError):
    """A value that somebody gave and that can't be, and why."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.reason = Reason.of(code, **params)
