"""A booking as staff enter it, each field fine by itself."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
from msgspec.structs import replace

from lobby.base.errors import FieldError
from lobby.base.reasons import Reason
from lobby.domain.booking.booking import Guest, InitialStatus
from lobby.domain.business.settings import Deposit
from lobby.domain.money.lines import Item
from lobby.domain.money.pricing import deposit_of
from lobby.domain.people.records import Agency, Booker

MOST_NIGHTS = 366
_EARLIEST = date(2000, 1, 1)


class Entered(msgspec.Struct, frozen=True, kw_only=True):
    """A booking as it was entered: an item for nobody in particular is for all, and without
    ``guests`` the booker travels alone.
    """

    property: str
    status: InitialStatus
    currency: str
    arrival: date
    departure: date
    booker: Booker
    guests: list[Guest]
    agency: Agency | None
    items: list[Item]
    deposit: Deposit | None
    policy: str | None

    def mistakes(self, horizon: date) -> list[FieldError]:
        """What is wrong between the fields; no stay begins after the horizon."""
        wrong = self._mistakes_of_days(horizon)
        for number, item in enumerate(self.items):
            wrong += self._mistakes_of_item(f"items[{number}]", item, horizon)
        return wrong

    def party(self) -> list[Guest]:
        """The guests of the booking."""
        booker = self.booker
        return self.guests or [
            Guest(
                number=0,
                first_name=booker.first_name,
                last_name=booker.last_name,
                email=booker.email,
                phone=booker.phone,
            )
        ]

    def booked_items(self) -> list[Item]:
        """The items with the guests they are for."""
        everybody = list(range(len(self.party())))
        return [replace(item, guests=item.guests or everybody) for item in self.items]

    def deposit_on(self, total: int) -> int:
        """The deposit on a total, in minor units."""
        deposit = self.deposit
        return deposit_of(total, percent=deposit.percent, amount=deposit.amount) if deposit else 0

    def _mistakes_of_days(self, horizon: date) -> list[FieldError]:
        wrong: list[FieldError] = []
        if self.departure < self.arrival:
            wrong.append(FieldError("departure", "before_arrival"))
        elif (self.departure - self.arrival).days > MOST_NIGHTS:
            wrong.append(_error("departure", "nights_at_most", most=MOST_NIGHTS))
        if self.arrival < _EARLIEST:
            wrong.append(FieldError("arrival", "too_long_ago"))
        if self.arrival > horizon:
            wrong.append(_error("arrival", "too_far", last=horizon))
        return wrong

    def _mistakes_of_item(self, place: str, item: Item, horizon: date) -> list[FieldError]:
        wrong: list[FieldError] = []
        party = len(self.guests) or 1
        if len(set(item.guests)) < len(item.guests):
            wrong.append(FieldError(f"{place}.guests", "guest_twice"))
        if any(guest >= party for guest in item.guests):
            wrong.append(_error(f"{place}.guests", "guests_counted", n=party))
        if item.kind == "accommodation":
            if item.from_ is None:
                wrong.append(FieldError(f"{place}.from", "first_night_needed"))
            if item.to is None:
                wrong.append(FieldError(f"{place}.to", "departure_needed"))
        if item.at and not _EARLIEST <= item.at.date() <= horizon + timedelta(MOST_NIGHTS):
            wrong.append(FieldError(f"{place}.at", "not_of_the_stay"))
        if item.from_ and item.to and item.to < item.from_:
            wrong.append(FieldError(f"{place}.to", "before_first_day"))
        return wrong


def _error(field: str, code: str, **params: object) -> FieldError:
    return FieldError.of(field, Reason.of(code, **params))
