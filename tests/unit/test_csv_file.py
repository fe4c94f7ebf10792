"""CSV that opens in Excel and runs nothing there."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lobby.base.csv import BOM, csv_lines, safe_cell

# Python's reader ends a row at any line break outside quotes, so a NUL or a lone surrogate is all
# that it can't read back.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "formula",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", "＝1", "＋1", "－1", "＠x"],  # noqa: RUF001
)
def test_what_begins_like_a_formula_is_text(formula: str) -> None:
    assert safe_cell(formula) == f"'{formula}"


@pytest.mark.parametrize("text", ["a=1", "1", "", " =1", "'=1", "é", "1-2"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


def test_nothing_is_an_empty_cell() -> None:
    assert safe_cell(None) == ""
    assert safe_cell(Decimal("675.00")) == "675.00"


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=4), max_size=5))
def test_rows_are_read_back_as_they_were_written(rows: list[list[str]]) -> None:
    found = read(BOM + csv_lines(rows))

    assert found == [[safe_cell(cell) for cell in row] for row in rows]


@given(TEXTS)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    [[cell, _]] = read(csv_lines([[text, "x"]]))

    assert not cell.startswith(tuple("=+-@\t\r\n\0"))
    assert cell.removeprefix("'") == text.removeprefix("'")


def test_lines_end_as_rfc_4180_says() -> None:
    assert csv_lines([["a", 'say "hi", all'], ["b", None]]) == b'a,"say ""hi"", all"\r\nb,\r\n'


def test_blocks_can_be_put_together() -> None:
    rows = [["a", "1"], ["b", "2"], ["c", "3"]]

    assert csv_lines(rows) == csv_lines(rows[:1]) + csv_lines(rows[1:])
