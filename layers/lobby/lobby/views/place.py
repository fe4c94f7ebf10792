"""A property as its guests see it."""

from __future__ import annotations

from lobby.domain.business.settings import Property
from lobby.domain.people.records import Address
from lobby.views.base import View


class PlaceView(View, frozen=True, kw_only=True):
    """The property as its guests see it, and how to reach it."""

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


def place_view(place: Property) -> PlaceView:
    """A property as its guests see it."""
    return PlaceView(**{name: getattr(place, name) for name in PlaceView.__struct_fields__})
