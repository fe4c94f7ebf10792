"""Rows of CSV that open in Excel and run nothing there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

BOM = b"\xef\xbb\xbf"
"""Excel reads a CSV file as UTF-8 only if it begins with this."""

# OWASP ASVS 5.0, 1.2.10: a cell that begins like a formula gets a quote in front. Spreadsheets in
# East Asia take the wide forms of the signs as well (OWASP, CSV Injection).
_FORMULA_STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\0",
    "\r",
    "\n",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
)


def safe_cell(value: object) -> str:
    """A value as the text of a cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def csv_lines(rows: Iterable[Iterable[object]]) -> bytes:
    """Rows as RFC 4180 has them: quoted where needed, lines ending with CR LF."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(
        [safe_cell(value) for value in row] for row in rows
    )
    return text.getvalue().encode()
