"""Staff enter bookings."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from lobby import wiring
from tests.fakes.transport import MemoryTransport
from tests.support.api import Reply, call, load_function
from tests.support.business import (
    Business,
    Portal,
    events_of,
    file_of,
    good,
    problem,
    wrong_fields,
)
from tests.support.samples import booking_body


def enter(body: Any, **more: Any) -> Reply:
    return call("POST", "/staff/bookings", body, **more)


def bookings() -> int:
    return len(good(call("GET", "/staff/bookings"))["bookings"])


def with_item(**changes: Any) -> dict[str, Any]:
    body = booking_body()
    body["items"][0] |= changes
    return {"items": body["items"]}


def with_booker(**changes: Any) -> dict[str, Any]:
    return {"booker": booking_body()["booker"] | changes}


def test_the_sample_booking_costs_what_its_items_cost(business: Business) -> None:
    guest = business.book()

    page = guest.page()

    assert page["breakdown"]["total"] == {"amount": 67500, "currency": "EUR"}
    assert [line["name"] for line in page["breakdown"]["lines"]] == ["Garden room", "Surf lesson"]
    assert page["payments"]["deposit"]["amount"] == 20250
    assert page["booking"]["status"] == "pending"
    assert page["booking"]["nights"] == 7


def test_the_answer_has_code_link_and_place(business: Business) -> None:
    reply = enter(booking_body(property=business.property_id))

    created = good(reply, 201)
    assert created["version"] == 1
    assert created["link"].startswith(f"https://book.example.com/b/{created['code']}#")
    assert reply.headers["location"] == f"/api/staff/bookings/{created['code']}"


def test_every_guest_sees_their_own_part(business: Business) -> None:
    anna, ben = business.book().page()["itinerary"]

    assert [stay["name"] for stay in anna["stays"]] == ["Garden room"]
    assert [(a["name"], a["local"]) for a in anna["activities"]] == [
        ("Surf lesson", "2027-03-02T09:00")
    ]
    assert anna["extras"] == [{"name": "Airport transfer", "quantity": 1}]
    assert (ben["name"], ben["activities"]) == ("Ben Hemm", [])


def test_a_booking_without_guests_is_for_its_booker(business: Business) -> None:
    items = [{"kind": "package", "name": "Week", "unit_price": 5000}]

    page = business.book(guests=[], items=items).page()

    assert page["booking"]["guests"] == [{"number": 0, "first_name": "Anna", "last_name": "Hemm"}]
    assert page["itinerary"][0]["extras"] == [{"name": "Week", "quantity": 1}]


@pytest.mark.parametrize(
    "name",
    ["Zoë 🏄‍♀️", "مريم", "李小龙", "O'Brien-Ñandú", "<b>&\"'</b>", "=1+1", "x" * 200, "Ǆ", "‮abc"],
)
def test_names_are_kept_as_they_are(business: Business, name: str) -> None:
    booker = {"first_name": name, "last_name": "Hemm"}

    guest = business.book(booker=booker, guests=[booker, booker])

    page = guest.page()
    assert page["booking"]["booker"]["first_name"] == name
    assert page["itinerary"][0]["name"] == f"{name} Hemm"
    assert events_of(guest)[0].data["booking"]["booker"]["first_name"] == name


def test_names_are_trimmed_and_composed(business: Business) -> None:
    guest = business.book(booker={"first_name": "  A\u0301da ", "last_name": ""})

    assert guest.page()["booking"]["booker"]["first_name"] == "Áda"


BAD: list[tuple[dict[str, Any], set[str]]] = [
    ({"property": "nowhere"}, {"property"}),
    ({"property": None}, {"property"}),
    ({"property": 7}, {"property"}),
    ({"status": "cancelled"}, {"status"}),
    ({"currency": "EURO"}, {"currency"}),
    ({"currency": "eur"}, {"currency"}),
    ({"currency": "XXX"}, {"currency"}),
    ({"arrival": "2027-02-30"}, {"arrival"}),
    ({"arrival": None}, {"arrival"}),
    ({"arrival": "1999-12-31", "departure": "2000-01-01"}, {"arrival"}),
    ({"arrival": "2035-01-01", "departure": "2035-01-02"}, {"arrival"}),
    ({"departure": "2027-02-28"}, {"departure"}),
    ({"departure": "2028-03-02"}, {"departure"}),
    ({"booker": {}}, {"booker.last_name"}),
    ({"booker": None}, {"booker"}),
    ({"booker": "Anna"}, {"booker"}),
    (with_booker(first_name="x" * 10_000), {"booker.first_name"}),
    (with_booker(first_name=" ", last_name="\t"), {"booker.last_name"}),
    (with_booker(first_name="a\u0000b"), {"booker.first_name"}),
    (with_booker(first_name=["Anna"]), {"booker.first_name"}),
    (with_booker(email="anna"), {"booker.email"}),
    (with_booker(email="a@b@c.example"), {"booker.email"}),
    (with_booker(email="a\n@example.com"), {"booker.email"}),
    (with_booker(phone="call me"), {"booker.phone"}),
    (with_booker(phone="+" + "1" * 40), {"booker.phone"}),
    (with_booker(language="english please"), {"booker.language"}),
    (with_booker(shoe_size=43), {"booker.shoe_size"}),
    (with_booker(address={"country": "Portugal"}), {"booker.address.country"}),
    ({"guests": [{"first_name": 1}]}, {"guests[0].first_name"}),
    ({"guests": [{}] * 61}, {"guests"}),
    ({"guests": {}}, {"guests"}),
    ({"agency": {"email": "desk@suntrips.example"}}, {"agency.name"}),
    ({"agency": {"name": "   "}}, {"agency.name"}),
    ({"items": [{}]}, {"items[0].kind", "items[0].name", "items[0].unit_price"}),
    ({"items": [{"kind": "extra", "name": "x", "unit_price": 1}] * 101}, {"items"}),
    ({"items": "none"}, {"items"}),
    (with_item(kind="spa"), {"items[0].kind"}),
    (with_item(name=""), {"items[0].name"}),
    (with_item(name="   "), {"items[0].name"}),
    (with_item(rate="x" * 201), {"items[0].rate"}),
    (with_item(guests=[2]), {"items[0].guests"}),
    (with_item(guests=[-1]), {"items[0].guests[0]"}),
    (with_item(guests=[0, 0]), {"items[0].guests"}),
    (with_item(guests=["Anna"]), {"items[0].guests[0]"}),
    (with_item(**{"from": None}), {"items[0].from"}),
    (with_item(to=None), {"items[0].to"}),
    (with_item(to="2027-02-28"), {"items[0].to"}),
    (with_item(at="2027-03-02T09:00:00"), {"items[0].at"}),
    (with_item(at="0001-01-01T00:00:00+14:00"), {"items[0].at"}),
    (with_item(at="9999-12-31T23:59:59Z"), {"items[0].at"}),
    (with_item(quantity=0), {"items[0].quantity"}),
    (with_item(quantity=10_001), {"items[0].quantity"}),
    (with_item(quantity=1.5), {"items[0].quantity"}),
    (with_item(quantity="many"), {"items[0].quantity"}),
    (with_item(unit_price=-1), {"items[0].unit_price"}),
    (with_item(unit_price=10**12), {"items[0].unit_price"}),
    (with_item(unit_price=None), {"items[0].unit_price"}),
    (with_item(tax_rate="1.01"), {"items[0].tax_rate"}),
    (with_item(tax_rate="-0.1"), {"items[0].tax_rate"}),
    (with_item(tax_rate="0.12345"), {"items[0].tax_rate"}),
    (with_item(tax_rate="NaN"), {"items[0].tax_rate"}),
    (with_item(tax_rate="ten percent"), {"items[0].tax_rate"}),
    (with_item(colour="red"), {"items[0].colour"}),
    ({"deposit": {}}, {"deposit.percent"}),
    ({"deposit": {"percent": 30, "amount": 1}}, {"deposit.percent"}),
    ({"deposit": {"percent": 101}}, {"deposit.percent"}),
    ({"deposit": {"percent": -1}}, {"deposit.percent"}),
    ({"deposit": {"amount": -1}}, {"deposit.amount"}),
    ({"policy": "nowhere"}, {"policy"}),
    ({"colour": "red"}, {"colour"}),
    (
        {"currency": "X", "arrival": "soon", "booker": {"email": "x"}, "guests": [{"phone": "x"}]},
        {"currency", "arrival", "booker.email", "guests[0].phone"},
    ),
    (
        {"property": "nowhere", "departure": "2027-02-01", "policy": "none"}
        | with_item(guests=[9]),
        {"property", "departure", "policy", "items[0].guests"},
    ),
]


@pytest.mark.parametrize(
    ("changes", "fields"), BAD, ids=[", ".join(sorted(fields)) for _, fields in BAD]
)
def test_all_that_is_wrong_is_named_at_once(
    business: Business, changes: dict[str, Any], fields: set[str]
) -> None:
    body = booking_body(**{"property": business.property_id} | changes)

    assert wrong_fields(enter(body)) == fields
    assert bookings() == 0


@pytest.mark.usefixtures("business")
@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 422),
        ("{}", 422),
        ("[]", 422),
        ("null", 422),
        ('"x"', 422),
        ("7", 422),
        ("{", 400),
        ("name=Anna", 400),
        ("\ud800", 400),
        ('{"property": "\\ud800"}', 400),
        ("NaN", 400),
        ('{"a":1e400}', 400),
        ('{"a":' * 5000 + "1" + "}" * 5000, 400),
        ("[" * 100_000, 400),
        (b"\xff\xfe{}", 400),
        (b'{"property": "\xe9"}', 400),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_a_body_that_is_no_form_is_refused(body: str | bytes, status: int) -> None:
    reply = enter(body)

    problem(reply, status, {400: "malformed-request", 422: "invalid-request"}[status])
    assert bookings() == 0


def test_the_largest_booking_is_taken(business: Business) -> None:
    """60 guests, 100 items with the longest names: within what one transaction takes."""
    long = "\U0001f3c4" * 200
    guests = [{"first_name": long, "last_name": long} for _ in range(60)]
    item = {
        "kind": "extra",
        "name": long,
        "rate": long,
        "guests": list(range(60)),
        "quantity": 10_000,
        "unit_price": 10**11,
        "tax_rate": "0.2125",
    }

    guest = business.book_confirmed(guests=guests, items=[item] * 100)

    assert guest.page()["breakdown"]["total"]["amount"] == 10**17


def test_the_terms_of_the_day_belong_to_the_booking(business: Business) -> None:
    good(call("PUT", "/staff/settings/terms", {"text": "Be kind."}))
    guest = business.book()

    good(call("PUT", "/staff/settings/terms", {"text": "Be kinder."}))

    assert guest.page()["terms"] == {"version": "1", "text": "Be kind.", "texts": {}}
    assert business.book().page()["terms"]["version"] == "2"


def test_a_property_without_a_policy_lets_guests_go_free_until_arrival(business: Business) -> None:
    place = {"name": "Hut", "time_zone": "Europe/Lisbon"}
    hut = good(call("POST", "/staff/settings/properties", place), 201)["id"]

    quote = business.book(property=hut).quote()

    assert quote["free_until"] == "2027-03-01T15:00:00Z"


# -- Idempotency-Key ------------------------------------------------------------------------------


def keyed(body: Any, key: str = "abc", **more: Any) -> Reply:
    return enter(body, headers={"Idempotency-Key": key}, **more)


def test_the_same_request_again_is_the_same_booking(business: Business) -> None:
    body = booking_body(property=business.property_id)

    first, again = keyed(body), keyed(body)

    assert good(first, 201) == good(again, 201)
    assert bookings() == 1


def test_another_request_under_the_same_key_is_refused(business: Business) -> None:
    good(keyed(booking_body(property=business.property_id)), 201)

    other = booking_body(property=business.property_id, departure="2027-03-09")

    problem(keyed(other), 422, "idempotency-key-reused")
    assert bookings() == 1


def test_a_refused_request_uses_up_no_key(business: Business) -> None:
    wrong_fields(keyed(booking_body(property="nowhere")))

    good(keyed(booking_body(property=business.property_id)), 201)


def test_keys_belong_to_whoever_uses_them(business: Business) -> None:
    body = booking_body(property=business.property_id)

    mine = good(keyed(body), 201)
    theirs = good(keyed(body, staff={"email": "joao@praia.example"}), 201)

    assert mine["code"] != theirs["code"]


def test_a_key_is_forgotten_after_a_day(business: Business) -> None:
    """Also where the table has not got round to deleting it yet."""
    body = booking_body(property=business.property_id)
    first = good(keyed(body), 201)
    business.clock.forward(timedelta(hours=24, seconds=2))

    assert good(keyed(body), 201)["code"] != first["code"]


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_a_key_has_a_length(business: Business, key: str) -> None:
    body = booking_body(property=business.property_id)

    assert wrong_fields(keyed(body, key)) == {"Idempotency-Key"}


def test_of_two_at_once_one_is_filed_and_both_answer_it(business: Business) -> None:
    """The other request gets in between this one's look and its transaction."""
    body = booking_body(property=business.property_id)
    business.book()
    table = wiring.transport()
    assert isinstance(table, MemoryTransport)
    others: list[Reply] = []
    table.before_transaction = lambda _writes: others.append(keyed(body))

    mine = good(keyed(body), 201)

    assert mine == good(others[0], 201)
    assert bookings() == 2


