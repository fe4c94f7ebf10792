"""Enumerations by name: each stands once in the document, as a component of its own.

The code has them as literals, which have no name where they travel. They are told by their values;
where two have the same ones, by the field.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final, get_args

from lobby.domain.booking import booking, export, money, payments
from lobby.domain.business import event_types, settings, texts
from lobby.domain.money import lines
from lobby.domain.people import records
from lobby.domain.selling import calendar, catalog
from lobby.use_cases.booking import cancel_booking
from lobby.use_cases.selling import read_timeline
from lobby.views import price
from tools.openapi_schemas import REFERENCE, ContractError, Schema

NAMED: Final[Mapping[str, Any]] = {
    "Awaits": booking.Awaits,
    "BookingStatus": booking.Status,
    "CancellationType": booking.CancellationType,
    "CancelledBy": booking.CancelledBy,
    "ConfirmationRule": catalog.ConfirmationRule,
    "DayState": calendar.DayState,
    "Door": records.Door,
    "EnteredItemKind": lines.EnteredItemKind,
    "EntryKind": read_timeline.EntryKind,
    "EventType": event_types.EventType,
    "ExportStatus": export.ExportStatus,
    "ExtraPer": catalog.ExtraPer,
    "FieldType": settings.FieldType,
    "InitialStatus": booking.InitialStatus,
    "ItemKind": lines.ItemKind,
    "Language": texts.Language,
    "MovementKind": price.MovementKind,
    "MovementStatus": price.MovementStatus,
    "PackagePer": catalog.PackagePer,
    "PaymentKind": money.PaymentKind,
    "PaymentStatus": payments.PaymentStatus,
    "PricePer": catalog.PricePer,
    "ProductKind": catalog.ProductKind,
    "PublicEventType": event_types.PublicEventType,
    "RefundChoice": cancel_booking.RefundChoice,
    "ResourceKind": read_timeline.ResourceKind,
}
"""Every enumeration that has a name, with its values in the order in which people meet them."""

_BY_FIELD: Final = {"Resource.kind": "ResourceKind"}


def with_names(components: Mapping[str, Schema]) -> dict[str, Schema]:
    """The components with each enumeration as one of them, and references where it stood.

    Raises:
        ContractError: one that stands in several places has no name, or its name is taken.
    """
    naming = _Naming()
    named = {name: naming.of(schema, name) for name, schema in components.items()}
    if taken := naming.used & named.keys():
        raise ContractError(f"An enumeration is called like a record: {', '.join(taken)}.")
    if nameless := [values for values, count in naming.nameless.items() if count > 1]:
        raise ContractError(f"Give these a name in {__name__}: {nameless}.")
    enums = {name: {"type": "string", "enum": list(get_args(NAMED[name]))} for name in naming.used}
    return {**named, **enums}


class _Naming:
    """Replaces enumerations by references, and notes which it met."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self.nameless: Counter[tuple[str, ...]] = Counter()

    def of(self, schema: Any, place: str) -> Any:
        """A schema with references; ``place`` is the component and the field that it is of."""
        if isinstance(schema, list):
            return [self.of(part, place) for part in schema]
        if not isinstance(schema, dict):
            return schema
        if isinstance(values := schema.get("enum"), list) and len(values) > 1:
            return self._enum(schema, tuple(sorted(values)), place)
        return {
            key: {name: self.of(field, f"{place}.{name}") for name, field in part.items()}
            if key == "properties"
            else self.of(part, place)
            for key, part in schema.items()
        }

    def _enum(self, schema: Schema, values: tuple[str, ...], place: str) -> Schema:
        name = _BY_FIELD.get(place) or _BY_VALUES.get(values)
        if name is None:
            self.nameless[values] += 1
            return schema
        self.used.add(name)
        rest = {key: part for key, part in schema.items() if key not in ("enum", "type")}
        return {"$ref": REFERENCE.format(name=name), **rest}


_BY_VALUES = {
    tuple(sorted(get_args(kind))): name
    for name, kind in NAMED.items()
    if name not in _BY_FIELD.values()
}
