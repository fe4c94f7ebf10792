"""An invoice as issued."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import msgspec

from lobby.base.reasons import Reason
from lobby.domain.business.settings import Seller
from lobby.domain.money.lines import TaxLine
from lobby.domain.people.records import Booker


class InvoiceLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of an invoice, amounts in minor units of the invoice's currency.

    ``tax_included`` None means as the invoice has it.
    """

    name: str
    detail: str
    reasons: list[Reason] = []
    quantity: int
    unit_price: int
    amount: int
    tax_rate: Decimal
    tax_included: bool | None = None


class Invoice(msgspec.Struct, frozen=True, kw_only=True):
    """An invoice as issued: it never changes afterwards, whatever becomes of the booking."""

    number: str
    issued_at: datetime
    seller: Seller
    buyer: Booker
    supply_from: date
    supply_to: date
    currency: str
    prices_include_tax: bool
    lines: list[InvoiceLine]
    taxes: list[TaxLine]
    total: int
