"""The entry form: a booking as staff type it, checked all at once.

pydantic reports everything that is wrong with a form in one go, which is what people who type a
long one need; it is imported by the few functions that read forms, and by none that a guest waits
for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from lobby.domain.booking import Agency, Booker, Guest, Item
from lobby.domain.check_in import clean_text, read_email, read_phone
from lobby.domain.money import CURRENCIES
from lobby.domain.pricing import deposit_of
from lobby.domain.settings import Address
from lobby.errors import FieldError, InvalidRequest

MOST_GUESTS = 60
MOST_ITEMS = 100
MOST_NIGHTS = 366
MOST_QUANTITY = 10_000
MOST_UNIT_PRICE = 10**11
_EARLIEST = date(2000, 1, 1)


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


class BookerForm(Form):
    """The traveller who holds the booking; one of the two names has to be there."""

    first_name: Name = ""
    last_name: Name = ""
    email: Email | None = None
    phone: Phone | None = None
    language: Language | None = None
    company: Name | None = None
    vat_number: Name | None = None
    address: AddressForm | None = None

    @model_validator(mode="after")
    def _named(self) -> BookerForm:
        if not self.first_name and not self.last_name:
            raise wrong_at("last_name", "A first or a last name is required.")
        return self


class GuestForm(Form):
    """A person of the party."""

    first_name: Name = ""
    last_name: Name = ""
    email: Email | None = None
    phone: Phone | None = None


class AgencyForm(Form):
    """The travel agency."""

    name: RequiredName
    email: Email | None = None


class ItemForm(Form):
    """One thing booked; ``guests`` are positions in the list of guests."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    kind: Literal["accommodation", "activity", "extra", "package"]
    name: RequiredName
    rate: Name | None = None
    guests: list[Annotated[int, Field(ge=0)]] = []
    from_: date | None = Field(default=None, alias="from")
    to: date | None = None
    at: AwareDatetime | None = None
    quantity: int = Field(default=1, ge=1, le=MOST_QUANTITY)
    unit_price: int = Field(ge=0, le=MOST_UNIT_PRICE)
    tax_rate: TaxRate = Decimal(0)


class DepositForm(Form):
    """The deposit: ``percent`` of the total, or an ``amount`` in minor units."""

    percent: Decimal | None = Field(default=None, ge=0, le=100, decimal_places=2)
    amount: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _one_of_both(self) -> DepositForm:
        if (self.percent is None) == (self.amount is None):
            raise wrong_at("percent", "Give either a percent or an amount.")
        return self

    def of(self, total: int) -> int:
        """The deposit on a total, in minor units."""
        return deposit_of(total, percent=self.percent, amount=self.amount)


class BookingForm(Form):
    """A booking as staff enter it."""

    property: str
    status: Literal["pending", "confirmed"] = "pending"
    currency: Currency
    arrival: date
    departure: date
    booker: BookerForm
    guests: list[GuestForm] = Field(default=[], max_length=MOST_GUESTS)
    agency: AgencyForm | None = None
    items: list[ItemForm] = Field(default=[], max_length=MOST_ITEMS)
    deposit: DepositForm | None = None
    policy: str | None = None

    def mistakes(self, horizon: date) -> list[FieldError]:
        """What is wrong between fields that are each fine by themselves."""
        wrong: list[FieldError] = []

        def say(field: str, message: str) -> None:
            wrong.append(FieldError(field, message))

        if self.departure < self.arrival:
            say("departure", "The departure can't be before the arrival.")
        elif (self.departure - self.arrival).days > MOST_NIGHTS:
            say("departure", f"A stay has at most {MOST_NIGHTS} nights.")
        if self.arrival < _EARLIEST:
            say("arrival", "This date is too long ago.")
        if self.arrival > horizon:
            say("arrival", f"Bookings are taken until {horizon}.")
        party = len(self.guests) or 1
        for number, item in enumerate(self.items):
            place = f"items[{number}]"
            if len(set(item.guests)) < len(item.guests):
                say(f"{place}.guests", "A guest is named twice.")
            if any(guest >= party for guest in item.guests):
                say(f"{place}.guests", f"There are only {party} guests, counted from 0.")
            if item.kind == "accommodation":
                if item.from_ is None:
                    say(f"{place}.from", "An accommodation needs its first night.")
                if item.to is None:
                    say(f"{place}.to", "An accommodation needs its day of departure.")
            if item.at and not _EARLIEST <= item.at.date() <= horizon + timedelta(MOST_NIGHTS):
                say(f"{place}.at", "This is not a time of the stay.")
            if item.from_ and item.to and item.to < item.from_:
                say(f"{place}.to", "This can't be before the first day.")
        return wrong

    def booked_items(self) -> list[Item]:
        """The items as the booking keeps them; one for nobody in particular is for all."""
        party = list(range(len(self.guests) or 1))
        return [
            Item(
                kind=item.kind,
                name=item.name,
                rate=item.rate or None,
                guests=item.guests or party,
                from_=item.from_,
                to=item.to,
                at=item.at,
                quantity=item.quantity,
                unit_price=item.unit_price,
                tax_rate=item.tax_rate,
            )
            for item in self.items
        ]

    def holder(self) -> Booker:
        """The booker as the booking keeps them."""
        given = self.booker.model_dump(exclude={"address"})
        address = self.booker.address
        return Booker(**given, address=Address(**address.model_dump()) if address else None)

    def party(self) -> list[Guest]:
        """The guests; without any, the booker travels alone."""
        if not self.guests:
            booker = self.booker
            return [
                Guest(
                    number=0,
                    first_name=booker.first_name,
                    last_name=booker.last_name,
                    email=booker.email,
                    phone=booker.phone,
                )
            ]
        return [
            Guest(number=number, **guest.model_dump()) for number, guest in enumerate(self.guests)
        ]

    def through(self) -> Agency | None:
        """The agency as the booking keeps it."""
        return Agency(**self.agency.model_dump()) if self.agency else None


def read_form(values: Any) -> BookingForm:
    """The form in a request's JSON.

    Raises:
        InvalidRequest: names every field that is wrong.
    """
    try:
        return BookingForm.model_validate(values)
    except ValidationError as error:
        raise InvalidRequest(
            "Some fields need another look.", errors=field_errors(error)
        ) from error


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
