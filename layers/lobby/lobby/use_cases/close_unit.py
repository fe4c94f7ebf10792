"""Staff close a room for some nights, and open it again."""

from __future__ import annotations

from datetime import date

from lobby.domain.catalog import Catalog
from lobby.domain.stock import Nights
from lobby.errors import FieldError, InvalidRequest, NotFound, SoldOut
from lobby.store.stock import Stocks, moves
from lobby.store.transport import ConditionFailed, Transport

CLOSURE = "C#"
_MOST_NIGHTS = 365


def closed_nights(catalog: Catalog, unit: str, first: date, end: date) -> Nights:
    """The nights of a unit of this catalogue, up to ``end``.

    Raises:
        InvalidRequest: there is no such unit, or these are no nights.
    """
    stay = catalog.stay_of(unit)
    if stay is None:
        raise InvalidRequest.of("unit", "There is no such room.")
    if not 0 < (end - first).days <= _MOST_NIGHTS:
        raise InvalidRequest.of("to", f"Close 1 to {_MOST_NIGHTS} nights at once.")
    return Nights(product=stay.id, unit=unit, from_=first, to=end)


def close_unit(
    property_id: str, closure: str, nights: Nights, stocks: Stocks, transport: Transport
) -> None:
    """Takes the nights off sale; all of them or none.

    Raises:
        SoldOut: names the nights that somebody has.
    """
    try:
        transport.transact(moves(property_id, f"{CLOSURE}{closure}", take=[nights]))
    except ConditionFailed as error:
        taken = stocks.read(property_id, nights.months()).nights.get(nights.unit, {})
        found = sorted(day for day in taken if nights.from_ <= day < nights.to)
        named = ", ".join(day.isoformat() for day in found)
        message = f"These nights are taken: {named}."
        raise SoldOut(message, errors=[FieldError("from", message)]) from error


def open_unit(property_id: str, closure: str, nights: Nights, transport: Transport) -> None:
    """Puts closed nights on sale again.

    Raises:
        NotFound: they are not closed by this closure.
    """
    try:
        transport.transact(moves(property_id, f"{CLOSURE}{closure}", give=[nights]))
    except ConditionFailed as error:
        raise NotFound("These nights are not closed.") from error
