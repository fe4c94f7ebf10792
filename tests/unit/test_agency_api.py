"""Agencies book for their travellers: their own bookings, at once, and in a world to try things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from lobby import wiring
from lobby.domain.selling.claims import Nights
from lobby.store.sandbox import INDEXED
from lobby.store.stock import moves
from lobby.store.table.transport import Write
from tests.fakes.api_keys import FakeApiKeys
from tests.support.api import Reply, call
from tests.support.business import Business, good, problem, wrong_fields
from tests.support.catalog import SurfCamp, override_days, surf_camp_catalog
from tests.support.table import table_definition

ANNA = {"first_name": "Anna", "last_name": "Hemm", "email": "anna@example.com"}


@dataclass
class AgencyClient:
    """An agency with one of its keys."""

    key_id: str | None
    id: str = ""

    def call(self, method: str, path: str, body: Any = None, **more: Any) -> Reply:
        return call(method, f"/agency/v1{path}", body, key_id=self.key_id, **more)

    def book(self, camp: SurfCamp, key: str = "order-1", **changes: Any) -> Reply:
        body = {"selection": stay(camp), "booker": ANNA} | changes
        return self.call("POST", "/bookings", body, headers={"Idempotency-Key": key})


def stay(camp: SurfCamp, first: str = "2027-06-01", end: str = "2027-06-03") -> dict[str, Any]:
    choice = {"kind": "stay", "product": camp.room, "from": first, "to": end}
    return {"property": camp.property_id, "adults": 2, "choices": [choice]}


@pytest.fixture
def camp(business: Business) -> SurfCamp:
    return surf_camp_catalog(business.property_id)


def add_agency(name: str) -> tuple[AgencyClient, AgencyClient]:
    """An agency, as itself and in its sandbox."""
    made = good(call("POST", "/staff/agencies", {"name": name, "email": "desk@trips.example"}), 201)
    texts = {text: key_id for key_id, text in api_keys().keys.items()}
    return tuple(AgencyClient(texts[made[key]], made["id"]) for key in ("key", "sandbox_key"))  # type: ignore[return-value]


def api_keys() -> FakeApiKeys:
    return wiring.api_keys()  # type: ignore[return-value]


@pytest.fixture
def agency(business: Business) -> AgencyClient:
    del business  # it has to be there
    return add_agency("Sun Trips")[0]


# -- agencies at the desk -------------------------------------------------------------------------


@pytest.mark.usefixtures("business")
def test_an_agency_comes_with_two_keys_and_goes_with_them() -> None:
    live, sandbox = add_agency("Sun Trips")
    [listed] = good(call("GET", "/staff/agencies"))["items"]
    assert (listed["id"], listed["name"]) == (live.id, "Sun Trips")
    assert "key" not in str(listed)

    for client in (live, sandbox):
        good(client.call("GET", "/catalog"))
    good(call("DELETE", f"/staff/agencies/{live.id}"), 204)

    assert api_keys().keys == {}
    for client in (live, sandbox):
        problem(client.call("GET", "/catalog"), 401, "unauthenticated")
    problem(call("DELETE", f"/staff/agencies/{live.id}"), 404, "not-found")
    assert good(call("GET", "/staff/agencies"))["items"] == []


@pytest.mark.usefixtures("business")
@pytest.mark.parametrize("makes", [0, 1])
def test_an_agency_that_is_half_made_leaves_nothing(makes: int) -> None:
    api_keys().makes = makes

    reply = call("POST", "/staff/agencies", {"name": "Sun Trips"})

    problem(reply, 500, "internal")
    assert api_keys().keys == {}
    assert good(call("GET", "/staff/agencies"))["items"] == []


@pytest.mark.usefixtures("business")
def test_what_is_wrong_with_an_agency_is_told_at_once() -> None:
    reply = call("POST", "/staff/agencies", {"name": " ", "email": "nowhere"})

    assert wrong_fields(reply) == {"name", "email"}


@pytest.mark.parametrize("key_id", [None, "", "key999", "AGENCY#", "KEY#key1", "x" * 500])
def test_a_key_that_is_nobody_s_opens_nothing(camp: SurfCamp, key_id: str | None) -> None:
    add_agency("Sun Trips")
    forged = AgencyClient(key_id)

    for method, path in (("GET", "/catalog"), ("GET", "/bookings"), ("POST", "/quotes")):
        problem(forged.call(method, path, {} if method == "POST" else None), 401, "unauthenticated")
    problem(forged.book(camp), 401, "unauthenticated")


# -- the shop -------------------------------------------------------------------------------------


def test_agencies_see_what_guests_see(camp: SurfCamp, agency: AgencyClient) -> None:
    place = camp.property_id
    dates = {"property": place, "from": "2027-06-01", "to": "2027-06-03"}
    day = {"property": place, "product": camp.massage, "date": "2027-06-02"}
    for path, query in (
        ("/catalog", {}),
        ("/catalog", {"property": place}),
        ("/availability/calendar", {"property": place, "month": "2027-06"}),
        ("/availability/stays", dates),
        ("/availability/slots", day),
    ):
        seen = good(agency.call("GET", path, query=query))
        assert seen == good(call("GET", path, query=query))
    assert wrong_fields(agency.call("GET", "/availability/stays")) == {"property"}


def test_a_quote_is_booked_at_its_price(camp: SurfCamp, agency: AgencyClient) -> None:
    quoted = good(agency.call("POST", "/quotes", stay(camp)))

    made = good(agency.book(camp, quote=quoted["quote"], selection=None, reference="ST-1"), 201)

    assert made["breakdown"]["total"] == quoted["total"]
    assert (made["reference"], made["status"]) == ("ST-1", "confirmed")
    page = good(call("GET", f"/staff/bookings/{made['code']}"))
    assert page["booking"]["agency"] == {
        "id": agency.id,
        "name": "Sun Trips",
        "email": "desk@trips.example",
        "reference": "ST-1",
    }
    assert page["timeline"][0]["actor"] == {"door": "agency", "name": "Sun Trips"}


# -- booking --------------------------------------------------------------------------------------


def test_the_agency_is_the_key_s_whatever_the_body_says(
    camp: SurfCamp, agency: AgencyClient
) -> None:
    other, _ = add_agency("Other")

    made = good(agency.book(camp, agency={"id": other.id, "name": "Other"}), 201)

    good(agency.call("GET", f"/bookings/{made['code']}"))
    problem(other.call("GET", f"/bookings/{made['code']}"), 404, "not-found")


@pytest.mark.usefixtures("business")
def test_a_deposit_keeps_no_agency_waiting() -> None:
    policy = {
        "name": "Half now",
        "tiers": [],
        "after": {"percent": 100},
        "guest_until": {"hours": 1},
        "deposit": {"percent": 50},
    }
    policy_id = good(call("POST", "/staff/settings/policies", policy), 201)["id"]
    place = {"name": "Praia", "time_zone": "Europe/Lisbon", "policy": policy_id}
    property_id = good(call("POST", "/staff/settings/properties", place), 201)["id"]
    camp = surf_camp_catalog(property_id, confirm="on_deposit")
    agency, _ = add_agency("Sun Trips")

    assert good(agency.call("POST", "/quotes", stay(camp)))["confirm"] == "at_once"
    made = good(agency.book(camp), 201)

    assert (made["status"], made["awaits"]) == ("confirmed", None)
    headers = {"Idempotency-Key": "guest"}
    body = {"selection": stay(camp), "booker": ANNA}
    assert good(call("POST", "/bookings", body, headers=headers), 201)["awaits"] == "payment"


def test_staff_accept_an_agency_s_booking_like_a_guest_s(business: Business) -> None:
    camp = surf_camp_catalog(business.property_id, confirm="by_staff")
    agency, _ = add_agency("Sun Trips")

    made = good(agency.book(camp), 201)

    assert (made["status"], made["awaits"]) == ("pending", "staff")


def test_the_same_request_again_is_the_same_booking(camp: SurfCamp, agency: AgencyClient) -> None:
    first, again = (good(agency.book(camp), 201) for _ in range(2))
    assert first == again
    problem(agency.book(camp, reference="another"), 422, "idempotency-key-reused")
    assert good(agency.book(camp, "order-2"), 201)["code"] != first["code"]

    other, _ = add_agency("Other")
    problem(other.book(camp), 409, "sold-out")  # its own key of the same text, and no third room
    listed = good(agency.call("GET", "/bookings"))["bookings"]
    assert len(listed) == 2


def test_without_an_idempotency_key_nothing_is_booked(camp: SurfCamp, agency: AgencyClient) -> None:
    reply = agency.call("POST", "/bookings", {"selection": stay(camp), "booker": ANNA})

    assert wrong_fields(reply) == {"Idempotency-Key"}


@pytest.mark.parametrize("reference", ["x" * 10_000, "x" * 101, 5])
def test_a_reference_has_its_bounds(camp: SurfCamp, agency: AgencyClient, reference: Any) -> None:
    assert wrong_fields(agency.book(camp, reference=reference)) == {"reference"}
    assert good(agency.call("GET", "/bookings"))["bookings"] == []


@pytest.mark.parametrize("body", ["{", b"\xff", "[]", '{"booker": 5}'])
def test_what_is_no_order_is_told(agency: AgencyClient, body: Any) -> None:
    reply = agency.call("POST", "/bookings", body, headers={"Idempotency-Key": "1"})

    assert reply.status in (400, 422)
    assert reply.headers["content-type"] == "application/problem+json"


# -- its own bookings -----------------------------------------------------------------------------


def test_bookings_are_listed_newest_first_page_after_page(
    camp: SurfCamp, agency: AgencyClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lobby.store.agencies.PAGE", 2)
    other, _ = add_agency("Other")
    good(other.book(camp, selection=stay(camp, "2027-06-01", "2027-06-02")), 201)
    codes: list[str] = []
    for number in range(10, 15):
        wanted = stay(camp, f"2027-06-{number}", f"2027-06-{number + 1}")
        codes.append(good(agency.book(camp, str(number), selection=wanted), 201)["code"])

    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = good(agency.call("GET", "/bookings", query={"cursor": cursor}))
        assert len(page["bookings"]) <= 2
        seen += [row["code"] for row in page["bookings"]]
        cursor = page["next"]
    assert seen == codes[::-1]
    assert wrong_fields(agency.call("GET", "/bookings", query={"cursor": "B#"})) == {"cursor"}


def test_a_booking_moves_and_is_cancelled(camp: SurfCamp, agency: AgencyClient) -> None:
    code = good(agency.book(camp), 201)["code"]
    path = f"/bookings/{code}"

    # Friday and Saturday cost a tenth more
    quoted = good(agency.call("POST", f"{path}/reschedule-quote", {"arrival": "2027-06-04"}))
    body = {"arrival": "2027-06-04", "expected_total": quoted["total_before"]["amount"]}
    problem(agency.call("POST", f"{path}/reschedule", body), 409, "quote-changed")
    body["expected_total"] = quoted["total"]["amount"]
    moved = good(agency.call("POST", f"{path}/reschedule", body))
    assert (moved["arrival"], moved["departure"]) == ("2027-06-04", "2027-06-06")

    assert good(agency.call("GET", f"{path}/cancellation-quote"))["available"]
    gone = good(agency.call("POST", f"{path}/cancellation", {"reason": "Ill."}))
    assert gone["status"] == "cancelled"
    assert gone["cancellation"]["reason"] == "Ill."
    assert good(agency.call("POST", f"{path}/cancellation", {})) == gone
    assert not good(agency.call("GET", f"{path}/cancellation-quote"))["available"]


def test_somebody_else_s_booking_is_not_there(
    business: Business, camp: SurfCamp, agency: AgencyClient
) -> None:
    other, _ = add_agency("Other")
    body = {"selection": stay(camp), "booker": ANNA}
    public = good(call("POST", "/bookings", body, headers={"Idempotency-Key": "1"}), 201)["code"]
    entered = business.book(agency={"name": "Sun Trips", "email": "desk@trips.example"}).code
    foreign = good(other.book(camp), 201)["code"]

    for code in (public, entered, foreign, "ZZZZZZZZ", "nonsense"):
        for method, part, sent in (
            ("GET", "", None),
            ("GET", "/cancellation-quote", None),
            ("POST", "/cancellation", {}),
            ("POST", "/reschedule-quote", {"arrival": "2027-06-04"}),
            ("POST", "/reschedule", {"arrival": "2027-06-04", "expected_total": 1}),
        ):
            reply = agency.call(method, f"/bookings/{code}{part}", sent)
            problem(reply, 404, "not-found")
            assert "Hemm" not in reply.raw.decode()


# -- the sandbox ----------------------------------------------------------------------------------


def table() -> list[dict[str, Any]]:
    return wiring.transport().items()  # type: ignore[attr-defined, no-any-return]


def test_the_sandbox_is_a_world_of_its_own(camp: SurfCamp) -> None:
    live, sandbox = add_agency("Sun Trips")
    before = table()

    codes = [good(sandbox.book(camp, key), 201)["code"] for key in ("1", "2")]
    problem(sandbox.book(camp, "3"), 409, "sold-out")
    good(sandbox.call("POST", f"/bookings/{codes[0]}/cancellation", {}))
    move = {"arrival": "2027-06-04"}
    total = good(sandbox.call("POST", f"/bookings/{codes[1]}/reschedule-quote", move))["total"]
    move |= {"expected_total": total["amount"]}
    good(sandbox.call("POST", f"/bookings/{codes[1]}/reschedule", move))

    new = [item for item in table() if item not in before]
    assert new
    assert all(item["PK"].startswith("TEST#") for item in new)
    assert not [item for item in new if INDEXED & item.keys() or item["SK"].startswith("E#")]
    listed = good(sandbox.call("GET", "/bookings"))["bookings"]
    assert [row["code"] for row in listed] == codes[::-1]
    # nobody else sees any of it, and it takes nothing from anybody
    assert good(live.call("GET", "/bookings"))["bookings"] == []
    for code in codes:
        problem(live.call("GET", f"/bookings/{code}"), 404, "not-found")
        problem(call("GET", f"/staff/bookings/{code}"), 404, "not-found")
    assert good(call("GET", "/staff/bookings"))["bookings"] == []
    for key in ("1", "2"):
        good(live.book(camp, key), 201)


def test_real_bookings_are_not_in_the_sandbox(camp: SurfCamp) -> None:
    live, sandbox = add_agency("Sun Trips")
    made = [good(live.book(camp, key), 201)["code"] for key in ("1", "2")]

    assert good(sandbox.call("GET", "/bookings"))["bookings"] == []
    for code in made:
        problem(sandbox.call("GET", f"/bookings/{code}"), 404, "not-found")
        problem(sandbox.call("POST", f"/bookings/{code}/cancellation", {}), 404, "not-found")
    again = good(sandbox.book(camp, "1"), 201)
    assert again["code"] not in made
    assert good(sandbox.book(camp, "1"), 201) == again


def test_in_the_sandbox_too_somebody_may_be_faster(camp: SurfCamp) -> None:
    _, sandbox = add_agency("Sun Trips")
    nights = Nights(
        product=camp.room, unit=camp.rooms[0], from_=date(2027, 6, 1), to=date(2027, 6, 3)
    )

    def somebody(_writes: Sequence[Write]) -> None:
        wiring.sandbox().transact(moves(camp.property_id, "7K3M9QXA", take=[nights]))

    wiring.transport().before_transaction = somebody  # type: ignore[attr-defined]

    good(sandbox.book(camp), 201)
    problem(sandbox.book(camp, "order-2"), 409, "sold-out")


def test_the_sandbox_knows_what_staff_set_for_a_day(camp: SurfCamp) -> None:
    live, sandbox = add_agency("Sun Trips")
    good(override_days(camp.property_id, camp.room, "2027-06-01", "2027-06-01", price=50000))

    prices = [good(c.call("POST", "/quotes", stay(camp)))["total"] for c in (live, sandbox)]

    assert prices[0] == prices[1]
    assert prices[0]["amount"] > 50000


def test_the_sandbox_leaves_out_what_any_index_is_made_of() -> None:
    names = {one["AttributeName"] for one in table_definition()["AttributeDefinitions"]}

    # ``at`` alone puts nothing into an index
    assert names - {"PK", "SK", "at"} == INDEXED
