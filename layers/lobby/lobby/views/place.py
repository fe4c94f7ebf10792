"""A property as its guests see it."""

from __future__ import annotations

from collections.abc import Sequence

from lobby.domain.business.settings import Property
from lobby.domain.business.texts import Language
from lobby.domain.people.records import Address
from lobby.views.base import View


class PlaceView(View, frozen=True, kw_only=True):
    """The property as its guests see it, and how to reach it.

    ``language`` is the one for guests who want none that there is.
    """

    id: str
    name: str
    email: str
    phone: str
    website: str | None
    address: Address
    time_zone: str
    check_in_from: str
    check_out_until: str
    directions: str
    map_url: str | None
    language: Language


def place_view(place: Property, languages: Sequence[Language]) -> PlaceView:
    """A property of a business that writes in these languages, as its guests see it."""
    shown = {name: getattr(place, name) for name in PlaceView.__struct_fields__}
    return PlaceView(**shown | {"language": place.language or languages[0]})
