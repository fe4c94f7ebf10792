"""Cancelling: who may, until when, and what comes back, by the policy frozen into the booking."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from lobby.base.reasons import Moment, Reason
from lobby.domain.booking.booking import Booking
from lobby.domain.business.settings import Deadline, Fee, Property
from lobby.domain.money.lines import LODGING
from lobby.domain.money.money import Money, share


class PricedTier(msgspec.Struct, frozen=True, kw_only=True):
    """What cancelling costs until a moment (UTC): ``fee`` is kept, ``refund`` comes back."""

    until: datetime
    fee: int
    refund: int


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """What cancelling now would mean, in minor units. ``fee`` is kept of what was paid."""

    fee: int
    refund: int
    paid: int
    free_until: datetime | None
    tiers: list[PricedTier]


def arrival_moment(booking: Booking, place: Property) -> datetime:
    """When the booking begins (UTC): the arrival date at the property's check-in time or, if nobody
    stays overnight, the first appointment."""
    times = [item.at for item in booking.items if item.at]
    if times and not any(item.kind == "accommodation" for item in booking.items):
        return min(times)
    return _local(booking.arrival, place.check_in_from, place.time_zone)


def departure_moment(booking: Booking, place: Property) -> datetime:
    """When the stay ends: midnight after the departure date at the property, as UTC."""
    return _local(booking.departure + timedelta(days=1), "00:00", place.time_zone)


def moment(deadline: Deadline, booking: Booking, place: Property) -> datetime:
    """The instant (UTC) that a deadline means for this booking.

    Hours count back from the arrival moment in absolute time; days count back on the calendar and
    land on a local time of day, so daylight saving moves the one and not the other.
    """
    if deadline.days is not None:
        day = booking.arrival - timedelta(days=deadline.days)
        return _local(day, deadline.at, place.time_zone)
    return arrival_moment(booking, place) - timedelta(hours=deadline.hours or 0)


def guest_deadline(booking: Booking, place: Property) -> datetime:
    """The last moment at which guests may cancel by themselves."""
    if booking.policy.guest_until is None:
        return arrival_moment(booking, place)
    return moment(booking.policy.guest_until, booking, place)


def reschedule_deadline(booking: Booking, place: Property) -> datetime:
    """The last moment at which guests may move the booking by themselves."""
    if booking.policy.reschedule_until is None:
        return guest_deadline(booking, place)
    return moment(booking.policy.reschedule_until, booking, place)


def quote(booking: Booking, place: Property, now: datetime) -> Quote:
    """What would come back if the booking were cancelled at ``now``."""
    tiers = sorted(
        ((moment(tier.until, booking, place), tier.fee) for tier in booking.policy.tiers),
        key=lambda tier: tier[0],
    )
    fee = next((fee for until, fee in tiers if now <= until), booking.policy.after)
    free = [until for until, tier_fee in tiers if fee_of(tier_fee, booking) == 0]
    free_until = max(free, default=None)
    if fee_of(booking.policy.after, booking) == 0:
        free_until = guest_deadline(booking, place)
    return Quote(
        fee=_kept(fee, booking),
        refund=booking.held - _kept(fee, booking),
        paid=booking.held,
        free_until=free_until if free_until and free_until >= now else None,
        tiers=[
            PricedTier(
                until=until,
                fee=_kept(tier_fee, booking),
                refund=booking.held - _kept(tier_fee, booking),
            )
            for until, tier_fee in tiers
            if until >= now
        ],
    )


def cancellation_reasons(booking: Booking, place: Property, now: datetime) -> list[Reason]:
    """What cancelling would cost until when, one for each tier that is still to come."""
    tiers = sorted(
        ((moment(tier.until, booking, place), tier.fee) for tier in booking.policy.tiers),
        key=lambda tier: tier[0],
    )
    reasons = [
        _costs(fee, "_until", booking, until=Moment(until, place.time_zone))
        for until, fee in tiers
        if until >= now
    ]
    reasons.append(_costs(booking.policy.after, "_after" if reasons else "", booking))
    return reasons


def reschedule_reason(booking: Booking, place: Property) -> Reason:
    """Until when guests may move the booking by themselves."""
    if not booking.policy.guests_reschedule:
        return Reason("move_by_contact")
    until = reschedule_deadline(booking, place)
    return Reason.of("move_until", until=Moment(until, place.time_zone))


def _costs(fee: Fee, when: str, booking: Booking, **until: Moment) -> Reason:
    amount = fee_of(fee, booking)
    if not amount:
        return Reason.of(f"cancel_free{when}", **until)
    if amount >= booking.total:
        return Reason.of(f"cancel_all{when}", **until)
    return Reason.of(f"cancel_fee{when}", fee=Money(amount, booking.currency), **until)


def fee_of(fee: Fee, booking: Booking) -> int:
    """What the policy asks for, never more than the booking's total."""
    if fee.percent is not None:
        asked = share(booking.total, fee.percent)
    elif fee.nights is not None:
        asked = _nights_price(booking, fee.nights)
    else:
        asked = fee.amount or 0
    return min(asked, booking.total)


def _kept(fee: Fee, booking: Booking) -> int:
    return min(fee_of(fee, booking), booking.held)


def _nights_price(booking: Booking, nights: int) -> int:
    lodging = sum(item.amount for item in booking.items if item.kind in LODGING)
    return lodging * min(nights, booking.nights) // booking.nights if booking.nights else lodging


def _local(day: date, at: str, time_zone: str) -> datetime:
    local = datetime.combine(day, time.fromisoformat(at), ZoneInfo(time_zone))
    return local.astimezone(UTC)
