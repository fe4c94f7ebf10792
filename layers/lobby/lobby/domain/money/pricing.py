"""From a booking's items to its price: lines, tax per rate, totals, deposit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal

import msgspec

from lobby.domain.money.lines import Item, TaxLine
from lobby.domain.money.money import rounded, share


class Breakdown(msgspec.Struct, frozen=True, kw_only=True):
    """How a price is composed: the items with a direct cost, and tax per rate (minor units).

    Tax is rounded once per rate, not once per line, so that net + tax = gross holds for each rate
    and the rates sum to the total (Directive 2006/112/EC, Art. 226 (8) to (10) asks per rate).
    """

    lines: list[Item]
    taxes: list[TaxLine]
    net: int
    tax: int
    total: int


def break_down(items: Sequence[Item], *, prices_include_tax: bool) -> Breakdown:
    """The breakdown of these items. Items at no cost (inside a package, say) make no line.

    ``prices_include_tax`` holds for items that say nothing of their own.
    """
    lines = [item for item in items if item.amount]
    by_rate: defaultdict[Decimal, Counter[bool]] = defaultdict(Counter)
    for line in lines:
        included = prices_include_tax if line.tax_included is None else line.tax_included
        by_rate[line.tax_rate.normalize()][included] += line.amount
    taxes = [_tax_line(rate, amounts) for rate, amounts in sorted(by_rate.items())]
    return Breakdown(
        lines=lines,
        taxes=taxes,
        net=sum(line.net for line in taxes),
        tax=sum(line.tax for line in taxes),
        total=sum(line.gross for line in taxes),
    )


def _tax_line(rate: Decimal, amounts: Counter[bool]) -> TaxLine:
    """The tax of one rate, on amounts that include it (True) and that it comes on top of."""
    within = rounded(amounts[True] * rate / (1 + rate))
    on_top = rounded(amounts[False] * rate)
    amount = amounts[True] + amounts[False]
    return TaxLine(rate=rate, net=amount - within, tax=within + on_top, gross=amount + on_top)


def deposit_of(total: int, *, percent: Decimal | None = None, amount: int | None = None) -> int:
    """The deposit on a total: so many percent of it, or a fixed amount but never more than all."""
    if percent is not None:
        return share(total, percent)
    return min(amount or 0, total)
