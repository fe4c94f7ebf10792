"""What the demo's properties sell.

Records refer to each other by name, as people do; `local.demo` puts the ids in their place.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal, TypedDict, get_args

Record = dict[str, Any]


class Catalogue(TypedDict):
    """All that a property sells."""

    selling: Record
    people: list[Record]
    products: list[Record]
    extras: list[Record]
    rates: list[Record]
    packages: list[Record]
    promotions: list[Record]


Kind = Literal["people", "products", "extras", "rates", "packages", "promotions"]
# What refers to others comes after them.
KINDS: tuple[Kind, ...] = get_args(Kind)


def catalogues(today: date) -> dict[str, Catalogue]:
    """By the property's name, with seasons of this year and the next two."""
    return {
        "Praia Surf House": _surf_house(today),
        "Casa do Farol": _guest_house(today),
        "Salão Maré": _salon(today),
    }


def _seasons(today: date, name: str, first: str, last: str, percent: int) -> list[Record]:
    """A price rule for each year's season, which begins and ends on a day like ``07-01``."""
    return [
        {
            "name": name,
            "from": f"{year}-{first}",
            "to": f"{year + (last < first)}-{last}",
            "percent": percent,
        }
        for year in range(today.year - 1, today.year + 3)
    ]


def _units(*names: str) -> list[Record]:
    return [{"name": name} for name in names]


def _every(start: str, rule: str, today: date, **more: Any) -> Record:
    """Sessions from this year's beginning on, at a time like ``09:30``."""
    return {"start": f"{today.year}-01-01T{start}", "rule": rule, **more}


def _hours(days: list[int], first: str, last: str) -> list[Record]:
    return [{"weekday": day, "from": first, "to": last} for day in days]


def _away(today: date, after: int, days: int) -> Record:
    """Days off that begin so many days from now."""
    begin = today + timedelta(after)
    return {"from": begin.isoformat(), "to": (begin + timedelta(days - 1)).isoformat()}


# -- Praia Surf House -----------------------------------------------------------------------------

ROOMS = ["Garden room", "Sea view double", "Family loft"]
BEDS = ["Bed in the blue dorm", *ROOMS]


