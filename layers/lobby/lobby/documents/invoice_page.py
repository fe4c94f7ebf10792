"""What an invoice says, in words and numbers as people read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC
from decimal import Decimal
from typing import Any

from lobby.domain.booking.invoice import Invoice, InvoiceLine
from lobby.domain.business.settings import Brand, Seller
from lobby.domain.money.lines import TaxLine
from lobby.domain.money.money import Money, rounded
from lobby.domain.people.names import full_name
from lobby.domain.people.records import Address, Booker
from lobby.words.colour import accent_on, brand_colour, ink_on
from lobby.words.formats import Formats, words_with_formats
from lobby.words.words import Words


def page_of(
    invoice: Invoice, *, paid: int, due: int, brand: Brand, language: str
) -> dict[str, Any]:
    """Everything that ``invoice.typ`` shows, by the names that it knows it under."""
    words, formats = words_with_formats(language), Formats(language)
    colour = brand_colour(brand.colour)

    def money(amount: int) -> str:
        return formats.money(amount, invoice.currency)

    return {
        "language": language,
        "texts": _headings(words),
        "brand": {
            "name": brand.name,
            "website": brand.website or "",
            "colour": colour,
            "ink": ink_on(colour),
            "accent": accent_on("#ffffff", colour),
        },
        "number": invoice.number,
        "facts": [
            (words.say("Invoice number"), invoice.number),
            (words.say("Date of issue"), formats.day(invoice.issued_at.astimezone(UTC).date())),
            (words.say("Date of supply"), formats.dates(invoice.supply_from, invoice.supply_to)),
        ],
        "seller": _seller(invoice.seller, brand, words, formats),
        "buyer": _buyer(invoice.buyer, words, formats),
        "lines": [_line(line, invoice, words, formats) for line in invoice.lines],
        "taxes": [_tax(line, formats, money) for line in invoice.taxes],
        "tax_sums": _sums(invoice.taxes, money),
        "totals": [
            (words.say("Total"), money(invoice.total)),
            (words.say("Paid"), money(paid)),
        ],
        "due": (words.say("Amount due"), money(due)),
        "remarks": [
            _with_tax(words, included=invoice.prices_include_tax),
            words.say("All amounts in {currency}.", currency=invoice.currency),
        ],
        "payment": _payment(invoice, words) if due > 0 else [],
        "note": invoice.seller.invoice_note.splitlines(),
    }


def _headings(words: Words) -> dict[str, str]:
    """What stands above columns and parties, by the names that ``invoice.typ`` knows."""
    return {
        "title": words.say("Invoice"),
        "seller": words.say("invoice|From"),
        "buyer": words.say("invoice|Bill to"),
        "description": words.say("invoice|Description"),
        "quantity": words.say("Quantity"),
        "unit_price": words.say("Unit price"),
        "vat": words.say("rate|VAT"),
        "amount": words.say("Amount"),
        "vat_rate": words.say("VAT rate"),
        "net": words.say("invoice|Net"),
        "vat_amount": words.say("sum|VAT"),
        "gross": words.say("invoice|Gross"),
        "total": words.say("Total"),
        "how_to_pay": words.say("how to pay|Payment"),
        # typst counts the pages
        "page": words.say("Page {page} of {pages}", page="{page}", pages="{pages}"),
    }


def _with_tax(words: Words, *, included: bool) -> str:
    return words.say("Prices include VAT.") if included else words.say("Prices exclude VAT.")


def _line(line: InvoiceLine, invoice: Invoice, words: Words, formats: Formats) -> dict[str, Any]:
    """One line. Article 226 (8) asks for the unit price without tax: a gross one has it below."""
    included = invoice.prices_include_tax if line.tax_included is None else line.tax_included
    net, told = None, ""
    if included and line.tax_rate:
        price = Money(rounded(Decimal(line.unit_price) / (1 + line.tax_rate)), invoice.currency)
        net = words.say("{amount:money} excl. VAT", amount=price)
    if included != invoice.prices_include_tax and line.tax_rate:
        told = _with_tax(words, included=included)
    return {
        "name": line.name,
        "detail": " · ".join(filter(None, (line.detail, words.reasons(line.reasons), told))),
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


def _seller(seller: Seller, brand: Brand, words: Words, formats: Formats) -> dict[str, Any]:
    numbers = [
        (words.say("VAT number"), seller.vat_number),
        (words.say("Registration number"), seller.registration),
    ]
    return {
        "name": seller.name or brand.name,
        "lines": [
            *_address(seller.address, formats),
            *(f"{label}: {value}" for label, value in numbers if value),
            *filter(None, (seller.email, seller.phone)),
        ],
    }


def _buyer(buyer: Booker, words: Words, formats: Formats) -> dict[str, Any]:
    person = full_name(buyer.first_name, buyer.last_name)
    numbers = [(words.say("VAT number"), buyer.vat_number)]
    return {
        "name": buyer.company or person,
        "lines": [
            *([person] if buyer.company and person else []),
            *(_address(buyer.address, formats) if buyer.address else []),
            *(f"{label}: {value}" for label, value in numbers if value),
            *filter(None, (buyer.email,)),
        ],
    }


def _address(address: Address, formats: Formats) -> Iterator[str]:
    yield from (line for line in address.lines if line.strip())
    if place := f"{address.postcode} {address.city}".strip():
        yield place
    if address.country:
        yield formats.country(address.country)


def _payment(invoice: Invoice, words: Words) -> list[tuple[str, str]]:
    if not invoice.seller.bank_account:
        return []
    return [
        (words.say("Bank account"), invoice.seller.bank_account),
        (words.say("invoice|Reference"), invoice.number),
    ]
