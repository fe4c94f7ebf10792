"""Rooms and people over days, with what is booked on them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec
from msgspec.structs import replace

from lobby.base.clock import iso
from lobby.base.ids import is_code
from lobby.domain.booking.booking import Awaits, Status
from lobby.domain.booking.search import Row
from lobby.domain.people.names import full_name
from lobby.domain.selling import availability
from lobby.domain.selling.catalog import Closure, DateRange, Session, Stay
from lobby.domain.selling.shop import Shop
from lobby.domain.selling.stock import (
    CELL_MINUTES,
    CLOSED,
    IMPORT,
    NIGHT,
    Stock,
    midnight,
    months,
    runs,
)
from lobby.store.listing import Listing
from lobby.store.stock import Stocks

# the longest stay that is drawn whole has so many days outside
_AROUND = timedelta(days=28)

ResourceKind = Literal["unit", "person"]
EntryKind = Literal["booking", "closure", "import"]


class Resource(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the timeline: a room, a bed, a person."""

    id: str
    name: str
    group: str
    kind: ResourceKind


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """Something that takes a resource from then to then.

    ``from`` and ``to`` are days (the day of departure is not in) or, unless it is ``all_day``,
    instants.
    """

    id: str
    resource: str
    kind: EntryKind
    from_: str = msgspec.field(name="from")
    to: str
    all_day: bool
    movable: bool
    title: str
    code: str | None = None
    closure: str | None = None
    status: Status | None = None
    awaits: Awaits | None = None
    held: bool = False


class SeatsTaken(msgspec.Struct, frozen=True, kw_only=True):
    """Who comes to a session."""

    code: str
    title: str
    seats: int


class SessionEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One session and who comes."""

    product: str
    name: str
    at: datetime
    local: str
    until_local: str
    seats: int
    sold: int
    least: int
    closed: bool
    bookings: list[SeatsTaken]


class Clash(msgspec.Struct, frozen=True, kw_only=True):
    """Days on which another platform sold what was sold here already."""

    feed: str
    unit: str
    name: str
    from_: date = msgspec.field(name="from")
    to: date


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """Some days of a property."""

    property: str
    from_: date = msgspec.field(name="from")
    to: date
    time_zone: str
    resources: list[Resource]
    entries: list[Entry]
    sessions: list[SessionEntry]
    conflicts: list[Clash]


def read_timeline(
    shop: Shop, first: date, count: int, stocks: Stocks, listing: Listing
) -> Timeline:
    """The timeline of so many days: a Query a month, and the bookings that are on it in batches."""
    end = first + timedelta(days=count)
    # bars that begin before or end after are drawn whole
    around = months(first - _AROUND, end + _AROUND)
    stock = stocks.read(shop.catalog.property_id, around, consistent=False)
    rows = {row.code: row for row in listing.rows_of(sorted(_codes(stock)))}
    catalog = shop.catalog
    units = {
        unit.id: unit.name
        for product in catalog.products.values()
        if isinstance(product, Stay)
        for unit in product.units
    }
    return Timeline(
        property=catalog.property_id,
        from_=first,
        to=end,
        time_zone=shop.place.time_zone,
        resources=list(_resources(shop)),
        entries=[
            _noted(entry, catalog.closures)
            for entry in (
                *_nights(stock, units, first, end, rows),
                *_times(stock, shop, first, end, rows),
            )
        ],
        sessions=list(_sessions(stock, shop, first, end, rows)),
        conflicts=[
            Clash(
                feed=feed.id,
                unit=feed.unit,
                name=units.get(feed.unit, ""),
                from_=span.from_,
                to=span.to,
            )
            for feed in catalog.feeds.values()
            for span in feed.conflicts
            if _overlaps(span, first, end)
        ],
    )


def _codes(stock: Stock) -> set[str]:
    """The bookings that hold anything."""
    holders = {holder for nights in stock.nights.values() for holder in nights.values()}
    holders |= {holder for cells in stock.times.values() for holder in cells.values()}
    holders |= {holder for session in stock.sessions.values() for holder in session.holders}
    return {holder for holder in holders if is_code(holder)}


def _overlaps(span: DateRange, first: date, end: date) -> bool:
    return span.from_ < end and span.to >= first


def _resources(shop: Shop) -> Iterator[Resource]:
    products = sorted(shop.catalog.products.values(), key=lambda p: (p.position, p.id))
    for product in products:
        if isinstance(product, Stay):
            for unit in product.units:
                yield Resource(id=unit.id, name=unit.name, group=product.name, kind="unit")
    for person in sorted(shop.catalog.people.values(), key=lambda p: (p.position, p.id)):
        yield Resource(id=person.id, name=person.name, group="", kind="person")


def _nights(
    stock: Stock, units: dict[str, str], first: date, end: date, rows: dict[str, Row]
) -> Iterator[Entry]:
    for unit, nights in stock.nights.items():
        for holder, begins, ends in runs(nights, NIGHT):
            if unit in units and begins < end and ends > first:
                yield _entry(unit, holder, begins, ends, rows, all_day=True)


def _times(
    stock: Stock, shop: Shop, first: date, end: date, rows: dict[str, Row]
) -> Iterator[Entry]:
    cell = timedelta(minutes=CELL_MINUTES)
    for (person, day), cells in stock.times.items():
        if person in shop.catalog.people and first <= day < end:
            start = midnight(day, shop.zone)
            taken = {start + number * cell: holder for number, holder in cells.items()}
            for holder, begins, ends in runs(taken, cell):
                yield _entry(person, holder, begins, ends, rows, all_day=False)


def _entry(
    resource: str,
    holder: str,
    begins: date | datetime,
    ends: date | datetime,
    rows: dict[str, Row],
    *,
    all_day: bool,
) -> Entry:
    closed, imported = holder.startswith(CLOSED), holder.startswith(IMPORT)
    row = rows.get(holder)
    return Entry(
        id=f"{resource}.{begins.isoformat()}",
        resource=resource,
        kind="closure" if closed else "import" if imported else "booking",
        from_=_written(begins),
        to=_written(ends),
        all_day=all_day,
        movable=row is not None,
        title=_title(row) if row else "",
        code=None if closed or imported else holder,
        closure=holder.removeprefix(CLOSED) if closed else None,
        status=row.status if row else None,
        awaits=row.awaits if row else None,
        held=row is not None and row.status == "pending",
    )


def _noted(entry: Entry, closures: dict[str, Closure]) -> Entry:
    """A closure says why it is one."""
    if entry.closure is None:
        return entry
    closure = closures.get(entry.closure)
    return replace(entry, title=closure.note if closure else "")


def _written(at: date | datetime) -> str:
    return iso(at) if isinstance(at, datetime) else at.isoformat()


def _title(row: Row) -> str:
    return full_name(row.first_name, row.last_name)


def _sessions(
    stock: Stock, shop: Shop, first: date, end: date, rows: dict[str, Row]
) -> Iterator[SessionEntry]:
    last = end - timedelta(days=1)
    found = [
        (at, session)
        for session in shop.catalog.products.values()
        if isinstance(session, Session)
        for at in availability.occurrences(session, first, last, shop.zone)
    ]
    for at, session in sorted(found, key=lambda pair: (pair[0], pair[1].id)):
        held = stock.session(session.id, at)
        local = at.astimezone(shop.zone)
        until = (at + timedelta(minutes=session.duration)).astimezone(shop.zone)
        day = local.date()
        yield SessionEntry(
            product=session.id,
            name=session.name,
            at=at,
            local=f"{local:%Y-%m-%dT%H:%M}",
            until_local=f"{until:%Y-%m-%dT%H:%M}",
            seats=session.seats,
            sold=held.taken,
            least=session.least,
            closed=stock.override(session.id, day).closed,
            bookings=[
                SeatsTaken(
                    code=code, title=_title(rows[code]) if code in rows else code, seats=seats
                )
                for code, seats in sorted(held.holders.items())
            ],
        )
