"""A server that plays the API of online booking, for the tests of the booking page.

It sells what `catalogue` says, prices it by simple rules and files one booking, whose page is then
the portal's example. `Shop` has the levers: what is sold out, what things cost, when quotes end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.browser.book.scenes import CODE, NOW, SECRET, ZONE, Json, euros
from tests.browser.book.server import Portal, Refused, Request

TODAY = date(2027, 2, 20)
STARTS = datetime(2027, 2, 20, 10, tzinfo=UTC)
HELD = "2027-02-20T11:00:00Z"
TERMS = """The deposit keeps your place; the rest is due before you arrive.

Please be quiet after 23:00."""


def _rate(id: str, name: str, description: str = "") -> Json:
    return {"id": id, "name": name, "description": description}


def catalogue() -> Json:
    """A surf house that sells one thing of every kind."""
    shared = {"description": "", "picture_url": None, "per": "unit"}
    standard = [_rate("standard", "Standard")]
    return {
        "brand": {"name": "Praia Surf House", "colour": "#0b6e75", "logo_url": None,
                  "website": "https://praia.example/"},
        "property": {
            "id": "praia", "name": "Praia Surf House", "email": "stay@praia.example",
            "phone": "+351 282 555 010", "website": None,
            "address": {"lines": ["Rua da Praia 12"], "city": "Ericeira", "postcode": "2655-001",
                        "country": "PT"},
            "time_zone": ZONE, "check_in_from": "15:00", "check_out_until": "11:00",
            "directions": "", "map_url": None,
        },
        "selling": {"online": True, "currency": "EUR", "confirm": "on_deposit", "hold_minutes": 60,
                    "request_hours": 48, "lead_hours": 0, "horizon_days": 400},
        "products": [
            shared | {
                "kind": "stay", "id": "garden", "name": "Garden room", "sleeps": 2, "units": 4,
                "description": "A quiet double room that opens to the garden.",
                "picture_url": "/media/logo.svg",
                "min_nights": 2, "max_nights": 30, "arrive_on": [], "leave_on": [],
                "from_price": euros(9000),
                "rates": [_rate("flexible", "Flexible", "Free cancellation until a week before."),
                          _rate("saver", "Saver", "Not refundable.")],
            },
            shared | {
                "kind": "stay", "id": "dorm", "name": "Bed in the dorm", "sleeps": 1, "units": 6,
                "min_nights": 1, "max_nights": 30, "arrive_on": [], "leave_on": [],
                "from_price": euros(2850), "per": "person", "rates": standard,
            },
            shared | {
                "kind": "session", "id": "lesson", "name": "Surf lesson", "duration": 120,
                "seats": 8, "least": 2, "from_price": euros(4500), "per": "person",
                "description": "For beginners and those who stood up once. Board and wetsuit are "
                               "included.", "rates": standard,
            },
            shared | {
                "kind": "appointment", "id": "massage", "name": "Massage", "duration": 50,
                "people": [{"id": "marta", "name": "Marta"}, {"id": "rui", "name": "Rui"}],
                "from_price": euros(6000), "rates": standard,
            },
        ],
        "extras": [
            {"id": "parking", "name": "Parking", "description": "In the yard.", "per": "night",
             "price": euros(800), "products": ["garden"], "limited": True},
            {"id": "breakfast", "name": "Breakfast", "description": "", "per": "person_night",
             "price": euros(1200), "products": [], "limited": False},
        ],
        "packages": [
            {"id": "camp", "name": "Surf camp", "description": "A week in the water.",
             "picture_url": None, "price": euros(59900), "per": "person", "start_on": [6],
             "nights": 7, "contains": ["7 nights: Bed in the dorm", "5 surf lessons"]},
        ],
        "terms": {"version": "3", "text": TERMS},
    }  # fmt: skip


@dataclass
class Shop(Portal):
    """The API's memory, and the levers for tests."""

    catalogue: Json = field(default_factory=catalogue)
    places: list[str] = field(default_factory=lambda: ["praia"])
    gone: set[str] = field(default_factory=set)
    """Products and extras that are sold out when one asks for their price or books them."""
    surcharge: int = 0
    """What has come on top of every quote since."""
    quotes: int = 0
    ends: str = "2027-02-20T10:15:00Z"
    lose: bool = False
    """Bookings are made, but nobody hears of it."""
    again: Json | None = None
    bookings: dict[str, Json] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where the booking page is."""
        return f"{self.site}/book/"

    def answer(self, request: Request) -> tuple[int, Json]:
        """The API itself."""
        match request.method, request.path.removeprefix("/api"):
            case "GET", "/catalog":
                return 200, self._catalogue(request.query.get("property"))
            case "GET", "/availability/calendar":
                return 200, self._month(request.query)
            case "GET", "/availability/stays":
                return 200, self._stays(request.query)
            case "GET", "/availability/slots":
                return 200, self._slots(request.query)
            case "POST", "/quotes":
                return 200, self._quote(request.body)
            case "POST", "/bookings":
                made = self._book(request)
                if self.lose:
                    raise BrokenPipeError
                return 201, made
            case "GET", path if path.endswith("/selection") and self.again:
                if request.key != f"Bearer {SECRET}":
                    raise Refused(404, "not-found", "There is no such booking.")
                return 200, self.again
        return super().answer(request)

    def _catalogue(self, property: str | None) -> Json:
        if property:
            return self.catalogue
        place = self.catalogue["property"]
        kinds = sorted({product["kind"] for product in self.catalogue["products"]})
        return {
            "brand": self.catalogue["brand"],
            "properties": [
                {"id": id, "name": place["name"] if id == "praia" else id.title(),
                 "city": "Ericeira", "country": "PT", "kinds": kinds, "online": True}
                for id in self.places
            ],
        }  # fmt: skip

    def _month(self, query: dict[str, str]) -> Json:
        first = date.fromisoformat(f"{query['month']}-01")
        days = [first + timedelta(days=n) for n in range(31)]
        days = [day for day in days if day.month == first.month]
        wanted = query.get("product")
        return {
            "property": query["property"], "month": query["month"], "time_zone": ZONE,
            "currency": "EUR",
            "products": [
                {"product": product["id"], "kind": product["kind"],
                 "days": [self._day(product, day) for day in days]}
                for product in self.catalogue["products"]
                if wanted in (None, product["id"])
            ],
            "packages": [
                {"package": package["id"],
                 "days": [
                     self._state(day) | {
                         "state": self._state(day)["state"] if day.isoweekday() == 6 else "closed",
                         "price": package["price"],
                     }
                     for day in days
                 ]}
                for package in self.catalogue["packages"] if wanted is None
            ],
        }  # fmt: skip

    def _state(self, day: date) -> Json:
        """The 10th of a month is sold out, the 11th nearly, the 20th closed."""
        state = {10: "sold_out", 11: "few", 20: "closed"}.get(day.day, "free")
        left = {"sold_out": 0, "few": 1, "closed": 0}.get(state, 4)
        return {
            "date": day.isoformat(), "state": "past" if day < TODAY else state, "left": left,
            "price": None, "min_nights": 1, "arrive": True, "leave": True, "sessions": [],
        }  # fmt: skip

    def _day(self, product: Json, day: date) -> Json:
        found = self._state(day) | {"price": product["from_price"]}
        if product["kind"] == "stay":
            found["min_nights"] = product["min_nights"]
        if product["kind"] == "session":
            found["sessions"] = [
                {"at": f"{day}T{hour:02}:00:00Z", "local": f"{day}T{hour:02}:00",
                 "until_local": f"{day}T{hour + 2:02}:00", "left": left, "seats": 8,
                 "sold": 8 - left, "least": 2, "price": product["from_price"]}
                for hour, left in ((9, 7), (14, 1))
            ]  # fmt: skip
        return found

    def _stays(self, query: dict[str, str]) -> Json:
        nights = (date.fromisoformat(query["to"]) - date.fromisoformat(query["from"])).days
        offers = []
        for product in self.catalogue["products"]:
            if product["kind"] != "stay":
                continue
            for rate in product["rates"]:
                price = self._price(product, rate["id"])
                units = -(-int(query["adults"]) // product["sleeps"])
                gone = product["id"] in self.gone
                offers.append({
                    "product": product["id"], "rate": rate, "available": not gone,
                    "left": 0 if gone else product["units"] - 2, "units": units,
                    "total": None if gone else euros(price * nights * units),
                    "per_night": None if gone else euros(price * units),
                    "code": "sold_out" if gone else None,
                    "reason": "Sold out on Wed, 3 Mar." if gone else None,
                })  # fmt: skip
        return {**{key: query[key] for key in ("property", "from", "to")}, "nights": nights,
                "offers": offers}  # fmt: skip

    def _slots(self, query: dict[str, str]) -> Json:
        day, person = query["date"], query.get("person")
        slots = [
            {"at": f"{day}T{time}:00Z", "local": f"{day}T{time}",
             "people": [person] if person else ["marta", "rui"], "price": euros(6000)}
            for time in ("09:00", "10:00", "13:30", "18:00")
        ]  # fmt: skip
        return {**{key: query[key] for key in ("property", "product", "date")}, "time_zone": ZONE,
                "slots": slots[1:] if person == "rui" else slots}  # fmt: skip

    def _price(self, product: Json, rate: str | None) -> int:
        price: int = product["from_price"]["amount"]
        return price * 9 // 10 if rate == "saver" else price

    def _lines(self, selection: Json) -> list[Json]:
        products = {product["id"]: product for product in self.catalogue["products"]}
        extras = {extra["id"]: extra for extra in self.catalogue["extras"]}
        people = selection["adults"] + len(selection["children"])
        nights = 1
        lines = []
        for choice in selection["choices"]:
            quantity = len(choice.get("guests") or range(people))
            times = {"from": None, "to": None, "at": choice.get("at")}
            if choice["kind"] == "stay":
                times |= {"from": choice["from"], "to": choice["to"]}
                nights = (
                    date.fromisoformat(choice["to"]) - date.fromisoformat(choice["from"])
                ).days
            match choice["kind"]:
                case "stay" | "appointment" | "session" as kind:
                    product = products[choice["product"]]
                    name, price = product["name"], self._price(product, choice.get("rate"))
                    quantity = {"stay": nights, "appointment": 1, "session": quantity}[kind]
                case "extra":
                    extra = extras[choice["extra"]]
                    name, price = extra["name"], extra["price"]["amount"]
                    quantity = choice["quantity"] * nights
                    if extra["per"] != "night":
                        quantity *= people
                case _:
                    name, price = "Surf camp", 59900
                    last = date.fromisoformat(choice["from"]) + timedelta(days=7)
                    times |= {"from": choice["from"], "to": last.isoformat()}
            lines.append({
                "kind": {"stay": "accommodation", "extra": "extra", "package": "package"}.get(
                    choice["kind"], "activity"),
                "name": name, "reason": f"Low season · {people} guests", "rate": None, **times,
                "quantity": quantity, "unit_price": euros(price),
                "amount": euros(price * quantity), "tax_rate": "0.10", "tax_included": True,
            })  # fmt: skip
        return lines

    def _refuse_gone(self, selection: Json) -> None:
        wrong = [
            {"field": f"choices[{place}]", "message": "Somebody else was faster."}
            for place, choice in enumerate(selection["choices"])
            if {choice.get("product"), choice.get("extra")} & self.gone
        ]
        if wrong:
            raise Refused(409, "sold-out", "Something is sold out.", errors=wrong)

    def _quote(self, selection: Json) -> Json:
        self._refuse_gone(selection)
        code = selection["promotion"]
        if code not in (None, "SUMMER10"):
            error = {"field": "promotion", "message": "There is no such code."}
            raise Refused(422, "invalid-request", "Some fields need another look.", errors=[error])
        lines = self._lines(selection)
        gross = sum(line["amount"]["amount"] for line in lines)
        if code:
            off = euros(-gross // 10)
            lines.append(lines[0] | {
                "kind": "discount", "name": "Summer", "reason": "10% off", "quantity": 1,
                "unit_price": off, "amount": off, "from": None, "to": None, "at": None,
            })  # fmt: skip
        total = sum(line["amount"]["amount"] for line in lines) + self.surcharge
        tax = round(total / 11)
        self.quotes += 1
        token = f"quote-{self.quotes}"
        self.bookings[token] = {"selection": selection, "total": total}
        froms = [line["from"] or line["at"][:10] for line in lines if line["from"] or line["at"]]
        tos = [line["to"] or line["at"][:10] for line in lines if line["to"] or line["at"]]
        confirm = self.catalogue["selling"]["confirm"]
        camp = any(choice["kind"] == "package" for choice in selection["choices"])
        part = {"kind": "activity", "from": None, "to": None, "quantity": 1}
        return {
            "quote": token, "expires_at": self.ends,
            "property": {"id": "praia", "name": "Praia Surf House", "time_zone": ZONE},
            "arrival": min(froms), "departure": max(tos), "currency": "EUR", "lines": lines,
            "included": [
                part | {"name": "Surf lesson", "at": f"{min(froms)}T09:00:00Z",
                        "local": f"{min(froms)}T09:00"}
            ] if camp else [],
            "taxes": [{"rate": "0.10", "net": euros(total - tax), "tax": euros(tax),
                       "gross": euros(total)}],
            "net": euros(total - tax), "tax": euros(tax), "total": euros(total),
            "prices_include_tax": True,
            "deposit": {"amount": euros(total * 3 // 10 if confirm == "on_deposit" else 0),
                        "due": "now" if confirm == "on_deposit" else None},
            "policy": {
                "name": "Flexible", "reschedule": "You can move it until a week before.",
                "words": ["Free cancellation until Mon 22 Feb 2027, 18:00 (Europe/Lisbon).",
                          "After that the whole price."],
            },
            "confirm": confirm, "hold_minutes": 60,
            "promotion": {"code": code, "name": "Summer"} if code else None,
        }  # fmt: skip

    def _book(self, request: Request) -> Json:
        body = request.body
        assert request.attempt, "an Idempotency-Key is required"
        if request.attempt in self.bookings:
            return self.bookings[request.attempt]
        quoted = self.bookings[body["quote"]]
        self._refuse_gone(quoted["selection"])
        if body["quote"] != f"quote-{self.quotes}":
            raise Refused(409, "quote-expired", "The quote has expired.")
        if re.search(r"@example\.invalid$", body["booker"]["email"]):
            error = {"field": "booker.email", "message": "Mail does not arrive there."}
            raise Refused(422, "invalid-request", "Some fields need another look.", errors=[error])
        if body["accepted_terms"] != self.catalogue["terms"]["version"]:
            raise Refused(409, "terms-not-accepted", "Please accept the booking terms.")
        confirm = self.catalogue["selling"]["confirm"]
        awaits = {"on_deposit": "payment", "by_staff": "staff"}.get(confirm)
        answer: dict[str, Any] = {
            "code": CODE, "link": self.link, "status": "pending" if awaits else "confirmed",
            "awaits": awaits, "held_until": HELD if awaits else None, "version": 1,
        }  # fmt: skip
        self.bookings[request.attempt] = answer
        if confirm == "on_deposit":
            self.show("held")
        return answer


__all__ = ["CODE", "NOW", "SECRET", "Refused", "Shop"]
