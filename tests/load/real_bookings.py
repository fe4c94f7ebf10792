"""The grid and the export over 119,390 real bookings (see local/dataset.py, which cites them)."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from lobby.domain.booking.search import Filters
from lobby.domain.people.records import Actor
from lobby.gateways.files import Files
from lobby.store.bookings import Bookings
from lobby.store.exports import Exports
from lobby.store.listing import Listing
from lobby.store.settings import SettingsStore
from lobby.store.table.botocore_transport import BotocoreTransport
from lobby.use_cases.overview.export_bookings import start_export, write_export
from local.bulk import BulkTransport
from local.dataset import CITATION, PROPERTIES, bookings_of, code_of, load, read_rows
from tests.load.engine import TABLE, empty_table
from tests.load.meter import Meter
from tests.load.population import ListedOnly
from tests.load.table import print_table
from tests.support.dynamodb_local import dynamodb_local
from tools.package import ROOT

# A whole load writes all items of a booking; so many rows are enough to know its pace.
WHOLE_ROWS = 5_000
EARLY_ROWS = 10_000
# Of the memory at EARLY_ROWS, how much more the whole export may take.
MOST_GROWTH = 1.25

FILTERS: dict[str, Filters] = {
    "no filter": Filters(),
    "booked, one month": Filters(booked_from=date(2016, 3, 1), booked_to=date(2016, 3, 31)),
    "arrival, one day": Filters(arrival_from=date(2016, 8, 6), arrival_to=date(2016, 8, 6)),
    "arrival, one week": Filters(arrival_from=date(2016, 8, 1), arrival_to=date(2016, 8, 7)),
    "arrival, one month": Filters(arrival_from=date(2016, 8, 1), arrival_to=date(2016, 8, 31)),
    "departure, one week": Filters(departure_from=date(2016, 8, 1), departure_to=date(2016, 8, 7)),
    "code": Filters(code=code_of(4_711)),
    "last name": Filters(last_name="Silva"),
    "first name": Filters(first_name="Maria"),
    "rate": Filters(rate="Half board"),
    "property": Filters(property=PROPERTIES["Resort Hotel"].id),
    "status, frequent": Filters(status="cancelled"),
    "status, rare (1 in 99)": Filters(status="no_show"),
    "arrival one month, property, status": Filters(
        arrival_from=date(2016, 8, 1),
        arrival_to=date(2016, 8, 31),
        property=PROPERTIES["City Hotel"].id,
        status="completed",
    ),
    "rate, status, booked from": Filters(
        rate="Full board", status="completed", booked_from=date(2016, 1, 1)
    ),
    "last name, status that none has": Filters(last_name="Silva", status="pending"),
}


class _Discarded(Files):
    """Counts the bytes of a file and keeps none."""

    def __init__(self) -> None:
        self.size = 0

    def begin(self, key: str, media_type: str) -> str:
        return f"{key} {media_type}"

    def add_part(self, key: str, upload_id: str, number: int, data: bytes) -> str:
        assert upload_id.startswith(key)
        self.size += len(data)
        return str(number)

    def finish(self, key: str, upload_id: str, tags: list[str]) -> None:
        assert upload_id.startswith(key)
        assert tags

    def link(self, key: str, file_name: str, seconds: int) -> str:
        return f"{key} {file_name} {seconds}"


class _WatchedListing(Listing):
    """Notes the process's memory as rows go by."""

    def __init__(self, transport: BotocoreTransport) -> None:
        super().__init__(transport)
        self.early = 0.0
        self.highest = 0.0

    def rows(self, filters: Filters, after: str | None = None, *, expected: int = 2_000) -> Any:
        for count, row in enumerate(super().rows(filters, after, expected=expected), 1):
            if count % 1_000 == 0:
                self.highest = max(self.highest, _memory_mb())
            if count == EARLY_ROWS:
                self.early = self.highest
            yield row


