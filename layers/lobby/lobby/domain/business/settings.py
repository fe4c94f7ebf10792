"""What the business says of itself: brand, terms, policies, properties, questions, endpoints.

Field names are the JSON names, at the API and in the table alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

import msgspec

from lobby.base.languages import choose
from lobby.domain.business.event_types import PublicEventType
from lobby.domain.business.texts import Language, Texts, all_said, english, said
from lobby.domain.people.records import Address


class Brand(msgspec.Struct, frozen=True, kw_only=True):
    """How the business looks to its guests; ``colour`` is ``#rrggbb``."""

    name: str = "Lobby"
    colour: str = "#0b6e75"
    logo_url: str | None = None
    website: str | None = None
    texts: Texts = {}


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """Booking terms as they read in one version; a blank line parts paragraphs."""

    version: str
    text: str
    texts: Texts = {}


class Seller(msgspec.Struct, frozen=True, kw_only=True):
    """Who issues invoices (Directive 2006/112/EC, Art. 226 (3) and (5))."""

    name: str = ""
    address: Address = Address()
    vat_number: str = ""
    registration: str = ""
    email: str = ""
    phone: str = ""
    bank_account: str = ""
    invoice_prefix: str = ""
    invoice_note: str = ""


class Fee(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a cancellation costs: ``percent`` of the total, ``nights``, or a fixed ``amount``.

    ``nights`` are so many nights of the booking's accommodation and packages, at their average
    price a night.
    ``amount`` is in minor units of the booking's currency.
    """

    percent: int | None = None
    nights: int | None = None
    amount: int | None = None


class Deadline(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A moment before arrival, in the property's time zone.

    Either ``hours`` before the arrival moment (arrival date at the property's check-in time), or so
    many ``days`` before the arrival date, at the local time ``at``. The two differ: 24 hours before
    a check-in at 15:00 is 15:00 the day before, one day before at 18:00 is 18:00.
    """

    hours: int | None = None
    days: int | None = None
    at: str = "23:59"


class Tier(msgspec.Struct, frozen=True, kw_only=True):
    """Until this deadline, cancelling costs this fee."""

    until: Deadline
    fee: Fee


class Deposit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is to be paid ahead: ``percent`` of the total, the first ``nights``, or an ``amount``.

    It is due when booking or, with ``days_before``, so many days before arrival.
    """

    percent: Decimal | None = None
    nights: int | None = None
    amount: int | None = None
    days_before: int | None = None


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """What is paid ahead, and what cancelling costs: tiers by ascending time, and the fee ``after``
    the last of them.

    ``guest_until`` is the last moment at which guests may cancel by themselves; without it they may
    until arrival. ``reschedule_until`` is the same for moving the booking, ``guests_reschedule``
    whether they may at all.
    """

    id: str
    name: str
    tiers: list[Tier] = []
    after: Fee = Fee(percent=100)
    guest_until: Deadline | None = None
    deposit: Deposit | None = None
    guests_reschedule: bool = True
    reschedule_until: Deadline | None = None
    texts: Texts = {}


# Without a policy of its own a property lets guests go free of charge until they arrive.
NO_POLICY = Policy(
    id="none",
    name="Free cancellation until arrival",
    tiers=[Tier(until=Deadline(hours=0), fee=Fee(percent=0))],
)


class Property(msgspec.Struct, frozen=True, kw_only=True):
    """A place that takes bookings, and how to reach it. ``time_zone`` is an IANA name.

    ``language`` is in which guests read of it who ask for none that the business speaks; without
    it, that is the business's first.
    """

    id: str
    name: str
    time_zone: str
    email: str = ""
    phone: str = ""
    website: str | None = None
    address: Address = Address()
    contacts: list[str] = []
    check_in_from: str = "15:00"
    check_out_until: str = "11:00"
    directions: str = ""
    map_url: str | None = None
    prices_include_tax: bool = True
    policy: str | None = None
    language: Language | None = None
    texts: Texts = {}


FieldType = Literal[
    "text", "long_text", "choice", "many", "date", "number", "yes_no", "country", "phone", "email"
]


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A question of the web check-in; ``options`` belong to ``choice`` and ``many`` only.

    An answer is one of the ``options`` as they stand here. What they are called in other languages
    is in ``option_names``, in the same order.
    """

    id: str
    label: str
    type: FieldType
    required: bool = False
    help: str | None = None
    options: list[str] | None = None
    position: int = 0
    texts: Texts = {}
    option_names: dict[str, list[str]] = {}


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """A webhook endpoint. No ``types`` means every type. ``secret_version`` grows on rotation."""

    id: str
    url: str
    types: list[PublicEventType] = []
    description: str = ""
    enabled: bool = True
    secret_version: int = 1
    rotated_at: str | None = None
    created_at: str = ""


class Languages(msgspec.Struct, frozen=True, kw_only=True):
    """The languages in which the business writes. The first is that of the records' own fields."""

    languages: list[Language] = msgspec.field(default_factory=english)


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All settings of the business, as one Query reads them.

    ``removed`` are properties that take no bookings any more; those that they have still show them.
    ``version`` grows with every change.
    """

    brand: Brand = Brand()
    languages: list[Language] = msgspec.field(default_factory=english)
    seller: Seller = Seller()
    terms: Terms | None = None
    policies: dict[str, Policy] = {}
    properties: dict[str, Property] = {}
    fields: list[Field] = []
    endpoints: dict[str, Endpoint] = {}
    removed: dict[str, Property] = {}
    version: int = 0

    def property(self, property_id: str) -> Property | None:
        """A property, even if it was removed."""
        return self.properties.get(property_id) or self.removed.get(property_id)

    def language(self, wanted: Iterable[str | None], property_id: str | None = None) -> Language:
        """The first of these BCP 47 tags that the business writes in, or what stands in for it.

        That is the property's first language, then the business's.
        """
        place = self.properties.get(property_id or "")
        return (
            choose([*wanted, place.language if place else None], self.languages)
            or self.languages[0]
        )

    def in_language(self, language: str) -> Settings:
        """The settings as they read in a language."""
        return msgspec.structs.replace(
            self,
            brand=said(self.brand, language),
            terms=said(self.terms, language) if self.terms else None,
            policies=all_said(self.policies, language),
            properties=all_said(self.properties, language),
            fields=[said(field, language) for field in self.fields],
        )
