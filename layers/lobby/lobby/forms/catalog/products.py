"""What is sold, as staff type it: stays, appointments, sessions, extras, and who does them."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from lobby.domain.selling.catalog import ExtraPer
from lobby.forms.catalog.fields import (
    MOST_MINUTES,
    MOST_UNITS,
    Amount,
    DateRangeForm,
    Guests,
    Id,
    Ids,
    Minutes,
    Nights,
    Pause,
    Picture,
    Position,
    TimeOfDay,
    Weekday,
    Weekdays,
)
from lobby.forms.catalog.schedules import ScheduleForm
from lobby.forms.fields import MOST_QUANTITY, Form, RequiredName, TaxRate, wrong_at
from lobby.forms.texts import DescribedTexts, Description, InLanguages


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
