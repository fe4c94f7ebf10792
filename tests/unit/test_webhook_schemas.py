"""What goes out is what the published schemas say, and the schemas are tight enough to notice."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import jsonschema_rs
import pytest
from msgspec.structs import replace

from lobby.base.reasons import Reason
from lobby.domain.booking.booking import Booking, Cancellation, CancellationType, Guest, Status
from lobby.domain.booking.events import Happened
from lobby.domain.business.event_types import EventType
from lobby.domain.business.settings import Policy
from lobby.domain.money.lines import Item, ItemKind
from lobby.domain.money.money import Money
from lobby.domain.people.records import Actor, Address, Agency, Booker
from lobby.store.outbox import envelope
from lobby.use_cases.events.deliver_webhook import payload
from lobby.webhooks.event_types import PUBLIC

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
NOW = datetime(2026, 11, 21, 12, 0, 0, 123000, tzinfo=UTC)
GUEST = Actor(door="portal", name="Anna Hemm")
GUESTS = [
    Guest(number=0, first_name="Anna", last_name="Hemm", email="anna@example.com"),
    Guest(number=1, first_name="Ben", last_name="", answers={"diet": "vegan"}, checked_in_at=NOW),
]
PENDING = Booking(
    code="7K3M9QXA",
    status="pending",
    version=1,
    link_version=1,
    property_id="01KAK7Y4D2",
    property_name="Praia Surf House",
    currency="EUR",
    arrival=date(2027, 3, 1),
    departure=date(2027, 3, 8),
    booker=Booker(first_name="Anna", last_name="Hemm"),
    agency=None,
    items=[
        Item(
            kind="accommodation",
            name="Garden room",
            rate="Bed and breakfast",
            guests=[0, 1],
            quantity=7,
            unit_price=9000,
            tax_rate=Decimal("0.10"),
            from_=date(2027, 3, 1),
            to=date(2027, 3, 8),
        ),
        Item(
            kind="activity",
            name="Surf lesson",
            guests=[0],
            quantity=1,
            unit_price=4500,
            tax_rate=Decimal("0.21"),
            at=datetime(2027, 3, 2, 9, tzinfo=UTC),
        ),
        Item(
            kind="extra",
            name="Airport transfer",
            guests=[0, 1],
            quantity=1,
            unit_price=0,
            tax_rate=Decimal(0),
        ),
    ],
    total=67500,
    deposit=20250,
    prices_include_tax=True,
    policy=Policy(id="p", name="Flexible"),
    terms=None,
    created_at=NOW - timedelta(days=1),
)
HELD = replace(
    PENDING,
    awaits="payment",
    held_until=NOW + timedelta(hours=1),
    items=[
        replace(
            PENDING.items[0],
            reasons=[Reason("rule", {"name": "High season"}), Reason("adults", {"n": 2})],
        ),
        Item(
            kind="discount",
            name="Summer offer",
            guests=[],
            quantity=1,
            unit_price=-6300,
            tax_rate=Decimal("0.10"),
        ),
        Item(
            kind="tax",
            name="Tourist tax",
            guests=[0, 1],
            quantity=14,
            unit_price=200,
            tax_rate=Decimal(0),
            reasons=[Reason("guests", {"n": 2})],
            tax_included=True,
        ),
    ],
)
PAID = replace(PENDING, status="confirmed", version=3, confirmed_at=NOW, paid=20250)
CANCELLED = replace(
    PAID,
    status="cancelled",
    version=4,
    booker=Booker(
        first_name="Anna",
        last_name="Hemm",
        email="anna@example.com",
        phone="+3725551234",
        language="et",
        company="Hemm OÜ",
        vat_number="EE123456789",
        address=Address(lines=["Pikk 1"], city="Tallinn", postcode="10123", country="EE"),
    ),
    agency=Agency(name="Sun Trips", email="desk@suntrips.example"),
    cancellation=Cancellation(
        at=NOW, by="guest", type="guest_request", reason="Broke a leg", fee=250, refund=20000
    ),
    refunded=20000,
)

PAYMENT = {"number": 1, "kind": "deposit", "amount": Money(20250, "EUR")}
REFUND = {"number": 1, "payment": 1, "amount": Money(20000, "EUR")}
CHANGED: dict[EventType, dict[str, Any]] = {
    "booking.confirmed": {},
    "booking.rescheduled": {},
    "booking.updated": {},
    "booking.cancelled": {},
    "payment.succeeded": {"payment": PAYMENT},
    "payment.refunded": {"refund": REFUND},
    "payment.refund_failed": {"refund": REFUND},
}
NOTED: dict[EventType, dict[str, Any]] = {
    "booking.created": {},
    "confirmation.requested": {},
    "check_in.completed": {"guest": 1},
    "payment.failed": {"payment": PAYMENT},
    "invoice.issued": {"invoice": "2026-00017"},
}
EVENTS = [
    *((event_type, None, more) for event_type, more in NOTED.items()),
    *((event_type, PENDING, more) for event_type, more in CHANGED.items()),
    *((event_type, PAID, more) for event_type, more in CHANGED.items()),
]


def sent(
    event_type: EventType, booking: Booking, before: Booking | None, more: dict[str, Any]
) -> Any:
    """An event's body as an integrator reads it."""
    happened = Happened(type=event_type, at=NOW, actor=GUEST, about=more)
    event = happened.event(booking, GUESTS, before=before)
    return json.loads(payload(envelope(event)))


