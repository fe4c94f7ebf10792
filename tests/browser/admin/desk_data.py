"""The bookings and settings that the desk's fixture API starts with."""

from __future__ import annotations

import copy
from datetime import UTC, date, datetime, timedelta
from typing import Any

Json = dict[str, Any]

PROPERTIES: list[Json] = [
    {
        "id": "ericeira",
        "name": "Praia Surf House, Ericeira",
        "language": None,
        "texts": {},
        "time_zone": "Europe/Lisbon",
        "email": "ericeira@praia.example",
        "phone": "+351 261 000 111",
        "website": "https://praia.example",
        "address": {
            "lines": ["Rua do Mar 12"],
            "city": "Ericeira",
            "postcode": "2655-301",
            "country": "PT",
        },
        "contacts": ["reservas@praia.example"],
        "check_in_from": "15:00",
        "check_out_until": "11:00",
        "directions": "From the bus station walk down to the sea.\nThe blue door is ours.",
        "map_url": "https://maps.example/ericeira",
        "prices_include_tax": True,
        "policy": "flexible",
    },
    {
        "id": "balaton",
        "name": "Nádas Vendégház, Balaton",
        "language": None,
        "texts": {},
        "time_zone": "Europe/Budapest",
        "email": "balaton@praia.example",
        "phone": "",
        "website": None,
        "address": {"lines": ["Fő utca 3"], "city": "Tihany", "postcode": "8237", "country": "HU"},
        "contacts": [],
        "check_in_from": "14:00",
        "check_out_until": "10:00",
        "directions": "",
        "map_url": None,
        "prices_include_tax": False,
        "policy": None,
    },
]

POLICIES: list[Json] = [
    {
        "id": "flexible",
        "name": "Flexible",
        "texts": {},
        "tiers": [
            {"until": {"days": 7, "at": "18:00"}, "fee": {"percent": 0}},
            {"until": {"hours": 48}, "fee": {"nights": 1}},
        ],
        "after": {"percent": 100},
        "guest_until": {"hours": 24},
    },
    {
        "id": "strict",
        "name": "Strict",
        "texts": {},
        "tiers": [{"until": {"days": 30, "at": "12:00"}, "fee": {"amount": 5000}}],
        "after": {"percent": 100},
        "guest_until": None,
    },
]

FIELDS: list[Json] = [
    {
        "id": "diet",
        "label": "Diet",
        "texts": {},
        "option_names": {},
        "type": "choice",
        "required": True,
        "help": "For breakfast",
        "options": ["None", "Vegetarian", "Vegan"],
        "position": 0,
    },
    {
        "id": "level",
        "label": "Surf level",
        "texts": {},
        "option_names": {},
        "type": "text",
        "required": False,
        "help": None,
        "options": None,
        "position": 1,
    },
]

ENDPOINTS: list[Json] = [
    {
        "id": "pms",
        "url": "https://pms.example/hooks/lobby",
        "types": ["booking.created", "booking.cancelled"],
        "description": "Property management",
        "enabled": True,
        "secret_version": 1,
        "rotated_at": None,
        "created_at": "2026-10-01T08:00:00Z",
    }
]

SELLER: Json = {
    "name": "Praia Surf House, Lda",
    "address": {
        "lines": ["Rua do Mar 12"],
        "city": "Ericeira",
        "postcode": "2655-301",
        "country": "PT",
    },
    "vat_number": "PT509999999",
    "registration": "",
    "email": "billing@praia.example",
    "phone": "",
    "bank_account": "",
    "invoice_prefix": "2026-",
    "invoice_note": "",
}

BRAND: Json = {
    "name": "Praia Surf House",
    "texts": {},
    "colour": "#0b6e75",
    "logo_url": None,
    "website": "https://praia.example",
}

