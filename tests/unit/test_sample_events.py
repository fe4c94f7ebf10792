"""Every function takes its sample event, and what the API answers is as its contract says.

The samples are about two bookings, 7K3M9QXA that staff entered and 4RT8WB2C from the catalogue,
under the test deployment's keys, at the moment that they carry: 21 November 2026, 10:00 UTC.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openapi_schema_validator import OAS31Validator

from lobby import wiring
from lobby.base.ids import new_id
from lobby.domain.booking.booking import BookingFile
from lobby.domain.booking.events import Event
from lobby.domain.booking.export import Export
from lobby.domain.booking.search import Filters
from lobby.domain.business.settings import Endpoint, Property
from lobby.domain.business.settings import Field as Question
from lobby.domain.people.agencies import Partner
from lobby.domain.people.records import Actor, Address, Booker
from lobby.domain.selling.catalog import Extra, Rate, Schedule, Selling, Session, Stay, Unit
from lobby.domain.selling.selection import ExtraChoice, Selection, SessionChoice, StayChoice
from lobby.forms.booking import BookingForm
from lobby.gateways.payments import PaymentProvider, PaymentProviderError
from lobby.gateways.stripe_payments import StripePayments
from lobby.sealed.links import PortalLinks
from lobby.store import idempotency, outbox
from lobby.store.catalog import Listed
from lobby.use_cases.booking.book import Order, book
from lobby.use_cases.booking.cancel_booking import cancel_booking
from lobby.use_cases.booking.change_booking import KnownAccess, PortalAccess
from lobby.use_cases.booking.confirm_booking import confirm_booking
from lobby.use_cases.booking.create_booking import create_booking
from lobby.use_cases.paying.make_payment import make_payment
from lobby.use_cases.paying.record_payment import PROVIDER, record_payment
from lobby.use_cases.selling.quote_booking import open_shop
from lobby.webhooks.sending import Attempt
from tests.fakes.payments import FakePayments
from tests.support.api import lambda_context, load_function
from tests.support.clock import turn_clock
from tests.support.deployment import ENVIRONMENT
from tests.support.samples import booking_body

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "events"
CODE = "7K3M9QXA"
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
PROPERTY = "01KAJXB4G000000000000PRA1A"
EXPORT = "01KAJXB4G00000000000000009"
SOLD = "4RT8WB2C"
ROOM, GARDEN_1 = "01KAJXB4G0000000000000R00M", "01KAJXB4G0000000000GARDEN1"
LESSON, BREAKFAST = "01KAJXB4G000000000001ESS0N", "01KAJXB4G00000000BREAKFAST"
FLEXIBLE, PER_PERSON = "01KAJXB4G000000000F1EX1B1E", "01KAJXB4G0000000000PERHEAD"
SELECTION = Selection(
    property=PROPERTY,
    adults=2,
    choices=[
        StayChoice(product=ROOM, from_=date(2027, 3, 1), to=date(2027, 3, 8)),
        SessionChoice(product=LESSON, at=datetime(2027, 3, 2, 10, tzinfo=UTC), guests=[0]),
        ExtraChoice(extra=BREAKFAST),
    ],
)


@dataclass
class Deployment:
    """The product as it stands when the event comes in."""

    provider: FakePayments
    reader: PaymentProvider | None = None
    posted: list[tuple[str, bytes]] = field(default_factory=list)

    @property
    def file(self) -> BookingFile:
        """The booking as the table has it."""
        found = wiring.bookings().read(CODE)
        assert found is not None
        return found

    @property
    def guest(self) -> PortalAccess:
        """The guest with the first link."""
        links = PortalLinks(b"k" * 64, ENVIRONMENT["SITE_URL"])
        return PortalAccess(links, links.secret(CODE, 1))

    def confirm(self) -> None:
        """The guest confirms."""
        confirm_booking(CODE, "1", self.guest, wiring.bookings(), now=NOW)

    def open_payment(self) -> str:
        """The guest goes to the payment page of the deposit; answers with its session."""
        payment, _ = make_payment(
            CODE,
            "deposit",
            self.guest,
            wiring.bookings(),
            lambda: self.provider,
            page_url="https://book.example.com",
            now=NOW,
        )
        assert payment.provider is not None
        return payment.provider.checkout_id

    def pay_and_cancel(self) -> None:
        """The guest pays the deposit and cancels; the refund is not carried out yet."""
        self.confirm()
        paid = self.provider.pay(self.open_payment())
        record_payment(paid, wiring.bookings(), lambda _: None, now=NOW)
        cancel_booking(CODE, KnownAccess(PROVIDER), wiring.bookings(), now=NOW, refund="full")

    def sell(self, **terms: Any) -> None:
        """Puts up a small catalogue; ``terms`` differ from confirming at once in EUR."""
        records: list[Selling | Listed] = [
            Selling(**{"confirm": "at_once", **terms}),
            Stay(id=ROOM, name="Garden room", units=[Unit(id=GARDEN_1, name="Garden 1")], sleeps=3),
            Session(
                id=LESSON,
                name="Surf lesson",
                duration=120,
                seats=8,
                schedules=[Schedule(start=datetime(2027, 1, 1, 10), rule="FREQ=DAILY")],  # noqa: DTZ001 - wall clock
            ),
            Rate(id=FLEXIBLE, name="Flexible", prices={ROOM: 9000}, tax_rate=Decimal("0.06")),
            Rate(id=PER_PERSON, name="Per person", per="person", prices={LESSON: 4500}),
            Extra(id=BREAKFAST, name="Breakfast", price=800, per="person_night"),
        ]
        for record in records:
            wiring.catalogs().save(PROPERTY, record)

    def book(self, now: datetime = NOW, **terms: Any) -> None:
        """A guest books a week and a lesson from the catalogue."""
        self.sell(**terms)
        settings = wiring.settings().read()
        book(
            Order(
                booker=Booker(first_name="Anna", last_name="Hemm", email="anna@example.com"),
                guests=[],
                selection=SELECTION,
                accepted_terms="1",
            ),
            Actor(door="site", name="Anna Hemm"),
            open_shop(PROPERTY, wiring.catalogs(), settings),
            settings,
            wiring.stores(),
            now=now,
            request=idempotency.Request("book", "anna@example.com", "1", b"", now),
            draw_code=lambda: SOLD,
        )

    def ask_for_an_export(self) -> None:
        """Staff ask for an export of everything."""
        wiring.exports().start(
            Export(
                id=EXPORT,
                status="running",
                filters=Filters(),
                created_at=NOW,
                expires_at=NOW.replace(month=12),
                requested_by="maria@praia.example",
            ),
            [],
        )


@pytest.fixture
def deployment(aws: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Deployment:
    """A business with one pending booking; nothing leaves this process."""
    assert aws
    turn_clock(monkeypatch, NOW)
    settings = wiring.settings()
    settings.save(
        Property(
            id=PROPERTY,
            name="Praia Surf House",
            time_zone="Europe/Lisbon",
            address=Address(lines=["Rua da Praia 1"], city="Ericeira", country="PT"),
            contacts=["desk@praia.example"],
        )
    )
    settings.publish_terms("Please be kind.", NOW)
    settings.save(Question(id="01KAJXB4G0000000000000D1ET", label="Diet", type="text"))
    settings.save(
        Question(
            id="01KAJXB4G00000000000NAT10N", label="Nationality", type="country", required=True
        )
    )
    settings.save(Endpoint(id="01KAJXB4G0000000000000H00K", url="https://integrator.example/in"))
    create_booking(
        BookingForm.model_validate(booking_body(property=PROPERTY)).entered(),
        PROVIDER,
        settings.read(),
        wiring.bookings(),
        now=NOW,
        transport=wiring.transport(),
        draw_code=lambda: CODE,
    )
    made = Deployment(FakePayments())

    def send(url: str, _headers: Any, body: bytes) -> Attempt:
        made.posted.append((url, body))
        return Attempt(status=204, duration_ms=1)

    monkeypatch.setattr(wiring, "payment_provider", lambda: made.reader or made.provider)
    monkeypatch.setattr(wiring, "webhook_sender", lambda: send)
    return made


def sample(name: str) -> dict[str, Any]:
    """A sample event."""
    event: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_text())
    return event


def invoke(name: str, event: dict[str, Any] | None = None) -> Any:
    """Runs a function on its sample event, or on another one."""
    return load_function(name).handler(event or sample(name), lambda_context(name))


@cache
def contract() -> dict[str, Any]:
    """The API's committed contract."""
    document: dict[str, Any] = json.loads((ROOT / "docs" / "openapi.json").read_text())
    return document


