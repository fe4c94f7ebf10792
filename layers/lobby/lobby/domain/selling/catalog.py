"""What a property sells: stays, appointments, sessions, extras and packages, and at which rates.

One model for three kinds of business, because many are two of them at once. Field names are the
JSON names, at the API and in the table alike. Amounts are minor units of the property's currency.
Weekdays are ISO 8601's: 1 is Monday, 7 is Sunday.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Literal

import msgspec

from lobby.base.reasons import Reason
from lobby.domain.business.texts import Texts, all_said, said
from lobby.domain.money.money import Money

Weekday = int
ProductKind = Literal["stay", "appointment", "session"]
PricePer = Literal["unit", "person"]
ExtraPer = Literal["booking", "person", "night", "person_night"]
PackagePer = Literal["booking", "person"]
ConfirmationRule = Literal["at_once", "on_deposit", "by_staff"]


class DateRange(msgspec.Struct, frozen=True, kw_only=True):
    """Days from the first to the last, both of them in."""

    from_: date = msgspec.field(name="from")
    to: date

    def __contains__(self, day: date) -> bool:
        return self.from_ <= day <= self.to


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """One room, one bed, one boat: what can be given to one party a night."""

    id: str
    name: str


class Stay(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="stay"):
    """Accommodation by night: a room type with its units, or a dorm with its beds.

    ``sleeps`` is how many guests one unit takes; a party that is larger takes more units.
    ``arrive_on`` and ``leave_on`` are weekdays, none of them means every day.
    """

    id: str
    name: str
    units: list[Unit]
    sleeps: int = 2
    description: str = ""
    picture_url: str | None = None
    position: int = 0
    on_sale: bool = True
    min_nights: int = 1
    max_nights: int = 90
    arrive_on: list[Weekday] = []
    leave_on: list[Weekday] = []
    closed: list[DateRange] = []
    texts: Texts = {}


class Appointment(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="appointment"):
    """A service for one customer at a time of their choice, done by one of several people.

    ``duration`` and ``buffer`` (cleaning up, afterwards) are minutes, in steps of five; slots begin
    every ``step`` minutes of a working day.
    """

    id: str
    name: str
    duration: int
    people: list[str]
    buffer: int = 0
    step: int = 15
    description: str = ""
    picture_url: str | None = None
    position: int = 0
    on_sale: bool = True
    texts: Texts = {}


class Schedule(msgspec.Struct, frozen=True, kw_only=True):
    """When sessions take place: a first one and a rule by which it repeats (RFC 5545, RRULE).

    ``start`` is wall-clock time at the property. Without a ``rule`` it takes place once.
    """

    start: Annotated[datetime, msgspec.Meta(tz=False)]
    rule: str | None = None
    except_: list[date] = msgspec.field(name="except", default=[])


class Session(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="session"):
    """A class or a trip at set times with so many seats. ``duration``: minutes.

    ``least`` is how many seats have to be sold for it to take place: guests are told, staff decide.
    """

    id: str
    name: str
    duration: int
    seats: int
    schedules: list[Schedule]
    least: int = 0
    description: str = ""
    picture_url: str | None = None
    position: int = 0
    on_sale: bool = True
    texts: Texts = {}


Product = Stay | Appointment | Session


class Hours(msgspec.Struct, frozen=True, kw_only=True):
    """A span of a weekday, in wall-clock time at the property."""

    weekday: Weekday
    from_: time = msgspec.field(name="from")
    to: time


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody (or something, a chair, a boat) who does one appointment at a time."""

    id: str
    name: str
    hours: list[Hours]
    breaks: list[Hours] = []
    days_off: list[DateRange] = []
    position: int = 0


