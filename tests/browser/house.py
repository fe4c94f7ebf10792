"""Praia Surf House, as its staff set it up: settings, questions of the check-in, what it sells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.support.api import call
from tests.support.business import Business, good
from tests.support.catalog import catalog_path, put_up

OPENED = datetime(2027, 1, 1, 9, 0, tzinfo=UTC)
NOW = datetime(2027, 2, 20, 10, 0, tzinfo=UTC)

TERMS = """These terms apply between you and Praia Surf House. By confirming you agree to them.

Arrival is from 15:00, departure until 11:00. Earlier arrival is possible if the room is ready.

Lessons take place in any weather that is safe. If the sea is not safe, we offer another time.

You are asked to leave boards and wetsuits outside the rooms, and to be quiet after 23:00.

Damage beyond normal use is charged at cost."""

BRAND: dict[str, Any] = {
    "name": "Praia Surf House",
    "colour": "#0b6e75",
    "website": "https://praia.example/",
}
FLEXIBLE: dict[str, Any] = {
    "name": "Flexible",
    "tiers": [
        {"until": {"days": 7, "at": "18:00"}, "fee": {"percent": 0}},
        {"until": {"hours": 21}, "fee": {"percent": 20}},
    ],
    "after": {"percent": 100},
    "guest_until": {"hours": 21},
    "deposit": {"percent": 30},
}
PROPERTY: dict[str, Any] = {
    "name": "Praia Surf House",
    "time_zone": "Europe/Lisbon",
    "email": "stay@praia.example",
    "phone": "+351 282 555 010",
    "website": "https://praia.example/",
    "address": {
        "lines": ["Rua da Praia 12"],
        "city": "Ericeira",
        "postcode": "2655-001",
        "country": "PT",
    },
    "contacts": ["frontdesk@praia.example"],
    "directions": "From Lisbon airport take the A8 to exit 5, then the A21 to its end.\n"
    "Turn left at the lighthouse.\n\n"
    "Buses leave from Campo Grande twice an hour and stop nearby.",
    "map_url": "https://maps.example/praia",
}
SELLER: dict[str, Any] = {
    "name": "Praia Surf Lda",
    "address": PROPERTY["address"],
    "vat_number": "PT123456789",
    "invoice_prefix": "PSH",
}
FIELDS: list[dict[str, Any]] = [
    {"label": "Date of birth", "type": "date", "required": True},
    {
        "label": "Nationality",
        "type": "country",
        "required": True,
        "help": "As in your passport.",
    },
    {"label": "Mobile phone", "type": "phone", "help": "For the driver of the transfer."},
    {"label": "Email", "type": "email"},
    {
        "label": "Surf level",
        "type": "choice",
        "required": True,
        "options": ["Never tried", "Beginner", "Intermediate", "Advanced"],
    },
    {"label": "Height in cm", "type": "number", "help": "For the wetsuit."},
    {
        "label": "Diet",
        "type": "many",
        "options": ["Vegetarian", "Vegan", "No gluten", "No lactose"],
    },
    {"label": "Can you swim?", "type": "yes_no", "required": True},
    {"label": "Flight number", "type": "text"},
    {
        "label": "Anything we should know?",
        "type": "long_text",
        "help": "Allergies, injuries, a birthday during your stay.",
    },
]


def set_up(business: Business) -> None:
    """Gives the business its brand, policy, property and seller."""
    policy = good(call("GET", f"/staff/settings/properties/{business.property_id}"))["policy"]
    good(call("PUT", "/staff/settings/brand", BRAND))
    good(call("PUT", f"/staff/settings/policies/{policy}", FLEXIBLE))
    good(call("PUT", "/staff/settings/seller", SELLER))
    write_property(business)


def write_property(business: Business, **changes: Any) -> None:
    """Writes the property anew, with changes."""
    path = f"/staff/settings/properties/{business.property_id}"
    policy = good(call("GET", path))["policy"]
    good(call("PUT", path, PROPERTY | {"policy": policy} | changes))


def write_policy(business: Business, **changes: Any) -> None:
    """Writes the property's policy anew, with changes; bookings keep the one they were made on."""
    place = good(call("GET", f"/staff/settings/properties/{business.property_id}"))
    good(call("PUT", f"/staff/settings/policies/{place['policy']}", FLEXIBLE | changes))


def ask_fields(business: Business) -> None:
    """Adds the questions of the check-in."""
    for place, field in enumerate(FIELDS):
        business.field(field["label"], field["type"], position=place, **_rest(field))


def _rest(field: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in field.items() if name not in ("label", "type")}


def answers(by_label: dict[str, Any]) -> dict[str, Any]:
    """Answers to the questions, by the fields' ids."""
    fields = good(call("GET", "/staff/fields"))["items"]
    ids = {field["label"]: field["id"] for field in fields}
    return {ids[label]: answer for label, answer in by_label.items()}


@dataclass(frozen=True)
class Sold:
    """The ids of what `open_shop` put up."""

    garden: str
    gardens: list[str]
    dorm: str
    lesson: str
    massage: str
    marta: str
    rui: str
    flexible: str
    saver: str
    standard: str
    parking: str
    breakfast: str
    camp: str


def write_selling(business: Business, **changes: Any) -> None:
    """Sets how the house sells: on the deposit, if not said otherwise."""
    terms = {"confirm": "on_deposit", "hold_minutes": 60, "horizon_days": 400, **changes}
    good(call("PUT", catalog_path(business.property_id, "/selling"), terms))


