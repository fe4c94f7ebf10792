"""Amounts as people read them. ``currency`` is lower-case and amounts are Stripe's units."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

# docs.stripe.com/currencies: every other currency has two decimals in the API.
_NO_DECIMALS: Final = frozenset(
    "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split()
)
_THREE_DECIMALS: Final = frozenset("bhd jod kwd omr tnd".split())
_SIGNS: Final = {"eur": "€", "gbp": "£", "usd": "$", "jpy": "¥"}


def readable(amount: int, currency: str) -> str:
    """20250 eur is ``€202.50``."""
    digits = 0 if currency in _NO_DECIMALS else 3 if currency in _THREE_DECIMALS else 2
    sign = _SIGNS.get(currency, f"{currency.upper()} ")
    return f"{sign}{Decimal(amount).scaleb(-digits):,}"