class PriceRule(msgspec.Struct, frozen=True, kw_only=True):
    """Another price for some days: a season, a weekend.

    Either ``price`` replaces what stood before, or ``percent`` moves it (-20 is a fifth off). Rules
    apply in their order. No ``products`` means all, no ``weekdays`` all, no dates always.
    """

    name: str
    from_: date | None = msgspec.field(name="from", default=None)
    to: date | None = None
    weekdays: list[Weekday] = []
    products: list[str] = []
    price: int | None = None
    percent: Decimal | None = None
    texts: Texts = {}


class GuestPrice(msgspec.Struct, frozen=True, kw_only=True):
    """What a child up to ``to_age`` pays: a percentage of what an adult pays, or a price."""

    to_age: int
    percent: Decimal | None = None
    price: int | None = None


class OccupancyPrice(msgspec.Struct, frozen=True, kw_only=True):
    """``amount`` a night on top (or off, if negative) when ``guests`` share a unit."""

    guests: int
    amount: int


class StayDiscount(msgspec.Struct, frozen=True, kw_only=True):
    """So many percent off accommodation from so many nights on; the longest that fits counts."""

    nights: int
    percent: Decimal


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """A named rate plan.

    ``prices`` has a price for each product that is sold at this rate: a night of a stay, an
    appointment or a session; ``per`` says whether it is for the unit or for each person. A unit's
    price covers ``includes`` guests; whoever is beyond pays ``extra_adult``, or as a child
    accordingly. ``children`` are bands by age in ascending order; who is older than the last pays
    as an adult. ``tax_included`` None means as the property has it.
    """

    id: str
    name: str
    prices: dict[str, int]
    per: PricePer = "unit"
    includes: int = 2
    extra_adult: int = 0
    children: list[GuestPrice] = []
    occupancy: list[OccupancyPrice] = []
    rules: list[PriceRule] = []
    stay_discounts: list[StayDiscount] = []
    tax_rate: Decimal = Decimal(0)
    tax_included: bool | None = None
    policy: str | None = None
    min_nights: int = 1
    description: str = ""
    position: int = 0
    on_sale: bool = True
    texts: Texts = {}


class Extra(msgspec.Struct, frozen=True, kw_only=True):
    """Something on the side. ``stock`` is how many there are on a day, None as many as asked for.

    No ``products`` means it goes with all of them.
    """

    id: str
    name: str
    price: int
    per: ExtraPer = "booking"
    stock: int | None = None
    products: list[str] = []
    tax_rate: Decimal = Decimal(0)
    tax_included: bool | None = None
    description: str = ""
    position: int = 0
    on_sale: bool = True
    texts: Texts = {}


class PackagePart(msgspec.Struct, frozen=True, kw_only=True):
    """What a package contains, at no cost of its own.

    For a stay, ``nights`` from the package's first day (its ``days`` say nothing then). For
    sessions, the first with room on each of ``days`` (0 is the first day). For extras ``quantity``
    pieces.
    """

    product: str | None = None
    extra: str | None = None
    nights: int = 0
    days: list[int] = []
    quantity: int = 1


class Package(msgspec.Struct, frozen=True, kw_only=True):
    """Several things under one price, for each person or for the party."""

    id: str
    name: str
    price: int
    parts: list[PackagePart]
    per: PackagePer = "person"
    start_on: list[Weekday] = []
    rules: list[PriceRule] = []
    children: list[GuestPrice] = []
    tax_rate: Decimal = Decimal(0)
    tax_included: bool | None = None
    policy: str | None = None
    description: str = ""
    picture_url: str | None = None
    position: int = 0
    on_sale: bool = True
    texts: Texts = {}

    @property
    def days(self) -> int:
        """How many days after its first the package ends."""
        return max((max(part.nights, *part.days, 0) for part in self.parts), default=0)


class Promotion(msgspec.Struct, frozen=True, kw_only=True):
    """A code that takes something off: ``percent`` of the price or an ``amount``.

    ``book`` and ``stay`` are when one has to book and to come. ``uses`` limits how many bookings
    there may be with it.
    """

    id: str
    code: str
    name: str
    percent: Decimal | None = None
    amount: int | None = None
    book: DateRange | None = None
    stay: DateRange | None = None
    min_nights: int = 0
    products: list[str] = []
    uses: int | None = None
    on_sale: bool = True
    texts: Texts = {}


