"""Which events integrators may see."""

from __future__ import annotations

from typing import Final

PUBLIC: Final = frozenset(
    {
        "booking.created",
        "booking.confirmed",
        "booking.updated",
        "booking.rescheduled",
        "booking.cancelled",
        "confirmation.requested",
        "check_in.completed",
        "payment.succeeded",
        "payment.failed",
        "payment.refunded",
        "payment.refund_failed",
        "invoice.issued",
    }
)
"""The types that leave the house. All others are between Lobby's own parts, new ones included."""
