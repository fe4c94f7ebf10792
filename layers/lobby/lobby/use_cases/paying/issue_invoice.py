"""The invoice of a booking: numbered and frozen when first asked for, then always the same."""

from __future__ import annotations

from datetime import datetime

from lobby.base.errors import Conflict
from lobby.domain.booking import actions
from lobby.domain.booking.booking import Booking, BookingFile
from lobby.domain.booking.change import Change
from lobby.domain.booking.events import Happened
from lobby.domain.booking.invoice import Invoice, InvoiceLine
from lobby.domain.business.settings import Seller
from lobby.domain.money.pricing import break_down
from lobby.domain.people.records import Actor
from lobby.store.bookings import Bookings
from lobby.store.invoices import Series
from lobby.store.settings import SettingsStore
from lobby.store.table.transport import ConditionFailed, Transport
from lobby.use_cases.booking.change_booking import Access, Decide, change_booking, read_booking
from lobby.words.catalogue import language_of

_TRIES = 8


def issue_invoice(
    code: str,
    access: Access,
    bookings: Bookings,
    settings: SettingsStore,
    transport: Transport,
    *,
    now: datetime,
) -> BookingFile:
    """Answers with the booking's file, which has an invoice afterwards.

    The number is taken in the transaction that files the invoice, so numbers have no gaps and no
    invoice has two.

    Raises:
        NotAvailable: nothing was agreed on yet, or there is nothing to invoice.
        NotFound: wrong link.
    """
    file = read_booking(code, access, bookings)
    if file.invoice is not None:
        return file
    actions.download_invoice(file).require()
    seller = settings.read().seller
    series = Series(transport, f"{seller.invoice_prefix}{now.year}-")
    for _ in range(_TRIES):
        number, taking = series.next(code)
        try:
            return change_booking(
                code, access, _issue(number, seller, now), bookings, alongside=taking
            )
        except ConditionFailed as error:
            if error.write not in taking:
                raise
    raise Conflict("busy")


def _issue(number: str, seller: Seller, now: datetime) -> Decide:
    def decide(file: BookingFile, actor: Actor) -> Change | None:
        if file.invoice is not None:
            return None
        actions.download_invoice(file).require()
        happened = Happened(type="invoice.issued", at=now, actor=actor, about={"invoice": number})
        said = file.booking.in_language(language_of(*file.guest_languages))
        invoice = _invoice(number, said, seller, now)
        return Change.of(file, file.booking, happened, invoice=invoice)

    return decide


def _invoice(number: str, booking: Booking, seller: Seller, now: datetime) -> Invoice:
    priced = break_down(booking.items, prices_include_tax=booking.prices_include_tax)
    return Invoice(
        number=number,
        issued_at=now,
        seller=seller,
        buyer=booking.booker,
        supply_from=booking.arrival,
        supply_to=booking.departure,
        currency=booking.currency,
        prices_include_tax=booking.prices_include_tax,
        lines=[
            InvoiceLine(
                name=line.name,
                detail=line.rate or "",
                reasons=line.why,
                quantity=line.quantity,
                unit_price=line.unit_price,
                amount=line.amount,
                tax_rate=line.tax_rate,
                tax_included=line.tax_included,
            )
            for line in priced.lines
        ],
        taxes=priced.taxes,
        total=priced.total,
    )
