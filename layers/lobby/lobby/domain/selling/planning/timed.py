"""Appointments and sessions: what takes place at a certain time."""

from __future__ import annotations

from datetime import UTC, date, datetime

from msgspec.structs import replace

from lobby.base.reasons import Reason
from lobby.domain.business.texts import names_of
from lobby.domain.money.lines import Item
from lobby.domain.selling import availability, tariff
from lobby.domain.selling.catalog import Appointment, Product, Rate, Session
from lobby.domain.selling.claims import Seats, Time
from lobby.domain.selling.planning.draft import Draft
from lobby.domain.selling.selection import AppointmentChoice, SessionChoice
from lobby.domain.selling.stock import Stock


def add_appointment(draft: Draft, position: int, choice: AppointmentChoice) -> None:
    """Adds an appointment, and claims the time of whoever does it."""
    appointment = draft.product(position, choice.product, Appointment)
    rate = draft.rate_of(position, choice)
    if not isinstance(appointment, Appointment) or rate is None:
        return
    if _in_time(draft, position, choice) and _take_slot(draft, position, appointment, choice):
        _add_lines(draft, appointment, rate, choice)


def add_session(draft: Draft, position: int, choice: SessionChoice) -> None:
    """Adds a session, and claims its seats."""
    session = draft.product(position, choice.product, Session)
    rate = draft.rate_of(position, choice)
    if not isinstance(session, Session) or rate is None:
        return
    if not _in_time(draft, position, choice):
        return
    day = choice.at.astimezone(draft.zone).date()
    if choice.at not in availability.occurrences(session, day, day, draft.zone):
        draft.refuse_choice(
            position, "at", Reason.of("no_session", name=draft.shop.called(session))
        )
        return
    take_seats(draft, position, session, choice.at, day, len(draft.wanted.guests_of(choice)))
    _add_lines(draft, session, rate, choice)


def take_seats(
    draft: Draft, position: int, session: Session, at: datetime, day: date, seats: int
) -> None:
    """Claims seats of a session, together with those that were claimed of it before."""
    at = at.astimezone(UTC)
    for number, claim in enumerate(draft.claims):
        if isinstance(claim, Seats) and (claim.product, claim.at) == (session.id, at):
            draft.claims[number] = replace(claim, seats=claim.seats + seats)
            return
    claim = Seats(product=session.id, at=at, day=day, seats=seats, of=session.seats)
    draft.claim(position, claim)


def _in_time(draft: Draft, position: int, choice: AppointmentChoice | SessionChoice) -> bool:
    if choice.at <= draft.now:
        draft.refuse_choice(position, "at", Reason("past"))
        return False
    if not draft.is_open(position, "at", choice.at.astimezone(draft.zone).date()):
        return False
    if choice.at < availability.earliest(draft.catalog.selling, draft.now):
        draft.refuse_choice(position, "at", availability.TOO_LATE)
        return False
    return True


def _take_slot(
    draft: Draft, position: int, appointment: Appointment, choice: AppointmentChoice
) -> bool:
    if choice.person is not None and choice.person not in appointment.people:
        reason = Reason.of("not_their_work", name=draft.shop.called(appointment))
        draft.refuse_choice(position, "person", reason)
        return False
    day = choice.at.astimezone(draft.zone).date()
    # any slot at all then, were everybody free: or it is no time to begin
    offered = availability.slots(appointment, draft.catalog, day, Stock(), draft.zone, draft.now)
    slot = next(
        (s for s in offered if s.at == choice.at and choice.person in (None, s.person)), None
    )
    if slot is None:
        draft.refuse_choice(position, "at", Reason("no_slot"))
        return False
    draft.claim(
        position,
        Time(
            product=appointment.id,
            person=choice.person or "",
            at=choice.at.astimezone(UTC),
            day=day,
            cell=slot.cell,
            cells=slot.cells,
        ),
    )
    return True


def _add_lines(
    draft: Draft, product: Product, rate: Rate, choice: AppointmentChoice | SessionChoice
) -> None:
    guests = draft.wanted.guests_of(choice)
    day = choice.at.astimezone(draft.zone).date()
    override = draft.stock.override(product.id, day)
    price = tariff.price_on(
        rate.prices[product.id], rate.rules, product.id, day, override, draft.shop.called
    )
    line = Item(
        kind="activity",
        name=product.name,
        rate=rate.name,
        texts=names_of(name=product, rate=rate),
        guests=guests,
        quantity=1,
        unit_price=0,
        tax_rate=rate.tax_rate,
        tax_included=rate.tax_included,
        at=choice.at.astimezone(UTC),
    )
    if rate.per != "unit":
        draft.add_for_each(line, price, rate.children, guests)
        return
    ages = draft.ages(guests)
    reasons = [*price.reasons, *tariff.party_reasons(ages)]
    amount = tariff.unit_price(rate, price.amount, ages)
    draft.items.append(replace(line, unit_price=amount, reasons=reasons))
