"""A small catalogue with one of everything, for tests that sell something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.support.api import Reply, call
from tests.support.business import good


def catalog_path(property_id: str, part: str = "") -> str:
    """The address of a property's catalogue, or of a part of it: ``/products``, say."""
    return f"/staff/catalog/{property_id}{part}"


def put_up(property_id: str, kind: str, body: Any) -> Any:
    """Adds a record to the catalogue (``kind`` is the plural); answers with it."""
    return good(call("POST", catalog_path(property_id, f"/{kind}"), body), 201)


def override_days(property_id: str, product: str, first: str, last: str, **more: Any) -> Reply:
    """Sets single days of a product: its price, whether it is closed, its least nights."""
    body = {"product": product, "from": first, "to": last, **more}
    return call("PUT", catalog_path(property_id, "/overrides"), body)


@dataclass(frozen=True)
class SurfCamp:
    """The ids of what `surf_camp_catalog` put up."""

    property_id: str
    dorm: str
    beds: list[str]
    room: str
    rooms: list[str]
    lesson: str
    massage: str
    lena: str
    tomas: str
    flexible: str
    activities: str
    board: str
    breakfast: str
    surf_week: str
    promotion: str


def surf_camp_catalog(property_id: str, **selling: Any) -> SurfCamp:
    """Puts up the catalogue of a surf camp; ``selling`` differs from confirming at once in EUR.

    ======== =========================================================================
    dorm     4 beds (sleeps 1), 30.00 for each person and night
    room     2 rooms (sleep 3), 90.00 a night for 2, third adult 25.00; in July 120.00;
             Friday and Saturday 10 % more; 7 nights 10 % off; child to 5 free, to 12 half
    lesson   every day at 10:00 from 2027-01-01 (Lisbon), 2 h, 8 seats, least 2, 45.00
    massage  60 minutes and 15 to clean up; Lena Mon-Fri 9-17 with a break 12-13, Tomás
             Mon, Wed 14-20; 60.00
    board    extra, 15.00 a night, 5 there are
    breakfast extra, 8.00 for each person and night, with dorm and room
    surf week package from Saturdays: 7 nights in the dorm, 5 lessons (days 1 to 5), 1 board;
             490.00 for each person
    SUMMER10 10 % off dorm and room, for stays of 2 nights and more
    ======== =========================================================================
    """
    terms = {
        "online": True,
        "currency": "EUR",
        "confirm": "at_once",
        "tourist_tax": {"name": "Tourist tax", "amount": 200, "from_age": 13, "most_nights": 7},
        **selling,
    }
    good(call("PUT", catalog_path(property_id, "/selling"), terms))

    def add(kind: str, body: Any) -> Any:
        return put_up(property_id, kind, body)

    dorm = add("products", DORM)
    room = add("products", ROOM)
    lesson = add("products", LESSON)["id"]
    lena = add("people", LENA)["id"]
    tomas = add("people", TOMAS)["id"]
    massage = add("products", MASSAGE | {"people": [lena, tomas]})["id"]
    flexible = add(
        "rates",
        FLEXIBLE
        | {"prices": {room["id"]: 9000}}
        | {"rules": [JULY | {"products": [room["id"]]}, WEEKEND]},
    )["id"]
    activities = add(
        "rates", PER_PERSON | {"prices": {dorm["id"]: 3000, lesson: 4500, massage: 6000}}
    )["id"]
    board = add("extras", BOARD)["id"]
    breakfast = add("extras", BREAKFAST | {"products": [dorm["id"], room["id"]]})["id"]
    parts = [
        {"product": dorm["id"], "nights": 7},
        {"product": lesson, "days": [1, 2, 3, 4, 5]},
        {"extra": board, "quantity": 1},
    ]
    surf_week = add("packages", SURF_WEEK | {"parts": parts})["id"]
    promotion = add("promotions", SUMMER | {"products": [dorm["id"], room["id"]]})["id"]
    return SurfCamp(
        property_id=property_id,
        dorm=dorm["id"],
        beds=[unit["id"] for unit in dorm["units"]],
        room=room["id"],
        rooms=[unit["id"] for unit in room["units"]],
        lesson=lesson,
        massage=massage,
        lena=lena,
        tomas=tomas,
        flexible=flexible,
        activities=activities,
        board=board,
        breakfast=breakfast,
        surf_week=surf_week,
        promotion=promotion,
    )


DORM: dict[str, Any] = {
    "kind": "stay",
    "name": "Bed in the dorm",
    "description": "A bunk with a curtain, a lamp and a locker.",
    "units": [{"name": f"Bed {number}"} for number in range(1, 5)],
    "sleeps": 1,
}
ROOM: dict[str, Any] = {
    "kind": "stay",
    "name": "Garden room",
    "units": [{"name": "Garden 1"}, {"name": "Garden 2"}],
    "sleeps": 3,
    "position": 1,
}
LESSON: dict[str, Any] = {
    "kind": "session",
    "name": "Surf lesson",
    "duration": 120,
    "seats": 8,
    "least": 2,
    "schedules": [{"start": "2027-01-01T10:00", "rule": "FREQ=DAILY"}],
}
MASSAGE: dict[str, Any] = {
    "kind": "appointment",
    "name": "Massage",
    "duration": 60,
    "buffer": 15,
    "step": 15,
}
LENA: dict[str, Any] = {
    "name": "Lena",
    "hours": [{"weekday": day, "from": "09:00", "to": "17:00"} for day in range(1, 6)],
    "breaks": [{"weekday": day, "from": "12:00", "to": "13:00"} for day in range(1, 6)],
}
TOMAS: dict[str, Any] = {
    "name": "Tomás",
    "hours": [{"weekday": day, "from": "14:00", "to": "20:00"} for day in (1, 3)],
    "position": 1,
}
FLEXIBLE: dict[str, Any] = {
    "name": "Flexible",
    "per": "unit",
    "includes": 2,
    "extra_adult": 2500,
    "children": [{"to_age": 5, "price": 0}, {"to_age": 12, "percent": 50}],
    "stay_discounts": [{"nights": 7, "percent": 10}],
    "tax_rate": "0.06",
}
JULY: dict[str, Any] = {"name": "July", "from": "2027-07-01", "to": "2027-07-31", "price": 12000}
WEEKEND: dict[str, Any] = {"name": "Weekend", "weekdays": [5, 6], "percent": 10}
PER_PERSON: dict[str, Any] = {
    "name": "Per person",
    "per": "person",
    "tax_rate": "0.23",
    "position": 1,
}
BOARD: dict[str, Any] = {
    "name": "Board and wetsuit",
    "price": 1500,
    "per": "night",
    "stock": 5,
    "tax_rate": "0.23",
}
BREAKFAST: dict[str, Any] = {
    "name": "Breakfast",
    "price": 800,
    "per": "person_night",
    "tax_rate": "0.13",
    "position": 1,
}
SURF_WEEK: dict[str, Any] = {
    "name": "Surf week",
    "price": 49000,
    "per": "person",
    "start_on": [6],
    "tax_rate": "0.06",
}
SUMMER: dict[str, Any] = {
    "code": "SUMMER10",
    "name": "Summer offer",
    "percent": 10,
    "min_nights": 2,
}
