"""The types of events: those that integrators see, and those between the product's own parts."""

from __future__ import annotations

from typing import Literal

PublicEventType = Literal[
    "booking.created",
    "booking.confirmed",
    "booking.rescheduled",
    "booking.updated",
    "booking.cancelled",
    "confirmation.requested",
    "check_in.completed",
    "payment.succeeded",
    "payment.failed",
    "payment.refunded",
    "payment.refund_failed",
    "invoice.issued",
]
EventType = Literal[
    PublicEventType,
    "link.rotated",
    "payment.opened",
    "payment.refund_requested",
    "settings.changed",
    "export.requested",
]