def answer(name: str, status: int = 200) -> Any:
    """The JSON that a function answers its sample event with, held against the contract."""
    event = sample(name)
    given = invoke(name, event)
    assert given["statusCode"] == status, given["body"]
    body = json.loads(given["body"])
    responses = contract()["paths"][event["resource"]][event["httpMethod"].lower()]["responses"]
    schema = responses[str(status)]["content"]["application/json"]["schema"]
    OAS31Validator({**schema, "components": contract()["components"]}).validate(body)
    return body


Check = Callable[[Deployment], object]


def create(_: Deployment) -> None:
    made = answer("create_booking", 201)

    assert made["status"] == "pending"
    assert made["link"].startswith(f"https://book.example.com/b/{made['code']}#")
    assert answer("create_booking", 201)["code"] == made["code"]  # the same Idempotency-Key


def view(_: Deployment) -> None:
    page = answer("view_booking")

    assert page["booking"]["code"] == CODE
    assert page["breakdown"]["total"] == {"amount": 67500, "currency": "EUR"}


def confirm(_: Deployment) -> None:
    assert answer("confirm_booking")["booking"]["status"] == "confirmed"


def pay(deployment: Deployment) -> None:
    deployment.confirm()

    page = answer("make_payment", 201)

    assert page["amount"] == {"amount": 20250, "currency": "EUR"}
    assert page["checkout_url"] == "https://pay.example/cs_1"


