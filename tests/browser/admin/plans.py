"""What the house has sold in the first days of July 2027."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from lobby import wiring
from tests.browser.admin.desk import Desk
from tests.browser.house import write_selling
from tests.browser.orders import appointment, lesson, nights, order, selection
from tests.fakes.platforms import Platforms
from tests.support.api import call, invoke
from tests.support.business import Portal, good
from tests.support.catalog import put_up


@dataclass(frozen=True)
class July:
    """Who has booked."""

    stay: Portal
    massage: Portal
    request: Portal


def sell_july(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> July:
    """Sells some of July 2027.

    ======== ==================================================================================
    Garden 1 Anna Hemm 1 to 4, another platform 3 to 4 (sold twice) and 5 to 7, closed 9 to 11
    Garden 2 Ben Okafor 5 to 8, to be accepted by staff
    Marta    a massage for Gergő Szabó, 2 July at 9:00
    lessons  5 of 8 seats on 1 July at 9:00, one on 5 July at 9:00
    ======== ==================================================================================
    """
    business, sold = desk.business, desk.sold
    first = sold.gardens[0]

    def book(*choices: dict[str, Any], adults: int = 2, **booker: str) -> Portal:
        return order(selection(business, *choices, adults=adults), **booker)

    stay = book(nights(sold, "2027-07-01", "2027-07-04"))
    business.pay(stay, "deposit")
    feed = {"unit": first, "url": "https://airbnb.example/a.ics", "name": "Airbnb"}
    put_up(business.property_id, "feeds", feed)
    platforms = Platforms()
    twice, free = (date(2027, 7, 3), date(2027, 7, 4)), (date(2027, 7, 5), date(2027, 7, 7))
    platforms.say("airbnb", twice, free)
    monkeypatch.setattr(wiring, "calendar_fetcher", lambda: platforms)
    invoke("import_feeds", {})
    closed = {"unit": first, "from": "2027-07-09", "to": "2027-07-10"}
    good(call("POST", desk.catalog("/closures"), closed), 201)
    massage = book(
        appointment(sold, "2027-07-02T08:00:00Z", sold.marta),
        adults=1,
        first_name="Gergő",
        last_name="Szabó",
    )
    business.pay(massage, "deposit")
    for day, seats in (("01", 5), ("05", 1)):
        business.pay(book(lesson(sold, f"2027-07-{day}T08:00:00Z"), adults=seats), "deposit")
    write_selling(business, confirm="by_staff")
    garden = nights(sold, "2027-07-05", "2027-07-08")
    request = book(garden, first_name="Ben", last_name="Okafor")
    return July(stay, massage, request)
