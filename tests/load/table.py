"""Tables for people, in plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def print_table(title: str, header: Sequence[object], rows: Iterable[Sequence[object]]) -> None:
    """Prints rows in columns: the first to the left, numbers to the right."""
    lines = [[str(cell) for cell in row] for row in (header, *rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    print(f"\n{title}\n")
    for number, line in enumerate(lines):
        cells = (
            cell.rjust(width) if _is_number(cell) or (number == 0 and column) else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        print("  ".join(cells).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))
    print(flush=True)


def _is_number(cell: str) -> bool:
    return cell.replace(",", "").replace(".", "", 1).rstrip("%").isdigit()
