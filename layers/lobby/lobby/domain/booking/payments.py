"""What is paid, what is due, and which payment may be opened now. Amounts are minor units."""

from __future__ import annotations

from typing import Literal

from lobby.base.errors import NothingDue
from lobby.domain.booking.booking import Booking
from lobby.domain.booking.money import PaymentKind

PaymentStatus = Literal["nothing_due", "unpaid", "deposit_paid", "paid", "refunded"]


def balance_of(booking: Booking) -> int:
    """All that is still to be paid; a cancelled booking owes nothing more."""
    if booking.status == "cancelled":
        return 0
    return max(0, booking.total - booking.held)


def deposit_due(booking: Booking) -> int:
    """What is still missing to the agreed deposit."""
    return min(balance_of(booking), max(0, booking.deposit - booking.held))


def payment_status(booking: Booking) -> PaymentStatus:
    """Where the booking stands with its money. Derived, never stored."""
    if booking.refunded and not booking.held:
        return "refunded"
    if booking.paid and not balance_of(booking):
        return "paid"
    if not booking.total:
        return "nothing_due"
    if booking.held and not deposit_due(booking):
        return "deposit_paid"
    return "unpaid"


def due(booking: Booking, kind: PaymentKind) -> int:
    """The amount that a payment of this kind is for.

    Raises:
        NothingDue: if that part is paid already, or was never asked for.
    """
    amount = deposit_due(booking) if kind == "deposit" else balance_of(booking)
    if amount <= 0:
        raise NothingDue(f"{kind}_not_due")
    return amount
