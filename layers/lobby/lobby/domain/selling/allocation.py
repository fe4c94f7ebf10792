"""Finding free units, people, seats and pieces for what a plan claims."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from msgspec.structs import replace

from lobby.base.errors import FieldError, SoldOut
from lobby.base.reasons import Moment, Reason, Span
from lobby.domain.selling import availability
from lobby.domain.selling.catalog import Appointment, Catalog, Session, Stay, Unit
from lobby.domain.selling.claims import Claim, Nights, Pieces, Seats, Time, Use
from lobby.domain.selling.selection import Selection
from lobby.domain.selling.shop import Shop
from lobby.domain.selling.stock import Stock, days

PickUnit = Callable[[Sequence[Unit]], Unit]


def settle(
    claims: Sequence[Claim],
    claimed_by: Sequence[int],
    selection: Selection,
    shop: Shop,
    stock: Stock,
    *,
    now: datetime,
    pick: PickUnit | None = None,
) -> list[Claim]:
    """The claims on what is free: the same units and people where they still are, others where not.

    Wished-for units and people are had or not. ``stock`` is used up in doing so; ``pick`` chooses
    among free units, without it the one that leaves the fewest gaps.

    Raises:
        SoldOut: names the choice that there is nothing left for.
    """
    wished = {
        wish
        for choice in selection.choices
        if (wish := getattr(choice, "unit", None) or getattr(choice, "person", None))
    }
    # wishes first, so that nobody else's room is given to somebody who did not mind
    order = sorted(range(len(claims)), key=lambda n: _holder_of(claims[n]) not in wished)
    found: dict[int, Claim] = {}
    for number in order:
        claim = claims[number]
        free = _free(claim, shop, stock, now, wished, pick)
        if free is None:
            raise sold_out(claimed_by[number], _gone(claim, shop))
        free.take(stock, "-")
        found[number] = free
    return [found[number] for number in range(len(claims))]


def as_sold_now(claims: Sequence[Claim], catalog: Catalog) -> list[Claim] | None:
    """The claims out of as much as there is now; None if a unit, person or session is gone.

    What is claimed may have been offered a while ago, when there was more of it.
    """
    found = [_as_sold_now(claim, catalog) for claim in claims]
    return None if None in found else [claim for claim in found if claim is not None]


def _as_sold_now(claim: Claim, catalog: Catalog) -> Claim | None:
    product = catalog.products.get(getattr(claim, "product", ""))
    match claim:
        case Nights():
            units = product.units if isinstance(product, Stay) else []
            return claim if any(unit.id == claim.unit for unit in units) else None
        case Time():
            people = product.people if isinstance(product, Appointment) else []
            return claim if claim.person in people else None
        case Seats():
            return replace(claim, of=product.seats) if isinstance(product, Session) else None
        case Pieces():
            extra = catalog.extras.get(claim.extra)
            return replace(claim, of=extra.stock) if extra and extra.stock is not None else claim
        case Use():
            promotion = catalog.promotions.get(claim.promotion)
            if promotion is None or promotion.uses is None:
                return claim
            return replace(claim, of=promotion.uses)


def keep_places(claims: Sequence[Claim], kept: Sequence[Claim]) -> list[Claim]:
    """The claims with the units and people of earlier ones, where none is named."""
    units = {claim.unit: claim.product for claim in kept if isinstance(claim, Nights)}
    people = {claim.product: claim.person for claim in kept if isinstance(claim, Time)}
    for claim in claims:
        if isinstance(claim, Nights):
            units.pop(claim.unit, None)
    found: list[Claim] = []
    for claim in claims:
        if isinstance(claim, Nights) and not claim.unit:
            unit = next((u for u, product in units.items() if product == claim.product), "")
            units.pop(unit, None)
            found.append(replace(claim, unit=unit))
        elif isinstance(claim, Time) and not claim.person:
            found.append(replace(claim, person=people.get(claim.product, "")))
        else:
            found.append(claim)
    return found


def _holder_of(claim: Claim) -> str:
    return (
        claim.unit if isinstance(claim, Nights) else claim.person if isinstance(claim, Time) else ""
    )


def _free(
    claim: Claim,
    shop: Shop,
    stock: Stock,
    now: datetime,
    wished: set[str],
    pick: PickUnit | None,
) -> Claim | None:
    catalog = shop.catalog
    match claim:
        case Nights():
            stay = catalog.products.get(claim.product)
            if not isinstance(stay, Stay):
                return None
            free = availability.free_units(stay, stock, claim.from_, claim.to)
            if any(unit.id == claim.unit for unit in free):
                return claim
            if claim.unit in wished or not free:
                return None
            unit = pick(free) if pick else best_fit(free, stock, claim.from_, claim.to)
            return replace(claim, unit=unit.id)
        case Time():
            appointment = catalog.products.get(claim.product)
            if not isinstance(appointment, Appointment):
                return None
            offered = availability.slots(appointment, catalog, claim.day, stock, shop.zone, now)
            people = [slot.person for slot in offered if slot.at == claim.at]
            if claim.person in people:
                return claim
            if claim.person in wished or not people:
                return None
            return replace(claim, person=people[0])
        case Seats():
            session = catalog.products.get(claim.product)
            if not isinstance(session, Session):
                return None
            left = availability.seats_left(session, claim.at, stock, shop.zone)
            return replace(claim, of=session.seats) if left >= claim.seats else None
        case Pieces():
            extra = catalog.extras.get(claim.extra)
            if extra is None or extra.stock is None:
                return None
            taken = stock.pieces.get(claim.extra, {})
            most = max(taken.get(day, 0) for day in days(claim.from_, claim.to))
            return replace(claim, of=extra.stock) if most + claim.count <= extra.stock else None
        case Use():
            return claim if stock.uses.get(claim.promotion, 0) < claim.of else None


def best_fit(free: Sequence[Unit], stock: Stock, first: date, end: date) -> Unit:
    """The unit whose gap between other bookings these nights fill best."""

    def gap(unit: Unit) -> int:
        taken = stock.nights.get(unit.id, {})
        before = [day for day in taken if day < first]
        after = [day for day in taken if day >= end]
        open_before = (first - max(before)).days if before else 60
        open_after = (min(after) - end).days if after else 60
        return open_before + open_after

    return min(free, key=gap)


def _gone(claim: Claim, shop: Shop) -> Reason:
    catalog = shop.catalog
    match claim:
        case Nights():
            name = _name(claim.product, catalog)
            return Reason.of("nights_taken", name=name, nights=Span(claim.from_, claim.to))
        case Time() | Seats():
            name = _name(claim.product, catalog)
            return Reason.of("time_taken", name=name, at=Moment(claim.at, shop.zone.key))
        case Pieces():
            extra = catalog.extras.get(claim.extra)
            return Reason.of("pieces_taken", name=extra.name if extra else claim.extra)
        case Use():
            return Reason("promotion_used_up")


def _name(product_id: str, catalog: Catalog) -> str:
    product = catalog.products.get(product_id)
    return product.name if product else product_id


def sold_out(position: int, reason: Reason) -> SoldOut:
    """That there is nothing left for a choice; -1 stands for the promotion."""
    field = f"choices[{position}]" if position >= 0 else "promotion"
    return SoldOut(reason.code, errors=[FieldError.of(field, reason)], **reason.params)
