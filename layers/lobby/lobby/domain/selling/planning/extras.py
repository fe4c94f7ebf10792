"""Extras, which go with what else was chosen."""

from __future__ import annotations

from datetime import date, timedelta

from lobby.base.reasons import Reason
from lobby.domain.business.texts import names_of
from lobby.domain.money.lines import Item
from lobby.domain.selling.catalog import Extra
from lobby.domain.selling.claims import Pieces
from lobby.domain.selling.planning.draft import Draft
from lobby.domain.selling.selection import ExtraChoice

MOST_PIECES = 1000


def add_extra(draft: Draft, position: int, choice: ExtraChoice) -> None:
    """Adds an extra, as often as it is needed for guests and nights."""
    extra = draft.catalog.extras.get(choice.extra)
    if extra is None or not extra.on_sale:
        draft.refuse_choice(position, "extra", Reason("not_sold"))
        return
    if not 0 < choice.quantity <= MOST_PIECES:
        most = Reason.of("pieces_at_most", most=MOST_PIECES)
        draft.refuse_choice(position, "quantity", most)
        return
    if extra.products and not draft.products_chosen.intersection(extra.products):
        draft.refuse_choice(
            position, "extra", Reason.of("extra_unfit", name=draft.shop.called(extra))
        )
        return
    guests = draft.wanted.guests_of(choice)
    first, end = _stayed(draft)
    nights = (end - first).days
    times = {
        "booking": 1,
        "person": len(guests),
        "night": nights,
        "person_night": len(guests) * nights,
    }[extra.per]
    draft.items.append(
        Item(
            kind="extra",
            name=extra.name,
            texts=names_of(name=extra),
            guests=guests,
            quantity=choice.quantity * times,
            unit_price=extra.price,
            tax_rate=extra.tax_rate,
            tax_included=extra.tax_included,
            reasons=_reasons(extra, choice.quantity, len(guests), nights),
        )
    )
    take_pieces(draft, position, extra, first, end, choice.quantity, guests)


def take_pieces(
    draft: Draft,
    position: int,
    extra: Extra,
    first: date,
    end: date,
    quantity: int,
    guests: list[int],
) -> None:
    """Claims pieces of an extra of which there are only so many."""
    if extra.stock is None:
        return
    each = extra.per in ("person", "person_night")
    count = quantity * (len(guests) if each else 1)
    claim = Pieces(extra=extra.id, from_=first, to=end, count=count, of=extra.stock)
    draft.claim(position, claim)


def _stayed(draft: Draft) -> tuple[date, date]:
    """The days that extras are for: those of the stay, else of all that was chosen."""
    if draft.lodging:
        return min(first for first, _ in draft.lodging), max(end for _, end in draft.lodging)
    return draft.first, max(draft.last, draft.first + timedelta(days=1))


def _reasons(extra: Extra, quantity: int, guests: int, nights: int) -> list[Reason]:
    reasons = [Reason("pieces", {"n": quantity})] if quantity > 1 else []
    if extra.per in ("person", "person_night"):
        reasons.append(Reason("guests", {"n": guests}))
    if extra.per in ("night", "person_night"):
        reasons.append(Reason("nights", {"n": nights}))
    return reasons or [Reason("once")]