def dataset_file() -> Path | None:
    """The data set: LOBBY_DATASET, or beside the working copy."""
    named = os.environ.get("LOBBY_DATASET")
    found = Path(named) if named else ROOT.parent / "shared" / "data" / "hotel_bookings.csv.gz"
    return found if found.is_file() else None


def measure_real_bookings() -> tuple[dict[str, Any], bool]:
    """Loading, first pages and a whole export; nothing where there is no data set."""
    path = dataset_file()
    if path is None:
        print("Real bookings are left out: LOBBY_DATASET names no file.")
        return {}, True
    print(CITATION)
    with dynamodb_local() as endpoint:
        empty_table(endpoint)
        started = time.perf_counter()
        rows, items = load(path, TABLE, endpoint, WHOLE_ROWS)
        pace = rows / (time.perf_counter() - started)
        client = empty_table(endpoint)
        started = time.perf_counter()
        with BulkTransport(endpoint, TABLE) as bulk:
            listed = ListedOnly(bulk)
            bookings = Bookings(listed, SettingsStore(listed))
            for file in bookings_of(read_rows(path)):
                bookings.create(file, [])
        seconds = time.perf_counter() - started
        print(
            f"Whole bookings ({items / rows:.1f} items each): {pace:,.0f} a second; what lists "
            f"read of {bulk.items:,}: {seconds:.0f} s, {bulk.items / seconds:,.0f} a second"
        )
        transport, meter = BotocoreTransport(TABLE, client), Meter(client)
        figures = {
            "whole_rows_per_second": round(pace),
            "items_per_booking": round(items / rows, 2),
            "listed_rows": bulk.items,
            "listed_seconds": round(seconds),
            "first_pages": _first_pages(transport, meter),
            "export": _export(transport, meter),
        }
    export: Any = figures["export"]
    return figures, export["memory_mb"] <= MOST_GROWTH * export["early_memory_mb"]


def _first_pages(transport: BotocoreTransport, meter: Meter) -> dict[str, Any]:
    listing = Listing(transport)
    figures: dict[str, Any] = {}
    rows = []
    for name, filters in FILTERS.items():
        with meter.reading() as cost:
            started = time.perf_counter()
            page, _ = listing.page(filters)
            milliseconds = 1000 * (time.perf_counter() - started)
        figures[name] = {"rows": len(page), "examined": cost.examined, **cost.figures()}
        rows.append(
            (
                name,
                len(page),
                cost.round_trips,
                f"{cost.read_units:g}",
                f"{cost.examined:,}",
                f"{milliseconds:.0f}",
            )
        )
    print_table(
        "First pages of the grid over all real bookings",
        ("", "rows", "round trips", "read units", "rows examined", "ms"),
        rows,
    )
    return figures


def _export(transport: BotocoreTransport, meter: Meter) -> dict[str, Any]:
    files, listing, exports = _Discarded(), _WatchedListing(transport), Exports(transport)
    now = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
    started_export = start_export(Filters(), Actor(door="desk", name="bench"), exports, now=now)
    with meter.reading() as cost:
        started = time.perf_counter()
        export = write_export(
            started_export.id,
            exports,
            listing,
            files,
            now=lambda: now,
            time_left=lambda: timedelta(minutes=15),
        )
        seconds = time.perf_counter() - started
    assert export is not None
    assert export.status == "done"
    print(
        f"Export of {export.rows:,} rows ({files.size / 1e6:.1f} MB): {seconds:.0f} s, "
        f"{export.rows / seconds:,.0f} rows a second; {cost.round_trips} round trips, "
        f"{cost.read_units:,g} read units; memory {listing.early:.0f} MB at {EARLY_ROWS:,} rows, "
        f"{listing.highest:.0f} MB at the most"
    )
    return {
        "rows": export.rows,
        "bytes": files.size,
        "seconds": round(seconds, 1),
        "rows_per_second": round(export.rows / seconds),
        "round_trips": cost.round_trips,
        "read_units": cost.read_units,
        "early_memory_mb": round(listing.early, 1),
        "memory_mb": round(listing.highest, 1),
    }


def _memory_mb() -> float:
    """This process's resident memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
