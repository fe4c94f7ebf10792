"""Bookings as the API shows them to a guest, in every state the page has to know.

The numbers are derived the way the API derives them, so that no scene says one thing in the
breakdown and another in the payments: the example booking is EUR 675.00 with a deposit of 202.50.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Json = dict[str, Any]

CODE = "7K3M9QXA"
SECRET = "kq3vYc1kVQ0n0hJm3l5c1sT7vO4d2pXr8wE6aZbU9fI"
ZONE = "Europe/Lisbon"
NOW = "2027-02-20T10:00:00Z"
BOOKED = "2027-01-11T16:20:00Z"
CONFIRMED = "2027-01-12T09:05:00Z"
PAID = "2027-01-12T09:12:00Z"
CANCELLED = "2027-02-20T09:58:00Z"

TERMS = """These terms apply between you and Praia Surf House. By confirming you agree to them.

Arrival is from 15:00, departure until 11:00. Earlier arrival is possible if the room is ready.

Lessons take place in any weather that is safe. If the sea is not safe, we offer another time.

You are asked to leave boards and wetsuits outside the rooms, and to be quiet after 23:00.

Damage beyond normal use is charged at cost."""

ITEMS: list[Json] = [
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
]

FIELDS: list[Json] = [
    {"id": "birthday", "label": "Date of birth", "type": "date", "required": True, "help": None},
    {"id": "nationality", "label": "Nationality", "type": "country", "required": True,
     "help": "As in your passport."},
    {"id": "phone", "label": "Mobile phone", "type": "phone", "required": False,
     "help": "For the driver of the transfer."},
    {"id": "email", "label": "Email", "type": "email", "required": False, "help": None},
    {"id": "level", "label": "Surf level", "type": "choice", "required": True, "help": None,
     "options": ["Never tried", "Beginner", "Intermediate", "Advanced"]},
    {"id": "height", "label": "Height in cm", "type": "number", "required": False,
     "help": "For the wetsuit."},
    {"id": "diet", "label": "Diet", "type": "many", "required": False, "help": None,
     "options": ["Vegetarian", "Vegan", "No gluten", "No lactose"]},
    {"id": "swims", "label": "Can you swim?", "type": "yes_no", "required": True, "help": None},
    {"id": "flight", "label": "Flight number", "type": "text", "required": False, "help": None},
    {"id": "notes", "label": "Anything we should know?", "type": "long_text", "required": False,
     "help": "Allergies, injuries, a birthday during your stay."},
]  # fmt: skip

ANSWERS: Json = {
    "birthday": "1991-05-17", "nationality": "EE", "level": "Beginner", "swims": True,
    "diet": ["Vegan"],
}  # fmt: skip

YES: Json = {"available": True}


def no(code: str, reason: str, since: str | None = None) -> Json:
    """An action that can't be done now."""
    return {"available": False, "code": code, "reason": reason} | (
        {"since": since} if since else {}
    )


def euros(amount: int, currency: str = "EUR") -> Json:
    """Money on the wire."""
    return {"amount": amount, "currency": currency}


def breakdown(items: list[Json]) -> Json:
    """The items with a direct cost, and tax per rate, for prices that include tax."""
    lines = [item for item in items if item["unit_price"]]
    gross: dict[str, int] = {}
    for line in lines:
        amount = line["quantity"] * line["unit_price"]
        gross[line["tax_rate"]] = gross.get(line["tax_rate"], 0) + amount
    taxes: list[Json] = []
    for rate, amount in sorted(gross.items()):
        share = Decimal(amount) * Decimal(rate) / (1 + Decimal(rate))
        tax = int(share.quantize(Decimal(1), rounding=ROUND_HALF_UP))
        taxes.append({
            "rate": rate, "net": euros(amount - tax), "tax": euros(tax), "gross": euros(amount)
        })  # fmt: skip
    return {
        "lines": [
            {
                **{key: line.get(key) for key in ("name", "kind", "from", "to", "at", "rate")},
                "quantity": line["quantity"],
                "unit_price": euros(line["unit_price"]),
                "amount": euros(line["quantity"] * line["unit_price"]),
                "tax_rate": line["tax_rate"],
                "reason": line.get("reason"),
                "tax_included": True,
            }
            for line in lines
        ],
        "taxes": taxes,
        "net": euros(sum(tax["net"]["amount"] for tax in taxes)),
        "tax": euros(sum(tax["tax"]["amount"] for tax in taxes)),
        "total": euros(sum(gross.values())),
        "prices_include_tax": True,
    }


