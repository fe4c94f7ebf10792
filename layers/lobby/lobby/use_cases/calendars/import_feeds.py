"""What other platforms sold is taken out of stock, and what they gave back is put into it again.

A calendar that can't be read leaves everything as it was. A night that somebody has here already is
never taken from them: it is a conflict, which staff are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from lobby.base.errors import Conflict
from lobby.calendars.fetching import Unreadable
from lobby.calendars.reading import Taken, taken_nights
from lobby.domain.business.settings import Settings
from lobby.domain.selling.catalog import Catalog, DateRange, Feed
from lobby.domain.selling.claims import Nights
from lobby.domain.selling.stock import IMPORT, NIGHT, months, runs
from lobby.store.stock import moves
from lobby.store.stores import Stores
from lobby.store.table.transport import ConditionFailed

HORIZON = timedelta(days=549)
"""How far ahead calendars go, either way: a year and a half."""

_AT_ONCE = 8
_TRIES = 6
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)

Fetch = Callable[[str], bytes]


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """How many calendars were read, and how many could not be."""

    read: int = 0
    failed: int = 0


def import_feeds(
    stores: Stores,
    fetch: Fetch,
    *,
    now: datetime,
    has_time: Callable[[], bool] = lambda: True,
) -> Imported:
    """Reads every property's calendars, those that were read longest ago first.

    When ``has_time`` says no, the rest is left for the next time.

    Raises:
        ExceptionGroup: of what kept single calendars from being taken over, other than that they
            can't be read; the others have been taken over.
    """
    settings = stores.settings.read()
    feeds: list[tuple[Catalog, Feed]] = []
    failures: list[Exception] = []
    for place in settings.properties.values():
        catalog = stores.catalogs.read(place.id)
        feeds += [(catalog, feed) for feed in catalog.feeds.values()]
        if catalog.products:
            _give_back_orphans(catalog, stores, _today(settings, catalog, now))
    feeds.sort(key=lambda pair: pair[1].read_at or _NEVER)
    read = failed = 0
    for catalog, feed, content in _fetched(feeds, fetch, has_time):
        zone = ZoneInfo(settings.properties[catalog.property_id].time_zone)
        try:
            if _take_over(catalog, feed, content, zone, stores, now):
                read += 1
            else:
                failed += 1
        except Exception as error:  # one that fails must not keep the others
            failures.append(error)
    if failures:
        raise ExceptionGroup("calendars could not be taken over", failures)
    return Imported(read=read, failed=failed)


def _today(settings: Settings, catalog: Catalog, now: datetime) -> date:
    zone = ZoneInfo(settings.properties[catalog.property_id].time_zone)
    return now.astimezone(zone).date()


def _fetched(
    feeds: Iterable[tuple[Catalog, Feed]], fetch: Fetch, has_time: Callable[[], bool]
) -> Iterator[tuple[Catalog, Feed, Future[bytes]]]:
    """Each calendar once it is there, a few fetched at the same time."""
    waiting = iter(feeds)
    under_way: list[tuple[Catalog, Feed, Future[bytes]]] = []
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        while True:
            while len(under_way) < _AT_ONCE and has_time():
                if (following := next(waiting, None)) is None:
                    break
                under_way.append((*following, pool.submit(fetch, following[1].url)))
            if not under_way:
                return
            yield under_way.pop(0)


def _take_over(
    catalog: Catalog,
    feed: Feed,
    content: Future[bytes],
    zone: ZoneInfo,
    stores: Stores,
    now: datetime,
) -> bool:
    """Takes over one calendar; False if it can't be read, which its record then says."""
    today = now.astimezone(zone).date()
    try:
        taken = taken_nights(content.result(), today, today + HORIZON, zone)
        conflicts = _reconcile(catalog, feed, taken, stores, today)
    except Unreadable as error:
        stores.catalogs.note_reading(catalog.property_id, feed, now, reason=error.reason)
        return False
    stores.catalogs.note_reading(catalog.property_id, feed, now, conflicts=conflicts)
    return True


def _reconcile(
    catalog: Catalog, feed: Feed, taken: Taken, stores: Stores, today: date
) -> list[DateRange]:
    """Makes the feed's nights in stock those of its calendar; answers with those that others have.

    Raises:
        Unreadable: there is no such unit any more.
        Conflict: if the stock would not stand still.
    """
    stay = catalog.stay_of(feed.unit)
    if stay is None:
        raise Unreadable("feed_no_unit")
    holder = f"{IMPORT}{feed.id}"

    def claims(nights: Iterable[date]) -> list[Nights]:
        marked = dict.fromkeys(nights, holder)
        return [
            Nights(product=stay.id, unit=feed.unit, from_=begins, to=ends)
            for _, begins, ends in runs(marked, NIGHT)
        ]

    for _ in range(_TRIES):
        stock = stores.stocks.read(catalog.property_id, months(today, today + HORIZON))
        held = stock.nights.get(feed.unit, {})
        mine = {day for day, who in held.items() if who == holder and day >= today}
        take = claims(taken.nights - held.keys())
        give = claims(mine - taken.nights)
        try:
            if take or give:
                stores.transport.transact(moves(catalog.property_id, holder, take=take, give=give))
        except ConditionFailed:
            continue  # somebody was faster with one of these nights: look again
        return _spans(day for day in taken.booked if not held.get(day, IMPORT).startswith(IMPORT))
    raise Conflict("busy")


def _give_back_orphans(catalog: Catalog, stores: Stores, today: date) -> None:
    """Gives back the nights of calendars that staff removed, or gave to another unit."""
    known = {(f"{IMPORT}{feed.id}", feed.unit) for feed in catalog.feeds.values()}
    stock = stores.stocks.read(catalog.property_id, months(today, today + HORIZON))
    for unit, nights in stock.nights.items():
        left = {
            day: who
            for day, who in nights.items()
            if who.startswith(IMPORT) and (who, unit) not in known and day >= today
        }
        for holder in set(left.values()):
            give = [
                Nights(product="", unit=unit, from_=begins, to=ends)
                for who, begins, ends in runs(left, NIGHT)
                if who == holder
            ]
            with suppress(ConditionFailed):  # somebody gave them back meanwhile
                stores.transport.transact(moves(catalog.property_id, holder, give=give))


def _spans(nights: Iterable[date]) -> list[DateRange]:
    """Nights as ranges, both ends in."""
    marked = dict.fromkeys(nights, "")
    return [DateRange(from_=begins, to=ends - NIGHT) for _, begins, ends in runs(marked, NIGHT)]
