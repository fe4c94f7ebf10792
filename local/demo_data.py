"""The demo's settings, and the bookings that show what the product does.

Days are counted from today (`"arrival": 40`), moments are a day and an hour in UTC.
"""

from __future__ import annotations

from typing import Any, Literal, TypedDict

Step = Literal["confirm", "pay_deposit", "pay_balance", "cancel"]


class Story(TypedDict):
    """A booking, what its guest does with it, and how to introduce it to a visitor."""

    title: str
    about: str
    booking: dict[str, Any]
    steps: list[Step]
    answers: list[dict[str, Any]]


BRAND = {
    "name": "Praia Surf House",
    "colour": "#0b6e75",
    "website": "https://praia-surf.example",
}

SELLER = {
    "name": "Praia Surf House, Lda.",
    "address": {
        "lines": ["Rua do Mirante 7"],
        "city": "Ericeira",
        "postcode": "2655-319",
        "country": "PT",
    },
    "vat_number": "PT510123457",
    "registration": "Mafra 510123457",
    "email": "accounts@praia-surf.example",
    "phone": "+351 261 000 111",
    "bank_account": "PT50 0002 0123 1234 5678 9015 4",
    "invoice_prefix": "PSH",
}

TERMS = "\n\n".join(
    (
        "Your booking is binding once you confirm it. The deposit keeps your bed; the rest is"
        " due before you arrive.",
        "You may cancel free of charge until seven days before arrival, 18:00 house time. "
        "Later than that we keep half of the price, and from two days before arrival all of "
        "it.",
        "Surf lessons depend on the sea. If our instructors call one off, you choose another "
        "day or get your money back.",
        "Check-in is from 15:00, check-out until 11:00. Please keep the house quiet between "
        "23:00 and 7:00.",
        "We use what you tell us at check-in for your stay only, and delete it when it is not"
        " needed any more.",
    )
)

LANGUAGES = ["en", "es", "et"]

POLICIES: list[dict[str, Any]] = [
    {
        "name": "Flexible",
        "texts": {"es": {"name": "Flexible"}, "et": {"name": "Paindlik"}},
        "tiers": [
            {"until": {"days": 7, "at": "18:00"}, "fee": {"percent": 0}},
            {"until": {"days": 2, "at": "18:00"}, "fee": {"percent": 50}},
        ],
        "after": {"percent": 100},
        "deposit": {"percent": 30},
        "reschedule_until": {"days": 2, "at": "18:00"},
    },
    {
        "name": "Two weeks, then the first night",
        "tiers": [{"until": {"days": 14}, "fee": {"percent": 0}}],
        "after": {"nights": 1},
        "deposit": {"nights": 1, "days_before": 14},
    },
    {
        "name": "Not refundable",
        "texts": {"es": {"name": "No reembolsable"}, "et": {"name": "Tagastamatu"}},
        "tiers": [],
        "after": {"percent": 100},
        "deposit": {"percent": 100},
        "guests_reschedule": False,
    },
    {
        "name": "Until the day before",
        "tiers": [{"until": {"hours": 24}, "fee": {"percent": 0}}],
        "after": {"percent": 50},
        "reschedule_until": {"hours": 3},
    },
]

PROPERTIES: list[dict[str, Any]] = [
    {
        "name": "Praia Surf House",
        "time_zone": "Europe/Lisbon",
        "email": "hello@praia-surf.example",
        "phone": "+351 261 000 111",
        "website": "https://praia-surf.example",
        "address": {
            "lines": ["Rua do Mirante 7"],
            "city": "Ericeira",
            "postcode": "2655-319",
            "country": "PT",
        },
        "contacts": ["reception@praia-surf.example"],
        "check_in_from": "15:00",
        "check_out_until": "11:00",
        "directions": (
            "From Lisbon airport: metro to Campo Grande, then the green bus to Ericeira "
            "(every half hour, 50 minutes). From the last stop walk towards the sea; we are the "
            "house with the blue door opposite the lookout.\n"
            "By car: A8 to exit 5, then A21. Free parking behind the church."
        ),
        "texts": {
            "es": {
                "directions": (
                    "Desde el aeropuerto de Lisboa: metro hasta Campo Grande y después el autobús "
                    "verde a Ericeira (cada media hora, 50 minutos). Desde la última parada camine "
                    "hacia el mar; somos la casa de la puerta azul, frente al mirador.\n"
                    "En coche: A8 hasta la salida 5 y después la A21. Aparcamiento gratuito detrás "
                    "de la iglesia."
                )
            }
        },
        "map_url": "https://www.openstreetmap.org/?mlat=38.9630&mlon=-9.4170#map=17/38.9630/-9.4170",
        "prices_include_tax": True,
        "policy": "Flexible",
    },
    {
        "name": "Casa do Farol",
        "time_zone": "Atlantic/Azores",
        "email": "casa@praia-surf.example",
        "phone": "+351 292 000 222",
        "address": {
            "lines": ["Caminho do Farol 2"],
            "city": "Lajes do Pico",
            "postcode": "9930-135",
            "country": "PT",
        },
        "contacts": ["casa@praia-surf.example", "harbour@praia-surf.example"],
        "check_in_from": "16:00",
        "check_out_until": "10:30",
        "directions": "Ferry from Horta to Madalena, then taxi or the morning bus to Lajes.",
        "texts": {
            "et": {"directions": "Praamiga Hortast Madalenasse, sealt takso või hommikune buss."}
        },
        "prices_include_tax": True,
        "policy": "Two weeks, then the first night",
    },
    {
        "name": "Salão Maré",
        "time_zone": "Europe/Lisbon",
        "email": "salao@praia-surf.example",
        "phone": "+351 261 000 333",
        "address": {
            "lines": ["Largo do Jogo da Bola 12"],
            "city": "Ericeira",
            "postcode": "2655-320",
            "country": "PT",
        },
        "contacts": ["salao@praia-surf.example"],
        "check_in_from": "09:30",
        "check_out_until": "20:00",
        "directions": "On the square behind the church; ring twice, the door is heavy.",
        "prices_include_tax": True,
        "policy": "Until the day before",
    },
]