_PEOPLE = [
    ("Anna", "Hemm", "et"),
    ("Ben", "Okafor", "en"),
    ("Lucía", "Fernández-Villaverde", "es"),
    ("Gergő", "Szabó", "hu"),
    ("Ingrid", "Ødegård", "nb"),
    ("محمد", "الأحمد", "en"),
    ("Zoë 🏄", "O'Neill-Van der Westhuizen", "en"),
]
_STATUSES = ["confirmed", "confirmed", "pending", "completed", "cancelled", "no_show"]
_RATES = ["Bed and breakfast", "Room only", "Surf camp, full board"]
_CODES = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def instant(moment: datetime) -> str:
    """An instant as the API writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def money(amount: int, currency: str = "EUR") -> Json:
    """Minor units of a currency as the API writes them."""
    return {"amount": amount, "currency": currency}


def _code(number: int) -> str:
    value, letters = number * 7_919_113 + 99_000_017, ""
    for _ in range(8):
        value, digit = divmod(value, 32)
        letters = _CODES[digit] + letters
    return letters


def _grid_row(number: int) -> Json:
    first, last, language = _PEOPLE[number % len(_PEOPLE)]
    place = PROPERTIES[number % 2]
    currency = "EUR" if place["id"] == "ericeira" else "HUF"
    arrival = date(2027, 1, 4) + timedelta(days=number * 3 % 200)
    nights = 2 + number % 9
    total = (9000 if currency == "EUR" else 3_200_000) * nights
    status = _STATUSES[number % len(_STATUSES)]
    paid = {"pending": 0, "completed": total, "cancelled": 0}.get(status, total * 30 // 100)
    state = "paid" if paid == total else "deposit_paid" if paid else "unpaid"
    return {
        "code": _code(number),
        "status": status,
        "booked_at": instant(
            datetime(2026, 9, 1, 7, 12, tzinfo=UTC) + timedelta(hours=13 * number)
        ),
        "arrival": arrival.isoformat(),
        "departure": (arrival + timedelta(days=nights)).isoformat(),
        "first_name": first,
        "last_name": last,
        "email": f"guest{number}@example.com",
        "property": {"id": place["id"], "name": place["name"]},
        "rate": _RATES[number % len(_RATES)],
        "guests": 1 + number % 4,
        "total": money(total, currency),
        "paid": money(paid, currency),
        "payment_status": "refunded" if status == "cancelled" else state,
        "agency": "Sun Trips" if number % 5 == 0 else None,
        "language": language,
    }


def grid(count: int) -> list[Json]:
    """So many bookings, ascending by the moment they were booked."""
    return [_grid_row(number) for number in range(count)]


def _available() -> Json:
    return {"available": True}


def _unavailable(reason: str, code: str, since: str) -> Json:
    return {"available": False, "reason": reason, "code": code, "since": since}


def page(row: Json) -> Json:
    """The booking page's answer for one row of the grid."""
    currency = row["total"]["currency"]
    place = next(item for item in PROPERTIES if item["id"] == row["property"]["id"])
    arrival, departure = date.fromisoformat(row["arrival"]), date.fromisoformat(row["departure"])
    nights, total, paid = (departure - arrival).days, row["total"]["amount"], row["paid"]["amount"]
    lesson = 4500 if currency == "EUR" else 1_500_000
    room = total - lesson
    anna = f"{row['first_name']} {row['last_name']}"
    status = row["status"]
    cancelled = status == "cancelled"
    gone = _unavailable("The booking is cancelled.", "cancelled", "2026-11-02T10:05:00Z")
    return {
        "booking": {
            "code": row["code"],
            "status": status,
            "version": 3,
            "arrival": row["arrival"],
            "departure": row["departure"],
            "nights": nights,
            "created_at": row["booked_at"],
            "booker": {
                "first_name": row["first_name"],
                "last_name": row["last_name"],
                "email": row["email"],
                "phone": "+3725551234",
                "language": row["language"],
            },
            "guests": [
                {"number": 0, "first_name": row["first_name"], "last_name": row["last_name"]},
                {"number": 1, "first_name": "Ben", "last_name": "Hemm"},
            ],
            "agency": {"name": "Sun Trips", "email": "desk@suntrips.example"}
            if row["agency"]
            else None,
            "confirmed_at": None if status == "pending" else "2026-11-01T09:30:00Z",
            "accepted_terms": None
            if status == "pending"
            else {"version": "2", "at": "2026-11-01T09:30:00Z"},
            "cancellation": {
                "at": "2026-11-02T10:05:00Z",
                "by": "guest",
                "type": "guest_request",
                "reason": "The flight was cancelled",
                "fee": money(0, currency),
                "refund": money(0, currency),
            }
            if cancelled
            else None,
        },
        "property": place,
        "itinerary": [
            {
                "guest": 0,
                "name": anna,
                "stays": [
                    {
                        "name": "Garden room",
                        "rate": row["rate"],
                        "from": row["arrival"],
                        "to": row["departure"],
                        "nights": nights,
                    }
                ],
                "activities": [
                    {
                        "name": "Surf lesson",
                        "at": f"{arrival + timedelta(days=1)}T09:00:00Z",
                        "local": f"{arrival + timedelta(days=1)}T09:00",
                    }
                ],
                "extras": [{"name": "Airport transfer", "quantity": 1}],
            },
            {
                "guest": 1,
                "name": "Ben Hemm",
                "stays": [
                    {
                        "name": "Garden room",
                        "rate": row["rate"],
                        "from": row["arrival"],
                        "to": row["departure"],
                        "nights": nights,
                    }
                ],
                "activities": [],
                "extras": [{"name": "Airport transfer", "quantity": 1}],
            },
        ],
        "breakdown": {
            "lines": [
                {
                    "name": "Garden room",
                    "kind": "accommodation",
                    "detail": None,
                    "from": row["arrival"],
                    "to": row["departure"],
                    "at": None,
                    "rate": row["rate"],
                    "quantity": nights,
                    "unit_price": money(room // nights, currency),
                    "amount": money(room, currency),
                    "tax_rate": "0.10",
                },
                {
                    "name": "Surf lesson",
                    "kind": "activity",
                    "detail": None,
                    "from": None,
                    "to": None,
                    "at": f"{arrival + timedelta(days=1)}T09:00:00Z",
                    "rate": None,
                    "quantity": 1,
                    "unit_price": money(lesson, currency),
                    "amount": money(lesson, currency),
                    "tax_rate": "0.21",
                },
            ],
            "taxes": [
                {
                    "rate": "0.10",
                    "net": money(room - room // 11, currency),
                    "tax": money(room // 11, currency),
                    "gross": money(room, currency),
                },
                {
                    "rate": "0.21",
                    "net": money(lesson - lesson * 21 // 121, currency),
                    "tax": money(lesson * 21 // 121, currency),
                    "gross": money(lesson, currency),
                },
            ],
            "net": money(total - room // 11 - lesson * 21 // 121, currency),
            "tax": money(room // 11 + lesson * 21 // 121, currency),
            "total": row["total"],
            "prices_include_tax": True,
        },
        "payments": {
            "total": row["total"],
            "deposit": money(total * 30 // 100, currency),
            "balance": money(0 if cancelled else total - paid, currency),
            "paid": row["paid"],
            "deposit_due": money(0 if paid or cancelled else total * 30 // 100, currency),
            "status": row["payment_status"],
            "history": [
                {
                    "id": "1",
                    "kind": "deposit",
                    "amount": money(paid, currency),
                    "status": "succeeded",
                    "at": "2026-11-01T09:31:00Z",
                }
            ]
            if paid
            else [],
        },
        "check_in": {
            "fields": copy.deepcopy(FIELDS),
            "guests": [
                {
                    "guest": 0,
                    "name": anna,
                    "complete": True,
                    "checked_in_at": "2026-11-05T18:00:00Z",
                    "missing": [],
                    "answers": {"diet": "Vegan", "level": "Beginner"},
                },
                {
                    "guest": 1,
                    "name": "Ben Hemm",
                    "complete": False,
                    "checked_in_at": None,
                    "missing": ["diet"],
                    "answers": {},
                },
            ],
            "complete": False,
        },
        "terms": {"version": "2", "text": "Be kind to the sea.\n\nLeave the sand outside."},
        "brand": BRAND,
        "policy": copy.deepcopy(POLICIES[0]),
        "actions": {
            "confirm": _available(),
            "pay_deposit": _available(),
            "pay_balance": _available(),
            "check_in": _available(),
            "cancel": gone if cancelled else _available(),
            "download_invoice": _available(),
        },
        "link": f"http://localhost/b/{row['code']}#secret-of-version-1",
        "timeline": [
            {
                "id": "1",
                "at": row["booked_at"],
                "type": "booking.created",
                "actor": {"door": "desk", "name": "marta@praia.example"},
                "summary": "Booking created, pending",
            },
            {
                "id": "2",
                "at": "2026-11-01T09:30:00Z",
                "type": "booking.confirmed",
                "actor": {"door": "portal", "name": anna},
                "summary": "Confirmed, booking terms version 2 accepted",
            },
            {
                "id": "3",
                "at": "2026-11-01T09:31:00Z",
                "type": "payment.succeeded",
                "actor": {"door": "provider", "name": "Stripe"},
                "summary": "Deposit paid",
            },
        ],
        "profiles": [
            {
                "guest": 0,
                "first_name": row["first_name"],
                "last_name": row["last_name"],
                "email": row["email"],
                "phone": "+3725551234",
                "answers": {"diet": "Vegan", "level": "Beginner"},
            },
            {
                "guest": 1,
                "first_name": "Ben",
                "last_name": "Hemm",
                "email": None,
                "phone": None,
                "answers": {},
            },
        ],
        "staff_actions": {
            "resend_confirmation": gone if cancelled else _available(),
            "cancel": gone if cancelled else _available(),
            "rotate_link": _available(),
            "copy_link": _available(),
        },
    }