def itinerary(items: list[Json], names: list[str]) -> list[Json]:
    """What each guest has, free items included."""
    plans = []
    for number, name in enumerate(names):
        mine = [item for item in items if number in item["guests"]]
        plans.append({
            "guest": number,
            "name": name,
            "stays": [
                {"name": item["name"], "rate": item["rate"], "from": item["from"], "to": item["to"],
                 "nights": item["quantity"]}
                for item in mine if item["kind"] == "accommodation"
            ],
            "activities": [
                {"name": item["name"], "at": item["at"], "local": item["at"][:16]}
                for item in mine if item["kind"] == "activity"
            ],
            "extras": [
                {"name": item["name"], "quantity": item["quantity"]}
                for item in mine if item["kind"] == "extra"
            ],
        })  # fmt: skip
    return plans


def example(*, items: list[Json] | None = None, deposit_percent: int = 30) -> Json:
    """The pending example booking: two guests, a week, one lesson, a free transfer, with terms."""
    items = ITEMS if items is None else items
    priced = breakdown(items)
    total = priced["total"]["amount"]
    deposit = total * deposit_percent // 100
    names = [("Anna", "Hemm"), ("Ben", "Hemm")]
    page: Json = {
        "booking": {
            "code": CODE, "status": "pending", "version": 1, "arrival": "2027-03-01",
            "departure": "2027-03-08", "nights": 7, "created_at": BOOKED,
            "booker": {"first_name": "Anna", "last_name": "Hemm", "email": "anna@example.com",
                       "phone": "+3725551234", "language": "et", "company": None,
                       "vat_number": None, "address": None},
            "guests": [
                {"number": number, "first_name": first, "last_name": last}
                for number, (first, last) in enumerate(names)
            ],
            "agency": {"name": "Sun Trips", "email": "desk@suntrips.example", "id": None,
                       "reference": None},
            "confirmed_at": None, "accepted_terms": None, "cancellation": None,
            "awaits": "guest", "held_until": None, "bookable": False,
        },
        "property": {
            "id": "praia", "name": "Praia Surf House", "email": "stay@praia.example",
            "phone": "+351 282 555 010", "website": "https://praia.example/",
            "address": {"lines": ["Rua da Praia 12"], "city": "Ericeira", "postcode": "2655-001",
                        "country": "PT"},
            "time_zone": ZONE, "check_in_from": "15:00", "check_out_until": "11:00",
            "directions": "From Lisbon airport take the A8 to exit 5, then the A21 to its end.\n"
                          "Turn left at the lighthouse.\n\n"
                          "Buses leave from Campo Grande twice an hour and stop nearby.",
            "map_url": "https://maps.example/praia",
        },
        "itinerary": itinerary(items, [" ".join(name) for name in names]),
        "breakdown": priced,
        "payments": {
            "total": euros(total), "deposit": euros(deposit), "balance": euros(total),
            "paid": euros(0), "deposit_due": euros(deposit), "deposit_by": None,
            "status": "unpaid" if total else "nothing_due", "history": [],
        },
        "check_in": {
            "fields": [
                {"options": None, "position": place, **field} for place, field in enumerate(FIELDS)
            ],
            "guests": [
                {"guest": number, "name": " ".join(name), "complete": False, "checked_in_at": None,
                 "missing": [field["id"] for field in FIELDS if field["required"]], "answers": {}}
                for number, name in enumerate(names)
            ],
            "complete": False,
        },
        "terms": {"version": "1", "text": TERMS},
        "brand": {"name": "Praia Surf House", "colour": "#0b6e75", "logo_url": None,
                  "website": "https://praia.example/"},
        "policy": {
            "id": "flexible", "name": "Flexible",
            "tiers": [
                {"until": {"days": 7, "at": "18:00"}, "fee": {"percent": 0}},
                {"until": {"hours": 21}, "fee": {"percent": 30}},
            ],
            "after": {"percent": 100}, "guest_until": {"hours": 21},
            "deposit": None, "guests_reschedule": True, "reschedule_until": None,
        },
        "actions": {},
    }  # fmt: skip
    return refreshed(page)


