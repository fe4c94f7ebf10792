"""What a plan is made from while choices are added to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from lobby.base.errors import FieldError
from lobby.base.reasons import Reason
from lobby.domain.business.texts import Texts
from lobby.domain.money.lines import Item
from lobby.domain.selling import availability, tariff
from lobby.domain.selling.catalog import GuestPrice, Product, Rate
from lobby.domain.selling.claims import Claim
from lobby.domain.selling.selection import (
    AppointmentChoice,
    Choice,
    ExtraChoice,
    PackageChoice,
    Selection,
    SessionChoice,
    StayChoice,
)
from lobby.domain.selling.shop import Shop
from lobby.domain.selling.stock import Stock


class Draft:
    """What is wanted, of what, and what has come of it so far: items, claims, and what is wrong.

    ``nights`` has how many nights each guest stays, ``lodging`` the days of each stay.
    """

    def __init__(
        self,
        wanted: Selection,
        shop: Shop,
        stock: Stock,
        first: date,
        last: date,
        now: datetime,
    ) -> None:
        self.wanted = wanted
        self.shop = shop
        self.catalog = shop.catalog
        self.zone = shop.zone
        self.stock = stock
        self.first = first
        self.last = last
        self.now = now
        self.items: list[Item] = []
        self.claims: list[Claim] = []
        self.claimed_by: list[int] = []
        self.policies: list[str | None] = []
        self.nights: dict[int, int] = {}
        self.lodging: list[tuple[date, date]] = []
        self.wrong: list[FieldError] = []
        self.code: str | None = None
        self.params: Mapping[str, Any] = {}
        self._choices: list[Choice] = list(wanted.choices)

    # -- what has come of it

    @property
    def policy_id(self) -> str | None:
        """The policy of what is booked first and has one."""
        return next(iter(self.policies), None)

    @property
    def selection(self) -> Selection:
        """The selection with each choice's rate named."""
        return replace(self.wanted, choices=self._choices)

    @property
    def products_chosen(self) -> set[str]:
        """Every product that is wanted, by itself or in a package."""
        chosen: set[str] = set()
        for choice in self.wanted.choices:
            if isinstance(choice, PackageChoice):
                package = self.catalog.packages.get(choice.package)
                parts = package.parts if package else []
                chosen |= {part.product for part in parts if part.product}
            elif not isinstance(choice, ExtraChoice):
                chosen.add(choice.product)
        return chosen

    def refuse(self, place: str, reason: Reason) -> None:
        """Notes what is wrong with a field; the first reason is that of the whole."""
        self.wrong.append(FieldError.of(place, reason))
        if self.code is None:
            self.code, self.params = reason.code, reason.params

    def refuse_choice(self, position: int, field: str, reason: Reason) -> None:
        """Notes what is wrong with a choice."""
        self.refuse(f"choices[{position}].{field}", reason)

    def claim(self, position: int, claim: Claim) -> None:
        """Notes what a choice takes of the stock; -1 stands for the promotion."""
        self.claims.append(claim)
        self.claimed_by.append(position)

    # -- what is asked of every choice

    def ages(self, guests: Sequence[int]) -> list[int | None]:
        """How old guests are; None for adults."""
        return [self.wanted.age(guest) for guest in guests]

    def rate_of(
        self, position: int, choice: StayChoice | AppointmentChoice | SessionChoice
    ) -> Rate | None:
        """The rate that a choice is sold at; None, and refused, if there is no such rate."""
        rates = self.catalog.rates_of(choice.product)
        if choice.rate is not None:
            rates = [rate for rate in rates if rate.id == choice.rate]
        if not rates:
            self.refuse_choice(position, "rate", Reason("unknown_rate"))
            return None
        self._choices[position] = replace(choice, rate=rates[0].id)
        self.policies.append(rates[0].policy)
        return rates[0]

    def product(self, position: int, product_id: str, kind: type[Product]) -> Product | None:
        """The product of a choice; None, and refused, if that is not for sale."""
        product = self.catalog.products.get(product_id)
        if not isinstance(product, kind) or not product.on_sale:
            self.refuse_choice(position, "product", Reason("not_sold"))
            return None
        return product

    def is_open(self, position: int, field: str, day: date) -> bool:
        """Whether a day is open for booking; refused if not."""
        refusal = availability.too_soon_or_far(day, self.catalog.selling, self.zone, self.now)
        if refusal:
            self.refuse_choice(position, field, refusal)
        return refusal is None

    # -- lines

    def add_for_each(
        self,
        line: Item,
        price: tariff.Price,
        children: Sequence[GuestPrice],
        guests: Sequence[int],
    ) -> None:
        """Adds a line for each price that guests pay, adults first."""
        groups: dict[tuple[int | None, int], list[int]] = {}
        who: dict[int | None, Reason] = {}
        for guest in guests:
            age = self.wanted.age(guest)
            band = tariff.band_of(children, age)
            key = None if age is None else band.to_age if band else -1
            who[key] = _who(age, band)
            amount = tariff.person_price(price.amount, children, age)
            groups.setdefault((key, amount), []).append(guest)
        self.items += [
            replace(
                line,
                guests=group,
                quantity=len(group),
                unit_price=amount,
                reasons=[*price.reasons, who[key]],
            )
            for (key, amount), group in groups.items()
        ]

    def take_off(
        self,
        amount: int,
        name: str,
        reason: Reason,
        *,
        tax_rate: Decimal,
        tax_included: bool | None,
        guests: list[int],
        texts: Texts | None = None,
    ) -> None:
        """Adds a line that takes something off, if it is anything."""
        if amount:
            self.items.append(
                Item(
                    kind="discount",
                    name=name,
                    texts=texts or {},
                    guests=guests,
                    quantity=1,
                    unit_price=-amount,
                    tax_rate=tax_rate,
                    tax_included=tax_included,
                    reasons=[reason],
                )
            )


def _who(age: int | None, band: GuestPrice | None) -> Reason:
    if age is None:
        return Reason("adult")
    return Reason("child_up_to", {"age": band.to_age}) if band else Reason("child")
