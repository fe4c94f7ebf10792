"""A policy as people read it, with the days and amounts that it means for one booking."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from lobby.domain.booking.booking import Booking
from lobby.domain.booking.cancellation import fee_of, moment, reschedule_deadline
from lobby.domain.business.settings import Fee, Property
from lobby.domain.money.money import Money, major


def policy_words(booking: Booking, place: Property, now: datetime) -> list[str]:
    """What cancelling would cost until when, a sentence for each tier, in property time."""
    tiers = sorted(
        ((moment(tier.until, booking, place), tier.fee) for tier in booking.policy.tiers),
        key=lambda tier: tier[0],
    )
    sentences = [
        f"{_cost(fee, booking)} until {_local(until, place)}."
        for until, fee in tiers
        if until >= now
    ]
    after = _cost(booking.policy.after, booking)
    sentences.append(f"{after} after that." if sentences else f"{after}.")
    return sentences


def reschedule_words(booking: Booking, place: Property) -> str:
    """Until when guests may move the booking by themselves."""
    if not booking.policy.guests_reschedule:
        return "To move this booking, please contact us."
    until = reschedule_deadline(booking, place)
    return f"You can move this booking yourself until {_local(until, place)}."


def _cost(fee: Fee, booking: Booking) -> str:
    amount = fee_of(fee, booking)
    if not amount:
        return "Free cancellation"
    if amount >= booking.total:
        return "Cancelling costs the whole price"
    return f"Cancelling costs {booking.currency} {major(Money(amount, booking.currency))}"


def _local(at: datetime, place: Property) -> str:
    return f"{at.astimezone(ZoneInfo(place.time_zone)):%a %-d %b %Y, %H:%M} ({place.time_zone})"
