"""The grid of bookings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lobby import wiring
from lobby.domain.booking.search import Filters
from lobby.domain.people.names import searchable
from tests.support.api import Reply, call
from tests.support.business import Business, good, wrong_fields

RATES = ("Bed and breakfast", "Half Board", "Süd-Tarif")
NAMES = ("Hemm", "Hémm", "hem", "He", "Hemmingway", "Õun", "李", "O'Neil", "van der Berg", "")
STATUSES = ("pending", "confirmed", "cancelled")
DAYS = st.dates(date(2026, 12, 1), date(2028, 6, 30))


def grid(**query: str) -> Reply:
    return call("GET", "/staff/bookings", query=query)


def found(**query: str) -> list[str]:
    """The codes that match, page after page."""
    return [row["code"] for page in pages(**query) for row in page]


def pages(**query: str) -> Iterator[list[Any]]:
    while True:
        page = good(grid(**query))
        yield page["bookings"]
        if page["next"] is None:
            return
        assert page["next"] != query.get("cursor"), "the cursor does not move"
        query["cursor"] = page["next"]


def person(first_name: str = "Anna", last_name: str = "Hemm") -> dict[str, str]:
    return {"first_name": first_name, "last_name": last_name}


def rated(rate: str | None) -> list[dict[str, Any]]:
    item = {"kind": "package", "name": "Week", "unit_price": 100, "rate": rate}
    return [item]


def enter(business: Business, **values: Any) -> str:
    """Enters a small booking; answers with its code."""
    arrival = values.pop("arrival", date(2027, 3, 1))
    body = {
        "arrival": f"{arrival}",
        "departure": f"{arrival + timedelta(values.pop('nights', 7))}",
        "items": rated(values.pop("rate", None)),
        "booker": person(values.pop("first_name", "Anna"), values.pop("last_name", "Hemm")),
        "guests": [],
        **values,
    }
    return business.book(**body).code


# -- one filter at a time -------------------------------------------------------------------------


def test_rows_come_in_the_order_in_which_they_were_booked(business: Business) -> None:
    codes = []
    for month in (9, 3, 6):
        codes.append(enter(business, arrival=date(2027, month, 1)))
        business.clock.forward(timedelta(days=40))

    assert found() == codes
    assert found(arrival_from="2027-01-01") == codes


def test_a_row_has_what_the_desk_needs(business: Business) -> None:
    guest = business.book_confirmed()
    business.pay(guest, "deposit")

    [row] = good(grid())["bookings"]

    assert row == {
        "code": guest.code,
        "status": "confirmed",
        "booked_at": guest.page()["booking"]["created_at"],
        "arrival": "2027-03-01",
        "departure": "2027-03-08",
        "first_name": "Anna",
        "last_name": "Hemm",
        "email": "anna@example.com",
        "property": {"id": business.property_id, "name": "Praia Surf House"},
        "rate": "Bed and breakfast",
        "guests": 2,
        "total": {"amount": 67500, "currency": "EUR"},
        "paid": {"amount": 20250, "currency": "EUR"},
        "payment_status": "deposit_paid",
        "agency": "Sun Trips",
        "awaits": None,
    }


@pytest.mark.parametrize("kind", ["arrival", "departure"])
def test_ranges_of_stay_dates_include_both_ends(business: Business, kind: str) -> None:
    nights = 0 if kind == "arrival" else 5
    shift = timedelta(nights)
    codes = {
        day: enter(business, arrival=day - shift, nights=nights)
        for day in (date(2027, 2, 28), date(2027, 3, 1), date(2027, 3, 31), date(2027, 4, 1))
    }
    low, high = date(2027, 3, 1), date(2027, 3, 31)

    assert found(**{f"{kind}_from": f"{low}", f"{kind}_to": f"{high}"}) == [codes[low], codes[high]]
    assert found(**{f"{kind}_from": f"{high}"}) == [codes[high], codes[date(2027, 4, 1)]]
    assert found(**{f"{kind}_to": f"{low}"}) == [codes[date(2027, 2, 28)], codes[low]]
    assert found(**{f"{kind}_from": f"{low}", f"{kind}_to": f"{low}"}) == [codes[low]]


def test_booking_dates_include_both_ends_over_the_turn_of_the_year(business: Business) -> None:
    moments = [
        datetime(2026, 12, 30, 23, 59, 59, tzinfo=UTC),
        datetime(2026, 12, 31, 0, 0, tzinfo=UTC),
        datetime(2027, 1, 1, 23, 59, 59, tzinfo=UTC),
        datetime(2027, 1, 2, 0, 0, tzinfo=UTC),
    ]
    codes = []
    for moment in moments:
        business.clock.turn_to(moment)
        codes.append(enter(business))

    assert found(booked_from="2026-12-31", booked_to="2027-01-01") == codes[1:3]
    assert found(booked_to="2026-12-30") == codes[:1]
    assert found(booked_from="2027-01-02") == codes[3:]
    assert found(code=codes[1], booked_from="2027-01-01") == []
    assert found(code=codes[1], booked_to="2026-12-31") == codes[1:2]


@pytest.mark.parametrize("typed", ["hemm", "HEMM", "Hémm", " hemm ", "hem"])
def test_names_are_found_without_case_and_accents(business: Business, typed: str) -> None:
    codes = [enter(business, last_name="Hemm"), enter(business, last_name="HÉMM")]
    enter(business, last_name="Berg")

    assert found(last_name=typed) == codes


def test_a_name_of_two_letters_is_found_whole(business: Business) -> None:
    li, _ = enter(business, last_name="Li"), enter(business, last_name="Lindqvist")

    assert found(last_name="li") == [li]
    assert found(last_name="li", first_name="anna") == [li]


def test_a_first_name_of_two_letters_is_found_whole_beside_other_filters(
    business: Business,
) -> None:
    bo, _ = enter(business, first_name="Bo"), enter(business, first_name="Bob")

    assert found(first_name="bo") == [bo]
    assert found(last_name="hemm", first_name="bo") == [bo]


def test_a_code_is_found_as_people_type_it(business: Business) -> None:
    code = enter(business)
    enter(business)

    assert found(code=f" {code[:4].lower()}-{code[4:]} ") == [code]
    assert found(code="00000000") == []
    assert found(code="x" * 5000) == []
    assert found(code=code, last_name="Berg") == []
    assert found(code=code, last_name="hemm", status="pending") == [code]


def test_a_property_is_found_by_id_or_name(business: Business) -> None:
    code = enter(business)

    assert found(property=business.property_id) == [code]
    assert found(property="praia surf house") == [code]
    assert wrong_fields(grid(property="Elsewhere")) == {"property"}


def test_the_status_of_today_counts(business: Business) -> None:
    guest = business.book()
    assert found(status="pending") == [guest.code]

    good(guest.confirm())

    assert found(status="pending") == []
    assert found(status="confirmed") == [guest.code]


def test_a_rate_is_found_whatever_its_length(business: Business) -> None:
    """One letter of this script is filed as eighteen."""
    endless = "\ufdfa" * 200
    code = enter(business, rate=endless)
    enter(business, rate="\ufdfa" * 199)

    assert found(rate=endless) == [code]


def test_letters_that_decompose_into_capitals_are_found(business: Business) -> None:
    code = enter(business, last_name="℡aru")

    assert found(last_name="telaru") == [code]


# -- all filters, against a model -----------------------------------------------------------------

ENTRIES = st.fixed_dictionaries(
    {
        "arrival": DAYS,
        "nights": st.integers(0, 40),
        "last_name": st.sampled_from(NAMES),
        "first_name": st.sampled_from(["Anna", "Änne", "Bo", "Bob"]),
        "rate": st.sampled_from([*RATES, None]),
        "status": st.sampled_from(["pending", "confirmed"]),
        "wait": st.sampled_from([1, 60 * 24, 60 * 24 * 30]),
    }
)


def _range(name: str, days: st.SearchStrategy[date]) -> st.SearchStrategy[dict[str, str]]:
    ends = st.lists(days, min_size=2, max_size=2).map(sorted)
    which = st.sampled_from([("from",), ("to",), ("from", "to")])
    return st.tuples(ends, which).map(
        lambda drawn: {
            f"{name}_{end}": f"{day}"
            for end, day in zip(("from", "to"), drawn[0], strict=True)
            if end in drawn[1]
        }
    )


def _maybe(strategy: st.SearchStrategy[dict[str, str]]) -> st.SearchStrategy[dict[str, str]]:
    return st.one_of(st.just({}), strategy)


def _one(name: str, *values: str) -> st.SearchStrategy[dict[str, str]]:
    return _maybe(st.sampled_from(values).map(lambda value: {name: value}))


QUERIES = st.tuples(
    _maybe(_range("arrival", DAYS)),
    _maybe(_range("departure", DAYS)),
    _maybe(_range("booked", st.dates(date(2026, 12, 1), date(2028, 1, 31)))),
    _one("last_name", "hemm", "HEM", "he", "õun", "李", "van der", "o'n"),
    _one("first_name", "anna", "ann", "bo"),
    _one("rate", *RATES, "half board"),
    _one("status", *STATUSES),
).map(lambda parts: {name: value for part in parts for name, value in part.items()})


def matches(row: dict[str, Any], query: dict[str, str]) -> bool:
    """The model: what each filter means, one row at a time."""
    for kind, value in (
        ("arrival", row["arrival"]),
        ("departure", row["departure"]),
        ("booked", row["booked_at"][:10]),
    ):
        if not query.get(f"{kind}_from", "") <= value <= query.get(f"{kind}_to", "9999"):
            return False
    for name in ("last_name", "first_name"):
        typed, full = searchable(query.get(name, "")), searchable(row[name])
        if typed and not (full.startswith(typed) if len(typed) > 2 else full == typed):
            return False
    if "rate" in query and searchable(row["rate"] or "") != searchable(query["rate"]):
        return False
    return query.get("status") in (None, row["status"])


@settings(max_examples=15)
@given(entries=st.lists(ENTRIES, max_size=12), queries=st.lists(QUERIES, min_size=5, max_size=20))
def test_any_filters_find_what_the_model_finds(
    business: Business, entries: list[dict[str, Any]], queries: list[dict[str, str]]
) -> None:
    start = business.clock.moment
    for entry in entries:
        values = dict(entry)
        business.clock.forward(timedelta(minutes=values.pop("wait")))
        enter(business, **values)
    everything = [row for page in pages() for row in page]
    business.clock.turn_to(start)

    assert everything == sorted(everything, key=lambda row: (row["booked_at"], row["code"]))
    for query in queries:
        expected = [row["code"] for row in everything if matches(row, query)]
        assert found(**query) == expected, query


# -- pages ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"arrival_from": "2027-02-27", "arrival_to": "2027-03-20"},
        {"last_name": "hemm"},
        {"status": "pending", "departure_from": "2027-01-01"},
    ],
)
def test_a_walk_by_cursor_meets_every_booking_once_while_more_are_made(
    business: Business, query: dict[str, str]
) -> None:
    days = count()
    there = [
        enter(business, arrival=date(2027, 3, 1) + timedelta(next(days) % 9)) for _ in range(120)
    ]
    met: list[str] = []
    for page in pages(**query):
        assert len(page) <= 50
        met += [row["code"] for row in page]
        if len(met) < 200:
            there.append(enter(business, arrival=date(2027, 3, 2)))

    assert met == there[: len(met)]
    assert len(met) >= 120


def test_pages_of_listing_are_as_long_as_asked_for(business: Business) -> None:
    codes = [enter(business) for _ in range(7)]
    listing, met = wiring.listing(), []
    position: str | None = None
    for size in (3, 3, 3):
        rows, position = listing.page(Filters(), position, size)
        met.append([row.code for row in rows])

    assert met == [codes[:3], codes[3:6], codes[6:]]
    assert position is None


def test_a_full_last_page_leads_nowhere(business: Business) -> None:
    for _ in range(50):
        enter(business)

    page = good(grid())

    assert len(page["bookings"]) == 50
    assert page["next"] is None


@pytest.mark.usefixtures("business")
def test_without_bookings_the_grid_is_empty() -> None:
    assert good(grid()) == {"bookings": [], "next": None}


# -- what is refused ------------------------------------------------------------------------------


@pytest.mark.usefixtures("business")
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"arrival_from": "2027-02-30"}, "arrival_from"),
        ({"arrival_to": "tomorrow"}, "arrival_to"),
        ({"departure_from": "1.3.2027"}, "departure_from"),
        ({"booked_from": "2027-13-01"}, "booked_from"),
        ({"status": "lost"}, "status"),
        ({"arrival_from": "2027-03-02", "arrival_to": "2027-03-01"}, "arrival_to"),
        ({"departure_from": "2027-03-02", "departure_to": "2027-03-01"}, "departure_to"),
        ({"booked_from": "2027-03-02", "booked_to": "2027-03-01"}, "booked_to"),
        ({"cursor": "x"}, "cursor"),
        ({"cursor": "2027-03-01T09:00:00.000Z"}, "cursor"),
        ({"cursor": "2027-03-01T09:00:00.000Z#7K3M9QXA\n"}, "cursor"),
        ({"cursor": "0" * 3000}, "cursor"),
    ],
)
def test_a_bad_filter_is_named(query: dict[str, str], field: str) -> None:
    assert wrong_fields(grid(**query)) == {field}


@pytest.mark.parametrize(
    "query",
    [
        {"last_name": "\u0301"},
        {"last_name": "x" * 3000},
        {"first_name": "\U0001f3c4"},
        {"rate": "x" * 3000},
        {"arrival_from": "0001-01-01"},
        {"arrival_from": "9999-12-31"},
        {"departure_to": "9999-12-31", "departure_from": "0001-01-01"},
        {"booked_from": "0001-01-01", "booked_to": "9999-12-31"},
        {"cursor": "9999-12-31T23:59:59.999Z#ZZZZZZZZ"},
        {"cursor": "0000-00-00T00:00:00.000Z#00000000"},
    ],
)
def test_odd_filters_are_answered(business: Business, query: dict[str, str]) -> None:
    enter(business)

    assert isinstance(found(**query), list)
