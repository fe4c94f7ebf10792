"""The forms of the settings: brand, terms, seller, policies, properties, questions, webhooks."""

import re
from datetime import time
from decimal import Decimal
from typing import Annotated, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, model_validator

from lobby.base.reasons import WrongValue
from lobby.domain.business import settings as records
from lobby.domain.business.texts import Language
from lobby.domain.people.reading import read_email, read_phone
from lobby.forms.fields import (
    MOST_UNIT_PRICE,
    AddressForm,
    Email,
    Form,
    LongText,
    Name,
    RequiredName,
    WebAddress,
    wrong_at,
)
from lobby.forms.texts import InLanguages, NameTexts, PlaceTexts, QuestionTexts, TermsTexts


def _time_zone(value: str) -> str:
    if value not in available_timezones():
        raise WrongValue("not_a_time_zone")
    return value


def _time_of_day(value: str) -> str:
    if not re.fullmatch(r"\d\d:\d\d", value):
        raise WrongValue("not_a_time")
    return time.fromisoformat(value).strftime("%H:%M")


# pydantic would name both sides of a union in the path of a mistake
EmailOrNone = Annotated[str, AfterValidator(lambda value: read_email(value) if value else "")]
PhoneOrNone = Annotated[str, AfterValidator(lambda value: read_phone(value) if value else "")]
TimeZone = Annotated[str, AfterValidator(_time_zone)]
TimeOfDay = Annotated[str, AfterValidator(_time_of_day)]


class BrandForm(Form):
    """How the business looks. ``logo`` is a PNG, JPEG or WebP picture as a data URI; without it the
    logo stays, and ``null`` takes it away."""

    name: RequiredName
    colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#0b6e75"
    website: WebAddress | None = None
    logo: str | None = None
    texts: InLanguages[NameTexts] = Field(default={})


class TermsForm(Form):
    """New booking terms; empty text takes the terms out of force."""

    text: LongText
    texts: InLanguages[TermsTexts] = Field(default={})


class LanguagesForm(Form):
    """The languages in which the business writes, its first one first."""

    languages: list[Language] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len(set(self.languages)) < len(self.languages):
            raise wrong_at("languages", "there_twice")
        return self


class SellerForm(Form):
    """Who issues invoices."""

    name: Name = ""
    address: AddressForm = AddressForm()
    vat_number: Name = ""
    registration: Name = ""
    email: EmailOrNone = ""
    phone: PhoneOrNone = ""
    bank_account: Name = ""
    invoice_prefix: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{0,12}$")] = ""
    invoice_note: LongText = ""


class FeeForm(Form):
    """One of percent, nights and amount."""

    percent: Annotated[int, Field(ge=0, le=100)] | None = None
    nights: Annotated[int, Field(ge=0, le=365)] | None = None
    amount: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(value is not None for value in (self.percent, self.nights, self.amount)) != 1:
            raise wrong_at("percent", "percent_nights_or_amount")
        return self


class DeadlineForm(Form):
    """So many hours before arrival, or so many days before it at a local time."""

    hours: Annotated[int, Field(ge=0, le=24 * 730)] | None = None
    days: Annotated[int, Field(ge=0, le=730)] | None = None
    at: TimeOfDay = "23:59"

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.hours is None) == (self.days is None):
            raise wrong_at("hours", "hours_or_days")
        return self


class TierForm(Form):
    """Until this deadline, this fee."""

    until: DeadlineForm
    fee: FeeForm


class AheadForm(Form):
    """What is paid ahead: one of percent, nights and amount, when booking or so many days before
    arrival."""

    percent: Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)] | None = None
    nights: Annotated[int, Field(ge=1, le=365)] | None = None
    amount: Annotated[int, Field(ge=0, le=MOST_UNIT_PRICE)] | None = None
    days_before: Annotated[int, Field(ge=0, le=730)] | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(value is not None for value in (self.percent, self.nights, self.amount)) != 1:
            raise wrong_at("percent", "percent_nights_or_amount")
        return self


class PolicyForm(Form):
    """What is paid ahead, what cancelling costs, and until when guests change things themselves."""

    name: RequiredName
    tiers: list[TierForm] = Field(default=[], max_length=10)
    after: FeeForm = FeeForm(percent=100)
    guest_until: DeadlineForm | None = None
    deposit: AheadForm | None = None
    guests_reschedule: bool = True
    reschedule_until: DeadlineForm | None = None
    texts: InLanguages[NameTexts] = Field(default={})


class PropertyForm(Form):
    """A place that takes bookings."""

    name: RequiredName
    time_zone: TimeZone
    email: EmailOrNone = ""
    phone: PhoneOrNone = ""
    website: WebAddress | None = None
    address: AddressForm = AddressForm()
    contacts: list[Email] = Field(default=[], max_length=20)
    check_in_from: TimeOfDay = "15:00"
    check_out_until: TimeOfDay = "11:00"
    directions: LongText = ""
    map_url: WebAddress | None = None
    prices_include_tax: bool = True
    policy: str | None = None
    language: Language | None = None
    texts: InLanguages[PlaceTexts] = Field(default={})


class FieldForm(Form):
    """A question of the web check-in."""

    label: RequiredName
    type: records.FieldType
    required: bool = False
    help: Name | None = None
    options: list[RequiredName] | None = Field(default=None, max_length=100)
    position: Annotated[int, Field(ge=0, le=10_000)] = 0
    texts: InLanguages[QuestionTexts] = Field(default={})
    option_names: dict[Language, list[Name]] = Field(default={})

    @model_validator(mode="after")
    def _options(self) -> Self:
        has_choices = self.type in ("choice", "many")
        if has_choices and not self.options:
            raise wrong_at("options", "no_options")
        if self.options and len(set(self.options)) < len(self.options):
            raise wrong_at("options", "there_twice")
        if not has_choices:
            self.options, self.option_names = None, {}
        for language, names in self.option_names.items():
            if len(names) != len(self.options or []):
                raise wrong_at(f"option_names.{language}", "one_for_each_option")
        return self


class EndpointForm(Form):
    """A webhook endpoint; no types means every type."""

    url: Annotated[str, Field(max_length=2_000)]
    types: list[str] = Field(default=[])
    description: Name = ""
    enabled: bool = True