FIELDS: list[dict[str, Any]] = [
    {
        "label": "Date of birth",
        "type": "date",
        "required": True,
        "texts": {"es": {"label": "Fecha de nacimiento"}, "et": {"label": "Sünniaeg"}},
    },
    {
        "label": "Nationality",
        "type": "country",
        "required": True,
        "texts": {"es": {"label": "Nacionalidad"}, "et": {"label": "Kodakondsus"}},
    },
    {
        "label": "Diet",
        "type": "choice",
        "required": True,
        "options": ["Everything", "Vegetarian", "Vegan", "Gluten-free"],
        "texts": {"es": {"label": "Alimentación"}},
        "option_names": {"es": ["De todo", "Vegetariana", "Vegana", "Sin gluten"]},
    },
    {
        "label": "Surf level",
        "type": "choice",
        "required": True,
        "options": ["First time", "White water", "Green waves", "Advanced"],
        "texts": {"es": {"label": "Nivel de surf"}},
        "option_names": {"es": ["Primera vez", "Espumas", "Olas verdes", "Avanzado"]},
        "help": "It decides your group and your board.",
    },
    {
        "label": "Arrival transfer",
        "type": "choice",
        "options": ["From Lisbon airport", "From Ericeira bus station", "None"],
    },
    {
        "label": "Arriving at",
        "type": "text",
        "help": "Flight number or time, so that we can meet you.",
    },
    {"label": "Anything else we should know", "type": "long_text"},
]


def _person(first: str, last: str, language: str = "en", phone: str = "") -> dict[str, Any]:
    name = f"{first}.{last}".lower().translate(
        str.maketrans("áéíóöőüűõäøåñç -", "aeiooouuoaoanc.-")
    )
    found = {
        "first_name": first,
        "last_name": last,
        "email": f"{name}@example.com",
        "language": language,
    }
    return found | ({"phone": phone} if phone else {})


def _guests(*names: str) -> list[dict[str, str]]:
    split = (name.split(" ", 1) for name in names)
    return [{"first_name": first, "last_name": last} for first, last in split]


def _room(name: str, rate: str, guests: list[int], start: int, end: int, price: int) -> Any:
    return {
        "kind": "accommodation",
        "name": name,
        "rate": rate,
        "guests": guests,
        "from": start,
        "to": end,
        "quantity": end - start,
        "unit_price": price,
        "tax_rate": "0.06",
    }


def _lesson(name: str, guests: list[int], day: int, hour: int, price: int) -> Any:
    return {
        "kind": "activity",
        "name": name,
        "guests": guests,
        "at": (day, hour),
        "quantity": len(guests),
        "unit_price": price,
        "tax_rate": "0.23",
    }


def _extra(name: str, guests: list[int], quantity: int, price: int) -> Any:
    return {
        "kind": "extra",
        "name": name,
        "guests": guests,
        "quantity": quantity,
        "unit_price": price,
        "tax_rate": "0.23",
    }


