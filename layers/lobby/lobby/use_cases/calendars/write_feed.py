"""A unit's taken nights as other platforms read them."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from lobby.base.errors import NotFound
from lobby.calendars.writing import Busy
from lobby.domain.selling import availability
from lobby.domain.selling.catalog import Catalog
from lobby.domain.selling.stock import IMPORT, NIGHT, Stock, days, months, runs
from lobby.sealed.links import FeedLinks
from lobby.store.stock import Stocks
from lobby.use_cases.calendars.import_feeds import HORIZON

_BACK = timedelta(days=31)
_NOT_FOR_SALE = ""


def busy_spans(
    catalog: Catalog, unit: str, stocks: Stocks, links: FeedLinks, *, today: date
) -> list[Busy]:
    """When a unit can't be booked, from a month ago to a year and a half ahead: a Query a month.

    What other platforms booked is left out: it is theirs to tell, and told back to them it would
    never end.

    Raises:
        NotFound: there is no such unit.
    """
    if catalog.stay_of(unit) is None:
        raise NotFound
    read = months(today - _BACK, today + HORIZON)
    stock = stocks.read(catalog.property_id, read, consistent=False)
    seen: Counter[str] = Counter()
    spans: list[Busy] = []
    for holder, begins, ends in runs(_taken(catalog, unit, stock, read[0], today), NIGHT):
        # what is not for sale is known by its first night, a stay by its booking
        stay = holder or begins.isoformat()
        uid = links.uid(unit, stay, str(seen[stay]))
        seen[stay] += 1
        spans.append(Busy(uid=uid, from_=begins, to=ends))
    return spans


def _taken(catalog: Catalog, unit: str, stock: Stock, first: date, today: date) -> dict[date, str]:
    """By whom each night is taken, as far as it is for us to tell."""
    taken: dict[date, str] = {}
    if (stay := catalog.stay_of(unit)) is not None:
        for day in days(first, today + HORIZON):
            if availability.closed_on(stay, day, stock):
                taken[day] = _NOT_FOR_SALE
    held = stock.nights.get(unit, {})
    return taken | {day: who for day, who in held.items() if not who.startswith(IMPORT)}
