"""What the town takes."""

from __future__ import annotations

from lobby.base.reasons import Reason
from lobby.domain.business.texts import names_of
from lobby.domain.money.lines import Item
from lobby.domain.selling.planning.draft import Draft


def tourist_tax(draft: Draft) -> None:
    """Adds what the town takes for each guest and night."""
    tax = draft.catalog.selling.tourist_tax
    if tax is None:
        return
    nights = {
        guest: min(nights, tax.most_nights or nights)
        for guest, nights in draft.nights.items()
        if (age := draft.wanted.age(guest)) is None or age >= tax.from_age
    }
    count = sum(nights.values())
    if not count:
        return
    reasons = [Reason("guests", {"n": len(nights)})]
    if tax.from_age:
        reasons.append(Reason("from_age", {"age": tax.from_age}))
    if tax.most_nights:
        reasons.append(Reason("most_nights", {"n": tax.most_nights}))
    draft.items.append(
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
