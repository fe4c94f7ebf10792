"""What the API answers with about what is sold. Field names are the JSON names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from lobby.domain import tariff
from lobby.domain.booking import Booker, Booking, BookingFile, Item, ItemKind
from lobby.domain.catalog import Appointment, DayOverride, ExtraPer, Package, Product, Session, Stay
from lobby.domain.money import Money
from lobby.domain.plan import Plan, promotion_of
from lobby.domain.policy_words import policy_words, reschedule_words
from lobby.domain.pricing import break_down
from lobby.domain.selection import (
    AppointmentChoice,
    Choice,
    ExtraChoice,
    PackageChoice,
    SessionChoice,
    StayChoice,
)
from lobby.domain.settings import Brand, Settings, Terms
from lobby.domain.shop import Shop
from lobby.domain.stock import Time
from lobby.errors import NotFound
from lobby.use_cases.search_availability import Day, DayState, Offer
from lobby.views import (
    LineView,
    PartyMember,
    PlaceView,
    TaxView,
    View,
    line_views,
    place_view,
    tax_views,
)

# -- the catalogue ------------------------------------------------------------------------------


class ShopProperty(View, frozen=True, kw_only=True):
    """A property that sells online."""

    id: str
    name: str
    city: str
    country: str
    kinds: list[Literal["stay", "appointment", "session"]]
    online: bool


class Shops(View, frozen=True, kw_only=True):
    """All properties, for somebody who has not chosen one."""

    brand: Brand
    properties: list[ShopProperty]


class RateView(View, frozen=True, kw_only=True):
    """A rate as guests choose it."""

    id: str
    name: str
    description: str


class PersonView(View, frozen=True, kw_only=True):
    """Somebody who does appointments."""

    id: str
    name: str


class ProductView(View, frozen=True, kw_only=True, omit_defaults=True):
    """Something sold; which fields there are depends on its kind."""

    kind: Literal["stay", "appointment", "session"]
    id: str
    name: str
    rates: list[RateView]
    from_price: Money | None
    per: Literal["unit", "person"] | None
    description: str = ""
    picture_url: str | None = None
    sleeps: int | None = None
    units: int | None = None
    min_nights: int | None = None
    max_nights: int | None = None
    arrive_on: list[int] | None = None
    leave_on: list[int] | None = None
    duration: int | None = None
    people: list[PersonView] | None = None
    seats: int | None = None
    least: int | None = None


class ExtraView(View, frozen=True, kw_only=True):
    """Something on the side; ``limited`` if there are only so many."""

    id: str
    name: str
    description: str
    per: ExtraPer
    price: Money
    products: list[str]
    limited: bool


class PackageView(View, frozen=True, kw_only=True):
    """Several things under one price."""

    id: str
    name: str
    description: str
    picture_url: str | None
    price: Money
    per: Literal["booking", "person"]
    start_on: list[int]
    nights: int
    contains: list[str]


class SellingView(View, frozen=True, kw_only=True):
    """How the property sells online."""

    online: bool
    currency: str
    confirm: Literal["at_once", "on_deposit", "by_staff"]
    hold_minutes: int
    request_hours: int
    lead_hours: int
    horizon_days: int


class CatalogView(View, frozen=True, kw_only=True):
    """All that one property sells."""

    brand: Brand
    property: PlaceView
    selling: SellingView
    products: list[ProductView]
    extras: list[ExtraView]
    packages: list[PackageView]
    terms: Terms | None


def shops_view(shops: Sequence[Shop], settings: Settings) -> Shops:
    """The properties that sell anything."""
    return Shops(
        brand=settings.brand,
        properties=[
            ShopProperty(
                id=shop.place.id,
                name=shop.place.name,
                city=shop.place.address.city,
                country=shop.place.address.country,
                kinds=sorted({kind_of(product) for product in on_sale}),
                online=shop.catalog.selling.online,
            )
            for shop in shops
            if (on_sale := [p for p in shop.catalog.products.values() if p.on_sale])
        ],
    )


def catalog_view(shop: Shop, settings: Settings) -> CatalogView:
    """What guests see of a property's catalogue."""
    catalog, selling = shop.catalog, shop.catalog.selling
    return CatalogView(
        brand=settings.brand,
        property=place_view(shop.place),
        selling=SellingView(
            **{name: getattr(selling, name) for name in SellingView.__struct_fields__}
        ),
        products=[
            _product(product, shop)
            for product in sorted(catalog.products.values(), key=_place)
            if product.on_sale and catalog.rates_of(product.id)
        ],
        extras=[
            ExtraView(
                id=extra.id,
                name=extra.name,
                description=extra.description,
                per=extra.per,
                price=catalog.money(extra.price),
                products=extra.products,
                limited=extra.stock is not None,
            )
            for extra in sorted(catalog.extras.values(), key=_place)
            if extra.on_sale
        ],
        packages=[
            PackageView(
                id=package.id,
                name=package.name,
                description=package.description,
                picture_url=package.picture_url,
                price=catalog.money(package.price),
                per=package.per,
                start_on=package.start_on,
                nights=package.days,
                contains=_contents(package, shop),
            )
            for package in sorted(catalog.packages.values(), key=_place)
            if package.on_sale
        ],
        terms=settings.terms if settings.terms and settings.terms.text else None,
    )


