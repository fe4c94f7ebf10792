"""The entry form: a booking as staff type it, checked all at once.

pydantic reports everything that is wrong with a form in one go, which is what people who type a
long one need; it is imported by the few functions that read forms, and by none that a guest waits
for.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AwareDatetime,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from lobby.base.errors import FieldError, InvalidRequest
from lobby.base.reasons import Reason
from lobby.domain.booking.booking import Guest, InitialStatus
from lobby.domain.money.lines import EnteredItemKind, Item
from lobby.domain.money.pricing import deposit_of
from lobby.domain.people.records import Address, Agency, Booker
from lobby.forms.fields import (
    MOST_QUANTITY,
    MOST_UNIT_PRICE,
    AddressForm,
    Currency,
    Email,
    Form,
    Language,
    Name,
    Phone,
    RequiredName,
    TaxRate,
    field_errors,
    wrong_at,
)

MOST_GUESTS = 60
MOST_ITEMS = 100
MOST_NIGHTS = 366
_EARLIEST = date(2000, 1, 1)


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
            raise wrong_at("last_name", "no_name")
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

    kind: EnteredItemKind
    name: RequiredName
    rate: Name | None = None
    guests: list[Annotated[int, Field(ge=0)]] = Field(default=[])
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
            raise wrong_at("percent", "percent_or_amount")
        return self

    def of(self, total: int) -> int:
        """The deposit on a total, in minor units."""
        return deposit_of(total, percent=self.percent, amount=self.amount)


class BookingForm(Form):
    """A booking as staff enter it."""

    property: str
    status: InitialStatus = "pending"
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

        def note(field: str, code: str, **params: object) -> None:
            wrong.append(FieldError.of(field, Reason.of(code, **params)))

        if self.departure < self.arrival:
            note("departure", "before_arrival")
        elif (self.departure - self.arrival).days > MOST_NIGHTS:
            note("departure", "nights_at_most", most=MOST_NIGHTS)
        if self.arrival < _EARLIEST:
            note("arrival", "too_long_ago")
        if self.arrival > horizon:
            note("arrival", "too_far", last=horizon)
        party = len(self.guests) or 1
        for number, item in enumerate(self.items):
            place = f"items[{number}]"
            if len(set(item.guests)) < len(item.guests):
                note(f"{place}.guests", "guest_twice")
            if any(guest >= party for guest in item.guests):
                note(f"{place}.guests", "guests_counted", n=party)
            if item.kind == "accommodation":
                if item.from_ is None:
                    note(f"{place}.from", "first_night_needed")
                if item.to is None:
                    note(f"{place}.to", "departure_needed")
            if item.at and not _EARLIEST <= item.at.date() <= horizon + timedelta(MOST_NIGHTS):
                note(f"{place}.at", "not_of_the_stay")
            if item.from_ and item.to and item.to < item.from_:
                note(f"{place}.to", "before_first_day")
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

    def agency_record(self) -> Agency | None:
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
        raise InvalidRequest(errors=field_errors(error)) from error