STORIES: list[Story] = [
    {
        "title": "Anna and Ben, waiting",
        "about": "Read it, accept the terms, confirm it, pay the deposit.",
        "booking": {
            "status": "pending",
            "currency": "EUR",
            "arrival": 40,
            "departure": 47,
            "booker": _person("Anna", "Hemm", "et", "+372 555 1234"),
            "guests": _guests("Anna Hemm", "Ben Hemm"),
            "agency": {"name": "Sun Trips", "email": "desk@suntrips.example"},
            "items": [
                _room("Garden room", "Bed and breakfast", [0, 1], 40, 47, 9000),
                _lesson("Surf lesson", [0], 41, 9, 4500),
                _lesson("Sunset yoga", [0, 1], 42, 18, 1500),
                _extra("Airport transfer", [0, 1], 1, 0),
            ],
            "deposit": {"percent": 30},
        },
        "steps": [],
        "answers": [],
    },
    {
        "title": "Kristóf, with the deposit paid",
        "about": "Pay the rest, check in online, see what cancelling would cost.",
        "booking": {
            "status": "pending",
            "currency": "EUR",
            "arrival": 21,
            "departure": 26,
            "booker": _person("Kristóf", "Nagy", "hu", "+36 20 555 0101"),
            "guests": _guests("Kristóf Nagy", "Réka Nagy", "Máté Nagy"),
            "items": [
                _room("Family loft", "Half board", [0, 1, 2], 21, 26, 14500),
                _lesson("Surf lesson for families", [0, 1, 2], 22, 10, 3800),
                _extra("Wetsuit and board", [0, 1, 2], 3, 2500),
            ],
            "deposit": {"percent": 30},
        },
        "steps": ["confirm", "pay_deposit"],
        "answers": [],
    },
    {
        "title": "Ingrid, all set",
        "about": "Paid and checked in: the invoice, and nothing left to do.",
        "booking": {
            "status": "pending",
            "currency": "EUR",
            "arrival": 9,
            "departure": 13,
            "booker": _person("Ingrid", "Solberg", "nb", "+47 555 12 345"),
            "guests": _guests("Ingrid Solberg", "Lars Solberg"),
            "items": [
                _room("Sea view double", "Bed and breakfast", [0, 1], 9, 13, 12000),
                _lesson("Guided coast walk", [0, 1], 10, 8, 2200),
            ],
            "deposit": {"percent": 30},
        },
        "steps": ["confirm", "pay_deposit", "pay_balance"],
        "answers": [
            {
                "Date of birth": "1986-05-17",
                "Nationality": "NO",
                "Diet": "Everything",
                "Surf level": "Green waves",
                "Arrival transfer": "From Lisbon airport",
                "Arriving at": "TP753, 14:20",
            },
            {
                "Date of birth": "1984-11-02",
                "Nationality": "NO",
                "Diet": "Vegetarian",
                "Surf level": "White water",
                "Anything else we should know": "Allergic to peanuts.",
            },
        ],
    },
    {
        "title": "Lucía, who cancelled",
        "about": "What a guest sees after cancelling, with the refund.",
        "booking": {
            "status": "pending",
            "currency": "EUR",
            "arrival": 30,
            "departure": 33,
            "booker": _person("Lucía", "Ferrer", "es"),
            "guests": _guests("Lucía Ferrer"),
            "items": [_room("Bed in the blue dorm", "Room only", [0], 30, 33, 3200)],
            "deposit": {"percent": 50},
        },
        "steps": ["confirm", "pay_deposit", "cancel"],
        "answers": [],
    },
]


def _stay(person: dict[str, Any], room: str, rate: str, start: int, nights: int, price: int) -> Any:
    name = f"{person['first_name']} {person['last_name']}"
    return {
        "status": "pending",
        "currency": "EUR",
        "arrival": start,
        "departure": start + nights,
        "booker": person,
        "guests": _guests(name),
        "items": [_room(room, rate, [0], start, start + nights, price)],
        "deposit": {"percent": 30},
    }


GRID: list[dict[str, Any]] = [
    _stay(_person("Mari", "Tamm", "et"), "Garden room", "Bed and breakfast", 3, 4, 8200),
    _stay(_person("Diego", "Romero", "es"), "Blue dorm", "Room only", 5, 7, 2900),
    _stay(_person("Zsófia", "Kiss", "hu"), "Sea view double", "Half board", 8, 3, 13500),
    _stay(_person("Olav", "Berg", "nb"), "Garden room", "Bed and breakfast", 12, 7, 8200),
    _stay(_person("Emma", "Clarke"), "Family loft", "Half board", 15, 5, 14500),
    _stay(_person("Tiago", "Nunes"), "Blue dorm", "Room only", 16, 2, 2900),
    _stay(_person("Liis", "Kask", "et"), "Sea view double", "Bed and breakfast", 24, 6, 12000),
    _stay(_person("Hanna", "Vik", "nb"), "Blue dorm", "Surf week", 28, 7, 5400),
    _stay(_person("Bence", "Tóth", "hu"), "Garden room", "Surf week", 35, 7, 11900),
    _stay(_person("Carmen", "Vidal", "es"), "Sea view double", "Bed and breakfast", 52, 3, 12000),
    _stay(_person("Noah", "Fischer"), "Family loft", "Half board", 63, 10, 14500),
    _stay(_person("Ida", "Holm", "nb"), "Garden room", "Bed and breakfast", 77, 4, 8200),
]
