"""Demo data, made only through what everybody else uses: the public API and the payment page.

`load` fills an empty product with a surf house and its neighbours, their settings, what they sell
and some bookings, and takes a few of these through what guests do with them. What it made is
remembered beside the product's data; the next time it only looks up how those bookings are now.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypedDict

import httpx

from local.demo_catalog import KINDS, Catalogue, catalogues
from local.demo_data import (
    BRAND,
    FIELDS,
    GRID,
    LANGUAGES,
    POLICIES,
    PROPERTIES,
    SELLER,
    STORIES,
    TERMS,
    Step,
    Story,
)
from local.demo_orders import ORDERS, Appointment, Order, Session, Stay

CARD = {"number": "4242 4242 4242 4242", "expiry": "12 / 34", "code": "123"}
PATIENCE = 90.0
# People sleep at the first two properties.
_HOUSES = 2
# Where a wished day is closed, the week after it has one that is not.
_FIT_WITHIN = 8


class DemoBooking(TypedDict):
    """A booking worth opening."""

    code: str
    status: str
    link: str
    title: str
    about: str


class Facts(TypedDict):
    """What the stack's description says of the demo data."""

    property: str
    hooks_secret: str
    demo: list[DemoBooking]


class DemoError(Exception):
    """The product answered something that the demo did not expect."""


@dataclass
class Desk:
    """Calls as staff."""

    client: httpx.Client
    token: str

    def call(self, method: str, path: str, body: Any = None, key: str | None = None) -> Any:
        """One call; anything but success is an error."""
        headers = {"authorization": f"Bearer {self.token}"}
        if key:
            headers["idempotency-key"] = key
        return _answer(self.client.request(method, path, json=body, headers=headers))


@dataclass
class Guest:
    """Calls with the secret of a portal link."""

    client: httpx.Client
    code: str
    secret: str

    def call(self, method: str, path: str = "", body: Any = None) -> Any:
        """One call on the guest's own booking."""
        headers = {"authorization": f"Bearer {self.secret}"}
        url = f"bookings/{self.code}{path}"
        return _answer(self.client.request(method, url, json=body, headers=headers))

    def pay(self, kind: str, holder: str) -> None:
        """Pay on the provider's page, and wait until the product knows of it."""
        before = self._paid()
        page = self.call("POST", "/payments", {"kind": kind})["checkout_url"]
        answer = httpx.post(page, data={**CARD, "name": holder}, timeout=30)
        if answer.status_code != httpx.codes.SEE_OTHER:
            raise DemoError(f"The payment page answered {answer.status_code}.")
        _wait(lambda: self._paid() > before, f"the {kind} of {self.code}")

    def _paid(self) -> int:
        return int(self.call("GET")["payments"]["paid"]["amount"])


def _answer(response: httpx.Response) -> Any:
    if response.is_success:
        return response.json() if response.content else None
    request = response.request
    raise DemoError(
        f"{request.method} {request.url} answered {response.status_code}: {response.text[:500]}"
    )


