"""What the desk's fixture API sells: a catalogue, its calendar and its timeline."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Any

Json = dict[str, Any]


def money(amount: int) -> Json:
    """Minor units of the property's currency as the API writes them."""
    return {"amount": amount, "currency": "EUR"}


def catalog() -> Json:
    """A surf house: rooms, a massage, lessons, two rates."""
    shown: Json = {"description": "", "picture_url": None, "on_sale": True, "texts": {}}
    return {
        "property_id": "ericeira",
        "selling": {
            "online": True,
            "currency": "EUR",
            "confirm": "on_deposit",
            "hold_minutes": 60,
            "request_hours": 48,
            "lead_hours": 0,
            "horizon_days": 540,
            "tourist_tax": None,
        },
        "products": {
            "garden": {
                **shown,
                "id": "garden",
                "kind": "stay",
                "name": "Garden room",
                "units": [{"id": "g1", "name": "101"}, {"id": "g2", "name": "102"}],
                "sleeps": 2,
                "position": 0,
                "min_nights": 1,
                "max_nights": 90,
                "arrive_on": [],
                "leave_on": [],
                "closed": [{"from": "2027-12-20", "to": "2028-01-10"}],
            },
            "massage": {
                **shown,
                "id": "massage",
                "kind": "appointment",
                "name": "Massage",
                "duration": 60,
                "people": ["marta"],
                "buffer": 10,
                "step": 15,
                "position": 1,
            },
            "lesson": {
                **shown,
                "id": "lesson",
                "kind": "session",
                "name": "Surf lesson",
                "duration": 90,
                "seats": 8,
                "least": 2,
                "position": 2,
                "schedules": [
                    {
                        "start": "2027-07-01T10:00:00",
                        "rule": "FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20270930T235959",
                        "except": [],
                    }
                ],
            },
        },
        "people": {
            "marta": {
                "id": "marta",
                "name": "Marta",
                "hours": [
                    {"weekday": day, "from": "09:00:00", "to": "17:00:00"} for day in (1, 2, 3)
                ],
                "breaks": [],
                "days_off": [],
                "position": 0,
            }
        },
        "rates": {
            "standard": {
                "id": "standard",
                "name": "Bed and breakfast",
                "texts": {},
                "description": "",
                "prices": {"garden": 9000, "lesson": 4500},
                "per": "unit",
                "includes": 2,
                "extra_adult": 0,
                "children": [{"to_age": 5, "percent": "0", "price": None}],
                "occupancy": [],
                "rules": [
                    {
                        "name": "High season",
                        "texts": {},
                        "from": "2027-07-01",
                        "to": "2027-08-31",
                        "weekdays": [5, 6],
                        "products": [],
                        "price": None,
                        "percent": "25",
                    }
                ],
                "stay_discounts": [],
                "tax_rate": "0.06",
                "tax_included": None,
                "policy": None,
                "min_nights": 1,
                "position": 0,
                "on_sale": True,
            }
        },
        "extras": {},
        "packages": {},
        "promotions": {},
        "feeds": {
            "airbnb": {
                "id": "airbnb",
                "unit": "g1",
                "url": "https://airbnb.example/calendar.ics",
                "name": "Airbnb",
                "read_at": "2026-11-21T09:45:00Z",
                "problem": "The address answered 404.",
                "conflicts": [{"from": "2027-07-03", "to": "2027-07-04"}],
            }
        },
    }


def empty_catalog(property_id: str) -> Json:
    """A property that sells nothing yet."""
    kinds = ("products", "people", "rates", "extras", "packages", "promotions", "feeds")
    selling = catalog()["selling"]
    return {"property_id": property_id, "selling": selling, **{kind: {} for kind in kinds}}


def _entry(number: int, resource: str, nights: tuple[str, str], **more: Any) -> Json:
    return {
        "id": f"e{number}",
        "resource": resource,
        "kind": "booking",
        "code": None,
        "title": "",
        "status": "confirmed",
        "awaits": None,
        "held": False,
        "from": nights[0],
        "to": nights[1],
        "all_day": True,
        "movable": False,
        **more,
    }


def timeline(stay: str, massage: str) -> Json:
    """The first days of July 2027; the two are codes of bookings that can be moved."""
    return {
        "property": "ericeira",
        "time_zone": "Europe/Lisbon",
        "resources": [
            {"id": "g1", "name": "101", "group": "Garden room", "kind": "unit"},
            {"id": "g2", "name": "102", "group": "Garden room", "kind": "unit"},
            {"id": "marta", "name": "Marta", "group": "", "kind": "person"},
        ],
        "entries": [
            _entry(
                1, "g1", ("2027-07-01", "2027-07-04"), code=stay, title="Hemm, Anna", movable=True
            ),
            _entry(
                2,
                "g2",
                ("2027-07-05", "2027-07-08"),
                code="HELD0001",
                title="Okafor, Ben",
                status="pending",
                awaits="staff",
                held=True,
                movable=True,
            ),
            _entry(3, "g1", ("2027-07-09", "2027-07-11"), kind="closure", title="", closure="c7"),
            _entry(4, "g1", ("2027-07-05", "2027-07-07"), kind="import", title=""),
            _entry(
                5,
                "marta",
                ("2027-07-02T08:00:00Z", "2027-07-02T09:00:00Z"),
                code=massage,
                title="Szabó, Gergő",
                all_day=False,
                movable=True,
            ),
        ],
        "sessions": [
            {
                "product": "lesson",
                "name": "Surf lesson",
                "at": f"2027-07-{day:02}T09:00:00Z",
                "local": f"2027-07-{day:02}T10:00",
                "until_local": f"2027-07-{day:02}T11:30",
                "seats": 8,
                "sold": sold,
                "least": 2,
                "closed": False,
                "bookings": [{"code": stay, "title": "Hemm, Anna", "seats": sold}],
            }
            for day, sold in ((1, 5), (5, 1), (8, 8))
        ],
        "conflicts": [
            {
                "feed": "airbnb",
                "unit": "g1",
                "name": "Garden room, 101",
                "from": "2027-07-03",
                "to": "2027-07-04",
            }
        ],
    }


def month_of(product: Json, month: str, overrides: dict[str, Json]) -> Json:
    """A product's calendar of one month; overrides by date."""
    year, number = map(int, month.split("-"))
    first = date(year, number, 1)
    days: list[Json] = []
    for offset in range(calendar.monthrange(year, number)[1]):
        day = first + timedelta(days=offset)
        override = overrides.get(day.isoformat())
        left = (day.day * 7) % 3
        state = "closed" if override and override["closed"] else "free" if left else "sold_out"
        price = (override or {}).get("price") or (11250 if day.isoweekday() in (5, 6) else 9000)
        days.append(
            {
                "date": day.isoformat(),
                "state": "few" if state == "free" and left == 1 else state,
                "left": left,
                "price": money(price),
                "min_nights": (override or {}).get("min_nights") or 1,
                "arrive": True,
                "leave": True,
                "sessions": [],
                "override": override,
            }
        )
    return {"product": product["id"], "kind": product["kind"], "days": days}
