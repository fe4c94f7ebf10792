"""What can't be booked is told field by field, is never an error of ours, and leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from lobby import wiring
from lobby.base.errors import InvalidRequest, SoldOut
from lobby.domain.selling.catalog import Hours, Person, Schedule, Selling
from lobby.domain.selling.claims import Time
from lobby.domain.selling.stock import Stock
from tests.support.api import Reply, call
from tests.support.business import Business, Portal, good, problem, wrong_fields
from tests.support.catalog import SurfCamp, catalog_path, override_days, surf_camp_catalog
from tests.support.selling import a_lesson, a_massage, lesson, massage, planned, shop_of

Choice = dict[str, Any]
TOO_LONG = "x" * 3000


@pytest.fixture
def camp(business: Business) -> SurfCamp:
    return surf_camp_catalog(business.property_id, horizon_days=300)


@pytest.fixture
def nothing_written(camp: SurfCamp) -> Iterator[None]:
    """Holds the test to it: what is refused leaves the table as it was."""
    assert camp.property_id
    table: Any = wiring.transport()
    before = table.items()
    yield
    assert table.items() == before


def selection(camp: SurfCamp, *choices: Choice, **more: Any) -> dict[str, Any]:
    return {"property": camp.property_id, "adults": 2, "choices": list(choices), **more}


def stay(camp: SurfCamp, first: str = "2027-07-05", end: str = "2027-07-08", **more: Any) -> Choice:
    return {"kind": "stay", "product": camp.room, "from": first, "to": end, **more}


def at(camp: SurfCamp, kind: str, instant: str, **more: Any) -> Choice:
    product = camp.lesson if kind == "session" else camp.massage
    return {"kind": kind, "product": product, "at": instant, **more}


def ask(body: dict[str, Any]) -> Iterator[Reply]:
    """The quote, and the booking without one."""
    yield call("POST", "/quotes", body)
    order = {"selection": body, "booker": {"last_name": "Hemm", "email": "anna@hemm.example"}}
    yield call("POST", "/bookings", order, headers={"Idempotency-Key": "key"})


# What is wrong with the one choice, as a change of a good one, and the field that is named.
STAYS: dict[str, tuple[Choice, str]] = {
    "over": ({"from": "2026-11-01", "to": "2026-11-03"}, "choices[0].from"),
    "reversed": ({"from": "2027-07-08", "to": "2027-07-05"}, "choices[0].to"),
    "no night": ({"to": "2027-07-05"}, "choices[0].to"),
    "400 nights": ({"to": "2028-08-08"}, "choices"),
    "100 nights": ({"to": "2027-10-13"}, "choices[0].to"),
    "too far ahead": ({"from": "2027-11-01", "to": "2027-11-03"}, "choices[0].from"),
    "the last year": ({"from": "9999-12-30", "to": "9999-12-31"}, "choices[0].from"),
    "the first year": ({"from": "0001-01-01", "to": "0001-01-02"}, "choices[0].from"),
    "all years": ({"from": "0001-01-01", "to": "9999-12-31"}, "choices[0].from"),
    "no day": ({"from": "2027-02-30"}, "choices[0].from"),
    "no such product": ({"product": "nothing"}, "choices[0].product"),
    "another kind of product": (
        {"kind": "session", "at": "2027-07-05T09:00:00Z"},
        "choices[0].product",
    ),
    "no such rate": ({"rate": "nothing"}, "choices[0].rate"),
    "no such kind": ({"kind": "flight"}, "choices[0].kind"),
    "a guest who is not there": ({"guests": [2]}, "choices[0].guests"),
    "a guest below zero": ({"guests": [-1]}, "choices[0].guests"),
    "a guest twice": ({"guests": [1, 1]}, "choices[0].guests"),
    "a guest by name": ({"guests": ["Anna"]}, "choices[0].guests[0]"),
    "a very long id": ({"product": TOO_LONG}, "choices[0].product"),
}


@pytest.mark.parametrize(("change", "field"), STAYS.values(), ids=STAYS)
@pytest.mark.usefixtures("nothing_written")
def test_a_stay_that_can_t_be(camp: SurfCamp, change: Choice, field: str) -> None:
    for reply in ask(selection(camp, stay(camp) | change)):
        assert field in {name.removeprefix("selection.") for name in wrong_fields(reply)}


TIMES: dict[str, tuple[str, str, Choice, str]] = {
    "over": ("session", "2026-11-01T10:00:00Z", {}, "choices[0].at"),
    "no time zone": ("session", "2027-07-05T09:00:00", {}, "choices[0].at"),
    "no time zone either": ("appointment", "2027-07-06T09:00:00", {}, "choices[0].at"),
    "the last moment": ("session", "9999-12-31T23:59:59Z", {}, "choices[0].at"),
    "beyond the last": ("session", "9999-12-31T23:59:59-12:00", {}, "choices[0].at"),
    "before the first": ("appointment", "0001-01-01T00:00:00+14:00", {}, "choices[0].at"),
    "no session then": ("session", "2027-07-05T09:05:00Z", {}, "choices[0].at"),
    "nobody works then": ("appointment", "2027-07-05T03:00:00Z", {}, "choices[0].at"),
    "between two slots": ("appointment", "2027-07-05T09:07:00Z", {}, "choices[0].at"),
    "in the break": ("appointment", "2027-07-06T11:00:00Z", {}, "choices[0].at"),
    "nobody's day": ("appointment", "2027-07-04T09:00:00Z", {}, "choices[0].at"),
    "nobody we know": (
        "appointment",
        "2027-07-05T09:00:00Z",
        {"person": "me"},
        "choices[0].person",
    ),
    "not a time": ("session", "soon", {}, "choices[0].at"),
}


@pytest.mark.parametrize(("kind", "instant", "change", "field"), TIMES.values(), ids=TIMES)
@pytest.mark.usefixtures("nothing_written")
def test_a_time_that_can_t_be(
    camp: SurfCamp, kind: str, instant: str, change: Choice, field: str
) -> None:
    for reply in ask(selection(camp, at(camp, kind, instant, **change))):
        assert field in {name.removeprefix("selection.") for name in wrong_fields(reply)}


PARTIES: dict[str, tuple[dict[str, Any], str]] = {
    "nobody": ({"adults": 0}, "adults"),
    "500": ({"adults": 500}, "adults"),
    "less than nobody": ({"adults": -1, "children": [3, 4]}, "adults"),
    "more than can be counted": ({"adults": 10**30}, "adults"),
    "a child of 18": ({"children": [5, 18]}, "children[1]"),
    "a child not born": ({"children": [-1]}, "children[0]"),
    "half a child": ({"children": [0.5]}, "children[0]"),
    "500 children": ({"children": [5] * 500}, "adults"),
    "another house": ({"property": "nowhere"}, "property"),
    "no house": ({"property": ""}, "property"),
    "a house with a very long name": ({"property": TOO_LONG}, "property"),
    "a house of two parts": ({"property": "a#b"}, "property"),
    "nothing": ({"choices": []}, "choices"),
    "a code that never was": ({"promotion": "NEVER"}, "promotion"),
    "a very long code": ({"promotion": TOO_LONG}, "promotion"),
}


@pytest.mark.parametrize(("change", "field"), PARTIES.values(), ids=PARTIES)
@pytest.mark.usefixtures("nothing_written")
def test_a_party_that_can_t_be(camp: SurfCamp, change: dict[str, Any], field: str) -> None:
    for reply in ask(selection(camp, stay(camp)) | change):
        assert field in {name.removeprefix("selection.") for name in wrong_fields(reply)}


@pytest.mark.usefixtures("nothing_written")
def test_extras_and_packages_that_can_t_be(camp: SurfCamp) -> None:
    def board(quantity: Any) -> Choice:
        return {"kind": "extra", "extra": camp.board, "quantity": quantity}

    def week(first: str, package: str = camp.surf_week) -> Choice:
        return {"kind": "package", "package": package, "from": first}

    for choices, field in (
        ([board(1)], "choices"),
        ([stay(camp), board(0)], "choices[1].quantity"),
        ([stay(camp), board(-3)], "choices[1].quantity"),
        ([stay(camp), board(1001)], "choices[1].quantity"),
        ([stay(camp), {"kind": "extra", "extra": "nothing"}], "choices[1].extra"),
        ([at(camp, "session", "2027-07-05T09:00:00Z"), {**board(1), "extra": camp.breakfast}],
         "choices[1].extra"),
        ([week("2027-07-04")], "choices[0].from"),
        ([week("2027-07-03", "nothing")], "choices[0].package"),
        ([week("9999-12-31")], "choices[0].from"),
        ([stay(camp)] * 31, "choices"),
    ):  # fmt: skip
        for reply in ask(selection(camp, *choices)):
            assert field in {name.removeprefix("selection.") for name in wrong_fields(reply)}


def test_a_code_that_is_over_or_used_up(camp: SurfCamp) -> None:
    path = catalog_path(camp.property_id)
    promotion = good(call("GET", path))["promotions"][camp.promotion]
    promotion.pop("id")
    body = selection(camp, stay(camp), promotion="SUMMER10")

    def change(**changes: Any) -> None:
        good(call("PUT", f"{path}/promotions/{camp.promotion}", promotion | changes))

    change(book={"from": "2026-01-01", "to": "2026-11-30"})
    assert all(wrong_fields(reply) == {"promotion"} for reply in ask(body))
    change(stay={"from": "2027-07-06", "to": "2027-07-31"})
    assert all(wrong_fields(reply) == {"promotion"} for reply in ask(body))
    change(min_nights=4)
    assert all(wrong_fields(reply) == {"promotion"} for reply in ask(body))
    change(uses=1)
    first, made = ask(body)
    good(first)
    good(made, 201)
    other = {"Idempotency-Key": "other"}
    order = {"selection": body, "booker": {"last_name": "Silva", "email": "s@silva.example"}}
    document = problem(call("POST", "/bookings", order, headers=other), 409, "sold-out")
    assert [error["field"] for error in document["errors"]] == ["promotion"]
    assert len(good(call("GET", "/staff/bookings"))["bookings"]) == 1


def test_too_much_for_one_booking_is_told_so(camp: SurfCamp) -> None:
    """All that one booking touches is one transaction, and those have an end."""
    path = catalog_path(camp.property_id)
    dorm = good(call("GET", path))["products"][camp.dorm]
    dorm.pop("id")
    beds = [{"name": f"Bed {number}"} for number in range(60)]
    good(call("PUT", f"{path}/products/{camp.dorm}", dorm | {"units": beds}))
    body = selection(camp, {**stay(camp), "product": camp.dorm}, adults=60)

    for reply in ask(body):
        assert wrong_fields(reply) == {"choices"}
    for reply in ask({**body, "adults": 40}):
        assert reply.status in (200, 201)


def test_too_much_of_one_person_in_one_booking_is_told_so() -> None:
    shop = shop_of(massage(duration=300), NIGHT_OWL)
    sundays = [a_massage(f"2027-07-04T{hour:02}:00Z") for hour in (0, 5, 10)]

    planned(shop, *sundays[:2])
    with pytest.raises(InvalidRequest) as caught:
        planned(shop, *sundays)
    assert [error.field for error in caught.value.errors] == ["choices"]


# -- rules of the house -------------------------------------------------------------------------


def test_shortest_and_longest_stays_and_days_of_arrival(camp: SurfCamp) -> None:
    path = catalog_path(camp.property_id)
    room = good(call("GET", path))["products"][camp.room]
    room.pop("id")
    rules = {"min_nights": 3, "max_nights": 7, "arrive_on": [1], "leave_on": [4, 5]}
    good(call("PUT", f"{path}/products/{camp.room}", room | rules))

    def refusal(first: str, end: str) -> tuple[set[str], str]:
        reply = call("POST", "/quotes", selection(camp, stay(camp, first, end)))
        return wrong_fields(reply), reply.json["code"]

    assert refusal("2027-07-05", "2027-07-07") == ({"choices[0].to"}, "min_nights")
    assert refusal("2027-07-05", "2027-07-15") == ({"choices[0].to"}, "max_nights")
    assert refusal("2027-07-06", "2027-07-09") == ({"choices[0].from"}, "arrive_on")
    assert refusal("2027-07-05", "2027-07-10") == ({"choices[0].to"}, "leave_on")
    good(call("POST", "/quotes", selection(camp, stay(camp, "2027-07-05", "2027-07-08"))))


def test_a_closed_day_and_a_day_with_a_shortest_stay(camp: SurfCamp) -> None:
    good(override_days(camp.property_id, camp.room, "2027-07-06", "2027-07-06", closed=True))
    good(override_days(camp.property_id, camp.room, "2027-07-12", "2027-07-12", min_nights=5))

    closed = call("POST", "/quotes", selection(camp, stay(camp)))
    short = call("POST", "/quotes", selection(camp, stay(camp, "2027-07-12", "2027-07-16")))

    assert (wrong_fields(closed), closed.json["code"]) == ({"choices[0].from"}, "closed")
    assert (wrong_fields(short), short.json["code"]) == ({"choices[0].to"}, "min_nights")


def test_how_far_ahead_and_how_late_one_can_book(business: Business) -> None:
    camp = surf_camp_catalog(business.property_id, horizon_days=30, lead_hours=24)

    def code(choice: Choice) -> str | None:
        reply = call("POST", "/quotes", selection(camp, choice))
        return None if reply.status == 200 else str(reply.json["code"])

    # it is Tuesday, 1 December 2026, nine o'clock
    assert code(stay(camp, "2026-12-31", "2027-01-02")) is None
    assert code(stay(camp, "2027-01-01", "2027-01-02")) == "too_far"
    assert code(stay(camp, "2026-12-01", "2026-12-03")) == "too_late"
    assert code(stay(camp, "2026-12-02", "2026-12-03")) is None
    assert code(at(camp, "appointment", "2026-12-02T09:00:00Z", guests=[0])) == "too_late"
    assert code(at(camp, "appointment", "2026-12-02T10:00:00Z", guests=[0])) is None


def test_a_session_is_booked_no_later_than_the_house_allows(business: Business) -> None:
    business.clock.turn_to(datetime(2027, 7, 4, 9, 30, tzinfo=UTC))
    camp = surf_camp_catalog(business.property_id, lead_hours=24)

    late = call("POST", "/quotes", selection(camp, at(camp, "session", "2027-07-05T09:00:00Z")))
    query = {"property": camp.property_id, "month": "2027-07", "product": camp.lesson}
    [product] = good(call("GET", "/availability/calendar", query=query))["products"]

    assert (wrong_fields(late), late.json["code"]) == ({"choices[0].at"}, "too_late")
    assert [day["sessions"][0]["left"] for day in product["days"][3:6]] == [0, 0, 8]


# -- looking, moving, closing -------------------------------------------------------------------


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-11-30", "2200-01-01"])
def test_no_free_times_on_days_that_can_t_be(camp: SurfCamp, day: str) -> None:
    query = {"property": camp.property_id, "product": camp.massage, "date": day}

    assert wrong_fields(call("GET", "/availability/slots", query=query)) == {"date"}


@pytest.mark.parametrize(
    ("first", "end"),
    [("0001-01-01", "0001-01-02"), ("9999-12-30", "9999-12-31"), ("2026-11-01", "2026-11-02")],
)
def test_no_offers_on_days_that_can_t_be(camp: SurfCamp, first: str, end: str) -> None:
    query = {"property": camp.property_id, "from": first, "to": end}

    offers = good(call("GET", "/availability/stays", query=query))["offers"]

    assert offers
    assert not any(offer["available"] for offer in offers)


@pytest.mark.parametrize(
    ("path", "query", "field"),
    [
        ("calendar", {"month": "2027-13"}, "month"),
        ("calendar", {"month": "9999-12"}, "month"),
        ("calendar", {"month": "2027-07", "adults": "0"}, "adults"),
        ("calendar", {"month": "2027-07", "adults": "500"}, "adults"),
        ("calendar", {"month": "2027-07", "children": "5,x"}, "children"),
        ("calendar", {"month": "2027-07", "children": "18"}, "children"),
        ("calendar", {"month": "2027-07", "property": "nowhere"}, "property"),
        ("calendar", {"month": "2027-07", "property": TOO_LONG}, "property"),
        ("stays", {"from": "2027-07-08", "to": "2027-07-05"}, "to"),
        ("stays", {"from": "2027-07-05", "to": "2028-08-09"}, "to"),
        ("slots", {"date": "2027-07-05", "product": "nothing"}, "product"),
        ("slots", {"date": "tomorrow", "product": "nothing"}, "date"),
    ],
)
def test_searches_that_can_t_be(
    camp: SurfCamp, path: str, query: dict[str, str], field: str
) -> None:
    wanted = {"property": camp.property_id, **query}

    assert wrong_fields(call("GET", f"/availability/{path}", query=wanted)) == {field}


@pytest.mark.parametrize(
    ("move", "field"),
    [
        ({"arrival": "9999-12-31"}, "arrival"),
        ({"arrival": "0001-01-01"}, "arrival"),
        ({"arrival": "2027-08-01", "departure": "9999-12-31"}, "departure"),
        ({"arrival": "2027-08-05", "departure": "2027-08-05"}, "departure"),
        ({"arrival": "2027-08-05", "departure": "2027-08-01"}, "departure"),
        ({"at": "2027-07-05T09:00:00Z"}, "at"),
        ({"arrival": "2026-11-01"}, "choices[0].from"),
    ],
)
def test_a_stay_moves_to_no_day_that_can_t_be(
    camp: SurfCamp, move: dict[str, Any], field: str
) -> None:
    guest = booked(selection(camp, stay(camp)))

    assert wrong_fields(guest.call("POST", "/reschedule-quote", move)) == {field}
    moved = guest.call("POST", "/reschedule", {**move, "expected_total": 1})
    assert wrong_fields(moved) == {field}
    desk = call("POST", f"/staff/bookings/{guest.code}/reschedule", move)
    assert wrong_fields(desk) == {field}


@pytest.mark.parametrize(
    "instant",
    [
        "2027-07-06T10:00:00",
        "9999-12-31T23:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:00-12:00",
    ],
)
def test_a_massage_moves_to_no_time_that_can_t_be(camp: SurfCamp, instant: str) -> None:
    guest = booked(selection(camp, at(camp, "appointment", "2027-07-05T09:00:00Z"), adults=1))

    assert wrong_fields(guest.call("POST", "/reschedule-quote", {"at": instant})) == {"at"}


def test_rooms_are_closed_on_days_that_can_be(camp: SurfCamp) -> None:
    path = catalog_path(camp.property_id, "/closures")
    for first, last, field in (
        ("2027-07-05", "2027-07-04", "to"),
        ("2027-07-05", "2029-07-05", "to"),
        ("9999-12-31", "9999-12-31", "to"),
    ):
        body = {"unit": camp.rooms[0], "from": first, "to": last}
        assert wrong_fields(call("POST", path, body)) == {field}
    unknown = {"unit": "nothing", "from": "2027-07-05", "to": "2027-07-06"}
    assert wrong_fields(call("POST", path, unknown)) == {"unit"}


def booked(body: dict[str, Any]) -> Portal:
    *_, reply = ask(body)
    made = good(reply, 201)
    return Portal(made["code"], made["link"].partition("#")[2])


# -- days of 23 and of 25 hours -----------------------------------------------------------------

# Clocks go from 01:00 to 02:00 in Lisbon on 28 March 2027 and from 02:00 to 03:00 in New York on
# 14 March, and back an hour on 31 October and on 7 November.
CHANGES = [
    ("Europe/Lisbon", "2027-03-28", 23),
    ("Europe/Lisbon", "2027-10-31", 25),
    ("America/New_York", "2027-03-14", 23),
    ("America/New_York", "2027-11-07", 25),
]
NIGHT_OWL = Person(
    id="lena",
    name="Lena",
    hours=[
        Hours(
            weekday=7,
            from_=datetime.min.time(),
            to=datetime.min.time().replace(hour=23, minute=59),
        )
    ],
)


@pytest.mark.parametrize(("zone", "day", "hours"), CHANGES)
def test_appointments_all_day_long_are_as_many_as_the_day_has_hours(
    zone: str, day: str, hours: int
) -> None:
    shop = shop_of(massage(), NIGHT_OWL, time_zone=zone)
    stock = Stock()
    midnight = datetime.fromisoformat(day).replace(tzinfo=shop.zone).astimezone(UTC)
    found = []
    for quarter in range(hours * 4):
        instant = midnight + timedelta(minutes=15 * quarter)
        with suppress(InvalidRequest, SoldOut):
            plan = planned(shop, a_massage(instant.isoformat()), adults=1, stock=stock)
            assert [(c.day.isoformat(), c.at) for c in plan.claims if isinstance(c, Time)] == [
                (day, instant)
            ]
            found.append(instant)

    # the last hour of the day ends at 23:59, so there is no room for an hour in it
    assert found == [midnight + timedelta(hours=n) for n in range(hours - 1)]


@pytest.mark.parametrize(
    ("zone", "day", "local", "utc"),
    [
        ("Europe/Lisbon", "2027-03-28", "01:30", "2027-03-28T01:30:00Z"),  # left out: 02:30 then
        ("Europe/Lisbon", "2027-03-28", "02:30", "2027-03-28T01:30:00Z"),
        ("Europe/Lisbon", "2027-10-31", "01:30", "2027-10-31T00:30:00Z"),  # twice: the first
        ("America/New_York", "2027-03-14", "02:30", "2027-03-14T07:30:00Z"),
        ("America/New_York", "2027-11-07", "01:30", "2027-11-07T05:30:00Z"),
        ("America/New_York", "2027-11-07", "10:00", "2027-11-07T15:00:00Z"),
        ("America/New_York", "2027-11-06", "10:00", "2027-11-06T14:00:00Z"),
    ],
)
def test_sessions_take_place_once_on_days_when_clocks_change(
    zone: str, day: str, local: str, utc: str
) -> None:
    daily = Schedule(start=datetime.fromisoformat(f"2027-01-01T{local}"), rule="FREQ=DAILY")
    shop = shop_of(lesson(schedules=[daily]), time_zone=zone)
    begins = datetime.fromisoformat(utc)

    plan = planned(shop, a_lesson(utc), adults=1)

    assert f"{plan.arrival}" == day
    for minutes in (-60, -30, 30, 60):
        other = (begins + timedelta(minutes=minutes)).isoformat()
        with pytest.raises(InvalidRequest):
            planned(shop, a_lesson(other), adults=1)


def test_a_horizon_ends_with_the_day_at_the_house() -> None:
    selling = Selling(confirm="at_once", horizon_days=10)
    shop = shop_of(time_zone="Pacific/Kiritimati", selling=selling)  # 14 hours ahead
    now = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)  # 2 December there

    planned(shop, a_lesson("2026-12-11T20:00:00Z"), adults=1, now=now)  # 12 December at ten
    with pytest.raises(InvalidRequest):
        planned(shop, a_lesson("2026-12-12T20:00:00Z"), adults=1, now=now)