def record(deployment: Deployment) -> None:
    """Read by the real adapter, under the secret that the sample is signed with."""
    deployment.confirm()
    deployment.provider.loses_answers = True
    with pytest.raises(PaymentProviderError):  # so the page's session stays unknown
        deployment.open_payment()
    deployment.reader = StripePayments("sk_test_sample", ["whsec_test"])

    assert invoke("record_payment")["statusCode"] == 200

    assert deployment.file.booking.held == 20250


def check_in(_: Deployment) -> None:
    guest = answer("check_in_guest")

    assert guest["complete"]
    assert guest["answers"]["01KAJXB4G0000000000000D1ET"] == "Vegetarian"


def invoice(deployment: Deployment) -> None:
    deployment.confirm()

    given = invoke("download_invoice")

    assert given["headers"]["Content-Type"] == "application/pdf"
    assert base64.b64decode(given["body"]).startswith(b"%PDF-")


def cancel(_: Deployment) -> None:
    page = answer("cancel_booking")

    assert page["booking"]["status"] == "cancelled"
    assert page["booking"]["cancellation"]["reason"] == "Our flight was cancelled."


def list_all(_: Deployment) -> None:
    grid = answer("list_bookings")

    assert [row["code"] for row in grid["bookings"]] == [CODE]


def export(_: Deployment) -> None:
    assert answer("export_bookings", 202)["filters"] == {
        "booked_from": "2026-11-01",
        "booked_to": "2026-11-30",
    }


def resend(_: Deployment) -> None:
    assert len(answer("resend_confirmation", 202)["event"]) == 26


def share(deployment: Deployment) -> None:
    assert answer("share_link")["link_version"] == 2
    assert deployment.file.booking.link_version == 2


def settings(_: Deployment) -> None:
    assert answer("backoffice")["colour"] == "#0b6e75"


def publish(_: Deployment) -> None:
    assert invoke("publish_events") == {"batchItemFailures": []}


def sweep(_: Deployment) -> None:
    before = Event(
        id=new_id(NOW),
        type="booking.created",
        at=NOW.replace(hour=9),
        actor=PROVIDER,
        code=CODE,
        data={},
    )
    wiring.transport().transact(outbox.writes([before]))

    invoke("sweep_outbox")

    assert list(wiring.outbox().unpublished(before.at)) == []


def mail(_: Deployment) -> None:
    assert invoke("send_email") == {"batchItemFailures": []}
    receipts = wiring.mail_receipts()
    for letter in ("confirmation_request#anna@example.com", "staff_notice#desk@praia.example"):
        assert receipts.is_done("01KAJXB4G00000000000000001", letter)


def deliver(deployment: Deployment) -> None:
    assert invoke("deliver_webhook") == {"batchItemFailures": []}
    assert [json.loads(body)["type"] for _, body in deployment.posted] == [
        "booking.created",
        "booking.cancelled",
    ]


def refund(deployment: Deployment) -> None:
    deployment.pay_and_cancel()

    assert invoke("refund_payment") == {"batchItemFailures": []}

    assert [refund.state for refund in deployment.file.refunds] == ["succeeded"]
    assert deployment.file.booking.held == 0


def write_file(deployment: Deployment) -> None:
    deployment.ask_for_an_export()

    assert invoke("write_export") == {"batchItemFailures": []}

    written = wiring.exports().read(EXPORT)
    assert written is not None
    assert (written.status, written.rows) == ("done", 1)


def browse(deployment: Deployment) -> None:
    deployment.sell()

    catalog = answer("browse_catalog")

    assert [product["name"] for product in catalog["products"]] == ["Garden room", "Surf lesson"]


