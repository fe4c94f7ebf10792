"""An earlier booking as the page for a new one starts from it."""

from __future__ import annotations

from lobby.base.errors import NotFound
from lobby.domain.booking.booking import Booking, BookingFile
from lobby.domain.people.records import Booker
from lobby.domain.selling.claims import Time
from lobby.domain.selling.selection import (
    AppointmentChoice,
    Choice,
    ExtraChoice,
    PackageChoice,
    SessionChoice,
    StayChoice,
)
from lobby.views.base import View
from lobby.views.booking import PartyMember


class _ChoiceAgain(View, frozen=True, kw_only=True, tag_field="kind"):
    """A choice without its time; no guests means all of them."""

    guests: list[int]


class StayAgain(_ChoiceAgain, frozen=True, kw_only=True, tag="stay"):
    """A stay; ``nights`` is how long it was."""

    product: str
    rate: str | None
    nights: int


class AppointmentAgain(_ChoiceAgain, frozen=True, kw_only=True, tag="appointment"):
    """An appointment, and who did it."""

    product: str
    rate: str | None
    person: str | None


class SessionAgain(_ChoiceAgain, frozen=True, kw_only=True, tag="session"):
    """A session."""

    product: str
    rate: str | None


class ExtraAgain(_ChoiceAgain, frozen=True, kw_only=True, tag="extra"):
    """Something on the side."""

    extra: str
    quantity: int


class PackageAgain(_ChoiceAgain, frozen=True, kw_only=True, tag="package"):
    """A package."""

    package: str


ChoiceAgain = StayAgain | AppointmentAgain | SessionAgain | ExtraAgain | PackageAgain


class AgainView(View, frozen=True, kw_only=True):
    """An earlier booking as a selection for which only a time is to be picked."""

    property: str
    adults: int
    children: list[int]
    choices: list[ChoiceAgain]
    booker: Booker
    guests: list[PartyMember]


def again_view(file: BookingFile) -> AgainView:
    """A booking from the catalogue, ready for a new time.

    Raises:
        NotFound: it was not made from the catalogue.
    """
    selection = file.booking.selection
    if selection is None:
        raise NotFound
    return AgainView(
        property=selection.property,
        adults=selection.adults,
        children=selection.children,
        choices=[_again(choice, file.booking) for choice in selection.choices],
        booker=file.booking.booker,
        guests=[
            PartyMember(number=g.number, first_name=g.first_name, last_name=g.last_name)
            for g in file.guests
        ],
    )


def _again(choice: Choice, booking: Booking) -> ChoiceAgain:
    match choice:
        case StayChoice():
            return StayAgain(
                product=choice.product,
                rate=choice.rate,
                nights=(choice.to - choice.from_).days,
                guests=choice.guests,
            )
        case AppointmentChoice():
            # the person who did it, also where anyone would have done
            person = next(
                (
                    claim.person
                    for claim in booking.claims
                    if isinstance(claim, Time) and claim.product == choice.product
                ),
                choice.person,
            )
            return AppointmentAgain(
                product=choice.product,
                rate=choice.rate,
                person=person,
                guests=choice.guests,
            )
        case SessionChoice():
            return SessionAgain(product=choice.product, rate=choice.rate, guests=choice.guests)
        case ExtraChoice():
            return ExtraAgain(extra=choice.extra, quantity=choice.quantity, guests=choice.guests)
        case PackageChoice():
            return PackageAgain(package=choice.package, guests=choice.guests)