def _place(record: object) -> tuple[int, str]:
    return (getattr(record, "position", 0), getattr(record, "id", ""))


def _product(product: Product, shop: Shop) -> ProductView:
    rates = shop.catalog.rates_of(product.id)
    lowest = min(rates, key=lambda rate: rate.prices[product.id])
    ages = [None] * (product.sleeps if isinstance(product, Stay) and lowest.per == "unit" else 1)
    view = ProductView(
        kind=kind_of(product),
        id=product.id,
        name=product.name,
        description=product.description,
        picture_url=product.picture_url,
        rates=[RateView(id=r.id, name=r.name, description=r.description) for r in rates],
        from_price=shop.catalog.money(
            tariff.unit_price(lowest, lowest.prices[product.id], ages[: lowest.includes])
        ),
        per=lowest.per,
    )
    match product:
        case Stay():
            return msgspec.structs.replace(
                view,
                sleeps=product.sleeps,
                units=len(product.units),
                min_nights=product.min_nights,
                max_nights=product.max_nights,
                arrive_on=product.arrive_on,
                leave_on=product.leave_on,
            )
        case Appointment():
            people = [shop.catalog.people[p] for p in product.people if p in shop.catalog.people]
            return msgspec.structs.replace(
                view,
                duration=product.duration,
                people=[PersonView(id=p.id, name=p.name) for p in sorted(people, key=_place)],
            )
        case Session():
            return msgspec.structs.replace(
                view, duration=product.duration, seats=product.seats, least=product.least
            )


def kind_of(product: Product) -> Literal["stay", "appointment", "session"]:
    """A product's kind, as it is written."""
    if isinstance(product, Stay):
        return "stay"
    return "appointment" if isinstance(product, Appointment) else "session"


def _contents(package: Package, shop: Shop) -> list[str]:
    words: list[str] = []
    for part in package.parts:
        product = shop.catalog.products.get(part.product or "")
        extra = shop.catalog.extras.get(part.extra or "")
        if isinstance(product, Stay):
            words.append(f"{part.nights} night{'s' if part.nights != 1 else ''}: {product.name}")
        elif product is not None:
            count = len(part.days)
            words.append(f"{count} × {product.name}" if count > 1 else product.name)  # noqa: RUF001
        elif extra is not None:
            words.append(
                f"{part.quantity} × {extra.name}" if part.quantity > 1 else extra.name  # noqa: RUF001
            )
    return words


# -- availability -------------------------------------------------------------------------------


class SessionView(View, frozen=True, kw_only=True):
    """One session of a day."""

    at: datetime
    local: str
    until_local: str
    left: int
    seats: int
    sold: int
    least: int
    price: Money | None


class DayView(View, frozen=True, kw_only=True):
    """A product on one day. ``left`` counts units, seats or free times."""

    date: date
    state: DayState
    left: int
    price: Money | None
    min_nights: int
    arrive: bool
    leave: bool
    sessions: list[SessionView]


class DeskDayView(DayView, frozen=True, kw_only=True):
    """The same for staff, with what they set for the day."""

    override: DayOverride | None


class ProductMonth(View, frozen=True, kw_only=True):
    """A month of one product."""

    product: str
    kind: Literal["stay", "appointment", "session"]
    days: list[DayView]


