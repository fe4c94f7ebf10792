"""Turns choices into items and claims, one choice after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from lobby.base.errors import FieldError
from lobby.base.reasons import Reason
from lobby.domain.business.texts import Texts, names_of
from lobby.domain.money.lines import Item
from lobby.domain.money.money import share
from lobby.domain.selling import availability, tariff
from lobby.domain.selling.allocation import sold_out
from lobby.domain.selling.catalog import (
    Appointment,
    DayOverride,
    Extra,
    GuestPrice,
    Package,
    Product,
    Promotion,
    Rate,
    Session,
    Stay,
)
from lobby.domain.selling.claims import Claim, Nights, Pieces, Seats, Time, Use
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
from lobby.domain.selling.stock import Stock, days

MOST_PIECES = 1000


class Planner:
    """Collects items and claims, choice by choice."""

    def __init__(
        self,
        selection: Selection,
        shop: Shop,
        stock: Stock,
        first: date,
        last: date,
        now: datetime,
    ) -> None:
        self._selection = selection
        self._first = first
        self._last = last
        self._choices: list[Choice] = list(selection.choices)
        self._catalog = shop.catalog
        self._zone = shop.zone
        self._stock = stock
        self._now = now
        self.items: list[Item] = []
        self.claims: list[Claim] = []
        self.claimed_by: list[int] = []
        self.wrong: list[FieldError] = []
        self.code: str | None = None
        self.params: Mapping[str, Any] = {}
        self._policies: list[str | None] = []
        self._nights: dict[int, int] = {}
        self._lodging: list[tuple[date, date]] = []

    @property
    def policy_id(self) -> str | None:
        """The policy of what is booked first and has one."""
        return next(iter(self._policies), None)

    def selection(self) -> Selection:
        """The selection with each choice's rate named."""
        return replace(self._selection, choices=self._choices)

    def refuse(self, position: int, field: str, reason: Reason) -> None:
        """Notes what is wrong with a choice."""
        self._refuse(f"choices[{position}].{field}", reason)

    def _refuse(self, place: str, reason: Reason) -> None:
        self.wrong.append(FieldError.of(place, reason))
        if self.code is None:
            self.code, self.params = reason.code, reason.params

    def add(self, position: int, choice: Choice) -> None:
        """Adds a choice: its items, and what it claims."""
        match choice:
            case StayChoice():
                self._add_stay(position, choice)
            case AppointmentChoice() | SessionChoice():
                self._add_timed(position, choice)
            case PackageChoice():
                self._add_package(position, choice)
            case ExtraChoice():
                self._add_extra(position, choice)

    def _claim(self, position: int, claim: Claim) -> None:
        self.claims.append(claim)
        self.claimed_by.append(position)

    def _ages(self, guests: Sequence[int]) -> list[int | None]:
        return [self._selection.age(guest) for guest in guests]

    def _rate(
        self, position: int, choice: StayChoice | AppointmentChoice | SessionChoice
    ) -> Rate | None:
        rates = self._catalog.rates_of(choice.product)
        if choice.rate is not None:
            rates = [rate for rate in rates if rate.id == choice.rate]
        if not rates:
            self.refuse(position, "rate", Reason("unknown_rate"))
            return None
        self._choices[position] = replace(choice, rate=rates[0].id)
        self._policies.append(rates[0].policy)
        return rates[0]

    def _product(self, position: int, product_id: str, kind: type[Product]) -> Product | None:
        product = self._catalog.products.get(product_id)
        if not isinstance(product, kind) or not product.on_sale:
            self.refuse(position, "product", Reason("not_sold"))
            return None
        return product

    def _open(self, position: int, field: str, day: date) -> bool:
        refusal = availability.too_soon_or_far(day, self._catalog.selling, self._zone, self._now)
        if refusal:
            self.refuse(position, field, refusal)
        return refusal is None

    # -- stays

    def _add_stay(self, position: int, choice: StayChoice) -> None:
        stay = self._product(position, choice.product, Stay)
        rate = self._rate(position, choice)
        if not isinstance(stay, Stay) or rate is None:
            return
        if not self._nights_fit(position, stay, rate, choice.from_, choice.to):
            return
        guests = self._selection.guests_of(choice)
        alike: dict[tuple[int | None, ...], list[list[int]]] = {}
        for party in _shared(guests, stay.sleeps):
            alike.setdefault(tuple(self._ages(party)), []).append(party)
        lines = [
            line
            for parties in alike.values()
            for line in self._nightly(stay, rate, choice, parties)
        ]
        self.items += lines
        self._take_nights(position, stay, choice.from_, choice.to, guests, choice.unit)
        nights = (choice.to - choice.from_).days
        if discount := tariff.discount_for(rate.stay_discounts, nights):
            whole = sum(line.amount for line in lines)
            self._take_off(
                stay.name,
                Reason.of("stay_discount", nights=discount.nights, percent=discount.percent / 100),
                share(whole, discount.percent),
                rate.tax_rate,
                rate.tax_included,
                guests,
                names_of(name=stay),
            )

    def _nights_fit(
        self, position: int, stay: Stay, rate: Rate | None, first: date, end: date
    ) -> bool:
        if end <= first:
            self.refuse(position, "to", Reason("reversed"))
            return False
        if not self._open(position, "from", first):
            return False
        refusal = availability.stay_rules(stay, rate, first, end, self._stock)
        if refusal:
            field = "to" if refusal.code in ("max_nights", "leave_on", "min_nights") else "from"
            self.refuse(position, field, refusal)
        return refusal is None

    def _nightly(
        self, stay: Stay, rate: Rate, choice: StayChoice, parties: list[list[int]]
    ) -> list[Item]:
        """A line for every run of nights that cost the same for the same reason; ``parties`` are
        alike, and each has a unit."""
        ages = self._ages(parties[0])
        party = tariff.party_reasons(ages)
        if len(parties) > 1:
            party.insert(0, Reason("rooms", {"n": len(parties)}))
        lines: list[Item] = []
        for day in days(choice.from_, choice.to):
            price = tariff.price_on(
                rate.prices[stay.id], rate.rules, stay.id, day, self._stock.override(stay.id, day)
            )
            amount = tariff.unit_price(rate, price.amount, ages)
            reasons = [*price.reasons, *party]
            until = day + timedelta(days=1)
            if lines and (lines[-1].unit_price, lines[-1].reasons) == (amount, reasons):
                last = lines.pop()
                lines.append(replace(last, quantity=last.quantity + len(parties), to=until))
                continue
            lines.append(
                Item(
                    kind="accommodation",
                    name=stay.name,
                    rate=rate.name,
                    texts=names_of(name=stay, rate=rate),
                    guests=[guest for party in parties for guest in party],
                    quantity=len(parties),
                    unit_price=amount,
                    tax_rate=rate.tax_rate,
                    tax_included=rate.tax_included,
                    from_=day,
                    to=until,
                    reasons=reasons,
                )
            )
        return lines

    def _take_nights(
        self,
        position: int,
        stay: Stay,
        first: date,
        end: date,
        guests: list[int],
        wish: str | None,
    ) -> None:
        for number, _ in enumerate(_shared(guests, stay.sleeps)):
            unit = wish if wish and not number else ""
            self._claim(position, Nights(product=stay.id, unit=unit, from_=first, to=end))
        self._lodging.append((first, end))
        for guest in guests:
            self._nights[guest] = self._nights.get(guest, 0) + (end - first).days

    # -- appointments and sessions

    def _add_timed(self, position: int, choice: AppointmentChoice | SessionChoice) -> None:
        kind = Appointment if isinstance(choice, AppointmentChoice) else Session
        product = self._product(position, choice.product, kind)
        rate = self._rate(position, choice)
        if product is None or rate is None:
            return
        guests = self._selection.guests_of(choice)
        if not self._take_time(position, product, choice, guests):
            return
        day = choice.at.astimezone(self._zone).date()
        price = tariff.price_on(
            rate.prices[product.id],
            rate.rules,
            product.id,
            day,
            self._stock.override(product.id, day),
        )
        line = Item(
            kind="activity",
            name=product.name,
            rate=rate.name,
            texts=names_of(name=product, rate=rate),
            guests=guests,
            quantity=1,
            unit_price=0,
            tax_rate=rate.tax_rate,
            tax_included=rate.tax_included,
            at=choice.at.astimezone(UTC),
        )
        if rate.per == "unit":
            ages = self._ages(guests)
            reasons = [*price.reasons, *tariff.party_reasons(ages)]
            amount = tariff.unit_price(rate, price.amount, ages)
            self.items.append(replace(line, unit_price=amount, reasons=reasons))
            return
        self.items += self._for_each(line, price, rate.children, guests)

    def _for_each(
        self,
        line: Item,
        price: tariff.Price,
        children: Sequence[GuestPrice],
        guests: list[int],
    ) -> list[Item]:
        """A line for each price that guests pay, adults first."""
        groups: dict[tuple[int | None, int], list[int]] = {}
        who: dict[int | None, Reason] = {}
        for guest in guests:
            age = self._selection.age(guest)
            band = tariff.band_of(children, age)
            key = None if age is None else band.to_age if band else -1
            who[key] = _who(age, band)
            amount = tariff.person_price(price.amount, children, age)
            groups.setdefault((key, amount), []).append(guest)
        return [
            replace(
                line,
                guests=group,
                quantity=len(group),
                unit_price=amount,
                reasons=[*price.reasons, who[key]],
            )
            for (key, amount), group in groups.items()
        ]

    def _take_time(
        self,
        position: int,
        product: Product,
        choice: AppointmentChoice | SessionChoice,
        guests: list[int],
    ) -> bool:
        day = choice.at.astimezone(self._zone).date()
        if choice.at <= self._now:
            self.refuse(position, "at", Reason("past"))
            return False
        if not self._open(position, "at", day):
            return False
        if choice.at < availability.earliest(self._catalog.selling, self._now):
            self.refuse(position, "at", availability.TOO_LATE)
            return False
        if isinstance(product, Session):
            if choice.at not in availability.occurrences(product, day, day, self._zone):
                self.refuse(position, "at", Reason.of("no_session", name=product.name))
                return False
            self._take_seats(position, product, choice.at, day, len(guests))
        elif isinstance(product, Appointment) and isinstance(choice, AppointmentChoice):
            if choice.person is not None and choice.person not in product.people:
                self.refuse(position, "person", Reason.of("not_their_work", name=product.name))
                return False
            # any slot at all then, were everybody free: or it is no time to begin
            offered = availability.slots(
                product, self._catalog, day, Stock(), self._zone, self._now
            )
            slot = next(
                (s for s in offered if s.at == choice.at and choice.person in (None, s.person)),
                None,
            )
            if slot is None:
                self.refuse(position, "at", Reason("no_slot"))
                return False
            self._claim(
                position,
                Time(
                    product=product.id,
                    person=choice.person or "",
                    at=choice.at.astimezone(UTC),
                    day=day,
                    cell=slot.cell,
                    cells=slot.cells,
                ),
            )
        return True

    def _take_seats(
        self, position: int, session: Session, at: datetime, day: date, seats: int
    ) -> None:
        at = at.astimezone(UTC)
        for number, claim in enumerate(self.claims):
            if isinstance(claim, Seats) and (claim.product, claim.at) == (session.id, at):
                self.claims[number] = replace(claim, seats=claim.seats + seats)
                return
        self._claim(
            position, Seats(product=session.id, at=at, day=day, seats=seats, of=session.seats)
        )

    # -- packages

    def _add_package(self, position: int, choice: PackageChoice) -> None:
        package = self._catalog.packages.get(choice.package)
        if package is None or not package.on_sale:
            self.refuse(position, "package", Reason("not_sold"))
            return
        if not self._open(position, "from", choice.from_):
            return
        if package.start_on and choice.from_.isoweekday() not in package.start_on:
            begins = Reason.of("arrive_on", weekdays=package.start_on)
            self.refuse(position, "from", begins)
            return
        self._policies.append(package.policy)
        guests = self._selection.guests_of(choice)
        price = tariff.price_on(
            package.price, package.rules, package.id, choice.from_, DayOverride()
        )
        line = Item(
            kind="package",
            name=package.name,
            texts=names_of(name=package),
            guests=guests,
            quantity=1,
            unit_price=price.amount,
            tax_rate=package.tax_rate,
            tax_included=package.tax_included,
            from_=choice.from_,
            to=choice.from_ + timedelta(days=package.days),
            reasons=[*price.reasons, *tariff.party_reasons(self._ages(guests))],
        )
        if package.per == "booking":
            self.items.append(line)
        else:
            self.items += self._for_each(line, price, package.children, guests)
        self._add_parts(position, package, choice, guests)

    def _add_parts(
        self, position: int, package: Package, choice: PackageChoice, guests: list[int]
    ) -> None:
        included = Item(
            kind="extra",
            name="",
            guests=guests,
            quantity=1,
            unit_price=0,
            tax_rate=package.tax_rate,
            tax_included=package.tax_included,
            reasons=[Reason("in_package", {"name": package.name})],
        )
        for part in package.parts:
            product = self._catalog.products.get(part.product or "")
            extra = self._catalog.extras.get(part.extra or "")
            if isinstance(product, Stay):
                end = choice.from_ + timedelta(days=part.nights)
                shut = availability.closed_between(product, choice.from_, end, self._stock)
                if shut is not None:
                    self.refuse(position, "from", Reason.of("closed", day=shut))
                    return
                self.items.append(
                    replace(
                        included,
                        kind="accommodation",
                        name=product.name,
                        texts=names_of(name=product),
                        quantity=part.nights,
                        from_=choice.from_,
                        to=end,
                    )
                )
                self._take_nights(position, product, choice.from_, end, guests, choice.unit)
            elif isinstance(product, Session):
                for number in part.days:
                    day = choice.from_ + timedelta(days=number)
                    begins = availability.occurrences(product, day, day, self._zone)
                    if not begins:
                        absent = Reason.of("no_session_on", name=product.name, day=day)
                        self.refuse(position, "from", absent)
                        return
                    at = self._first_with_room(product, begins, len(guests))
                    if at is None:
                        raise sold_out(
                            position, Reason.of("session_full", name=product.name, day=day)
                        )
                    session = replace(included, kind="activity", name=product.name, at=at)
                    self.items.append(replace(session, texts=names_of(name=product)))
                    self._take_seats(position, product, at, day, len(guests))
            elif extra is not None:
                pieces = replace(included, name=extra.name, quantity=part.quantity)
                self.items.append(replace(pieces, texts=names_of(name=extra)))
                end = choice.from_ + timedelta(days=max(1, package.days))
                self._take_pieces(position, extra, choice.from_, end, part.quantity, guests)

    def _first_with_room(
        self, session: Session, begins: Sequence[datetime], seats: int
    ) -> datetime | None:
        return next(
            (
                at
                for at in begins
                if at > self._now
                and availability.seats_left(session, at, self._stock, self._zone) >= seats
            ),
            None,
        )

    # -- extras

    def _add_extra(self, position: int, choice: ExtraChoice) -> None:
        extra = self._catalog.extras.get(choice.extra)
        if extra is None or not extra.on_sale:
            self.refuse(position, "extra", Reason("not_sold"))
            return
        if not 0 < choice.quantity <= MOST_PIECES:
            self.refuse(position, "quantity", Reason.of("pieces_at_most", most=MOST_PIECES))
            return
        if extra.products and not any(
            product in extra.products for product in self._products_chosen()
        ):
            self.refuse(position, "extra", Reason.of("extra_unfit", name=extra.name))
            return
        guests = self._selection.guests_of(choice)
        first, end = self._stayed()
        stayed = (end - first).days
        times = {
            "booking": 1,
            "person": len(guests),
            "night": stayed,
            "person_night": len(guests) * stayed,
        }[extra.per]
        self.items.append(
            Item(
                kind="extra",
                name=extra.name,
                texts=names_of(name=extra),
                guests=guests,
                quantity=choice.quantity * times,
                unit_price=extra.price,
                tax_rate=extra.tax_rate,
                tax_included=extra.tax_included,
                reasons=_extra_reasons(extra, choice.quantity, len(guests), stayed),
            )
        )
        self._take_pieces(position, extra, first, end, choice.quantity, guests)

    def _stayed(self) -> tuple[date, date]:
        """The days that extras are for: those of the stay, else of all that was chosen."""
        if self._lodging:
            return min(first for first, _ in self._lodging), max(end for _, end in self._lodging)
        return self._first, max(self._last, self._first + timedelta(days=1))

    def _products_chosen(self) -> set[str]:
        chosen: set[str] = set()
        for choice in self._selection.choices:
            if isinstance(choice, PackageChoice):
                package = self._catalog.packages.get(choice.package)
                chosen |= (
                    {part.product for part in package.parts if part.product} if package else set()
                )
            elif not isinstance(choice, ExtraChoice):
                chosen.add(choice.product)
        return chosen

    def _take_pieces(
        self, position: int, extra: Extra, first: date, end: date, quantity: int, guests: list[int]
    ) -> None:
        if extra.stock is None:
            return
        each = extra.per in ("person", "person_night")
        count = quantity * (len(guests) if each else 1)
        self._claim(
            position,
            Pieces(extra=extra.id, from_=first, to=end, count=count, of=extra.stock),
        )

    # -- what comes off and on top

    def _take_off(
        self,
        name: str,
        reason: Reason,
        amount: int,
        tax_rate: Decimal,
        tax_included: bool | None,
        guests: list[int],
        texts: Texts | None = None,
    ) -> None:
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

    def discount(self, promotion: Promotion | None, honour: str | None) -> None:
        """Takes a promotion off, from every tax rate its part."""
        if self._selection.promotion and promotion is None and honour is None:
            self._refuse("promotion", Reason("unknown_promotion_code"))
        if promotion is None or self.wrong:
            return
        if promotion.id != honour and (refusal := self._promotion_refused(promotion)):
            self._refuse("promotion", refusal)
            return
        by_tax: dict[tuple[Decimal, bool | None], int] = {}
        for item in self.items:
            key = (item.tax_rate, item.tax_included)
            by_tax[key] = by_tax.get(key, 0) + item.amount
        whole = sum(by_tax.values())
        off = (
            share(whole, promotion.percent)
            if promotion.percent is not None
            else min(promotion.amount or 0, whole)
        )
        everybody = list(range(self._selection.party))
        code = Reason("promotion_code", {"promotion": promotion.code})
        for (rate, included), part in zip(
            by_tax, tariff.portions(off, list(by_tax.values())), strict=True
        ):
            self._take_off(
                promotion.name,
                code,
                part,
                rate,
                included,
                everybody,
                names_of(name=promotion),
            )
        if promotion.uses is not None and promotion.id != honour:
            self._claim(-1, Use(promotion=promotion.id, of=promotion.uses))

    def _promotion_refused(self, promotion: Promotion) -> Reason | None:
        today = self._now.astimezone(self._zone).date()
        chosen = self._products_chosen()
        if not promotion.on_sale or (promotion.book and today not in promotion.book):
            return Reason("promotion_over")
        if promotion.stay and not (self._first in promotion.stay and self._last in promotion.stay):
            return Reason("promotion_days")
        if max(self._nights.values(), default=0) < promotion.min_nights:
            return Reason.of("promotion_nights", nights=promotion.min_nights)
        if promotion.products and not chosen & set(promotion.products):
            return Reason("promotion_products")
        return None

    def tourist_tax(self) -> None:
        """Adds what the town takes for each guest and night."""
        tax = self._catalog.selling.tourist_tax
        if tax is None:
            return
        nights = {
            guest: min(nights, tax.most_nights or nights)
            for guest, nights in self._nights.items()
            if (age := self._selection.age(guest)) is None or age >= tax.from_age
        }
        count = sum(nights.values())
        if not count:
            return
        reasons = [Reason("guests", {"n": len(nights)})]
        if tax.from_age:
            reasons.append(Reason("from_age", {"age": tax.from_age}))
        if tax.most_nights:
            reasons.append(Reason("most_nights", {"n": tax.most_nights}))
        self.items.append(
            Item(
                kind="tax",
                name=tax.name,
                texts=names_of(name=tax),
                guests=sorted(nights),
                quantity=count,
                unit_price=tax.amount,
                tax_rate=tax.tax_rate,
                tax_included=True,
                reasons=reasons,
            )
        )


def _shared(guests: list[int], sleeps: int) -> list[list[int]]:
    """The party as it shares units, each filled before the next."""
    return [guests[start : start + sleeps] for start in range(0, len(guests), sleeps)]


def _who(age: int | None, band: GuestPrice | None) -> Reason:
    if age is None:
        return Reason("adult")
    return Reason("child_up_to", {"age": band.to_age}) if band else Reason("child")


def _extra_reasons(extra: Extra, quantity: int, guests: int, nights: int) -> list[Reason]:
    reasons = [Reason("pieces", {"n": quantity})] if quantity > 1 else []
    if extra.per in ("person", "person_night"):
        reasons.append(Reason("guests", {"n": guests}))
    if extra.per in ("night", "person_night"):
        reasons.append(Reason("nights", {"n": nights}))
    return reasons or [Reason("once")]
