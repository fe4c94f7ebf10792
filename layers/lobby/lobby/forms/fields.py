"""The fields that forms are made of, and how mistakes in them are told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
)
from pydantic_core import PydanticCustomError

from lobby.base.errors import FieldError
from lobby.base.reasons import Reason, WrongValue
from lobby.domain.money.money import CURRENCIES
from lobby.domain.people.reading import clean_text, read_email, read_phone

MOST_QUANTITY = 10_000
MOST_UNIT_PRICE = 10**11


def _name(value: str) -> str:
    return clean_text(value, 200)


def _long_text(value: str) -> str:
    return clean_text(value, 20_000, lines=True)


def _web_address(value: str) -> str:
    text = clean_text(value, 500)
    if text and not re.fullmatch(r"https?://[^\s/]+\S*", text):
        raise WrongValue("not_a_web_address")
    return text


def _currency(value: str) -> str:
    if value not in CURRENCIES:
        raise WrongValue("not_a_currency")
    return value


Name = Annotated[str, AfterValidator(_name)]
RequiredName = Annotated[str, AfterValidator(_name), Field(min_length=1)]
Email = Annotated[str, AfterValidator(read_email)]
Phone = Annotated[str, AfterValidator(read_phone)]
LongText = Annotated[str, AfterValidator(_long_text)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Currency = Annotated[str, AfterValidator(_currency)]
Language = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
TaxRate = Annotated[Decimal, Field(ge=0, le=1, decimal_places=4)]


_AT = "at."


def wrong_at(field: str, code: str, /, **params: object) -> PydanticCustomError:
    """A finding about a whole form, to be shown at one of its fields."""
    return PydanticCustomError(f"{_AT}{field}", "{code}", {"code": code, "params": params})


class Form(BaseModel):
    """The base of all forms: unknown fields are mistakes."""

    model_config = ConfigDict(extra="forbid")


class AddressForm(Form):
    """A postal address."""

    lines: list[Name] = Field(default=[], max_length=5)
    city: Name = ""
    postcode: Name = ""
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = ""


def field_errors(error: ValidationError) -> Sequence[FieldError]:
    """pydantic's findings, each under the path of its field, e.g. ``items[0].tax_rate``."""
    return [field_error(found, found["loc"]) for found in error.errors(include_url=False)]


def field_error(found: Mapping[str, Any], places: Sequence[int | str]) -> FieldError:
    """One of pydantic's findings as ours, at a place; see also `wrong_at`."""
    kind = found["type"]
    path = ""
    for place in places:
        if place == "[key]":  # pydantic's word for a key of a map that can't be
            continue
        path += f"[{place}]" if isinstance(place, int) else f".{place}" if path else place
    if kind.startswith(_AT):
        field = kind.removeprefix(_AT)
        path += f".{field}" if path else field
    return FieldError.of(path or "body", _reason(kind, found.get("ctx", {})))


def _reason(kind: str, context: Mapping[str, Any]) -> Reason:
    if kind.startswith(_AT):
        return Reason.of(context["code"], **context.get("params", {}))
    if kind == "value_error" and isinstance(context["error"], WrongValue):
        return context["error"].reason
    code, limit = _FINDINGS.get(kind) or (_BY_TYPE.get(kind.partition("_")[0], "invalid"), None)
    if limit is None:
        return Reason(code)
    name, given = limit
    value = context[given]
    return Reason.of(code, **{name: value})


# pydantic's kinds of findings: our code, and the name of its value with pydantic's name of it.
_FINDINGS: Final[dict[str, tuple[str, tuple[str, str] | None]]] = {
    "missing": ("required", None),
    "extra_forbidden": ("unknown_field", None),
    "string_too_short": ("required", None),
    "string_too_long": ("text_too_long", ("most", "max_length")),
    "string_pattern_mismatch": ("wrong_form", None),
    "greater_than_equal": ("at_least", ("least", "ge")),
    "less_than_equal": ("at_most", ("most", "le")),
    "decimal_max_places": ("decimals_at_most", ("most", "decimal_places")),
    "too_long": ("items_at_most", ("most", "max_length")),
    "too_short": ("items_at_least", ("least", "min_length")),
    "literal_error": ("not_an_option", None),
    "timezone_aware": ("time_zone_needed", None),
}
# What is not even of the type asked for.
_BY_TYPE: Final = {
    "bool": "not_yes_or_no",
    "date": "not_a_date",
    "datetime": "not_a_moment",
    "decimal": "not_a_number",
    "dict": "not_an_object",
    "finite": "not_a_number",
    "int": "not_whole_number",
    "list": "not_a_list",
    "model": "not_an_object",
    "string": "not_text",
    "time": "not_a_time",
}


def codes() -> set[str]:
    """Every code that a finding of pydantic's may become."""
    return {code for code, _ in _FINDINGS.values()} | {*_BY_TYPE.values(), "invalid"}
