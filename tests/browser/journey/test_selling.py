"""What is sold: booked, paid, moved and given back, as guest and staff see it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import boto3
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.polling import eventually
from tests.support.product import Product

expect.set_options(timeout=60_000)

pytestmark = [pytest.mark.stack, pytest.mark.browser]


def test_a_guest_books_by_themselves(product: Product, chromium: Browser) -> None:
    """Chosen, priced, paid, confirmed; moved to other days; cancelled, and free again."""
    email = f"ana.{uuid4().hex[:8]}@example.com"
    shop = product.description["property"]
    room = _stay(product, shop, "Garden room")
    first = _free_week(product, shop, room)

    guest = chromium.new_context(locale="en-GB").new_page()
    guest.goto(f"{product.site_url}/book/?property={shop}#/stay")
    _to_month(guest, first)
    _pick(guest, first)
    _pick(guest, first + timedelta(days=7))
    guest.get_by_role("button", name=re.compile("^Choose Garden room")).first.click()
    price = guest.get_by_role("region", name="Your price")
    expect(price.get_by_role("row", name="Total")).to_contain_text("€")
    guest.get_by_role("button", name="Continue").click()
    guest.get_by_role("button", name="Continue").click()
    guest.get_by_label("First name").first.fill("Ana")
    guest.get_by_label("Last name").first.fill("Silva")
    guest.get_by_label("Email").fill(email)
    guest.get_by_role("checkbox", name="I have read and accept").check()
    guest.get_by_role("button", name=re.compile("^Book and pay")).click()

    guest.locator("[autocomplete=cc-number]").wait_for()
    held = eventually(lambda: _left(product, shop, room, first) < 4, "the hold")
    assert held
    _pay(guest)
    guest.wait_for_url(re.compile(r"/b/"))
    expect(guest.get_by_text(re.compile("We received your payment")).first).to_be_visible()
    eventually(
        lambda: [m for m in product.mails(email) if "Booking confirmed" in m["subject"]],
        "the confirmation",
    )
    code = guest.url.partition("/b/")[2][:8]
    booked = product.staff("GET", f"/staff/bookings/{code}").json()
    assert booked["booking"]["status"] == "confirmed"

    secret = booked["link"].partition("#")[2]
    later = {"arrival": (first + timedelta(days=1)).isoformat()}
    quoted = product.request(
        "POST", f"/bookings/{code}/reschedule-quote", later, bearer=secret
    ).json()
    moved = product.request(
        "POST",
        f"/bookings/{code}/reschedule",
        later | {"expected_total": quoted["total"]["amount"]},
        bearer=secret,
    )
    assert moved.status_code == 200, moved.text
    assert moved.json()["booking"]["arrival"] == later["arrival"]
    timeline = product.staff(
        "GET", f"/staff/timeline?property={shop}&from={first.isoformat()}&days=14"
    ).json()
    [entry] = [entry for entry in timeline["entries"] if entry["code"] == code]
    assert (entry["from"], entry["title"]) == (later["arrival"], "Ana Silva")

    again = product.request("GET", f"/bookings/{code}/selection", bearer=secret).json()
    assert again["choices"][0]["nights"] == 7
    before = _left(product, shop, room, first + timedelta(days=2))
    gone = product.request("POST", f"/bookings/{code}/cancellation", {}, bearer=secret)
    assert gone.status_code == 200, gone.text
    assert _left(product, shop, room, first + timedelta(days=2)) == before + 1


def test_holds_end_on_schedule(product: Product) -> None:
    """The function that ends holds runs with its own role and finds nothing to end."""
    functions: Any = boto3.client(
        "lambda",
        endpoint_url=product.description["aws_endpoint_url"],
        region_name=product.description["region"],
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )
    names = [f["FunctionName"] for f in functions.list_functions(MaxItems=100)["Functions"]]
    [name] = [name for name in names if "ExpireHolds" in name]
    answer = functions.invoke(FunctionName=name, Payload=b"{}")
    assert "FunctionError" not in answer, answer["Payload"].read()
    assert b"expired" in answer["Payload"].read()


def test_staff_answer_a_request(product: Product) -> None:
    """Where staff accept bookings, a request waits for them; closed nights can't be had."""
    shops = product.request("GET", "/catalog").json()["properties"]
    [inn] = [shop["id"] for shop in shops if shop["name"] == "Casa do Farol"]
    room = _stay(product, inn, "Double room")
    first = _free_week(product, inn, room)
    order = {
        "selection": {
            "property": inn,
            "adults": 2,
            "choices": [
                {
                    "kind": "stay",
                    "product": room,
                    "from": first.isoformat(),
                    "to": (first + timedelta(days=3)).isoformat(),
                }
            ],
        },
        "booker": {"first_name": "Søren", "last_name": "Åberg", "email": "soren@example.com"},
        "accepted_terms": _terms(product, inn),
    }
    key = {"Idempotency-Key": uuid4().hex}
    asked = product.request("POST", "/bookings", order, headers=key)
    assert asked.status_code == 201, asked.text
    assert asked.json()["awaits"] == "staff"
    assert product.request("POST", "/bookings", order, headers=key).json() == asked.json()
    code = asked.json()["code"]
    accepted = product.staff("POST", f"/staff/bookings/{code}/acceptance")
    assert accepted.json()["booking"]["status"] == "confirmed", accepted.text

    catalog = product.staff("GET", f"/staff/catalog/{inn}").json()
    unit = catalog["products"][room]["units"][-1]["id"]
    span = {
        "unit": unit,
        "from": (first + timedelta(days=20)).isoformat(),
        "to": (first + timedelta(days=21)).isoformat(),
        "note": "Painting the walls",
    }
    closed = product.staff("POST", f"/staff/catalog/{inn}/closures", span)
    assert closed.status_code == 201, closed.text
    taken = product.staff("POST", f"/staff/catalog/{inn}/closures", span)
    assert taken.status_code == 409, taken.text
    opened = product.staff("DELETE", f"/staff/catalog/{inn}/closures/{closed.json()['id']}")
    assert opened.status_code == 204, opened.text


