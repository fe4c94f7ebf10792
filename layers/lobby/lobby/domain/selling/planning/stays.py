"""Stays: a line for every run of nights, a claim for every unit."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from lobby.base.reasons import Reason
from lobby.domain.business.texts import names_of
from lobby.domain.money.lines import Item
from lobby.domain.money.money import share
from lobby.domain.selling import availability, tariff
from lobby.domain.selling.catalog import Rate, Stay
from lobby.domain.selling.claims import Nights
from lobby.domain.selling.planning.draft import Draft
from lobby.domain.selling.selection import StayChoice
from lobby.domain.selling.stock import days


def add_stay(draft: Draft, position: int, choice: StayChoice) -> None:
    """Adds the nights of a stay, at their rate."""
    stay = draft.product(position, choice.product, Stay)
    rate = draft.rate_of(position, choice)
    if not isinstance(stay, Stay) or rate is None:
        return
    if not _nights_fit(draft, position, stay, rate, choice):
        return
    guests = draft.wanted.guests_of(choice)
    alike: dict[tuple[int | None, ...], list[list[int]]] = {}
    for party in _shared(guests, stay.sleeps):
        alike.setdefault(tuple(draft.ages(party)), []).append(party)
    lines = [
        line for parties in alike.values() for line in _nightly(draft, stay, rate, choice, parties)
    ]
    draft.items += lines
    take_nights(draft, position, stay, choice.from_, choice.to, guests, choice.unit)
    nights = (choice.to - choice.from_).days
    if discount := tariff.discount_for(rate.stay_discounts, nights):
        percent = discount.percent / 100
        draft.take_off(
            share(sum(line.amount for line in lines), discount.percent),
            stay.name,
            Reason.of("stay_discount", nights=discount.nights, percent=percent),
            tax_rate=rate.tax_rate,
            tax_included=rate.tax_included,
            guests=guests,
            texts=names_of(name=stay),
        )


def take_nights(
    draft: Draft,
    position: int,
    stay: Stay,
    first: date,
    end: date,
    guests: list[int],
    wish: str | None,
) -> None:
    """Claims a unit for every so many guests as share one; the first of them may be wished for."""
    for number, _ in enumerate(_shared(guests, stay.sleeps)):
        unit = wish if wish and not number else ""
        draft.claim(position, Nights(product=stay.id, unit=unit, from_=first, to=end))
    draft.lodging.append((first, end))
    for guest in guests:
        draft.nights[guest] = draft.nights.get(guest, 0) + (end - first).days


def _nights_fit(draft: Draft, position: int, stay: Stay, rate: Rate, choice: StayChoice) -> bool:
    if choice.to <= choice.from_:
        draft.refuse_choice(position, "to", Reason("reversed"))
        return False
    if not draft.is_open(position, "from", choice.from_):
        return False
    refusal = availability.stay_rules(stay, rate, choice.from_, choice.to, draft.stock)
    if refusal:
        field = "to" if refusal.code in ("max_nights", "leave_on", "min_nights") else "from"
        draft.refuse_choice(position, field, refusal)
    return refusal is None


def _nightly(
    draft: Draft, stay: Stay, rate: Rate, choice: StayChoice, parties: list[list[int]]
) -> list[Item]:
    """A line for every run of nights that cost the same for the same reason; ``parties`` are
    alike, and each has a unit."""
    ages = draft.ages(parties[0])
    who = tariff.party_reasons(ages)
    if len(parties) > 1:
        who.insert(0, Reason("rooms", {"n": len(parties)}))
    lines: list[Item] = []
    for day in days(choice.from_, choice.to):
        override = draft.stock.override(stay.id, day)
        price = tariff.price_on(
            rate.prices[stay.id], rate.rules, stay.id, day, override, draft.shop.called
        )
        amount = tariff.unit_price(rate, price.amount, ages)
        reasons = [*price.reasons, *who]
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


def _shared(guests: list[int], sleeps: int) -> list[list[int]]:
    """The party as it shares units, each filled before the next."""
    return [guests[start : start + sleeps] for start in range(0, len(guests), sleeps)]
