"""Cancelling, by guests and by staff."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.support.api import call
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

DEPOSIT, TOTAL = 20250, 67500
# Arrival is on 1 March 2027 at 15:00 in Lisbon, which is UTC in winter. The policy is free until
# 22 February at 18:00, then half until 27 February at 15:00, then all. Guests cancel by themselves
# until 28 February at 15:00.
FREE_UNTIL = datetime(2027, 2, 22, 18, 0, tzinfo=UTC)
HALF_UNTIL = datetime(2027, 2, 27, 15, 0, tzinfo=UTC)
GUEST_UNTIL = datetime(2027, 2, 28, 15, 0, tzinfo=UTC)
STAY_OVER = datetime(2027, 3, 9, 0, 0, tzinfo=UTC)
MOMENT = timedelta(seconds=1)


def amounts(quote: Any) -> tuple[int, int]:
    return quote["fee"]["amount"], quote["refund"]["amount"]


def staff_quote(guest: Portal) -> Any:
    return good(call("GET", f"/staff/bookings/{guest.code}/cancellation-quote"))


@pytest.fixture
def paid(business: Business) -> Portal:
    """A booking that is paid in full, in two payments."""
    guest = business.book_confirmed()
    business.pay(guest, "deposit")
    business.pay(guest, "balance")
    return guest


@pytest.mark.parametrize(
    ("now", "fee"),
    [
        (FREE_UNTIL - MOMENT, 0),
        (FREE_UNTIL + MOMENT, 33750),
        (HALF_UNTIL - MOMENT, 33750),
        (HALF_UNTIL + MOMENT, TOTAL),
    ],
)
def test_the_quote_is_what_happens(
    business: Business, paid: Portal, now: datetime, fee: int
) -> None:
    business.clock.turn_to(now)
    quote = paid.quote()
    assert amounts(quote) == (fee, TOTAL - fee)

    cancelled = good(paid.cancel(expected_refund=quote["refund"]["amount"], reason="Ill"))

    ended = cancelled["booking"]["cancellation"]
    assert amounts(ended) == (fee, TOTAL - fee)
    assert (ended["by"], ended["type"], ended["reason"]) == ("guest", "guest_request", "Ill")
    assert cancelled["booking"]["status"] == "cancelled"
    assert cancelled["payments"]["balance"]["amount"] == 0
    business.carry_out_refunds(paid)
    assert sum(r.amount for r in business.provider.refunds.values()) == TOTAL - fee
    assert file_of(paid).booking.held == fee


def test_the_quote_says_until_when_in_the_property_s_time(business: Business) -> None:
    quote = business.book_confirmed().quote()

    assert quote["time_zone"] == "Europe/Lisbon"
    assert quote["free_until"] == "2027-02-22T18:00:00Z"
    assert quote["free_until_local"] == "2027-02-22T18:00"
    assert [tier["until"] for tier in quote["tiers"]] == [
        "2027-02-22T18:00:00Z",
        "2027-02-27T15:00:00Z",
    ]


def test_once_it_costs_something_the_quote_names_no_free_time(business: Business) -> None:
    guest = business.book_confirmed()
    business.clock.turn_to(FREE_UNTIL + MOMENT)

    quote = guest.quote()

    assert quote["free_until"] is None
    assert quote["free_until_local"] is None
    assert [tier["until"] for tier in quote["tiers"]] == ["2027-02-27T15:00:00Z"]


def test_the_policy_is_the_one_from_when_the_booking_was_made(
    business: Business, paid: Portal
) -> None:
    place = good(call("GET", f"/staff/settings/properties/{business.property_id}"))
    dear = {"name": "Never", "tiers": [], "after": {"percent": 100}}
    path = f"/staff/settings/policies/{place['policy']}"

    good(call("PUT", path, dear))

    assert amounts(paid.quote()) == (0, TOTAL)


def test_no_more_is_kept_than_was_paid(business: Business) -> None:
    guest = business.book_confirmed()
    business.pay(guest, "deposit")
    business.clock.turn_to(HALF_UNTIL + MOMENT)

    assert amounts(guest.quote()) == (DEPOSIT, 0)
    good(guest.cancel(expected_refund=0))
    assert "payment.refund_requested" not in event_types(guest)


def test_an_unpaid_booking_is_cancelled_without_a_refund(business: Business) -> None:
    guest = business.book()

    cancelled = good(guest.cancel())

    assert amounts(cancelled["booking"]["cancellation"]) == (0, 0)
    assert cancelled["payments"]["balance"]["amount"] == 0
    assert file_of(guest).refunds == []
    assert not cancelled["actions"]["pay_balance"]["available"]


@pytest.mark.parametrize("shown", [TOTAL - 1, TOTAL + 1, 0, -1])
def test_another_refund_than_was_shown_cancels_nothing(
    business: Business, paid: Portal, shown: int
) -> None:
    before = file_of(paid)

    problem(paid.cancel(expected_refund=shown), 409, "quote-changed")

    assert file_of(paid) == before
    assert business.provider.refunds == {}


def test_a_refund_that_shrinks_between_quote_and_click_is_not_taken(
    business: Business, paid: Portal
) -> None:
    business.clock.turn_to(FREE_UNTIL - MOMENT)
    shown = paid.quote()["refund"]["amount"]
    business.clock.turn_to(FREE_UNTIL + MOMENT)

    problem(paid.cancel(expected_refund=shown), 409, "quote-changed")

    assert paid.page()["booking"]["status"] == "confirmed"


def test_cancelling_twice_is_cancelling_once(business: Business, paid: Portal) -> None:
    first = good(paid.cancel())
    before = file_of(paid)

    again = good(paid.cancel(reason="Something else"))

    assert again["booking"] == first["booking"]
    assert file_of(paid) == before
    assert event_types(paid).count("booking.cancelled") == 1
    business.carry_out_refunds(paid)
    business.carry_out_refunds(paid)
    assert sum(r.amount for r in business.provider.refunds.values()) == TOTAL


def test_a_refund_goes_back_on_the_latest_payment_first(business: Business, paid: Portal) -> None:
    business.clock.turn_to(FREE_UNTIL + MOMENT)

    good(paid.cancel())

    file = file_of(paid)
    assert [(r.payment, r.amount) for r in file.refunds] == [(2, 33750)]
    business.carry_out_refunds(paid)
    latest = file.payments[1].provider
    assert latest is not None
    assert [*business.provider.refunded_of.values()] == [latest.payment_id]


def test_a_full_refund_spreads_over_the_payments(business: Business, paid: Portal) -> None:
    good(paid.cancel())
    business.carry_out_refunds(paid)

    file = file_of(paid)
    assert [(r.payment, r.amount, r.state) for r in file.refunds] == [
        (2, TOTAL - DEPOSIT, "succeeded"),
        (1, DEPOSIT, "succeeded"),
    ]
    assert paid.page()["payments"]["status"] == "refunded"


def test_refunds_survive_a_provider_that_is_down(business: Business, paid: Portal) -> None:
    good(paid.cancel())
    business.provider.down = True
    assert business.carry_out_refunds(paid) == ["0"]
    assert file_of(paid).refunds[0].state == "pending"
    business.provider.down = False

    assert business.carry_out_refunds(paid) == []

    assert file_of(paid).booking.held == 0
    assert {r.state for r in file_of(paid).refunds} == {"succeeded"}


def test_a_refund_whose_answer_was_lost_is_not_paid_twice(business: Business, paid: Portal) -> None:
    good(paid.cancel())
    business.provider.loses_answers = True
    assert business.carry_out_refunds(paid) == ["0"]
    assert business.carry_out_refunds(paid) == ["0"]
    business.provider.loses_answers = False

    assert business.carry_out_refunds(paid) == []

    assert sum(r.amount for r in business.provider.refunds.values()) == TOTAL
    assert {r.state for r in file_of(paid).refunds} == {"succeeded"}


def test_a_refund_that_the_provider_refuses_is_said_so(business: Business, paid: Portal) -> None:
    good(paid.cancel())
    business.provider.payments.clear()

    business.carry_out_refunds(paid)

    file = file_of(paid)
    assert {r.state for r in file.refunds} == {"failed"}
    assert file.booking.held == TOTAL
    assert event_types(paid).count("payment.refund_failed") == 2


def test_cancelling_closes_the_payment_page_that_is_open(business: Business) -> None:
    guest = business.book_confirmed()
    session = business.open_page(guest, "deposit")

    good(guest.cancel())
    business.carry_out_refunds(guest)

    assert business.provider.checkouts[session].state == "closed"
    assert [p.state for p in file_of(guest).payments] == ["expired"]


def test_past_the_deadline_guests_are_sent_to_the_staff(business: Business, paid: Portal) -> None:
    business.clock.turn_to(GUEST_UNTIL - MOMENT)
    assert paid.page()["actions"]["cancel"]["available"]
    business.clock.turn_to(GUEST_UNTIL + MOMENT)

    refused = problem(paid.cancel(), 409, "not-available")

    assert refused["code"] == "deadline_passed"
    assert datetime.fromisoformat(refused["since"]) == GUEST_UNTIL
    quote = paid.quote()
    assert (quote["available"], quote["code"]) == (False, "deadline_passed")
    assert not paid.page()["actions"]["cancel"]["available"]
    assert paid.page()["booking"]["status"] == "confirmed"


def test_past_the_deadline_staff_still_cancel(business: Business, paid: Portal) -> None:
    business.clock.turn_to(GUEST_UNTIL + MOMENT)
    assert amounts(staff_quote(paid)) == (TOTAL, 0)

    cancelled = good(business.cancel(paid, type="illness", reason=" Broke a leg "))

    ended = cancelled["booking"]["cancellation"]
    assert (ended["by"], ended["type"], ended["reason"]) == ("staff", "illness", "Broke a leg")


def test_when_the_stay_is_over_nobody_cancels(business: Business, paid: Portal) -> None:
    business.clock.turn_to(STAY_OVER + MOMENT)

    refused = problem(business.cancel(paid), 409, "not-available")

    assert refused["code"] == "stay_over"
    assert datetime.fromisoformat(refused["since"]) == STAY_OVER
    assert staff_quote(paid)["code"] == "stay_over"


@pytest.mark.parametrize(("choice", "back"), [("policy", 33750), ("full", TOTAL), ("none", 0)])
def test_staff_choose_what_comes_back(
    business: Business, paid: Portal, choice: str, back: int
) -> None:
    business.clock.turn_to(FREE_UNTIL + MOMENT)

    good(business.cancel(paid, refund=choice))
    business.carry_out_refunds(paid)

    assert file_of(paid).booking.held == TOTAL - back
    assert sum(r.amount for r in business.provider.refunds.values()) == back


@pytest.mark.parametrize(
    "kind",
    [
        "guest_request",
        "wrong_dates",
        "illness",
        "weather",
        "no_show",
        "overbooked",
        "payment",
        "duplicate",
        "other",
    ],
)
def test_staff_say_why(business: Business, kind: str) -> None:
    guest = business.book()

    cancelled = good(business.cancel(guest, type=kind))

    assert cancelled["booking"]["cancellation"]["type"] == kind
    assert events_of(guest)[-1].data["booking"]["cancellation"]["type"] == kind


@pytest.mark.parametrize(
    ("wishes", "field"),
    [
        ({"type": "mood"}, "type"),
        ({"type": None}, "type"),
        ({"refund": "half"}, "refund"),
        ({"reason": "x" * 1001}, "reason"),
        ({"reason": 7}, "reason"),
        ({"expected_refund": "all"}, "expected_refund"),
    ],
)
def test_what_staff_ask_for_is_checked(
    business: Business, wishes: dict[str, Any], field: str
) -> None:
    guest = business.book()

    assert wrong_fields(business.cancel(guest, **wishes)) == {field}
    assert guest.page()["booking"]["status"] == "pending"


def test_guests_can_t_choose_what_comes_back(business: Business, paid: Portal) -> None:
    business.clock.turn_to(HALF_UNTIL + MOMENT)

    good(paid.cancel(refund="full", type="overbooked"))

    file = file_of(paid)
    assert file.booking.held == TOTAL
    assert file.booking.cancellation is not None
    assert file.booking.cancellation.type == "guest_request"


def test_the_event_tells_what_changed(paid: Portal) -> None:
    good(paid.cancel())

    cancelled, refunding = events_of(paid)[-2:]

    assert {cancelled.type, refunding.type} == {"booking.cancelled", "payment.refund_requested"}
    changes = cancelled.data["changes"]
    assert changes["status"] == {"old": "confirmed", "new": "cancelled"}
    assert changes["paid"]["new"]["amount"] == 0
    assert cancelled.actor.door == "portal"
    assert cancelled.version == file_of(paid).booking.version


def test_a_wrong_link_neither_quotes_nor_cancels(paid: Portal) -> None:
    stranger = Portal(paid.code, "x" * 43)

    problem(stranger.call("GET", "/cancellation-quote"), 404, "not-found")
    problem(stranger.cancel(), 404, "not-found")

    assert paid.page()["booking"]["status"] == "confirmed"


def test_a_cancelled_booking_quotes_that_it_is(paid: Portal) -> None:
    good(paid.cancel())

    quote = paid.quote()

    assert (quote["available"], quote["code"]) == (False, "cancelled")
