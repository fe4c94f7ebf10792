"""How a range of dates becomes a few partitions of the grid's indexes."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lobby.store.list_query import cover

THREE_YEARS = 3 * 366
DATES = st.dates(date(2000, 1, 1), date(2040, 12, 31))
RANGES = st.tuples(DATES, st.integers(0, THREE_YEARS)).map(
    lambda drawn: (drawn[0], drawn[0] + timedelta(drawn[1]))
)


def span(partition: tuple[str, str]) -> tuple[date, date]:
    """The first and the last date of a partition."""
    index, key = partition
    parts = [int(part) for part in key.split("-")]
    match index.rpartition("_")[2], parts:
        case "year", [year]:
            return date(year, 1, 1), date(year, 12, 31)
        case "month", [year, month]:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        case "day", [year, month, day]:
            return date(year, month, day), date(year, month, day)
    raise AssertionError(partition)


@given(RANGES)
def test_every_date_of_the_range_lies_in_one_partition(dates: tuple[date, date]) -> None:
    first, last = dates
    spans = sorted(span(partition) for partition in cover("arrival", first, last))

    assert spans[0][0] <= first
    assert spans[-1][1] >= last
    for (_, end), (start, _) in pairwise(spans):
        assert start == end + timedelta(1)


@given(RANGES)
def test_any_range_of_three_years_takes_few_partitions(dates: tuple[date, date]) -> None:
    assert len(cover("arrival", *dates)) <= 40


@given(RANGES)
def test_about_three_quarters_of_what_is_read_are_passed_over_at_the_worst(
    dates: tuple[date, date],
) -> None:
    first, last = dates
    wanted = (last - first).days + 1

    read = sum((end - start).days + 1 for start, end in map(span, cover("arrival", *dates)))

    assert read <= 4.02 * wanted  # 91 days over five months are read as their year


@given(RANGES, st.sampled_from(["arrival", "departure"]))
def test_partitions_belong_to_the_indexes_of_their_kind(
    dates: tuple[date, date], kind: str
) -> None:
    indexes = {index for index, _ in cover(kind, *dates)}

    assert indexes <= {f"{kind}_year", f"{kind}_month", f"{kind}_day"}


@pytest.mark.parametrize(
    ("first", "last", "keys"),
    [
        ("2027-03-01", "2027-03-01", ["2027-03-01"]),
        ("2027-02-28", "2027-03-01", ["2027-02-28", "2027-03-01"]),
        ("2027-03-01", "2027-03-31", ["2027-03"]),
        ("2027-03-05", "2027-04-02", ["2027-03", "2027-04-01", "2027-04-02"]),
        ("2027-01-01", "2027-12-31", ["2027"]),
        ("2026-12-31", "2028-01-01", ["2026-12-31", "2027", "2028-01-01"]),
    ],
)
def test_examples(first: str, last: str, keys: list[str]) -> None:
    found = cover("arrival", date.fromisoformat(first), date.fromisoformat(last))

    assert [key for _, key in found] == keys