class DeskProductMonth(View, frozen=True, kw_only=True):
    """A month of one product, for staff."""

    product: str
    kind: Literal["stay", "appointment", "session"]
    days: list[DeskDayView]


class PackageMonth(View, frozen=True, kw_only=True):
    """A month of one package: on which days it can begin."""

    package: str
    days: list[DayView]


class MonthView(View, frozen=True, kw_only=True):
    """A month at a glance."""

    property: str
    month: str
    time_zone: str
    currency: str
    products: list[ProductMonth]
    packages: list[PackageMonth]


class DeskMonthView(View, frozen=True, kw_only=True):
    """A month at a glance, for staff."""

    property: str
    month: str
    time_zone: str
    currency: str
    products: list[DeskProductMonth]


def month_view(
    shop: Shop, month: date, products: dict[str, list[Day]], packages: dict[str, list[Day]]
) -> MonthView:
    """A month as guests see it."""
    return MonthView(
        property=shop.catalog.property_id,
        month=f"{month:%Y-%m}",
        time_zone=shop.place.time_zone,
        currency=shop.catalog.selling.currency,
        products=[
            ProductMonth(
                product=product,
                kind=kind_of(shop.catalog.products[product]),
                days=[_day(day, shop) for day in days],
            )
            for product, days in products.items()
        ],
        packages=[
            PackageMonth(package=package, days=[_day(day, shop) for day in days])
            for package, days in packages.items()
        ],
    )


def desk_month_view(shop: Shop, month: date, products: dict[str, list[Day]]) -> DeskMonthView:
    """A month as staff see it."""
    return DeskMonthView(
        property=shop.catalog.property_id,
        month=f"{month:%Y-%m}",
        time_zone=shop.place.time_zone,
        currency=shop.catalog.selling.currency,
        products=[
            DeskProductMonth(
                product=product,
                kind=kind_of(shop.catalog.products[product]),
                days=[
                    DeskDayView(**msgspec.structs.asdict(_day(day, shop)), override=day.override)
                    for day in days
                ],
            )
            for product, days in products.items()
        ],
    )


def _day(day: Day, shop: Shop) -> DayView:
    return DayView(
        date=day.date,
        state=day.state,
        left=day.left,
        price=_money(day.price, shop),
        min_nights=day.min_nights,
        arrive=day.arrive,
        leave=day.leave,
        sessions=[
            SessionView(
                at=one.at,
                local=local(one.at, shop.zone),
                until_local=local(one.until, shop.zone),
                left=one.left,
                seats=one.seats,
                sold=one.sold,
                least=one.least,
                price=_money(one.price, shop),
            )
            for one in day.sessions
        ],
    )


def _money(amount: int | None, shop: Shop) -> Money | None:
    return None if amount is None else shop.catalog.money(amount)


def local(at: datetime, zone: ZoneInfo) -> str:
    """An instant as wall-clock time."""
    return at.astimezone(zone).strftime("%Y-%m-%dT%H:%M")


class OfferView(View, frozen=True, kw_only=True):
    """A stay at a rate for certain dates. One that can't be had says why."""

    product: str
    rate: RateView
    available: bool
    left: int
    units: int
    total: Money | None
    per_night: Money | None
    code: str | None
    reason: str | None


class OffersView(View, frozen=True, kw_only=True):
    """What can be had for certain dates."""

    property: str
    from_: date = msgspec.field(name="from")
    to: date
    nights: int
    offers: list[OfferView]


def offers_view(shop: Shop, first: date, end: date, offers: Sequence[Offer]) -> OffersView:
    """What can be had for certain dates, the cheapest of what is free first."""
    nights = (end - first).days
    return OffersView(
        property=shop.catalog.property_id,
        from_=first,
        to=end,
        nights=nights,
        offers=[
            OfferView(
                product=offer.product,
                rate=RateView(
                    id=offer.rate.id, name=offer.rate.name, description=offer.rate.description
                ),
                available=offer.total is not None,
                left=offer.left,
                units=offer.units,
                total=_money(offer.total, shop),
                per_night=_money(
                    None if offer.total is None else round(offer.total / nights), shop
                ),
                code=offer.code,
                reason=offer.reason,
            )
            for offer in offers
        ],
    )


