"""A surf camp sells all it has, whatever happens and in whichever order, against a simple model.

The model knows who has which night of which unit, which five minutes of whom, how many seats,
pieces and uses, and from that alone whether something can be had.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any, Final

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from lobby.domain.booking.booking import Booking
from lobby.domain.selling.claims import Nights, Pieces, Seats, Time, Use
from lobby.domain.selling.selection import (
    AppointmentChoice,
    ExtraChoice,
    PackageChoice,
    Selection,
    SessionChoice,
    StayChoice,
)
from lobby.gateways.payments import ProviderEvent
from lobby.store.outbox import envelope
from tests.fakes.transport import MemoryTransport
from tests.support.api import Reply, call, lambda_context, load_function
from tests.support.business import POLICY, Portal, consume, events_of, file_of, good
from tests.support.catalog import catalog_path, override_days, surf_camp_catalog
from tests.support.deployment import forget_wiring, open_business_on
from tests.support.ledger import claimed, stored

SATURDAY: Final = date(2027, 7, 3)
SEATS: Final = 5
BOARDS: Final = 3
USES: Final = 2
MASSAGE_CELLS: Final = 15  # an hour, and a quarter to clean up
# wall-clock times at which a massage can begin, by weekday
LENA: Final = {day: ["09:00", "09:45", "10:45", "13:00", "14:30", "16:00"] for day in range(1, 6)}
TOMAS: Final = {day: ["14:30", "16:00"] for day in (1, 3)}

DAYS = st.integers(0, 4).map(lambda n: SATURDAY + timedelta(days=n))
LENGTHS = st.integers(1, 4)
PARTIES = st.integers(1, 3)
PLACES = st.sampled_from(["dorm", "room"])
WHICH = st.integers(0, 1_000)


class SellingMachine(RuleBasedStateMachine):
    """Guests, staff, the provider and the clock act on a small shop."""

    def __init__(self) -> None:
        super().__init__()
        self._monkeypatch = pytest.MonkeyPatch()
        self.table = MemoryTransport()
        self.business = open_business_on(self._monkeypatch, transport=self.table)
        self.guests: list[Portal] = []
        self.events: list[ProviderEvent] = []
        self.closures: dict[str, Nights] = {}
        self.off_sale: set[tuple[str, date]] = set()
        self.quotes: list[str] = []
        self.seats = SEATS
        self.most_seats = SEATS
        self.keys = 0

    def teardown(self) -> None:
        if hasattr(self, "camp"):
            self._all_is_let_go()
        self._monkeypatch.undo()
        forget_wiring()

    @initialize(
        confirm=st.sampled_from(["on_deposit", "on_deposit", "at_once", "by_staff"]),
        early=st.lists(st.tuples(DAYS, LENGTHS, PARTIES, PLACES), min_size=3, max_size=5),
    )
    def open_shop(self, confirm: str, early: list[tuple[date, int, int, str]]) -> None:
        """It has a few guests to begin with, so that there is little left."""
        policy = POLICY | {"name": "Half ahead", "deposit": {"percent": 50}}
        half_ahead = good(call("POST", "/staff/settings/policies", policy), 201)["id"]
        place = {"name": "Praia", "time_zone": "Europe/Lisbon", "policy": half_ahead}
        property_id = self.business.property_id
        good(call("PUT", f"/staff/settings/properties/{property_id}", place))
        self.camp = surf_camp_catalog(property_id, confirm=confirm)
        self.beds, self.rooms = list(self.camp.beds), list(self.camp.rooms)
        self._edit("products", self.camp.lesson, seats=self.seats)
        self._edit("extras", self.camp.board, stock=BOARDS)
        self._edit("promotions", self.camp.promotion, uses=USES)
        for day, nights, party, where in early:
            self._book([self._stay(where, day, nights), self._lesson(day)], party)

    # -- guests -----------------------------------------------------------------------------------

    @rule(
        day=DAYS,
        nights=LENGTHS,
        party=PARTIES,
        where=PLACES,
        lesson=st.booleans(),
        board=st.integers(0, 2),
        promotion=st.booleans(),
    )
    def somebody_books_a_stay(
        self,
        day: date,
        nights: int,
        party: int,
        where: str,
        lesson: bool,
        board: int,
        promotion: bool,
    ) -> None:
        choices = [self._stay(where, day, nights)]
        if lesson:
            choices.append(self._lesson(day + timedelta(days=1)))
        if board:
            choices.append({"kind": "extra", "extra": self.camp.board, "quantity": board})
        with_code = promotion and nights >= 2
        self._book(choices, party, "SUMMER10" if with_code else None)

    @rule(day=DAYS, party=PARTIES, board=st.booleans())
    def somebody_books_a_lesson(self, day: date, party: int, board: bool) -> None:
        extra = [{"kind": "extra", "extra": self.camp.board}] if board else []
        self._book([self._lesson(day), *extra], party)

    @rule(day=DAYS, which=WHICH, whom=st.sampled_from(["Lena", "Tomás", "anyone"]))
    def somebody_books_a_massage(self, day: date, which: int, whom: str) -> None:
        at, person = self._massage_time(day, which, whom)
        if at is not None:
            choice = {
                "kind": "appointment",
                "product": self.camp.massage,
                "at": at.isoformat(),
                "person": person,
            }
            self._book([choice], 1)

    @rule(party=st.integers(1, 2))
    def somebody_books_a_package(self, party: int) -> None:
        choice = {"kind": "package", "package": self.camp.surf_week, "from": f"{SATURDAY}"}
        self._book([choice], party)

    @rule(day=DAYS, nights=LENGTHS, party=PARTIES)
    def somebody_asks_for_a_quote(self, day: date, nights: int, party: int) -> None:
        choices = [self._stay("dorm", day, nights), self._lesson(day)]
        reply = call("POST", "/quotes", self._selection(choices, party, None))
        if reply.status == 200:
            self.quotes.append(reply.json["quote"])

    @precondition(lambda self: self.quotes)
    @rule(which=WHICH)
    def somebody_takes_up_a_quote(self, which: int) -> None:
        """Whatever has become of what it was about."""
        reply = self._post({"quote": self.quotes.pop(which % len(self.quotes))})
        assert reply.status in (201, 409), reply.raw

    def _book(self, choices: list[dict[str, Any]], party: int, code: str | None = None) -> None:
        selection = self._selection(choices, party, code)
        possible = self._possible(selection)
        reply = self._post({"selection": selection})
        if possible == "yes":
            assert reply.status == 201, (reply.raw, selection)
        elif possible == "sold out":
            assert reply.status == 409, (reply.raw, selection)
            assert reply.json["type"] == "urn:lobby:problem:sold-out"
        else:
            assert reply.status == 422, (reply.raw, selection)

    def _post(self, body: dict[str, Any]) -> Reply:
        self.keys += 1
        booker = {"first_name": "Anna", "last_name": "Hemm", "email": "anna@hemm.example"}
        key = {"Idempotency-Key": f"{self.keys}"}
        reply = call("POST", "/bookings", {"booker": booker, **body}, headers=key)
        if reply.status == 201:
            made = reply.json
            self.guests.append(Portal(made["code"], made["link"].partition("#")[2]))
        return reply

    @precondition(lambda self: self._alive())
    @rule(which=WHICH, hears=st.booleans(), kind=st.sampled_from(["deposit", "balance"]))
    def guest_pays(self, which: int, hears: bool, kind: str) -> None:
        guest = self._one_of(self._alive(), which)
        reply = guest.pay(kind)
        if reply.status != 201:
            assert reply.status == 409
            return
        session = reply.json["checkout_url"].rpartition("/")[2]
        if self.business.provider.checkouts[session].state == "open":
            self.events.append(self.business.provider.pay(session))
        if hears:
            self._hear(self.events[-1])

    @precondition(lambda self: self._alive())
    @rule(which=WHICH)
    def guest_opens_the_payment_page_only(self, which: int) -> None:
        self._one_of(self._alive(), which).pay("deposit")

    @precondition(lambda self: self.events)
    @rule(which=WHICH)
    def provider_reports(self, which: int) -> None:
        """Any event that ever was: late, again, out of order."""
        self._hear(self.events[which % len(self.events)])

    @precondition(lambda self: self._expired())
    @rule(which=WHICH)
    def money_comes_after_the_hold(self, which: int) -> None:
        """The guest had paid just before the page closed; we hear of it now."""
        guest = self._one_of(self._expired(), which)
        payment = next((p for p in file_of(guest).payments if p.state == "expired"), None)
        if payment is None or payment.provider is None:
            return
        provider = self.business.provider
        checkout_id = payment.provider.checkout_id
        if provider.checkouts[checkout_id].state != "closed":
            return
        provider.change(checkout_id, state="open")
        event = provider.pay(checkout_id)
        self.events.append(event)
        expected = self._recoverable(file_of(guest).booking)

        self._hear(event)

        booking = file_of(guest).booking
        assert (booking.status == "confirmed") == expected
        assert booking.held == (payment.amount if expected else 0)

    def _hear(self, event: ProviderEvent) -> None:
        good(self.business.report(event))

    @precondition(lambda self: self._alive())
    @rule(which=WHICH, by=st.sampled_from(["guest", "staff", "nobody", "nobody"]))
    def somebody_cancels(self, which: int, by: str) -> None:
        guest = self._one_of(self._alive(), which)
        if by == "guest":
            good(guest.cancel())
        elif by == "staff":
            good(self.business.cancel(guest))

    @precondition(lambda self: self._alive())
    @rule(which=WHICH, by=st.sampled_from([-1, 1, 2, 7]), at_desk=st.booleans())
    def somebody_moves(self, which: int, by: int, at_desk: bool) -> None:
        guest = self._one_of(self._alive(), which)
        before = file_of(guest).booking
        assert before.selection is not None
        if before.awaits == "payment" and not at_desk:
            assert self._reschedule(guest, {}, at_desk=False).status == 409
            return
        moved = self._moved(before.selection, by)
        possible = self._possible(moved, without=before)
        arrival = before.arrival + timedelta(days=by)
        reply = self._reschedule(guest, {"arrival": f"{arrival}"}, at_desk=at_desk)
        expected = {"yes": 200, "sold out": 409, "no": 422}[possible]
        assert reply.status == expected, (reply.raw, moved)
        after = file_of(guest).booking
        if expected == 200:
            assert after.arrival == arrival
        else:
            assert after == before

    @precondition(lambda self: self._alive())
    @rule(which=WHICH, unit=WHICH)
    def staff_move_to_another_room(self, which: int, unit: int) -> None:
        guest = self._one_of(self._alive(), which)
        booking = file_of(guest).booking
        nights = next((claim for claim in booking.claims if isinstance(claim, Nights)), None)
        if nights is None:
            return
        units = self.beds if nights.product == self.camp.dorm else self.rooms
        wanted = units[unit % len(units)]
        holders = self._holders(wanted, nights.from_, nights.to) - {booking.code}
        closed = self._closed(nights.product, nights.from_, nights.to)

        reply = self._reschedule(guest, {"unit": wanted, "instead_of": nights.unit}, at_desk=True)

        if closed and any(isinstance(c, StayChoice) for c in self._choices(booking)):
            assert reply.status == 422
        elif holders:
            assert reply.status == 409, reply.raw
        elif self._still_offered(booking):
            assert reply.status == 200, reply.raw
            has = [c.unit for c in file_of(guest).booking.claims if isinstance(c, Nights)]
            assert wanted in has

    # -- staff ------------------------------------------------------------------------------------

    @precondition(lambda self: self._alive("staff"))
    @rule(which=WHICH, accepts=st.booleans())
    def staff_answer(self, which: int, accepts: bool) -> None:
        guest = self._one_of(self._alive("staff"), which)
        if accepts:
            good(call("POST", f"/staff/bookings/{guest.code}/acceptance"))
            assert file_of(guest).booking.status == "confirmed"
        else:
            good(self.business.cancel(guest, type="declined"))

    @rule(which=WHICH, day=DAYS, nights=LENGTHS)
    def staff_close_a_unit(self, which: int, day: date, nights: int) -> None:
        units = [*self.beds, *self.rooms]
        unit, end = units[which % len(units)], day + timedelta(days=nights)
        taken = bool(self._holders(unit, day, end))
        body = {"unit": unit, "from": f"{day}", "to": f"{end - timedelta(days=1)}"}
        reply = call("POST", catalog_path(self.camp.property_id, "/closures"), body)
        assert reply.status == (409 if taken else 201), reply.raw
        if not taken:
            nights_closed = Nights(product="", unit=unit, from_=day, to=end)
            self.closures[reply.json["id"]] = nights_closed

    @precondition(lambda self: self.closures)
    @rule(which=WHICH)
    def staff_open_a_unit(self, which: int) -> None:
        closure = list(self.closures)[which % len(self.closures)]
        shut = self.closures.pop(closure)
        last = shut.to - timedelta(days=1)
        query = {"unit": shut.unit, "from": f"{shut.from_}", "to": f"{last}"}
        path = catalog_path(self.camp.property_id, f"/closures/{closure}")
        good(call("DELETE", path, query=query), 204)

    @rule(
        day=DAYS,
        what=st.sampled_from(["room", "lesson"]),
        closed=st.sampled_from([True, False, False]),
    )
    def staff_take_a_day_off_sale(self, day: date, what: str, closed: bool) -> None:
        product = self.camp.room if what == "room" else self.camp.lesson
        good(override_days(self.camp.property_id, product, f"{day}", f"{day}", closed=closed))
        if closed:
            self.off_sale.add((product, day))
        else:
            self.off_sale.discard((product, day))

    @rule(seats=st.integers(2, 6))
    def staff_change_seats(self, seats: int) -> None:
        self._edit("products", self.camp.lesson, seats=seats, least=0)
        self.seats = seats
        self.most_seats = max(self.most_seats, seats)

    @rule(which=WHICH, more=st.booleans())
    def staff_change_beds(self, which: int, more: bool) -> None:
        if more and len(self.beds) >= 5:
            return
        kept = [{"id": bed, "name": f"Bed {bed}"} for bed in self.beds]
        if more:
            kept.append({"name": "Another bed"})
        elif len(kept) > 2:
            kept.pop(which % len(kept))
        reply = self._try_edit("products", self.camp.dorm, units=kept)
        gone = set(self.beds) - {bed["id"] for bed in kept if "id" in bed}
        if reply.status == 409:
            assert any(claim.unit in gone for claim in self._claimed(Nights))
        else:
            self.beds = [unit["id"] for unit in good(reply)["units"]]

    # -- the clock --------------------------------------------------------------------------------

    @rule(minutes=st.sampled_from([1, 14, 61, 61, 180, 49 * 60]), runs=st.booleans())
    def time_passes(self, minutes: int, runs: bool) -> None:
        self.business.clock.forward(timedelta(minutes=minutes))
        if runs:
            self._expire_holds()

    def _expire_holds(self) -> None:
        load_function("expire_holds").handler({}, lambda_context("expire_holds"))
        now = self.business.clock.moment
        for guest in self._alive():
            file = file_of(guest)
            booking, page = file.booking, file.open_payment
            if booking.status == "pending" and booking.held_until and booking.held_until <= now:
                assert page is not None
                assert page.provider is not None
                # it was paid, and the event about that is on its way
                assert self.business.provider.checkouts[page.provider.checkout_id].paid

    # -- what always holds ------------------------------------------------------------------------

    @invariant()
    def the_table_is_what_bookings_claim(self) -> None:
        if not hasattr(self, "camp"):
            return
        live = [file_of(guest).booking for guest in self._alive()]
        held = claimed(
            [
                *((booking.code, booking.claims) for booking in live),
                *((f"C#{closure}", [nights]) for closure, nights in self.closures.items()),
            ]
        )
        assert stored(self.table.items()) == held
        most = {"S": self.most_seats, "X": BOARDS, "P": USES}
        assert all(n <= most[cell[1][0]] for cell, n in held.items() if cell[1][0] in most)
        assert all(c.cells == MASSAGE_CELLS for c in self._claimed(Time))
        known = {*self.beds, *self.rooms}
        assert {claim.unit for claim in self._claimed(Nights)} <= known

    @invariant()
    def money_is_for_something(self) -> None:
        """A deposit that was paid confirms the booking, or it goes back."""
        for guest in self.guests:
            file = file_of(guest)
            booking = file.booking
            assert 0 <= booking.refunded <= booking.paid
            assert booking.held <= booking.total
            if booking.paid:
                assert booking.status != "pending"
            if booking.status == "confirmed" and booking.paid:
                assert booking.held >= min(booking.deposit, booking.total)
            if booking.cancellation is not None:
                assert booking.status == "cancelled"
                assert booking.claims == []
                if booking.cancellation.type == "hold_expired":
                    assert booking.held == 0
            open_pages = [p for p in file.payments if p.state == "open"]
            assert len(open_pages) <= (booking.status != "cancelled")

    def _all_is_let_go(self) -> None:
        for event in self.events:
            self._hear(event)
        for guest in self._alive():
            good(self.business.cancel(guest, refund="full"))
        self.money_is_for_something()
        asked = [
            envelope(event)
            for guest in self.guests
            for event in events_of(guest)
            if event.type == "payment.refund_requested"
        ]
        assert not asked or consume("refund_payment", asked) == []
        assert all(file_of(guest).booking.held == 0 for guest in self.guests)
        for payment in self.business.provider.payments.values():
            assert payment.refunded == payment.amount
        closures = [(f"C#{closure}", [nights]) for closure, nights in self.closures.items()]
        assert stored(self.table.items()) == claimed(closures)

    # -- the model --------------------------------------------------------------------------------

    def _possible(self, selection: Any, without: Booking | None = None) -> str:
        """Whether there is all of this: ``yes``, ``sold out``, or ``no``: never for sale so."""
        wanted = selection if isinstance(selection, Selection) else _read(selection)
        first, last = _span(wanted)
        answers: list[str] = []
        pieces: Counter[date] = Counter()
        for choice in wanted.choices:
            party = len(wanted.guests_of(choice))
            match choice:
                case StayChoice():
                    answers.append(
                        "no"
                        if self._closed(choice.product, choice.from_, choice.to)
                        else self._room_for(choice.product, choice.from_, choice.to, party, without)
                    )
                case SessionChoice():
                    answers.append(self._seats_for(choice.at.date(), party, without))
                case AppointmentChoice():
                    answers.append(self._time_for(choice, without))
                case ExtraChoice():
                    stays = max(first + timedelta(days=1), last)
                    pieces.update(dict.fromkeys(_days(first, stays), choice.quantity))
                case PackageChoice():
                    end = choice.from_ + timedelta(days=7)
                    if choice.from_.isoweekday() != 6:
                        return "no"
                    answers.append(
                        self._room_for(self.camp.dorm, choice.from_, end, party, without)
                    )
                    answers += [
                        self._seats_for(choice.from_ + timedelta(days=n), party, without)
                        for n in range(1, 6)
                    ]
                    pieces.update(dict.fromkeys(_days(choice.from_, end), 1))
        for day, count in pieces.items():
            if self._pieces_taken(day, without) + count > BOARDS:
                answers.append("sold out")
        if wanted.promotion and without is None and self._uses() >= USES:
            answers.append("sold out")
        return "no" if "no" in answers else "sold out" if "sold out" in answers else "yes"

    def _room_for(
        self, product: str, first: date, end: date, party: int, without: Booking | None
    ) -> str:
        dorm = product == self.camp.dorm
        units = self.beds if dorm else self.rooms
        mine = {without.code} if without else set()
        free = [unit for unit in units if not self._holders(unit, first, end) - mine]
        needed = party if dorm else -(-party // 3)
        return "yes" if len(free) >= needed else "sold out"

    def _closed(self, product: str, first: date, end: date) -> bool:
        return any((product, day) in self.off_sale for day in _days(first, end))

    def _seats_for(self, day: date, party: int, without: Booking | None) -> str:
        taken = sum(c.seats for c in self._claimed(Seats, without) if c.day == day)
        closed = (self.camp.lesson, day) in self.off_sale
        return "sold out" if closed or taken + party > self.seats else "yes"

    def _time_for(self, choice: AppointmentChoice, without: Booking | None) -> str:
        local = choice.at + timedelta(hours=1)
        working = {
            person
            for person, times in ((self.camp.lena, LENA), (self.camp.tomas, TOMAS))
            if f"{local:%H:%M}" in times.get(local.isoweekday(), [])
            and choice.person in (None, person)
        }
        if not working:
            return "no"
        cell = (local.hour * 60 + local.minute) // 5
        cells = set(range(cell, cell + MASSAGE_CELLS))
        busy = {
            claim.person
            for claim in self._claimed(Time, without)
            if claim.day == local.date()
            and cells & set(range(claim.cell, claim.cell + claim.cells))
        }
        return "yes" if working - busy else "sold out"

    def _pieces_taken(self, day: date, without: Booking | None) -> int:
        return sum(c.count for c in self._claimed(Pieces, without) if c.from_ <= day < c.to)

    def _uses(self) -> int:
        return len(self._claimed(Use))

    def _recoverable(self, booking: Booking) -> bool:
        """Whether a hold that ended can be had again: closed days are not asked any more."""
        off_sale, self.off_sale = (
            self.off_sale,
            {(product, day) for product, day in self.off_sale if product == self.camp.lesson},
        )
        assert booking.selection is not None
        selection = _without_promotion(booking.selection)
        answer = self._possible(selection)
        self.off_sale = off_sale
        return answer == "yes"

    def _still_offered(self, booking: Booking) -> bool:
        assert booking.selection is not None
        return self._possible(booking.selection, without=booking) == "yes"

    # -- help -------------------------------------------------------------------------------------

    def _stay(self, where: str, day: date, nights: int) -> dict[str, Any]:
        product = self.camp.dorm if where == "dorm" else self.camp.room
        end = day + timedelta(days=nights)
        return {"kind": "stay", "product": product, "from": f"{day}", "to": f"{end}"}

    def _lesson(self, day: date) -> dict[str, Any]:
        at = f"{day}T09:00:00Z"  # ten o'clock in Lisbon
        return {"kind": "session", "product": self.camp.lesson, "at": at}

    def _massage_time(self, day: date, which: int, whom: str) -> tuple[datetime | None, str | None]:
        weekday = day.isoweekday()
        by_name = {
            "Lena": LENA.get(weekday, []),
            "Tomás": TOMAS.get(weekday, []),
            "anyone": sorted({*LENA.get(weekday, []), *TOMAS.get(weekday, [])}),
        }
        person = {"Lena": self.camp.lena, "Tomás": self.camp.tomas, "anyone": None}[whom]
        if not by_name[whom]:
            return None, None
        local = by_name[whom][which % len(by_name[whom])]
        return datetime.fromisoformat(f"{day}T{local}Z") - timedelta(hours=1), person

    def _selection(
        self, choices: list[dict[str, Any]], party: int, code: str | None
    ) -> dict[str, Any]:
        return {
            "property": self.camp.property_id,
            "adults": party,
            "choices": choices,
            "promotion": code,
        }

    def _moved(self, selection: Selection, by: int) -> dict[str, Any]:
        days = timedelta(days=by)
        choices: list[dict[str, Any]] = []
        for choice in selection.choices:
            match choice:
                case StayChoice():
                    first, end = choice.from_ + days, choice.to + days
                    choices.append(
                        {
                            "kind": "stay",
                            "product": choice.product,
                            "from": f"{first}",
                            "to": f"{end}",
                        }
                    )
                case SessionChoice():
                    choices.append(self._lesson(choice.at.date() + days))
                case AppointmentChoice():
                    choices.append(
                        {
                            "kind": "appointment",
                            "product": choice.product,
                            "at": (choice.at + days).isoformat(),
                        }
                    )
                case PackageChoice():
                    first = choice.from_ + days
                    choices.append(
                        {"kind": "package", "package": choice.package, "from": f"{first}"}
                    )
                case ExtraChoice():
                    choices.append(
                        {"kind": "extra", "extra": choice.extra, "quantity": choice.quantity}
                    )
        return self._selection(choices, selection.adults, None)

    def _reschedule(self, guest: Portal, move: dict[str, Any], *, at_desk: bool) -> Reply:
        if at_desk:
            return call("POST", f"/staff/bookings/{guest.code}/reschedule", move)
        quoted = guest.call("POST", "/reschedule-quote", move)
        if quoted.status != 200:
            return quoted
        total = quoted.json["total"]["amount"]
        reply = guest.call("POST", "/reschedule", {**move, "expected_total": total})
        assert reply.status == 200, reply.raw
        return reply

    def _edit(self, kind: str, record_id: str, **changes: Any) -> Any:
        return good(self._try_edit(kind, record_id, **changes))

    def _try_edit(self, kind: str, record_id: str, **changes: Any) -> Reply:
        path = catalog_path(self.camp.property_id)
        record = {**good(call("GET", path))[kind][record_id], **changes}
        record.pop("id")
        return call("PUT", f"{path}/{kind}/{record_id}", record)

    def _alive(self, awaits: str | None = None) -> list[Portal]:
        return [
            guest
            for guest in self.guests
            if (booking := file_of(guest).booking).status in ("pending", "confirmed")
            and awaits in (None, booking.awaits)
        ]

    def _expired(self) -> list[Portal]:
        return [
            guest
            for guest in self.guests
            if (ended := file_of(guest).booking.cancellation) is not None
            and ended.type == "hold_expired"
        ]

    @staticmethod
    def _one_of(guests: list[Portal], which: int) -> Portal:
        return guests[which % len(guests)]

    def _claimed(self, kind: type, without: Booking | None = None) -> list[Any]:
        return [
            claim
            for guest in self._alive()
            if without is None or guest.code != without.code
            for claim in file_of(guest).booking.claims
            if isinstance(claim, kind)
        ]

    def _holders(self, unit: str, first: date, end: date) -> set[str]:
        live = [file_of(guest).booking for guest in self._alive()]
        held = [(b.code, c) for b in live for c in b.claims if isinstance(c, Nights)]
        held += [(f"C#{closure}", nights) for closure, nights in self.closures.items()]
        return {
            holder
            for holder, nights in held
            if nights.unit == unit and nights.from_ < end and first < nights.to
        }

    @staticmethod
    def _choices(booking: Booking) -> list[Any]:
        return list(booking.selection.choices) if booking.selection else []


def _read(selection: dict[str, Any]) -> Selection:
    return msgspec.convert(selection, Selection)


def _without_promotion(selection: Selection) -> Selection:
    return msgspec.structs.replace(selection, promotion=None)


def _span(selection: Selection) -> tuple[date, date]:
    days: list[date] = []
    for choice in selection.choices:
        match choice:
            case StayChoice():
                days += [choice.from_, choice.to]
            case SessionChoice() | AppointmentChoice():
                days.append(choice.at.date())
            case PackageChoice():
                days += [choice.from_, choice.from_ + timedelta(days=7)]
            case ExtraChoice():
                pass
    return min(days), max(days)


def _days(first: date, end: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((end - first).days)]


TestSelling = SellingMachine.TestCase
TestSelling.settings = settings(max_examples=12, stateful_step_count=30)
