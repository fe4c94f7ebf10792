"""Every operation of the product, run once on a booking of its own while a meter looks on.

Functions are called as API Gateway, the queues and the stream call them. Only their table is real;
the payment provider, the bus, the post and the integrators are played in memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from lobby import wiring
from lobby.base import clock as product_clock
from lobby.domain.booking.events import Envelope
from lobby.domain.business.settings import Brand, Endpoint, Field
from lobby.http.operation import logger
from lobby.sealed.links import PortalLinks
from lobby.sealed.quotes import Quotes
from lobby.store import outbox
from lobby.store.settings import RECENT
from lobby.store.table.botocore_transport import BotocoreTransport, encode
from lobby.webhooks.sending import Attempt
from tests.fakes.payments import FakePayments
from tests.load.engine import TABLE
from tests.load.meter import Cost, Meter
from tests.load.population import FIRST_BOOKED, PROPERTIES, RATES, code_of
from tests.support.api import call, lambda_context, load_function
from tests.support.business import Business, Portal, consume, events_of, good
from tests.support.catalog import surf_camp_catalog
from tests.support.clock import TurnedClock
from tests.support.deployment import ENVIRONMENT, forget_wiring
from tests.support.samples import booking_body

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


# The grid's filters: none, each alone, and together.
FILTERS: dict[str, dict[str, str]] = {
    "no filter": {},
    "booked": {"booked_from": "2026-01-02", "booked_to": "2026-01-31"},
    "arrival, one day": {"arrival_from": "2027-03-05", "arrival_to": "2027-03-05"},
    "arrival, one week": {"arrival_from": "2027-03-01", "arrival_to": "2027-03-07"},
    "arrival, one month": {"arrival_from": "2027-03-01", "arrival_to": "2027-03-31"},
    "arrival, from a day on": {"arrival_from": "2027-03-05"},
    "departure, one week": {"departure_from": "2027-03-08", "departure_to": "2027-03-14"},
    "code": {"code": code_of(17)},
    "last name": {"last_name": "Hemm"},
    "first name": {"first_name": "Anna"},
    "rate": {"rate": RATES[0]},
    "property": {"property": PROPERTIES[0].id},
    "status": {"status": "pending"},
    "last and first name": {"last_name": "hem", "first_name": "ann"},
    "arrival, property": {
        "arrival_from": "2027-03-01",
        "arrival_to": "2027-03-14",
        "property": PROPERTIES[0].id,
    },
    "booked, rate, status": {
        "booked_from": "2026-01-02",
        "rate": RATES[0],
        "status": "confirmed",
    },
    "a later page": {"cursor": f"{FIRST_BOOKED:%Y-%m-%d}T23:56:00.000Z#{code_of(359)}"},
}


class _Bus:
    def publish(self, _envelopes: Sequence[Envelope]) -> set[str]:
        return set()


class _Post:
    def send(self, *_: Any, **__: Any) -> None:
        return None


def _send(_url: str, _headers: Mapping[str, str], _body: bytes) -> Attempt:
    return Attempt(status=204, duration_ms=1)


@contextmanager
def deployment(client: DynamoDBClient) -> Iterator[Business]:
    """The product on a table that is there already, with settings of its own in it."""
    provider, clock = FakePayments(), TurnedClock()
    transport = BotocoreTransport(TABLE, client)
    links = PortalLinks(b"k" * 64, ENVIRONMENT["SITE_URL"])
    played: dict[str, Any] = {
        "transport": transport,
        "portal_links": links,
        "quotes": Quotes(b"q" * 64),
        "payment_provider": provider,
        "bus": _Bus(),
        "post": _Post(),
        "webhook_sender": _send,
    }
    with ExitStack() as stack:
        quiet = {"POWERTOOLS_METRICS_DISABLED": "true"}
        stack.enter_context(patch.dict(os.environ, ENVIRONMENT | quiet))
        stack.enter_context(patch.object(logger, "info", lambda *_, **__: None))
        forget_wiring()
        stack.callback(forget_wiring)
        stack.enter_context(patch.object(product_clock, "datetime", clock))
        stack.enter_context(
            patch("lobby.gateways.secrets.read_secret", lambda _: "w" * 64)  # webhook secrets' key
        )
        for name, part in played.items():
            stack.enter_context(patch.object(wiring, name, lambda part=part: part))
        settings = wiring.settings()
        settings.save(Brand(name="Praia Surf House"))
        settings.save(Field(id="diet", label="Diet", type="text"))
        settings.save(Endpoint(id="hook", url="https://integrator.example/in"))
        settings.publish_terms("Please be kind.", clock.now())
        yield Business(PROPERTIES[0].id, clock, provider)


class Costs(dict[str, Cost]):
    """What each operation cost, by its name."""

    def __init__(self, meter: Meter) -> None:
        super().__init__()
        self._meter = meter

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Keeps what happens inside under a name."""
        with self._meter.reading() as cost:
            yield
        self[name] = cost


