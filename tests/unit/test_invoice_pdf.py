"""The invoice, read back from its PDF as any reader program would."""

from __future__ import annotations

import io
import unicodedata
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from pypdf import PdfReader

from lobby.documents.invoice import render_invoice
from lobby.documents.invoice_page import page_of
from lobby.domain.booking.invoice import Invoice
from lobby.domain.business.settings import Brand, Seller
from lobby.domain.money.lines import Item
from lobby.domain.people.records import Address, Booker
from tests.support.pseudo import untranslated
from tests.unit.sample_bookings import BRAND, LESSON, ROOM, SELLER, invoice

SQUARE = b"""<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">
<rect width="40" height="40" fill="#0b6e75"/></svg>"""


def drawn(issued: Invoice, **arguments: Any) -> PdfReader:
    """The invoice as a reader opens it; paid and due are the sample's deposit and balance."""
    given = {"paid": 20250, "due": 47250, "brand": BRAND, **arguments}
    return PdfReader(io.BytesIO(render_invoice(issued, **given)))


def words(pdf: PdfReader) -> str:
    """All text in reading order, with single spaces and without places where words may break."""
    text = "\n".join(page.extract_text() for page in pdf.pages)
    return " ".join(unicodedata.normalize("NFC", text).replace("\u200b", "").split())


REQUIRED = {
    "issue date, Art. 226 (1)": "15 January 2027",
    "sequential number (2)": "Invoice number LB-2027-000012",
    "seller's VAT number (3)": "VAT number: PT509876543",
    "buyer's VAT number (4)": "VAT number: EE101234567",
    "seller (5)": "Praia Surf House, Lda. Rua do Mar 12 2655-319 Ericeira Portugal",
    "seller's registration": "Registration number: 509 876 543",
    "buyer (5)": "Bill to Hemm OÜ Anna Hemm Pikk 7-4 10123 Tallinn Estonia",
    "quantity and nature (6)": "Garden room Bed and breakfast 7",
    "dates of supply (7)": "1-8 Mar 2027",
    "net per rate, rate and tax (8) to (10), 10 %": "10% €572.73 €57.27 €630.00",
    "net per rate, rate and tax (8) to (10), 21 %": "21% €37.19 €7.81 €45.00",
    "unit price without tax (8)": "€90.00 €81.82 excl. VAT",
    "sum over the rates": "Total €609.92 €65.08 €675.00",
    "total": "Total €675.00",
    "paid": "Paid €202.50",
    "due": "Amount due €472.50",
    "where to pay": "Bank account PT50 0002 0123 1234 5678 9015 4",
    "what to name": "Reference LB-2027-000012",
    "note": "Thank you for staying with us. See you again.",
}


@pytest.fixture(scope="module")
def company_invoice() -> str:
    buyer = Booker(
        first_name="Anna",
        last_name="Hemm",
        company="Hemm OÜ",
        vat_number="EE101234567",
        address=Address(lines=["Pikk 7-4"], city="Tallinn", postcode="10123", country="EE"),
    )
    return words(drawn(invoice(buyer=buyer))).replace("\N{EN DASH}", "-")


@pytest.mark.parametrize("fact", REQUIRED)
def test_every_required_fact_is_on_the_page(company_invoice: str, fact: str) -> None:
    assert REQUIRED[fact] in company_invoice


def test_the_amounts_are_those_of_this_invoice() -> None:
    dearer = msgspec.structs.replace(ROOM, unit_price=9001)

    text = words(drawn(invoice([dearer, LESSON]), paid=1, due=67506))

    assert "Total €675.07" in text
    assert "Paid €0.01" in text
    assert "Amount due €675.06" in text
    assert "€675.00" not in text


def test_nothing_due_asks_for_no_payment() -> None:
    text = words(drawn(invoice(), paid=67500, due=0))

    assert "Amount due €0.00" in text
    assert SELLER.bank_account not in text


def test_prices_without_tax_get_no_second_unit_price() -> None:
    text = words(drawn(invoice(prices_include_tax=False)))

    assert "Prices exclude VAT." in text
    assert "excl. VAT" not in text
    assert "10% €630.00 €63.00 €693.00" in text
    assert "Total €747.45" in text


def test_a_rate_of_zero_is_stated() -> None:
    free = msgspec.structs.replace(ROOM, tax_rate=Decimal(0))

    text = words(drawn(invoice([free])))

    assert "0% €630.00 €0.00 €630.00" in text
    assert "Total €630.00" in text


@pytest.mark.parametrize(
    ("currency", "total"),
    [("JPY", "JP¥67,500"), ("HUF", "HUF 675.00"), ("RSD", "RSD 675.00"), ("TND", "TND 67.500")],
)
def test_a_currency_has_the_decimals_of_its_minor_unit(currency: str, total: str) -> None:
    assert f"Total {total}" in words(drawn(invoice(currency=currency)))


