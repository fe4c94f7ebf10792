"""What each operation costs in a small and in a large table: it has to be the same."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from local.bulk import BulkTransport
from tests.load.engine import TABLE, empty_table
from tests.load.meter import Cost, Meter
from tests.load.operations import deployment, run_operations
from tests.load.population import populate
from tests.load.table import print_table
from tests.support.dynamodb_local import dynamodb_local
from tools.package import ROOT

SMALL, LARGE = 1_000, 100_000
DATA_MODEL = ROOT / "docs" / "data-model.md"
_BEGIN, _END = "<!-- operations -->", "<!-- end -->"


def measure_calls() -> tuple[dict[str, Any], bool]:
    """Every operation's round trips and capacity units at both sizes."""
    measured = {size: measure_at(size) for size in (SMALL, LARGE)}
    small, large = measured[SMALL], measured[LARGE]
    differing = [name for name in small if small[name].figures() != large[name].figures()]
    print_table(
        f"Calls to DynamoDB with {SMALL:,} and with {LARGE:,} bookings in the table",
        ("", "round trips", "read units", "write units", "calls", f"with {LARGE:,}"),
        [
            (
                name,
                cost.round_trips,
                f"{cost.read_units:g}",
                f"{cost.write_units:g}",
                cost.said,
                "the same" if name not in differing else _said(large[name]),
            )
            for name, cost in small.items()
        ],
    )
    figures = {
        f"{size}": {name: cost.figures() for name, cost in costs.items()}
        for size, costs in measured.items()
    }
    return {"bookings": figures, "differing": differing}, not differing


def measure_at(size: int) -> dict[str, Cost]:
    """Every operation's cost in a table of so many bookings."""
    with dynamodb_local() as endpoint:
        client = empty_table(endpoint)
        started = time.perf_counter()
        with BulkTransport(endpoint, TABLE) as bulk:
            populate(bulk, size)
        print(f"{size:,} bookings written in {time.perf_counter() - started:.0f} s", flush=True)
        with deployment(client) as business:
            return run_operations(business, Meter(client))


def markdown(costs: Mapping[str, Cost]) -> str:
    """The table in docs/data-model.md."""
    rows = [
        f"| {name} | {cost.round_trips} | {cost.read_units:g} | {cost.write_units:g} "
        f"| {cost.said} |"
        for name, cost in costs.items()
    ]
    head = "| | round trips | read units | write units | calls |\n| --- | --: | --: | --: | --- |\n"
    return head + "\n".join(rows) + "\n"


def _said(cost: Cost) -> str:
    return (
        f"DIFFERS: {cost.round_trips} round trips, {cost.read_units:g} read, "
        f"{cost.write_units:g} write units"
    )


def write_document() -> tuple[dict[str, Any], bool]:
    """Puts the table of operations in docs/data-model.md anew."""
    text = DATA_MODEL.read_text()
    before, rest = text.split(_BEGIN)
    _, after = rest.split(_END)
    costs = measure_at(SMALL)
    DATA_MODEL.write_text(f"{before}{_BEGIN}\n{markdown(costs)}{_END}{after}")
    return {}, True
