"""What looking for something free and booking it costs, however much is booked already."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from lobby.domain.selling.claims import Nights
from lobby.store.stock import moves
from lobby.store.table.transport import put
from local.bulk import BulkTransport
from tests.fakes.transport import MemoryTransport
from tests.load.engine import TABLE, empty_table
from tests.load.meter import Cost, Meter
from tests.load.operations import deployment
from tests.load.population import populate
from tests.support.api import call
from tests.support.business import Business, good
from tests.support.catalog import put_up, surf_camp_catalog

UNITS = 500
JULY = date(2027, 7, 1)


class House:
    """A house of 500 rooms, whose every operation is measured."""

    def __init__(self, business: Business, meter: Meter, url: str) -> None:
        self.property_id = business.property_id
        self._meter = meter
        self._url = url
        self.camp = surf_camp_catalog(business.property_id)
        rooms = {
            "kind": "stay",
            "name": "Room",
            "units": [{"name": f"Room {number}"} for number in range(UNITS)],
        }
        self.hotel = put_up(self.property_id, "products", rooms)
        self.rooms = [unit["id"] for unit in self.hotel["units"]]
        prices = {"name": "Room only", "prices": {self.hotel["id"]: 10_000}}
        put_up(self.property_id, "rates", prices)

    def fill(self, bookings: int) -> None:
        """Lets so many bookings of one night have rooms in July, each a room after the other."""
        table = MemoryTransport()
        for number in range(bookings):
            night = JULY + timedelta(days=number // UNITS)
            claim = Nights(
                product=self.hotel["id"],
                unit=self.rooms[number % UNITS],
                from_=night,
                to=night + timedelta(days=1),
            )
            table.transact(moves(self.property_id, f"Z{number:07}", take=[claim]))
        with BulkTransport(self._url, TABLE) as bulk:
            for item in table.items():
                bulk.transact([put(item)])

    def cost(self, method: str, path: str, body: Any = None, **more: Any) -> tuple[Cost, Any]:
        """What an operation costs, and what it answers."""
        with self._meter.reading() as cost:
            reply = call(method, path, body, **more)
        return cost, good(reply, 201 if path == "/bookings" else 200)

    def calendar(self, **more: str) -> tuple[Cost, Any]:
        """July at a glance."""
        query = {"property": self.property_id, "month": "2027-07", **more}
        return self.cost("GET", "/availability/calendar", query=query)

    def selection(self, first: str, end: str) -> dict[str, Any]:
        """A room for two, and a lesson on the day of arrival."""
        return {
            "property": self.property_id,
            "adults": 2,
            "choices": [
                {"kind": "stay", "product": self.hotel["id"], "from": first, "to": end},
                {"kind": "session", "product": self.camp.lesson, "at": f"{first}T09:00:00Z"},
            ],
        }


@pytest.fixture(scope="module")
def house(dynamodb_url: str) -> Iterator[House]:
    client = empty_table(dynamodb_url)
    with BulkTransport(dynamodb_url, TABLE) as bulk:
        populate(bulk, 0)
    with deployment(client) as business:
        business.book()  # the first of a year lets the grid know of the year
        yield House(business, Meter(client), dynamodb_url)


def test_a_month_costs_the_same_round_trips_with_ten_and_with_ten_thousand_bookings(
    house: House,
) -> None:
    house.fill(10)
    few, answered = house.calendar()
    house.fill(10_000)
    many, full = house.calendar()

    # settings, catalogue, July, and August, into which packages of July reach
    assert few.calls == many.calls == {"Query": 4}
    assert left(house, answered) == [490, *[500] * 30]
    assert left(house, full) == [*[0] * 20, *[500] * 11]


def left(house: House, answered: Any) -> list[int]:
    """How many rooms are left on each day of July."""
    [days] = [p["days"] for p in answered["products"] if p["product"] == house.hotel["id"]]
    return [day["left"] for day in days]


def test_five_hundred_rooms_are_one_page_of_one_query_a_month(house: House) -> None:
    house.fill(UNITS * 31)

    cost, _ = house.calendar()

    assert cost.calls == {"Query": 4}
    assert UNITS < cost.examined < UNITS + 50  # rooms, settings and catalogue
    assert cost.read_units < 50


def test_offers_for_a_stay_cost_a_query_for_each_month(house: House) -> None:
    query = {"property": house.property_id, "from": "2028-03-10", "to": "2028-03-17"}
    within, offers = house.cost("GET", "/availability/stays", query=query)
    beyond, _ = house.cost("GET", "/availability/stays", query=query | {"to": "2028-05-02"})

    assert len(offers["offers"]) == 3
    assert within.calls == {"Query": 3}  # settings, catalogue, March
    assert beyond.calls == {"Query": 5}


def test_free_times_of_a_day_cost_a_query(house: House) -> None:
    query = {
        "property": house.property_id,
        "product": house.camp.massage,
        "date": "2027-09-01",
    }

    cost, found = house.cost("GET", "/availability/slots", query=query)

    assert found["slots"]
    assert cost.calls == {"Query": 3}


def test_a_quote_is_three_queries_and_a_booking_one_transaction(house: House) -> None:
    quoting, shown = house.cost("POST", "/quotes", house.selection("2027-09-06", "2027-09-10"))
    order = {
        "quote": shown["quote"],
        "booker": {"last_name": "Hemm", "email": "anna@hemm.example"},
        "accepted_terms": "1",
    }
    key = {"Idempotency-Key": "costs"}
    booking, _ = house.cost("POST", "/bookings", order, headers=key)
    again, _ = house.cost("POST", "/bookings", order, headers=key)

    assert (quoting.calls, quoting.write_units) == ({"Query": 3}, 0)
    # the request's key, settings and catalogue, then all at once
    assert booking.calls == {"GetItem": 1, "Query": 2, "TransactWriteItems": 1}
    assert (again.calls, again.write_units) == ({"GetItem": 1, "Query": 1}, 0)
