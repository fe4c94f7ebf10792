"""Calendars between Lobby and other platforms: what they are told, and what they take."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar, Event

from lobby import wiring
from lobby.domain.selling.claims import Nights
from lobby.store.stock import moves
from lobby.store.table.transport import Write
from tests.fakes.platforms import Platforms
from tests.support.api import call, lambda_context, load_function
from tests.support.business import Business, good, problem
from tests.support.catalog import SurfCamp, catalog_path, put_up, surf_camp_catalog

TODAY = date(2026, 11, 21)


@pytest.fixture
def camp(business: Business) -> SurfCamp:
    business.clock.moment = business.clock.moment.replace(
        year=TODAY.year, month=TODAY.month, day=TODAY.day, hour=10
    )
    return surf_camp_catalog(business.property_id)


def day(number: int) -> date:
    """A day of December 2026."""
    return date(2026, 12, number)


def stay(camp: SurfCamp, holder: str, unit: str, first: date, end: date) -> None:
    """Somebody takes nights."""
    nights = Nights(product=camp.room, unit=unit, from_=first, to=end)
    wiring.transport().transact(moves(camp.property_id, holder, take=[nights]))


def held(camp: SurfCamp, unit: str) -> dict[date, str]:
    months = [TODAY.replace(day=1), date(2026, 12, 1), date(2027, 1, 1)]
    return wiring.stocks().read(camp.property_id, months).nights.get(unit, {})


# -- out ------------------------------------------------------------------------------------------


def address(camp: SurfCamp, unit: str) -> str:
    url: str = good(call("GET", catalog_path(camp.property_id, f"/units/{unit}/feed")))["url"]
    assert url.startswith("https://book.example.com/api/feeds/")
    return url.removeprefix("https://book.example.com/api")


def busy(raw: bytes) -> list[Any]:
    return [event for event in Calendar.from_ical(raw).walk("VEVENT") if isinstance(event, Event)]


def events(raw: bytes) -> list[tuple[date, date]]:
    return [(event.start, event.end) for event in busy(raw)]


def test_a_unit_s_calendar_says_when_it_is_taken_and_nothing_else(camp: SurfCamp) -> None:
    unit = camp.rooms[0]
    stay(camp, "7K3M9QXA", unit, day(30), date(2027, 1, 3))
    stay(camp, "C#01KCLOSED", unit, day(4), day(6))
    stay(camp, "I#01KFEED", unit, day(10), day(12))
    stay(camp, "9ZZZZZZZ", camp.rooms[1], day(20), day(22))

    reply = call("GET", address(camp, unit))

    assert reply.status == 200
    assert reply.headers["content-type"] == "text/calendar"
    assert reply.headers["cache-control"] == "private, max-age=300"
    assert events(reply.raw) == [(day(4), day(6)), (day(30), date(2027, 1, 3))]
    calendar = Calendar.from_ical(reply.raw)
    assert calendar["PRODID"] == "-//Lobby//Availability//EN"
    for event in busy(reply.raw):
        assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "TRANSP"}
        assert (event["SUMMARY"], event["TRANSP"]) == ("Busy", "OPAQUE")
    assert b"7K3M9QXA" not in reply.raw
    assert b"CLOSED" not in reply.raw


def test_a_calendar_speaks_the_businesss_first_language(camp: SurfCamp) -> None:
    unit = camp.rooms[0]
    stay(camp, "7K3M9QXA", unit, day(4), day(6))
    url = address(camp, unit)
    before = call("GET", url)
    good(call("PUT", "/staff/settings/languages", {"languages": ["hu", "en"]}))

    after = call("GET", url, headers={"If-None-Match": before.headers["etag"]})

    assert [event["SUMMARY"] for event in busy(after.raw)] == ["Foglalt"]


def test_a_stay_keeps_its_uid_when_it_moves(camp: SurfCamp) -> None:
    unit = camp.rooms[0]
    stay(camp, "7K3M9QXA", unit, day(4), day(6))
    [before] = busy(call("GET", address(camp, unit)).raw)
    old = Nights(product=camp.room, unit=unit, from_=day(4), to=day(6))
    new = Nights(product=camp.room, unit=unit, from_=day(5), to=day(9))
    writes = moves(camp.property_id, "7K3M9QXA", take=[new], give=[old])
    wiring.transport().transact(writes)

    [after] = busy(call("GET", address(camp, unit)).raw)

    assert (after.start, after.end) == (day(5), day(9))
    assert after["UID"] == before["UID"]


def test_what_is_not_for_sale_is_busy(camp: SurfCamp) -> None:
    body = {"product": camp.room, "from": "2026-12-24", "to": "2026-12-25", "closed": True}
    good(call("PUT", catalog_path(camp.property_id, "/overrides"), body))

    assert events(call("GET", address(camp, camp.rooms[0])).raw) == [(day(24), day(26))]


def test_an_unchanged_calendar_is_not_sent_again(camp: SurfCamp, business: Business) -> None:
    path = address(camp, camp.rooms[0])
    tag = call("GET", path).headers["etag"]
    business.clock.moment += timedelta(minutes=5)

    again = call("GET", path, headers={"If-None-Match": tag})
    assert (again.status, again.raw, again.headers["etag"]) == (304, b"", tag)

    stay(camp, "7K3M9QXA", camp.rooms[0], day(4), day(6))
    assert call("GET", path, headers={"If-None-Match": tag}).status == 200


def test_only_the_secret_opens_a_calendar(camp: SurfCamp) -> None:
    path = address(camp, camp.rooms[0])
    other = address(camp, camp.rooms[1]).rpartition("/")[2]
    folder = path.rpartition("/")[0]

    secret = path.rpartition("/")[2]
    altered = ("B" if secret[0] == "A" else "A") + secret[1:]
    for wrong in (other, altered, "é.ics", ".ics"):
        problem(call("GET", f"{folder}/{wrong}"), 404, "not-found")
    elsewhere = path.replace(camp.property_id, "01KAJXB4G000000000000E1SE0")
    problem(call("GET", elsewhere), 404, "not-found")


def test_there_is_an_address_for_units_only(camp: SurfCamp) -> None:
    reply = call("GET", catalog_path(camp.property_id, f"/units/{camp.lena}/feed"))

    problem(reply, 404, "not-found")


# -- in -------------------------------------------------------------------------------------------


@pytest.fixture
def platforms(monkeypatch: pytest.MonkeyPatch) -> Platforms:
    made = Platforms()
    monkeypatch.setattr(wiring, "calendar_fetcher", lambda: made)
    return made


def add_feed(camp: SurfCamp, name: str, unit: str) -> str:
    body = {"unit": unit, "url": f"https://{name}.example/a.ics", "name": name}
    return str(put_up(camp.property_id, "feeds", body)["id"])


def run(context: Any = None) -> Any:
    handler = load_function("import_feeds").handler
    return handler({}, context or lambda_context("import_feeds"))


def feed(camp: SurfCamp, feed_id: str) -> Any:
    return good(call("GET", catalog_path(camp.property_id)))["feeds"][feed_id]


def test_nights_follow_the_other_platform(camp: SurfCamp, platforms: Platforms) -> None:
    unit = camp.rooms[0]
    airbnb = add_feed(camp, "airbnb", unit)
    platforms.say("airbnb", (day(1), day(4)), (day(30), date(2027, 1, 2)))

    assert run() == {"read": 1, "failed": 0}

    holder = f"I#{airbnb}"
    taken = [day(1), day(2), day(3), day(30), day(31), date(2027, 1, 1)]
    assert held(camp, unit) == dict.fromkeys(taken, holder)
    assert feed(camp, airbnb)["read_at"].startswith("2026-11-21T10")

    platforms.say("airbnb", (day(2), day(5)))
    run()
    assert held(camp, unit) == dict.fromkeys([day(2), day(3), day(4)], holder)


def test_a_booked_night_is_a_conflict_and_stays(camp: SurfCamp, platforms: Platforms) -> None:
    unit = camp.rooms[0]
    stay(camp, "7K3M9QXA", unit, day(2), day(4))
    stay(camp, "C#01KCLOSED", unit, day(5), day(6))
    airbnb = add_feed(camp, "airbnb", unit)
    platforms.say("airbnb", (day(1), day(7)))

    run()

    assert {held(camp, unit)[day(n)] for n in (2, 3)} == {"7K3M9QXA"}
    assert {held(camp, unit)[day(n)] for n in (1, 4, 6)} == {f"I#{airbnb}"}
    assert feed(camp, airbnb)["conflicts"] == [
        {"from": "2026-12-02", "to": "2026-12-03"},
        {"from": "2026-12-05", "to": "2026-12-05"},
    ]
    query = {"property": camp.property_id, "from": "2026-12-01"}
    shown = good(call("GET", "/staff/timeline", query=query))["conflicts"]
    assert [(clash["unit"], clash["from"]) for clash in shown] == [
        (unit, "2026-12-02"),
        (unit, "2026-12-05"),
    ]


def test_our_own_nights_closed_over_there_are_no_conflict(
    camp: SurfCamp, platforms: Platforms
) -> None:
    stay(camp, "7K3M9QXA", camp.rooms[0], day(2), day(4))
    airbnb = add_feed(camp, "airbnb", camp.rooms[0])
    platforms.say("airbnb", (day(2), day(5)), summary="Airbnb (Not available)")

    run()

    assert feed(camp, airbnb)["conflicts"] == []
    assert held(camp, camp.rooms[0])[day(4)] == f"I#{airbnb}"


def test_two_platforms_with_the_same_night_share_it(camp: SurfCamp, platforms: Platforms) -> None:
    first, second = (add_feed(camp, name, camp.rooms[0]) for name in ("airbnb", "vrbo"))
    for name in ("airbnb", "vrbo"):
        platforms.say(name, (day(1), day(2)))
    run()
    assert [feed(camp, f)["conflicts"] for f in (first, second)] == [[], []]

    platforms.say("airbnb")
    run()
    run()

    assert held(camp, camp.rooms[0]) == {day(1): f"I#{second}"}


@pytest.mark.parametrize(
    ("content", "reason", "problem"),
    [
        (
            None,
            {"code": "feed_status", "params": {"status": 500}},
            "The other platform answered with status 500.",
        ),
        (b"", {"code": "feed_empty"}, "The calendar is empty."),
        (b"<html>", {"code": "feed_not_a_calendar"}, "This is not a calendar."),
        (
            b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT",
            {"code": "feed_breaks_off"},
            "The calendar breaks off.",
        ),
    ],
)
def test_a_calendar_that_fails_leaves_everything_as_it_was(
    camp: SurfCamp,
    platforms: Platforms,
    content: bytes | None,
    reason: dict[str, Any],
    problem: str,
) -> None:
    stay(camp, "7K3M9QXA", camp.rooms[0], day(2), day(3))
    airbnb = add_feed(camp, "airbnb", camp.rooms[0])
    platforms.say("airbnb", (day(1), day(3)))
    run()
    before, told = held(camp, camp.rooms[0]), feed(camp, airbnb)["conflicts"]

    platforms.calendars = {} if content is None else {"https://airbnb.example/a.ics": content}
    assert run() == {"read": 0, "failed": 1}

    assert held(camp, camp.rooms[0]) == before
    assert (feed(camp, airbnb)["reason"], feed(camp, airbnb)["problem"]) == (reason, problem)
    assert feed(camp, airbnb)["conflicts"] == told != []

    platforms.say("airbnb")
    run()
    assert (feed(camp, airbnb)["reason"], feed(camp, airbnb)["problem"]) == (None, None)
    assert feed(camp, airbnb)["conflicts"] == []


def test_a_guest_who_is_faster_keeps_the_night(camp: SurfCamp, platforms: Platforms) -> None:
    unit = camp.rooms[0]
    airbnb = add_feed(camp, "airbnb", unit)
    platforms.say("airbnb", (day(1), day(3)))

    def guest(_writes: Sequence[Write]) -> None:
        stay(camp, "7K3M9QXA", unit, day(1), day(2))

    wiring.transport().before_transaction = guest  # type: ignore[attr-defined]
    run()

    assert held(camp, unit) == {day(1): "7K3M9QXA", day(2): f"I#{airbnb}"}
    assert feed(camp, airbnb)["conflicts"] == [{"from": "2026-12-01", "to": "2026-12-01"}]


def test_a_removed_calendar_s_nights_are_given_back(camp: SurfCamp, platforms: Platforms) -> None:
    airbnb = add_feed(camp, "airbnb", camp.rooms[0])
    platforms.say("airbnb", (day(1), day(3)))
    run()
    stay(camp, "7K3M9QXA", camp.rooms[0], day(5), day(6))

    good(call("DELETE", catalog_path(camp.property_id, f"/feeds/{airbnb}")), 204)
    run()

    assert held(camp, camp.rooms[0]) == {day(5): "7K3M9QXA"}


def test_a_calendar_given_to_another_room_leaves_the_first(
    camp: SurfCamp, platforms: Platforms
) -> None:
    airbnb = add_feed(camp, "airbnb", camp.rooms[0])
    platforms.say("airbnb", (day(1), day(2)))
    run()

    body = {"unit": camp.rooms[1], "url": "https://airbnb.example/a.ics", "name": "x"}
    good(call("PUT", catalog_path(camp.property_id, f"/feeds/{airbnb}"), body))
    run()

    assert held(camp, camp.rooms[0]) == {}
    assert held(camp, camp.rooms[1]) == {day(1): f"I#{airbnb}"}


def test_when_time_runs_out_those_read_longest_ago_come_first(
    camp: SurfCamp, platforms: Platforms, business: Business
) -> None:
    names = [f"platform{number}" for number in range(10)]
    feeds = [add_feed(camp, name, camp.beds[0]) for name in names]
    for name in names:
        platforms.say(name)
    context = lambda_context("import_feeds")
    left = iter([600_000] * 3)
    context.get_remaining_time_in_millis = lambda: next(left, 0)

    run(context)
    read = {f for f in feeds if feed(camp, f)["read_at"]}
    assert len(read) == 3

    business.clock.moment += timedelta(minutes=15)
    left = iter([600_000] * 7)
    run(context)
    assert all(feed(camp, f)["read_at"] for f in feeds)


def test_a_calendar_removed_while_it_is_read_stays_removed(
    camp: SurfCamp, platforms: Platforms
) -> None:
    airbnb = add_feed(camp, "airbnb", camp.rooms[0])
    platforms.say("airbnb", (day(1), day(2)))
    catalogs = wiring.catalogs()
    record = catalogs.read(camp.property_id).feeds[airbnb]

    def staff(_writes: Sequence[Write]) -> None:
        catalogs.remove(camp.property_id, record)

    wiring.transport().before_transaction = staff  # type: ignore[attr-defined]
    run()

    assert good(call("GET", catalog_path(camp.property_id)))["feeds"] == {}
