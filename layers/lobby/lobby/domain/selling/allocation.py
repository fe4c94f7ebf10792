"""Finding free units, people, seats and pieces for what a plan claims."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from lobby.base.errors import FieldError, SoldOut
from lobby.base.reasons import Reason
from lobby.domain.selling.catalog import Catalog
from lobby.domain.selling.claims import Claim, PickUnit, Search
from lobby.domain.selling.selection import Selection
from lobby.domain.selling.shop import Shop
from lobby.domain.selling.stock import Stock


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
    search = Search(shop=shop, stock=stock, now=now, wished=wished, pick=pick)
    # wishes first, so that nobody else's room is given to somebody who did not mind
    order = sorted(range(len(claims)), key=lambda n: claims[n].named not in wished)
    settled = list(claims)
    for number in order:
        found = claims[number].found(search)
        if found is None:
            raise sold_out(claimed_by[number], claims[number].gone(shop))
        found.take(stock, "-")
        settled[number] = found
    return settled


def as_sold_now(claims: Sequence[Claim], catalog: Catalog) -> list[Claim] | None:
    """The claims out of as much as there is now; None if a unit, person or session is gone.

    What is claimed may have been offered a while ago, when there was more of it.
    """
    found = [claim.as_sold(catalog) for claim in claims]
    there = [claim for claim in found if claim is not None]
    return there if len(there) == len(found) else None


def keep_places(claims: Sequence[Claim], kept: Sequence[Claim]) -> list[Claim]:
    """The claims with the units and people of earlier ones, where none is named."""
    earlier, found = list(kept), list(claims)
    # those that name theirs first, so that it is not given to others
    for number in sorted(range(len(claims)), key=lambda n: not claims[n].named):
        found[number] = claims[number].kept(earlier)
    return found


def sold_out(position: int, reason: Reason) -> SoldOut:
    """That there is nothing left for a choice; -1 stands for the promotion."""
    field = f"choices[{position}]" if position >= 0 else "promotion"
    return SoldOut(reason.code, errors=[FieldError.of(field, reason)], **reason.params)
