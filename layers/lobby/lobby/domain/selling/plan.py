"""From a selection to a plan: what it is, what it costs and why, and what it takes of the stock.

A plan is what a quote shows and a booking files. It names units and people as they are free now;
by the time that it is booked others may be free instead, see ``settle``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from lobby.base.errors import FieldError, InvalidRequest
from lobby.domain.business.settings import Deposit, Policy
from lobby.domain.business.texts import said
from lobby.domain.money.lines import LODGING, Item
from lobby.domain.money.money import rounded
from lobby.domain.money.pricing import break_down, deposit_of
from lobby.domain.selling.allocation import keep_places, settle
from lobby.domain.selling.catalog import Catalog, Promotion
from lobby.domain.selling.claims import Claim, most_cells, places
from lobby.domain.selling.planning.draft import Draft
from lobby.domain.selling.planning.extras import add_extra
from lobby.domain.selling.planning.packages import add_package
from lobby.domain.selling.planning.promotions import discount
from lobby.domain.selling.planning.stays import add_stay
from lobby.domain.selling.planning.taxes import tourist_tax
from lobby.domain.selling.planning.timed import add_appointment, add_session
from lobby.domain.selling.selection import (
    AppointmentChoice,
    Choice,
    ExtraChoice,
    PackageChoice,
    Selection,
    SessionChoice,
    StayChoice,
    is_likely,
)
from lobby.domain.selling.shop import Shop
from lobby.domain.selling.stock import Stock, days, months

MOST_GUESTS = 60
MOST_CHOICES = 30
MOST_NIGHTS = 365
# Guests, and places in the stock: with the booking itself they are one transaction of at most 100.
MOST_PLACES = 90
# Five minutes of one person on one day: an expression of DynamoDB's has at most 4 KB.
MOST_CELLS = 120
OLDEST_CHILD = 17


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A selection with its price and its claims; ``claimed_by`` has the position of each claim's
    choice."""

    selection: Selection
    arrival: date
    departure: date
    items: list[Item]
    claims: list[Claim]
    claimed_by: list[int]
    currency: str
    prices_include_tax: bool
    total: int
    deposit: int
    deposit_due: date | None
    policy: Policy

    def in_language(self, language: str) -> Plan:
        """The plan as guests read it in a language."""
        items = [item.in_language(language) for item in self.items]
        return replace(self, items=items, policy=said(self.policy, language))


# -- what has to be read ------------------------------------------------------------------------


def span(selection: Selection, shop: Shop) -> tuple[date, date]:
    """The first and the last day that a selection is about.

    Raises:
        InvalidRequest: if it is about none, or about too many.
    """
    _check_days(selection)
    first_days, last_days = [], []
    for choice in selection.choices:
        match choice:
            case StayChoice():
                first_days.append(choice.from_)
                last_days.append(choice.to)
            case AppointmentChoice() | SessionChoice():
                first_days.append(choice.at.astimezone(shop.zone).date())
                last_days.append(first_days[-1])
            case PackageChoice():
                package = shop.catalog.packages.get(choice.package)
                first_days.append(choice.from_)
                last_days.append(choice.from_ + timedelta(days=package.days if package else 0))
            case ExtraChoice():
                pass
    if not first_days:
        raise InvalidRequest.of("choices", "nothing_chosen")
    first, last = min(first_days), max(last_days)
    if (last - first).days > MOST_NIGHTS:
        raise InvalidRequest.of("choices", "nights_at_most", most=MOST_NIGHTS)
    return first, last


def months_of(selection: Selection, shop: Shop) -> list[date]:
    """The months whose stock a selection is planned on."""
    return months(*span(selection, shop))


def promotion_of(selection: Selection, catalog: Catalog) -> Promotion | None:
    """The promotion that a selection's code names."""
    code = (selection.promotion or "").strip().upper()
    return next((p for p in catalog.promotions.values() if p.code == code), None) if code else None


def _check_days(selection: Selection) -> None:
    wrong = [
        FieldError(f"choices[{position}].{field}", "unlikely_day")
        for position, choice in enumerate(selection.choices)
        for field, day in (
            ("from", getattr(choice, "from_", None)),
            ("to", getattr(choice, "to", None)),
            ("at", getattr(choice, "at", None)),
        )
        if day is not None and not is_likely(day)
    ]
    wrong += [
        FieldError(f"choices[{position}].at", "time_zone_needed")
        for position, choice in enumerate(selection.choices)
        if isinstance(choice, AppointmentChoice | SessionChoice) and choice.at.tzinfo is None
    ]
    if wrong:
        raise InvalidRequest(errors=wrong)


# -- the plan -----------------------------------------------------------------------------------