def sell_online(business: Business, **selling: Any) -> Sold:
    """The house publishes its terms and opens its shop."""
    business.publish_terms(TERMS)
    return open_shop(business, **selling)


def open_shop(business: Business, **selling: Any) -> Sold:
    """Puts one thing of every kind on sale; ``selling`` differs from confirming on the deposit.

    ========= ========================================================================
    garden    4 rooms (sleep 2), from 2 nights; flexible 90.00 a night, saver 81.00
    dorm      6 beds, 28.50 for each person and night
    lesson    every day at 9:00 and 14:00 (Lisbon), 2 h, 8 seats, least 2, 45.00
    massage   50 minutes; Marta daily 9 to 19, Rui daily 10 to 19; 60.00
    parking   extra with the garden room, 8.00 a night, 2 there are
    breakfast extra, 12.00 for each person and night
    camp      package from Saturdays: 7 nights in the dorm and 5 lessons; 599.00 a person
    SUMMER10  10 % off everything
    ========= ========================================================================
    """

    def add(kind: str, body: Any) -> Any:
        return put_up(business.property_id, kind, body)

    write_selling(business, **selling)
    garden = add("products", GARDEN)
    dorm = add("products", DORM)["id"]
    lesson = add("products", LESSON)["id"]
    marta = add("people", MARTA)["id"]
    rui = add("people", RUI)["id"]
    massage = add("products", MASSAGE | {"people": [marta, rui]})["id"]
    flexible = add("rates", FLEXIBLE_RATE | {"prices": {garden["id"]: 9000}})["id"]
    saver = add("rates", SAVER_RATE | {"prices": {garden["id"]: 8100}})["id"]
    standard = add("rates", STANDARD_RATE | {"prices": {massage: 6000}})["id"]
    add("rates", PERSON_RATE | {"prices": {dorm: 2850, lesson: 4500}})
    parking = add("extras", PARKING | {"products": [garden["id"]]})["id"]
    breakfast = add("extras", BREAKFAST)["id"]
    parts = [{"product": dorm, "nights": 7}, {"product": lesson, "days": [0, 1, 2, 3, 4]}]
    camp = add("packages", CAMP | {"parts": parts})["id"]
    add("promotions", SUMMER)
    return Sold(
        garden=garden["id"],
        gardens=[unit["id"] for unit in garden["units"]],
        dorm=dorm,
        lesson=lesson,
        massage=massage,
        marta=marta,
        rui=rui,
        flexible=flexible,
        saver=saver,
        standard=standard,
        parking=parking,
        breakfast=breakfast,
        camp=camp,
    )


def _daily(opens: str, closes: str) -> list[dict[str, Any]]:
    return [{"weekday": day, "from": opens, "to": closes} for day in range(1, 8)]


GARDEN: dict[str, Any] = {
    "kind": "stay",
    "name": "Garden room",
    "description": "A quiet double room that opens to the garden.",
    "units": [{"name": f"Garden {number}"} for number in range(1, 5)],
    "sleeps": 2,
    "min_nights": 2,
    "max_nights": 30,
}
DORM: dict[str, Any] = {
    "kind": "stay",
    "name": "Bed in the dorm",
    "units": [{"name": f"Bed {number}"} for number in range(1, 7)],
    "sleeps": 1,
    "max_nights": 30,
    "position": 1,
}
LESSON: dict[str, Any] = {
    "kind": "session",
    "name": "Surf lesson",
    "description": "For beginners and those who stood up once. Board and wetsuit are included.",
    "duration": 120,
    "seats": 8,
    "least": 2,
    "schedules": [
        {"start": "2027-01-01T09:00", "rule": "FREQ=DAILY"},
        {"start": "2027-01-01T14:00", "rule": "FREQ=DAILY"},
    ],
    "position": 2,
}
MASSAGE: dict[str, Any] = {
    "kind": "appointment",
    "name": "Massage",
    "duration": 50,
    "step": 30,
    "position": 3,
}
MARTA: dict[str, Any] = {"name": "Marta", "hours": _daily("09:00", "19:00")}
RUI: dict[str, Any] = {"name": "Rui", "hours": _daily("10:00", "19:00"), "position": 1}
FLEXIBLE_RATE: dict[str, Any] = {
    "name": "Flexible",
    "description": "Free cancellation until a week before.",
    "tax_rate": "0.10",
}
SAVER_RATE: dict[str, Any] = {
    "name": "Saver",
    "description": "Not refundable.",
    "tax_rate": "0.10",
    "position": 1,
}
STANDARD_RATE: dict[str, Any] = {"name": "Standard", "tax_rate": "0.10", "position": 2}
PERSON_RATE: dict[str, Any] = {
    "name": "Standard",
    "per": "person",
    "tax_rate": "0.10",
    "position": 3,
}
PARKING: dict[str, Any] = {
    "name": "Parking",
    "description": "In the yard.",
    "price": 800,
    "per": "night",
    "stock": 2,
    "tax_rate": "0.10",
}
BREAKFAST: dict[str, Any] = {
    "name": "Breakfast",
    "price": 1200,
    "per": "person_night",
    "tax_rate": "0.10",
    "position": 1,
}
CAMP: dict[str, Any] = {
    "name": "Surf camp",
    "description": "A week in the water.",
    "price": 59900,
    "per": "person",
    "start_on": [6],
    "tax_rate": "0.10",
}
SUMMER: dict[str, Any] = {"code": "SUMMER10", "name": "Summer", "percent": 10}
