"""What guests of the demo booked by themselves: what the desk's timeline shows on the first day.

Days are counted from today. Products go by their names; a session is the first on its day that has
room, an appointment the first free time after its hour.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

Then = Literal["pay", "accept", "leave"]


class Stay(TypedDict):
    """Nights from a day on."""

    kind: Literal["stay"]
    name: str
    day: int
    nights: int


class Session(TypedDict):
    """A session on a day."""

    kind: Literal["session"]
    name: str
    day: int


class Appointment(TypedDict):
    """An appointment on a day, not before an hour of the property's clock."""

    kind: Literal["appointment"]
    name: str
    day: int
    hour: int


class Order(TypedDict):
    """What somebody books, and what becomes of it."""

    place: str
    first_name: str
    last_name: str
    adults: int
    choices: list[Stay | Session | Appointment]
    then: Then
    children: NotRequired[list[int]]
    promotion: NotRequired[str]


SURF, INN, SALON = "Praia Surf House", "Casa do Farol", "Salão Maré"

ORDERS: list[Order] = [
    {
        "place": SURF,
        "first_name": "Mika",
        "last_name": "Lindqvist",
        "adults": 2,
        "choices": [
            {"kind": "stay", "name": "Garden room", "day": 0, "nights": 5},
            {"kind": "session", "name": "Surf lesson", "day": 2},
            {"kind": "session", "name": "Surf lesson", "day": 3},
        ],
        "then": "pay",
        "promotion": "SURF10",
    },
    {
        "place": SURF,
        "first_name": "Kaito",
        "last_name": "Tanaka",
        "adults": 1,
        "choices": [
            {"kind": "stay", "name": "Bed in the blue dorm", "day": 1, "nights": 6},
            {"kind": "session", "name": "Surf lesson", "day": 3},
        ],
        "then": "pay",
    },
    {
        "place": SURF,
        "first_name": "Chidi",
        "last_name": "Okafor",
        "adults": 2,
        "children": [6, 9],
        "choices": [{"kind": "stay", "name": "Family loft", "day": 3, "nights": 4}],
        "then": "pay",
    },
    {
        "place": SURF,
        "first_name": "Léa",
        "last_name": "Moreau",
        "adults": 2,
        "choices": [{"kind": "stay", "name": "Sea view double", "day": 2, "nights": 3}],
        "then": "leave",
    },
    {
        "place": SURF,
        "first_name": "Tomás",
        "last_name": "Ferreira",
        "adults": 2,
        "choices": [{"kind": "stay", "name": "Bed in the blue dorm", "day": 4, "nights": 5}],
        "then": "pay",
    },
    {
        "place": INN,
        "first_name": "Søren",
        "last_name": "Åberg",
        "adults": 2,
        "choices": [{"kind": "stay", "name": "Double room", "day": 5, "nights": 4}],
        "then": "accept",
    },
    {
        "place": INN,
        "first_name": "Ольга",
        "last_name": "Коваль",
        "adults": 2,
        "choices": [{"kind": "stay", "name": "Lighthouse suite", "day": 8, "nights": 3}],
        "then": "leave",
    },
    {
        "place": SALON,
        "first_name": "Beatriz",
        "last_name": "Nunes",
        "adults": 1,
        "choices": [{"kind": "appointment", "name": "Cut and blow-dry", "day": 2, "hour": 10}],
        "then": "leave",
    },
    {
        "place": SALON,
        "first_name": "Yara",
        "last_name": "Haddad",
        "adults": 1,
        "choices": [{"kind": "appointment", "name": "Colour", "day": 2, "hour": 11}],
        "then": "leave",
    },
    {
        "place": SALON,
        "first_name": "Ingrid",
        "last_name": "Solberg",
        "adults": 1,
        "choices": [{"kind": "appointment", "name": "Manicure", "day": 3, "hour": 14}],
        "then": "leave",
    },
]
