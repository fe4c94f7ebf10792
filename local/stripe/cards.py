"""The test cards, by what happens when they pay (docs.stripe.com/testing)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Decline:
    """Why the bank said no, in the words of docs.stripe.com/declines/codes."""

    code: str
    message: str
    decline_code: str | None = None


@dataclass(frozen=True)
class Card:
    """A number and its behaviour."""

    number: str
    purpose: str
    decline: Decline | None = None
    needs_second_step: bool = False
    refunds_pend: bool = False

    @property
    def last4(self) -> str:
        return self.number[-4:]

    @property
    def spaced(self) -> str:
        """The number in groups of four, as on the card."""
        return " ".join(self.number[i : i + 4] for i in range(0, len(self.number), 4))

    @property
    def brand(self) -> str:
        """The scheme, told by the first digit."""
        return {"4": "visa", "5": "mastercard", "3": "amex"}.get(self.number[0], "unknown")


_DECLINED: Final = "Your card was declined."

CARDS: Final = (
    Card("4242424242424242", "pays"),
    Card("5555555555554444", "pays (Mastercard)"),
    Card("4000002500003155", "asks for a second step", needs_second_step=True),
    Card(
        "4000000000000002",
        "is declined",
        Decline("card_declined", _DECLINED, "generic_decline"),
    ),
    Card(
        "4000000000009995",
        "has insufficient funds",
        Decline("card_declined", "Your card has insufficient funds.", "insufficient_funds"),
    ),
    Card("4000000000007726", "pays; its refunds stay pending", refunds_pend=True),
)

SECOND_STEP_FAILED: Final = Decline(
    "payment_intent_authentication_failure",
    "We are unable to authenticate your payment method. Please choose a different payment method "
    "and try again.",
)

_BY_NUMBER: Final = {card.number: card for card in CARDS}


def card_of(number: str) -> Card:
    """The test card with this number; any other card is declined, as Stripe's test mode does."""
    unknown = Decline(
        "card_declined",
        "Your card was declined. This is a test page, but that is not a test card.",
        "test_mode_live_card",
    )
    return _BY_NUMBER.get(number) or Card(number, "is not a test card", unknown)


def is_card_number(digits: str) -> bool:
    """Whether the check digit is right (Luhn, ISO/IEC 7812-1 annex B)."""
    if not (digits.isascii() and digits.isdecimal() and 12 <= len(digits) <= 19):
        return False
    doubled = (sum(divmod(int(digit) * 2, 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0
