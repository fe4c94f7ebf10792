"""Real bookings become Lobby's bookings, and load in bulk as they are written one by one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from lobby.base.ids import read_code
from lobby.domain.booking.booking import BookingFile
from lobby.domain.booking.search import Filters
from lobby.store.bookings import Bookings
from lobby.store.listing import Listing
from lobby.store.settings import SettingsStore
from lobby.store.table.botocore_transport import BotocoreTransport, decode
from lobby.store.table.transport import Query, delete, put
from local.bulk import BulkError, BulkTransport
from local.dataset import PROPERTIES, Row, bookings_of, code_of, load, read_rows

EXCERPT = Path(__file__).parents[1] / "data" / "hotel_bookings_excerpt.csv"


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """The excerpt's rows."""
    return list(read_rows(EXCERPT))


@pytest.fixture(scope="module")
def files(rows: list[Row]) -> list[BookingFile]:
    """The excerpt as bookings."""
    return list(bookings_of(iter(rows)))


def test_every_row_is_a_booking(rows: list[Row], files: list[BookingFile]) -> None:
    assert len(files) == len(rows) == 200
    assert len({file.booking.code for file in files}) == 200
    for file, row in zip(files, rows, strict=True):
        booking = file.booking
        assert booking.arrival - booking.created_at.date() == timedelta(int(row["lead_time"]))
        assert booking.departure >= booking.arrival
        assert booking.property_name == row["hotel"]
        assert (booking.status == "no_show") == (row["reservation_status"] == "No-Show")
        assert (booking.cancellation is not None) == (booking.status == "cancelled")
        assert (booking.agency is None) == (row["agent"].strip() == "NULL")
        assert booking.total >= booking.paid >= 0
        assert len(file.guests) >= 1


def test_the_same_file_makes_the_same_bookings(rows: list[Row], files: list[BookingFile]) -> None:
    assert list(bookings_of(iter(rows))) == files


def test_codes_are_booking_codes_and_stay_apart() -> None:
    codes = [code_of(number) for number in range(120_000)]

    assert len(set(codes)) == len(codes)
    assert all(read_code(code) == code for code in codes[:100])


def _row(rows: list[Row], **wanted: str) -> Row:
    return next(row for row in rows if all(row[name] == value for name, value in wanted.items()))


def _made(row: Row, **changes: str) -> BookingFile:
    return next(bookings_of(iter([{**row, **changes}])))


def test_a_stay_costs_its_nights(rows: list[Row]) -> None:
    row = _row(rows, reservation_status="Check-Out")

    made = _made(row, adr="75.5", stays_in_weekend_nights="2", stays_in_week_nights="1")

    assert made.booking.total == 3 * 7_550
    assert made.booking.paid == made.booking.total


@pytest.mark.parametrize("rate", ["0", "-6.38"])
def test_prices_are_never_negative(rows: list[Row], rate: str) -> None:
    assert _made(rows[0], adr=rate).booking.total == 0


def test_a_visit_without_nights_costs_a_day(rows: list[Row]) -> None:
    made = _made(rows[0], adr="40", stays_in_weekend_nights="0", stays_in_week_nights="0")

    assert made.booking.arrival == made.booking.departure
    assert made.booking.total == 4_000


def test_parties(rows: list[Row]) -> None:
    assert len(_made(rows[0], adults="2", children="1", babies="1").guests) == 4
    assert len(_made(rows[0], adults="2", children="NA", babies="0").guests) == 2
    assert len(_made(rows[0], adults="0", children="0", babies="0").guests) == 1


@pytest.mark.parametrize(
    ("deposit_type", "deposit", "paid"),
    [("No Deposit", 0, 0), ("Refundable", 3_000, 0), ("Non Refund", 10_000, 10_000)],
)
def test_deposits_of_cancelled_bookings(
    rows: list[Row], deposit_type: str, deposit: int, paid: int
) -> None:
    row = _row(rows, reservation_status="Canceled")

    booking = _made(
        row,
        deposit_type=deposit_type,
        adr="100",
        stays_in_weekend_nights="0",
        stays_in_week_nights="1",
    ).booking

    assert (booking.deposit, booking.paid) == (deposit, paid)
    assert booking.cancellation is not None
    assert booking.cancellation.fee == paid
    assert booking.cancellation.at.date() == date.fromisoformat(row["reservation_status_date"])


# -- loading ------------------------------------------------------------------------------------


class Endpoint:
    """A DynamoDB that takes BatchWriteItem, leaves the first item of every third batch, and can
    refuse."""

    def __init__(self) -> None:
        self.items: list[dict[str, Any]] = []
        self.batches: list[int] = []
        self.refuses = False

    def take(self, request: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Answers with a status and a body."""
        if self.refuses:
            return 400, {"message": "no"}
        [(table, puts)] = request["RequestItems"].items()
        self.batches.append(len(puts))
        left = puts[:1] if len(self.batches) % 3 == 0 else []
        self.items += [decode(put["PutRequest"]["Item"]) for put in puts[len(left) :]]
        return 200, {"UnprocessedItems": {table: left} if left else {}}


@pytest.fixture
def endpoint() -> Iterator[tuple[Endpoint, str]]:
    """An endpoint and its URL."""
    played = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, answer = played.take(request)
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield played, f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_loaded_items_are_the_stores_own(
    endpoint: tuple[Endpoint, str], aws: dict[str, Any], files: list[BookingFile]
) -> None:
    played, url = endpoint

    count, items = load(EXCERPT, "lobby", url, rows=20)

    assert count == 20
    assert items == len(played.items)
    assert max(played.batches) == 25
    transport = BotocoreTransport("lobby", aws["dynamodb"])
    bookings = Bookings(transport, SettingsStore(transport))
    for item in played.items:
        transport.transact([put(item)])
    assert [bookings.read(file.booking.code) for file in files[:20]] == files[:20]
    rows, _ = Listing(transport).page(Filters())
    by_booking_date = sorted(files[:20], key=lambda file: file.booking.created_at)
    assert [row.code for row in rows] == [file.booking.code for file in by_booking_date]
    assert set(SettingsStore(transport).read().properties) == {p.id for p in PROPERTIES.values()}


def test_no_item_is_lost_or_sent_twice(endpoint: tuple[Endpoint, str]) -> None:
    played, url = endpoint

    with BulkTransport(url, "lobby", connections=2) as bulk:
        for number in range(130):
            bulk.transact([put({"PK": f"{number}", "SK": "-"})])

    assert Counter(item["PK"] for item in played.items) == Counter(map(str, range(130)))


def test_a_refusal_is_an_error(endpoint: tuple[Endpoint, str]) -> None:
    played, url = endpoint
    played.refuses = True
    bulk = BulkTransport(url, "lobby")

    with pytest.raises(BulkError, match="answered 400"), bulk:
        bulk.transact([put({"PK": "1", "SK": "-"})])


def test_only_puts_are_taken(endpoint: tuple[Endpoint, str]) -> None:
    _, url = endpoint
    with BulkTransport(url, "lobby") as bulk:
        with pytest.raises(BulkError, match="delete"):
            bulk.transact([delete(("1", "-"))])
        with pytest.raises(BulkError):
            bulk.query(Query(key_condition="PK = :pk", values={":pk": "1"}))
        with pytest.raises(BulkError):
            bulk.get(("1", "-"))
