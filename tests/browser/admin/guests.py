"""Bookings of many guests, each another, for the grid."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.browser import house
from tests.support.api import call
from tests.support.business import Business, good

PEOPLE = [
    ("Anna", "Hemm", "et"),
    ("Ben", "Okafor", "en"),
    ("Lucía", "Fernández-Villaverde", "es"),
    ("Gergő", "Szabó", "hu"),
    ("Ingrid", "Ødegård", "nb"),
    ("محمد", "الأحمد", "en"),
    ("Zoë 🏄", "O'Neill-Van der Westhuizen", "en"),
]
RATES = ["Bed and breakfast", "Room only", "Surf camp, full board"]
FIRST_BOOKED = datetime(2026, 9, 1, 7, 12, tzinfo=UTC)

Row = dict[str, Any]


def enter_many(business: Business, guesthouse: str, count: int) -> list[Row]:
    """Enters so many bookings, one every half a day; answers with their rows in the grid.

    They are in turn of the house and the guesthouse. Of six, the third is pending and the fourth
    cancelled; the deposit of the first of all is paid.
    """
    for number in range(count):
        business.clock.turn_to(FIRST_BOOKED + timedelta(hours=13 * number))
        guest = business.book(**_booking(number, guesthouse))
        if number % 6 == 3:
            good(business.cancel(guest))
        if number == 0:
            business.pay(guest, "deposit")
    business.clock.turn_to(house.NOW)
    return rows_of_all()


def rows_of_all(**filters: str) -> list[Row]:
    """The rows of the grid, from all its pages."""
    rows: list[Row] = []
    query = dict(filters)
    while True:
        page = good(call("GET", "/staff/bookings", query=query))
        rows += page["bookings"]
        if not page["next"]:
            return rows
        query["cursor"] = page["next"]


def _booking(number: int, guesthouse: str) -> dict[str, Any]:
    first, last, language = PEOPLE[number % len(PEOPLE)]
    arrival = date(2027, 1, 4) + timedelta(days=number * 3 % 200)
    nights = 2 + number % 9
    departure = arrival + timedelta(days=nights)
    stay = {
        "kind": "accommodation",
        "name": "Garden room",
        "rate": RATES[number % len(RATES)],
        "guests": [0],
        "from": arrival.isoformat(),
        "to": departure.isoformat(),
        "quantity": nights,
        "unit_price": 9000,
        "tax_rate": "0.10",
    }
    return {
        **({"property": guesthouse} if number % 2 else {}),
        "status": "pending" if number % 6 == 2 else "confirmed",
        "arrival": arrival.isoformat(),
        "departure": departure.isoformat(),
        "booker": {
            "first_name": first,
            "last_name": last,
            "email": f"guest{number}@example.com",
            "language": language,
        },
        "guests": [{"first_name": first, "last_name": last}],
        "agency": None if number % 5 else {"name": "Sun Trips"},
        "items": [stay],
    }
