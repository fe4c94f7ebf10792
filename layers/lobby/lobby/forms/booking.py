"""The entry form: a booking as staff type it, checked all at once.

pydantic reports everything that is wrong with a form in one go, which is what people who type a
long one need; it is imported by the few functions that read forms, and by none that a guest waits
for.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AwareDatetime,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from lobby.base.errors import InvalidRequest
from lobby.domain.booking.booking import Guest, InitialStatus
from lobby.domain.booking.entered import Entered
from lobby.domain.business.settings import Deposit
from lobby.domain.money.lines import EnteredItemKind, Item
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

    def item(self) -> Item:
        """The item as the booking keeps it."""
        return Item(**self.model_dump(exclude={"rate"}), rate=self.rate or None)


class DepositForm(Form):
    """The deposit: ``percent`` of the total, or an ``amount`` in minor units."""

    percent: Decimal | None = Field(default=None, ge=0, le=100, decimal_places=2)
    amount: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _one_of_both(self) -> DepositForm:
        if (self.percent is None) == (self.amount is None):
            raise wrong_at("percent", "percent_or_amount")
        return self


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

    def entered(self) -> Entered:
        """The booking as it was entered."""
        booker = self.booker.model_dump(exclude={"address"})
        address = self.booker.address
        return Entered(
            property=self.property,
            status=self.status,
            currency=self.currency,
            arrival=self.arrival,
            departure=self.departure,
            booker=Booker(**booker, address=Address(**address.model_dump()) if address else None),
            guests=[
                Guest(number=number, **guest.model_dump())
                for number, guest in enumerate(self.guests)
            ],
            agency=Agency(**self.agency.model_dump()) if self.agency else None,
            items=[item.item() for item in self.items],
            deposit=Deposit(**self.deposit.model_dump()) if self.deposit else None,
            policy=self.policy,
        )


def read_entered(values: Any) -> Entered:
    """The booking that was entered, in a request's JSON.

    Raises:
        InvalidRequest: names every field that is wrong by itself.
    """
    try:
        return BookingForm.model_validate(values).entered()
    except ValidationError as error:
        raise InvalidRequest(errors=field_errors(error)) from error
