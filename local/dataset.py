"""119,390 real bookings, for trying Lobby at the size of a business.

`python -m local.dataset <hotel_bookings.csv.gz> --table T --endpoint URL`

The data are Nuno Antonio, Ana de Almeida, Luis Nunes: "Hotel booking demand datasets", Data in
Brief 22 (2019) 41-49, licensed CC BY 4.0: bookings of a resort hotel and a city hotel in Portugal,
July 2015 to August 2017, made anonymous by the authors. They have no names; those here are made up,
from a fixed seed. How a row becomes a booking:

- booked so many days before arrival as its ``lead_time`` says, at a made-up time of the day;
- a stay costs its nights at the average daily rate ``adr``, tax of 6 % included; a stay without
  nights is a day's visit, at one day's rate. A rate of 0 stays 0 (the house's guests); the one
  below 0, a correction, counts as 0: prices are not negative;
- ``Check-Out`` is completed and paid in full. ``Canceled`` is cancelled by the guest on the day
  that the row says; ``No-Show`` is no_show. Of these, ``Non Refund`` has paid all and gets nothing
  back, the others have paid nothing;
- the deposit is all of the total for ``Non Refund``, 30 % for ``Refundable``, else nothing;
- rows without any guest have one; missing numbers of children are 0;
- what was paid was paid at the house, so no booking has an online payment.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

from faker import Faker

from lobby.base.ids import ALPHABET, CODE_LENGTH
from lobby.domain.booking.booking import Booking, BookingFile, Cancellation, Guest, Shown, Status
from lobby.domain.business.settings import Brand, Fee, Policy, Property
from lobby.domain.money.lines import Item
from lobby.domain.money.money import rounded, share
from lobby.domain.people.names import searchable
from lobby.domain.people.records import Address, Agency, Booker
from lobby.store.bookings import Bookings
from lobby.store.settings import SettingsStore, item_of
from lobby.store.table.transport import put
from local.bulk import BulkTransport

CITATION = (
    'Data: Nuno Antonio, Ana de Almeida, Luis Nunes, "Hotel booking demand datasets", '
    "Data in Brief 22 (2019) 41-49, CC BY 4.0"
)
SEED = 20150701
CURRENCY = "EUR"
TAX_RATE = Decimal("0.06")  # accommodation in Portugal
BRAND = Brand(name="Two Houses in Portugal")
PROPERTIES = {
    name: Property(
        id=f"01000000000000000000000H0{number}",
        name=name,
        time_zone="Europe/Lisbon",
        address=Address(city=city, country="PT"),
    )
    for number, (name, city) in enumerate([("Resort Hotel", "Faro"), ("City Hotel", "Lisboa")], 1)
}
POLICIES = {
    "No Deposit": Policy(id="free", name="Free cancellation", after=Fee(percent=0)),
    "Refundable": Policy(id="refundable", name="Refundable deposit", after=Fee(percent=0)),
    "Non Refund": Policy(id="fixed", name="No refund", after=Fee(percent=100)),
}
DEPOSIT_PERCENT = {"No Deposit": 0, "Refundable": 30, "Non Refund": 100}
RATES = {"BB": "Bed and breakfast", "HB": "Half board", "FB": "Full board"}
STATUSES: dict[str, Status] = {
    "Check-Out": "completed",
    "Canceled": "cancelled",
    "No-Show": "no_show",
}
LANGUAGES = {"PRT": "pt", "BRA": "pt", "ESP": "es", "FRA": "fr", "DEU": "de", "ITA": "it"}
LOCALES = ("pt_PT", "en_GB", "fr_FR", "es_ES", "de_DE", "it_IT")
_NAMES = 3_000
_ODD = 0x9E3779B97F4A7C15  # odd, so that numbers times it stay apart modulo a power of two

Row = Mapping[str, str]


class People:
    """Names from a fixed seed: the same person for the same row, every time."""

    def __init__(self) -> None:
        faker = Faker(list(LOCALES))
        faker.seed_instance(SEED)
        self._first = [faker.first_name() for _ in range(_NAMES)]
        self._last = [faker.last_name() for _ in range(_NAMES)]

    def booker(self, number: int, country: str) -> Booker:
        """The person who made the booking with this number."""
        draw = Random(SEED + number)  # noqa: S311 (made-up names)
        first, last = draw.choice(self._first), draw.choice(self._last)
        mailbox = f"{searchable(first)}.{searchable(last)}.{number}".replace(" ", "")
        return Booker(
            first_name=first,
            last_name=last,
            email=f"{mailbox}@example.com",
            language=LANGUAGES.get(country, "en"),
        )

    def party(self, booker: Booker, number: int, size: int) -> list[Guest]:
        """The booker and whoever comes along, under the same last name."""
        draw = Random(-SEED - number)  # noqa: S311 (made-up names)
        first_names = [booker.first_name, *(draw.choice(self._first) for _ in range(size - 1))]
        return [
            Guest(number=place, first_name=first, last_name=booker.last_name)
            for place, first in enumerate(first_names)
        ]


@cache
def _people() -> People:
    return People()


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of the file, packed or not."""
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", newline="") as packed:
            yield from csv.DictReader(packed)
    else:
        with path.open(encoding="utf-8", newline="") as plain:
            yield from csv.DictReader(plain)