class SlotView(View, frozen=True, kw_only=True):
    """A time at which an appointment can begin, and who is free then."""

    at: datetime
    local: str
    people: list[str]
    price: Money | None


class SlotsView(View, frozen=True, kw_only=True):
    """The free times of a day."""

    property: str
    product: str
    date: date
    time_zone: str
    slots: list[SlotView]


def slots_view(
    shop: Shop,
    product: str,
    day: date,
    free: Sequence[tuple[datetime, list[str]]],
    price: int | None,
) -> SlotsView:
    """The free times of a day."""
    return SlotsView(
        property=shop.catalog.property_id,
        product=product,
        date=day,
        time_zone=shop.place.time_zone,
        slots=[
            SlotView(at=at, local=local(at, shop.zone), people=people, price=_money(price, shop))
            for at, people in free
        ],
    )


# -- quotes -------------------------------------------------------------------------------------


class IncludedView(View, frozen=True, kw_only=True):
    """Something at no cost of its own."""

    kind: ItemKind
    name: str
    from_: date | None = msgspec.field(name="from")
    to: date | None
    at: datetime | None
    local: str | None
    quantity: int


class DepositView(View, frozen=True, kw_only=True):
    """What is to be paid ahead, and when: ``now``, or on a day."""

    amount: Money
    due: str | None


class PolicyWords(View, frozen=True, kw_only=True):
    """The policy as people read it."""

    name: str
    words: list[str]
    reschedule: str


class PromotionView(View, frozen=True, kw_only=True):
    """The promotion that was taken off."""

    code: str
    name: str


class QuotedProperty(View, frozen=True, kw_only=True):
    """Whose quote it is."""

    id: str
    name: str
    time_zone: str


class PriceQuoteView(View, frozen=True, kw_only=True):
    """A selection with its price, line by line, and what follows from booking it."""

    quote: str
    expires_at: datetime
    property: QuotedProperty
    arrival: date
    departure: date
    currency: str
    lines: list[LineView]
    included: list[IncludedView]
    taxes: list[TaxView]
    net: Money
    tax: Money
    total: Money
    prices_include_tax: bool
    deposit: DepositView
    policy: PolicyWords
    confirm: Literal["at_once", "on_deposit", "by_staff"]
    hold_minutes: int
    promotion: PromotionView | None


def quote_view(
    plan: Plan, shop: Shop, quote: str, expires_at: datetime, booking: Booking, now: datetime
) -> PriceQuoteView:
    """A plan as a quote. ``booking`` is the plan as it would be booked now."""
    selling = shop.catalog.selling
    priced = break_down(plan.items, prices_include_tax=plan.prices_include_tax)
    promotion = promotion_of(plan.selection, shop.catalog)
    due_now = "now" if plan.deposit else None
    return PriceQuoteView(
        quote=quote,
        expires_at=expires_at,
        property=QuotedProperty(
            id=shop.place.id, name=shop.place.name, time_zone=shop.place.time_zone
        ),
        arrival=plan.arrival,
        departure=plan.departure,
        currency=plan.currency,
        lines=line_views(priced.lines, plan),
        included=included_views(plan.items, shop.zone),
        taxes=tax_views(priced.taxes, plan.currency),
        net=Money(priced.net, plan.currency),
        tax=Money(priced.tax, plan.currency),
        total=Money(priced.total, plan.currency),
        prices_include_tax=plan.prices_include_tax,
        deposit=DepositView(
            amount=Money(plan.deposit, plan.currency),
            due=plan.deposit_due.isoformat() if plan.deposit_due else due_now,
        ),
        policy=PolicyWords(
            name=plan.policy.name,
            words=policy_words(booking, shop.place, now),
            reschedule=reschedule_words(booking, shop.place),
        ),
        confirm=selling.confirm,
        hold_minutes=selling.hold_minutes,
        promotion=PromotionView(code=promotion.code, name=promotion.name) if promotion else None,
    )


def included_views(items: Sequence[Item], zone: ZoneInfo) -> list[IncludedView]:
    """The items at no cost."""
    return [
        IncludedView(
            kind=item.kind,
            name=item.name,
            from_=item.from_,
            to=item.to,
            at=item.at,
            local=local(item.at, zone) if item.at else None,
            quantity=item.quantity,
        )
        for item in items
        if not item.amount
    ]


