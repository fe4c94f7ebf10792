"""What an invoice says, in words and numbers as people read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC
from decimal import Decimal
from typing import Any

from lobby.documents.texts import INVOICE, InvoiceTexts
from lobby.domain.booking.invoice import Invoice, InvoiceLine
from lobby.domain.business.settings import Brand, Seller
from lobby.domain.money.lines import TaxLine
from lobby.domain.money.money import rounded
from lobby.domain.people.names import full_name
from lobby.domain.people.records import Address, Booker
from lobby.words.colour import accent_on, brand_colour, ink_on
from lobby.words.formats import Formats


def page_of(
    invoice: Invoice, *, paid: int, due: int, brand: Brand, language: str
) -> dict[str, Any]:
    """Everything that ``invoice.typ`` shows, by the names that it knows it under."""
    texts, formats = INVOICE[language], Formats(language)
    colour = brand_colour(brand.colour)

    def money(amount: int) -> str:
        return formats.money(amount, invoice.currency)

    return {
        "language": language,
        "texts": texts,
        "brand": {
            "name": brand.name,
            "website": brand.website or "",
            "colour": colour,
            "ink": ink_on(colour),
            "accent": accent_on("#ffffff", colour),
        },
        "number": invoice.number,
        "facts": [
            (texts.number, invoice.number),
            (texts.issued, formats.day(invoice.issued_at.astimezone(UTC).date())),
            (texts.supplied, formats.dates(invoice.supply_from, invoice.supply_to)),
        ],
        "seller": _seller(invoice.seller, brand, texts, formats),
        "buyer": _buyer(invoice.buyer, texts, formats),
        "lines": [_line(line, invoice, texts, formats) for line in invoice.lines],
        "taxes": [_tax(line, formats, money) for line in invoice.taxes],
        "tax_sums": _sums(invoice.taxes, money),
        "totals": [(texts.total, money(invoice.total)), (texts.paid, money(paid))],
        "due": (texts.due, money(due)),
        "remarks": [
            texts.prices_with_vat if invoice.prices_include_tax else texts.prices_without_vat,
            texts.currency.format(currency=invoice.currency),
        ],
        "payment": _payment(invoice, texts) if due > 0 else [],
        "note": invoice.seller.invoice_note.splitlines(),
    }


def _line(
    line: InvoiceLine, invoice: Invoice, texts: InvoiceTexts, formats: Formats
) -> dict[str, Any]:
    """One line. Article 226 (8) asks for the unit price without tax: a gross one has it below."""
    included = invoice.prices_include_tax if line.tax_included is None else line.tax_included
    net, told = None, ""
    if included and line.tax_rate:
        price = rounded(Decimal(line.unit_price) / (1 + line.tax_rate))
        net = texts.unit_price_net.format(amount=formats.money(price, invoice.currency))
    if included != invoice.prices_include_tax and line.tax_rate:
        told = texts.prices_with_vat if included else texts.prices_without_vat
    return {
        "name": line.name,
        "detail": " · ".join(filter(None, (line.detail, told))),
        "quantity": str(line.quantity),
        "unit_price": formats.money(line.unit_price, invoice.currency),
        "unit_price_net": net,
        "tax": formats.percent(line.tax_rate),
        "amount": formats.money(line.amount, invoice.currency),
    }


def _tax(line: TaxLine, formats: Formats, money: Callable[[int], str]) -> list[str]:
    return [formats.percent(line.rate), money(line.net), money(line.tax), money(line.gross)]


def _sums(taxes: list[TaxLine], money: Callable[[int], str]) -> list[str] | None:
    """What several rates come to; one rate is its own sum."""
    if len(taxes) < 2:
        return None
    return [money(sum(getattr(line, part) for line in taxes)) for part in ("net", "tax", "gross")]


def _seller(seller: Seller, brand: Brand, texts: InvoiceTexts, formats: Formats) -> dict[str, Any]:
    numbers = [(texts.vat_number, seller.vat_number), (texts.registration, seller.registration)]
    return {
        "name": seller.name or brand.name,
        "lines": [
            *_address(seller.address, formats),
            *(f"{label}: {value}" for label, value in numbers if value),
            *filter(None, (seller.email, seller.phone)),
        ],
    }


def _buyer(buyer: Booker, texts: InvoiceTexts, formats: Formats) -> dict[str, Any]:
    person = full_name(buyer.first_name, buyer.last_name)
    return {
        "name": buyer.company or person,
        "lines": [
            *([person] if buyer.company and person else []),
            *(_address(buyer.address, formats) if buyer.address else []),
            *([f"{texts.vat_number}: {buyer.vat_number}"] if buyer.vat_number else []),
            *filter(None, (buyer.email,)),
        ],
    }


def _address(address: Address, formats: Formats) -> Iterator[str]:
    yield from (line for line in address.lines if line.strip())
    if place := f"{address.postcode} {address.city}".strip():
        yield place
    if address.country:
        yield formats.country(address.country)


def _payment(invoice: Invoice, texts: InvoiceTexts) -> list[tuple[str, str]]:
    if not invoice.seller.bank_account:
        return []
    return [
        (texts.bank_account, invoice.seller.bank_account),
        (texts.reference, invoice.number),
    ]
