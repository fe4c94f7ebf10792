"""Who books and who comes, as people type it: everything that is wrong with it at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from lobby.base.errors import FieldError, InvalidRequest
from lobby.base.reasons import WrongValue
from lobby.domain.booking.booking import Guest
from lobby.domain.people.reading import clean_text, read_email, read_phone
from lobby.domain.people.records import Address, Booker

_NAME_LENGTH = 200
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class PersonGiven(msgspec.Struct, frozen=True, kw_only=True):
    """A guest, as somebody typed them."""

    first_name: str = ""
    last_name: str = ""
    email: str | None = None
    phone: str | None = None


class AddressGiven(Address, frozen=True, kw_only=True):
    """A postal address, as somebody typed it; every part may be missing."""


class BookerGiven(PersonGiven, frozen=True, kw_only=True):
    """The booker, as somebody typed them. An email address is needed to send the booking to."""

    language: str | None = None
    company: str | None = None
    vat_number: str | None = None
    address: AddressGiven | None = None


def read_people(booker: BookerGiven, guests: Sequence[PersonGiven]) -> tuple[Booker, list[Guest]]:
    """The booker and the guests in their one spelling.

    Raises:
        InvalidRequest: names every field that is wrong.
    """
    reader = _Reader()
    address = booker.address or AddressGiven()
    holder = Booker(
        first_name=reader.text("booker.first_name", booker.first_name),
        last_name=reader.text("booker.last_name", booker.last_name),
        email=reader.read("booker.email", booker.email, read_email),
        phone=reader.read("booker.phone", booker.phone, read_phone),
        language=reader.read("booker.language", booker.language, _language),
        company=reader.text("booker.company", booker.company or "") or None,
        vat_number=reader.text("booker.vat_number", booker.vat_number or "") or None,
        address=None
        if booker.address is None
        else Address(
            lines=[
                reader.text(f"booker.address.lines[{n}]", line)
                for n, line in enumerate(address.lines[:5])
            ],
            city=reader.text("booker.address.city", address.city),
            postcode=reader.text("booker.address.postcode", address.postcode),
            country=reader.text("booker.address.country", address.country),
        ),
    )
    if not holder.first_name and not holder.last_name:
        reader.wrong.append(FieldError("booker.last_name", "no_name"))
    if not booker.email:
        reader.wrong.append(FieldError("booker.email", "required"))
    party = [
        Guest(
            number=number,
            first_name=reader.text(f"guests[{number}].first_name", guest.first_name),
            last_name=reader.text(f"guests[{number}].last_name", guest.last_name),
            email=reader.read(f"guests[{number}].email", guest.email, read_email),
            phone=reader.read(f"guests[{number}].phone", guest.phone, read_phone),
        )
        for number, guest in enumerate(guests)
    ]
    if reader.wrong:
        raise InvalidRequest(errors=reader.wrong)
    return holder, party


class _Reader:
    """Reads fields and notes what is wrong with them."""

    def __init__(self) -> None:
        self.wrong: list[FieldError] = []

    def text(self, field: str, value: str) -> str:
        return self.read(field, value, lambda text: clean_text(text, _NAME_LENGTH)) or ""

    def read(self, field: str, value: str | None, reader: Callable[[str], str]) -> str | None:
        if not value:
            return None
        try:
            return reader(value)
        except WrongValue as error:
            self.wrong.append(FieldError.of(field, error.reason))
            return None


def _language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise WrongValue("not_a_language")
    return value