class MoveView(View, frozen=True, kw_only=True):
    """What moving a booking would mean. ``difference`` is more (or less, if negative) than before;
    ``to_pay`` is still due afterwards, ``refund`` comes back."""

    arrival: date
    departure: date
    lines: list[LineView]
    included: list[IncludedView]
    total_before: Money
    total: Money
    difference: Money
    to_pay: Money
    refund: Money


def move_view(file: BookingFile, moved: Booking) -> MoveView:
    """A booking as it is, and as it would be."""
    before = file.booking

    def money(amount: int) -> Money:
        return Money(amount, before.currency)

    priced = break_down(moved.items, prices_include_tax=moved.prices_include_tax)
    return MoveView(
        arrival=moved.arrival,
        departure=moved.departure,
        lines=line_views(priced.lines, before),
        included=included_views(moved.items, ZoneInfo(file.shown.property.time_zone)),
        total_before=money(before.total),
        total=money(moved.total),
        difference=money(moved.total - before.total),
        to_pay=money(max(0, moved.total - before.held)),
        refund=money(max(0, before.held - moved.total)),
    )


class ChoiceAgain(View, frozen=True, kw_only=True, omit_defaults=True):
    """A choice without its time; ``nights`` is how long a stay was."""

    kind: Literal["stay", "appointment", "session", "extra", "package"]
    product: str | None = None
    rate: str | None = None
    person: str | None = None
    extra: str | None = None
    quantity: int | None = None
    package: str | None = None
    nights: int | None = None
    guests: list[int] | None = None


class AgainView(View, frozen=True, kw_only=True):
    """An earlier booking as a selection for which only a time is to be picked."""

    property: str
    adults: int
    children: list[int]
    choices: list[ChoiceAgain]
    booker: Booker
    guests: list[PartyMember]


def again_view(file: BookingFile) -> AgainView:
    """A booking from the catalogue, ready for a new time.

    Raises:
        NotFound: it was not made from the catalogue.
    """
    selection = file.booking.selection
    if selection is None:
        raise NotFound
    return AgainView(
        property=selection.property,
        adults=selection.adults,
        children=selection.children,
        choices=[_again(choice, file.booking) for choice in selection.choices],
        booker=file.booking.booker,
        guests=[
            PartyMember(number=g.number, first_name=g.first_name, last_name=g.last_name)
            for g in file.guests
        ],
    )


def _again(choice: Choice, booking: Booking) -> ChoiceAgain:
    match choice:
        case StayChoice():
            return ChoiceAgain(
                kind="stay",
                product=choice.product,
                rate=choice.rate,
                nights=(choice.to - choice.from_).days,
                guests=choice.guests,
            )
        case AppointmentChoice():
            # the person who did it, also where anyone would have done
            person = next(
                (
                    claim.person
                    for claim in booking.claims
                    if isinstance(claim, Time) and claim.product == choice.product
                ),
                choice.person,
            )
            return ChoiceAgain(
                kind="appointment",
                product=choice.product,
                rate=choice.rate,
                person=person,
                guests=choice.guests,
            )
        case SessionChoice():
            return ChoiceAgain(
                kind="session", product=choice.product, rate=choice.rate, guests=choice.guests
            )
        case ExtraChoice():
            return ChoiceAgain(
                kind="extra",
                extra=choice.extra,
                quantity=choice.quantity,
                guests=choice.guests,
            )
        case PackageChoice():
            return ChoiceAgain(kind="package", package=choice.package, guests=choice.guests)


class BookedView(View, frozen=True, kw_only=True):
    """The new booking, and the link that opens its page."""

    code: str
    link: str
    status: Literal["pending", "confirmed"]
    awaits: Literal["payment", "staff"] | None
    held_until: datetime | None
    version: Literal[1] = 1


def booked_view(booking: Booking, link: str) -> BookedView:
    """What somebody who has just booked needs to go on."""
    return BookedView(
        code=booking.code,
        link=link,
        status="confirmed" if booking.status == "confirmed" else "pending",
        awaits=booking.awaits if booking.awaits != "guest" else None,
        held_until=booking.held_until,
    )
