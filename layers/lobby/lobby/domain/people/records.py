"""Who acts, who books, through which agency, and where people live."""

from __future__ import annotations

from typing import Literal

import msgspec

Door = Literal["portal", "site", "desk", "agency", "provider", "system"]


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """A postal address; ``country`` is ISO 3166-1 alpha-2."""

    lines: list[str] = []
    city: str = ""
    postcode: str = ""
    country: str = ""


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who did something, and by which way: the guest's page, the desk, the API."""

    door: Door
    name: str


class Booker(msgspec.Struct, frozen=True, kw_only=True):
    """The traveller who holds the booking; ``language`` is a BCP 47 tag."""

    first_name: str
    last_name: str
    email: str | None = None
    phone: str | None = None
    language: str | None = None
    company: str | None = None
    vat_number: str | None = None
    address: Address | None = None


class Agency(msgspec.Struct, frozen=True, kw_only=True):
    """The travel agency that the booking came through.

    One that books through the API has an ``id``, and may give a ``reference`` of its own.
    """

    name: str
    email: str | None = None
    id: str | None = None
    reference: str | None = None
