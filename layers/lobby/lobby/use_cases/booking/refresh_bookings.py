"""Settings changed: the pages of open bookings follow.

Terms, prices and policies are frozen into a booking and stay. How to reach the property, the brand
and the check-in's questions are copied beside it, so that a page is one read; here those copies are
brought up to date.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from lobby.domain.booking.booking import Shown
from lobby.domain.booking.search import Filters
from lobby.domain.business.settings import Settings
from lobby.store.bookings import Bookings
from lobby.store.listing import Listing

# Guests look a stay up for some time after they have left.
_AFTER_DEPARTURE = timedelta(days=30)


def refresh_bookings(
    settings: Settings, listing: Listing, bookings: Bookings, *, now: datetime
) -> int:
    """Copies the settings beside every booking that has not long ended; answers how many moved."""
    since = (now - _AFTER_DEPARTURE).date()
    refreshed = 0
    for _, row in listing.rows(Filters(departure_from=since)):
        place = settings.properties.get(row.property.id)
        if place is None:
            continue
        shown = Shown(property=place, brand=settings.brand, fields=settings.fields, at=now)
        refreshed += bookings.show(row.code, shown)
    return refreshed