def run_operations(business: Business, meter: Meter) -> dict[str, Cost]:
    """Runs them all, in the order of a booking's life."""
    costs = Costs(meter)
    business.book()  # the first of a year lets the grid know of the year
    _book(business, costs)
    _guest(business, costs)
    _sell(business, costs)
    _desk(business, costs)
    _behind(business, costs)
    _grid(costs)
    return dict(costs)


def _book(business: Business, costs: Costs) -> None:
    body, key = booking_body(property=business.property_id), {"Idempotency-Key": "k1"}
    with costs.of("Enter a booking"):
        good(call("POST", "/staff/bookings", body, headers=key), 201)
    with costs.of("Enter a booking, the same key again"):
        good(call("POST", "/staff/bookings", body, headers=key), 201)


def _guest(business: Business, costs: Costs) -> None:
    guest = business.book()
    business.clock.forward(RECENT)
    with costs.of("Open a booking's page, the first in a minute"):
        guest.page()
    with costs.of("Open a booking's page"):
        guest.page()
    with costs.of("Confirm"):
        good(guest.confirm("1"))
    with costs.of("Confirm, again"):
        good(guest.confirm("1"))
    with costs.of("Go to the payment page"):
        session = business.open_page(guest, "deposit")
    with costs.of("Go to the payment page, again"):
        good(guest.pay("deposit"), 201)
    paid = business.provider.pay(session)
    with costs.of("The provider reports a payment"):
        good(business.report(paid))
    with costs.of("The provider reports a payment, again"):
        good(business.report(paid))
    with costs.of("Check a guest in"):
        good(guest.check_in(0, {"diet": "Vegetarian"}))
    with costs.of("Download the invoice, the first time"):
        assert guest.invoice().status == 200
    with costs.of("Download the invoice, again"):
        assert guest.invoice().status == 200
    with costs.of("Ask what cancelling means"):
        guest.quote()
    with costs.of("Cancel as guest, with a refund"):
        good(guest.cancel())
    cancelled = outbox.envelope(events_of(guest)[-1])
    with costs.of("Carry out a refund"):
        assert consume("refund_payment", [cancelled]) == []