def refreshed(page: Json) -> Json:
    """Derives what follows from the rest: what is due, what can be done and why not."""
    booking, payments, check_in = page["booking"], page["payments"], page["check_in"]
    status = booking["status"]
    total = payments["total"]["amount"]
    history = [entry for entry in payments["history"] if entry["status"] == "succeeded"]
    refunds = sum(e["amount"]["amount"] for e in history if e["kind"] == "refund")
    charges = sum(e["amount"]["amount"] for e in history if e["kind"] != "refund")
    held = charges - refunds
    balance = 0 if status == "cancelled" else max(0, total - held)
    due = min(balance, max(0, payments["deposit"]["amount"] - held))
    payments.update(
        paid=euros(held), balance=euros(balance), deposit_due=euros(due),
        status="refunded" if refunds and not held else "paid" if held and not balance
        else "nothing_due" if not total else "deposit_paid" if held and not due else "unpaid",
    )  # fmt: skip
    check_in["complete"] = all(guest["complete"] for guest in check_in["guests"])

    ended = {
        "cancelled": no("cancelled", "This booking was cancelled.", CANCELLED),
        "completed": no("completed", "This stay is over."),
        "no_show": no("no_show", "The guests did not arrive."),
    }.get(status)
    unconfirmed = no("not_confirmed", "Please confirm the booking first.")
    pending = status == "pending"
    if not pending:
        booking.update(awaits=None, held_until=None)
    if booking["awaits"] == "staff":
        unconfirmed = no("awaits_staff", "We have your request and will answer soon.")
    asked = booking["awaits"] == "guest"

    def pay(amount: int) -> Json:
        settled = no("nothing_due", "There is nothing to pay here.", PAID if held else None)
        early = pending and booking["awaits"] != "payment"
        return ended or (unconfirmed if early else YES if amount else settled)

    confirmed = no(
        "already_confirmed", "This booking is confirmed already.", booking["confirmed_at"]
    )
    if pending:
        invoice = unconfirmed
    elif not total:
        invoice = no("nothing_to_invoice", "There is nothing to invoice.")
    else:
        invoice = YES if held or not ended else ended
    page["actions"] = {
        "confirm": YES if asked else unconfirmed if pending else ended or confirmed,
        "pay_deposit": pay(due),
        "pay_balance": pay(balance),
        "check_in": ended or YES,
        "cancel": ended or YES,
        "download_invoice": invoice,
        "reschedule": ended
        or (
            YES
            if booking["bookable"] and not pending
            else no("not_allowed", "This booking can't be moved online. Please contact us.")
        ),
        "book_again": YES
        if booking["bookable"]
        else no("not_from_catalogue", "Please book on our page."),
    }
    return page


def confirm(page: Json, terms: str | None = None) -> Json:
    """The guest has confirmed."""
    page["booking"].update(status="confirmed", confirmed_at=CONFIRMED)
    page["booking"]["version"] += 1
    if terms:
        page["booking"]["accepted_terms"] = {"version": terms, "at": CONFIRMED}
    return refreshed(page)


def pay(page: Json, kind: str, amount: int, *, status: str = "succeeded", at: str = PAID) -> Json:
    """A payment or refund has been recorded."""
    history = page["payments"]["history"]
    entry = {"id": str(len(history) + 1), "kind": kind, "status": status, "at": at}
    history.append(entry | {"amount": euros(amount)})
    page["booking"]["version"] += 1
    return refreshed(page)