def _surf_house(today: date) -> Catalogue:
    high = _seasons(today, "High season", "06-15", "09-15", 35)
    low = _seasons(today, "Winter", "11-01", "02-28", -20)
    weekend = {
        "name": "Weekend",
        "weekdays": [5, 6],
        "percent": 10,
        "texts": {"es": {"name": "Fin de semana"}},
    }
    christmas = [f"{year}-12-25" for year in range(today.year, today.year + 3)]
    return {
        "selling": {
            "online": True,
            "currency": "EUR",
            "confirm": "on_deposit",
            "hold_minutes": 60,
            "lead_hours": 2,
            "horizon_days": 540,
            "tourist_tax": {
                "name": "Taxa turística",
                "amount": 200,
                "from_age": 13,
                "most_nights": 7,
            },
        },
        "people": [
            {
                "name": "Оксана",
                "hours": _hours([1, 2, 4, 5, 6], "14:00", "20:00"),
                "breaks": _hours([1, 2, 4, 5, 6], "17:00", "17:30"),
                "days_off": [_away(today, 45, 14)],
            },
        ],
        "products": [
            {
                "kind": "stay",
                "name": "Bed in the blue dorm",
                "texts": {"es": {"name": "Cama en el dormitorio azul"}},
                "description": "One of eight bunks in the room under the roof, each with a "
                "curtain, a reading lamp, two sockets and a locker that a wetsuit fits into. "
                "Shared bathroom on the same floor, sheets and a blanket included.",
                "units": _units(*(f"Bunk {number}" for number in range(1, 9))),
                "sleeps": 1,
                "max_nights": 28,
            },
            {
                "kind": "stay",
                "name": "Garden room",
                "texts": {"es": {"name": "Habitación con jardín"}},
                "description": "Ground floor, with its own door to the fig tree and the outdoor "
                "shower. A double bed, a single one for the third of you, and a bathroom.",
                "units": _units("Alecrim", "Alfazema", "Figueira", "Hortelã"),
                "sleeps": 3,
                "position": 1,
            },
            {
                "kind": "stay",
                "name": "Sea view double",
                "texts": {"es": {"name": "Doble con vistas al mar"}},
                "description": "Upstairs, facing west: you see the sets at Ribeira d'Ilhas from "
                "bed. King-size bed, bathroom, a small balcony with two chairs.",
                "units": _units("Norte", "Sul"),
                "sleeps": 2,
                "min_nights": 2,
                "position": 2,
            },
            {
                "kind": "stay",
                "name": "Family loft",
                "texts": {"es": {"name": "Loft familiar"}},
                "description": "Two rooms under the beams for up to five: a double bed, three "
                "singles, a kitchenette, and a gate at the top of the stairs.",
                "units": _units("Loft"),
                "sleeps": 5,
                "min_nights": 3,
                "closed": [{"from": f"{today.year + 1}-01-10", "to": f"{today.year + 1}-01-31"}],
                "position": 3,
            },
            {
                "kind": "session",
                "name": "Surf lesson",
                "texts": {"es": {"name": "Clase de surf"}},
                "description": "Two hours in the water with an instructor for every four of you. "
                "We choose the beach by the swell; the van leaves ten minutes before. Board and "
                "wetsuit for the lesson are included.",
                "duration": 120,
                "seats": 8,
                "least": 2,
                "schedules": [
                    _every("09:30", "FREQ=DAILY", today, **{"except": christmas}),
                    _every(
                        "14:30", "FREQ=DAILY;BYMONTH=4,5,6,7,8,9,10", today, **{"except": christmas}
                    ),
                ],
                "position": 4,
            },
            {
                "kind": "session",
                "name": "Surf lesson for families",
                "texts": {"es": {"name": "Clase de surf para familias"}},
                "description": "For parents with children from six: foam boards, small waves at "
                "Foz do Lizandro, and hot chocolate afterwards.",
                "duration": 90,
                "seats": 6,
                "least": 2,
                "schedules": [_every("11:00", "FREQ=WEEKLY;BYDAY=WE,SA,SU", today)],
                "position": 5,
            },
            {
                "kind": "session",
                "name": "朝波 · Dawn surf with 海斗",
                "description": "Kaito grew up in Chiba and is in the water before anybody else. "
                "Three of you at most, for those who catch green waves already.",
                "duration": 90,
                "seats": 3,
                "schedules": [
                    _every("06:45", "FREQ=WEEKLY;BYDAY=TU,TH;BYMONTH=3,4,5,6,7,8,9", today)
                ],
                "position": 6,
            },
            {
                "kind": "session",
                "name": "Sunset yoga",
                "texts": {"es": {"name": "Yoga al atardecer"}},
                "description": "An hour and a quarter on the roof terrace, for shoulders that have "
                "paddled all day. Mats are there; in rain we move to the living room.",
                "duration": 75,
                "seats": 12,
                "least": 3,
                "schedules": [_every("18:30", "FREQ=WEEKLY;BYDAY=MO,WE,FR", today)],
                "position": 7,
            },
            {
                "kind": "session",
                "name": "Guided coast walk",
                "texts": {"es": {"name": "Paseo guiado por la costa"}},
                "description": "Along the cliffs to São Lourenço and back, ten kilometres, with a "
                "picnic. First and third Sunday of the month.",
                "duration": 240,
                "seats": 10,
                "least": 4,
                "schedules": [_every("09:00", "FREQ=MONTHLY;BYDAY=1SU,3SU", today)],
                "position": 8,
            },
            {
                "kind": "appointment",
                "name": "After-surf massage",
                "texts": {"es": {"name": "Masaje después del surf"}},
                "description": "Oksana has worked with athletes for twenty years. Fifty minutes "
                "for back, neck and shoulders, in the room behind the garden.",
                "duration": 50,
                "buffer": 10,
                "step": 30,
                "people": ["Оксана"],
                "position": 9,
            },
        ],
        "extras": [
            {
                "name": "Breakfast",
                "texts": {"es": {"name": "Desayuno"}},
                "description": "Bread from the village, fruit, eggs, and coffee without end. "
                "From 7:30, or packed if the waves can't wait.",
                "price": 850,
                "per": "person_night",
                "products": BEDS,
                "tax_rate": "0.13",
            },
            {
                "name": "Wetsuit and board",
                "texts": {"es": {"name": "Neopreno y tabla"}},
                "description": "Yours for the whole stay; change the board as often as you like.",
                "price": 2000,
                "per": "night",
                "stock": 20,
                "tax_rate": "0.23",
                "position": 1,
            },
            {
                "name": "Airport transfer",
                "texts": {"es": {"name": "Traslado al aeropuerto"}},
                "description": "From Lisbon airport to the blue door, for up to four of you with "
                "boards. Tell us your flight at check-in.",
                "price": 5500,
                "per": "booking",
                "stock": 3,
                "tax_rate": "0.06",
                "position": 2,
            },
            {
                "name": "Bicycle",
                "texts": {"es": {"name": "Bicicleta"}},
                "description": "With a rack for a board.",
                "price": 1200,
                "per": "night",
                "stock": 6,
                "products": BEDS,
                "tax_rate": "0.23",
                "position": 3,
            },
            {
                "name": "Beach towel",
                "texts": {"es": {"name": "Toalla de playa"}},
                "price": 400,
                "per": "person",
                "tax_rate": "0.23",
                "position": 4,
            },
        ],
        "rates": [
            {
                "name": "Room only",
                "texts": {"es": {"name": "Solo alojamiento"}},
                "description": "The room for two; more of you pay as they come. Cancel until a "
                "week before.",
                "prices": {"Garden room": 9000, "Sea view double": 12000, "Family loft": 14500},
                "per": "unit",
                "includes": 2,
                "extra_adult": 2500,
                "children": [
                    {"to_age": 2, "price": 0},
                    {"to_age": 11, "percent": 50},
                ],
                "occupancy": [{"guests": 1, "amount": -1000}],
                "rules": [
                    *high,
                    *low,
                    weekend,
                    {
                        "name": "New Year",
                        "texts": {"es": {"name": "Año Nuevo"}},
                        "from": f"{today.year}-12-29",
                        "to": f"{today.year + 1}-01-01",
                        "products": ["Sea view double"],
                        "price": 19000,
                    },
                ],
                "stay_discounts": [{"nights": 7, "percent": 10}, {"nights": 14, "percent": 15}],
                "tax_rate": "0.06",
            },
            {
                "name": "Bed only",
                "texts": {"es": {"name": "Solo cama"}},
                "description": "Each bed by itself. Cancel until a week before.",
                "prices": {"Bed in the blue dorm": 3200},
                "per": "person",
                "rules": [*high, *low, weekend],
                "stay_discounts": [{"nights": 7, "percent": 10}, {"nights": 14, "percent": 20}],
                "tax_rate": "0.06",
                "position": 1,
            },
            {
                "name": "Activities",
                "texts": {"es": {"name": "Actividades"}},
                "prices": {
                    "Surf lesson": 4500,
                    "Surf lesson for families": 3800,
                    "朝波 · Dawn surf with 海斗": 5500,
                    "Sunset yoga": 1500,
                    "Guided coast walk": 2200,
                    "After-surf massage": 6000,
                },
                "per": "person",
                "children": [{"to_age": 12, "percent": 75}],
                "rules": [rule | {"products": ["Surf lesson"], "percent": 10} for rule in high],
                "tax_rate": "0.23",
                "position": 2,
            },
        ],
        "packages": [
            {
                "name": "Surf week",
                "texts": {"es": {"name": "Semana de surf"}},
                "description": "From Saturday to Saturday: a bed, a lesson every weekday, your own "
                "board and wetsuit for the week, and yoga on Monday and Wednesday.",
                "price": 54900,
                "per": "person",
                "parts": [
                    {"product": "Bed in the blue dorm", "nights": 7},
                    {"product": "Surf lesson", "days": [2, 3, 4, 5, 6]},
                    {"product": "Sunset yoga", "days": [2, 4]},
                    {"extra": "Wetsuit and board"},
                ],
                "start_on": [6],
                "rules": [rule | {"percent": 20} for rule in high],
                "children": [{"to_age": 12, "percent": 80}],
                "tax_rate": "0.06",
            },
            {
                "name": "First waves weekend",
                "texts": {"es": {"name": "Fin de semana de primeras olas"}},
                "description": "Two nights in a garden room and two lessons, for finding out "
                "whether you like it. (You will.)",
                "price": 18900,
                "per": "person",
                "parts": [
                    {"product": "Garden room", "nights": 2},
                    {"product": "Surf lesson", "days": [1, 2]},
                ],
                "start_on": [5],
                "tax_rate": "0.06",
                "position": 1,
            },
        ],
        "promotions": [
            {
                "code": "SURF10",
                "name": "Ten percent for friends of the house",
                "texts": {"es": {"name": "Diez por ciento para amigos de la casa"}},
                "percent": 10,
                "min_nights": 2,
                "products": BEDS,
            },
            {
                "code": "MIDWEEK-25",
                "name": "25 € off a winter stay",
                "texts": {"es": {"name": "25 € menos en una estancia de invierno"}},
                "amount": 2500,
                "stay": {"from": f"{today.year}-11-01", "to": f"{today.year + 1}-03-31"},
                "min_nights": 3,
                "uses": 50,
            },
        ],
    }


