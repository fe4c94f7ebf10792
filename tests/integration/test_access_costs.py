"""What operations cost is what docs/data-model.md says, and grows with no table.

Counted on DynamoDB Local, which tells capacity units as AWS does; `make bench` does the same with
100,000 bookings.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lobby.domain.booking.search import Filters
from lobby.store.listing import PAGE_ROWS, Listing
from lobby.store.table.botocore_transport import BotocoreTransport
from local.bulk import BulkTransport
from tests.load.calls import SMALL, markdown
from tests.load.engine import TABLE, empty_table
from tests.load.meter import Cost, Meter
from tests.load.operations import FILTERS, deployment, run_operations
from tests.load.population import populate

DATA_MODEL = Path(__file__).parents[2] / "docs" / "data-model.md"


@pytest.fixture(scope="module")
def costs(dynamodb_url: str) -> dict[str, Cost]:
    """Every operation's cost, in a table of a thousand bookings."""
    client = empty_table(dynamodb_url)
    with BulkTransport(dynamodb_url, TABLE) as bulk:
        populate(bulk, SMALL)
    with deployment(client) as business:
        return run_operations(business, Meter(client))


def test_the_data_model_tells_what_operations_cost(costs: dict[str, Cost]) -> None:
    written = DATA_MODEL.read_text()

    # when they differ on purpose: `make bench ARGS=document`
    assert [line for line in markdown(costs).splitlines() if line not in written] == []
    assert re.findall(r"^\| (Grid: .*?) \|", written, re.M) == [f"Grid: {name}" for name in FILTERS]


def test_a_page_of_a_booking_is_one_query(costs: dict[str, Cost]) -> None:
    for name in ("Open a booking's page", "Open a booking's page at the desk"):
        assert costs[name].calls == {"Query": 1}


def test_a_change_is_one_query_and_one_transaction(costs: dict[str, Cost]) -> None:
    for name in ("Confirm", "Check a guest in", "Cancel as guest, with a refund"):
        assert costs[name].calls == {"Query": 1, "TransactWriteItems": 1}


def test_doing_it_twice_writes_once(costs: dict[str, Cost]) -> None:
    again = [name for name in costs if name.endswith((", again", "the same key again"))]

    assert len(again) == 6
    assert {name: costs[name].write_units for name in again} == dict.fromkeys(again, 0)


def test_pages_cost_the_same_when_the_table_has_grown(dynamodb_url: str) -> None:
    """The same first pages, with twice the bookings in every index partition."""
    client = empty_table(dynamodb_url)
    transport, meter = BotocoreTransport(TABLE, client), Meter(client)
    found: dict[int, dict[str, dict[str, object]]] = {}
    for first, count in ((0, SMALL), (SMALL, 2 * SMALL)):
        with BulkTransport(dynamodb_url, TABLE) as bulk:
            populate(bulk, count, first)
        found[count] = {}
        for name, filters in {
            "all": Filters(),
            "name": Filters(last_name="Hemm"),
            "status": Filters(status="pending"),
        }.items():
            with meter.reading() as cost:
                rows, _ = Listing(transport).page(filters)
            assert len(rows) == PAGE_ROWS
            found[count][name] = cost.figures()

    assert found[SMALL] == found[2 * SMALL]