def _sell(business: Business, costs: Costs) -> None:
    camp = surf_camp_catalog(business.property_id)
    house = {"property": camp.property_id}
    days = {"from": "2027-05-03", "to": "2027-05-07"}
    with costs.of("Look at the catalogue"):
        good(call("GET", "/catalog", query=house))
    with costs.of("Look at a month"):
        good(call("GET", "/availability/calendar", query={**house, "month": "2027-05"}))
    with costs.of("Look for a stay"):
        good(call("GET", "/availability/stays", query=house | days))
    with costs.of("Look for a free time"):
        wanted = {**house, "product": camp.massage, "date": "2027-05-03"}
        good(call("GET", "/availability/slots", query=wanted))
    stay = {"kind": "stay", "product": camp.room, **days}
    lesson = {"kind": "session", "product": camp.lesson, "at": "2027-05-04T09:00:00Z"}
    with costs.of("Ask for a quote: a stay and a lesson"):
        quote = good(call("POST", "/quotes", {**house, "adults": 2, "choices": [stay, lesson]}))
    order = {
        "quote": quote["quote"],
        "booker": {"last_name": "Hemm", "email": "anna@hemm.example"},
        "accepted_terms": "1",
    }
    key = {"Idempotency-Key": "k2"}
    with costs.of("Book a quote"):
        made = good(call("POST", "/bookings", order, headers=key), 201)
    with costs.of("Book a quote, the same key again"):
        good(call("POST", "/bookings", order, headers=key), 201)
    guest = Portal(made["code"], made["link"].partition("#")[2])
    move = {"arrival": "2027-05-10"}
    with costs.of("Ask what moving means"):
        moved = good(guest.call("POST", "/reschedule-quote", move))
    with costs.of("Move a booking"):
        good(guest.call("POST", "/reschedule", move | {"expected_total": moved["total"]["amount"]}))
    with costs.of("Cancel what was booked"):
        good(guest.cancel())
    with costs.of("Look for holds that have ended"):
        load_function("expire_holds").handler({}, lambda_context("expire_holds"))
    with costs.of("Look at the timeline, a month"):
        month = {**house, "from": "2027-05-01", "days": "31"}
        good(call("GET", "/staff/timeline", query=month))


def _desk(business: Business, costs: Costs) -> None:
    guest = business.book_confirmed()
    path = f"/staff/bookings/{guest.code}"
    with costs.of("Open a booking's page at the desk"):
        business.desk(guest)
    with costs.of("Send the confirmation again"):
        good(call("POST", f"{path}/confirmation-email"), 202)
    with costs.of("Copy the link"):
        good(call("POST", f"{path}/link", {}))
    with costs.of("Replace the link"):
        good(call("POST", f"{path}/link", {"rotate": True}))
    with costs.of("Cancel as staff"):
        good(business.cancel(guest))
    with costs.of("Ask for an export"):
        export = good(call("POST", "/staff/exports", {"filters": {}}), 202)
    with costs.of("Look how far an export is"):
        good(call("GET", f"/staff/exports/{export['id']}"))
    with costs.of("Read a setting"):
        good(call("GET", "/staff/settings/brand"))
    with costs.of("Change a setting"):
        good(call("PUT", "/staff/settings/seller", {"name": "Praia Surf House"}))
    with costs.of("Publish terms"):
        good(call("PUT", "/staff/settings/terms", {"text": "Please be kind, too."}))


def _behind(business: Business, costs: Costs) -> None:
    created = events_of(business.book())[0]
    [write] = outbox.writes([created])
    record = {"dynamodb": {"NewImage": encode(write.item or {}), "SequenceNumber": "1"}}
    with costs.of("Publish an event"):
        load_function("publish_events").handler({"Records": [record]}, None)
    with costs.of("Sweep an empty outbox"):
        load_function("sweep_outbox").handler({}, lambda_context("sweep_outbox"))
    with costs.of("Send the mails of an event (two)"):
        assert consume("send_email", [outbox.envelope(created)]) == []
    with costs.of("Send the mails of an event, delivered again"):
        assert consume("send_email", [outbox.envelope(created)]) == []
    with costs.of("Deliver an event to one endpoint"):
        assert consume("deliver_webhook", [outbox.envelope(created)]) == []


def _grid(costs: Costs) -> None:
    for name, filters in FILTERS.items():
        with costs.of(f"Grid: {name}"):
            rows = good(call("GET", "/staff/bookings", query=filters))["bookings"]
        assert len(rows) == (1 if name == "code" else 50), (name, len(rows))