# -- Casa do Farol --------------------------------------------------------------------------------

HOUSE_ROOMS = ["Single room", "Double room", "Lighthouse suite"]


def _guest_house(today: date) -> Catalogue:
    summer = _seasons(today, "Summer", "06-01", "09-30", 30)
    return {
        "selling": {
            "online": True,
            "currency": "EUR",
            "confirm": "by_staff",
            "request_hours": 24,
            "lead_hours": 24,
            "horizon_days": 365,
            "tourist_tax": {
                "name": "Taxa turística municipal",
                "amount": 150,
                "from_age": 13,
                "most_nights": 4,
            },
        },
        "people": [],
        "products": [
            {
                "kind": "stay",
                "name": "Single room",
                "texts": {"et": {"name": "Üheinimesetuba"}},
                "description": "A quiet room to the courtyard, with a desk and a shower.",
                "units": _units("Quarto 1", "Quarto 2"),
                "sleeps": 1,
            },
            {
                "kind": "stay",
                "name": "Double room",
                "texts": {"et": {"name": "Kaheinimesetuba"}},
                "description": "Basalt walls, a double bed or two singles, a bathroom, and the "
                "mountain in the window when the clouds allow. A cot fits.",
                "units": _units("Quarto 3", "Quarto 4", "Quarto 5"),
                "sleeps": 2,
                "position": 1,
            },
            {
                "kind": "stay",
                "name": "Lighthouse suite",
                "texts": {"et": {"name": "Majakasviit"}},
                "description": "The keeper's old rooms: a bedroom, a living room with a sofa bed "
                "for two, and a terrace over the whalers' harbour.",
                "units": _units("Suite do Farol"),
                "sleeps": 4,
                "min_nights": 2,
                "arrive_on": [1, 2, 3, 4, 5, 6],
                "closed": [_away(today, 75, 12)],
                "position": 2,
            },
            {
                "kind": "session",
                "name": "Whale watching",
                "texts": {"et": {"name": "Vaalavaatlus"}},
                "description": "Three hours on a small boat with a biologist. The lookout on the "
                "cliff finds the whales; if they stay away, you come again for free.",
                "duration": 180,
                "seats": 12,
                "least": 6,
                "schedules": [
                    _every("09:00", "FREQ=WEEKLY;BYDAY=TU,TH,SA;BYMONTH=4,5,6,7,8,9,10", today),
                    _every("14:00", "FREQ=WEEKLY;BYDAY=SA;BYMONTH=7,8", today),
                ],
                "position": 3,
            },
        ],
        "extras": [
            {
                "name": "Cot",
                "texts": {"et": {"name": "Beebivoodi"}},
                "description": "For children up to two, with sheets.",
                "price": 0,
                "per": "booking",
                "stock": 2,
                "products": ["Double room", "Lighthouse suite"],
            },
            {
                "name": "Ferry and taxi",
                "texts": {"et": {"name": "Praam ja takso"}},
                "description": "We book your ferry from Horta and a taxi to the door.",
                "price": 4200,
                "per": "booking",
                "products": HOUSE_ROOMS,
                "tax_rate": "0.04",
                "position": 1,
            },
        ],
        "rates": [
            {
                "name": "Bed and breakfast",
                "texts": {"et": {"name": "Öömaja hommikusöögiga"}},
                "description": "With bread, cheese from São Jorge and Dona Graça's jams. Free to "
                "cancel until two weeks before.",
                "prices": {"Single room": 6500, "Double room": 8500, "Lighthouse suite": 14000},
                "per": "unit",
                "includes": 2,
                "extra_adult": 2800,
                "children": [{"to_age": 3, "price": 0}, {"to_age": 12, "price": 1400}],
                "rules": summer,
                "stay_discounts": [{"nights": 5, "percent": 8}],
                "tax_rate": "0.04",
            },
            {
                "name": "Half board",
                "texts": {"et": {"name": "Poolpansion"}},
                "description": "Breakfast, and in the evening three courses at the long table: "
                "what the boats brought.",
                "prices": {"Single room": 9000, "Double room": 6700, "Lighthouse suite": 9200},
                "per": "person",
                "children": [{"to_age": 3, "price": 0}, {"to_age": 12, "percent": 50}],
                "rules": summer,
                "min_nights": 2,
                "tax_rate": "0.04",
                "position": 1,
            },
            {
                "name": "Non-refundable",
                "texts": {"et": {"name": "Tagastamatu"}},
                "description": "Bed and breakfast for less: paid when booking, and not refunded.",
                "prices": {"Single room": 5600, "Double room": 7300, "Lighthouse suite": 12000},
                "per": "unit",
                "includes": 2,
                "extra_adult": 2800,
                "children": [{"to_age": 3, "price": 0}, {"to_age": 12, "price": 1400}],
                "rules": summer,
                "policy": "Not refundable",
                "tax_rate": "0.04",
                "position": 2,
            },
            {
                "name": "On the sea",
                "texts": {"et": {"name": "Merel"}},
                "prices": {"Whale watching": 7500},
                "per": "person",
                "children": [{"to_age": 4, "percent": 0}, {"to_age": 12, "percent": 60}],
                "tax_rate": "0.16",
                "position": 3,
            },
        ],
        "packages": [
            {
                "name": "Three days with the whales",
                "texts": {"et": {"name": "Kolm päeva vaaladega"}},
                "description": "Three nights in a double room with breakfast, and a place on "
                "Saturday's boat.",
                "price": 21900,
                "per": "person",
                "parts": [
                    {"product": "Double room", "nights": 3},
                    {"product": "Whale watching", "days": [1]},
                ],
                "start_on": [5],
                "tax_rate": "0.04",
            },
        ],
        "promotions": [],
    }


