"""Who gets which mail for which event, and how often (WK2, WK3, WK4, BL15)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest

from lobby import wiring
from lobby.domain.events import Envelope, Event
from lobby.store.outbox import envelope
from tests.fakes.post import FakePost, Sent
from tests.support.api import call
from tests.support.business import Business, Portal, consume, events_of, good

ANNA, AGENCY, DESK = "anna@example.com", "desk@suntrips.example", "frontdesk@praia.example"


def post() -> FakePost:
    made = wiring.post()
    assert isinstance(made, FakePost)
    return made


def deliver(*events: Event | Envelope) -> list[str]:
    """The queue brings events; answers with the messages that come again."""
    envelopes = [e if isinstance(e, Envelope) else envelope(e) for e in events]
    return consume("send_email", envelopes)


def last(guest: Portal, kind: str) -> Event:
    return [event for event in events_of(guest) if event.type == kind][-1]


def recipients(sent: Iterable[Sent] | None = None) -> list[str]:
    return [mail.recipient for mail in (post().sent if sent is None else sent)]


def test_a_new_booking_goes_to_traveller_agency_and_desk(business: Business) -> None:
    guest = business.book()

    assert deliver(last(guest, "booking.created")) == []

    assert recipients() == [ANNA, AGENCY, DESK]
    traveller, agency, desk = post().sent
    assert guest.secret in traveller.mail.text
    assert agency.mail.subject == traveller.mail.subject
    assert agency.mail.text == traveller.mail.text  # (WK4)
    assert guest.secret not in desk.mail.text
    assert f"/admin/#/bookings/{guest.code}" in desk.mail.text


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"agency": None}, [ANNA, DESK]),
        ({"booker": {"first_name": "Anna"}}, [AGENCY, DESK]),
        ({"booker": {"first_name": "Anna"}, "agency": None}, [DESK]),
        ({"agency": {"name": "Sun Trips"}}, [ANNA, DESK]),
        ({"agency": {"name": "Sun Trips", "email": ANNA}}, [ANNA, DESK]),
    ],
)
def test_mails_go_to_whoever_has_an_address_and_once(
    business: Business, changes: dict[str, Any], expected: list[str]
) -> None:
    guest = business.book(**changes)

    deliver(last(guest, "booking.created"))

    assert recipients() == expected


def test_each_event_has_its_mails(business: Business) -> None:
    guest = business.book()
    good(guest.confirm())
    business.pay(guest, "deposit")
    good(call("POST", f"/staff/bookings/{guest.code}/confirmation-email"), 202)
    expected = {
        "booking.confirmed": [ANNA, AGENCY],
        "payment.opened": [],
        "payment.succeeded": [ANNA],
        "confirmation.requested": [ANNA, AGENCY],
    }
    for kind, wanted in expected.items():
        post().sent.clear()
        deliver(last(guest, kind))
        assert recipients() == wanted, kind

    good(business.cancel(guest))
    post().sent.clear()
    deliver(last(guest, "booking.cancelled"))
    assert recipients() == [ANNA, AGENCY, DESK]


def test_the_mail_of_a_pending_booking_asks_and_of_a_confirmed_one_confirms(
    business: Business,
) -> None:
    pending, confirmed = business.book(), business.book_confirmed()

    deliver(last(pending, "booking.created"), last(confirmed, "booking.created"))

    subjects = {mail.message_id.rpartition(".")[2] for mail in post().sent}
    assert subjects == {"confirmation_request", "confirmation", "staff_notice"}


def test_a_rotated_link_is_the_one_in_the_next_mail(business: Business) -> None:
    guest = business.book()
    link = good(call("POST", f"/staff/bookings/{guest.code}/link", {"rotate": True}))["link"]
    good(call("POST", f"/staff/bookings/{guest.code}/confirmation-email"), 202)

    deliver(last(guest, "confirmation.requested"))

    assert link.partition("#")[2] in post().sent[0].mail.text
    assert guest.secret not in post().sent[0].mail.text


def test_an_event_that_comes_again_sends_nothing_more(business: Business) -> None:
    event = last(business.book(), "booking.created")

    for _ in range(3):
        assert deliver(event) == []

    assert recipients() == [ANNA, AGENCY, DESK]


def test_one_address_that_fails_stops_no_other_and_is_tried_alone(business: Business) -> None:
    event = last(business.book(), "booking.created")
    post().refused = {ANNA}
    assert deliver(event) == ["0"]
    assert recipients() == [AGENCY, DESK]
    post().refused = set()

    assert deliver(event) == []

    assert recipients() == [AGENCY, DESK, ANNA]


def test_one_event_that_fails_stops_no_other_of_its_batch(business: Business) -> None:
    first = last(business.book(), "booking.created")
    other = last(
        business.book(booker={"first_name": "Bo", "email": "bo@example.com"}), "booking.created"
    )
    post().refused = {ANNA}

    assert deliver(first, other) == ["0"]

    assert "bo@example.com" in recipients()


def test_a_mail_in_another_s_hands_is_looked_after_later(business: Business) -> None:
    """Whoever holds it may be dead: after its lease it is sent, once."""
    guest = business.book(agency=None)
    event = last(guest, "booking.created")
    receipts = wiring.mail_receipts()
    now = business.clock.moment
    assert receipts.claim(event.id, f"confirmation_request#{ANNA}", now)

    assert deliver(event) == ["0"]
    assert recipients() == [DESK]
    business.clock.forward(timedelta(seconds=62))
    assert deliver(event) == []

    assert recipients() == [DESK, ANNA]


def test_the_same_address_gets_the_mails_of_other_events(business: Business) -> None:
    guest = business.book()
    for _ in range(2):
        good(call("POST", f"/staff/bookings/{guest.code}/confirmation-email"), 202)

    deliver(*[e for e in events_of(guest) if e.type == "confirmation.requested"])

    assert recipients().count(ANNA) == 2


@pytest.mark.parametrize("kind", ["booking.created", "booking.confirmed", "confirmation.requested"])
def test_what_was_cancelled_meanwhile_is_not_confirmed(business: Business, kind: str) -> None:
    guest = business.book()
    good(guest.confirm())
    good(call("POST", f"/staff/bookings/{guest.code}/confirmation-email"), 202)
    good(business.cancel(guest))

    deliver(last(guest, kind))

    assert ANNA not in recipients()
    assert AGENCY not in recipients()


def test_an_event_of_no_booking_sends_nothing(business: Business) -> None:
    event = last(business.book(), "booking.created")
    lost = Envelope(id=event.id, type=event.type, timestamp=event.at, data={"code": "ZZZZZZZZ"})

    assert deliver(lost) == []
    assert post().sent == []


def test_mails_come_from_the_brand_and_answers_go_to_the_property(business: Business) -> None:
    good(call("PUT", "/staff/settings/brand", {"name": "Praia"}))
    path = f"/staff/settings/properties/{business.property_id}"
    place = good(call("GET", path)) | {"email": "hello@praia.example"}
    good(call("PUT", path, {k: v for k, v in place.items() if k != "id"}))

    deliver(last(business.book(), "booking.created"))

    assert {(mail.sender_name, mail.reply_to) for mail in post().sent} == {
        ("Praia", "hello@praia.example")
    }
