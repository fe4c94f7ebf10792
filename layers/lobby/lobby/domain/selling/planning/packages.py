"""Packages: one price, and what is in them at no cost of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from lobby.base.reasons import Reason
from lobby.domain.business.texts import names_of
from lobby.domain.money.lines import Item
from lobby.domain.selling import availability, tariff
from lobby.domain.selling.allocation import sold_out
from lobby.domain.selling.catalog import DayOverride, Package, PackagePart, Session, Stay
from lobby.domain.selling.planning.draft import Draft
from lobby.domain.selling.planning.extras import take_pieces
from lobby.domain.selling.planning.stays import take_nights
from lobby.domain.selling.planning.timed import take_seats
from lobby.domain.selling.selection import PackageChoice


def add_package(draft: Draft, position: int, choice: PackageChoice) -> None:
    """Adds a package at its price, and claims what is in it."""
    package = draft.catalog.packages.get(choice.package)
    if package is None or not package.on_sale:
        draft.refuse_choice(position, "package", Reason("not_sold"))
        return
    if not draft.is_open(position, "from", choice.from_):
        return
    if package.start_on and choice.from_.isoweekday() not in package.start_on:
        begins = Reason.of("arrive_on", weekdays=package.start_on)
        draft.refuse_choice(position, "from", begins)
        return
    draft.policies.append(package.policy)
    _add_price(draft, package, choice)
    for part in package.parts:
        if not _add_part(draft, position, package, part, choice):
            return


def _add_price(draft: Draft, package: Package, choice: PackageChoice) -> None:
    guests = draft.wanted.guests_of(choice)
    price = tariff.price_on(
        package.price, package.rules, package.id, choice.from_, DayOverride(), draft.shop.called
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
        reasons=[*price.reasons, *tariff.party_reasons(draft.ages(guests))],
    )
    if package.per == "booking":
        draft.items.append(line)
    else:
        draft.add_for_each(line, price, package.children, guests)


def _add_part(
    draft: Draft, position: int, package: Package, part: PackagePart, choice: PackageChoice
) -> bool:
    """Adds what is in a package; False if it can't be had on its days."""
    guests = draft.wanted.guests_of(choice)
    included = Item(
        kind="extra",
        name="",
        guests=guests,
        quantity=1,
        unit_price=0,
        tax_rate=package.tax_rate,
        tax_included=package.tax_included,
        reasons=[Reason.of("in_package", name=draft.shop.called(package))],
    )
    product = draft.catalog.products.get(part.product or "")
    if isinstance(product, Stay):
        return _add_nights(draft, position, product, part, choice, included)
    if isinstance(product, Session):
        return all(
            _add_seats(draft, position, product, choice.from_ + timedelta(days=day), included)
            for day in part.days
        )
    extra = draft.catalog.extras.get(part.extra or "")
    if extra is not None:
        pieces = replace(included, name=extra.name, quantity=part.quantity)
        draft.items.append(replace(pieces, texts=names_of(name=extra)))
        end = choice.from_ + timedelta(days=max(1, package.days))
        take_pieces(draft, position, extra, choice.from_, end, part.quantity, guests)
    return True


def _add_nights(
    draft: Draft,
    position: int,
    stay: Stay,
    part: PackagePart,
    choice: PackageChoice,
    included: Item,
) -> bool:
    end = choice.from_ + timedelta(days=part.nights)
    shut = availability.closed_between(stay, choice.from_, end, draft.stock)
    if shut is not None:
        draft.refuse_choice(position, "from", Reason.of("closed", day=shut))
        return False
    draft.items.append(
        replace(
            included,
            kind="accommodation",
            name=stay.name,
            texts=names_of(name=stay),
            quantity=part.nights,
            from_=choice.from_,
            to=end,
        )
    )
    take_nights(draft, position, stay, choice.from_, end, included.guests, choice.unit)
    return True


def _add_seats(draft: Draft, position: int, session: Session, day: date, included: Item) -> bool:
    begins = availability.occurrences(session, day, day, draft.zone)
    if not begins:
        absent = Reason.of("no_session_on", name=draft.shop.called(session), day=day)
        draft.refuse_choice(position, "from", absent)
        return False
    seats = len(included.guests)
    at = _first_with_room(draft, session, begins, seats)
    if at is None:
        raise sold_out(
            position, Reason.of("session_full", name=draft.shop.called(session), day=day)
        )
    attended = replace(included, kind="activity", name=session.name, at=at)
    draft.items.append(replace(attended, texts=names_of(name=session)))
    take_seats(draft, position, session, at, day, seats)
    return True


def _first_with_room(
    draft: Draft, session: Session, begins: Sequence[datetime], seats: int
) -> datetime | None:
    return next(
        (
            at
            for at in begins
            if at > draft.now
            and availability.seats_left(session, at, draft.stock, draft.zone) >= seats
        ),
        None,
    )