def plan(
    selection: Selection,
    shop: Shop,
    stock: Stock,
    *,
    now: datetime,
    honour: str | None = None,
    keep: Sequence[Claim] = (),
) -> Plan:
    """Prices a selection and finds what it takes. ``stock`` is used up in doing so.

    ``honour`` is a promotion that the booking has already, whatever has become of it meanwhile;
    ``keep`` are its claims, whose units and people it keeps where they are free.

    Raises:
        InvalidRequest: names every choice that can't be, and why.
        SoldOut: names the choice that there is nothing left for.
    """
    draft = price(selection, shop, stock, now=now, honour=honour)
    first, last = span(selection, shop)
    claimed = keep_places(draft.claims, keep)
    claims = settle(claimed, draft.claimed_by, draft.selection, shop, stock, now=now)
    # a promotion that is honoured counts as it did
    claims += [claim for claim in keep if claim.OF_PRICE]
    if selection.party + len(places(claims)) > MOST_PLACES or most_cells(claims) > MOST_CELLS:
        raise InvalidRequest.of("choices", "too_much_at_once")
    priced = break_down(draft.items, prices_include_tax=shop.place.prices_include_tax)
    policy = shop.policy(draft.policy_id)
    deposit, due = _deposit(policy.deposit, priced.total, draft.items, shop, first, now)
    return Plan(
        selection=draft.selection,
        arrival=first,
        departure=last,
        items=draft.items,
        claims=claims,
        claimed_by=draft.claimed_by,
        currency=shop.catalog.selling.currency,
        prices_include_tax=shop.place.prices_include_tax,
        total=priced.total,
        deposit=deposit,
        deposit_due=due,
        policy=policy,
    )


def price(
    selection: Selection,
    shop: Shop,
    stock: Stock,
    *,
    now: datetime,
    honour: str | None = None,
) -> Draft:
    """The selection's items and what they would claim, whether or not that is free.

    Raises:
        InvalidRequest: names every choice that can't be, and why; its ``code`` is the first why.
    """
    _check_party(selection)
    first, last = span(selection, shop)
    draft = Draft(selection, shop, stock, first, last, now)
    # extras come last: how often one needs them depends on how long one stays
    order = sorted(
        enumerate(selection.choices), key=lambda numbered: isinstance(numbered[1], ExtraChoice)
    )
    for position, choice in order:
        _add(draft, position, choice)
    discount(draft, promotion_of(selection, shop.catalog), honour)
    tourist_tax(draft)
    if draft.wrong:
        raise InvalidRequest(draft.code, errors=draft.wrong, **draft.params)
    return draft


def _add(draft: Draft, position: int, choice: Choice) -> None:
    match choice:
        case StayChoice():
            add_stay(draft, position, choice)
        case AppointmentChoice():
            add_appointment(draft, position, choice)
        case SessionChoice():
            add_session(draft, position, choice)
        case PackageChoice():
            add_package(draft, position, choice)
        case ExtraChoice():
            add_extra(draft, position, choice)


def _check_party(selection: Selection) -> None:
    wrong: list[FieldError] = []
    if selection.adults < 0 or not 0 < selection.party <= MOST_GUESTS:
        wrong.append(FieldError("adults", "party_size", {"most": MOST_GUESTS}))
    wrong += [
        FieldError(f"children[{n}]", "child_age", {"oldest": OLDEST_CHILD})
        for n, age in enumerate(selection.children)
        if not 0 <= age <= OLDEST_CHILD
    ]
    if len(selection.choices) > MOST_CHOICES:
        wrong.append(FieldError("choices", "choices_at_most", {"most": MOST_CHOICES}))
    for position, choice in enumerate(selection.choices):
        if len(set(choice.guests)) < len(choice.guests):
            wrong.append(FieldError(f"choices[{position}].guests", "guest_twice"))
        if any(not 0 <= guest < selection.party for guest in choice.guests):
            wrong.append(
                FieldError(
                    f"choices[{position}].guests",
                    "guests_counted",
                    {"n": selection.party},
                )
            )
    if wrong:
        raise InvalidRequest(errors=wrong)


def _deposit(
    deposit: Deposit | None,
    total: int,
    items: Sequence[Item],
    shop: Shop,
    arrival: date,
    now: datetime,
) -> tuple[int, date | None]:
    """What is to be paid ahead, and on which day; None is when booking."""
    if deposit is None:
        return 0, None
    if deposit.nights is not None:
        amount = min(total, _first_nights(items, deposit.nights, shop) or total)
    else:
        amount = deposit_of(total, percent=deposit.percent, amount=deposit.amount)
    if deposit.days_before is None:
        return amount, None
    due = arrival - timedelta(days=deposit.days_before)
    return amount, due if due > now.astimezone(shop.zone).date() else None


def _first_nights(items: Sequence[Item], nights: int, shop: Shop) -> int:
    """What the first nights cost, tax included."""
    lodging = [
        (item, item.from_, item.to)
        for item in items
        if item.kind in LODGING and item.from_ and item.to and item.from_ < item.to
    ]
    if not lodging:
        return 0
    start = min(first for _, first, _ in lodging)
    wanted = set(days(start, start + timedelta(days=nights)))
    part = [
        replace(item, quantity=1, unit_price=_portion(item.amount, first, end, wanted))
        for item, first, end in lodging
    ]
    return break_down(part, prices_include_tax=shop.place.prices_include_tax).total


def _portion(amount: int, first: date, end: date, wanted: set[date]) -> int:
    """What the wanted nights among those before ``end`` cost, each the same."""
    stayed = len(wanted.intersection(days(first, end)))
    return rounded(Decimal(amount * stayed) / (end - first).days)
