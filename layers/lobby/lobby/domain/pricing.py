"""From a booking's items to its price: lines, tax per rate, totals, deposit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

import msgspec

from lobby.domain.booking import Item, TaxLine
from lobby.domain.money import rounded, share


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
    """The breakdown of these items. Items at no cost (inside a package, say) make no line."""
    lines = [item for item in items if item.amount]
    by_rate: defaultdict[Decimal, int] = defaultdict(int)
    for line in lines:
        by_rate[line.tax_rate.normalize()] += line.amount
    taxes = [
        _tax_line(rate, amount, prices_include_tax) for rate, amount in sorted(by_rate.items())
    ]
    return Breakdown(
        lines=lines,
        taxes=taxes,
        net=sum(line.net for line in taxes),
        tax=sum(line.tax for line in taxes),
        total=sum(line.gross for line in taxes),
    )


def _tax_line(rate: Decimal, amount: int, prices_include_tax: bool) -> TaxLine:
    if prices_include_tax:
        tax = rounded(amount * rate / (1 + rate))
        return TaxLine(rate=rate, net=amount - tax, tax=tax, gross=amount)
    tax = rounded(amount * rate)
    return TaxLine(rate=rate, net=amount, tax=tax, gross=amount + tax)


def deposit_of(total: int, *, percent: Decimal | None = None, amount: int | None = None) -> int:
    """The deposit on a total: so many percent of it, or a fixed amount but never more than all."""
    if percent is not None:
        return share(total, percent)
    return min(amount or 0, total)
