"""Invoices: when there is one, and which number it has."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from lobby import wiring
from lobby.domain.booking.invoice import Invoice
from tests.fakes.transport import MemoryTransport
from tests.support.api import call, load_function
from tests.support.business import (
    Business,
    Portal,
    event_types,
    file_of,
    good,
    problem,
)


@pytest.fixture(autouse=True)
def _plain_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """The typesetter has tests of its own."""
    monkeypatch.setattr(
        load_function("download_invoice"),
        "render_invoice",
        lambda invoice, **_: f"%PDF {invoice.number}".encode(),
    )


@pytest.mark.parametrize(
    ("guest", "spoken"), [("es-MX", "es"), ("sw", "et"), (None, "et")], ids=str
)
def test_an_invoice_is_in_the_buyers_language_or_in_the_businesss(
    business: Business, monkeypatch: pytest.MonkeyPatch, guest: str | None, spoken: str
) -> None:
    drawn: list[str] = []

    def draw(_: Invoice, *, language: str, **__: object) -> bytes:
        drawn.append(language)
        return b"%PDF"

    monkeypatch.setattr(load_function("download_invoice"), "render_invoice", draw)
    good(call("PUT", "/staff/settings/languages", {"languages": ["et", "es"]}))
    booker = {"first_name": "Anna", "last_name": "Hemm"} | ({"language": guest} if guest else {})

    assert business.book_confirmed(booker=booker).invoice().status == 200

    assert drawn == [spoken]


def number(guest: Portal) -> str:
    reply = guest.invoice()
    assert reply.status == 200, reply.raw
    assert reply.headers["content-type"] == "application/pdf"
    issued = file_of(guest).invoice
    assert issued is not None
    assert reply.raw == f"%PDF {issued.number}".encode()
    assert issued.number in reply.headers["content-disposition"]
    return issued.number


def test_numbers_count_without_gaps(business: Business) -> None:
    guests = [business.book_confirmed() for _ in range(3)]

    assert [number(guest) for guest in guests] == ["2026-00001", "2026-00002", "2026-00003"]


def test_an_invoice_keeps_its_number(business: Business) -> None:
    first, second = business.book_confirmed(), business.book_confirmed()

    assert number(first) == number(first) == "2026-00001"
    assert number(second) == "2026-00002"
    assert event_types(first).count("invoice.issued") == 1


def test_an_invoice_never_changes(business: Business) -> None:
    good(call("PUT", "/staff/settings/seller", {"name": "Praia Lda", "vat_number": "PT1"}))
    guest = business.book_confirmed()
    number(guest)
    issued = file_of(guest).invoice

    good(call("PUT", "/staff/settings/seller", {"name": "Other Lda"}))
    good(guest.cancel())
    number(guest)

    assert file_of(guest).invoice == issued
    assert issued is not None
    assert (issued.seller.name, issued.total) == ("Praia Lda", 67500)
    assert [line.name for line in issued.lines] == ["Garden room", "Surf lesson"]
    assert sum(tax.gross for tax in issued.taxes) == issued.total


def test_every_year_and_every_prefix_has_its_series(business: Business) -> None:
    numbers = [number(business.book_confirmed())]
    good(call("PUT", "/staff/settings/seller", {"name": "Praia", "invoice_prefix": "PSH-"}))
    numbers += [number(business.book_confirmed()) for _ in range(2)]
    business.clock.turn_to(datetime(2027, 1, 1, tzinfo=UTC))
    numbers.append(number(business.book_confirmed()))

    assert numbers == ["2026-00001", "PSH-2026-00001", "PSH-2026-00002", "PSH-2027-00001"]


def test_a_pending_booking_has_no_invoice_and_uses_up_no_number(business: Business) -> None:
    pending = business.book()

    assert problem(pending.invoice(), 409, "not-available")["code"] == "not_confirmed"
    assert number(business.book_confirmed()) == "2026-00001"


@pytest.mark.parametrize(
    ("changes", "code"), [({"items": []}, "nothing_to_invoice"), ({}, "cancelled")]
)
def test_what_can_t_be_invoiced_says_why(
    business: Business, changes: dict[str, list[None]], code: str
) -> None:
    guest = business.book_confirmed(**changes)
    if code == "cancelled":
        good(guest.cancel())

    assert problem(guest.invoice(), 409, "not-available")["code"] == code


def test_of_two_at_once_the_later_takes_the_next_number(business: Business) -> None:
    """Another booking's invoice takes the number between this one's look and its transaction."""
    mine, other = business.book_confirmed(), business.book_confirmed()
    table = wiring.transport()
    assert isinstance(table, MemoryTransport)
    table.before_transaction = lambda _writes: _ignore(number(other))

    assert number(mine) == "2026-00002"
    assert number(other) == "2026-00001"


def test_of_two_at_once_for_one_booking_one_is_issued(business: Business) -> None:
    guest = business.book_confirmed()
    table = wiring.transport()
    assert isinstance(table, MemoryTransport)
    table.before_transaction = lambda _writes: _ignore(number(guest))

    assert number(guest) == "2026-00001"
    assert event_types(guest).count("invoice.issued") == 1
    assert number(business.book_confirmed()) == "2026-00002"


def test_a_booking_that_moves_meanwhile_still_gets_its_invoice(business: Business) -> None:
    guest = business.book_confirmed()
    table = wiring.transport()
    assert isinstance(table, MemoryTransport)
    table.before_transaction = lambda _writes: _ignore(business.open_page(guest, "deposit"))

    assert number(guest) == "2026-00001"


def _ignore(_value: str) -> None: ...
