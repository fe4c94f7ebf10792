"""When sessions take place: repetitions (RFC 5545) as staff give them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Annotated, Self

from dateutil.rrule import rrulestr
from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from lobby.base.reasons import WrongValue
from lobby.forms.catalog.fields import TIME_OF_DAY
from lobby.forms.fields import Form, wrong_at

MOST_TIMES = 1000
_FIRST_START = datetime(2000, 1, 1)  # noqa: DTZ001 (wall-clock time at the property)
_LAST_START = datetime(2100, 1, 1)  # noqa: DTZ001
_LONGEST_WAIT = timedelta(days=5 * 366)


def _local_start(value: datetime) -> datetime:
    if value.tzinfo or value.second or value.microsecond:
        raise WrongValue("not_a_local_time")
    if not _FIRST_START <= value <= _LAST_START:
        raise WrongValue("not_in_this_century")
    return value


_RULE_PARTS = {
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYDAY",
    "BYMONTH",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYSETPOS",
    "BYHOUR",
    "WKST",
}
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


def _rule(value: str) -> str:
    """A repetition (RFC 5545, RRULE) as it is kept: in capitals, without its name."""
    text = value.strip().upper().removeprefix("RRULE:")
    parts = dict(part.partition("=")[::2] for part in text.split(";"))
    unknown = parts.keys() - _RULE_PARTS
    if unknown or len(parts) < text.count(";") + 1:
        raise WrongValue("not_a_repetition")
    if parts.get("FREQ") not in _FREQUENCIES:
        raise WrongValue("repeats_how_often")
    if "Z" in parts.get("UNTIL", ""):
        raise WrongValue("until_is_local")
    for name in ("COUNT", "INTERVAL"):
        if not re.fullmatch(r"[0-9]{1,4}", parts.get(name, "1")):
            raise WrongValue("rule_number", name=name, most=MOST_TIMES)
        if not 1 <= int(parts.get(name, "1")) <= MOST_TIMES:
            raise WrongValue("rule_number", name=name, most=MOST_TIMES)
    if parts.get("UNTIL", "")[:4] > str(_LAST_START.year):
        raise WrongValue("not_in_this_century")
    try:
        rrulestr(text, dtstart=_FIRST_START)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise WrongValue("not_a_repetition") from error
    return text


LocalStart = Annotated[
    datetime,
    AfterValidator(_local_start),
    WithJsonSchema({"type": "string", "pattern": rf"^20\d\d-\d\d-\d\dT{TIME_OF_DAY}$"}),
]
Rule = Annotated[str, Field(max_length=300), AfterValidator(_rule)]


class ScheduleForm(Form):
    """When sessions take place; ``start`` is wall-clock time at the property."""

    start: LocalStart
    rule: Rule | None = None
    except_: list[date] = Field(default=[], alias="except", max_length=366)

    @model_validator(mode="after")
    def _takes_place(self) -> Self:
        if self.rule and not _first_time(self.rule, self.start):
            raise wrong_at("rule", "never_takes_place")
        return self


def _first_time(rule: str, start: datetime) -> datetime | None:
    """When a rule's first session is, if it is in the first years.

    A rule that never takes place is followed to the end of the calendar, in the year 9999. So we
    look there: days are the same weekdays again after any multiple of 400 years.
    """
    later = 9600 - start.year // 400 * 400
    moved = re.sub(r"(?<=UNTIL=)\d{4}", lambda year: str(int(year[0]) + later), rule)
    begin = start.replace(year=start.year + later)
    first = next(iter(rrulestr(moved, dtstart=begin)), None)
    return first if first and first - begin < _LONGEST_WAIT else None
