"""A price with its lines and taxes, and what was paid of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, Protocol

import msgspec

from lobby.base.reasons import Reason
from lobby.domain.booking.booking import (
    BookingFile,
)
from lobby.domain.booking.money import PaymentKind, PaymentState, RefundState
from lobby.domain.booking.payments import PaymentStatus, balance_of, deposit_due, payment_status
from lobby.domain.money.lines import Item, ItemKind, TaxLine
from lobby.domain.money.money import Money
from lobby.domain.money.pricing import break_down
from lobby.views.base import View
from lobby.words.words import english


class LineView(View, frozen=True, kw_only=True):
    """One line of the price."""

    name: str
    kind: ItemKind
    rate: str | None
    from_: date | None = msgspec.field(name="from")
    to: date | None
    at: datetime | None
    quantity: int
    unit_price: Money
    amount: Money
    tax_rate: Decimal
    reason: str | None
    reasons: list[Reason]
    tax_included: bool


class TaxView(View, frozen=True, kw_only=True):
    """Net, tax and gross of one rate."""

    rate: Decimal
    net: Money
    tax: Money
    gross: Money


class BreakdownView(View, frozen=True, kw_only=True):
    """How the total is composed; items at no cost are left out."""

    lines: list[LineView]
    taxes: list[TaxView]
    net: Money
    tax: Money
    total: Money
    prices_include_tax: bool


MovementKind = Literal[PaymentKind, "refund"]
MovementStatus = Literal[PaymentState, RefundState]


class Movement(View, frozen=True, kw_only=True):
    """A payment or a refund."""

    id: str
    kind: MovementKind
    amount: Money
    status: MovementStatus
    at: datetime


class PaymentsView(View, frozen=True, kw_only=True):
    """The booking's money: ``balance`` is all that is still to pay, ``paid`` is net of refunds.

    ``deposit_by`` is the day until which the deposit is to be paid, where it need not be at once.
    """

    total: Money
    deposit: Money
    deposit_due: Money
    deposit_by: date | None
    balance: Money
    paid: Money
    status: PaymentStatus
    history: list[Movement]


def _breakdown(file: BookingFile) -> BreakdownView:
    booking = file.booking
    priced = break_down(booking.items, prices_include_tax=booking.prices_include_tax)

    def money(amount: int) -> Money:
        return Money(amount, booking.currency)

    return BreakdownView(
        lines=line_views(priced.lines, booking),
        taxes=tax_views(priced.taxes, booking.currency),
        net=money(priced.net),
        tax=money(priced.tax),
        total=money(priced.total),
        prices_include_tax=booking.prices_include_tax,
    )


class Priced(Protocol):
    """What a price belongs to: a booking, or the plan of one."""

    @property
    def currency(self) -> str: ...
    @property
    def prices_include_tax(self) -> bool: ...


def line_views(lines: Sequence[Item], of: Priced) -> list[LineView]:
    """The lines of a price."""
    return [
        LineView(
            name=line.name,
            kind=line.kind,
            rate=line.rate,
            reason=english().reasons(line.why) or None,
            reasons=line.why,
            from_=line.from_,
            to=line.to,
            at=line.at,
            quantity=line.quantity,
            unit_price=Money(line.unit_price, of.currency),
            amount=Money(line.amount, of.currency),
            tax_rate=line.tax_rate,
            tax_included=of.prices_include_tax if line.tax_included is None else line.tax_included,
        )
        for line in lines
    ]


def tax_views(taxes: Sequence[TaxLine], currency: str) -> list[TaxView]:
    """The tax of each rate."""
    return [
        TaxView(
            rate=tax.rate,
            net=Money(tax.net, currency),
            tax=Money(tax.tax, currency),
            gross=Money(tax.gross, currency),
        )
        for tax in taxes
    ]


def _payments(file: BookingFile) -> PaymentsView:
    booking = file.booking

    def money(amount: int) -> Money:
        return Money(amount, booking.currency)

    paid = [
        Movement(
            id=f"payment-{p.number}",
            kind=p.kind,
            amount=money(p.amount),
            status=p.state,
            at=p.settled_at or p.opened_at,
        )
        for p in file.payments
    ]
    refunded = [
        Movement(
            id=f"refund-{r.number}",
            kind="refund",
            amount=money(r.amount),
            status=r.state,
            at=r.settled_at or r.asked_at,
        )
        for r in file.refunds
    ]
    return PaymentsView(
        total=money(booking.total),
        deposit=money(booking.deposit),
        deposit_due=money(deposit_due(booking)),
        deposit_by=booking.deposit_due,
        balance=money(balance_of(booking)),
        paid=money(booking.held),
        status=payment_status(booking),
        history=sorted([*paid, *refunded], key=lambda movement: movement.at),
    )
