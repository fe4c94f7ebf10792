"""Staff close a room for some nights, and open it again."""

from __future__ import annotations

from lobby.base.errors import FieldError, InvalidRequest, NotFound, SoldOut
from lobby.domain.selling.catalog import Catalog, Closure
from lobby.domain.selling.selection import is_likely
from lobby.store.catalog import CatalogStore
from lobby.store.table.transport import ConditionFailed

_MOST_NIGHTS = 365


def close_unit(closure: Closure, catalog: Catalog, catalogs: CatalogStore) -> None:
    """Takes the nights off sale; all of them or none.

    Raises:
        InvalidRequest: there is no such unit, or these are no nights.
        SoldOut: somebody has one of them.
    """
    stay = catalog.stay_of(closure.unit)
    if stay is None:
        raise InvalidRequest.of("unit", "unknown_unit")
    if not is_likely(closure.to):
        raise InvalidRequest.of("to", "unlikely_day")
    if not 0 <= (closure.to - closure.from_).days < _MOST_NIGHTS:
        raise InvalidRequest.of("to", "nights_at_once", most=_MOST_NIGHTS)
    try:
        catalogs.close(catalog.property_id, closure, stay.id)
    except ConditionFailed as error:
        raise SoldOut("unit_taken", errors=[FieldError("from", "unit_taken")]) from error


def open_unit(closure_id: str, catalog: Catalog, catalogs: CatalogStore) -> None:
    """Puts closed nights on sale again.

    Raises:
        NotFound: there is no such closure.
    """
    closure = catalog.closures.get(closure_id)
    if closure is None:
        raise NotFound("not_closed")
    stay = catalog.stay_of(closure.unit)
    catalogs.reopen(catalog.property_id, closure, stay.id if stay else "")
