"""What is wrong with the shape of a record that was sent: msgspec's findings as ours.

msgspec tells the first mistake, in English: ``Expected `int`, got `str` - at `$.x```.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from lobby.base.errors import FieldError

# The code of each of its sentences, and the name of the value that goes with it.
_FINDINGS: Final = [
    (re.compile(pattern), code)
    for pattern, code in [
        (r"Object contains unknown field `(?P<field>.*)`", "unknown_field"),
        (r"Object missing required field `(?P<field>.*)`", "required"),
        (r"Expected `str` of length >= 1$", "required"),
        (r"Expected `str` of length <= (?P<most>\d+)", "text_too_long"),
        (r"Expected `array` of length <= (?P<most>\d+)", "items_at_most"),
        (r"Expected `array` of length >= (?P<least>\d+)", "items_at_least"),
        (r"Expected `\w+` >= (?P<least>-?\d+)", "at_least"),
        (r"Expected `\w+` <= (?P<most>-?\d+)", "at_most"),
        (r"Expected `str` matching regex", "wrong_form"),
        (r"Expected `datetime` with a timezone", "time_zone_needed"),
        (r"Invalid enum value", "not_an_option"),
        (r"Invalid value", "not_an_option"),
        (r"(Expected `|Invalid RFC3339 encoded )datetime", "not_a_moment"),
        (r"(Expected `|Invalid RFC3339 encoded )date", "not_a_date"),
        (r"(Expected `|Invalid RFC3339 encoded )time", "not_a_time"),
        (r"Expected `int", "not_whole_number"),
        (r"(Expected `(decimal|float)|Invalid decimal)", "not_a_number"),
        (r"Expected `bool", "not_yes_or_no"),
        (r"Expected `str", "not_text"),
        (r"Expected `array", "not_a_list"),
        (r"Expected `object", "not_an_object"),
    ]
]


def codes() -> set[str]:
    """Every code that a finding may become."""
    return {code for _, code in _FINDINGS} | {"invalid"}


def shape_error(error: msgspec.ValidationError) -> FieldError:
    """The field that does not fit, ``body`` for the whole, and why."""
    message, _, place = str(error).partition(" - at `$")
    path = place.rstrip("`").lstrip(".")
    for pattern, code in _FINDINGS:
        if found := pattern.match(message):
            values = found.groupdict()
            inner = values.pop("field", None)
            whole = f"{path}.{inner}".lstrip(".") if inner else path
            return FieldError(whole or "body", code, {k: int(v) for k, v in values.items()})
    return FieldError(path or "body", "invalid")