def _stay(product: Product, shop: str, name: str) -> str:
    catalog = product.request("GET", f"/catalog?property={shop}").json()
    found: str = next(p["id"] for p in catalog["products"] if p["name"] == name)
    return found


def _terms(product: Product, shop: str) -> str | None:
    terms = product.request("GET", f"/catalog?property={shop}").json()["terms"]
    return terms["version"] if terms else None


def _month(product: Product, shop: str, room: str, day: date) -> dict[str, Any]:
    answer = product.request(
        "GET", f"/availability/calendar?property={shop}&month={day:%Y-%m}&product={room}"
    )
    [found] = answer.json()["products"]
    return {entry["date"]: entry for entry in found["days"]}


def _left(product: Product, shop: str, room: str, day: date) -> int:
    left: int = _month(product, shop, room, day)[day.isoformat()]["left"]
    return left


def _free_week(product: Product, shop: str, room: str) -> date:
    """The first Monday from four months ahead on whose week is free."""
    day = datetime.now(tz=UTC).date() + timedelta(days=120)
    day -= timedelta(days=day.weekday())
    while True:
        month = _month(product, shop, room, day)
        week = [(day + timedelta(days=n)).isoformat() for n in range(9)]
        if all(month.get(night, {}).get("state") == "free" for night in week):
            return day
        day += timedelta(days=7)


def _to_month(page: Page, day: date) -> None:
    wanted = page.get_by_role("gridcell").get_by_role("button", name=_named(day))
    for _ in range(18):
        page.get_by_role("grid").first.wait_for()
        if wanted.count():
            return
        page.get_by_role("button", name="Next month").click()
        page.wait_for_load_state("networkidle")


def _pick(page: Page, day: date) -> None:
    page.get_by_role("gridcell").get_by_role("button", name=_named(day)).click()


def _named(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B}"


def _pay(page: Page) -> None:
    page.locator("[autocomplete=cc-number]").fill("4242 4242 4242 4242")
    page.locator("[autocomplete=cc-exp]").fill("12 / 34")
    page.locator("[autocomplete=cc-csc]").fill("123")
    name = page.locator("[autocomplete=cc-name]")
    if name.count():
        name.fill("Ana Silva")
    page.get_by_role("button", name=re.compile("^Pay")).click()