def bookings_of(rows: Iterator[Row]) -> Iterator[BookingFile]:
    """Each row as a booking, in the order of the file; the same every time."""
    people = _people()
    for number, row in enumerate(rows):
        yield _booking(row, number, people)


def code_of(number: int) -> str:
    """The booking code of a row: no two rows share one."""
    bits = number * _ODD % 2 ** (5 * CODE_LENGTH)
    return "".join(ALPHABET[bits >> 5 * place & 31] for place in reversed(range(CODE_LENGTH)))


def _booking(row: Row, number: int, people: People) -> BookingFile:
    arrival = datetime.strptime(
        f"{row['arrival_date_day_of_month']} {row['arrival_date_month']} "
        f"{row['arrival_date_year']} +0000",
        "%d %B %Y %z",
    ).date()
    nights = int(row["stays_in_weekend_nights"]) + int(row["stays_in_week_nights"])
    departure = arrival + timedelta(days=nights)
    booked = _moment(arrival - timedelta(days=int(row["lead_time"])), number)
    booker = people.booker(number, row["country"])
    guests = people.party(booker, number, _party_size(row))
    items = _items(row, arrival, departure, list(range(len(guests))))
    total = sum(item.amount for item in items)
    status = STATUSES[row["reservation_status"]]
    kept = row["deposit_type"] == "Non Refund"
    paid = total if status == "completed" or kept else 0
    place = PROPERTIES[row["hotel"]]
    booking = Booking(
        code=code_of(number),
        status=status,
        version=1,
        link_version=1,
        property_id=place.id,
        property_name=place.name,
        currency=CURRENCY,
        arrival=arrival,
        departure=departure,
        booker=booker,
        agency=_agency(row["agent"]),
        items=items,
        total=total,
        deposit=share(total, DEPOSIT_PERCENT[row["deposit_type"]]),
        prices_include_tax=True,
        policy=POLICIES[row["deposit_type"]],
        terms=None,
        created_at=booked,
        confirmed_at=booked,
        cancellation=_cancellation(row, number, paid) if status == "cancelled" else None,
        paid=paid,
    )
    shown = Shown(property=place, brand=BRAND, fields=[])
    return BookingFile(booking=booking, shown=shown, guests=guests)


def _moment(day: date, number: int) -> datetime:
    second = number * 7_919 % 86_400  # a prime: all over the day
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(seconds=second)


def _party_size(row: Row) -> int:
    counts = (row[name] for name in ("adults", "children", "babies"))
    return max(1, sum(int(float(count)) for count in counts if count not in ("NA", "")))


def _items(row: Row, arrival: date, departure: date, guests: list[int]) -> list[Item]:
    a_day = max(0, rounded(Decimal(row["adr"]) * 100))
    stay = Item(
        kind="accommodation",
        name=f"Room {row['reserved_room_type'].strip()}",
        rate=RATES.get(row["meal"].strip(), "Room only"),
        guests=guests,
        from_=arrival,
        to=departure,
        quantity=max(1, (departure - arrival).days),
        unit_price=a_day,
        tax_rate=TAX_RATE,
    )
    spaces = int(row["required_car_parking_spaces"])
    parking = Item(
        kind="extra",
        name="Parking",
        guests=guests,
        quantity=spaces,
        unit_price=0,
        tax_rate=TAX_RATE,
    )
    return [stay, parking] if spaces else [stay]


def _agency(agent: str) -> Agency | None:
    number = agent.strip()
    if number in ("", "NULL"):
        return None
    return Agency(name=f"Agency {number}", email=f"agency{number}@example.com")


def _cancellation(row: Row, number: int, kept: int) -> Cancellation:
    day = date.fromisoformat(row["reservation_status_date"])
    return Cancellation(
        at=_moment(day, number),
        by="guest",
        type="guest_request",
        reason="",
        fee=kept,
        refund=0,
    )


def load(path: Path, table: str, endpoint: str, rows: int | None = None) -> tuple[int, int]:
    """Loads the file's bookings and their two properties; answers with bookings and items."""
    count = 0
    with BulkTransport(endpoint, table) as transport:
        bookings = Bookings(transport, SettingsStore(transport))
        settings: list[Brand | Property | Policy] = [
            BRAND,
            *PROPERTIES.values(),
            *POLICIES.values(),
        ]
        transport.transact([put(item_of(setting)) for setting in settings])
        for count, file in enumerate(bookings_of(read_rows(path)), 1):
            bookings.create(file, [])
            if count == rows:
                break
    return count, transport.items


def main() -> int:
    """Loads the data set into a table."""
    parser = argparse.ArgumentParser(prog="python -m local.dataset", epilog=CITATION)
    parser.add_argument("file", type=Path, help="hotel_bookings.csv, or .csv.gz")
    parser.add_argument("--table", required=True)
    parser.add_argument("--endpoint", required=True, help="e.g. http://localhost:4566")
    parser.add_argument("--rows", type=int, help="the first so many rows only")
    asked = parser.parse_args()
    started = time.perf_counter()
    bookings, items = load(asked.file, asked.table, asked.endpoint, asked.rows)
    seconds = time.perf_counter() - started
    print(f"{bookings:,} bookings ({items:,} items) in {seconds:.0f} s")
    print(CITATION)
    return 0


if __name__ == "__main__":
    sys.exit(main())
