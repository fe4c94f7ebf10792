"""What a promotion takes off."""

from __future__ import annotations

from decimal import Decimal

from lobby.base.reasons import Reason
from lobby.domain.business.texts import names_of
from lobby.domain.money.money import share
from lobby.domain.selling import tariff
from lobby.domain.selling.catalog import Promotion
from lobby.domain.selling.claims import Use
from lobby.domain.selling.planning.draft import Draft


def discount(draft: Draft, promotion: Promotion | None, honour: str | None) -> None:
    """Takes a promotion off, from every tax rate its part.

    One that is honoured, by its id, is asked no more whether it holds, and used up no further.
    """
    if draft.wanted.promotion and promotion is None and honour is None:
        draft.refuse("promotion", Reason("unknown_promotion_code"))
    if promotion is None or draft.wrong:
        return
    if promotion.id != honour and (refusal := _refusal(draft, promotion)):
        draft.refuse("promotion", refusal)
        return
    by_tax: dict[tuple[Decimal, bool | None], int] = {}
    for item in draft.items:
        key = (item.tax_rate, item.tax_included)
        by_tax[key] = by_tax.get(key, 0) + item.amount
    portions = tariff.portions(_off(promotion, sum(by_tax.values())), list(by_tax.values()))
    for (rate, included), part in zip(by_tax, portions, strict=True):
        draft.take_off(
            part,
            promotion.name,
            Reason("promotion_code", {"promotion": promotion.code}),
            tax_rate=rate,
            tax_included=included,
            guests=list(range(draft.wanted.party)),
            texts=names_of(name=promotion),
        )
    if promotion.uses is not None and promotion.id != honour:
        draft.claim(-1, Use(promotion=promotion.id, of=promotion.uses))


def _off(promotion: Promotion, whole: int) -> int:
    if promotion.percent is not None:
        return share(whole, promotion.percent)
    return min(promotion.amount or 0, whole)


def _refusal(draft: Draft, promotion: Promotion) -> Reason | None:
    today = draft.now.astimezone(draft.zone).date()
    if not promotion.on_sale or (promotion.book and today not in promotion.book):
        return Reason("promotion_over")
    if promotion.stay and not (draft.first in promotion.stay and draft.last in promotion.stay):
        return Reason("promotion_days")
    if max(draft.nights.values(), default=0) < promotion.min_nights:
        return Reason.of("promotion_nights", nights=promotion.min_nights)
    if promotion.products and not draft.products_chosen.intersection(promotion.products):
        return Reason("promotion_products")
    return None