def test_of_two_different_ones_at_once_under_a_key_one_is_refused(business: Business) -> None:
    business.book()
    table = wiring.transport()
    assert isinstance(table, MemoryTransport)
    other = booking_body(property=business.property_id, departure="2027-03-09")
    table.before_transaction = lambda _writes: good(keyed(other), 201) and None

    mine = keyed(booking_body(property=business.property_id))

    problem(mine, 422, "idempotency-key-reused")
    assert bookings() == 2


def test_a_code_that_is_taken_is_drawn_again(
    business: Business, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = business.book()
    drawn = iter([first.code, first.code, "FRESHC0D"])
    function = load_function("create_booking")
    create = partial(function.create_booking, draw_code=lambda: next(drawn))
    monkeypatch.setattr(function, "create_booking", create)

    second = business.book()

    assert second.code == "FRESHC0D"
    assert file_of(first).booking.code == first.code


def test_no_two_bookings_share_a_link(business: Business) -> None:
    guests = [business.book() for _ in range(5)]

    assert len({guest.secret for guest in guests}) == 5
    for guest in guests:
        for other in guests:
            reply = Portal(guest.code, other.secret).call("GET")
            assert reply.status == (200 if guest is other else 404)


def test_the_form_is_read_as_utf_8(business: Business) -> None:
    body = booking_body(property=business.property_id, booker={"first_name": "Zoë"})

    created = good(enter(json.dumps(body, ensure_ascii=False).encode()), 201)

    page = good(call("GET", f"/staff/bookings/{created['code']}"))
    assert page["booking"]["booker"]["first_name"] == "Zoë"
