"""The portal's page, its link, and what guests confirm and answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from lobby import wiring
from tests.fakes.transport import MemoryTransport
from tests.support.api import Reply, call
from tests.support.business import (
    Business,
    Portal,
    event_types,
    events_of,
    file_of,
    good,
    problem,
    wrong_fields,
)

# -- the link -------------------------------------------------------------------------------------


def wrong_links(business: Business) -> dict[str, tuple[str, str]]:
    """Code and secret of every kind of link that opens nothing."""
    mine, other = business.book(), business.book()
    rotated = business.book()
    good(call("POST", f"/staff/bookings/{rotated.code}/link", {"rotate": True}))
    return {
        "wrong": (mine.code, "x" * 43),
        "empty": (mine.code, ""),
        "almost": (mine.code, mine.secret[:-1]),
        "foreign": (mine.code, other.secret),
        "rotated": (rotated.code, rotated.secret),
        "unknown": ("ZZZZZZZZ", mine.secret),
        "no code": ("x", mine.secret),
        "long code": ("Z" * 4000, mine.secret),
        "odd code": ("\U0001f3c4" * 8, "é\u0000"),
    }


def test_every_link_that_opens_nothing_gets_the_same_answer(business: Business) -> None:
    answers = {
        kind: call("GET", f"/bookings/{code}", bearer=secret)
        for kind, (code, secret) in wrong_links(business).items()
    }
    answers["no secret at all"] = call("GET", f"/bookings/{business.book().code}")
    answers["not a bearer"] = call(
        "GET", f"/bookings/{business.book().code}", headers={"authorization": "Basic x"}
    )

    assert {reply.status for reply in answers.values()} == {404}
    assert len({(reply.raw, *sorted(reply.headers.items())) for reply in answers.values()}) == 1
    problem(answers["wrong"], 404, "not-found")


@pytest.mark.parametrize(
    ("method", "part", "body"),
    [
        ("GET", "", None),
        ("POST", "/confirmation", {}),
        ("POST", "/payments", {"kind": "deposit"}),
        ("PUT", "/guests/0/check-in", {"answers": {}}),
        ("GET", "/invoice", None),
        ("GET", "/cancellation-quote", None),
        ("POST", "/cancellation", {}),
    ],
)
def test_no_operation_of_the_portal_opens_without_the_right_secret(
    business: Business, method: str, part: str, body: Any
) -> None:
    guest = business.book()
    replies = [
        call(method, f"/bookings/{guest.code}{part}", body, bearer="x" * 43),
        call(method, f"/bookings/{guest.code}{part}", body, bearer=business.book().secret),
        call(method, f"/bookings/ZZZZZZZZ{part}", body, bearer=guest.secret),
        call(method, f"/bookings/{guest.code}{part}", body),
        # staff sign in elsewhere: their token is no key to the portal
        call(method, f"/bookings/{guest.code}{part}", body, staff=True),
    ]

    assert len({reply.raw for reply in replies}) == 1
    problem(replies[0], 404, "not-found")
    assert event_types(guest) == ["booking.created"]


@pytest.mark.parametrize("typed", [str.lower, lambda c: f"{c[:4]}-{c[4:]}", lambda c: f" {c} "])
def test_the_code_is_read_as_people_type_it(business: Business, typed: Any) -> None:
    guest = business.book()

    assert Portal(typed(guest.code), guest.secret).page()["booking"]["code"] == guest.code


def test_pages_are_not_stored_by_browsers_or_proxies(business: Business) -> None:
    assert business.book().call("GET").headers["cache-control"] == "no-store"


def test_a_rotated_link_opens_and_the_old_one_does_not(business: Business) -> None:
    guest = business.book()

    rotated = good(call("POST", f"/staff/bookings/{guest.code}/link", {"rotate": True}))

    assert rotated["link_version"] == 2
    fresh = Portal(guest.code, rotated["link"].partition("#")[2])
    assert fresh.page()["booking"]["code"] == guest.code
    problem(guest.call("GET"), 404, "not-found")
    assert event_types(fresh)[-1] == "link.rotated"


def test_copying_the_link_changes_nothing(business: Business) -> None:
    guest = business.book()
    before = file_of(guest)

    copies = [good(call("POST", f"/staff/bookings/{guest.code}/link", {})) for _ in range(2)]

    assert copies[0] == copies[1]
    assert copies[0]["link"].endswith(f"#{guest.secret}")
    assert file_of(guest) == before


def test_the_secret_is_nowhere_in_the_table(business: Business) -> None:
    guest = business.book_confirmed()
    business.pay(guest, "deposit")
    table = wiring.transport()
    assert isinstance(table, MemoryTransport)

    assert guest.secret not in repr(table.items())


# -- confirming -----------------------------------------------------------------------------------


@pytest.fixture
def terms(business: Business) -> str:
    return business.publish_terms("Be kind.")


def test_confirming_confirms(business: Business) -> None:
    guest = business.book()

    page = good(guest.confirm())

    assert page["booking"]["status"] == "confirmed"
    assert page["booking"]["confirmed_at"] is not None
    assert page["booking"]["accepted_terms"] is None
    assert page["booking"]["version"] == 2
    assert page["actions"]["confirm"]["code"] == "already_confirmed"
    assert guest.page() == page


@pytest.mark.parametrize("accepted", [None, "", "0", "2", "01"])
def test_terms_have_to_be_accepted_in_their_version(
    business: Business, terms: str, accepted: str | None
) -> None:
    guest = business.book()
    assert guest.page()["terms"]["version"] == terms

    problem(guest.confirm(accepted), 409, "terms-not-accepted")

    assert guest.page()["booking"]["status"] == "pending"
    assert event_types(guest) == ["booking.created"]


def test_which_terms_were_accepted_is_kept(business: Business, terms: str) -> None:
    guest = business.book()

    accepted = good(guest.confirm(terms))["booking"]["accepted_terms"]

    assert accepted["version"] == terms
    assert accepted["at"] == guest.page()["booking"]["confirmed_at"]


def test_terms_published_later_are_not_asked_for(business: Business) -> None:
    guest = business.book()
    good(call("PUT", "/staff/settings/terms", {"text": "Be kind."}))

    assert good(guest.confirm())["booking"]["status"] == "confirmed"


def test_confirming_twice_is_confirming_once(business: Business) -> None:
    guest = business.book()
    first = good(guest.confirm())
    business.clock.forward(timedelta(days=1))

    again = good(guest.confirm())

    assert again["booking"] == first["booking"]
    assert event_types(guest).count("booking.confirmed") == 1


def test_a_cancelled_booking_is_not_confirmed(business: Business) -> None:
    guest = business.book()
    cancelled = good(guest.cancel())

    refused = problem(guest.confirm(), 409, "not-available")

    assert refused["code"] == "cancelled"
    assert cancelled["actions"]["confirm"]["since"][:23] == refused["since"][:23]


def test_a_stay_that_is_over_is_not_confirmed(business: Business) -> None:
    guest = business.book()
    business.clock.forward(timedelta(days=365))

    assert problem(guest.confirm(), 409, "not-available")["code"] == "stay_over"


@pytest.mark.parametrize("body", ["", "{}", '{"accepted_terms": null}'])
def test_without_terms_nothing_has_to_be_sent(business: Business, body: str) -> None:
    good(business.book().call("POST", "/confirmation", body))


@pytest.mark.parametrize("body", ["[]", '{"accepted_terms": 1}', '"1"'])
def test_what_is_sent_has_its_shape(business: Business, body: str) -> None:
    problem(business.book().call("POST", "/confirmation", body), 422, "invalid-request")


def test_of_two_confirmations_at_once_one_counts(business: Business) -> None:
    guest = business.book()
    table = wiring.transport()
    assert isinstance(table, MemoryTransport)
    others: list[Reply] = []
    table.before_transaction = lambda _writes: others.append(guest.confirm())

    mine = good(guest.confirm())

    assert mine["booking"] == good(others[0])["booking"]
    assert event_types(guest).count("booking.confirmed") == 1
    assert file_of(guest).booking.version == 2


def test_a_booking_that_never_stands_still_is_a_conflict(business: Business) -> None:
    guest = business.book()
    table = wiring.transport()
    assert isinstance(table, MemoryTransport)

    def meddle(_writes: Any) -> None:
        call("POST", f"/staff/bookings/{guest.code}/link", {"rotate": False})
        good(call("POST", f"/staff/bookings/{guest.code}/confirmation-email"), 202)
        table.before_transaction = meddle

    table.before_transaction = meddle
    # the meddler's own transaction runs without another meddler
    problem(guest.confirm(), 409, "conflict")

    assert guest.page()["booking"]["status"] == "pending"


# -- check-in -------------------------------------------------------------------------------------


@pytest.fixture
def diet(business: Business) -> str:
    return business.field("Diet", required=True)


def test_answers_become_the_guest_s_profile(business: Business, diet: str) -> None:
    email = business.field("Your email", "email")
    phone = business.field("Your phone", "phone")
    guest = business.book()

    done = good(
        guest.check_in(1, {diet: "vegan", email: "Ben@Example.COM", phone: "+372 555 1234"})
    )

    assert done["complete"]
    assert done["missing"] == []
    profile = business.desk(guest)["profiles"][1]
    assert profile["email"] == "Ben@example.com"
    assert profile["phone"] == "+372 555 1234"
    assert profile["answers"][diet] == "vegan"
    assert profile["checked_in_at"] == done["checked_in_at"]
    assert business.desk(guest)["profiles"][0]["answers"] == {}


def test_check_in_is_complete_once_every_guest_is(business: Business, diet: str) -> None:
    guest = business.book()
    assert guest.page()["check_in"]["guests"][0]["missing"] == [diet]

    good(guest.check_in(0, {diet: "vegan"}))
    assert not guest.page()["check_in"]["complete"]
    good(guest.check_in(1, {diet: "all"}))

    assert guest.page()["check_in"]["complete"]


@pytest.mark.parametrize("number", ["2", "-1", "00x", "999", "1000", "\u0661", "0x0", "0.0", "%30"])
def test_a_guest_that_the_booking_does_not_have_is_not_found(
    business: Business, diet: str, number: str
) -> None:
    guest = business.book()

    problem(guest.check_in(number, {diet: "vegan"}), 404, "not-found")


def test_a_guest_of_another_booking_is_out_of_reach(business: Business, diet: str) -> None:
    large, small = business.book(), business.book(guests=[{"first_name": "Ada"}], items=[])

    problem(Portal(large.code, small.secret).check_in(1, {diet: "x"}), 404, "not-found")
    problem(small.check_in(1, {diet: "x"}), 404, "not-found")


def test_what_is_missing_is_named(business: Business, diet: str) -> None:
    guest = business.book()

    assert wrong_fields(guest.check_in(0, {})) == {f"answers.{diet}"}
    assert wrong_fields(guest.check_in(0, {diet: "  ", "shoe": "43"})) == {
        f"answers.{diet}",
        "answers.shoe",
    }
    assert event_types(guest) == ["booking.created"]


@pytest.mark.parametrize("body", [{}, {"answers": None}, {"answers": []}, {"answers": "vegan"}])
def test_answers_have_their_shape(business: Business, diet: str, body: Any) -> None:
    guest = business.book()

    assert wrong_fields(guest.call("PUT", "/guests/0/check-in", body)) == {"answers"}
    assert diet in guest.page()["check_in"]["guests"][0]["missing"]


def test_the_same_answers_again_change_nothing(business: Business, diet: str) -> None:
    guest = business.book()
    good(guest.check_in(0, {diet: "vegan"}))
    before = file_of(guest)

    good(guest.check_in(0, {diet: " vegan "}))

    assert file_of(guest) == before


def test_answers_can_be_changed_until_the_stay_is_over(business: Business, diet: str) -> None:
    guest = business.book()
    good(guest.check_in(0, {diet: "vegan"}))
    good(guest.check_in(0, {diet: "all"}))

    business.clock.forward(timedelta(days=365))

    assert problem(guest.check_in(0, {diet: "x"}), 409, "not-available")["code"] == "stay_over"
    assert file_of(guest).guests[0].answers == {diet: "all"}


def test_two_guests_at_once_are_both_kept(business: Business, diet: str) -> None:
    guest = business.book()
    table = wiring.transport()
    assert isinstance(table, MemoryTransport)
    table.before_transaction = lambda _writes: good(guest.check_in(1, {diet: "all"})) and None

    good(guest.check_in(0, {diet: "vegan"}))

    assert [g.answers for g in file_of(guest).guests] == [{diet: "vegan"}, {diet: "all"}]
    assert event_types(guest).count("check_in.completed") == 2


def test_answers_stay_in_the_house(business: Business, diet: str) -> None:
    guest = business.book()
    good(guest.check_in(0, {diet: "a rare allergy"}))
    good(guest.confirm())

    assert event_types(guest)[1:] == ["check_in.completed", "booking.confirmed"]
    assert "rare" not in repr(events_of(guest))


# -- resending ------------------------------------------------------------------------------------


def resend(guest: Portal) -> Reply:
    return call("POST", f"/staff/bookings/{guest.code}/confirmation-email")


def test_resending_leaves_an_event_that_brings_the_mail(business: Business) -> None:
    guest = business.book()

    event = good(resend(guest), 202)["event"]

    last = events_of(guest)[-1]
    assert (last.id, last.type, last.actor.name) == (
        event,
        "confirmation.requested",
        "maria@praia.example",
    )


def test_without_any_address_nothing_is_sent(business: Business) -> None:
    guest = business.book(booker={"first_name": "Anna"}, agency=None)

    assert problem(resend(guest), 409, "not-available")["code"] == "no_address"
    assert not business.desk(guest)["staff_actions"]["resend_confirmation"]["available"]


def test_a_cancelled_booking_is_not_confirmed_again_by_mail(business: Business) -> None:
    guest = business.book()
    good(guest.cancel())

    refused = problem(resend(guest), 409, "not-available")

    assert refused["code"] == "cancelled"
    assert refused["since"]


def test_the_timeline_tells_who_did_what_through_which_door(business: Business) -> None:
    guest = business.book()
    good(guest.confirm())
    business.pay(guest, "deposit")
    good(business.cancel(guest))

    timeline = business.desk(guest)["timeline"]

    assert [(e["type"], e["actor"]["door"]) for e in timeline][:4] == [
        ("booking.created", "desk"),
        ("booking.confirmed", "portal"),
        ("payment.opened", "portal"),
        ("payment.succeeded", "provider"),
    ]
    assert {e["type"] for e in timeline[4:]} == {"booking.cancelled", "payment.refund_requested"}
    assert timeline[1]["actor"]["name"] == "Anna Hemm"