def check_in(page: Json, number: int, answers: Json) -> Json:
    """A guest has checked in."""
    page["check_in"]["guests"][number].update(
        complete=True, missing=[], answers=answers, checked_in_at=NOW
    )
    return refreshed(page)


def cancel(page: Json, *, refund: int, fee: int, by: str = "guest", reason: str = "") -> Json:
    """The booking has been cancelled, and the refund is on its way."""
    page["booking"]["status"] = "cancelled"
    page["booking"]["cancellation"] = {
        "at": CANCELLED, "by": by, "reason": reason,
        "type": "guest_request" if by == "guest" else "weather",
        "fee": euros(fee), "refund": euros(refund),
    }  # fmt: skip
    if refund:
        return pay(page, "refund", refund, at=CANCELLED)
    return refreshed(page)


def quote(page: Json, *, refund_percent: int = 100) -> Json:
    """What cancelling now would mean."""
    paid = page["payments"]["paid"]["amount"]
    refund = paid * refund_percent // 100
    free = refund_percent == 100
    return {
        "available": True, "paid": euros(paid), "refund": euros(refund),
        "fee": euros(paid - refund),
        "policy": page["policy"]["name"],
        "free_until": "2027-02-22T18:00:00Z" if free else None,
        "free_until_local": "2027-02-22T18:00" if free else None,
        "time_zone": ZONE,
        "tiers": [
            {"until": "2027-02-22T18:00:00Z", "until_local": "2027-02-22T18:00", "fee": euros(0),
             "refund": euros(paid)},
            {"until": "2027-02-28T18:00:00Z", "until_local": "2027-02-28T18:00",
             "fee": euros(paid * 30 // 100), "refund": euros(paid - paid * 30 // 100)},
        ][0 if free else 1 :],
    }  # fmt: skip


def hold(page: Json) -> Json:
    """A guest has booked by themselves, and the booking waits for its deposit."""
    page["booking"].update(
        awaits="payment", held_until="2027-02-20T10:30:00Z", bookable=True, agency=None
    )
    page["breakdown"]["lines"][0]["reason"] = "Low season · 2 adults"
    return refreshed(page)


def _requested() -> Json:
    page = hold(example())
    page["booking"].update(awaits="staff", held_until="2027-02-22T10:00:00Z")
    return refreshed(page)


def _hold_expired() -> Json:
    page = cancel(hold(example()), refund=0, fee=0)
    page["booking"]["cancellation"].update(by="system", type="hold_expired")
    return page


def booked_online() -> Json:
    """A booking from the catalogue with its deposit paid."""
    return pay(confirm(hold(example()), "1"), "deposit", 20250)


def again(*, appointment: bool = False) -> Json:
    """The booking as a selection without its time."""
    stay = {
        "kind": "stay", "product": "garden", "rate": "flexible", "nights": 7, "guests": [0, 1],
    }  # fmt: skip
    massage = {"kind": "appointment", "product": "massage", "person": "rui", "guests": [0]}
    return {
        "property": "praia", "adults": 2, "children": [],
        "choices": [massage if appointment else stay],
        "booker": {"first_name": "Anna", "last_name": "Hemm", "email": None, "phone": None},
        "guests": [],
    }  # fmt: skip


def move(page: Json, time: Json, *, total: int) -> Json:
    """What moving there would mean, at another price."""
    before = page["payments"]["total"]["amount"]
    paid = page["payments"]["paid"]["amount"]
    arrival = time.get("arrival") or time["at"][:10]
    return {
        "arrival": arrival, "departure": time.get("departure") or arrival,
        "lines": page["breakdown"]["lines"], "included": [],
        "total_before": euros(before), "total": euros(total), "difference": euros(total - before),
        "to_pay": euros(max(0, total - paid)), "refund": euros(max(0, paid - total)),
    }  # fmt: skip


def _confirmed() -> Json:
    return confirm(example(), "1")


def _deposit_paid() -> Json:
    return pay(_confirmed(), "deposit", 20250)


def _one_checked_in() -> Json:
    return check_in(_deposit_paid(), 0, ANSWERS)


def _checked_in() -> Json:
    return check_in(_one_checked_in(), 1, ANSWERS | {"nationality": "NO", "swims": False})


def _paid() -> Json:
    return pay(_checked_in(), "balance", 47250, at="2027-02-01T11:30:00Z")


def _without_terms() -> Json:
    page = example()
    page["terms"] = None
    return page


def _free() -> Json:
    page = example(items=[item | {"unit_price": 0} for item in ITEMS], deposit_percent=0)
    return confirm(page, "1")


def _cancelled() -> Json:
    return cancel(_deposit_paid(), refund=14175, fee=6075, reason="We both caught the flu.")


def _cancelled_unpaid() -> Json:
    return cancel(_confirmed(), refund=0, fee=0, by="staff", reason="Storm damage to the roof.")


def _completed() -> Json:
    page = _paid()
    page["booking"]["status"] = "completed"
    return refreshed(page)


def _no_show() -> Json:
    page = _deposit_paid()
    page["booking"]["status"] = "no_show"
    return refreshed(page)


def _deadline_passed() -> Json:
    page = _checked_in()
    page["actions"]["cancel"] = no(
        "deadline_passed",
        "The time to cancel online is over. Please contact us.",
        "2027-02-19T18:00:00Z",
    )
    return page


def _branded(colour: str) -> Json:
    page = _confirmed()
    page["brand"].update(colour=colour, logo_url="/media/logo.svg")
    return page


def _rename(page: Json, first: str, last: str, rest: str) -> Json:
    """Puts difficult names wherever somebody may type one."""
    name = f"{first} {last}"
    page["booking"]["booker"].update(first_name=first, last_name=last)
    page["booking"]["guests"][0].update(first_name=first, last_name=last)
    page["booking"]["agency"]["name"] = rest
    page["itinerary"][0]["name"] = name
    page["check_in"]["guests"][0]["name"] = name
    page["brand"]["name"] = page["property"]["name"] = rest
    page["property"]["address"]["lines"] = [rest]
    page["itinerary"][0]["stays"][0]["name"] = rest
    page["breakdown"]["lines"][0]["name"] = rest
    return page


def _long() -> Json:
    page = _rename(example(), "A" * 10_000, "Ω" * 10_000, "Donaudampfschifffahrt" * 500)
    page["check_in"]["fields"][0]["label"] = "Geburtsdatum" * 60
    page["terms"]["text"] = "§" * 10_000
    return page


def _right_to_left() -> Json:
    return _rename(_confirmed(), "ליאור", "בן־דוד 🏄🏽‍♀️", "بيت الأمواج 🌊")


def _crowd() -> Json:
    """Seven guests, three of them without a name yet."""
    page = _deposit_paid()
    for number in range(2, 7):
        name = f"Guest Number{number}" if number < 4 else ""
        page["booking"]["guests"].append({"number": number, "first_name": "", "last_name": ""})
        page["itinerary"].append(page["itinerary"][1] | {"guest": number, "name": name})
        page["check_in"]["guests"].append(
            page["check_in"]["guests"][1] | {"guest": number, "name": name}
        )
    return page


SCENES: dict[str, Callable[[], Json]] = {
    "pending": example,
    "held": lambda: hold(example()),
    "requested": _requested,
    "hold-expired": _hold_expired,
    "booked-online": booked_online,
    "pending-without-terms": _without_terms,
    "confirmed": _confirmed,
    "deposit-paid": _deposit_paid,
    "one-checked-in": _one_checked_in,
    "checked-in": _checked_in,
    "paid": _paid,
    "nothing-to-pay": _free,
    "cancelled": _cancelled,
    "cancelled-unpaid": _cancelled_unpaid,
    "completed": _completed,
    "no-show": _no_show,
    "deadline-passed": _deadline_passed,
    "yellow": lambda: _branded("#ffff00"),
    "black": lambda: _branded("#000000"),
    "white": lambda: _branded("#ffffff"),
    "grey": lambda: _branded("#777777"),
    "long-names": _long,
    "right-to-left": _right_to_left,
    "crowd": _crowd,
}
