"""The booking and everything that hangs on it, as records.

Records are frozen: a decision takes a record and answers with another. Prices, policy and terms are
frozen into the booking when it is made; what may change afterwards (how to reach the property, the
brand, the questions) is a copy beside it, ``Shown``, which follows the settings.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

import msgspec

from lobby.domain.selection import Selection
from lobby.domain.settings import Address, Brand, Field, Policy, Property, Seller, Terms
from lobby.domain.stock import Claim

Status = Literal["pending", "confirmed", "cancelled", "completed", "no_show"]
Door = Literal["portal", "site", "desk", "agency", "provider", "system"]
ItemKind = Literal["accommodation", "activity", "extra", "package", "discount", "tax"]
LODGING = ("accommodation", "package")
"""What nights are paid with: on their own, or with what else is in a package."""
Awaits = Literal["guest", "payment", "staff"]
CancellationType = Literal[
    "guest_request",
    "wrong_dates",
    "illness",
    "weather",
    "no_show",
    "overbooked",
    "payment",
    "duplicate",
    "declined",
    "hold_expired",
    "other",
]

Answers = dict[str, Any]


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who did something, and through which door they came."""

    door: Door
    name: str


class Booker(msgspec.Struct, frozen=True, kw_only=True):
    """The traveller who holds the booking; ``language`` is a BCP 47 tag."""

    first_name: str
    last_name: str
    email: str | None = None
    phone: str | None = None
    language: str | None = None
    company: str | None = None
    vat_number: str | None = None
    address: Address | None = None


class Guest(msgspec.Struct, frozen=True, kw_only=True):
    """One person of the party and their profile, which web check-in keeps up to date."""

    number: int
    first_name: str
    last_name: str
    email: str | None = None
    phone: str | None = None
    answers: Answers = {}
    checked_in_at: datetime | None = None


class Agency(msgspec.Struct, frozen=True, kw_only=True):
    """The travel agency that the booking came through.

    One that books through the API has an ``id``, and may give a ``reference`` of its own.
    """

    name: str
    email: str | None = None
    id: str | None = None
    reference: str | None = None


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One thing booked, or one line of its price; discounts are negative.

    ``unit_price``: minor units. ``tax_rate``: a fraction (0.10 is 10 %). ``reason`` is why it costs
    what it costs. ``tax_included`` None means as the booking has it.
    """

    kind: ItemKind
    name: str
    guests: list[int]
    quantity: int
    unit_price: int
    tax_rate: Decimal
    rate: str | None = None
    from_: date | None = msgspec.field(default=None, name="from")
    to: date | None = None
    at: datetime | None = None
    reason: str | None = None
    tax_included: bool | None = None

    @property
    def amount(self) -> int:
        """Quantity times unit price, in minor units."""
        return self.quantity * self.unit_price


class AcceptedTerms(msgspec.Struct, frozen=True, kw_only=True):
    """Which version of the terms the guest accepted, and when."""

    version: str
    at: datetime


class Cancellation(msgspec.Struct, frozen=True, kw_only=True):
    """How the booking ended. ``fee`` is what was kept, ``refund`` what went back (minor units).

    ``claims`` is what a hold that expired had of the stock, should its payment still come.
    """

    at: datetime
    by: Literal["guest", "staff", "system"]
    type: CancellationType
    reason: str
    fee: int
    refund: int
    claims: list[Claim] = []


class Booking(msgspec.Struct, frozen=True, kw_only=True):
    """A booking. All amounts are minor units of ``currency``.

    ``paid`` is what came in, ``refunded`` what went (or is going) back. ``attempts`` counts payment
    attempts and ``refunds`` refunds, so that each gets a number of its own.

    A booking from the catalogue has its ``selection`` and its ``claims`` on the stock. While it is
    pending it ``awaits`` somebody (the guest, if nothing is said); ``held_until`` is when a hold
    that nobody answered ends.
    """

    code: str
    status: Status
    version: int
    link_version: int
    property_id: str
    property_name: str
    currency: str
    arrival: date
    departure: date
    booker: Booker
    agency: Agency | None
    items: list[Item]
    total: int
    deposit: int
    prices_include_tax: bool
    policy: Policy
    terms: Terms | None
    created_at: datetime
    confirmed_at: datetime | None = None
    accepted_terms: AcceptedTerms | None = None
    cancellation: Cancellation | None = None
    paid: int = 0
    refunded: int = 0
    attempts: int = 0
    refunds: int = 0
    awaits: Awaits | None = None
    held_until: datetime | None = None
    deposit_due: date | None = None
    selection: Selection | None = None
    claims: list[Claim] = []
    promotion: str | None = None

    @property
    def waits_for(self) -> Awaits | None:
        """Who has to do something before the booking is confirmed."""
        return (self.awaits or "guest") if self.status == "pending" else None

    def as_confirmed(self, now: datetime) -> Booking:
        """The booking when what it waited for has happened."""
        return msgspec.structs.replace(
            self, status="confirmed", confirmed_at=now, awaits=None, held_until=None
        )

    @property
    def held(self) -> int:
        """What the business holds of the guest's money: paid less refunded."""
        return self.paid - self.refunded

    @property
    def nights(self) -> int:
        """Nights between arrival and departure; 0 for a visit within one day."""
        return (self.departure - self.arrival).days

    @property
    def master_rate(self) -> str | None:
        """The rate plan the booking is filed under: the first that one of its items names."""
        return next((item.rate for item in self.items if item.rate), None)


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """The settings that the booking's page shows, copied beside the booking so that it is one read.

    ``at`` is when the copy was made: a copy of older settings never replaces a newer one.
    """

    property: Property
    brand: Brand
    fields: list[Field]
    at: datetime


