"""The words on documents, in each language that Lobby speaks."""

from __future__ import annotations

from typing import Final

import msgspec


class InvoiceTexts(msgspec.Struct, frozen=True, kw_only=True):
    """The words on an invoice. ``{amount}``, ``{page}`` and so on stand for values."""

    title: str
    number: str
    issued: str
    supplied: str
    seller: str
    buyer: str
    vat_number: str
    registration: str
    description: str
    quantity: str
    unit_price: str
    unit_price_net: str
    vat: str
    amount: str
    vat_rate: str
    net: str
    vat_amount: str
    gross: str
    total: str
    paid: str
    due: str
    how_to_pay: str
    bank_account: str
    reference: str
    currency: str
    prices_with_vat: str
    prices_without_vat: str
    page: str


INVOICE: Final[dict[str, InvoiceTexts]] = {
    "en": InvoiceTexts(
        title="Invoice",
        number="Invoice number",
        issued="Date of issue",
        supplied="Date of supply",
        seller="From",
        buyer="Bill to",
        vat_number="VAT number",
        registration="Registration number",
        description="Description",
        quantity="Quantity",
        unit_price="Unit price",
        unit_price_net="{amount} excl. VAT",
        vat="VAT",
        amount="Amount",
        vat_rate="VAT rate",
        net="Net",
        vat_amount="VAT",
        gross="Gross",
        total="Total",
        paid="Paid",
        due="Amount due",
        how_to_pay="Payment",
        bank_account="Bank account",
        reference="Reference",
        currency="All amounts in {currency}.",
        prices_with_vat="Prices include VAT.",
        prices_without_vat="Prices exclude VAT.",
        page="Page {page} of {pages}",
    ),
    "es": InvoiceTexts(
        title="Factura",
        number="Número de factura",
        issued="Fecha de expedición",
        supplied="Fecha de la operación",
        seller="Emisor",
        buyer="Cliente",
        vat_number="NIF-IVA",
        registration="Datos registrales",
        description="Descripción",
        quantity="Cantidad",
        unit_price="Precio unitario",
        unit_price_net="{amount} sin IVA",
        vat="IVA",
        amount="Importe",
        vat_rate="Tipo de IVA",
        net="Base imponible",
        vat_amount="Cuota de IVA",
        gross="Con IVA",
        total="Total",
        paid="Pagado",
        due="Importe pendiente",
        how_to_pay="Pago",
        bank_account="Cuenta bancaria",
        reference="Concepto",
        currency="Todos los importes en {currency}.",
        prices_with_vat="Los precios incluyen el IVA.",
        prices_without_vat="Los precios no incluyen el IVA.",
        page="Página {page} de {pages}",
    ),
    "et": InvoiceTexts(
        title="Arve",
        number="Arve number",
        issued="Arve kuupäev",
        supplied="Teenuse osutamise aeg",
        seller="Müüja",
        buyer="Ostja",
        vat_number="KMKR number",
        registration="Registrikood",
        description="Kirjeldus",
        quantity="Kogus",
        unit_price="Ühiku hind",
        unit_price_net="{amount} km-ta",
        vat="KM",
        amount="Summa",
        vat_rate="KM määr",
        net="Summa km-ta",
        vat_amount="Käibemaks",
        gross="Summa km-ga",
        total="Kokku",
        paid="Tasutud",
        due="Tasuda",
        how_to_pay="Tasumine",
        bank_account="Arvelduskonto",
        reference="Selgitus",
        currency="Kõik summad: {currency}.",
        prices_with_vat="Hinnad sisaldavad käibemaksu.",
        prices_without_vat="Hinnad ei sisalda käibemaksu.",
        page="Leht {page}/{pages}",
    ),
    "hu": InvoiceTexts(
        title="Számla",
        number="Számla sorszáma",
        issued="Kiállítás dátuma",
        supplied="Teljesítés dátuma",
        seller="Eladó",
        buyer="Vevő",
        vat_number="Adószám",
        registration="Cégjegyzékszám",
        description="Megnevezés",
        quantity="Mennyiség",
        unit_price="Egységár",
        unit_price_net="nettó {amount}",
        vat="ÁFA",
        amount="Összeg",
        vat_rate="ÁFA-kulcs",
        net="Nettó",
        vat_amount="ÁFA",
        gross="Bruttó",
        total="Összesen",
        paid="Fizetve",
        due="Fizetendő",
        how_to_pay="Fizetés",
        bank_account="Bankszámlaszám",
        reference="Közlemény",
        currency="Minden összeg pénzneme: {currency}.",
        prices_with_vat="Az árak tartalmazzák az ÁFÁ-t.",
        prices_without_vat="Az árak nem tartalmazzák az ÁFÁ-t.",
        page="Oldal: {page}/{pages}",
    ),
    "nb": InvoiceTexts(
        title="Faktura",
        number="Fakturanummer",
        issued="Fakturadato",
        supplied="Leveringsdato",
        seller="Selger",
        buyer="Kunde",
        vat_number="MVA-nummer",
        registration="Organisasjonsnummer",
        description="Beskrivelse",
        quantity="Antall",
        unit_price="Enhetspris",
        unit_price_net="{amount} ekskl. mva.",
        vat="MVA",
        amount="Beløp",
        vat_rate="MVA-sats",
        net="Netto",
        vat_amount="MVA",
        gross="Brutto",
        total="Totalt",
        paid="Betalt",
        due="Å betale",
        how_to_pay="Betaling",
        bank_account="Kontonummer",
        reference="Merk betalingen",
        currency="Alle beløp i {currency}.",
        prices_with_vat="Prisene inkluderer mva.",
        prices_without_vat="Prisene er uten mva.",
        page="Side {page} av {pages}",
    ),
}
