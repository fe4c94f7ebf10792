"""The invoice as PDF: everything that Directive 2006/112/EC, Article 226, asks for.

The page is laid out by ``invoice.typ``. What guests and staff wrote reaches it as JSON and stays
data there: it is never part of the markup that typst reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import msgspec

from lobby.documents.colour import accent_on, brand_colour, ink_on
from lobby.documents.formats import Formats, language_of
from lobby.documents.texts import INVOICE, InvoiceTexts
from lobby.domain.booking import Booker, Invoice, InvoiceLine, TaxLine
from lobby.domain.money import rounded
from lobby.domain.names import full_name
from lobby.domain.settings import Address, Brand, Seller

if TYPE_CHECKING:
    from typst import Compiler, Fonts, PDFStandard

FONT_PACKAGES: Final = ("manimgx_fonts", "noto_cjk_sans_otc")
LATIN: Final = "Noto Sans"
CJK: Final = "Noto Sans CJK"
# Han characters look different from country to country; what is not listed gets the simplified.
HAN_FORMS: Final = {"JP": "JP", "KR": "KR", "TW": "TC", "HK": "HK", "MO": "HK"}
# PDF/A-3a for keeping (and a structured e-invoice can be attached), PDF/UA-1 for reading aloud.
ARCHIVAL: Final[list[PDFStandard]] = ["a-3a", "ua-1"]


def render_invoice(
    invoice: Invoice,
    *,
    paid: int,
    due: int,
    brand: Brand,
    logo: bytes | None = None,
    language: str | None = None,
) -> bytes:
    """The invoice as PDF/A-3a and PDF/UA-1, always the same bytes for the same arguments.

    ``paid`` and ``due`` are minor units of the invoice's currency, as they stand today. ``logo`` is
    a PNG, JPEG, GIF, WebP or SVG; the brand's name stands in for one that can't be read.
    ``language`` is a BCP 47 tag; without it, or for one that Lobby does not speak, the invoice is
    in the buyer's language, then in English.

    A character that no font has shows as an empty box; that file is then a plain tagged PDF,
    because PDF/A forbids such characters.
    """
    from typst import TypstError

    data = _page(invoice, paid, due, brand, language_of(language, invoice.buyer.language))
    *attempts, last = product(_images(logo), (ARCHIVAL, []))
    for image, standards in attempts:
        with suppress(TypstError):
            return _compile({**data, "logo": image}, standards, invoice.issued_at)
    image, standards = last
    return _compile({**data, "logo": image}, standards, invoice.issued_at)


def font_folders() -> list[Path]:
    """Where the packages of the documents layer have their fonts, wherever the layer lies."""
    specs = {name: find_spec(name) for name in FONT_PACKAGES}
    if missing := [name for name, spec in specs.items() if spec is None or spec.origin is None]:
        raise ModuleNotFoundError(f"The documents layer has no {' and no '.join(missing)}.")
    return [Path(spec.origin).parent for spec in specs.values() if spec and spec.origin]


def _compile(data: dict[str, Any], standards: list[PDFStandard], issued_at: datetime) -> bytes:
    pdf = _compiler().compile(
        format="pdf",
        sys_inputs={"invoice": msgspec.json.encode(data).decode()},
        pdf_standards=standards,
        timestamp=issued_at.astimezone(UTC),
    )
    return cast("bytes", pdf)


@cache
def _compiler() -> Compiler:
    """One for the life of the process: finding the fonts takes longer than drawing a page."""
    from typst import Compiler

    layout = Path(__file__).with_name("invoice.typ")
    return Compiler(layout, font_paths=_fonts())


@cache
def _fonts() -> Fonts:
    from typst import Fonts

    folders = [str(folder) for folder in font_folders()]
    return Fonts(include_system_fonts=False, font_paths=folders)


def _families(country: str) -> list[str]:
    """All our families, in the order in which they are asked for a character."""
    ours = [name for name in _fonts().families() if name.startswith("Noto")]
    scripts = sorted(name for name in ours if not name.startswith(CJK) and "Mono" not in name)
    return [LATIN, *scripts, f"{CJK} {HAN_FORMS.get(country.upper(), 'SC')}"]


def _images(logo: bytes | None) -> list[list[int] | None]:
    """The logo as typst's JSON takes bytes, and then none, for a logo that can't be drawn."""
    return [list(logo), None] if logo else [None]


def _page(invoice: Invoice, paid: int, due: int, brand: Brand, language: str) -> dict[str, Any]:
    """Everything the layout shows, in words and numbers as people read them."""
    texts, formats = INVOICE[language], Formats(language)
    colour = brand_colour(brand.colour)

    def money(amount: int) -> str:
        return formats.money(amount, invoice.currency)

    return {
        "language": language,
        "fonts": _families(_country(invoice.buyer)),
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
    net = None
    if invoice.prices_include_tax and line.tax_rate:
        price = rounded(Decimal(line.unit_price) / (1 + line.tax_rate))
        net = texts.unit_price_net.format(amount=formats.money(price, invoice.currency))
    return {
        "name": line.name,
        "detail": line.detail,
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


def _country(buyer: Booker) -> str:
    """The buyer's country, as far as we know it."""
    if buyer.address and buyer.address.country:
        return buyer.address.country
    return {"ja": "JP", "ko": "KR"}.get((buyer.language or "").split("-")[0], "")


def _payment(invoice: Invoice, texts: InvoiceTexts) -> list[tuple[str, str]]:
    if not invoice.seller.bank_account:
        return []
    return [
        (texts.bank_account, invoice.seller.bank_account),
        (texts.reference, invoice.number),
    ]
