"""What things cost, and why. Amounts are minor units of the property's currency."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from lobby.base.reasons import Name, Reason
from lobby.domain.money.money import rounded, share
from lobby.domain.selling.catalog import DayOverride, GuestPrice, PriceRule, Rate, StayDiscount

Ages = Sequence[int | None]
"""The guests' ages; None is an adult."""


class Price(msgspec.Struct, frozen=True):
    """An amount, and what made it."""

    amount: int
    reasons: list[Reason] = []


def price_on(
    base: int,
    rules: Sequence[PriceRule],
    product: str,
    day: date,
    override: DayOverride,
    called: Callable[[PriceRule], str | Name],
) -> Price:
    """The price of a product on a day, before it is asked who comes. Never below zero.

    ``called`` says what a rule is called, as a value of a reason.
    """
    if override.price is not None:
        return Price(override.price, [Reason("day_price")])
    price = Price(base)
    for rule in rules:
        if _holds(rule, product, day):
            percent = 100 + (rule.percent or 0)
            amount = rule.price if rule.price is not None else share(price.amount, percent)
            reason = Reason.of("rule", name=called(rule))
            price = Price(max(0, amount), [*price.reasons, reason])
    return price


def _holds(rule: PriceRule, product: str, day: date) -> bool:
    return (
        (rule.from_ is None or rule.from_ <= day)
        and (rule.to is None or day <= rule.to)
        and (not rule.weekdays or day.isoweekday() in rule.weekdays)
        and (not rule.products or product in rule.products)
    )


def unit_price(rate: Rate, price: int, ages: Ages) -> int:
    """What guests pay who share a unit for a night, or a private session. Never below zero."""
    if rate.per == "person":
        return sum(person_price(price, rate.children, age) for age in ages)
    for occupancy in rate.occupancy:
        if occupancy.guests == len(ages):
            price += occupancy.amount
    # the price of the unit covers those who would pay most: adults first
    beyond = sorted(
        (person_price(rate.extra_adult, rate.children, age) for age in ages), reverse=True
    )[rate.includes :]
    return max(0, price + sum(beyond))


def person_price(price: int, children: Sequence[GuestPrice], age: int | None) -> int:
    """What one guest pays where an adult pays ``price``."""
    band = band_of(children, age)
    if band is None:
        return price
    return band.price if band.price is not None else share(price, band.percent or 0)


def band_of(children: Sequence[GuestPrice], age: int | None) -> GuestPrice | None:
    """The child price that goes with an age: the first that reaches it."""
    if age is None:
        return None
    return next((band for band in children if age <= band.to_age), None)


def discount_for(discounts: Sequence[StayDiscount], nights: int) -> StayDiscount | None:
    """The discount for the longest stay that is not longer than this one."""
    fitting = [discount for discount in discounts if discount.nights <= nights]
    return max(fitting, key=lambda discount: discount.nights, default=None)


def portions(amount: int, parts: Sequence[int]) -> list[int]:
    """An amount spread over parts by their size, so that the portions sum up to it exactly.

    Each portion is between zero and its part where ``amount`` is at most their sum.
    """
    total = sum(parts)
    if not total:
        return [0 for _ in parts]
    spread, given, seen = [], 0, 0
    for part in parts:
        seen += part
        upto = rounded(Decimal(amount * seen) / total)
        spread.append(upto - given)
        given = upto
    return spread


def party_reasons(ages: Ages) -> list[Reason]:
    """Who comes: so many adults, and children of these ages."""
    adults = sum(age is None for age in ages)
    children = [age for age in ages if age is not None]
    reasons = [Reason("adults", {"n": adults})] if adults else []
    if children:
        reasons.append(Reason("children", {"n": len(children), "ages": children}))
    return reasons
