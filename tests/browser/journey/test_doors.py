"""Who gets in where, on the running product: every operation against every kind of caller."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.support.api import routes
from tests.support.polling import eventually
from tests.support.product import Product, secret_of
from tests.support.samples import booking_body

pytestmark = pytest.mark.stack

STAFF_ROUTES = [(method, path) for method, path, _, guarded in routes() if guarded]
GUEST_ROUTES = [
    (method, path) for method, path, *_ in routes() if path.startswith("/bookings/{code}")
]
AGENCY_ROUTES = [(method, path) for method, path, *_ in routes() if path.startswith("/agency/")]


def _path(template: str, code: str = "00000000") -> str:
    return template.replace("{code}", code).replace("{id}", "none").replace("{guest}", "0")


@pytest.fixture(scope="module")
def customer_token(product: Product) -> str:
    """The ID token of a customer: a user of another pool of the same account."""
    pool = product.cognito.create_user_pool(PoolName="customers")["UserPool"]["Id"]
    client = product.cognito.create_user_pool_client(
        UserPoolId=pool, ClientName="portal", ExplicitAuthFlows=["ALLOW_ADMIN_USER_PASSWORD_AUTH"]
    )["UserPoolClient"]["ClientId"]
    product.cognito.admin_create_user(UserPoolId=pool, Username="anna", MessageAction="SUPPRESS")
    product.cognito.admin_set_user_password(
        UserPoolId=pool, Username="anna", Password="Guest-of-2027!", Permanent=True
    )
    return product.sign_in(pool, client, "anna", "Guest-of-2027!")


@pytest.fixture(scope="module")
def booking(product: Product) -> tuple[str, str]:
    """A booking's code and its link's secret."""
    body = booking_body(property=product.description["property"])
    answer = product.staff("POST", "/staff/bookings", body)
    assert answer.status_code == 201, answer.text
    return answer.json()["code"], secret_of(answer.json()["link"])


@pytest.mark.parametrize(("method", "path"), STAFF_ROUTES)
def test_the_desk_is_closed_to_everybody_else(
    product: Product, customer_token: str, booking: tuple[str, str], method: str, path: str
) -> None:
    """Without a token, with a made-up one, with a guest's secret: 401. With a customer's too."""
    address = _path(path, booking[0])
    for bearer in (None, "not-a-token", booking[1]):
        assert product.request(method, address, {}, bearer=bearer).status_code == 401
    assert product.request(method, address, {}, bearer=customer_token).status_code in (401, 403)


@pytest.mark.parametrize(("method", "path"), GUEST_ROUTES)
def test_a_booking_opens_to_its_own_link_only(
    product: Product, booking: tuple[str, str], method: str, path: str
) -> None:
    """No secret, a wrong one, another booking's, a staff token, a code that is not: one answer."""
    body = {"kind": "deposit", "answers": {}, "expected_total": 0}
    body = {name: body[name] for name in _wanted(path)}
    foreign = secret_of(product.description["demo"][0]["link"])
    answers = [
        product.request(method, _path(path, booking[0]), body, bearer=bearer)
        for bearer in (None, "wrong", foreign, product.staff_token)
    ]
    answers.append(product.request(method, _path(path), body, bearer=booking[1]))
    assert {answer.status_code for answer in answers} == {404}
    assert len({json.dumps(_bare(answer.json()), sort_keys=True) for answer in answers}) == 1


@pytest.mark.parametrize(("method", "path"), AGENCY_ROUTES)
def test_agencies_need_a_key(
    product: Product, booking: tuple[str, str], method: str, path: str
) -> None:
    """No key, a made-up one, a staff token, a guest's secret: nobody gets in."""
    address = _path(path, booking[0])
    for bearer, key in (
        (None, None),
        (None, "not-a-key"),
        (product.staff_token, None),
        (booking[1], booking[1]),
    ):
        headers = {"x-api-key": key} if key else {}
        answer = product.request(method, address, {}, bearer=bearer, headers=headers)
        assert answer.status_code in (401, 403), answer.text


def _wanted(path: str) -> list[str]:
    if path.endswith("payments"):
        return ["kind"]
    if path.endswith("reschedule"):
        return ["expected_total"]
    return ["answers"] if path.endswith("check-in") else []


def _bare(problem: dict[str, Any]) -> dict[str, Any]:
    """A problem document without the id of its request."""
    return {name: value for name, value in problem.items() if name != "instance"}


def test_a_rotated_link_is_dead(product: Product) -> None:
    """The old link stops working the moment there is a new one."""
    body = booking_body(property=product.description["property"])
    created = product.staff("POST", "/staff/bookings", body).json()
    path = f"/bookings/{created['code']}"
    assert product.request("GET", path, bearer=secret_of(created["link"])).status_code == 200
    rotated = product.staff("POST", f"/staff{path}/link", {"rotate": True}).json()
    assert product.request("GET", path, bearer=secret_of(created["link"])).status_code == 404
    assert product.request("GET", path, bearer=secret_of(rotated["link"])).status_code == 200


def test_two_tabs_get_one_payment_page(product: Product) -> None:
    """However many ask at once, there is one page and one deposit."""
    body = booking_body(property=product.description["property"], status="confirmed")
    created = product.staff("POST", "/staff/bookings", body).json()
    secret, path = secret_of(created["link"]), f"/bookings/{created['code']}/payments"

    def pay(_: int) -> Any:
        return product.request("POST", path, {"kind": "deposit"}, bearer=secret)

    with ThreadPoolExecutor(4) as tabs:
        answers = list(tabs.map(pay, range(4)))
    assert {answer.status_code for answer in answers} == {201}, [a.text for a in answers]
    assert len({answer.json()["checkout_url"] for answer in answers}) == 1
    assert answers[0].json()["amount"] == {"amount": 20250, "currency": "EUR"}


def test_forged_provider_events_are_refused(product: Product, booking: tuple[str, str]) -> None:
    """Only the provider's own signature counts."""
    event = {"id": "evt_1", "type": "checkout.session.completed", "data": {"object": {}}}
    answer = product.request(
        "POST", "/stripe/webhook", event, headers={"Stripe-Signature": "t=1,v1=00"}
    )
    assert answer.status_code == 400
    page = product.request("GET", f"/bookings/{booking[0]}", bearer=booking[1]).json()
    assert page["payments"]["paid"]["amount"] == 0


def test_the_page_follows_the_settings(product: Product, booking: tuple[str, str]) -> None:
    """What the property says about itself reaches the pages of open bookings."""
    place = product.staff(
        "GET", f"/staff/settings/properties/{product.description['property']}"
    ).json()
    changed = place | {"directions": "Left at the lighthouse 灯台"}
    changed.pop("id")
    answer = product.staff("PUT", f"/staff/settings/properties/{place['id']}", changed)
    assert answer.status_code == 200, answer.text

    def directions() -> bool:
        page = product.request("GET", f"/bookings/{booking[0]}", bearer=booking[1]).json()
        return bool(page["property"]["directions"] == changed["directions"])

    eventually(directions, "the new directions")