# -- Salão Maré -----------------------------------------------------------------------------------


def _salon(today: date) -> Catalogue:
    return {
        "selling": {
            "online": True,
            "currency": "EUR",
            "confirm": "at_once",
            "lead_hours": 2,
            "horizon_days": 90,
        },
        "people": [
            {
                "name": "Inês",
                "hours": _hours([2, 3, 4, 5, 6], "09:30", "18:30"),
                "breaks": _hours([2, 3, 4, 5, 6], "13:00", "14:00"),
                "days_off": [_away(today, 30, 10)],
            },
            {
                "name": "Beatriz",
                "hours": [*_hours([2, 3, 4, 5], "11:00", "20:00"), *_hours([6], "10:00", "14:00")],
                "breaks": _hours([2, 3, 4, 5], "15:30", "16:00"),
                "position": 1,
            },
            {
                "name": "Ніна",
                "hours": _hours([3, 4, 5, 6], "10:00", "19:00"),
                "breaks": _hours([3, 4, 5, 6], "14:00", "14:45"),
                "days_off": [_away(today, 12, 3)],
                "position": 2,
            },
        ],
        "products": [
            {
                "kind": "appointment",
                "name": "Cut and blow-dry",
                "description": "Wash, cut and finish, with time to talk about it first.",
                "duration": 45,
                "buffer": 5,
                "step": 15,
                "people": ["Inês", "Beatriz"],
            },
            {
                "kind": "appointment",
                "name": "Colour",
                "description": "All over, or roots only, with a gloss. If it is your first colour "
                "with us, come by for a skin test two days before.",
                "duration": 120,
                "buffer": 15,
                "step": 30,
                "people": ["Inês"],
                "position": 1,
            },
            {
                "kind": "appointment",
                "name": "Manicure",
                "description": "Shape, cuticles, hand massage, and a polish from the wall.",
                "duration": 40,
                "buffer": 5,
                "step": 15,
                "people": ["Ніна", "Beatriz"],
                "position": 2,
            },
            {
                "kind": "session",
                "name": "Nail art workshop",
                "description": "Ніна shows marbling, foil and fine lines; you leave with ten "
                "works of art and the brushes. First Saturday of the month, with sparkling wine.",
                "duration": 120,
                "seats": 6,
                "least": 3,
                "schedules": [_every("19:30", "FREQ=MONTHLY;BYDAY=1SA", today)],
                "position": 3,
            },
        ],
        "extras": [
            {
                "name": "Conditioning treatment",
                "description": "Ten minutes under warm towels, with almond oil.",
                "price": 1500,
                "per": "booking",
                "products": ["Cut and blow-dry", "Colour"],
                "tax_rate": "0.23",
            },
        ],
        "rates": [
            {
                "name": "Salon",
                "prices": {
                    "Cut and blow-dry": 3800,
                    "Colour": 8500,
                    "Manicure": 2400,
                    "Nail art workshop": 4500,
                },
                "per": "person",
                "children": [{"to_age": 11, "percent": 60}],
                "rules": [{"name": "Saturday", "weekdays": [6], "percent": 10}],
                "tax_rate": "0.23",
            },
        ],
        "packages": [],
        "promotions": [
            {
                "code": "OLA15",
                "name": "Welcome: 15 % off the first visit",
                "percent": 15,
                "uses": 100,
            },
        ],
    }
