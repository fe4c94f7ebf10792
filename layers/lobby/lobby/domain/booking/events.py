"""What happened to a booking: the timeline, the outbox, and what integrators receive."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from lobby.domain.booking.booking import Booking, Guest
from lobby.domain.business.event_types import EventType
from lobby.domain.people.records import Actor


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened, once: to the booking with this ``code``, or to none of them.

    Written in the transaction that made it happen. ``data`` is what subscribers get (Standard
    Webhooks 1.0 payload), ``id`` stays the same on every delivery.
    """

    id: str
    type: EventType
    at: datetime
    actor: Actor
    code: str | None = None
    version: int = 0
    data: dict[str, Any]


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """An event as it travels, on the bus and in webhooks alike."""

    id: str
    type: str
    timestamp: datetime
    data: dict[str, Any]


def booking_event(
    event_id: str,
    event_type: EventType,
    booking: Booking,
    guests: list[Guest],
    *,
    at: datetime,
    actor: Actor,
    before: Booking | None = None,
    **more: Any,
) -> Event:
    """The event for a booking as it stands after the change.

    ``before`` is the booking as it stood: what differs goes into ``changes`` with the old and the
    new value. ``more`` joins the data under its own names.
    """
    now = as_integrators_see(booking, guests)
    data: dict[str, Any] = {"code": booking.code, "version": booking.version, "booking": now}
    if before is not None:
        data["changes"] = _changes(as_integrators_see(before, guests), now)
    return Event(
        id=event_id,
        type=event_type,
        at=at,
        actor=actor,
        code=booking.code,
        version=booking.version,
        data=data | msgspec.to_builtins(more),
    )


def as_integrators_see(booking: Booking, guests: list[Guest]) -> dict[str, Any]:
    """The booking in detail, as JSON values. Answers to check-in questions stay in the house."""

    def money(amount: int) -> dict[str, Any]:
        return {"amount": amount, "currency": booking.currency}

    ended = booking.cancellation
    seen: dict[str, Any] = msgspec.to_builtins(
        {
            "code": booking.code,
            "status": booking.status,
            "version": booking.version,
            "property": {"id": booking.property_id, "name": booking.property_name},
            "arrival": booking.arrival,
            "departure": booking.departure,
            "booker": booking.booker,
            "agency": booking.agency,
            "guests": [
                {"number": g.number, "first_name": g.first_name, "last_name": g.last_name}
                for g in guests
            ],
            "items": [
                {
                    "kind": item.kind,
                    "name": item.name,
                    "rate": item.rate,
                    "guests": item.guests,
                    "from": item.from_,
                    "to": item.to,
                    "at": item.at,
                    "quantity": item.quantity,
                    "unit_price": money(item.unit_price),
                    "tax_rate": item.tax_rate,
                    "reason": item.reason,
                }
                for item in booking.items
            ],
            "total": money(booking.total),
            "deposit": money(booking.deposit),
            "paid": money(booking.held),
            "created_at": booking.created_at,
            "confirmed_at": booking.confirmed_at,
            "awaits": booking.waits_for,
            "held_until": booking.held_until,
            "cancellation": None
            if ended is None
            else {
                "at": ended.at,
                "by": ended.by,
                "type": ended.type,
                "reason": ended.reason,
                "fee": money(ended.fee),
                "refund": money(ended.refund),
            },
        }
    )
    return seen


def _changes(old: dict[str, Any], new: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        name: {"old": old[name], "new": new[name]}
        for name in new
        if name != "version" and old[name] != new[name]
    }
