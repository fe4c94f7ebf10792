"""Rates, packages and promotions as staff type them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from lobby.base.reasons import WrongValue
from lobby.domain.selling.catalog import PackagePer, PricePer
from lobby.forms.catalog.fields import (
    MOST_NIGHTS,
    Age,
    Amount,
    DateRangeForm,
    Difference,
    Guests,
    Id,
    Ids,
    Move,
    Nights,
    Picture,
    Position,
    Reduction,
    Share,
    Weekdays,
    check_ascending,
    check_one_price,
    check_order,
    each_once,
)
from lobby.forms.fields import MOST_UNIT_PRICE, Form, RequiredName, TaxRate, wrong_at
from lobby.forms.texts import DescribedTexts, Description, InLanguages, NameTexts


class PriceRuleForm(Form):
    """Another price for some days: a season, a weekend. One of price and percent."""

    name: RequiredName
    from_: date | None = Field(default=None, alias="from")
    to: date | None = None
    weekdays: Weekdays = Field(default=[])
    products: Ids = Field(default=[])
    price: Amount | None = None
    percent: Move | None = None
    texts: InLanguages[NameTexts] = Field(default={})

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        check_order(self.from_, self.to)
        check_one_price(self.price, self.percent)
        return self


class GuestPriceForm(Form):
    """What a child pays who is at most ``to_age``. One of price and percent."""

    to_age: Age
    percent: Share | None = None
    price: Amount | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        check_one_price(self.price, self.percent)
        return self


class OccupancyPriceForm(Form):
    """So much more (or less) a night when so many guests share a unit."""

    guests: Guests
    amount: Difference


class StayDiscountForm(Form):
    """So many percent off from so many nights on."""

    nights: Nights
    percent: Reduction


def _check_bands(children: Iterable[GuestPriceForm]) -> None:
    ages = [band.to_age for band in children]
    check_ascending(ages, "children", "go_up_by_age")


class RateForm(Form):
    """A rate plan; ``prices`` by product."""

    name: RequiredName
    prices: dict[Id, Amount] = Field(min_length=1, max_length=300)
    per: PricePer = "unit"
    includes: Guests = 2
    extra_adult: Amount = 0
    children: list[GuestPriceForm] = Field(default=[], max_length=10)
    occupancy: list[OccupancyPriceForm] = Field(default=[], max_length=30)
    rules: list[PriceRuleForm] = Field(default=[], max_length=100)
    stay_discounts: list[StayDiscountForm] = Field(default=[], max_length=20)
    tax_rate: TaxRate = Decimal(0)
    tax_included: bool | None = None
    policy: Id | None = None
    min_nights: Nights = 1
    description: Description = ""
    position: Position = 0
    on_sale: bool = True
    texts: InLanguages[DescribedTexts] = Field(default={})

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _check_bands(self.children)
        guests = [price.guests for price in self.occupancy]
        if len(set(guests)) < len(guests):
            raise wrong_at("occupancy", "there_twice")
        nights = [discount.nights for discount in self.stay_discounts]
        check_ascending(nights, "stay_discounts", "go_up_by_nights")
        return self


class PackagePartForm(Form):
    """Nights or sessions of a product, or pieces of an extra."""

    product: Id | None = None
    extra: Id | None = None
    nights: Annotated[int, Field(ge=0, le=MOST_NIGHTS)] = 0
    days: Annotated[
        list[Annotated[int, Field(ge=0, le=MOST_NIGHTS)]],
        Field(max_length=60),
        AfterValidator(each_once),
    ] = Field(default=[])
    quantity: Annotated[int, Field(ge=1, le=100)] = 1

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.product is None) == (self.extra is None):
            raise wrong_at("product", "product_or_extra")
        return self


class PackageForm(Form):
    """Several things under one price."""

    name: RequiredName
    price: Amount
    parts: list[PackagePartForm] = Field(min_length=1, max_length=30)
    per: PackagePer = "person"
    start_on: Weekdays = Field(default=[])
    rules: list[PriceRuleForm] = Field(default=[], max_length=100)
    children: list[GuestPriceForm] = Field(default=[], max_length=10)
    tax_rate: TaxRate = Decimal(0)
    tax_included: bool | None = None
    policy: Id | None = None
    description: Description = ""
    picture_url: Picture = None
    position: Position = 0
    on_sale: bool = True
    texts: InLanguages[DescribedTexts] = Field(default={})

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _check_bands(self.children)
        return self


def _code(value: str) -> str:
    code = value.strip().upper()
    if not re.fullmatch(r"[A-Z0-9-]{2,30}", code):
        raise WrongValue("not_a_promotion_code")
    return code


class PromotionForm(Form):
    """A code that takes something off: one of percent and amount."""

    code: Annotated[str, AfterValidator(_code)]
    name: RequiredName
    percent: Reduction | None = None
    amount: Annotated[int, Field(ge=1, le=MOST_UNIT_PRICE)] | None = None
    book: DateRangeForm | None = None
    stay: DateRangeForm | None = None
    min_nights: Annotated[int, Field(ge=0, le=MOST_NIGHTS)] = 0
    products: Ids = Field(default=[])
    uses: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    on_sale: bool = True
    texts: InLanguages[NameTexts] = Field(default={})

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.percent is None) == (self.amount is None):
            raise wrong_at("percent", "percent_or_amount")
        return self
