"""What a booking would cost, before it is made or moved, as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from lobby.base.reasons import Reason
from lobby.domain.booking.booking import Booking, BookingFile, InitialStatus
from lobby.domain.booking.cancellation import cancellation_reasons, reschedule_reason
from lobby.domain.money.lines import Item, ItemKind
from lobby.domain.money.money import Money
from lobby.domain.money.pricing import break_down
from lobby.domain.selling.catalog import ConfirmationRule
from lobby.domain.selling.plan import Plan, promotion_of
from lobby.domain.selling.shop import Shop
from lobby.views.availability import local
from lobby.views.base import View
from lobby.views.price import LineView, TaxView, line_views, tax_views
from lobby.words.words import english

# -- quotes -------------------------------------------------------------------------------------


class IncludedView(View, frozen=True, kw_only=True):
    """Something at no cost of its own."""

    kind: ItemKind
    name: str
    from_: date | None = msgspec.field(name="from")
    to: date | None
    at: datetime | None
    local: str | None
    quantity: int


class DepositView(View, frozen=True, kw_only=True):
    """What is to be paid ahead, and when: ``now``, or on a day."""

    amount: Money
    due: str | None


class PolicyWords(View, frozen=True, kw_only=True):
    """The policy as people read it: sentences in English, and their codes."""

    name: str
    words: list[str]
    reschedule: str
    reasons: list[Reason]
    reschedule_reason: Reason


class PromotionView(View, frozen=True, kw_only=True):
    """The promotion that was taken off."""

    code: str
    name: str


class QuotedProperty(View, frozen=True, kw_only=True):
    """Whose quote it is."""

    id: str
    name: str
    time_zone: str


class PriceQuoteView(View, frozen=True, kw_only=True):
    """A selection with its price, line by line, and what follows from booking it."""

    quote: str
    expires_at: datetime
    property: QuotedProperty
    arrival: date
    departure: date
    currency: str
    lines: list[LineView]
    included: list[IncludedView]
    taxes: list[TaxView]
    net: Money
    tax: Money
    total: Money
    prices_include_tax: bool
    deposit: DepositView
    policy: PolicyWords
    confirm: ConfirmationRule
    hold_minutes: int
    promotion: PromotionView | None


def quote_view(
    plan: Plan, shop: Shop, quote: str, expires_at: datetime, booking: Booking, now: datetime
) -> PriceQuoteView:
    """A plan as a quote. ``booking`` is the plan as it would be booked now."""
    selling = shop.catalog.selling
    priced = break_down(plan.items, prices_include_tax=plan.prices_include_tax)
    promotion = promotion_of(plan.selection, shop.catalog)
    due_now = "now" if plan.deposit else None
    return PriceQuoteView(
        quote=quote,
        expires_at=expires_at,
        property=QuotedProperty(
            id=shop.place.id, name=shop.place.name, time_zone=shop.place.time_zone
        ),
        arrival=plan.arrival,
        departure=plan.departure,
        currency=plan.currency,
        lines=line_views(priced.lines, plan),
        included=included_views(plan.items, shop.zone),
        taxes=tax_views(priced.taxes, plan.currency),
        net=Money(priced.net, plan.currency),
        tax=Money(priced.tax, plan.currency),
        total=Money(priced.total, plan.currency),
        prices_include_tax=plan.prices_include_tax,
        deposit=DepositView(
            amount=Money(plan.deposit, plan.currency),
            due=plan.deposit_due.isoformat() if plan.deposit_due else due_now,
        ),
        policy=_policy(booking, shop, now),
        confirm=selling.confirm,
        hold_minutes=selling.hold_minutes,
        promotion=PromotionView(code=promotion.code, name=promotion.name) if promotion else None,
    )


def _policy(booking: Booking, shop: Shop, now: datetime) -> PolicyWords:
    tiers = cancellation_reasons(booking, shop.place, now)
    move = reschedule_reason(booking, shop.place)
    return PolicyWords(
        name=booking.policy.name,
        words=[english().reasons([tier]) for tier in tiers],
        reschedule=english().reasons([move]),
        reasons=tiers,
        reschedule_reason=move,
    )


def included_views(items: Sequence[Item], zone: ZoneInfo) -> list[IncludedView]:
    """The items at no cost."""
    return [
        IncludedView(
            kind=item.kind,
            name=item.name,
            from_=item.from_,
            to=item.to,
            at=item.at,
            local=local(item.at, zone) if item.at else None,
            quantity=item.quantity,
        )
        for item in items
        if not item.amount
    ]


class MoveView(View, frozen=True, kw_only=True):
    """What moving a booking would mean. ``difference`` is more (or less, if negative) than before;
    ``to_pay`` is still due afterwards, ``refund`` comes back."""

    arrival: date
    departure: date
    lines: list[LineView]
    included: list[IncludedView]
    total_before: Money
    total: Money
    difference: Money
    to_pay: Money
    refund: Money


def move_view(file: BookingFile, moved: Booking) -> MoveView:
    """A booking as it is, and as it would be."""
    before = file.booking

    def money(amount: int) -> Money:
        return Money(amount, before.currency)

    priced = break_down(moved.items, prices_include_tax=moved.prices_include_tax)
    return MoveView(
        arrival=moved.arrival,
        departure=moved.departure,
        lines=line_views(priced.lines, before),
        included=included_views(moved.items, ZoneInfo(file.shown.property.time_zone)),
        total_before=money(before.total),
        total=money(moved.total),
        difference=money(moved.total - before.total),
        to_pay=money(max(0, moved.total - before.held)),
        refund=money(max(0, before.held - moved.total)),
    )


class BookedView(View, frozen=True, kw_only=True):
    """The new booking, and the link that opens its page."""

    code: str
    link: str
    status: InitialStatus
    awaits: Literal["payment", "staff"] | None
    held_until: datetime | None
    version: Literal[1] = 1


def booked_view(booking: Booking, link: str) -> BookedView:
    """What somebody who has just booked needs to go on."""
    return BookedView(
        code=booking.code,
        link=link,
        status="confirmed" if booking.status == "confirmed" else "pending",
        awaits=booking.awaits if booking.awaits != "guest" else None,
        held_until=booking.held_until,
    )