class TouristTax(msgspec.Struct, frozen=True, kw_only=True):
    """What the town takes for each person and night.

    From ``from_age`` on, for at most ``most_nights`` in a row.
    """

    name: str
    amount: int
    from_age: int = 0
    most_nights: int | None = None
    tax_rate: Decimal = Decimal(0)
    texts: Texts = {}


class Selling(msgspec.Struct, frozen=True, kw_only=True):
    """How a property sells online.

    ``confirm``: a booking is confirmed ``at_once``, ``on_deposit`` when its deposit is paid, or
    ``by_staff`` when they accept it. Until then it holds its stock for ``hold_minutes``
    (``on_deposit``) or ``request_hours`` (``by_staff``).
    ``lead_hours`` is the latest before arrival, ``horizon_days`` how far ahead one can book.
    """

    online: bool = True
    currency: str = "EUR"
    confirm: ConfirmationRule = "on_deposit"
    hold_minutes: int = 60
    request_hours: int = 48
    lead_hours: int = 0
    horizon_days: int = 540
    tourist_tax: TouristTax | None = None


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """Another platform's calendar of a unit, read every quarter of an hour (RFC 5545).

    ``reason`` is why it could not be read, ``problem`` the same in English.
    """

    id: str
    unit: str
    url: str
    name: str = ""
    read_at: datetime | None = None
    problem: str | None = None
    reason: Reason | None = None
    conflicts: list[DateRange] = []


class Closure(msgspec.Struct, frozen=True, kw_only=True):
    """Nights that a unit is not for sale, from the first to the last, and why."""

    id: str
    unit: str
    from_: date = msgspec.field(name="from")
    to: date
    note: str = ""


class Catalog(msgspec.Struct, frozen=True, kw_only=True):
    """All that one property sells, as one Query reads it."""

    property_id: str
    selling: Selling = Selling()
    products: dict[str, Product] = {}
    people: dict[str, Person] = {}
    rates: dict[str, Rate] = {}
    extras: dict[str, Extra] = {}
    packages: dict[str, Package] = {}
    promotions: dict[str, Promotion] = {}
    feeds: dict[str, Feed] = {}
    closures: dict[str, Closure] = {}

    def money(self, amount: int) -> Money:
        """An amount in the property's currency."""
        return Money(amount, self.selling.currency)

    def stay_of(self, unit: str) -> Stay | None:
        """The stay that a unit belongs to."""
        stays = (product for product in self.products.values() if isinstance(product, Stay))
        return next((stay for stay in stays if any(u.id == unit for u in stay.units)), None)

    def rates_of(self, product_id: str) -> list[Rate]:
        """The rates at which a product is sold now, in their order."""
        rates = [r for r in self.rates.values() if r.on_sale and product_id in r.prices]
        return sorted(rates, key=lambda rate: (rate.position, rate.id))

    def in_language(self, language: str) -> Catalog:
        """The catalogue as guests read it in a language."""
        tax = self.selling.tourist_tax
        return msgspec.structs.replace(
            self,
            selling=msgspec.structs.replace(
                self.selling, tourist_tax=said(tax, language) if tax else None
            ),
            products=all_said(self.products, language),
            rates={
                rate.id: said(rate, language, rules=[said(rule, language) for rule in rate.rules])
                for rate in self.rates.values()
            },
            extras=all_said(self.extras, language),
            packages={
                pack.id: said(pack, language, rules=[said(rule, language) for rule in pack.rules])
                for pack in self.packages.values()
            },
            promotions=all_said(self.promotions, language),
        )


class DayOverride(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What staff set for a product on one day, on top of all rules.

    ``price`` is what a night (an appointment, a seat) costs instead, at every rate.
    """

    price: int | None = None
    closed: bool = False
    min_nights: int | None = None
