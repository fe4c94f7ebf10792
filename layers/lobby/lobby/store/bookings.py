"""Bookings in the table: one partition each.

    PK              SK               what
    BOOKING#<code>  P#BOOKING        the booking; carries the keys of every list it appears in
                    P#GUEST#<nn>     a guest and their check-in
                    P#PAYMENT#<nnn>  an attempt to pay
                    P#REFUND#<nnn>   money going back
                    P#INVOICE        the invoice as issued
                    E#<id>           an event: outbox and timeline

What a guest sees begins with ``P#``, so that a page is one Query and does not read the timeline.
The settings that it shows are read beside it, once a minute; a booking notes which version of them
it was decided on, so that none older is shown with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from lobby.base.ids import is_code
from lobby.domain.booking.booking import Booking, BookingFile, Guest, shown
from lobby.domain.booking.change import Change
from lobby.domain.booking.events import Event
from lobby.domain.booking.invoice import Invoice
from lobby.store import filing, holds, list_index, outbox, payments
from lobby.store.filing import Taken
from lobby.store.list_index import BOOKING
from lobby.store.outbox import booking_partition
from lobby.store.settings import SettingsStore
from lobby.store.table.items import from_item, to_item
from lobby.store.table.transport import (
    ConditionFailed,
    Item,
    Query,
    Transport,
    Write,
    every_item,
    put,
    put_new,
)

_GUEST = "P#GUEST#"
_INVOICE = "P#INVOICE"
_SETTINGS = "settings_version"


class VersionMoved(Exception):
    """The booking is not in the version that the change was decided on. Read and decide again."""


class CodeTaken(Exception):
    """Another booking has this code. Draw another."""


class Bookings:
    """The bookings of the business."""

    def __init__(self, transport: Transport, settings: SettingsStore) -> None:
        self._transport = transport
        self._settings = settings
        self._noted_years: set[int] = set()

    def read(self, code: str) -> BookingFile | None:
        """Everything that a booking's page shows; None if there is no such code.

        One Query, and another one if the settings were not read for a minute.
        """
        if not is_code(code):
            return None
        items = every_item(
            self._transport,
            Query(
                key_condition="PK = :pk AND begins_with(SK, :part)",
                values={":pk": booking_partition(code), ":part": "P#"},
                consistent=True,
            ),
        )
        return self._file(list(items))

    def read_with_timeline(self, code: str) -> tuple[BookingFile, list[Event]] | None:
        """The same with all that happened, in order: a Query of the whole partition."""
        if not is_code(code):
            return None
        items = list(
            every_item(
                self._transport,
                Query(
                    key_condition="PK = :pk",
                    values={":pk": booking_partition(code)},
                    consistent=True,
                ),
            )
        )
        file = self._file(items)
        return (file, [outbox.event_in(i) for i in items if outbox.is_event(i)]) if file else None

    def create(
        self, file: BookingFile, events: Sequence[Event], *, alongside: Sequence[Write] = ()
    ) -> None:
        """Files a new booking with its events, and whatever has to happen in the same moment.

        What the booking claims of the stock is taken with it.

        Raises:
            CodeTaken: draw another code.
            Taken: what it claims is no longer there.
            ConditionFailed: for one of the writes ``alongside``.
        """
        self._note_year(file.booking)
        booking = _booking_item(file)
        new = [
            put_new(booking),
            *(put(_guest_item(file.booking.code, guest)) for guest in file.guests),
        ]
        try:
            self._transport.transact([*new, *filing.writes(None, file, events), *alongside])
        except ConditionFailed as error:
            if error.write.item is booking:
                raise CodeTaken from error
            if filing.is_claim(error.write):
                raise Taken from error
            raise

    def commit(
        self, seen: BookingFile, change: Change, *, alongside: Sequence[Write] = ()
    ) -> BookingFile:
        """Commits a change to a booking, with its events, and answers with the file after it.

        What the booking claims no longer goes back to the stock, what it claims anew is taken.

        Raises:
            VersionMoved: somebody else changed the booking since it was read.
            Taken: what it claims anew is no longer there.
            ConditionFailed: for one of the writes ``alongside``.
        """
        after = change.applied_to(seen)
        code = change.booking.code
        booking = put(
            _booking_item(after),
            "version = :seen",  # nobody changed the booking since the decision was made
            seen=seen.booking.version,
        )
        parts = [
            *(put(_guest_item(code, guest)) for guest in change.guests),
            *(payments.write(code, payment) for payment in change.payments),
            *(payments.write(code, refund) for refund in change.refunds),
        ]
        if change.invoice is not None:
            parts.append(put_new(to_item((booking_partition(code), _INVOICE), change.invoice)))
        filed = filing.writes(seen, after, change.events)
        try:
            self._transport.transact([booking, *parts, *filed, *alongside])
        except ConditionFailed as error:
            if error.write is booking:
                raise VersionMoved from error
            if filing.is_claim(error.write):
                raise Taken from error
            raise
        return after

    def expired_holds(self, now: datetime) -> Iterator[str]:
        """The codes of pending bookings whose hold has ended, the oldest first."""
        return holds.ended(self._transport, now)

    def _note_year(self, booking: Booking) -> None:
        year = booking.created_at.year
        if year not in self._noted_years:
            list_index.note_year(self._transport, booking.created_at)
            self._noted_years.add(year)

    def _file(self, items: list[Item]) -> BookingFile | None:
        by_key = {item["SK"]: item for item in items}
        if BOOKING not in by_key:
            return None
        booking = from_item(by_key[BOOKING], Booking)
        settings = self._settings.recent(by_key[BOOKING].get(_SETTINGS, 0))
        invoice = by_key.get(_INVOICE)
        return BookingFile(
            booking=booking,
            shown=shown(settings, booking),
            guests=[from_item(item, Guest) for item in items if item["SK"].startswith(_GUEST)],
            payments=payments.payments_in(items),
            refunds=payments.refunds_in(items),
            invoice=from_item(invoice, Invoice) if invoice else None,
        )


def _booking_item(file: BookingFile) -> Item:
    key = (booking_partition(file.booking.code), BOOKING)
    attributes = filing.attributes(file) | {_SETTINGS: file.shown.version}
    return to_item(key, file.booking, **attributes)


def _guest_item(code: str, guest: Guest) -> Item:
    return to_item((booking_partition(code), f"{_GUEST}{guest.number:02}"), guest)
