"""Web check-in: the questions that staff define, and the answers that guests give."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from lobby.base.errors import FieldError, InvalidRequest
from lobby.base.reasons import WrongValue
from lobby.domain.booking.booking import Answers, Guest
from lobby.domain.business.settings import Field
from lobby.domain.people.countries import COUNTRIES
from lobby.domain.people.reading import (
    LONG_TEXT_LENGTH,
    TEXT_LENGTH,
    clean_text,
    read_email,
    read_phone,
)


def missing(fields: Sequence[Field], guest: Guest) -> list[str]:
    """The ids of the required questions that this guest has not answered."""
    return [field.id for field in fields if field.required and field.id not in guest.answers]


def is_complete(fields: Sequence[Field], guest: Guest) -> bool:
    """Whether the guest has checked in and no required question is open."""
    return guest.checked_in_at is not None and not missing(fields, guest)


def read_answers(fields: Sequence[Field], given: Mapping[str, Any]) -> Answers:
    """The answers in the form in which they are kept.

    An empty answer (null, blank text, nothing chosen) is no answer. All that is wrong is reported
    at once, each under ``answers.<field id>``.

    Raises:
        InvalidRequest: an unknown question, an answer of the wrong kind, or a required one missing.
    """
    known = {field.id: field for field in fields}
    errors = [
        FieldError(f"answers.{name}", "unknown_question") for name in given if name not in known
    ]
    answers: Answers = {}
    for field in fields:
        value = given.get(field.id)
        if value is None or value == [] or (isinstance(value, str) and not value.strip()):
            if field.required:
                errors.append(FieldError(f"answers.{field.id}", "answer_required"))
            continue
        try:
            answers[field.id] = _READERS[field.type](value, field)
        except WrongValue as error:
            errors.append(FieldError.of(f"answers.{field.id}", error.reason))
    if errors:
        raise InvalidRequest(errors=errors)
    return answers


def _text(value: Any, _: Field) -> str:
    return clean_text(value, TEXT_LENGTH)


def _long_text(value: Any, _: Field) -> str:
    return clean_text(value, LONG_TEXT_LENGTH, lines=True)


def _choice(value: Any, field: Field) -> str:
    if value not in (field.options or []):
        raise WrongValue("not_an_option")
    return str(value)


def _many(value: Any, field: Field) -> list[str]:
    options = field.options or []
    if not isinstance(value, list) or any(chosen not in options for chosen in value):
        raise WrongValue("not_an_option")
    return [option for option in options if option in value]


def _date(value: Any, _: Field) -> str:
    try:
        return date.fromisoformat(clean_text(value, 10)).isoformat()
    except ValueError as error:
        raise WrongValue("not_a_date") from error


def _number(value: Any, _: Field) -> str:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(value, float):
        text = repr(value)
    if not isinstance(text, str) or not re.fullmatch(r"-?\d{1,15}(\.\d{1,6})?", text, re.ASCII):
        raise WrongValue("not_a_number")
    return text


def _yes_no(value: Any, _: Field) -> bool:
    if not isinstance(value, bool):
        raise WrongValue("not_yes_or_no")
    return value


def _country(value: Any, _: Field) -> str:
    if not isinstance(value, str) or value not in COUNTRIES:
        raise WrongValue("not_a_country")
    return value


def _phone(value: Any, _: Field) -> str:
    return read_phone(value)


def _email(value: Any, _: Field) -> str:
    return read_email(value)


_READERS: dict[str, Callable[[Any, Field], Any]] = {
    "text": _text,
    "long_text": _long_text,
    "choice": _choice,
    "many": _many,
    "date": _date,
    "number": _number,
    "yes_no": _yes_no,
    "country": _country,
    "phone": _phone,
    "email": _email,
}
