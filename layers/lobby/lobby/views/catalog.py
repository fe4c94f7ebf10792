"""What the API answers with about what is sold. Field names are the JSON names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lobby.base.reasons import Reason
from lobby.domain.business.settings import Brand, Settings, Terms
from lobby.domain.business.texts import Language
from lobby.domain.money.money import Money
from lobby.domain.selling import tariff
from lobby.domain.selling.catalog import (
    Appointment,
    ConfirmationRule,
    ExtraPer,
    Package,
    PackagePer,
    PricePer,
    Product,
    ProductKind,
    Session,
    Stay,
)
from lobby.domain.selling.shop import Shop
from lobby.views.base import View
from lobby.views.place import PlaceView, place_view
from lobby.words.words import english

# -- the catalogue ------------------------------------------------------------------------------


class ShopProperty(View, frozen=True, kw_only=True):
    """A property that sells online."""

    id: str
    name: str
    city: str
    country: str
    kinds: list[ProductKind]
    online: bool


class Shops(View, frozen=True, kw_only=True):
    """All properties, for somebody who has not chosen one.

    ``language`` is the business's first.
    """

    brand: Brand
    language: Language
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


class _ProductView(View, frozen=True, kw_only=True, tag_field="kind"):
    """What all that is sold has. ``from_price`` is the lowest, for a unit or for each person."""

    id: str
    name: str
    description: str
    picture_url: str | None
    rates: list[RateView]
    from_price: Money
    per: PricePer


class StayProductView(_ProductView, frozen=True, kw_only=True, tag="stay"):
    """Accommodation by night. No ``arrive_on`` (or ``leave_on``) means on every weekday."""

    sleeps: int
    units: int
    min_nights: int
    max_nights: int
    arrive_on: list[int]
    leave_on: list[int]


class AppointmentProductView(_ProductView, frozen=True, kw_only=True, tag="appointment"):
    """A service at a time of the guest's choice; ``duration`` is minutes."""

    duration: int
    people: list[PersonView]


class SessionProductView(_ProductView, frozen=True, kw_only=True, tag="session"):
    """A class or a trip at set times; ``least`` is how many seats have to be sold for it."""

    duration: int
    seats: int
    least: int


ProductView = StayProductView | AppointmentProductView | SessionProductView


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
    """Several things under one price: its ``parts``, and in English what it ``contains``."""

    id: str
    name: str
    description: str
    picture_url: str | None
    price: Money
    per: PackagePer
    start_on: list[int]
    nights: int
    contains: list[str]
    parts: list[Reason]


class SellingView(View, frozen=True, kw_only=True):
    """How the property sells online."""

    online: bool
    currency: str
    confirm: ConfirmationRule
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
        language=settings.languages[0],
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
        property=place_view(shop.place, shop.languages),
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
            _package(package, shop)
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
    common: dict[str, Any] = {
        "id": product.id,
        "name": product.name,
        "description": product.description,
        "picture_url": product.picture_url,
        "rates": [RateView(id=r.id, name=r.name, description=r.description) for r in rates],
        "from_price": shop.catalog.money(
            tariff.unit_price(lowest, lowest.prices[product.id], ages[: lowest.includes])
        ),
        "per": lowest.per,
    }
    match product:
        case Stay():
            return StayProductView(
                **common,
                sleeps=product.sleeps,
                units=len(product.units),
                min_nights=product.min_nights,
                max_nights=product.max_nights,
                arrive_on=product.arrive_on,
                leave_on=product.leave_on,
            )
        case Appointment():
            people = [shop.catalog.people[p] for p in product.people if p in shop.catalog.people]
            return AppointmentProductView(
                **common,
                duration=product.duration,
                people=[PersonView(id=p.id, name=p.name) for p in sorted(people, key=_place)],
            )
        case Session():
            return SessionProductView(
                **common, duration=product.duration, seats=product.seats, least=product.least
            )


def kind_of(product: Product) -> ProductKind:
    """A product's kind, as it is written."""
    if isinstance(product, Stay):
        return "stay"
    return "appointment" if isinstance(product, Appointment) else "session"


def _package(package: Package, shop: Shop) -> PackageView:
    parts = _parts(package, shop)
    return PackageView(
        id=package.id,
        name=package.name,
        description=package.description,
        picture_url=package.picture_url,
        price=shop.catalog.money(package.price),
        per=package.per,
        start_on=package.start_on,
        nights=package.days,
        contains=[english().reasons([part]) for part in parts],
        parts=parts,
    )


def _parts(package: Package, shop: Shop) -> list[Reason]:
    found: list[Reason] = []
    for part in package.parts:
        product = shop.catalog.products.get(part.product or "")
        extra = shop.catalog.extras.get(part.extra or "")
        if isinstance(product, Stay):
            found.append(Reason.of("part_nights", name=product.name, nights=part.nights))
        elif product is not None:
            found.append(_part(product.name, len(part.days)))
        elif extra is not None:
            found.append(_part(extra.name, part.quantity))
    return found


def _part(name: str, times: int) -> Reason:
    if times > 1:
        return Reason.of("part_times", name=name, times=times)
    return Reason.of("part", name=name)


def _money(amount: int | None, shop: Shop) -> Money | None:
    return None if amount is None else shop.catalog.money(amount)
