"""The booking and everything that hangs on it, as records.

Records are frozen: a decision takes a record and answers with another. Prices, policy and terms are
frozen into the booking when it is made; what may change afterwards (how to reach the property, the
brand, the questions) is ``Shown``: the settings as they were read along with the booking.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

import msgspec

from lobby.base.languages import choose
from lobby.domain.booking.invoice import Invoice
from lobby.domain.booking.money import Payment, Refund
from lobby.domain.business.settings import (
    Brand,
    Field,
    Policy,
    Property,
    Settings,
    Terms,
)
from lobby.domain.business.texts import Language, english, said
from lobby.domain.money.lines import Item
from lobby.domain.people.records import Agency, Booker
from lobby.domain.selling.claims import Claim
from lobby.domain.selling.selection import Selection

InitialStatus = Literal["pending", "confirmed"]
Status = Literal[InitialStatus, "cancelled", "completed", "no_show"]
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

CancelledBy = Literal["guest", "staff", "system"]

Answers = dict[str, str | bool | list[str]]


class Guest(msgspec.Struct, frozen=True, kw_only=True):
    """One person of the party and their profile, which web check-in keeps up to date."""

    number: int
    first_name: str
    last_name: str
    email: str | None = None
    phone: str | None = None
    answers: Answers = {}
    checked_in_at: datetime | None = None


class AcceptedTerms(msgspec.Struct, frozen=True, kw_only=True):
    """Which version of the terms the guest accepted, and when."""

    version: str
    at: datetime


class Cancellation(msgspec.Struct, frozen=True, kw_only=True):
    """How the booking ended. ``fee`` is what was kept, ``refund`` what went back (minor units).

    ``claims`` is what a hold that expired had of the stock, should its payment still come.
    """

    at: datetime
    by: CancelledBy
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

    def as_cancelled(self, ended: Cancellation) -> Booking:
        """The booking when it has ended: it waits for nobody, and has nothing of the stock."""
        return msgspec.structs.replace(
            self, status="cancelled", cancellation=ended, awaits=None, held_until=None, claims=[]
        )

    def in_language(self, language: str) -> Booking:
        """The booking as it reads in a language, in the words of when it was made."""
        return msgspec.structs.replace(
            self,
            items=[item.in_language(language) for item in self.items],
            policy=said(self.policy, language),
            terms=said(self.terms, language) if self.terms else None,
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
    """What a booking's page shows of the settings. ``version`` is the settings' own.

    ``language`` is in which it reads; without it, as the business wrote it first.
    """

    property: Property
    brand: Brand
    fields: list[Field]
    languages: list[Language] = msgspec.field(default_factory=english)
    version: int = 0
    language: str | None = None


class BookingFile(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about one booking that its page shows: its partition, and the settings."""

    booking: Booking
    shown: Shown
    guests: list[Guest]
    payments: list[Payment] = []
    refunds: list[Refund] = []
    invoice: Invoice | None = None

    @property
    def guest_languages(self) -> list[str | None]:
        """In which to write to the guest, the best first: BCP 47 tags."""
        return [self.booking.booker.language, *self.house_languages]

    @property
    def house_languages(self) -> list[str | None]:
        """The property's language and the business's."""
        return [self.shown.property.language, self.shown.languages[0]]

    def language(self, wanted: Iterable[str | None]) -> Language:
        """The first of these BCP 47 tags that the business writes in, or what stands in for it."""
        spoken = self.shown.languages
        return choose([*wanted, self.shown.property.language], spoken) or spoken[0]

    def in_language(self, language: str) -> BookingFile:
        """The file as it reads in a language."""
        shown = msgspec.structs.replace(
            self.shown,
            property=said(self.shown.property, language),
            brand=said(self.shown.brand, language),
            fields=[said(field, language) for field in self.shown.fields],
            language=language,
        )
        return msgspec.structs.replace(
            self, shown=shown, booking=self.booking.in_language(language)
        )

    @property
    def open_payment(self) -> Payment | None:
        """The attempt that is under way; there is never more than one."""
        return next((p for p in self.payments if p.state in ("open", "pending")), None)


def shown(settings: Settings, booking: Booking) -> Shown:
    """What a booking's page shows of the settings.

    A property that was removed is shown as it was then. Of one that the settings know nothing of
    there is the name that the booking has.
    """
    place = settings.property(booking.property_id) or Property(
        id=booking.property_id, name=booking.property_name, time_zone="UTC"
    )
    return Shown(
        property=place,
        brand=settings.brand,
        fields=settings.fields,
        languages=settings.languages,
        version=settings.version,
    )
