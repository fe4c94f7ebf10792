"""What staff put into the catalogue: kept as it is, told what is wrong, guarded while in use."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from lobby import wiring
from lobby.domain.selling.catalog import DayOverride, Rate
from lobby.domain.selling.claims import Claim, Nights, Seats, Time
from lobby.store.catalog import CatalogStore
from lobby.store.stock import Stocks, moves
from tests.support.api import Reply, call
from tests.support.business import POLICY, Business, good, problem, wrong_fields
from tests.support.catalog import (
    BOARD,
    DORM,
    FLEXIBLE,
    LENA,
    LESSON,
    MASSAGE,
    ROOM,
    SUMMER,
    SURF_WEEK,
    SurfCamp,
    catalog_path,
    override_days,
    put_up,
    surf_camp_catalog,
)

SELLING: dict[str, Any] = {
    "online": False,
    "currency": "JPY",
    "confirm": "by_staff",
    "hold_minutes": 30,
    "request_hours": 24,
    "lead_hours": 12,
    "horizon_days": 365,
    "tourist_tax": {
        "name": "Taxa turística",
        "amount": 200,
        "from_age": 13,
        "most_nights": 7,
        "tax_rate": "0.06",
        "texts": {"hu": {"name": "Idegenforgalmi adó"}},
    },
}
NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
FEED: dict[str, Any] = {"url": "https://calendars.example.com/a.ics", "name": "Elsewhere"}
KINDS = ("products", "people", "rates", "extras", "packages", "promotions", "feeds")


@pytest.fixture
def camp(business: Business) -> SurfCamp:
    return surf_camp_catalog(business.property_id)


def catalog(property_id: str) -> Any:
    return good(call("GET", catalog_path(property_id)))


def bodies(camp: SurfCamp) -> dict[str, dict[str, Any]]:
    """A good form of each kind, under the name of its part of the catalogue."""
    return {
        "stay": DORM,
        "appointment": MASSAGE | {"people": [camp.lena]},
        "session": LESSON,
        "people": LENA,
        "rates": FLEXIBLE | {"prices": {camp.room: 9000}},
        "extras": BOARD,
        "packages": SURF_WEEK | {"parts": [{"extra": camp.board}]},
        "promotions": SUMMER | {"code": "OTHER"},
        "feeds": FEED | {"unit": camp.beds[0]},
    }


def part_of(kind: str) -> str:
    return kind if kind in KINDS else "products"


def post(camp: SurfCamp, kind: str, body: Any) -> Reply:
    return call("POST", catalog_path(camp.property_id, f"/{part_of(kind)}"), body)


def one(camp: SurfCamp, kind: str, record_id: str) -> str:
    return catalog_path(camp.property_id, f"/{part_of(kind)}/{record_id}")


def settings_changes() -> int:
    return sum(item.get("type") == "settings.changed" for item in wiring.transport().items())  # type: ignore[attr-defined]


# -- keeping --------------------------------------------------------------------------------------


def test_a_new_property_has_an_empty_catalogue(business: Business) -> None:
    found = catalog(business.property_id)

    assert found["property_id"] == business.property_id
    assert found["selling"]["confirm"] == "on_deposit"
    assert [found[kind] for kind in KINDS] == [{}] * len(KINDS)


@pytest.mark.parametrize(
    "kind",
    [
        "stay",
        "appointment",
        "session",
        "people",
        "rates",
        "extras",
        "packages",
        "promotions",
        "feeds",
    ],
)
def test_records_are_added_read_changed_and_removed(camp: SurfCamp, kind: str) -> None:
    part, before = part_of(kind), catalog(camp.property_id)
    body = bodies(camp)[kind]
    events = settings_changes()

    made = good(post(camp, kind, body), 201)
    assert settings_changes() == events + 1
    assert made["name"] == body["name"]
    after = catalog(camp.property_id)
    assert after == before | {part: before[part] | {made["id"]: made}}

    changed = good(call("PUT", one(camp, kind, made["id"]), body | {"name": "浪の家"}))
    assert changed["id"] == made["id"]
    assert changed["name"] == "浪の家"
    assert catalog(camp.property_id)[part][made["id"]] == changed

    good(call("DELETE", one(camp, kind, made["id"])), 204)
    assert settings_changes() == events + 3
    assert catalog(camp.property_id) == before


def test_how_it_sells_is_kept(business: Business) -> None:
    saved = good(call("PUT", catalog_path(business.property_id, "/selling"), SELLING))

    assert saved == SELLING
    assert catalog(business.property_id)["selling"] == SELLING
    assert settings_changes() == 3  # with the policy and the property


def test_what_is_typed_is_kept_as_it_is(camp: SurfCamp) -> None:
    rule = {
        "name": "Carnival",
        "from": "2027-02-05",
        "to": None,
        "weekdays": [5, 6],
        "products": [camp.dorm],
        "price": None,
        "percent": "-12.5",
        "texts": {"es": {"name": "Carnaval"}},
    }
    body = {
        "name": "Ευέλικτη τιμή",
        "prices": {camp.dorm: 3000, camp.lesson: 0},
        "per": "person",
        "includes": 1,
        "extra_adult": 500,
        "children": [
            {"to_age": 2, "percent": None, "price": 0},
            {"to_age": 11, "percent": "33.33", "price": None},
        ],
        "occupancy": [{"guests": 1, "amount": -1000}],
        "rules": [rule],
        "stay_discounts": [{"nights": 7, "percent": "10"}],
        "tax_rate": "0.0600",
        "tax_included": False,
        "policy": None,
        "min_nights": 2,
        "description": "Bed only.\n\nNo refund.",
        "position": 7,
        "on_sale": False,
        "texts": {"es": {"name": "Tarifa flexible"}, "nb": {"description": "Bare seng."}},
    }

    made = put_up(camp.property_id, "rates", body)

    assert made == body | {"id": made["id"]}


def test_times_are_wall_clock_times(camp: SurfCamp) -> None:
    person = catalog(camp.property_id)["people"][camp.lena]
    lesson = catalog(camp.property_id)["products"][camp.lesson]

    assert person["hours"][0] == {"weekday": 1, "from": "09:00:00", "to": "17:00:00"}
    assert lesson["schedules"] == [
        {"start": "2027-01-01T10:00:00", "rule": "FREQ=DAILY", "except": []}
    ]


def test_another_property_has_a_catalogue_of_its_own(camp: SurfCamp) -> None:
    place = {"name": "Hut", "time_zone": "Europe/Lisbon"}
    other = good(call("POST", "/staff/settings/properties", place), 201)["id"]

    assert catalog(other)["products"] == {}
    problem(call("DELETE", catalog_path(other, f"/products/{camp.dorm}")), 404, "not-found")
    body = FLEXIBLE | {"prices": {camp.room: 9000}}
    reply = call("POST", catalog_path(other, "/rates"), body)
    assert wrong_fields(reply) == {f"prices.{camp.room}"}


@pytest.mark.usefixtures("business")
@pytest.mark.parametrize("property_id", ["nowhere", "Z" * 3000, "%2e%2e", "\U0001f3c4"])
@pytest.mark.parametrize(
    ("method", "part", "body"),
    [
        ("GET", "", None),
        ("PUT", "/selling", SELLING),
        ("POST", "/products", DORM),
        ("PUT", "/products/x", DORM),
        ("DELETE", "/products/x", None),
        ("PUT", "/overrides", {"product": "x", "from": "2027-01-01", "to": "2027-01-01"}),
    ],
)
def test_a_property_that_is_not_there_is_not_found(
    property_id: str, method: str, part: str, body: Any
) -> None:
    problem(call(method, catalog_path(property_id, part), body), 404, "not-found")


@pytest.mark.parametrize("record_id", ["nowhere", "Z" * 3000, "%2e%2e"])
def test_a_record_that_is_not_there_is_not_found(camp: SurfCamp, record_id: str) -> None:
    for kind, body in bodies(camp).items():
        problem(call("PUT", one(camp, kind, record_id), body), 404, "not-found")
        problem(call("DELETE", one(camp, kind, record_id)), 404, "not-found")


# -- mistakes -------------------------------------------------------------------------------------

DAY = "2027-07-01"
RULE = {"name": "Season", "percent": 10}
MISTAKES: dict[str, list[tuple[dict[str, Any], set[str]]]] = {
    "stay": [
        ({"kind": "boat"}, {"kind"}),
        ({"kind": None}, {"kind"}),
        ({"name": " "}, {"name"}),
        ({"name": "x" * 201}, {"name"}),
        ({"name": "a\u0007"}, {"name"}),
        ({"id": "mine"}, {"id"}),
        ({"units": []}, {"units"}),
        ({"units": [{"name": f"{n}"} for n in range(501)]}, {"units"}),
        ({"units": [{"name": "A"}, {"name": " A "}]}, {"units"}),
        ({"units": [{"name": "A"}, {"name": ""}]}, {"units[1].name"}),
        ({"units": [{"id": "nowhere", "name": "A"}]}, {"units[0].id"}),
        ({"sleeps": 0}, {"sleeps"}),
        ({"sleeps": 31}, {"sleeps"}),
        ({"min_nights": 0}, {"min_nights"}),
        ({"min_nights": 8, "max_nights": 7}, {"max_nights"}),
        ({"max_nights": 366}, {"max_nights"}),
        ({"arrive_on": [0]}, {"arrive_on[0]"}),
        ({"arrive_on": [8]}, {"arrive_on[0]"}),
        ({"leave_on": [6, 6]}, {"leave_on"}),
        ({"closed": [{"from": DAY, "to": "2027-06-30"}]}, {"closed[0].to"}),
        ({"closed": [{"from": "soon", "to": DAY}]}, {"closed[0].from"}),
        ({"closed": [{"from_": DAY, "to": DAY}]}, {"closed[0].from", "closed[0].from_"}),
        ({"picture_url": "http://pictures.example/a.jpg"}, {"picture_url"}),
        ({"picture_url": "https://pictures.example/a.jpg"}, {"picture_url"}),
        ({"picture_url": "/media/../a.jpg"}, {"picture_url"}),
        ({"picture_url": "javascript:alert(1)"}, {"picture_url"}),
        ({"description": "x" * 5001}, {"description"}),
        ({"position": -1}, {"position"}),
        ({"sleeps": 0, "min_nights": 0, "name": ""}, {"sleeps", "min_nights", "name"}),
        ({"duration": 60}, {"duration"}),
    ],
    "appointment": [
        ({"duration": 0}, {"duration"}),
        ({"duration": 62}, {"duration"}),
        ({"duration": 605}, {"duration"}),
        ({"buffer": -5}, {"buffer"}),
        ({"buffer": 3}, {"buffer"}),
        ({"duration": 590, "buffer": 15}, {"buffer"}),
        ({"step": 0}, {"step"}),
        ({"step": 7}, {"step"}),
        ({"people": []}, {"people"}),
        ({"people": ["nobody"]}, {"people[0]"}),
        ({"people": ["a", "a"]}, {"people"}),
    ],
    "session": [
        ({"duration": 1}, {"duration"}),
        ({"seats": 0}, {"seats"}),
        ({"seats": 501}, {"seats"}),
        ({"least": 9}, {"least"}),
        ({"schedules": []}, {"schedules"}),
        ({"schedules": [{"start": "tomorrow"}]}, {"schedules[0].start"}),
        ({"schedules": [{"start": "2027-07-01T10:00Z"}]}, {"schedules[0].start"}),
        ({"schedules": [{"start": "2027-07-01T10:00:30"}]}, {"schedules[0].start"}),
        ({"schedules": [{"start": "1999-12-31T10:00"}]}, {"schedules[0].start"}),
        (
            {"schedules": [{"start": "2027-07-01T10:00", "except": ["x"]}]},
            {"schedules[0].except[0]"},
        ),
    ],
    "people": [
        ({"hours": [{"weekday": 0, "from": "09:00", "to": "17:00"}]}, {"hours[0].weekday"}),
        ({"hours": [{"weekday": 1, "from": "9", "to": "17:00"}]}, {"hours[0].from"}),
        ({"hours": [{"weekday": 1, "from": "09:00", "to": "24:00"}]}, {"hours[0].to"}),
        ({"hours": [{"weekday": 1, "from": "09:00:30", "to": "17:00"}]}, {"hours[0].from"}),
        ({"hours": [{"weekday": 1, "from": 9, "to": "17:00"}]}, {"hours[0].from"}),
        ({"hours": [{"weekday": 1, "from": "17:00", "to": "17:00"}]}, {"hours[0].to"}),
        (
            {
                "hours": [
                    {"weekday": 1, "from": "12:00", "to": "17:00"},
                    {"weekday": 2, "from": "09:00", "to": "17:00"},
                    {"weekday": 1, "from": "09:00", "to": "12:05"},
                ]
            },
            {"hours"},
        ),
        (
            {"breaks": [{"weekday": 1, "from": "12:00", "to": "13:00"}] * 2},
            {"breaks"},
        ),
        ({"days_off": [{"from": DAY, "to": "2027-06-30"}]}, {"days_off[0].to"}),
    ],
    "rates": [
        ({"prices": {}}, {"prices"}),
        ({"prices": {"nothing": 1}}, {"prices.nothing"}),
        ({"prices": {"nothing": -1}}, {"prices.nothing"}),
        ({"prices": {"nothing": 10**12}}, {"prices.nothing"}),
        ({"per": "night"}, {"per"}),
        ({"includes": 0}, {"includes"}),
        ({"extra_adult": -1}, {"extra_adult"}),
        ({"children": [{"to_age": 5}]}, {"children[0].price"}),
        ({"children": [{"to_age": 5, "price": 0, "percent": 0}]}, {"children[0].price"}),
        ({"children": [{"to_age": 5, "percent": 101}]}, {"children[0].percent"}),
        ({"children": [{"to_age": 5, "price": 1}, {"to_age": 5, "price": 2}]}, {"children"}),
        ({"occupancy": [{"guests": 1, "amount": 1}] * 2}, {"occupancy"}),
        ({"stay_discounts": [{"nights": 7, "percent": 0}]}, {"stay_discounts[0].percent"}),
        ({"stay_discounts": [{"nights": n, "percent": 5} for n in (7, 3)]}, {"stay_discounts"}),
        ({"rules": [RULE | {"price": 100}]}, {"rules[0].price"}),
        ({"rules": [{"name": "Season"}]}, {"rules[0].price"}),
        ({"rules": [RULE | {"percent": -101}]}, {"rules[0].percent"}),
        ({"rules": [RULE | {"percent": "0.001"}]}, {"rules[0].percent"}),
        ({"rules": [RULE | {"percent": "NaN"}]}, {"rules[0].percent"}),
        ({"rules": [RULE | {"weekdays": [1, 1]}]}, {"rules[0].weekdays"}),
        ({"rules": [RULE | {"from": DAY, "to": "2027-06-30"}]}, {"rules[0].to"}),
        ({"rules": [RULE, RULE | {"products": ["nothing"]}]}, {"rules[1].products[0]"}),
        ({"tax_rate": "1.01"}, {"tax_rate"}),
        ({"policy": "nowhere"}, {"policy"}),
        ({"min_nights": 0}, {"min_nights"}),
    ],
    "extras": [
        ({"price": -1}, {"price"}),
        ({"per": "week"}, {"per"}),
        ({"stock": -1}, {"stock"}),
        ({"products": ["nothing"]}, {"products[0]"}),
    ],
    "packages": [
        ({"parts": []}, {"parts"}),
        ({"parts": [{}]}, {"parts[0].product"}),
        ({"parts": [{"product": "a", "extra": "b"}]}, {"parts[0].product"}),
        ({"parts": [{"product": "nothing", "nights": 1}]}, {"parts[0].product"}),
        ({"parts": [{"extra": "nothing"}]}, {"parts[0].extra"}),
        ({"parts": [{"extra": "nothing", "quantity": 0}]}, {"parts[0].quantity"}),
        ({"parts": [{"product": "x", "days": [1, 1]}]}, {"parts[0].days"}),
        ({"parts": [{"product": "x", "days": [-1]}]}, {"parts[0].days[0]"}),
        ({"price": None}, {"price"}),
        ({"start_on": [7, 7]}, {"start_on"}),
        ({"rules": [RULE | {"products": ["nothing"]}]}, {"rules[0].products[0]"}),
        ({"children": [{"to_age": n, "price": 1} for n in (9, 5)]}, {"children"}),
        ({"policy": "nowhere"}, {"policy"}),
    ],
    "promotions": [
        ({"code": "A"}, {"code"}),
        ({"code": "SOMMER ÖL"}, {"code"}),
        ({"code": "X" * 31}, {"code"}),
        ({"percent": None}, {"percent"}),
        ({"amount": 100}, {"percent"}),
        ({"percent": 0}, {"percent"}),
        ({"percent": 101}, {"percent"}),
        ({"percent": None, "amount": 0}, {"amount"}),
        ({"book": {"from": DAY, "to": "2027-06-30"}}, {"book.to"}),
        ({"stay": {"from": DAY}}, {"stay.to"}),
        ({"products": ["nothing"]}, {"products[0]"}),
        ({"uses": 0}, {"uses"}),
    ],
    "feeds": [
        ({"unit": "nothing"}, {"unit"}),
        ({"url": "http://calendars.example.com/a.ics"}, {"url"}),
        ({"url": "webcal://calendars.example.com/a.ics"}, {"url"}),
        ({"url": "https://user:word@calendars.example.com/a.ics"}, {"url"}),
        ({"url": None}, {"url"}),
    ],
}


@pytest.mark.parametrize("kind", MISTAKES)
def test_what_is_wrong_is_named_and_nothing_is_kept(camp: SurfCamp, kind: str) -> None:
    body, before = bodies(camp)[kind], catalog(camp.property_id)
    for changes, fields in MISTAKES[kind]:
        assert wrong_fields(post(camp, kind, body | changes)) == fields, changes
    assert catalog(camp.property_id) == before

    made = one(camp, kind, good(post(camp, kind, body), 201)["id"])
    kept = catalog(camp.property_id)
    for changes, fields in MISTAKES[kind]:
        assert wrong_fields(call("PUT", made, body | changes)) == fields, changes
    assert catalog(camp.property_id) == kept


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"currency": "EURO"}, "currency"),
        ({"currency": "XYZ"}, "currency"),
        ({"confirm": "later"}, "confirm"),
        ({"hold_minutes": 4}, "hold_minutes"),
        ({"request_hours": 0}, "request_hours"),
        ({"lead_hours": -1}, "lead_hours"),
        ({"horizon_days": 731}, "horizon_days"),
        ({"horizon_days": 10, "lead_hours": 240}, "lead_hours"),
        ({"tourist_tax": {"name": "", "amount": 1}}, "tourist_tax.name"),
        (
            {"tourist_tax": {"name": "Tax", "amount": 1, "most_nights": 0}},
            "tourist_tax.most_nights",
        ),
    ],
)
def test_selling_that_does_not_fit_is_refused(
    business: Business, changes: dict[str, Any], field: str
) -> None:
    reply = call("PUT", catalog_path(business.property_id, "/selling"), SELLING | changes)

    assert wrong_fields(reply) == {field}
    assert catalog(business.property_id)["selling"]["currency"] == "EUR"


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("FREQ=DAILY", "FREQ=DAILY"),
        (" rrule:freq=weekly;byday=mo,we ", "FREQ=WEEKLY;BYDAY=MO,WE"),
        ("FREQ=WEEKLY;INTERVAL=2;UNTIL=20271231T235959", None),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=1000", None),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", None),
        ("FREQ=DAILY;BYHOUR=9,11,14", None),
        ("FREQ=WEEKLY;UNTIL=20270701", None),
    ],
)
def test_a_repetition_is_kept_in_capitals(camp: SurfCamp, rule: str, kept: str | None) -> None:
    schedule = {"start": "2027-01-01T10:00", "rule": rule}

    made = put_up(camp.property_id, "products", LESSON | {"schedules": [schedule]})

    assert made["schedules"][0]["rule"] == (kept or rule)


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "every day",
        "FREQ=HOURLY",
        "FREQ=SECONDLY;COUNT=5",
        "BYDAY=MO",
        "FREQ=DAILY;COUNT=1001",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYSECOND=1,2,3",
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=DAILY;BYDAY=XX",
        "FREQ=DAILY;BYHOUR=25",
        "FREQ=DAILY;UNTIL=20271231T235959Z",
        "FREQ=DAILY;UNTIL=99991231",
        "FREQ=DAILY;UNTIL=20261231",  # before it starts
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
        "FREQ=DAILY\nEXDATE:20270101T100000",
        "FREQ=DAILY" + ";BYDAY=MO" * 40,
    ],
)
def test_a_repetition_that_is_none_is_refused(camp: SurfCamp, rule: str) -> None:
    schedule = {"start": "2027-01-01T10:00", "rule": rule}

    reply = post(camp, "session", LESSON | {"schedules": [schedule]})

    assert wrong_fields(reply) == {"schedules[0].rule"}


def test_a_package_says_what_it_takes_of_each_product(camp: SurfCamp) -> None:
    parts = [
        {"product": camp.dorm},
        {"product": camp.lesson, "nights": 2},
        {"product": camp.massage, "days": [1]},
        {"product": camp.room, "nights": 1, "quantity": 2},
        {"extra": camp.board, "quantity": 2},
    ]

    reply = post(camp, "packages", SURF_WEEK | {"parts": parts})

    assert wrong_fields(reply) == {
        "parts[0].nights",
        "parts[1].days",
        "parts[2].product",
        "parts[3].quantity",
    }


def test_a_code_is_there_once_whatever_its_case(camp: SurfCamp) -> None:
    made = put_up(camp.property_id, "promotions", SUMMER | {"code": " early-27 "})
    assert made["code"] == "EARLY-27"

    assert wrong_fields(post(camp, "promotions", SUMMER | {"code": "Early-27"})) == {"code"}

    good(call("PUT", one(camp, "promotions", made["id"]), SUMMER | {"code": "EARLY-27"}))


def test_there_is_a_limit_to_records(camp: SurfCamp) -> None:
    store = CatalogStore(wiring.transport())
    for number in range(97):  # beside the two that are there
        rate = Rate(id=f"{number}", name="Rate", prices={camp.room: 1})
        store.save(camp.property_id, rate)
    body = FLEXIBLE | {"prices": {camp.room: 9000}}

    made = good(post(camp, "rates", body), 201)
    assert wrong_fields(post(camp, "rates", body)) == {"body"}
    good(call("PUT", one(camp, "rates", made["id"]), body))


def test_a_record_has_to_fit_into_the_table(camp: SurfCamp) -> None:
    units = [{"name": f"{number} " + "\U0001f3c4" * 150} for number in range(500)]

    assert wrong_fields(post(camp, "stay", DORM | {"units": units})) == {"body"}


# -- products and their units ---------------------------------------------------------------------


def test_units_keep_their_ids(camp: SurfCamp) -> None:
    first, second = camp.rooms
    assert first != second
    units = [{"id": second, "name": "Garden 1"}, {"name": "Garden 3"}, {"id": first, "name": "Old"}]

    changed = good(call("PUT", one(camp, "stay", camp.room), ROOM | {"units": units}))

    assert [unit["name"] for unit in changed["units"]] == ["Garden 1", "Garden 3", "Old"]
    ids = [unit["id"] for unit in changed["units"]]
    assert [ids[0], ids[2]] == [second, first]
    assert ids[1] not in camp.rooms


def test_a_unit_is_of_one_product_and_there_once(camp: SurfCamp) -> None:
    first, second = camp.rooms
    units = [
        {"id": first, "name": "A"},
        {"id": first, "name": "B"},
        {"id": camp.beds[0], "name": "C"},
        {"id": second, "name": "D"},
    ]

    reply = call("PUT", one(camp, "stay", camp.room), ROOM | {"units": units})

    assert wrong_fields(reply) == {"units[1].id", "units[2].id"}


def test_a_product_stays_what_it_is(camp: SurfCamp) -> None:
    reply = call("PUT", one(camp, "stay", camp.room), LESSON)

    assert wrong_fields(reply) == {"kind"}


# -- in use ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "name", "users"),
    [
        ("stay", "room", ["Flexible", "Breakfast", "Summer offer"]),
        ("stay", "dorm", ["Per person", "Breakfast", "Surf week", "Summer offer"]),
        ("session", "lesson", ["Per person", "Surf week"]),
        ("people", "tomas", ["Massage"]),
        ("extras", "board", ["Surf week"]),
    ],
)
def test_what_others_refer_to_is_not_removed(
    camp: SurfCamp, kind: str, name: str, users: list[str]
) -> None:
    before = catalog(camp.property_id)

    reply = call("DELETE", one(camp, kind, getattr(camp, name)))

    document = problem(reply, 409, "conflict")
    assert document["code"] == "in-use"
    assert document["detail"] == f"This is in use by {', '.join(users)}."
    assert catalog(camp.property_id) == before


def test_a_product_in_a_price_rule_is_in_use(camp: SurfCamp) -> None:
    product = put_up(camp.property_id, "products", ROOM)["id"]
    rules = [RULE | {"products": [product]}]
    parts = [{"extra": camp.board}]
    rate = put_up(camp.property_id, "rates", FLEXIBLE | {"prices": {camp.room: 1}, "rules": rules})[
        "id"
    ]
    package = put_up(camp.property_id, "packages", SURF_WEEK | {"parts": parts, "rules": rules})[
        "id"
    ]

    for kind, user in (("rates", rate), ("packages", package)):
        assert call("DELETE", one(camp, "stay", product)).status == 409
        good(call("DELETE", one(camp, kind, user)), 204)
    good(call("DELETE", one(camp, "stay", product)), 204)


def test_a_unit_with_a_calendar_stays(camp: SurfCamp) -> None:
    feed = put_up(camp.property_id, "feeds", FEED | {"unit": camp.rooms[1]})["id"]
    fewer = ROOM | {"units": [{"id": camp.rooms[0], "name": "Garden 1"}]}

    reply = call("PUT", one(camp, "stay", camp.room), fewer)
    assert problem(reply, 409, "conflict")["detail"] == "This is in use by the calendar Elsewhere."

    good(call("DELETE", one(camp, "feeds", feed)), 204)
    assert len(good(call("PUT", one(camp, "stay", camp.room), fewer))["units"]) == 1


def test_a_policy_of_a_rate_or_a_package_stays(camp: SurfCamp) -> None:
    policy = good(call("POST", "/staff/settings/policies", POLICY | {"name": "Strict"}), 201)["id"]
    path = f"/staff/settings/policies/{policy}"
    rate = put_up(
        camp.property_id, "rates", FLEXIBLE | {"prices": {camp.room: 1}, "policy": policy}
    )["id"]
    package = put_up(
        camp.property_id,
        "packages",
        SURF_WEEK | {"parts": [{"extra": camp.board}], "policy": policy},
    )["id"]

    assert "Flexible, Surf week" in problem(call("DELETE", path), 409, "conflict")["detail"]
    good(call("DELETE", one(camp, "rates", rate)), 204)
    assert problem(call("DELETE", path), 409, "conflict")["code"] == "policy_in_use"
    good(call("DELETE", one(camp, "packages", package)), 204)
    good(call("DELETE", path), 204)


WEEK = {"from_": date(2027, 7, 1), "to": date(2027, 7, 8)}
AT = datetime(2027, 7, 2, 9, tzinfo=UTC)


def hold(camp: SurfCamp, holder: str, claim: Claim) -> None:
    wiring.transport().transact(moves(camp.property_id, holder, take=[claim]))


def unreferred(camp: SurfCamp) -> dict[str, str]:
    """A room, a masseur and a class that nothing in the catalogue refers to, by kind."""
    added = {"stay": ROOM, "people": LENA, "session": LESSON}
    return {kind: good(post(camp, kind, body), 201)["id"] for kind, body in added.items()}


@pytest.mark.parametrize("kind", ["stay", "people", "session"])
def test_what_is_booked_is_not_removed(camp: SurfCamp, kind: str) -> None:
    free = unreferred(camp)
    unit = catalog(camp.property_id)["products"][free["stay"]]["units"][1]["id"]
    claims: dict[str, Claim] = {
        "stay": Nights(product=free["stay"], unit=unit, **WEEK),
        "people": Time(
            product=camp.massage, person=free["people"], at=AT, day=AT.date(), cell=120, cells=15
        ),
        "session": Seats(product=free["session"], at=AT, day=AT.date(), seats=2, of=8),
    }
    hold(camp, "7K3M9QXA", claims[kind])

    for other, record_id in free.items():
        reply = call("DELETE", one(camp, other, record_id))
        if other == kind:
            document = problem(reply, 409, "conflict")
            assert document["code"] == "bookings_to_come"
            assert "bookings to come" in document["detail"]
        else:
            good(reply, 204)
    assert free[kind] in catalog(camp.property_id)[part_of(kind)]


def test_a_booked_unit_stays_and_the_others_may_go(camp: SurfCamp) -> None:
    first, second = camp.rooms
    hold(camp, "7K3M9QXA", Nights(product=camp.room, unit=first, **WEEK))

    def keep(unit: str) -> Reply:
        return call(
            "PUT", one(camp, "stay", camp.room), ROOM | {"units": [{"id": unit, "name": "Left"}]}
        )

    assert problem(keep(second), 409, "conflict")["code"] == "bookings_to_come"
    good(keep(first))


def test_closures_and_stays_of_the_past_are_in_nobody_s_way(
    camp: SurfCamp, business: Business
) -> None:
    room = put_up(camp.property_id, "products", ROOM)
    closed, past = (unit["id"] for unit in room["units"])
    hold(camp, "C#01KAJXB4G0000000000000000", Nights(product=room["id"], unit=closed, **WEEK))
    hold(camp, "7K3M9QXA", Nights(product=room["id"], unit=past, **WEEK))
    path = one(camp, "stay", room["id"])

    business.clock.turn_to(datetime(2027, 7, 8, 23, tzinfo=UTC))  # the last night was the 7th's
    assert call("DELETE", path).status == 409
    business.clock.turn_to(datetime(2027, 7, 9, 1, tzinfo=UTC))
    good(call("DELETE", path), 204)


# -- feeds ----------------------------------------------------------------------------------------


def test_a_calendar_forgets_what_was_read_when_it_is_another(camp: SurfCamp) -> None:
    body = FEED | {"unit": camp.rooms[0]}
    made = put_up(camp.property_id, "feeds", body)
    store = CatalogStore(wiring.transport())
    kept = store.read(camp.property_id).feeds[made["id"]]
    store.save(camp.property_id, replace(kept, problem="Not found", read_at=NOW))

    renamed = good(call("PUT", one(camp, "feeds", made["id"]), body | {"name": "Other"}))
    assert (renamed["name"], renamed["problem"]) == ("Other", "Not found")
    assert renamed["reason"] is None  # as what was read before there were codes

    moved = good(call("PUT", one(camp, "feeds", made["id"]), body | {"unit": camp.rooms[1]}))
    assert (moved["problem"], moved["reason"], moved["read_at"]) == (None, None, None)


# -- single days ----------------------------------------------------------------------------------


def overrides(camp: SurfCamp, product: str) -> dict[date, DayOverride]:
    months = [date(2027, month, 1) for month in range(1, 13)]
    stock = Stocks(wiring.transport()).read(camp.property_id, months)
    return stock.overrides.get(product, {})


def test_days_are_set_and_left_to_the_rules_again(camp: SurfCamp) -> None:
    reply = override_days(
        camp.property_id, camp.room, "2027-06-29", "2027-08-02", price=9900, min_nights=3
    )
    assert good(reply) == {"days": 35}
    high = DayOverride(price=9900, min_nights=3)
    days = [date(2027, 6, 29) + timedelta(n) for n in range(35)]
    assert overrides(camp, camp.room) == dict.fromkeys(days, high)
    assert overrides(camp, camp.dorm) == {}

    closed = override_days(
        camp.property_id, camp.room, "2027-07-01", "2027-07-11", weekdays=[6, 7], closed=True
    )
    assert good(closed) == {"days": 4}
    weekend = [date(2027, 7, day) for day in (3, 4, 10, 11)]
    assert overrides(camp, camp.room) == dict.fromkeys(days, high) | dict.fromkeys(
        weekend, DayOverride(closed=True)
    )

    good(override_days(camp.property_id, camp.room, "2027-07-01", "2027-12-31"))
    assert overrides(camp, camp.room) == dict.fromkeys(days[:2], high)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"product": "nothing"}, "product"),
        ({"to": "2027-06-30"}, "to"),
        ({"to": "2029-07-02"}, "to"),
        ({"weekdays": [1, 1]}, "weekdays"),
        ({"price": -1}, "price"),
        ({"min_nights": 0}, "min_nights"),
        ({"closed": "perhaps"}, "closed"),
        ({"day": 1}, "day"),
    ],
)
def test_days_that_can_t_be_set_are_refused(
    camp: SurfCamp, changes: dict[str, Any], field: str
) -> None:
    body = {"product": camp.room, "from": DAY, "to": "2027-07-31", "price": 1} | changes

    reply = call("PUT", catalog_path(camp.property_id, "/overrides"), body)

    assert wrong_fields(reply) == {field}
    assert overrides(camp, camp.room) == {}


def test_only_stays_have_least_nights(camp: SurfCamp) -> None:
    body = {"product": camp.lesson, "from": DAY, "to": DAY, "min_nights": 2}
    path = catalog_path(camp.property_id, "/overrides")

    assert wrong_fields(call("PUT", path, body)) == {"min_nights"}
    good(call("PUT", path, body | {"min_nights": None, "price": 3000}))
    assert overrides(camp, camp.lesson) == {date(2027, 7, 1): DayOverride(price=3000)}