def test_many_rates_each_get_a_line() -> None:
    rates = ["0", "0.021", "0.055", "0.06", "0.10", "0.13", "0.20", "0.21", "0.23", "0.27"]
    items = [msgspec.structs.replace(ROOM, tax_rate=Decimal(rate)) for rate in rates]
    issued = invoice(items)

    text = words(drawn(issued))

    assert len(issued.taxes) == len(rates)
    for rate in ("0%", "2.1%", "5.5%", "6%", "10%", "13%", "20%", "21%", "23%", "27%"):
        assert f" {rate} €" in text


def test_a_long_invoice_repeats_its_head_and_numbers_its_pages() -> None:
    items = [
        msgspec.structs.replace(LESSON, name=f"Surf lesson {number}", rate="With a board")
        for number in range(48)
    ]

    pages = [" ".join(page.extract_text().split()) for page in drawn(invoice(items)).pages]

    assert len(pages) == 3
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of 3" in page
        assert "Invoice LB-2027-000012" in page or number == 1
        assert "Description Quantity Unit price VAT Amount" in page
    assert all(f"Surf lesson {number} " in " ".join(pages) for number in range(48))
    assert "Amount due" in pages[-1]


LANGUAGES = {
    "es": ("Factura", "15 de enero de 2027", "675,00 €", "Portugal"),
    "et": ("Arve", "15. jaanuar 2027", "675,00 €", "Portugal"),
    "hu": ("Számla", "2027. január 15.", "675,00 EUR", "Portugália"),
    "nb": ("Faktura", "15. januar 2027", "675,00 €", "Portugal"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_dates_and_money_are_in_the_language(language: str) -> None:
    pdf = drawn(invoice(), language=language)
    title, *facts = LANGUAGES[language]

    text = words(pdf)

    assert all(fact in text for fact in facts)
    assert pdf.metadata is not None
    assert pdf.metadata.title == f"{title} LB-2027-000012"
    assert str(pdf.root_object["/Lang"]) == language


@pytest.mark.parametrize(
    ("asked", "buyer", "title"),
    [
        (None, "es-MX", "Factura"),
        (None, "no", "Faktura"),
        ("hu", "es", "Számla"),
        ("zh-Hant", "et", "Arve"),
        (None, "zh-Hant", "Invoice"),
        (None, None, "Invoice"),
        ("", "", "Invoice"),
    ],
)
def test_the_language_falls_back(asked: str | None, buyer: str | None, title: str) -> None:
    issued = invoice(buyer=Booker(first_name="A", last_name="B", language=buyer))

    assert f" {title} " in words(drawn(issued, language=asked))


def leaves(value: Any) -> list[str]:
    """All texts within."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if value else []
    return [text for part in inner for text in leaves(part)]


def test_all_that_is_said_is_from_the_catalogue(pseudo: str) -> None:
    issued = invoice(
        seller=Seller(name="Ακτή", vat_number="1", registration="2", bank_account="3"),
        buyer=Booker(first_name="Ξ", last_name="", vat_number="4"),
        lines=[msgspec.structs.replace(invoice().lines[0], name="Ξ", detail="")],
    )

    page = page_of(issued, paid=1, due=2, brand=Brand(name="Ακτή"), language=pseudo)

    spared = {"language", "brand", "number"}
    texts = leaves({name: part for name, part in page.items() if name not in spared})
    assert len(texts) > 30
    assert set().union(*map(untranslated, texts)) <= {"january", "mar", "lb"}


NAMES = [
    "Σωκράτης Παπαδόπουλος",
    "Жанна Петрова",
    "田中 太郎",
    "김철수",
    "Őű Ŝŧ Ægir Þór",
    "Նարեկ",
    "ქართული",
    "😀 ☕ ₿",
]


def test_names_of_many_scripts_are_readable() -> None:
    items = [msgspec.structs.replace(LESSON, name=name) for name in NAMES]

    pdf = drawn(invoice(items))

    text = words(pdf)
    assert all(name in text for name in NAMES)
    assert is_archival(pdf)


SHAPED = {
    "Hebrew": ("שלום", "NotoSansHebrew"),
    "Arabic": ("محمد", "NotoSansArabic"),
    "Thai": ("น้ำฝน", "NotoSansThai"),
    "Devanagari": ("क्षत्रिय", "NotoSansDevanagari"),
    "Tamil": ("தமிழ்", "NotoSansTamil"),
    "Amharic": ("አማርኛ", "NotoSansEthiopic"),
}


@pytest.mark.parametrize("script", SHAPED)
def test_shaped_scripts_are_set_in_their_own_font(script: str) -> None:
    name, font = SHAPED[script]

    pdf = drawn(invoice(buyer=Booker(first_name=name, last_name="")))

    assert font in fonts_of(pdf)
    assert is_archival(pdf)


@pytest.mark.parametrize(
    ("country", "form"), [("JP", "jp"), ("TW", "tc"), ("KR", "kr"), ("", "sc")]
)
def test_han_characters_take_the_form_of_the_buyers_country(country: str, form: str) -> None:
    buyer = Booker(first_name="骨", last_name="直", address=Address(country=country))

    assert f"NotoSansCJK{form}" in fonts_of(drawn(invoice(buyer=buyer)))


def test_a_character_that_no_font_has_does_not_stop_the_invoice() -> None:
    pdf = drawn(invoice(buyer=Booker(first_name="\N{EGYPTIAN HIEROGLYPH A001}", last_name="Ra")))

    assert "Ra" in words(pdf)
    assert "Total €675.00" in words(pdf)


@pytest.mark.parametrize("name", ["A" * 200, "W" * 10_000, "कि" * 150, "שלום" * 60])
def test_a_name_without_spaces_stays_on_the_paper(name: str) -> None:
    pdf = drawn(invoice(buyer=Booker(first_name=name, last_name="")))

    lines = [line for page in pdf.pages for line in page.extract_text().splitlines()]
    assert max(map(len, lines)) < 80
    assert "Total €675.00" in words(pdf)


def test_what_people_write_is_never_markup() -> None:
    hostile = '#panic("x") *b* $a$ #read("/etc/passwd") <b> ]]} \\u{41} // /* @x = h `c` "q"'
    seller = msgspec.structs.replace(SELLER, name=hostile, invoice_note=hostile)
    buyer = Booker(first_name=hostile, last_name="")
    item = msgspec.structs.replace(ROOM, name=hostile, rate=hostile)

    text = words(drawn(invoice([item], seller=seller, buyer=buyer)))

    assert text.replace(" ", "").count(hostile.replace(" ", "")) == 5


@pytest.mark.parametrize("character", ["\0", "\x1b", "\u202e", "\ufffe", "\r\n\t"])
def test_odd_characters_do_not_stop_the_invoice(character: str) -> None:
    buyer = Booker(first_name=f"An{character}na", last_name="Hemm")

    assert "Total €675.00" in words(drawn(invoice(buyer=buyer)))


def test_the_logo_is_drawn() -> None:
    with_logo = words(drawn(invoice(), logo=SQUARE, brand=Brand(name="Onda", website=None)))

    assert with_logo.count("Onda") == 1, "only the footer still spells the name"


@pytest.mark.parametrize("logo", [b"no image", b"", b"\x89PNG\r\n\x1a\n", b"<svg"])
def test_the_name_stands_in_for_a_logo_that_cannot_be_read(logo: bytes) -> None:
    pdf = drawn(invoice(), logo=logo, brand=Brand(name="Onda", website=None))

    assert words(pdf).count("Onda") == 2
    assert is_archival(pdf)


@pytest.mark.parametrize("colour", ["#ffffff", "#000000", "#ffd400", "teal", ""])
def test_any_brand_colour_gives_an_invoice(colour: str) -> None:
    assert "Total €675.00" in words(drawn(invoice(), brand=Brand(name="Onda", colour=colour)))


def test_a_seller_who_filled_in_nothing_goes_by_the_brand() -> None:
    text = words(drawn(invoice(seller=Seller()), brand=Brand(name="Onda")))

    assert "From Onda Bill to" in text
    assert "VAT number" not in text


def test_the_file_is_archival_tagged_and_reproducible() -> None:
    pdf = drawn(invoice())

    assert is_archival(pdf)
    mark_info: Any = pdf.root_object["/MarkInfo"].get_object()
    assert mark_info["/Marked"]
    assert pdf.metadata is not None
    assert pdf.metadata.author == SELLER.name
    once, again = (render_invoice(invoice(), paid=0, due=67500, brand=BRAND) for _ in range(2))
    assert once == again


def test_no_lines_is_an_invoice_over_nothing() -> None:
    empty: list[Item] = []
    issued = msgspec.structs.replace(invoice(), lines=empty, taxes=[], total=0)

    assert "Total €0.00" in words(drawn(issued, paid=0, due=0))


def is_archival(pdf: PdfReader) -> bool:
    """Whether the file says that it is PDF/A-3a."""
    facts = pdf.xmp_metadata
    return facts is not None and (facts.pdfaid_part, facts.pdfaid_conformance) == ("3", "A")


def fonts_of(pdf: PdfReader) -> str:
    """The names of all fonts on the first page."""
    page: Any = pdf.pages[0].get_object()
    return " ".join(
        str(font.get_object()["/BaseFont"]) for font in page["/Resources"]["/Font"].values()
    )
