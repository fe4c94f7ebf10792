"""Real-looking input for tests."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

BOOKING: dict[str, Any] = {
    "property": "",
    "status": "pending",
    "currency": "EUR",
    "arrival": "2027-03-01",
    "departure": "2027-03-08",
    "booker": {
        "first_name": "Anna",
        "last_name": "Hemm",
        "email": "anna@example.com",
        "phone": "+3725551234",
        "language": "et",
    },
    "guests": [
        {"first_name": "Anna", "last_name": "Hemm"},
        {"first_name": "Ben", "last_name": "Hemm"},
    ],
    "agency": {"name": "Sun Trips", "email": "desk@suntrips.example"},
    "items": [
        {
            "kind": "accommodation",
            "name": "Garden room",
            "rate": "Bed and breakfast",
            "guests": [0, 1],
            "from": "2027-03-01",
            "to": "2027-03-08",
            "quantity": 7,
            "unit_price": 9000,
            "tax_rate": "0.10",
        },
        {
            "kind": "activity",
            "name": "Surf lesson",
            "guests": [0],
            "at": "2027-03-02T09:00:00Z",
            "quantity": 1,
            "unit_price": 4500,
            "tax_rate": "0.21",
        },
        {
            "kind": "extra",
            "name": "Airport transfer",
            "guests": [0, 1],
            "quantity": 1,
            "unit_price": 0,
            "tax_rate": "0.21",
        },
    ],
    "deposit": {"percent": 30},
}


def booking_body(**changes: Any) -> dict[str, Any]:
    """The sample booking of two guests: 675.00 EUR in all, 202.50 EUR deposit."""
    return deepcopy(BOOKING) | changes
