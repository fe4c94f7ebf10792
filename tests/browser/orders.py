"""Booking online as a guest does, through the API: what is chosen, its price, the booking."""

from __future__ import annotations

from itertools import count
from typing import Any

from tests.browser.house import Sold
from tests.support.api import call
from tests.support.business import Business, Portal, good
from tests.support.samples import booking_body

_attempts = count(1)


def nights(sold: Sold, first: str, end: str) -> dict[str, Any]:
    """Nights in the garden room at the flexible rate, as one chooses them."""
    return {
        "kind": "stay",
        "product": sold.garden,
        "rate": sold.flexible,
        "from": first,
        "to": end,
    }


def lesson(sold: Sold, at: str, *guests: int) -> dict[str, Any]:
    """A surf lesson for some of the guests."""
    return {"kind": "session", "product": sold.lesson, "at": at, "guests": list(guests)}


def appointment(sold: Sold, at: str, person: str) -> dict[str, Any]:
    """A massage for the first guest."""
    return {
        "kind": "appointment",
        "product": sold.massage,
        "person": person,
        "at": at,
        "guests": [0],
    }


def selection(business: Business, *choices: dict[str, Any], adults: int = 2) -> dict[str, Any]:
    """What so many adults choose."""
    return {"property": business.property_id, "adults": adults, "choices": list(choices)}


def order(wanted: dict[str, Any], **booker: str) -> Portal:
    """Books a selection at its price of now; Anna Hemm does, with changes."""
    quoted = good(call("POST", "/quotes", wanted))
    body = booking_body()
    taken = {
        "quote": quoted["quote"],
        "booker": body["booker"] | {"language": "en"} | booker,
        "guests": body["guests"][: wanted["adults"]],
        "accepted_terms": good(call("GET", "/staff/settings/terms"))["version"],
    }
    headers = {"Idempotency-Key": f"order-{next(_attempts)}"}
    made = good(call("POST", "/bookings", taken, headers=headers), 201)
    return Portal(made["code"], made["link"].partition("#")[2])
