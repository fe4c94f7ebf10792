"""A decision about one booking, ready to be committed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from lobby.domain.booking.booking import Booking, BookingFile, Guest
from lobby.domain.booking.events import Event, Happened
from lobby.domain.booking.invoice import Invoice
from lobby.domain.booking.money import Payment, Refund

Numbered = TypeVar("Numbered", bound=Guest | Payment | Refund)


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of a booking: the records that are new or other than before, and the events.

    ``booking`` always stands for the booking after the change, one version on. Its stock moves with
    it: what the booking claims afterwards is what it holds.
    """

    booking: Booking
    guests: list[Guest] = []
    payments: list[Payment] = []
    refunds: list[Refund] = []
    invoice: Invoice | None = None
    events: list[Event] = []

    @classmethod
    def of(
        cls,
        file: BookingFile,
        booking: Booking,
        *happened: Happened,
        guests: Sequence[Guest] = (),
        payments: Sequence[Payment] = (),
        refunds: Sequence[Refund] = (),
        invoice: Invoice | None = None,
    ) -> Change:
        """The change of a file to this ``booking``, one version on, with the events about it."""
        before = file.booking
        after = msgspec.structs.replace(booking, version=before.version + 1)
        return cls(
            booking=after,
            guests=list(guests),
            payments=list(payments),
            refunds=list(refunds),
            invoice=invoice,
            events=[one.event(after, file.guests, before=before) for one in happened],
        )

    def applied_to(self, file: BookingFile) -> BookingFile:
        """The file as it reads once the change is committed."""
        return msgspec.structs.replace(
            file,
            booking=self.booking,
            guests=_merged(file.guests, self.guests),
            payments=_merged(file.payments, self.payments),
            refunds=_merged(file.refunds, self.refunds),
            invoice=self.invoice or file.invoice,
        )


def _merged(old: list[Numbered], new: list[Numbered]) -> list[Numbered]:
    by_number: dict[int, Numbered] = {record.number: record for record in [*old, *new]}
    return [by_number[number] for number in sorted(by_number)]
