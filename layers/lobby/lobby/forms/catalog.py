"""The catalogue's forms: what a property sells as staff type it, checked all at once.

What is wrong with a form by itself is found here, what doesn't fit the rest of the catalogue in
``lobby.domain.selling.catalog_check``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal, Self, TypeVar

from dateutil.rrule import rrulestr
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from lobby.base.reasons import WrongValue
from lobby.domain.selling.catalog import ConfirmationRule, ExtraPer, PackagePer, PricePer
from lobby.forms.fields import (
    MOST_QUANTITY,
    MOST_UNIT_PRICE,
    Currency,
    Form,
    Name,
    RequiredName,
    TaxRate,
    wrong_at,
)
from lobby.forms.texts import DescribedTexts, Description, InLanguages, NameTexts

MOST_UNITS = 500
MOST_MINUTES = 600
MOST_NIGHTS = 365
MOST_TIMES = 1000
_FIRST_START = datetime(2000, 1, 1)  # noqa: DTZ001 (wall-clock time at the property)
_LAST_START = datetime(2100, 1, 1)  # noqa: DTZ001
_LONGEST_WAIT = timedelta(days=5 * 366)

Value = TypeVar("Value")


def _each_once(values: list[Value]) -> list[Value]:
    if len(set(values)) < len(values):
        raise WrongValue("there_twice")
    return values


def _five_minutes(value: int) -> int:
    if value % 5:
        raise WrongValue("not_five_minutes")
    return value


_TIME_OF_DAY = r"([01]\d|2[0-3]):[0-5]\d(:00)?"


def _time_of_day(value: object) -> time:
    if not isinstance(value, str) or not re.fullmatch(_TIME_OF_DAY, value):
        raise WrongValue("not_a_time")
    return time.fromisoformat(value)


def _local_start(value: datetime) -> datetime:
    if value.tzinfo or value.second or value.microsecond:
        raise WrongValue("not_a_local_time")
    if not _FIRST_START <= value <= _LAST_START:
        raise WrongValue("not_in_this_century")
    return value


def _picture(value: str | None) -> str | None:
    if value and not re.fullmatch(r"/media/[\w-]+\.(png|jpg|webp)", value, re.ASCII):
        raise WrongValue("unknown_picture")
    return value or None


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


Position = Annotated[int, Field(ge=0, le=10_000)]
Weekday = Annotated[int, Field(ge=1, le=7)]
Weekdays = Annotated[list[Weekday], AfterValidator(_each_once)]
Id = Annotated[str, Field(max_length=40)]
Ids = Annotated[list[Id], Field(max_length=300), AfterValidator(_each_once)]
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
    WithJsonSchema({"type": "string", "pattern": f"^{_TIME_OF_DAY}$"}),
]
LocalStart = Annotated[
    datetime,
    AfterValidator(_local_start),
    WithJsonSchema({"type": "string", "pattern": rf"^20\d\d-\d\d-\d\dT{_TIME_OF_DAY}$"}),
]
Rule = Annotated[str, Field(max_length=300), AfterValidator(_rule)]


class DateRangeForm(Form):
    """Days from the first to the last, both of them in."""

    from_: date = Field(alias="from")
    to: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _check_order(self.from_, self.to)
        return self


def _check_order(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        raise wrong_at("to", "before_first_day")


def _check_one_price(price: int | None, percent: Decimal | None) -> None:
    if (price is None) == (percent is None):
        raise wrong_at("price", "price_or_percent")


def _check_ascending(values: Sequence[int], field: str, code: str) -> None:
    if any(later <= earlier for earlier, later in pairwise(values)):
        raise wrong_at(field, code)


# -- what is sold ---------------------------------------------------------------------------------


class UnitForm(Form):
    """A room, a bed, a boat; one that is known keeps its ``id``."""

    id: Id | None = None
    name: RequiredName


class PictureForm(Form):
    """A PNG, JPEG or WebP picture as a data URI."""

    picture: str


class StayForm(Form):
    """Accommodation by night: a room type with its units, or a dorm with its beds."""

    kind: Literal["stay"]
    name: RequiredName
    units: list[UnitForm] = Field(min_length=1, max_length=MOST_UNITS)
    sleeps: Guests = 2
    description: Description = ""
    picture_url: Picture = None
    position: Position = 0
    on_sale: bool = True
    texts: InLanguages[DescribedTexts] = Field(default={})
    min_nights: Nights = 1
    max_nights: Nights = 90
    arrive_on: Weekdays = Field(default=[])
    leave_on: Weekdays = Field(default=[])
    closed: list[DateRangeForm] = Field(default=[], max_length=100)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        names = Counter(unit.name for unit in self.units)
        twice = [name for name, count in names.items() if count > 1]
        if twice:
            raise wrong_at("units", "names_twice", names=twice)
        if self.max_nights < self.min_nights:
            raise wrong_at("max_nights", "less_than_least")
        return self


class AppointmentForm(Form):
    """A service at a time of the guest's choice, done by one of several people."""

    kind: Literal["appointment"]
    name: RequiredName
    duration: Minutes
    people: Annotated[Ids, Field(min_length=1)]
    buffer: Pause = 0
    step: Minutes = 15
    description: Description = ""
    picture_url: Picture = None
    position: Position = 0
    on_sale: bool = True
    texts: InLanguages[DescribedTexts] = Field(default={})

    @model_validator(mode="after")
    def _within_a_day(self) -> Self:
        if self.duration + self.buffer > MOST_MINUTES:
            raise wrong_at("buffer", "minutes_at_most", most=MOST_MINUTES)
        return self


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


