"""What a cancellation costs, and until when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lobby.domain.booking.cancellation import (
    arrival_moment,
    departure_moment,
    fee_of,
    guest_deadline,
    moment,
    quote,
)
from lobby.domain.business.settings import Deadline, Fee, Policy, Tier
from lobby.domain.money.lines import Item
from tests.support.records import DEADLINES, FEES, POLICIES, booking, moments, place

MOMENTS = moments(date(2026, 10, 1), date(2027, 4, 30))
ZONES = st.sampled_from(
    ["Europe/Lisbon", "America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu", "UTC"]
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# Summer time begins on 28 March 2027 in Lisbon (01:00 UTC, clocks go from 01:00 to 02:00) and on
# 14 March 2027 in New York (07:00 UTC, clocks go from 02:00 to 03:00). It ends on 31 October and on
# 7 November 2027.
@pytest.mark.parametrize(
    ("zone", "arrival", "deadline", "instant"),
    [
        # 24 hours before 15:00 is 24 hours, whatever the clocks do
        ("Europe/Lisbon", date(2027, 3, 28), Deadline(hours=24), "2027-03-27T14:00"),
        ("Europe/Lisbon", date(2027, 3, 29), Deadline(hours=24), "2027-03-28T14:00"),
        ("Europe/Lisbon", date(2027, 10, 31), Deadline(hours=24), "2027-10-30T15:00"),
        ("America/New_York", date(2027, 3, 14), Deadline(hours=24), "2027-03-13T19:00"),
        ("America/New_York", date(2027, 11, 7), Deadline(hours=24), "2027-11-06T20:00"),
        # a day before at 18:00 is 18:00 on the clock of that day
        ("Europe/Lisbon", date(2027, 3, 28), Deadline(days=1, at="18:00"), "2027-03-27T18:00"),
        ("Europe/Lisbon", date(2027, 3, 29), Deadline(days=1, at="18:00"), "2027-03-28T17:00"),
        ("Europe/Lisbon", date(2027, 10, 31), Deadline(days=1, at="18:00"), "2027-10-30T17:00"),
        ("Europe/Lisbon", date(2027, 11, 1), Deadline(days=1, at="18:00"), "2027-10-31T18:00"),
        ("America/New_York", date(2027, 3, 14), Deadline(days=1, at="18:00"), "2027-03-13T23:00"),
        ("America/New_York", date(2027, 3, 15), Deadline(days=1, at="18:00"), "2027-03-14T22:00"),
        ("America/New_York", date(2027, 11, 8), Deadline(days=1, at="18:00"), "2027-11-07T23:00"),
        # a time of day that the clocks leave out, and one that they show twice
        ("America/New_York", date(2027, 3, 15), Deadline(days=1, at="02:30"), "2027-03-14T07:30"),
        ("America/New_York", date(2027, 11, 8), Deadline(days=1, at="01:30"), "2027-11-07T05:30"),
        # days reach over the change of the clocks, over months and years
        ("Europe/Lisbon", date(2027, 3, 30), Deadline(days=30, at="23:59"), "2027-02-28T23:59"),
        ("Europe/Lisbon", date(2027, 1, 1), Deadline(days=1, at="00:00"), "2026-12-31T00:00"),
        ("Europe/Lisbon", date(2027, 3, 1), Deadline(days=0, at="12:00"), "2027-03-01T12:00"),
        ("Europe/Lisbon", date(2027, 3, 1), Deadline(hours=0), "2027-03-01T15:00"),
    ],
)
def test_deadlines_by_hours_and_by_days(
    zone: str, arrival: date, deadline: Deadline, instant: str
) -> None:
    made = booking(arrival=arrival, departure=arrival + timedelta(3))

    assert moment(deadline, made, place(time_zone=zone)) == utc(instant)


def test_a_day_before_at_six_is_not_24_hours_before() -> None:
    made = booking()

    by_days = moment(Deadline(days=1, at="18:00"), made, place())
    by_hours = moment(Deadline(hours=24), made, place())

    assert by_days - by_hours == timedelta(hours=3)


def test_a_stay_lasts_from_check_in_to_the_midnight_after_departure() -> None:
    made = booking(arrival=date(2027, 3, 26), departure=date(2027, 3, 28))
    lisbon = place(check_in_from="14:30")

    assert arrival_moment(made, lisbon) == utc("2027-03-26T14:30")
    assert departure_moment(made, lisbon) == utc("2027-03-28T23:00")


def test_without_a_deadline_of_their_own_guests_cancel_until_arrival() -> None:
    assert guest_deadline(booking(), place()) == utc("2027-03-01T15:00")


@given(DEADLINES, ZONES, st.dates(date(2026, 12, 1), date(2028, 12, 31)))
def test_a_deadline_by_days_shows_its_time_on_the_clock(
    deadline: Deadline, zone: str, arrival: date
) -> None:
    made = booking(arrival=arrival, departure=arrival)
    there = place(time_zone=zone)

    instant = moment(deadline, made, there)

    assert instant.tzinfo == UTC
    if deadline.days is None:
        assert arrival_moment(made, there) - instant == timedelta(hours=deadline.hours or 0)
    elif deadline.at != "02:30":  # which some clocks leave out
        local = instant.astimezone(ZoneInfo(zone))
        assert f"{local:%H:%M}" == deadline.at
        assert arrival - local.date() == timedelta(deadline.days)


# -- fees -----------------------------------------------------------------------------------------

ROOM = Item(
    kind="accommodation",
    name="Room",
    guests=[0],
    quantity=7,
    unit_price=9_000,
    tax_rate=0,  # type: ignore[arg-type]
)
LESSON = msgspec.structs.replace(ROOM, kind="activity", quantity=1, unit_price=7_000)


@pytest.mark.parametrize(
    ("fee", "asked"),
    [
        (Fee(percent=0), 0),
        (Fee(percent=50), 35_000),
        (Fee(percent=33), 23_100),
        (Fee(percent=100), 70_000),
        (Fee(nights=1), 9_000),
        (Fee(nights=7), 63_000),
        (Fee(nights=30), 63_000),
        (Fee(amount=5_000), 5_000),
        (Fee(amount=500_000), 70_000),
        (Fee(), 0),
    ],
)
def test_fees(fee: Fee, asked: int) -> None:
    assert fee_of(fee, booking(items=[ROOM, LESSON])) == asked


def test_a_stay_within_a_day_is_one_night_to_a_fee() -> None:
    made = booking(items=[ROOM], departure=date(2027, 3, 1), total=63_000)

    assert fee_of(Fee(nights=1), made) == 63_000


@given(POLICIES, st.integers(0, 100_000), st.integers(0, 100_000), MOMENTS, ZONES)
def test_fee_and_refund_are_what_is_held_and_never_below_zero(
    policy: Policy, paid: int, refunded: int, now: datetime, zone: str
) -> None:
    made = booking(policy=policy, items=[ROOM], paid=paid, refunded=min(paid, refunded))

    quoted = quote(made, place(time_zone=zone), now)

    assert quoted.fee + quoted.refund == quoted.paid == made.held
    assert min(quoted.fee, quoted.refund) >= 0
    assert quoted.fee <= made.total
    for tier in quoted.tiers:
        assert tier.until >= now
        assert tier.fee + tier.refund == made.held
        assert min(tier.fee, tier.refund) >= 0
    assert [t.until for t in quoted.tiers] == sorted(t.until for t in quoted.tiers)
    assert quoted.free_until is None or quoted.free_until >= now


@given(
    st.lists(st.tuples(DEADLINES, st.integers(0, 100)), max_size=5),
    st.integers(0, 100),
    MOMENTS,
    MOMENTS,
)
def test_where_fees_grow_with_time_waiting_never_pays(
    drawn: list[tuple[Deadline, int]], after: int, one: datetime, other: datetime
) -> None:
    earlier, later = sorted((one, other))
    made = booking(paid=70_000)
    by_time = sorted((moment(until, made, place()), n) for n, (until, _) in enumerate(drawn))
    percents = sorted(percent for _, percent in drawn)
    tiers = [
        Tier(until=drawn[n][0], fee=Fee(percent=percents[rank]))
        for rank, (_, n) in enumerate(by_time)
    ]
    policy = Policy(id="x", name="x", tiers=tiers, after=Fee(percent=max([after, *percents])))
    made = booking(policy=policy, paid=70_000)

    assert quote(made, place(), earlier).fee <= quote(made, place(), later).fee


@given(POLICIES, MOMENTS)
def test_each_tier_costs_what_it_says_until_its_last_moment(policy: Policy, now: datetime) -> None:
    made = booking(policy=policy, items=[ROOM], paid=70_000)

    for tier in quote(made, place(), now).tiers:
        same_end = [t for t in quote(made, place(), now).tiers if t.until == tier.until]
        assert quote(made, place(), tier.until).fee == same_end[0].fee


@given(FEES, MOMENTS)
def test_without_tiers_only_the_fee_after_counts(fee: Fee, now: datetime) -> None:
    made = booking(policy=Policy(id="x", name="x", after=fee), paid=70_000, items=[ROOM])

    quoted = quote(made, place(), now)

    assert quoted.fee == fee_of(fee, made)
    assert quoted.tiers == []


def test_a_policy_that_never_costs_anything_is_free_as_long_as_guests_may() -> None:
    until = Deadline(hours=24)
    policy = Policy(id="x", name="x", after=Fee(percent=0), guest_until=until)
    made = booking(policy=policy)

    quoted = quote(made, place(), utc("2027-01-01T00:00"))

    assert quoted.free_until == moment(until, made, place())
