"""One booking, whatever happens to it and in whichever order, against a simple model."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from lobby.domain.booking.booking import BookingFile
from lobby.domain.booking.cancellation import departure_moment, guest_deadline
from lobby.domain.booking.events import Event
from lobby.domain.booking.payments import payment_status
from lobby.gateways.payments import ProviderEvent
from lobby.store.outbox import envelope
from tests.fakes.transport import MemoryTransport
from tests.support.api import call
from tests.support.business import Portal, consume, events_of, file_of, good
from tests.support.deployment import forget_wiring, open_business_on

TOTAL = 67500


class BookingMachine(RuleBasedStateMachine):
    """Guest, staff and provider act on a booking; the model knows what is owed and what is held."""

    def __init__(self) -> None:
        super().__init__()
        self._monkeypatch = pytest.MonkeyPatch()
        self.business = open_business_on(self._monkeypatch, transport=MemoryTransport())
        self.provider = self.business.provider
        self.status = "pending"
        self.came_in: dict[str, int] = {}
        self.version = 0
        self.known_events = 0
        self.provider_events: list[ProviderEvent] = []

    def teardown(self) -> None:
        self._monkeypatch.undo()
        forget_wiring()

    @initialize(status=st.sampled_from(["confirmed", "confirmed", "confirmed", "pending"]))
    def create(self, status: str) -> None:
        self.diet = self.business.field("Diet", required=True)
        self.guest = self.business.book(status=status)
        self.status = status

    # -- guests and staff -------------------------------------------------------------------------

    # What changes no money shares one turn, so that most turns are about money.
    @rule(
        turn=st.sampled_from(["confirm", "confirm", "rotate", "check in", "time"]),
        guest=st.integers(0, 2),
        answer=st.sampled_from(["vegan", "all", ""]),
        hours=st.sampled_from([1, 24, 24 * 30]),
    )
    def other_things_happen(self, turn: str, guest: int, answer: str, hours: int) -> None:
        match turn:
            case "confirm":
                self._confirm()
            case "rotate":
                self._rotate_link()
            case "check in":
                self._check_in(guest, answer)
            case _:
                self.business.clock.forward(timedelta(hours=hours))

    def _confirm(self) -> None:
        reply = self.guest.confirm()
        if self.status == "confirmed" or (self.status == "pending" and not self._over()):
            good(reply)
            self.status = "confirmed"
        else:
            assert reply.status == 409

    @rule(kind=st.sampled_from(["deposit", "balance"]), pays=st.booleans(), hears=st.booleans())
    def guest_goes_to_pay(self, kind: str, pays: bool, hears: bool) -> None:
        owed = self._owed()
        reply = self.guest.pay(kind)
        if reply.status == 201:
            assert self.status == "confirmed"
            assert 0 < reply.json["amount"]["amount"] <= owed
            session = reply.json["checkout_url"].rpartition("/")[2]
            if pays and self.provider.checkouts[session].state == "open":
                self._pay(session, settled=True)
                if hears:
                    self._deliver(self.provider_events[-1])
        else:
            assert reply.status == 409

    def _check_in(self, guest: int, answer: str) -> None:
        reply = self.guest.check_in(guest, {self.diet: answer})
        if guest == 2:
            assert reply.status == 404
        elif self.status == "cancelled" or self._over():
            assert reply.status == 409
        elif not answer:
            assert reply.status == 422
        else:
            good(reply)
            assert file_of(self.guest).guests[guest].answers == {self.diet: answer}

    @rule(
        choice=st.sampled_from([*["think again"] * 8, "guest", "policy", "full", "none"]),
        stale=st.booleans(),
        pays_late=st.booleans(),
    )
    def somebody_cancels(self, choice: str, stale: bool, pays_late: bool) -> None:
        if choice == "guest":
            self._cancel_as_guest(stale)
        elif choice != "think again":
            self._cancel_as_staff(choice)
        if pays_late and (pages := self._sessions("open")):
            self._pay(pages[0], settled=True)

    def _cancel_as_guest(self, stale: bool) -> None:
        quote = self.guest.quote()
        held = file_of(self.guest).booking.held
        expected = quote["refund"]["amount"] + stale if quote["available"] else 0
        reply = self.guest.cancel(expected_refund=expected)
        if self.status == "cancelled":
            good(reply)
        elif not quote["available"]:
            assert reply.status == 409
            assert self._after_deadline() or self._over()
        elif stale:
            assert reply.status == 409
        else:
            ended = good(reply)["booking"]["cancellation"]
            assert ended["fee"]["amount"] + ended["refund"]["amount"] == held
            assert ended["refund"]["amount"] == quote["refund"]["amount"]
            self.status = "cancelled"

    def _cancel_as_staff(self, refund: str) -> None:
        held = file_of(self.guest).booking.held
        reply = self.business.cancel(self.guest, refund=refund)
        if self.status == "cancelled":
            good(reply)
        elif self._over():
            assert reply.status == 409
        else:
            back = good(reply)["booking"]["cancellation"]["refund"]["amount"]
            assert 0 <= back <= held
            assert refund != "full" or back == held
            assert refund != "none" or back == 0
            self.status = "cancelled"

    def _rotate_link(self) -> None:
        old = self.guest
        path = f"/staff/bookings/{old.code}/link"
        link = good(call("POST", path, {"rotate": True}))["link"]
        self.guest = Portal(old.code, link.partition("#")[2])
        assert old.call("GET").status == 404

    # -- the provider -----------------------------------------------------------------------------

    @precondition(lambda self: self._sessions("open"))
    @rule(data=st.data(), settled=st.booleans())
    def guest_pays(self, data: st.DataObject, settled: bool) -> None:
        self._pay(data.draw(st.sampled_from(self._sessions("open"))), settled=settled)

    @precondition(lambda self: self._sessions("processing"))
    @rule(data=st.data(), paid=st.booleans())
    def money_arrives_or_not(self, data: st.DataObject, paid: bool) -> None:
        session = data.draw(st.sampled_from(self._sessions("processing")))
        self.provider_events.append(self.provider.settle(session, paid=paid))
        if paid:
            self.came_in[session] = self.provider.checkouts[session].amount

    @precondition(lambda self: self._sessions("open"))
    @rule(data=st.data(), declined=st.booleans())
    def page_is_left(self, data: st.DataObject, declined: bool) -> None:
        session = data.draw(st.sampled_from(self._sessions("open")))
        end = self.provider.decline if declined else self.provider.expire
        self.provider_events.append(end(session))

    @precondition(lambda self: self.provider_events)
    @rule(data=st.data())
    def event_arrives(self, data: st.DataObject) -> None:
        """Any event that ever happened: for the first time, again, or before earlier ones."""
        self._deliver(data.draw(st.sampled_from(self.provider_events)))

    @precondition(lambda self: self.status == "cancelled")
    @rule(one_fails=st.booleans())
    def queue_is_worked_off(self, one_fails: bool) -> None:
        self._carry_out()
        refunds = self.provider.refunds
        paid_out = [key for key in sorted(refunds) if refunds[key].state == "succeeded"]
        if one_fails and paid_out:
            self.provider_events.append(self.provider.fail_refund(paid_out[0]))

    # -- what always holds ------------------------------------------------------------------------

    @invariant()
    def all_is_in_order(self) -> None:
        file, events = file_of(self.guest), events_of(self.guest)
        self._the_books_balance(file)
        self._the_status_is_the_model_s(file)
        self._every_change_has_its_version(file, events)
        self._the_page_says_the_same(file)

    def _the_books_balance(self, file: BookingFile) -> None:
        booking = file.booking
        assert 0 <= booking.refunded <= booking.paid
        settled = [p for p in file.payments if p.state == "succeeded"]
        assert booking.paid == sum(p.amount for p in settled) <= sum(self.came_in.values())
        going_back = [r for r in file.refunds if r.state != "failed"]
        assert booking.refunded == sum(r.amount for r in going_back)
        assert all(0 <= p.refunded <= p.amount for p in file.payments)
        if len(going_back) == len(file.refunds):
            assert booking.held <= booking.total
        most_open = 0 if booking.status == "cancelled" else 1
        assert len([p for p in file.payments if p.state == "open"]) <= most_open
        for payment in self.provider.payments.values():
            assert 0 <= payment.refunded <= payment.amount

    def _the_status_is_the_model_s(self, file: BookingFile) -> None:
        booking = file.booking
        assert booking.status == self.status
        assert (booking.cancellation is not None) == (self.status == "cancelled")
        assert booking.confirmed_at is not None or self.status != "confirmed"

    def _every_change_has_its_version(self, file: BookingFile, events: list[Event]) -> None:
        version = file.booking.version
        assert version >= self.version
        assert len(events) >= self.known_events
        if self.known_events and len(events) > self.known_events:
            assert version > self.version
        self.version, self.known_events = version, len(events)
        versions = {event.version for event in events}
        assert max(versions) <= version
        assert len(events) - len(versions) <= len(file.refunds)

    def _the_page_says_the_same(self, file: BookingFile) -> None:
        page = self.guest.page()
        owed = 0 if self.status == "cancelled" else max(0, TOTAL - file.booking.held)
        assert page["payments"]["paid"]["amount"] == file.booking.held
        assert page["payments"]["status"] == payment_status(file.booking)
        assert page["payments"]["balance"]["amount"] == owed
        payable = self.status == "confirmed" and owed > 0
        assert page["actions"]["pay_balance"]["available"] == payable

    # -- help -------------------------------------------------------------------------------------

    def _carry_out(self) -> None:
        asked = [
            envelope(event)
            for event in events_of(self.guest)
            if event.type in ("booking.cancelled", "payment.refund_requested")
        ]
        assert not asked or consume("refund_payment", asked) == []

    def _pay(self, session: str, *, settled: bool) -> None:
        self.provider_events.append(self.provider.pay(session, settled=settled))
        if settled:
            self.came_in[session] = self.provider.checkouts[session].amount

    def _deliver(self, event: ProviderEvent) -> None:
        good(self.business.report(event))

    def _sessions(self, state: str) -> list[str]:
        checkouts = self.provider.checkouts
        return sorted(session for session in checkouts if checkouts[session].state == state)

    def _owed(self) -> int:
        booking = file_of(self.guest).booking
        return 0 if self.status == "cancelled" else max(0, TOTAL - booking.held)

    def _over(self) -> bool:
        file = file_of(self.guest)
        return self.business.clock.moment >= departure_moment(file.booking, file.shown.property)

    def _after_deadline(self) -> bool:
        file = file_of(self.guest)
        return self.business.clock.moment >= guest_deadline(file.booking, file.shown.property)


class SettledBookingMachine(BookingMachine):
    """The same, played to its end: all events are heard, all refunds carried out."""

    def teardown(self) -> None:
        if hasattr(self, "guest"):
            for event in [*self.provider_events, *self.provider_events[::-1]]:
                self._deliver(event)
            self._carry_out()
            self.all_is_in_order()
            self._nothing_is_held_without_a_reason()
        super().teardown()

    def _nothing_is_held_without_a_reason(self) -> None:
        """Paid means that the booking stands, that it was agreed to be kept, or it went back."""
        file = file_of(self.guest)
        booking = file.booking
        assert booking.paid == sum(self.came_in.values())
        assert all(refund.state != "pending" for refund in file.refunds)
        failed = sum(refund.amount for refund in file.refunds if refund.state == "failed")
        if booking.cancellation is None:
            assert booking.held <= TOTAL + failed
        else:
            assert booking.held == booking.cancellation.fee + failed


TestBooking = SettledBookingMachine.TestCase
TestBooking.settings = settings(max_examples=100, stateful_step_count=25)
