"""The lines of a price and of its taxes."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

import msgspec

from lobby.base.reasons import Reason
from lobby.domain.business.texts import Texts, said

EnteredItemKind = Literal["accommodation", "activity", "extra", "package"]
ItemKind = Literal[EnteredItemKind, "discount", "tax"]
LODGING = ("accommodation", "package")
"""What nights are paid with: on their own, or with what else is in a package."""


class Item(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing booked, or one line of its price; discounts are negative.

    ``unit_price``: minor units. ``tax_rate``: a fraction (0.10 is 10 %). ``reasons`` are why it
    costs what it costs; bookings of earlier versions have a text in ``reason`` instead.
    ``tax_included`` None means as the booking has it. ``texts`` has its name and its rate's in
    other languages, as they were when it was booked. What is by default is not stored: every
    kilobyte of a booking is paid for at each of its changes.
    """

    kind: ItemKind
    name: str
    guests: list[int]
    quantity: int
    unit_price: int
    tax_rate: Decimal
    rate: str | None = None
    from_: date | None = msgspec.field(default=None, name="from")
    to: date | None = None
    at: datetime | None = None
    reasons: list[Reason] = []
    reason: str | None = None
    tax_included: bool | None = None
    texts: Texts = {}

    @property
    def amount(self) -> int:
        """Quantity times unit price, in minor units."""
        return self.quantity * self.unit_price

    @property
    def why(self) -> list[Reason]:
        """Why it costs what it costs, whatever version of ours wrote it down.

        Names are in the business's first language, unless another was chosen.
        """
        if self.reason and not self.reasons:
            return [Reason("said", {"text": self.reason})]
        return [reason.in_language() for reason in self.reasons]

    def in_language(self, language: str) -> Item:
        """The line as it reads in a language."""
        return said(self, language, reasons=[one.in_language(language) for one in self.reasons])


class TaxLine(msgspec.Struct, frozen=True, kw_only=True):
    """Net, tax and gross of all lines of one rate."""

    rate: Decimal
    net: int
    tax: int
    gross: int
