"""What staff set: brand, terms, seller, policies, properties, questions, webhooks."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

import pytest

from lobby import wiring
from tests.fakes.files import MemoryMedia
from tests.fakes.transport import MemoryTransport
from tests.support.api import Reply, call
from tests.support.business import POLICY, Business, good, problem, wrong_fields

PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PLACE: dict[str, Any] = {
    "name": "Hut",
    "time_zone": "Europe/Lisbon",
    "email": "hut@praia.example",
    "phone": "+351 21 123 45 67",
    "website": "https://hut.example",
    "address": {"lines": ["Rua 1"], "city": "Ericeira", "postcode": "2655", "country": "PT"},
    "contacts": ["desk@praia.example"],
    "check_in_from": "14:00",
    "check_out_until": "10:30",
    "directions": "Turn left.\nThen right.",
    "map_url": "https://maps.example/x",
    "prices_include_tax": False,
    "policy": None,
}
FIELD: dict[str, Any] = {
    "label": "Level",
    "type": "choice",
    "required": True,
    "help": "Honestly",
    "options": ["Beginner", "Advanced"],
    "position": 3,
}
WEBHOOK: dict[str, Any] = {
    "url": "https://hooks.example.com/lobby",
    "types": ["booking.created"],
    "description": "CRM",
    "enabled": True,
}
COLLECTIONS = {
    "/staff/settings/policies": {
        "name": "Strict",
        "tiers": [{"until": {"days": 30, "at": "12:00"}, "fee": {"nights": 1}}],
        "after": {"percent": 100},
        "guest_until": {"days": 1, "at": "18:00"},
        "deposit": {"percent": "33.5", "days_before": 30},
        "guests_reschedule": False,
        "reschedule_until": {"hours": 72, "at": "23:59"},
    },
    "/staff/settings/properties": PLACE,
    "/staff/fields": FIELD,
    "/staff/webhooks": WEBHOOK,
}


@pytest.fixture(autouse=True)
def _business(business: Business) -> Business:
    return business


def add(path: str, body: Any) -> Any:
    return good(call("POST", path, body), 201)


def items(path: str) -> list[Any]:
    return list(good(call("GET", path))["items"])


# -- collections ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", COLLECTIONS)
def test_records_are_added_read_changed_and_removed(path: str) -> None:
    body = COLLECTIONS[path]
    before = items(path)
    made = add(path, body)
    one = f"{path}/{made['id']}"
    assert made.items() >= body.items()
    kept = {name: value for name, value in made.items() if name != "secret"}
    assert good(call("GET", one)) == kept
    assert sorted(items(path), key=lambda r: r["id"]) == sorted(
        [*before, kept], key=lambda r: r["id"]
    )

    name = next(n for n in ("name", "label", "description") if n in body)
    changed = good(call("PUT", one, body | {name: "Other"}))
    assert changed == kept | {name: "Other"}
    assert good(call("GET", one)) == changed

    good(call("DELETE", one), 204)
    problem(call("GET", one), 404, "not-found")
    assert items(path) == before


@pytest.mark.parametrize("path", COLLECTIONS)
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
@pytest.mark.parametrize("record_id", ["nowhere", "Z" * 3000, "%2e%2e", "\U0001f3c4"])
def test_records_that_are_not_there_are_not_found(path: str, method: str, record_id: str) -> None:
    body = COLLECTIONS[path] if method == "PUT" else None

    problem(call(method, f"{path}/{record_id}", body), 404, "not-found")


@pytest.mark.parametrize("path", [*COLLECTIONS, "/staff/settings/brand", "/staff/settings/terms"])
@pytest.mark.parametrize(
    "body", ["{", "", b"\xff", "[" * 100_000, '{"a": 1' + "0" * 5000 + "}", "NaN"]
)
def test_a_body_that_can_t_be_read_is_refused(path: str, body: str | bytes) -> None:
    method = "PUT" if path in ("/staff/settings/brand", "/staff/settings/terms") else "POST"

    reply = call(method, path, body)

    assert reply.status in (400, 422), reply.raw
    slug = {400: "malformed-request", 422: "invalid-request"}[reply.status]
    problem(reply, reply.status, slug)


POLICY_MISTAKES: list[tuple[dict[str, Any], set[str]]] = [
    ({"name": ""}, {"name"}),
    ({"name": "x" * 10_000}, {"name"}),
    ({"tiers": [{}]}, {"tiers[0].until", "tiers[0].fee"}),
    ({"tiers": [{"until": {}, "fee": {"percent": 0}}]}, {"tiers[0].until.hours"}),
    (
        {"tiers": [{"until": {"days": 1, "hours": 1}, "fee": {"percent": 0}}]},
        {"tiers[0].until.hours"},
    ),
    ({"tiers": [{"until": {"days": -1}, "fee": {"percent": 0}}]}, {"tiers[0].until.days"}),
    (
        {"tiers": [{"until": {"days": 1, "at": "25:00"}, "fee": {"percent": 0}}]},
        {"tiers[0].until.at"},
    ),
    ({"tiers": [{"until": {"days": 1}, "fee": {"percent": 101}}]}, {"tiers[0].fee.percent"}),
    ({"after": {}}, {"after.percent"}),
    ({"after": {"percent": 1, "amount": 1}}, {"after.percent"}),
    ({"after": {"amount": -1}}, {"after.amount"}),
    ({"guest_until": {"hours": "soon"}}, {"guest_until.hours"}),
    ({"deposit": {}}, {"deposit.percent"}),
    ({"deposit": {"percent": 30, "nights": 1}}, {"deposit.percent"}),
    ({"deposit": {"percent": "100.01"}}, {"deposit.percent"}),
    ({"deposit": {"nights": 0}}, {"deposit.nights"}),
    ({"deposit": {"amount": -1}}, {"deposit.amount"}),
    ({"deposit": {"amount": 1, "days_before": -1}}, {"deposit.days_before"}),
    ({"guests_reschedule": "perhaps"}, {"guests_reschedule"}),
    ({"reschedule_until": {}}, {"reschedule_until.hours"}),
    ({"tiers": [POLICY["tiers"][0]] * 11}, {"tiers"}),
    ({"extra": 1}, {"extra"}),
]
PLACE_MISTAKES: list[tuple[dict[str, Any], set[str]]] = [
    ({"name": "   "}, {"name"}),
    ({"time_zone": "Lisbon"}, {"time_zone"}),
    ({"time_zone": "../../etc/passwd"}, {"time_zone"}),
    ({"email": "hut"}, {"email"}),
    ({"phone": "x"}, {"phone"}),
    ({"website": "javascript:alert(1)"}, {"website"}),
    ({"map_url": "ftp://x"}, {"map_url"}),
    ({"contacts": ["ok@praia.example", "not ok"]}, {"contacts[1]"}),
    ({"contacts": "x@praia.example"}, {"contacts"}),
    ({"check_in_from": "3pm"}, {"check_in_from"}),
    ({"check_out_until": "24:00"}, {"check_out_until"}),
    ({"directions": "x" * 20_001}, {"directions"}),
    ({"directions": "a\u0000"}, {"directions"}),
    ({"prices_include_tax": "perhaps"}, {"prices_include_tax"}),
    ({"policy": "nowhere"}, {"policy"}),
    ({"address": {"country": "pt"}}, {"address.country"}),
    ({"address": {"lines": ["x"] * 6}}, {"address.lines"}),
    ({"id": "mine"}, {"id"}),
]
FIELD_MISTAKES: list[tuple[dict[str, Any], set[str]]] = [
    ({"label": ""}, {"label"}),
    ({"type": "mood"}, {"type"}),
    ({"options": None}, {"options"}),
    ({"options": []}, {"options"}),
    ({"options": ["a", "a"]}, {"options"}),
    ({"options": ["a", " "]}, {"options[1]"}),
    ({"options": ["x"] * 101}, {"options"}),
    ({"position": -1}, {"position"}),
    ({"required": "perhaps"}, {"required"}),
]
WEBHOOK_MISTAKES: list[tuple[dict[str, Any], set[str]]] = [
    ({"url": "http://hooks.example.com"}, {"url"}),
    ({"url": "https://user:word@hooks.example.com"}, {"url"}),
    ({"url": "https://"}, {"url"}),
    ({"url": "nonsense"}, {"url"}),
    ({"url": "https://x.example/" + "x" * 2000}, {"url"}),
    ({"url": None}, {"url"}),
    ({"types": ["booking.created", "booking.lost"]}, {"types[1]"}),
    ({"types": ["settings.changed"]}, {"types[0]"}),
    ({"types": "booking.created"}, {"types"}),
    ({"secret": "whsec_mine"}, {"secret"}),
]
MISTAKES = [
    pytest.param(path, changes, fields, id=f"{path} {changes!r:.50}")
    for path, mistakes in (
        ("/staff/settings/policies", POLICY_MISTAKES),
        ("/staff/settings/properties", PLACE_MISTAKES),
        ("/staff/fields", FIELD_MISTAKES),
        ("/staff/webhooks", WEBHOOK_MISTAKES),
    )
    for changes, fields in mistakes
]


@pytest.mark.parametrize(("path", "changes", "fields"), MISTAKES)
def test_what_is_wrong_is_named_and_nothing_is_kept(
    path: str, changes: dict[str, Any], fields: set[str]
) -> None:
    made = add(path, COLLECTIONS[path])
    before = items(path)
    body = COLLECTIONS[path] | changes

    assert wrong_fields(call("POST", path, body)) == fields
    assert wrong_fields(call("PUT", f"{path}/{made['id']}", body)) == fields

    assert items(path) == before


def test_a_policy_in_use_is_not_removed(business: Business) -> None:
    place = good(call("GET", f"/staff/settings/properties/{business.property_id}"))
    policy = f"/staff/settings/policies/{place['policy']}"

    refused = problem(call("DELETE", policy), 409, "conflict")

    assert refused["code"] == "policy_in_use"
    assert "Praia Surf House" in refused["detail"]
    good(call("GET", policy))
    path = f"/staff/settings/properties/{business.property_id}"
    good(call("PUT", path, {k: v for k, v in (place | {"policy": None}).items() if k != "id"}))
    good(call("DELETE", policy), 204)


def test_questions_come_in_their_order() -> None:
    for label, position in (("c", 30), ("a", 10), ("b", 20)):
        add("/staff/fields", {"label": label, "type": "text", "position": position})

    assert [field["label"] for field in items("/staff/fields")] == ["a", "b", "c"]


def test_only_choices_keep_options() -> None:
    made = add("/staff/fields", {"label": "x", "type": "text", "options": ["a"]})

    assert made["options"] is None


def test_there_is_a_limit_to_questions() -> None:
    for n in range(60):
        add("/staff/fields", {"label": f"{n}", "type": "text"})

    problem(call("POST", "/staff/fields", {"label": "x", "type": "text"}), 422, "invalid-request")
    assert len(items("/staff/fields")) == 60


# -- brand ----------------------------------------------------------------------------------------


def save_brand(**values: Any) -> Reply:
    return call("PUT", "/staff/settings/brand", {"name": "Praia", **values})


def data_uri(data: bytes, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{b64encode(data).decode()}"


def test_the_brand_has_a_name_a_colour_and_a_website() -> None:
    saved = good(save_brand(colour="#0B6E75", website="https://praia.example"))

    assert saved == {
        "name": "Praia",
        "colour": "#0b6e75",
        "website": "https://praia.example",
        "logo_url": None,
        "texts": {},
    }
    assert good(call("GET", "/staff/settings/brand")) == saved


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"colour": "red"}, "colour"),
        ({"colour": "#12345"}, "colour"),
        ({"colour": "#123456;}"}, "colour"),
        ({"website": "praia.example"}, "website"),
        ({"logo": "https://praia.example/logo.png"}, "logo"),
        ({"logo": data_uri(b"<svg/>", "image/svg+xml")}, "logo"),
        ({"logo": data_uri(b"<html>", "text/html")}, "logo"),
        ({"logo": data_uri(b"GIF89a", "image/gif")}, "logo"),
        ({"logo": data_uri(b"<svg/>", "image/png")}, "logo"),
        ({"logo": data_uri(PNG, "image/jpeg")}, "logo"),
        ({"logo": "data:image/png;base64,!!!"}, "logo"),
        ({"logo": "data:image/png;base64,A==="}, "logo"),
        ({"logo": data_uri(PNG + b"x" * 100_000)}, "logo"),
        ({"logo": 7}, "logo"),
        ({"font": "Comic Sans"}, "font"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_brand_that_does_not_fit_is_refused(values: dict[str, Any], field: str) -> None:
    before = good(call("GET", "/staff/settings/brand"))

    assert wrong_fields(save_brand(**values)) == {field}

    assert good(call("GET", "/staff/settings/brand")) == before


def test_a_logo_is_kept_stays_and_goes() -> None:
    media = wiring.media()
    assert isinstance(media, MemoryMedia)
    url = good(save_brand(logo=data_uri(PNG)))["logo_url"]
    assert url.startswith("/media/logo-")
    assert media.pictures[url] == ("image/png", PNG)

    assert good(save_brand())["logo_url"] == url
    assert good(save_brand(logo=None))["logo_url"] is None


def test_a_picture_is_kept_once() -> None:
    media = wiring.media()
    assert isinstance(media, MemoryMedia)
    sent = {"picture": data_uri(PNG)}
    url = good(call("POST", "/staff/pictures", sent), 201)["url"]

    assert url.startswith("/media/picture-")
    assert media.pictures[url] == ("image/png", PNG)
    assert good(call("POST", "/staff/pictures", sent), 201)["url"] == url
    assert wrong_fields(call("POST", "/staff/pictures", {"picture": "x"})) == {"picture"}
    too_large = {"picture": data_uri(PNG + b"x" * 500_000)}
    assert wrong_fields(call("POST", "/staff/pictures", too_large)) == {"picture"}


# -- terms and seller -----------------------------------------------------------------------------


def test_terms_count_their_versions() -> None:
    assert good(call("GET", "/staff/settings/terms")) == {"version": None, "text": "", "texts": {}}

    for version, text in (("1", "Be kind."), ("2", "Be kinder.\n\nAlways.")):
        assert good(call("PUT", "/staff/settings/terms", {"text": text})) == {
            "version": version,
            "text": text,
            "texts": {},
        }


def test_empty_terms_are_no_terms(business: Business) -> None:
    good(call("PUT", "/staff/settings/terms", {"text": "Be kind."}))
    good(call("PUT", "/staff/settings/terms", {"text": " "}))

    assert business.book().page()["terms"] is None
    assert good(call("PUT", "/staff/settings/terms", {"text": "Again."}))["version"] == "3"


def test_of_two_who_publish_terms_at_once_one_is_told(business: Business) -> None:
    good(call("PUT", "/staff/settings/terms", {"text": "First."}))
    table, store = wiring.transport(), wiring.settings()
    assert isinstance(table, MemoryTransport)

    def meanwhile(_writes: Any) -> None:
        store.publish_terms("Theirs.", business.clock.moment)

    table.before_transaction = meanwhile

    problem(call("PUT", "/staff/settings/terms", {"text": "Mine."}), 409, "conflict")
    assert good(call("GET", "/staff/settings/terms"))["text"] == "Theirs."


def test_the_seller_is_kept() -> None:
    seller = {"name": "Praia Lda", "vat_number": "PT501234567", "invoice_prefix": "PSH-"}

    saved = good(call("PUT", "/staff/settings/seller", seller))

    assert saved.items() >= seller.items()
    assert good(call("GET", "/staff/settings/seller")) == saved


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"invoice_prefix": "A/B"}, "invoice_prefix"),
        ({"invoice_prefix": "x" * 13}, "invoice_prefix"),
        ({"invoice_prefix": "é"}, "invoice_prefix"),
        ({"address": {"city": 7}}, "address.city"),
        ({"name": None}, "name"),
    ],
)
def test_a_seller_that_does_not_fit_is_refused(values: dict[str, Any], field: str) -> None:
    assert wrong_fields(call("PUT", "/staff/settings/seller", values)) == {field}


# -- webhooks' secrets ----------------------------------------------------------------------------


def test_a_secret_is_shown_again_and_rotates() -> None:
    made = add("/staff/webhooks", WEBHOOK)
    path = f"/staff/webhooks/{made['id']}/secret"
    assert made["secret"].startswith("whsec_")
    assert good(call("GET", path)) == {"secret": made["secret"]}

    rotated = good(call("POST", path))

    assert rotated["secret"] != made["secret"]
    assert good(call("GET", path)) == rotated
    endpoint = good(call("GET", f"/staff/webhooks/{made['id']}"))
    assert endpoint["secret_version"] == 2
    assert endpoint["rotated_at"]


def test_changing_an_endpoint_keeps_its_secret() -> None:
    made = add("/staff/webhooks", WEBHOOK)
    good(call("PUT", f"/staff/webhooks/{made['id']}", WEBHOOK | {"enabled": False}))

    again = good(call("GET", f"/staff/webhooks/{made['id']}/secret"))

    assert again == {"secret": made["secret"]}


def test_endpoints_have_secrets_of_their_own_which_no_list_shows() -> None:
    one, other = add("/staff/webhooks", WEBHOOK), add("/staff/webhooks", WEBHOOK)

    assert one["secret"] != other["secret"]
    assert "secret" not in repr(items("/staff/webhooks")).replace("secret_version", "")
    problem(call("GET", "/staff/webhooks/nowhere/secret"), 404, "not-found")


def test_there_is_a_limit_to_endpoints() -> None:
    for _ in range(20):
        add("/staff/webhooks", WEBHOOK)

    problem(call("POST", "/staff/webhooks", WEBHOOK), 422, "invalid-request")