def findings(event_type: str, body: Any) -> list[str]:
    """Where a body is other than its schema says."""
    path = SCHEMAS / "events" / f"{event_type}.json"
    validator = jsonschema_rs.validator_for(
        json.loads(path.read_text()),
        base_uri=path.as_uri(),
        retriever=lambda uri: json.loads(Path(uri.removeprefix("file://")).read_text()),
        validate_formats=True,
        ignore_unknown_formats=False,
    )
    return [error.message for error in validator.iter_errors(body)]


def test_every_public_type_has_a_schema_and_no_other() -> None:
    assert {path.stem for path in (SCHEMAS / "events").iterdir()} == PUBLIC
    assert CHANGED.keys() | NOTED.keys() == PUBLIC


@pytest.mark.parametrize(
    "booking", [PENDING, HELD, PAID, CANCELLED], ids=["pending", "held", "confirmed", "cancelled"]
)
@pytest.mark.parametrize(("event_type", "before", "more"), EVENTS)
def test_events_are_as_their_schemas_say(
    event_type: EventType, before: Booking | None, more: dict[str, Any], booking: Booking
) -> None:
    assert not findings(event_type, sent(event_type, booking, before, more))


@pytest.mark.parametrize(
    ("defined", "field", "values"),
    [
        ("booking", "status", Status),
        ("item", "kind", ItemKind),
        ("cancellation", "type", CancellationType),
    ],
)
def test_schemas_name_all_the_words_there_are(defined: str, field: str, values: Any) -> None:
    definitions = json.loads((SCHEMAS / "booking.json").read_text())["$defs"]
    assert definitions[defined]["properties"][field]["enum"] == list(get_args(values))


def test_every_field_that_may_change_has_its_name_among_the_changes() -> None:
    definitions = json.loads((SCHEMAS / "booking.json").read_text())["$defs"]
    fixed = {"code", "version", "created_at"}
    assert set(definitions["changes"]["propertyNames"]["enum"]) == (
        definitions["booking"]["properties"].keys() - fixed
    )


def _set(*path: str | int, to: Any) -> Callable[[Any], None]:
    def change(body: Any) -> None:
        *places, last = path
        for place in places:
            body = body[place]
        body[last] = to

    return change


@pytest.mark.parametrize(
    "spoil",
    [
        _set("answers", to={}),
        _set("id", to="evt.1"),
        _set("type", to="booking.created"),
        _set("timestamp", to="2026-11-21"),
        _set("data", "link", to="https://book.example/b/7K3M9QXA#secret"),
        _set("data", "code", to="7K3M9QXI"),
        _set("data", "version", to=0),
        _set("data", "payment", "amount", to=20250),
        _set("data", "payment", "number", to=None),
        _set("data", "changes", "link_version", to={"old": 1, "new": 2}),
        _set("data", "changes", "status", to="confirmed"),
        _set("data", "booking", "link_version", to=1),
        _set("data", "booking", "status", to="held"),
        _set("data", "booking", "arrival", to="1 March"),
        _set("data", "booking", "guests", 1, "answers", to={"diet": "vegan"}),
        _set("data", "booking", "items", 0, "unit_price", to=90.0),
        _set("data", "booking", "items", 0, "tax_rate", to=0.1),
        _set("data", "booking", "total", "currency", to="euro"),
        _set("data", "booking", "booker", "language", to=7),
        lambda body: body["data"].pop("changes"),
        lambda body: body["data"]["booking"].pop("paid"),
        lambda body: body.pop("timestamp"),
    ],
)
def test_schemas_notice_what_does_not_belong(spoil: Callable[[Any], None]) -> None:
    body = sent("payment.succeeded", PAID, PENDING, {"payment": PAYMENT})
    spoilt = deepcopy(body)
    spoil(spoilt)

    assert not findings("payment.succeeded", body)
    assert findings("payment.succeeded", spoilt)
