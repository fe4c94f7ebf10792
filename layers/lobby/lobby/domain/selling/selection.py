"""What somebody wants to book: the party and their choices, before it has a price."""

from __future__ import annotations

import builtins
from datetime import date, datetime

import msgspec

FIRST_YEAR, LAST_YEAR = 2000, 2200


def is_likely(day: date) -> bool:
    """Days beyond these years are typing errors, and reach the ends of the calendar when moved."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


class StayChoice(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="stay"):
    """Nights from ``from`` to the day of departure. ``unit`` wishes for a certain room."""

    product: str
    from_: date = msgspec.field(name="from")
    to: date
    rate: str | None = None
    guests: list[int] = []
    unit: str | None = None


class AppointmentChoice(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="appointment"
):
    """An appointment at an instant, with a certain person or with anyone who is free."""

    product: str
    at: datetime
    rate: str | None = None
    guests: list[int] = []
    person: str | None = None


class SessionChoice(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="session"):
    """A seat for each of the guests in the session that begins then."""

    product: str
    at: datetime
    rate: str | None = None
    guests: list[int] = []


class ExtraChoice(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="extra"):
    """So many pieces of an extra, times what it is sold per."""

    extra: str
    quantity: int = 1
    guests: list[int] = []


class PackageChoice(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="package"):
    """A package from its first day on. ``unit`` wishes for a certain room."""

    package: str
    from_: date = msgspec.field(name="from")
    guests: list[int] = []
    unit: str | None = None


Choice = StayChoice | AppointmentChoice | SessionChoice | ExtraChoice | PackageChoice


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """A party and what it wants at one property.

    Guests are counted from 0, adults first, then children in the order of ``children``, their ages.
    A choice for no guests in particular is for all of them.
    """

    property: str
    choices: list[Choice]
    adults: int = 1
    children: list[int] = []
    promotion: str | None = None

    def guests_of(self, choice: Choice) -> list[int]:
        """Who a choice is for."""
        return choice.guests or list(range(self.party))

    def age(self, guest: int) -> int | None:
        """A child's age; None for an adult."""
        return None if guest < self.adults else self.children[guest - self.adults]

    @builtins.property
    def party(self) -> int:
        """How many guests there are."""
        return self.adults + len(self.children)