def search(deployment: Deployment) -> None:
    deployment.sell()

    [offer] = answer("search_availability")["offers"]

    assert (offer["product"], offer["available"], offer["left"]) == (ROOM, True, 1)


def quote(deployment: Deployment) -> None:
    deployment.sell()

    assert answer("quote_booking")["total"] == {"amount": 78700, "currency": "EUR"}


def book_online(deployment: Deployment) -> None:
    deployment.sell()

    made = answer("book", 201)

    assert (made["status"], made["awaits"]) == ("confirmed", None)
    assert answer("book", 201)["code"] == made["code"]  # the same Idempotency-Key


def expire(deployment: Deployment) -> None:
    deployment.book(NOW - timedelta(days=3), confirm="by_staff")

    assert invoke("expire_holds") == {"expired": 1}

    ended = wiring.bookings().read(SOLD)
    assert ended is not None
    assert ended.booking.status == "cancelled"


def accept(deployment: Deployment) -> None:
    deployment.book(confirm="by_staff")

    assert answer("accept_booking")["booking"]["status"] == "confirmed"


def reschedule(deployment: Deployment) -> None:
    deployment.book()

    page = answer("reschedule_booking")

    assert (page["booking"]["arrival"], page["booking"]["departure"]) == (
        "2027-03-03",
        "2027-03-10",
    )


def again(deployment: Deployment) -> None:
    deployment.book()

    kinds = [choice["kind"] for choice in answer("book_again")["choices"]]

    assert kinds == ["stay", "session", "extra"]


def timeline(deployment: Deployment) -> None:
    deployment.book()

    [entry] = answer("read_timeline")["entries"]

    assert (entry["resource"], entry["code"]) == (GARDEN_1, SOLD)


def close(deployment: Deployment) -> None:
    deployment.sell()

    assert len(answer("close_unit", 201)["id"]) == 26


def tell_other_platforms(_: Deployment) -> None:
    room = Unit(id="01KAJXB4G0000000000000R00M", name="Garden 1")
    stay = Stay(id="01KAJXB4G000000000000STAY1", name="Garden room", units=[room])
    wiring.catalogs().save(PROPERTY, stay)

    given = invoke("calendar_feed")

    assert given["headers"]["Content-Type"] == "text/calendar"
    assert base64.b64decode(given["body"]).startswith(b"BEGIN:VCALENDAR\r\n")


def ask_other_platforms(_: Deployment) -> None:
    assert invoke("import_feeds") == {"read": 0, "failed": 0}


SUN_TRIPS = Partner(
    id="01KAJXB4G0000000000000AGCY",
    name="Sun Trips",
    email="desk@suntrips.example",
    key_id="k7q2m9x4ab",
    sandbox_key_id="s3w8n1t6cd",
    created_at=NOW,
)


def sell_to_agencies(_: Deployment) -> None:
    wiring.agencies().add(SUN_TRIPS)

    given = invoke("agency")

    assert given["statusCode"] == 200
    assert json.loads(given["body"])["properties"] == []


def show_agencies(_: Deployment) -> None:
    wiring.agencies().add(SUN_TRIPS)

    given = invoke("manage_agencies")

    assert [one["name"] for one in json.loads(given["body"])["items"]] == ["Sun Trips"]


CHECKS: dict[str, Check] = {
    "agency": sell_to_agencies,
    "manage_agencies": show_agencies,
    "calendar_feed": tell_other_platforms,
    "import_feeds": ask_other_platforms,
    "browse_catalog": browse,
    "search_availability": search,
    "quote_booking": quote,
    "book": book_online,
    "expire_holds": expire,
    "accept_booking": accept,
    "reschedule_booking": reschedule,
    "book_again": again,
    "read_timeline": timeline,
    "close_unit": close,
    "create_booking": create,
    "view_booking": view,
    "confirm_booking": confirm,
    "make_payment": pay,
    "record_payment": record,
    "check_in_guest": check_in,
    "download_invoice": invoice,
    "cancel_booking": cancel,
    "list_bookings": list_all,
    "export_bookings": export,
    "resend_confirmation": resend,
    "share_link": share,
    "backoffice": settings,
    "publish_events": publish,
    "sweep_outbox": sweep,
    "send_email": mail,
    "deliver_webhook": deliver,
    "refund_payment": refund,
    "write_export": write_file,
}


@pytest.mark.parametrize("name", CHECKS)
def test_a_function_takes_its_sample_event(name: str, deployment: Deployment) -> None:
    CHECKS[name](deployment)


def test_every_sample_event_is_tried() -> None:
    assert {path.stem for path in SAMPLES.glob("*.json")} == set(CHECKS)
