"""The invoice as PDF: everything that Directive 2006/112/EC, Article 226, asks for.

The page is laid out by ``invoice.typ``. What guests and staff wrote reaches it as JSON and stays
data there: it is never part of the markup that typst reads.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import msgspec

from lobby.documents.invoice_page import page_of
from lobby.domain.booking.invoice import Invoice
from lobby.domain.business.settings import Brand
from lobby.domain.people.records import Booker
from lobby.words.catalogue import language_of

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

    spoken = language_of(language, invoice.buyer.language)
    page = page_of(invoice, paid=paid, due=due, brand=brand, language=spoken)
    data = {**page, "fonts": _families(_country(invoice.buyer))}
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
        timestamp=issued_at.astimezone(UTC).replace(microsecond=0),  # as typst wants it
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


def _country(buyer: Booker) -> str:
    """The buyer's country, as far as we know it."""
    if buyer.address and buyer.address.country:
        return buyer.address.country
    return {"ja": "JP", "ko": "KR"}.get((buyer.language or "").split("-")[0], "")


def _images(logo: bytes | None) -> list[list[int] | None]:
    """The logo as typst's JSON takes bytes, and then none, for a logo that can't be drawn."""
    return [list(logo), None] if logo else [None]
