"""The grid's filters as staff give them, made ready for the listing."""

from __future__ import annotations

import re

from msgspec.structs import replace

from lobby.base.errors import FieldError, InvalidRequest
from lobby.base.ids import read_code
from lobby.domain.booking.search import Filters
from lobby.domain.people.names import searchable
from lobby.store.settings import SettingsStore

_POSITION = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]{8,15}Z#[0-9A-Z]{8}")
_RANGES = ("booked", "arrival", "departure")


def read_filters(filters: Filters, settings: SettingsStore, prefix: str = "") -> Filters:
    """The filters with the code in its one spelling and the property by its id.

    ``prefix`` goes in front of the names of fields in errors.

    Raises:
        InvalidRequest: a range that ends before it begins, or no such property.
    """
    wrong = [
        FieldError(f"{prefix}{name}_to", "before_first_day")
        for name in _RANGES
        if (first := getattr(filters, f"{name}_from"))
        and (last := getattr(filters, f"{name}_to"))
        and last < first
    ]
    if wrong:
        raise InvalidRequest(errors=wrong)
    if filters.code:
        filters = replace(filters, code=read_code(filters.code))
    if filters.property:
        found = _property_id(filters.property, settings)
        if found is None:
            raise InvalidRequest.of(f"{prefix}property", "unknown_property")
        filters = replace(filters, property=found)
    return filters


def read_position(cursor: str | None) -> str | None:
    """A cursor as a position in the listing.

    Raises:
        InvalidRequest: if it is none that the listing gave out.
    """
    if cursor is not None and not _POSITION.fullmatch(cursor):
        raise InvalidRequest.of("cursor", "unknown_cursor")
    return cursor


def _property_id(given: str, settings: SettingsStore) -> str | None:
    """Properties go by their id or, without case and accents, by their name."""
    properties = settings.read().properties
    if given in properties:
        return given
    name = searchable(given)
    return next((p.id for p in properties.values() if searchable(p.name) == name), None)
