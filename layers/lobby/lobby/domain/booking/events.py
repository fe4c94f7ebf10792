"""What happened to a booking: the timeline, the outbox, and what integrators receive."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from lobby.base.ids import new_id
from lobby.domain.booking.booking import Booking, Guest
from lobby.domain.business.event_types import EventType
from lobby.domain.people.records import Actor

# Of these subscribers hear what is other than before.
_TELLING_CHANGES: frozenset[EventType] = frozenset(
    {
        "booking.confirmed",
        "booking.rescheduled",
        "booking.cancelled",
        "booking.updated",
        "payment.succeeded",
        "payment.refund_requested",
        "payment.refunded",
        "payment.refund_failed",
    }
)


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


class Happened(msgspec.Struct, frozen=True, kw_only=True):
    """What happened to a booking, when and by whom. ``about`` joins the event's data.

    The event's ``id`` is drawn, unless somebody has to know it before.
    """

    type: EventType
    at: datetime
    actor: Actor
    about: dict[str, Any] = {}
    id: str | None = None

    def event(
        self, booking: Booking, guests: list[Guest], *, before: Booking | None = None
    ) -> Event:
        """The event, with the booking as it stands after the change.

        ``before`` is the booking as it stood: for most types, what differs goes into ``changes``
        with the old and the new value.
        """
        now = as_integrators_see(booking, guests)
        data: dict[str, Any] = {"code": booking.code, "version": booking.version, "booking": now}
        if before is not None and self.type in _TELLING_CHANGES:
            data["changes"] = _changes(as_integrators_see(before, guests), now)
        return Event(
            id=self.id or new_id(self.at),
            type=self.type,
            at=self.at,
            actor=self.actor,
            code=booking.code,
            version=booking.version,
            data=data | msgspec.to_builtins(self.about),
        )


def as_integrators_see(booking: Booking, guests: list[Guest]) -> dict[str, Any]:
    """The booking in detail, as JSON values. Answers to check-in questions are left out."""

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
                    "reasons": item.why,
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
