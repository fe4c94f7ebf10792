"""A business on the deployment that a test plays: its settings, its bookings, its guests."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from lobby import wiring
from lobby.domain.booking.booking import BookingFile
from lobby.domain.booking.events import Envelope, Event
from lobby.gateways.payments import ProviderEvent
from lobby.store.outbox import envelope
from tests.fakes.payments import FakePayments
from tests.support.api import Reply, call, invoke
from tests.support.clock import TurnedClock
from tests.support.samples import booking_body

POLICY: dict[str, Any] = {
    "name": "Free until a week before",
    "tiers": [
        {"until": {"days": 7, "at": "18:00"}, "fee": {"percent": 0}},
        {"until": {"hours": 48}, "fee": {"percent": 50}},
    ],
    "after": {"percent": 100},
    "guest_until": {"hours": 24},
}


@dataclass(frozen=True)
class Portal:
    """A guest with the link of one booking."""

    code: str
    secret: str

    def call(self, method: str, part: str = "", body: Any = None) -> Reply:
        """Calls an operation on the booking, e.g. ``POST /bookings/<code>/confirmation``."""
        return call(method, f"/bookings/{self.code}{part}", body, bearer=self.secret)

    def page(self) -> Any:
        """The booking's page."""
        return good(self.call("GET"))

    def confirm(self, accepted_terms: str | None = None) -> Reply:
        """Confirms the booking."""
        return self.call("POST", "/confirmation", {"accepted_terms": accepted_terms})

    def pay(self, kind: str) -> Reply:
        """Asks for the payment page."""
        return self.call("POST", "/payments", {"kind": kind})

    def check_in(self, guest: int | str, answers: dict[str, Any]) -> Reply:
        """Checks a guest in."""
        return self.call("PUT", f"/guests/{guest}/check-in", {"answers": answers})

    def quote(self) -> Any:
        """What cancelling now would mean."""
        return good(self.call("GET", "/cancellation-quote"))

    def cancel(self, **wishes: Any) -> Reply:
        """Cancels the booking."""
        return self.call("POST", "/cancellation", wishes)

    def invoice(self) -> Reply:
        """Downloads the invoice."""
        return self.call("GET", "/invoice")


@dataclass
class Business:
    """The staff of one property, its payment provider and its clock."""

    property_id: str
    clock: TurnedClock
    provider: FakePayments

    def book(self, **changes: Any) -> Portal:
        """Enters the sample booking, with changes; answers with its guest."""
        created = good(
            call(
                "POST", "/staff/bookings", booking_body(**{"property": self.property_id} | changes)
            ),
            201,
        )
        return Portal(created["code"], created["link"].partition("#")[2])

    def book_confirmed(self, **changes: Any) -> Portal:
        """Enters a booking that needs no confirmation."""
        return self.book(status="confirmed", **changes)

    def desk(self, portal: Portal) -> Any:
        """The booking's page as staff see it."""
        return good(call("GET", f"/staff/bookings/{portal.code}"))

    def cancel(self, portal: Portal, **wishes: Any) -> Reply:
        """Staff cancel."""
        body = {"type": "other", **wishes}
        return call("POST", f"/staff/bookings/{portal.code}/cancellation", body)

    def report(self, event: ProviderEvent) -> Reply:
        """The provider's webhook call."""
        body, signature = FakePayments.sign(event, self.clock.moment)
        return call(
            "POST",
            "/stripe/webhook",
            body.decode(),
            headers={"Stripe-Signature": signature},
        )

    def open_page(self, portal: Portal, kind: str) -> str:
        """The guest goes to the payment page; answers with its session at the provider."""
        url: str = good(portal.pay(kind), 201)["checkout_url"]
        return url.rpartition("/")[2]

    def pay(self, portal: Portal, kind: str) -> ProviderEvent:
        """The guest pays, and the provider's event arrives."""
        event = self.provider.pay(self.open_page(portal, kind))
        good(self.report(event))
        return event

    def carry_out_refunds(self, portal: Portal) -> list[str]:
        """The function behind the queue of refunds runs, as for any event of the booking."""
        return consume("refund_payment", [envelope(events_of(portal)[-1])])

    def publish_terms(self, text: str) -> str:
        """Puts booking terms in force; answers with their version."""
        return str(good(call("PUT", "/staff/settings/terms", {"text": text}))["version"])

    def field(self, label: str, kind: str = "text", **more: Any) -> str:
        """Adds a question to the check-in; answers with its id."""
        asked = {"label": label, "type": kind, **more}
        return str(good(call("POST", "/staff/fields", asked), 201)["id"])


def open_business(clock: TurnedClock, provider: FakePayments) -> Business:
    """Sets a business up through its own API: one property, with a policy."""
    policy = good(call("POST", "/staff/settings/policies", POLICY), 201)["id"]
    place = {
        "name": "Praia Surf House",
        "time_zone": "Europe/Lisbon",
        "contacts": ["frontdesk@praia.example"],
        "policy": policy,
    }
    property_id = good(call("POST", "/staff/settings/properties", place), 201)["id"]
    return Business(property_id, clock, provider)


def good(reply: Reply, status: int = 200) -> Any:
    """The JSON of a reply that has to be this status."""
    assert reply.status == status, (reply.status, reply.raw.decode())
    return reply.json if reply.raw else None


def problem(reply: Reply, status: int, slug: str) -> Any:
    """The problem document of a reply that has to be this one."""
    assert reply.status == status, (reply.status, reply.raw.decode())
    document = reply.json
    assert document["type"] == f"urn:lobby:problem:{slug}"
    assert document["status"] == status
    assert reply.headers["content-type"] == "application/problem+json"
    return document


def wrong_fields(reply: Reply) -> set[str]:
    """The fields that a 422 names."""
    return {error["field"] for error in problem(reply, 422, "invalid-request")["errors"]}


def file_of(portal: Portal) -> BookingFile:
    """The booking as the table has it."""
    file = wiring.bookings().read(portal.code)
    assert file is not None
    return file


def events_of(portal: Portal) -> list[Event]:
    """All events of a booking, the oldest first."""
    found = wiring.bookings().read_with_timeline(portal.code)
    assert found is not None
    return found[1]


def event_types(portal: Portal) -> list[str]:
    """What happened to a booking, in order."""
    return [event.type for event in events_of(portal)]


def sqs_batch(envelopes: Iterable[Envelope]) -> dict[str, Any]:
    """A batch as the queue behind the bus hands it to a function; message ids count from 0."""
    return {
        "Records": [
            {
                "messageId": str(number),
                "receiptHandle": f"handle-{number}",
                "body": json.dumps(
                    {"detail-type": e.type, "source": "lobby", "detail": msgspec.to_builtins(e)}
                ),
                "attributes": {},
                "messageAttributes": {},
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:eu-west-1:123456789012:queue",
                "awsRegion": "eu-west-1",
            }
            for number, e in enumerate(envelopes)
        ]
    }


def consume(function: str, envelopes: Iterable[Envelope], context: Any = None) -> list[str]:
    """Runs a function behind a queue; answers with the ids of the messages that come again."""
    answer = invoke(function, sqs_batch(envelopes), context)
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]
