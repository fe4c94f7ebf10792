"""A booking in the words of one language: what letters and their sections are written with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from lobby.base.reasons import Span
from lobby.domain.booking.booking import Awaits, BookingFile, Cancellation
from lobby.domain.booking.money import Payment
from lobby.domain.booking.payments import balance_of, deposit_due
from lobby.domain.money.money import Money
from lobby.domain.people.names import full_name
from lobby.mail.blocks import Paragraph
from lobby.mail.things import Moved, moved_from
from lobby.mail.values import shown
from lobby.words.formats import Formats, words_with_formats
from lobby.words.values import Piece


class Writer:
    """Says sentences about a booking. They may name any value of ``values``; see there.

    ``portal_url`` is for guests, ``desk_url`` for staff. ``payment`` is the number of the payment
    that the mail is about, ``changes`` what became other, if it is about such a thing.
    """

    def __init__(
        self,
        file: BookingFile,
        language: str,
        *,
        portal_url: str,
        desk_url: str,
        site_url: str,
        payment: int | None,
        changes: Mapping[str, Any],
    ) -> None:
        self.file, self.booking, self.place = file, file.booking, file.shown.property
        self.property_name = shown(self.place.name)
        self.words, self.formats = words_with_formats(language), Formats(language)
        self.portal_url, self.desk_url = portal_url, desk_url
        self.book_url = f"{site_url}/book/?property={quote(self.booking.property_id, safe='')}"
        self._payment = next((paid for paid in file.payments if paid.number == payment), None)
        self.moved: Moved = moved_from(changes, self.booking, self.place, self.formats)
        self.awaited: Awaits | None = changes.get("awaits", {}).get("old")
        self.balance, self.deposit = balance_of(self.booking), deposit_due(self.booking)
        self.values = self._values()

    def say(self, text: str, /, **more: object) -> str:
        """A sentence."""
        return self.words.say(text, **self.values, **more)

    def pieces(self, text: str, /, **more: object) -> list[Piece]:
        """A sentence of a paragraph."""
        return self.words.pieces(text, **self.values, **more)

    @property
    def payment(self) -> Payment:
        """The payment that the mail is about.

        Raises:
            ValueError: the booking has no such payment, or none was named.
        """
        if self._payment is None:
            raise ValueError("This mail needs the number of one of the booking's payments.")
        return self._payment

    @property
    def cancellation(self) -> Cancellation:
        """How the booking ended.

        Raises:
            ValueError: it is not cancelled.
        """
        if self.booking.cancellation is None:
            raise ValueError("The booking is not cancelled.")
        return self.booking.cancellation

    def money(self, amount: int) -> str:
        """An amount in the booking's currency."""
        return self.formats.money(amount, self.booking.currency)

    def moment(self, at: datetime) -> str:
        """An instant on the property's clock."""
        return self.formats.moment(at, self.place.time_zone)

    def _values(self) -> dict[str, object]:
        """What sentences can name. What the booking has not got is not there."""
        booking, booker, agency = self.booking, self.booking.booker, self.booking.agency
        ended = booking.cancellation
        amounts = {
            "total": booking.total,
            "balance": self.balance,
            "deposit": self.deposit,
            "amount": self._payment.amount if self._payment else 0,
            "returned": self._payment.refunded if self._payment else 0,
            "refund": ended.refund if ended else 0,
            "back": self.moved.back,
        }
        found: dict[str, object] = {
            "code": booking.code,
            "property": self.property_name,
            "dates": Span(booking.arrival, booking.departure),
            "booker": shown(full_name(booker.first_name, booker.last_name)),
            "guest": shown(booker.first_name or booker.last_name),
            "agency": shown(agency.name) if agency else None,
            "until": self.moment(booking.held_until) if booking.held_until else None,
            "deposit_by": booking.deposit_due,
            **{name: Money(amount, booking.currency) for name, amount in amounts.items() if amount},
        }
        return {name: value for name, value in found.items() if value is not None}


def paragraph(*sentences: list[Piece]) -> Paragraph:
    """Sentences after one another."""
    pieces = [piece for sentence in sentences for piece in (Piece(" "), *sentence)]
    return Paragraph(pieces[1:])
