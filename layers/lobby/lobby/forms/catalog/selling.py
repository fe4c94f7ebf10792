"""How a property sells, as staff type it: terms, other platforms' calendars, single days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from lobby.domain.selling.catalog import ConfirmationRule
from lobby.forms.catalog.fields import MOST_NIGHTS, Age, Amount, Id, Nights, Weekdays, check_order
from lobby.forms.fields import Currency, Form, Name, RequiredName, TaxRate, wrong_at
from lobby.forms.texts import InLanguages, NameTexts


class TouristTaxForm(Form):
    """What the town takes for each person and night."""

    name: RequiredName
    amount: Amount
    from_age: Age = 0
    most_nights: Nights | None = None
    tax_rate: TaxRate = Decimal(0)
    texts: InLanguages[NameTexts] = Field(default={})


class SellingForm(Form):
    """How a property sells online."""

    online: bool = True
    currency: Currency = "EUR"
    confirm: ConfirmationRule = "on_deposit"
    hold_minutes: Annotated[int, Field(ge=5, le=14 * 24 * 60)] = 60
    request_hours: Annotated[int, Field(ge=1, le=30 * 24)] = 48
    lead_hours: Annotated[int, Field(ge=0, le=365 * 24)] = 0
    horizon_days: Annotated[int, Field(ge=1, le=730)] = 540
    tourist_tax: TouristTaxForm | None = None

    @model_validator(mode="after")
    def _bookable(self) -> Self:
        if self.lead_hours >= self.horizon_days * 24:
            raise wrong_at("lead_hours", "nobody_could_book")
        return self


class FeedForm(Form):
    """Another platform's calendar of a unit."""

    unit: Id
    url: Annotated[str, Field(max_length=2_000)]
    name: Name = ""


class OverridesForm(Form):
    """What is set for a product on these days; nothing at all leaves them to the rules again."""

    product: Id
    from_: date = Field(alias="from")
    to: date
    weekdays: Weekdays = Field(default=[])
    price: Amount | None = None
    closed: bool = False
    min_nights: Nights | None = None

    @model_validator(mode="after")
    def _some_days(self) -> Self:
        check_order(self.from_, self.to)
        if (self.to - self.from_).days > 2 * MOST_NIGHTS:
            raise wrong_at("to", "too_many_days")
        return self
