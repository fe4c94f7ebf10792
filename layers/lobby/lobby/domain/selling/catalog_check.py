"""Whether a record fits the rest of its catalogue, and what else there refers to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from lobby.base.errors import FieldError
from lobby.domain.selling.catalog import (
    Appointment,
    Catalog,
    Extra,
    Feed,
    Package,
    PackagePart,
    PriceRule,
    Promotion,
    Rate,
    Session,
    Stay,
)


def misfits(record: object, catalog: Catalog, policies: Collection[str]) -> list[FieldError]:
    """What is wrong with a record beside the others; a record may be among them already."""
    return list(_misfits(record, catalog, policies))


def _misfits(record: object, catalog: Catalog, policies: Collection[str]) -> Iterator[FieldError]:
    match record:
        case Appointment():
            yield from _unknown("people", record.people, catalog.people, "person")
        case Rate():
            for product in record.prices:
                if product not in catalog.products:
                    yield FieldError(f"prices.{product}", "unknown_product")
            yield from _rules(record.rules, catalog)
            yield from _policy(record.policy, policies)
        case Extra() | Promotion():
            yield from _unknown("products", record.products, catalog.products, "product")
        case Package():
            for number, part in enumerate(record.parts):
                yield from _part(f"parts[{number}]", part, catalog)
            yield from _rules(record.rules, catalog)
            yield from _policy(record.policy, policies)
        case Feed():
            if record.unit not in {unit for unit, _ in _units(catalog)}:
                yield FieldError("unit", "unknown_unit")
        case _:
            pass
    if isinstance(record, Promotion):
        others = [p for p in catalog.promotions.values() if p.id != record.id]
        if record.code in [other.code for other in others]:
            yield FieldError("code", "promotion_code_used")


def _unknown(
    field: str, ids: Sequence[str], known: Collection[str], what: str
) -> Iterator[FieldError]:
    for number, record_id in enumerate(ids):
        if record_id not in known:
            yield FieldError(f"{field}[{number}]", f"unknown_{what}")


def _rules(rules: Iterable[PriceRule], catalog: Catalog) -> Iterator[FieldError]:
    for number, rule in enumerate(rules):
        yield from _unknown(f"rules[{number}].products", rule.products, catalog.products, "product")


def _policy(policy: str | None, policies: Collection[str]) -> Iterator[FieldError]:
    if policy is not None and policy not in policies:
        yield FieldError("policy", "unknown_policy")


def _part(place: str, part: PackagePart, catalog: Catalog) -> Iterator[FieldError]:
    if part.extra is not None:
        if part.extra not in catalog.extras:
            yield FieldError(f"{place}.extra", "unknown_extra")
        return
    if part.quantity != 1:
        yield FieldError(f"{place}.quantity", "only_extras")
    match catalog.products.get(part.product or ""):
        case None:
            yield FieldError(f"{place}.product", "unknown_product")
        case Stay():
            if not part.nights:
                yield FieldError(f"{place}.nights", "how_many_nights")
        case Session():
            if not part.days:
                yield FieldError(f"{place}.days", "which_days")
        case Appointment():
            yield FieldError(f"{place}.product", "no_appointments")


def _units(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """The id and the name of every unit."""
    for product in catalog.products.values():
        if isinstance(product, Stay):
            yield from ((unit.id, unit.name) for unit in product.units)


def ids_of(record: Any) -> set[str]:
    """The id of a record, and those of its units."""
    units = record.units if isinstance(record, Stay) else []
    return {record.id, *(unit.id for unit in units)}


def users_of(ids: Collection[str], catalog: Catalog) -> list[str]:
    """The names of the records that refer to one of these ids."""
    wanted = set(ids)
    return [name for name, referred in _references(catalog) if not wanted.isdisjoint(referred)]


def _references(catalog: Catalog) -> Iterator[tuple[str, set[str]]]:
    """Every record that refers to others, by name, and to which."""
    for product in catalog.products.values():
        if isinstance(product, Appointment):
            yield product.name, set(product.people)
    for rate in catalog.rates.values():
        yield rate.name, {*rate.prices, *_in_rules(rate.rules)}
    for extra in catalog.extras.values():
        yield extra.name, set(extra.products)
    for package in catalog.packages.values():
        contained = {part.product or part.extra or "" for part in package.parts}
        yield package.name, contained | _in_rules(package.rules)
    for promotion in catalog.promotions.values():
        yield promotion.name, set(promotion.products)
    names = dict(_units(catalog))
    for feed in catalog.feeds.values():
        yield f"the calendar {feed.name or names.get(feed.unit, feed.unit)}", {feed.unit}


def _in_rules(rules: Iterable[PriceRule]) -> set[str]:
    return {product for rule in rules for product in rule.products}