def _wait(happened: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > deadline:
            raise DemoError(f"Waited {PATIENCE:.0f} s for {what}.")
        time.sleep(0.2)


def load(api_url: str, site_url: str, token: str, memory: Path) -> tuple[Facts, bool]:
    """Make the demo data unless `memory` tells that they are there; whether they were made now."""
    with httpx.Client(base_url=api_url, timeout=100) as client:
        desk = Desk(client, token)
        if memory.is_file():
            facts: Facts = json.loads(memory.read_text())
            facts["hooks_secret"] = _integrator(desk, f"{site_url}/hooks")
            facts["demo"] = [_as_it_is(desk, booking) for booking in facts["demo"]]
            return facts, False
        facts = _make(desk, f"{site_url}/hooks", datetime.now().astimezone().date())
        memory.write_text(json.dumps(facts, indent=2))
        return facts, True


def _as_it_is(desk: Desk, booking: DemoBooking) -> DemoBooking:
    """Its status and its link may have changed since."""
    page = desk.call("GET", f"staff/bookings/{booking['code']}")
    return {**booking, "status": page["booking"]["status"], "link": page["link"]}


def _make(desk: Desk, hooks_url: str, today: date) -> Facts:
    """Make all of it; what an interrupted try has made before is found and kept."""
    desk.call("PUT", "staff/settings/languages", {"languages": LANGUAGES})
    desk.call("PUT", "staff/settings/brand", BRAND)
    desk.call("PUT", "staff/settings/seller", SELLER)
    if desk.call("GET", "staff/settings/terms")["text"] != TERMS:
        desk.call("PUT", "staff/settings/terms", {"text": TERMS})
    policies = {
        policy["name"]: _ensure(desk, "staff/settings/policies", "name", policy)
        for policy in POLICIES
    }
    places = []
    for place in PROPERTIES:
        entry = place | {"policy": policies[place["policy"]]}
        places.append(_ensure(desk, "staff/settings/properties", "name", entry))
        sell(desk, places[-1], catalogues(today)[place["name"]], policies)
    for field in FIELDS:
        _ensure(desk, "staff/fields", "label", field)
    secret = _integrator(desk, hooks_url)
    stories = [_tell(desk, places[0], number, story, today) for number, story in enumerate(STORIES)]
    for number, booking in enumerate(GRID):
        entry = _placed(booking, places[number % _HOUSES], today)
        created = desk.call("POST", "staff/bookings", entry, key=f"demo-grid-{number}")
        if number % 3 == 0:
            _take(_guest(desk.client, created["link"]), "confirm", "")
    by_name = {place["name"]: id for place, id in zip(PROPERTIES, places, strict=True)}
    for number, order in enumerate(ORDERS):
        _book(desk, by_name[order["place"]], number, order, today)
    return Facts(property=places[0], hooks_secret=secret, demo=stories)


def _book(desk: Desk, place: str, number: int, order: Order, today: date) -> None:
    """Have a guest book on the public page, on the first days from the wished ones that fit."""
    catalog = _answer(desk.client.get("catalog", params={"property": place}))
    body = {
        "booker": {
            "first_name": order["first_name"],
            "last_name": order["last_name"],
            "email": f"guest.{number}@example.com",
        },
        "accepted_terms": catalog["terms"]["version"],
    }
    for later in range(_FIT_WITHIN):
        choices = [_chosen(desk, catalog, choice, today, later) for choice in order["choices"]]
        if None in choices:
            continue
        selection = {
            "property": place,
            "adults": order["adults"],
            "children": order.get("children", []),
            "promotion": order.get("promotion"),
            "choices": choices,
        }
        answer = desk.client.post(
            "bookings",
            json={**body, "selection": selection},
            headers={"idempotency-key": f"demo-order-{number}-{later}"},
        )
        if answer.status_code in (httpx.codes.CONFLICT, httpx.codes.UNPROCESSABLE_ENTITY):
            continue
        booked = _answer(answer)
        if order["then"] == "accept":
            desk.call("POST", f"staff/bookings/{booked['code']}/acceptance")
        elif order["then"] == "pay":
            holder = f"{order['first_name']} {order['last_name']}"
            _take(_guest(desk.client, booked["link"]), "pay_deposit", holder)
        return


def _chosen(
    desk: Desk, catalog: Any, choice: Stay | Session | Appointment, today: date, later: int
) -> dict[str, Any] | None:
    """The choice as the API takes it, so many days later; None if there is nothing then."""
    day = today + timedelta(days=choice["day"] + later)
    place = catalog["property"]["id"]
    ids = {product["name"]: product["id"] for product in catalog["products"]}
    product = ids[choice["name"]]
    if choice["kind"] == "stay":
        end = day + timedelta(days=choice["nights"])
        dates = {"from": day.isoformat(), "to": end.isoformat()}
        return {"kind": "stay", "product": product, **dates}
    if choice["kind"] == "session":
        query = {"property": place, "month": f"{day:%Y-%m}", "product": product}
        month = _answer(desk.client.get("availability/calendar", params=query))
        found = month["products"][0]["days"][day.day - 1]["sessions"]
        at = next((one["at"] for one in found if one["left"]), None)
        return {"kind": "session", "product": product, "at": at} if at else None
    query = {"property": place, "product": product, "date": day.isoformat()}
    slots = _answer(desk.client.get("availability/slots", params=query))["slots"]
    wished = f"{day.isoformat()}T{choice['hour']:02}:00"
    at = next((slot["at"] for slot in slots if slot["local"] >= wished), None)
    return {"kind": "appointment", "product": product, "at": at} if at else None


def _ensure(desk: Desk, path: str, by: str, entry: dict[str, Any]) -> str:
    """The id of the item that has this name already, or of a new one."""
    for item in desk.call("GET", path)["items"]:
        if item[by] == entry[by]:
            return str(item["id"])
    return str(desk.call("POST", path, entry)["id"])


def sell(desk: Desk, place: str, catalogue: Catalogue, policies: dict[str, str]) -> None:
    """Put up what a property sells, as far as it is not there yet."""
    path = f"staff/catalog/{place}"
    known = desk.call("GET", path)
    desk.call("PUT", f"{path}/selling", catalogue["selling"])
    ids = dict(policies)
    for kind in KINDS:
        ids |= {record["name"]: record["id"] for record in known[kind].values()}
        for record in catalogue[kind]:
            if record["name"] not in ids:
                made = desk.call("POST", f"{path}/{kind}", _with_ids(record, ids))
                ids[record["name"]] = made["id"]


def _with_ids(record: dict[str, Any], ids: dict[str, str]) -> dict[str, Any]:
    """The record with ids in place of the names by which it refers to others."""
    found: dict[str, Any] = {}
    for name, value in record.items():
        if name in ("product", "extra", "policy"):
            found[name] = ids[value]
        elif name in ("products", "people"):
            found[name] = [ids[one] for one in value]
        elif name == "prices":
            found[name] = {ids[one]: price for one, price in value.items()}
        elif name in ("rules", "parts"):
            found[name] = [_with_ids(one, ids) for one in value]
        else:
            found[name] = value
    return found


def _integrator(desk: Desk, hooks_url: str) -> str:
    """Have the demo's webhook endpoint at this address; its secret."""
    entry = {"url": hooks_url, "types": [], "description": "Demo integrator"}
    endpoint = _ensure(desk, "staff/webhooks", "description", entry)
    if desk.call("GET", f"staff/webhooks/{endpoint}")["url"] != hooks_url:
        desk.call("PUT", f"staff/webhooks/{endpoint}", entry)
    return str(desk.call("GET", f"staff/webhooks/{endpoint}/secret")["secret"])


def _tell(desk: Desk, place: str, number: int, story: Story, today: date) -> DemoBooking:
    """Enter a booking and take it as far as its story goes."""
    entry = _placed(story["booking"], place, today)
    created = desk.call("POST", "staff/bookings", entry, key=f"demo-story-{number}")
    guest = _guest(desk.client, created["link"])
    holder = f"{entry['booker']['first_name']} {entry['booker']['last_name']}"
    for step in story["steps"]:
        _take(guest, step, holder)
    if story["answers"]:
        _check_in(guest, story["answers"])
    page = guest.call("GET")
    return DemoBooking(
        code=created["code"],
        status=page["booking"]["status"],
        link=created["link"],
        title=story["title"],
        about=story["about"],
    )


def _take(guest: Guest, step: Step, holder: str) -> None:
    """Do what a guest does next, if it is still to be done."""
    page = guest.call("GET")
    if not page["actions"][step]["available"]:
        return
    if step == "confirm":
        guest.call("POST", "/confirmation", {"accepted_terms": page["terms"]["version"]})
    elif step == "cancel":
        guest.call("POST", "/cancellation", {"reason": "Our flight was cancelled."})
    else:
        guest.pay(step.removeprefix("pay_"), holder)


def _check_in(guest: Guest, everybody: list[dict[str, Any]]) -> None:
    """Answer the check-in's questions, found by their labels."""
    fields = {field["label"]: field["id"] for field in guest.call("GET")["check_in"]["fields"]}
    for number, said in enumerate(everybody):
        answers = {fields[label]: value for label, value in said.items()}
        guest.call("PUT", f"/guests/{number}/check-in", {"answers": answers})


def _guest(client: httpx.Client, link: str) -> Guest:
    address, secret = link.split("#")
    return Guest(client, address.rsplit("/", 1)[1], secret)


def _placed(booking: dict[str, Any], place: str, today: date) -> dict[str, Any]:
    """The booking at a property, with its days counted from today made into dates."""

    def day(offset: int) -> str:
        return (today + timedelta(days=offset)).isoformat()

    placed = {**booking, "property": place}
    for name in ("arrival", "departure"):
        placed[name] = day(booking[name])
    placed["items"] = []
    for item in booking["items"]:
        dated = dict(item)
        for name in ("from", "to"):
            if name in item:
                dated[name] = day(item[name])
        if "at" in item:
            offset, hour = item["at"]
            at = datetime.fromisoformat(day(offset)) + timedelta(hours=hour)
            dated["at"] = f"{at.isoformat()}Z"
        placed["items"].append(dated)
    return placed


def main() -> int:
    """Load the demo data into the product that runs on this machine."""
    from local.settings import Settings
    from local.staff import id_token

    settings = Settings.from_environment()
    if not settings.description.is_file():
        print("Nothing runs here. Start it with: make run", file=sys.stderr)
        return 1
    stack = json.loads(settings.description.read_text())
    token = id_token(settings.client("cognito-idp"), stack["staff"])
    facts, fresh = load(settings.api_url, settings.site_url, token, settings.data / "demo.json")
    print("Made:" if fresh else "There already:")
    for booking in facts["demo"]:
        print(f"  {booking['status']:<10} {booking['link']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
