"""The fields that forms are made of, and how mistakes in them are told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
)
from pydantic_core import PydanticCustomError

from lobby.base.errors import FieldError
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
        raise ValueError("This must begin with https:// or http://.")
    return text


def _currency(value: str) -> str:
    if value not in CURRENCIES:
        raise ValueError("This is not an ISO 4217 currency code.")
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


def wrong_at(field: str, message: str) -> PydanticCustomError:
    """A finding about a whole form, to be shown at one of its fields."""
    return PydanticCustomError(f"{_AT}{field}", "{message}", {"message": message})


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
    return [
        FieldError(field_path(found["loc"], found["type"]), _message(found))
        for found in error.errors(include_url=False)
    ]


def field_path(places: Sequence[int | str], kind: str) -> str:
    """Where a finding of this kind is, e.g. ``items[0].tax_rate``; see also `wrong_at`."""
    path = ""
    for place in places:
        path += f"[{place}]" if isinstance(place, int) else f".{place}" if path else place
    if kind.startswith(_AT):
        field = kind.removeprefix(_AT)
        path += f".{field}" if path else field
    return path or "body"


def _message(found: Any) -> str:
    message = str(found["msg"])
    return message.removeprefix("Value error, ")
