"""A booking to write documents and mails about, and ways to make it another one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec

from lobby.domain.booking.booking import Booking, BookingFile, Guest, Shown
from lobby.domain.booking.invoice import Invoice, InvoiceLine
from lobby.domain.booking.money import Payment
from lobby.domain.business.settings import Brand, Deadline, Fee, Policy, Property, Seller, Tier
from lobby.domain.money.lines import Item
from lobby.domain.money.pricing import break_down
from lobby.domain.people.records import Address, Agency, Booker

NOW = datetime(2027, 1, 15, 10, 0, tzinfo=UTC)

ROOM = Item(
    kind="accommodation",
    name="Garden room",
    guests=[0, 1],
    quantity=7,
    unit_price=9000,
    tax_rate=Decimal("0.10"),
    rate="Bed and breakfast",
    from_=date(2027, 3, 1),
    to=date(2027, 3, 8),
)
LESSON = Item(
    kind="activity",
    name="Surf lesson",
    guests=[0],
    quantity=1,
    unit_price=4500,
    tax_rate=Decimal("0.21"),
    at=datetime(2027, 3, 29, 9, 0, tzinfo=UTC),
)
TRANSFER = Item(
    kind="extra",
    name="Airport transfer",
    guests=[0, 1],
    quantity=1,
    unit_price=0,
    tax_rate=Decimal("0.21"),
)

BRAND = Brand(
    name="Praia Surf House",
    colour="#0b6e75",
    logo_url="/media/logo.png",
    website="https://praia.example",
)
SELLER = Seller(
    name="Praia Surf House, Lda.",
    address=Address(lines=["Rua do Mar 12"], city="Ericeira", postcode="2655-319", country="PT"),
    vat_number="PT509876543",
    registration="509 876 543",
    email="office@praia.example",
    phone="+351 261 000 000",
    bank_account="PT50 0002 0123 1234 5678 9015 4",
    invoice_note="Thank you for staying with us.\nSee you again.",
)
PROPERTY = Property(
    id="praia",
    name="Praia Surf House",
    time_zone="Europe/Lisbon",
    email="hello@praia.example",
    phone="+351 261 000 001",
    address=SELLER.address,
    contacts=["desk@praia.example"],
    directions="Bus 200 from Lisbon to Ericeira.\nThen five minutes on foot.",
    map_url="https://maps.example/praia",
)
BOOKER = Booker(
    first_name="Anna",
    last_name="Hemm",
    email="anna@example.com",
    phone="+372 555 1234",
    address=Address(lines=["Pikk 7-4"], city="Tallinn", postcode="10123", country="EE"),
)
POLICY = Policy(
    id="flexible",
    name="Flexible",
    tiers=[Tier(until=Deadline(days=7, at="18:00"), fee=Fee(percent=0))],
)


def invoice(
    items: list[Item] | None = None, *, prices_include_tax: bool = True, **changes: Any
) -> Invoice:
    """An invoice over these items (a room and a lesson), with anything else changed."""
    price = break_down(items or [ROOM, LESSON], prices_include_tax=prices_include_tax)
    issued = Invoice(
        number="LB-2027-000012",
        issued_at=NOW,
        seller=SELLER,
        buyer=BOOKER,
        supply_from=date(2027, 3, 1),
        supply_to=date(2027, 3, 8),
        currency="EUR",
        prices_include_tax=prices_include_tax,
        lines=[
            InvoiceLine(
                name=line.name,
                detail=line.rate or "",
                quantity=line.quantity,
                unit_price=line.unit_price,
                amount=line.amount,
                tax_rate=line.tax_rate,
            )
            for line in price.lines
        ],
        taxes=price.taxes,
        total=price.total,
    )
    return msgspec.structs.replace(issued, **changes)


def booking(**changes: Any) -> Booking:
    """A pending booking of a week for two, with anything changed."""
    made = Booking(
        code="7K3M9QXA",
        status="pending",
        version=3,
        link_version=1,
        property_id="praia",
        property_name="Praia Surf House",
        currency="EUR",
        arrival=date(2027, 3, 27),
        departure=date(2027, 4, 3),
        booker=BOOKER,
        agency=Agency(name="Sun Trips", email="desk@suntrips.example"),
        items=[
            msgspec.structs.replace(ROOM, from_=date(2027, 3, 27), to=date(2027, 4, 3)),
            LESSON,
            TRANSFER,
        ],
        total=67500,
        deposit=20250,
        prices_include_tax=True,
        policy=POLICY,
        terms=None,
        created_at=NOW,
    )
    return msgspec.structs.replace(made, **changes)


def booking_file(
    *,
    place: dict[str, Any] | None = None,
    brand: dict[str, Any] | None = None,
    payments: list[Payment] | None = None,
    guests: list[Guest] | None = None,
    languages: Sequence[Any] = ("en",),
    **changes: Any,
) -> BookingFile:
    """All about that booking; ``place``, ``brand`` and ``languages`` are settings."""
    return BookingFile(
        booking=booking(**changes),
        shown=Shown(
            property=msgspec.structs.replace(PROPERTY, **(place or {})),
            brand=msgspec.structs.replace(BRAND, **(brand or {})),
            fields=[],
            languages=list(languages),
        ),
        guests=guests
        or [
            Guest(number=0, first_name="Anna", last_name="Hemm"),
            Guest(number=1, first_name="Ben", last_name="Hemm"),
        ],
        payments=payments or [],
    )
