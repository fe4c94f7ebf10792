"""Who gets which mail for which event, and how often."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest

from lobby import wiring
from lobby.domain.booking.events import Envelope, Event
from lobby.domain.booking.money import Payment
from lobby.domain.selling.catalog import Stay
from lobby.domain.selling.claims import Nights
from lobby.store.outbox import envelope
from lobby.use_cases.messages.send_email import letters
from tests.fakes.post import FakePost, Sent
from tests.support.api import call
from tests.support.business import POLICY, Business, Portal, consume, events_of, file_of, good
from tests.support.catalog import surf_camp_catalog
from tests.unit.sample_bookings import NOW, booking_file

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
    assert agency.mail.text == traveller.mail.text
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


# What the catalogue sells


def book_online(business: Business, **selling: Any) -> Portal:
    """A guest books a room for two nights at a property that sells on these terms."""
    path = f"/staff/settings/properties/{business.property_id}"
    policy = good(call("GET", path))["policy"]
    terms = POLICY | {"deposit": {"percent": 30}, "guests_reschedule": True}
    good(call("PUT", f"/staff/settings/policies/{policy}", terms))
    camp = surf_camp_catalog(business.property_id, **selling)
    stay = {"kind": "stay", "product": camp.room, "from": "2027-03-01", "to": "2027-03-03"}
    order = {
        "selection": {"property": business.property_id, "adults": 2, "choices": [stay]},
        "booker": {"first_name": "Anna", "last_name": "Hemm", "email": ANNA},
    }
    made = good(call("POST", "/bookings", order, headers={"Idempotency-Key": "1"}), 201)
    return Portal(made["code"], made["link"].partition("#")[2])


def kinds() -> list[str]:
    """Which mails went out, and to whom."""
    return [f"{m.message_id.rpartition('.')[2]} {m.recipient}" for m in post().sent]


@pytest.mark.parametrize(
    ("confirm", "kind"),
    [("at_once", "confirmation"), ("on_deposit", "hold"), ("by_staff", "request")],
)
def test_a_booking_made_online_is_told_what_it_awaits(
    business: Business, confirm: str, kind: str
) -> None:
    guest = book_online(business, confirm=confirm)

    deliver(last(guest, "booking.created"))

    assert kinds() == [f"{kind} {ANNA}", f"staff_notice {DESK}"]


def test_a_move_is_told_to_guest_and_staff(business: Business) -> None:
    guest = book_online(business)
    move = {"arrival": "2027-03-08", "departure": "2027-03-10"}
    total = good(guest.call("POST", "/reschedule-quote", move))["total"]["amount"]
    good(guest.call("POST", "/reschedule", move | {"expected_total": total}))

    deliver(last(guest, "booking.rescheduled"))

    assert kinds() == [f"rescheduled {ANNA}", f"rescheduled {DESK}"]
    assert "1\N{EN DASH}3 Mar 2027" in post().sent[0].mail.text.replace("\N{THIN SPACE}", "")
    assert guest.secret not in post().sent[1].mail.text


def test_another_room_of_the_same_kind_is_no_news(business: Business) -> None:
    guest = book_online(business)
    [nights] = [claim for claim in file_of(guest).booking.claims if isinstance(claim, Nights)]
    room = wiring.catalogs().read(business.property_id).products[nights.product]
    assert isinstance(room, Stay)
    other = next(unit.id for unit in room.units if unit.id != nights.unit)
    good(call("POST", f"/staff/bookings/{guest.code}/reschedule", {"unit": other}))

    assert deliver(last(guest, "booking.rescheduled")) == []

    assert kinds() == []


def test_what_was_cancelled_meanwhile_has_not_moved(business: Business) -> None:
    guest = book_online(business)
    move = {"arrival": "2027-03-08", "departure": "2027-03-10"}
    good(call("POST", f"/staff/bookings/{guest.code}/reschedule", move))
    good(business.cancel(guest))

    assert deliver(last(guest, "booking.rescheduled")) == []

    assert kinds() == []


def test_a_booking_that_a_late_payment_brought_back_has_not_ended() -> None:
    event = Envelope(id="1", type="booking.cancelled", timestamp=NOW, data={"code": "7K3M9QXA"})

    assert letters(event, booking_file(status="confirmed")) == []


@pytest.mark.parametrize(
    ("refunded", "kind"),
    [(0, "payment_receipt"), (250, "payment_receipt"), (20250, "payment_returned")],
)
def test_a_payment_that_goes_back_as_a_whole_has_another_mail(refunded: int, kind: str) -> None:
    payment = Payment(
        number=2,
        kind="deposit",
        amount=20250,
        state="succeeded",
        opened_at=NOW,
        expires_at=NOW,
        refunded=refunded,
    )
    event = Envelope(
        id="1",
        type="payment.succeeded",
        timestamp=NOW,
        data={"code": "7K3M9QXA", "payment": {"number": 2}},
    )

    [letter] = letters(event, booking_file(payments=[payment]))

    assert letter.kind == kind
