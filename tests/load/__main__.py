"""`make bench ARGS="[starts] [calls] [selling] [dataset]"`: measures, and keeps the figures.

All parts without arguments. The figures go to .lobby/bench.json, each part with its date; parts
that were not measured this time keep theirs. Ends with 1 if a limit is broken. `document` alone
writes the table of operations in docs/data-model.md anew.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from tests.load import starts
from tests.load.calls import measure_calls, write_document
from tests.load.deployables import make_deployables
from tests.load.real_bookings import measure_real_bookings
from tests.load.selling import measure_selling
from tests.load.table import print_table
from tools.package import ROOT

RESULTS = ROOT / ".lobby" / "bench.json"


def measure_deployables() -> tuple[dict[str, Any], bool]:
    """Sizes and cold starts of what is deployed."""
    made = make_deployables()
    print_table(
        "Zips",
        ("", "KiB"),
        [(name, f"{size / 1024:,.1f}") for name, size in made.sizes.items()],
    )
    others = [name for name in made.functions if name not in starts.GUEST_FACING]
    found = starts.measure_starts(made, [*starts.GUEST_FACING, *others])
    print_table(
        f"Cold starts by instructions; one boto3 client = {found.yardstick / 1e6:,.1f} million = "
        f"1.00; two runs differ by {found.spread:.2%}",
        ("", "millions", "ratio", f"<= {starts.MOST}", "compiled", "made at the first request"),
        [
            (
                start.name,
                f"{start.instructions / 1e6:,.1f}",
                f"{start.ratio:.2f}",
                {True: "pass", False: "FAIL", None: ""}[start.fits],
                len(start.compiled),
                ", ".join(start.parts),
            )
            for start in found.functions
        ],
    )
    figures = {
        "sizes": made.sizes,
        "bare": found.bare,
        "yardstick": found.yardstick,
        "spread": found.spread,
        "starts": {
            start.name: {"instructions": start.instructions, "ratio": round(start.ratio, 4)}
            for start in found.functions
        },
    }
    return figures, found.fit


PARTS: dict[str, Callable[[], tuple[dict[str, Any], bool]]] = {
    "starts": measure_deployables,
    "calls": measure_calls,
    "selling": measure_selling,
    "dataset": measure_real_bookings,
}


def main() -> int:
    """Measures the parts that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    known = [*PARTS, "document"]
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(known)}; all but the last")
    asked = parser.parse_args().parts or list(PARTS)
    if unknown := set(asked) - set(known):
        parser.error(f"there is no part {', '.join(unknown)}")
    results = json.loads(RESULTS.read_text()) if RESULTS.is_file() else {}
    good = True
    if asked == ["document"]:
        write_document()
        return 0
    for name in asked:
        figures, fits = PARTS[name]()
        good = good and fits
        results[name] = {"measured": f"{datetime.now(UTC):%Y-%m-%d}", **figures}
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(results, indent=1) + "\n")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