class SessionForm(Form):
    """A class or a trip at set times with so many seats."""

    kind: Literal["session"]
    name: RequiredName
    duration: Minutes
    seats: Annotated[int, Field(ge=1, le=MOST_UNITS)]
    schedules: list[ScheduleForm] = Field(min_length=1, max_length=50)
    least: Annotated[int, Field(ge=0, le=MOST_UNITS)] = 0
    description: Description = ""
    picture_url: Picture = None
    position: Position = 0
    on_sale: bool = True
    texts: InLanguages[DescribedTexts] = Field(default={})

    @model_validator(mode="after")
    def _enough_seats(self) -> Self:
        if self.least > self.seats:
            raise wrong_at("least", "not_so_many_seats")
        return self


class HoursForm(Form):
    """A span of a weekday."""

    weekday: Weekday
    from_: TimeOfDay = Field(alias="from")
    to: TimeOfDay

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to <= self.from_:
            raise wrong_at("to", "after_the_beginning")
        return self


class PersonForm(Form):
    """Somebody who does one appointment at a time."""

    name: RequiredName
    hours: list[HoursForm] = Field(default=[], max_length=70)
    breaks: list[HoursForm] = Field(default=[], max_length=70)
    days_off: list[DateRangeForm] = Field(default=[], max_length=300)
    position: Position = 0

    @model_validator(mode="after")
    def _one_at_a_time(self) -> Self:
        for name, spans in (("hours", self.hours), ("breaks", self.breaks)):
            ordered = sorted(spans, key=lambda span: (span.weekday, span.from_))
            for one, next_one in pairwise(ordered):
                if one.weekday == next_one.weekday and next_one.from_ < one.to:
                    raise wrong_at(name, "overlap")
        return self


class ExtraForm(Form):
    """Something on the side; no ``products`` means it goes with all of them."""

    name: RequiredName
    price: Amount
    per: ExtraPer = "booking"
    stock: Annotated[int, Field(ge=0, le=MOST_QUANTITY)] | None = None
    products: Ids = Field(default=[])
    tax_rate: TaxRate = Decimal(0)
    tax_included: bool | None = None
    description: Description = ""
    position: Position = 0
    on_sale: bool = True
    texts: InLanguages[DescribedTexts] = Field(default={})


# -- prices ---------------------------------------------------------------------------------------


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
        _check_order(self.from_, self.to)
        _check_one_price(self.price, self.percent)
        return self


class GuestPriceForm(Form):
    """What a child pays who is at most ``to_age``. One of price and percent."""

    to_age: Age
    percent: Share | None = None
    price: Amount | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        _check_one_price(self.price, self.percent)
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
    _check_ascending(ages, "children", "go_up_by_age")


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
        _check_ascending(nights, "stay_discounts", "go_up_by_nights")
        return self


class PackagePartForm(Form):
    """Nights or sessions of a product, or pieces of an extra."""

    product: Id | None = None
    extra: Id | None = None
    nights: Annotated[int, Field(ge=0, le=MOST_NIGHTS)] = 0
    days: Annotated[
        list[Annotated[int, Field(ge=0, le=MOST_NIGHTS)]],
        Field(max_length=60),
        AfterValidator(_each_once),
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


# -- how it is sold -------------------------------------------------------------------------------


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
        _check_order(self.from_, self.to)
        if (self.to - self.from_).days > 2 * MOST_NIGHTS:
            raise wrong_at("to", "too_many_days")
        return self
