"""Values and checks that the catalogue's forms share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Self, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from lobby.base.reasons import WrongValue
from lobby.forms.fields import MOST_UNIT_PRICE, Form, wrong_at

MOST_UNITS = 500
MOST_MINUTES = 600
MOST_NIGHTS = 365
Value = TypeVar("Value")


def each_once(values: list[Value]) -> list[Value]:
    """A list as it is, if nothing is in it twice."""
    if len(set(values)) < len(values):
        raise WrongValue("there_twice")
    return values


def _five_minutes(value: int) -> int:
    if value % 5:
        raise WrongValue("not_five_minutes")
    return value


TIME_OF_DAY = r"([01]\d|2[0-3]):[0-5]\d(:00)?"


def _time_of_day(value: object) -> time:
    if not isinstance(value, str) or not re.fullmatch(TIME_OF_DAY, value):
        raise WrongValue("not_a_time")
    return time.fromisoformat(value)


def _picture(value: str | None) -> str | None:
    if value and not re.fullmatch(r"/media/[\w-]+\.(png|jpg|webp)", value, re.ASCII):
        raise WrongValue("unknown_picture")
    return value or None


Position = Annotated[int, Field(ge=0, le=10_000)]
Weekday = Annotated[int, Field(ge=1, le=7)]
Weekdays = Annotated[list[Weekday], AfterValidator(each_once)]
Id = Annotated[str, Field(max_length=40)]
Ids = Annotated[list[Id], Field(max_length=300), AfterValidator(each_once)]
Picture = Annotated[str | None, AfterValidator(_picture)]
Amount = Annotated[int, Field(ge=0, le=MOST_UNIT_PRICE)]
Difference = Annotated[int, Field(ge=-MOST_UNIT_PRICE, le=MOST_UNIT_PRICE)]
Share = Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)]
Reduction = Annotated[Decimal, Field(gt=0, le=100, decimal_places=2)]
Move = Annotated[Decimal, Field(ge=-100, le=1000, decimal_places=2)]
Nights = Annotated[int, Field(ge=1, le=MOST_NIGHTS)]
Guests = Annotated[int, Field(ge=1, le=30)]
Age = Annotated[int, Field(ge=0, le=120)]
Minutes = Annotated[int, Field(ge=5, le=MOST_MINUTES), AfterValidator(_five_minutes)]
Pause = Annotated[int, Field(ge=0, le=MOST_MINUTES), AfterValidator(_five_minutes)]
TimeOfDay = Annotated[
    time,
    BeforeValidator(_time_of_day),
    WithJsonSchema({"type": "string", "pattern": f"^{TIME_OF_DAY}$"}),
]


class DateRangeForm(Form):
    """Days from the first to the last, both of them in."""

    from_: date = Field(alias="from")
    to: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_order(self.from_, self.to)
        return self


def check_order(first: date | None, last: date | None) -> None:
    """That the last day is not before the first."""
    if first and last and last < first:
        raise wrong_at("to", "before_first_day")


def check_one_price(price: int | None, percent: Decimal | None) -> None:
    """That there is either a price or a percentage."""
    if (price is None) == (percent is None):
        raise wrong_at("price", "price_or_percent")


def check_ascending(values: Sequence[int], field: str, code: str) -> None:
    """That each value of a field is above the one before."""
    if any(later <= earlier for earlier, later in pairwise(values)):
        raise wrong_at(field, code)