PaymentKind = Literal["deposit", "balance"]
PaymentState = Literal["open", "succeeded", "expired"]


class Payment(msgspec.Struct, frozen=True, kw_only=True):
    """One attempt to pay through the provider's checkout.

    Written as ``open`` before the provider is asked, so that whatever happens in between, the next
    caller finds it and asks again under the same idempotency key. ``failures`` are the provider's
    event ids of tries that failed while the page was open.
    """

    number: int
    kind: PaymentKind
    amount: int
    state: PaymentState
    opened_at: datetime
    expires_at: datetime
    session_id: str | None = None
    checkout_url: str | None = None
    payment_intent: str | None = None
    settled_at: datetime | None = None
    refunded: int = 0
    failures: list[str] = []


RefundState = Literal["pending", "succeeded", "failed"]


class Refund(msgspec.Struct, frozen=True, kw_only=True):
    """Money going back on one payment. Decided in our transaction, carried out afterwards."""

    number: int
    payment: int
    payment_intent: str
    amount: int
    state: RefundState
    asked_at: datetime
    provider_id: str | None = None
    settled_at: datetime | None = None


class InvoiceLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of an invoice, amounts in minor units of the invoice's currency.

    ``tax_included`` None means as the invoice has it.
    """

    name: str
    detail: str
    quantity: int
    unit_price: int
    amount: int
    tax_rate: Decimal
    tax_included: bool | None = None


class TaxLine(msgspec.Struct, frozen=True, kw_only=True):
    """Net, tax and gross of all lines of one rate."""

    rate: Decimal
    net: int
    tax: int
    gross: int


class Invoice(msgspec.Struct, frozen=True, kw_only=True):
    """An invoice as issued: it never changes afterwards, whatever becomes of the booking."""

    number: str
    issued_at: datetime
    seller: Seller
    buyer: Booker
    supply_from: date
    supply_to: date
    currency: str
    prices_include_tax: bool
    lines: list[InvoiceLine]
    taxes: list[TaxLine]
    total: int


class BookingFile(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about one booking that its page shows: what one Query reads."""

    booking: Booking
    shown: Shown
    guests: list[Guest]
    payments: list[Payment] = []
    refunds: list[Refund] = []
    invoice: Invoice | None = None

    @property
    def open_payment(self) -> Payment | None:
        """The attempt that is under way; there is never more than one."""
        return next((p for p in self.payments if p.state == "open"), None)
