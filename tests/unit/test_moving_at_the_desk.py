"""Staff move what guests can't: stays that have begun, and days that are too close or too far."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support.api import Reply, call
from tests.support.business import Business, Portal, file_of, good, wrong_fields
from tests.support.catalog import SurfCamp, surf_camp_catalog


@pytest.fixture
def camp(business: Business) -> SurfCamp:
    return surf_camp_catalog(business.property_id, lead_hours=48, horizon_days=300)


def book_a_room(camp: SurfCamp) -> Portal:
    stay = {"kind": "stay", "product": camp.room, "from": "2027-07-05", "to": "2027-07-08"}
    order = {
        "selection": {"property": camp.property_id, "adults": 2, "choices": [stay]},
        "booker": {"last_name": "Hemm", "email": "anna@hemm.example"},
    }
    made = good(call("POST", "/bookings", order, headers={"Idempotency-Key": "key"}), 201)
    return Portal(made["code"], made["link"].partition("#")[2])


def move(guest: Portal, **where: Any) -> Reply:
    return call("POST", f"/staff/bookings/{guest.code}/reschedule", where)


def test_a_stay_that_has_begun_becomes_longer(business: Business, camp: SurfCamp) -> None:
    guest = book_a_room(camp)
    business.clock.turn_to(datetime(2027, 7, 6, 12, tzinfo=UTC))

    good(move(guest, departure="2027-07-09"))

    booking = file_of(guest).booking
    assert (f"{booking.arrival}", f"{booking.departure}") == ("2027-07-05", "2027-07-09")
    assert sum(item.quantity for item in booking.items if item.kind == "accommodation") == 4


def test_a_stay_that_has_begun_changes_rooms(business: Business, camp: SurfCamp) -> None:
    guest = book_a_room(camp)
    [claim] = file_of(guest).booking.claims
    other = next(room for room in camp.rooms if room != getattr(claim, "unit", None))
    business.clock.turn_to(datetime(2027, 7, 6, 12, tzinfo=UTC))

    good(move(guest, unit=other))

    [claim] = file_of(guest).booking.claims
    assert getattr(claim, "unit", None) == other


def test_staff_move_to_days_that_guests_can_t_book(business: Business, camp: SurfCamp) -> None:
    guest = book_a_room(camp)
    business.clock.turn_to(datetime(2027, 7, 4, 12, tzinfo=UTC))

    assert wrong_fields(guest.call("POST", "/reschedule-quote", {"arrival": "2027-07-04"}))
    good(move(guest, arrival="2027-07-04"))
    good(move(guest, arrival="2028-07-04"))

    assert f"{file_of(guest).booking.arrival}" == "2028-07-04"


def test_nobody_moves_to_a_day_that_is_over(business: Business, camp: SurfCamp) -> None:
    guest = book_a_room(camp)
    business.clock.turn_to(datetime(2027, 7, 4, 12, tzinfo=UTC))

    assert wrong_fields(move(guest, arrival="2027-07-01")) == {"choices[0].from"}
