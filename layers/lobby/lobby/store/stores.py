"""The stores that a use case works on, together."""

from __future__ import annotations

import msgspec

from lobby.store.bookings import Bookings
from lobby.store.catalog import CatalogStore
from lobby.store.settings import SettingsStore
from lobby.store.stock import Stocks
from lobby.store.table.transport import Transport


class Stores(msgspec.Struct, frozen=True, kw_only=True):
    """The stores of the business; of agencies that try things out, those of the sandbox.

    The catalogues and the settings are the same for both. ``transport`` is for what a use case
    writes alongside.
    """

    bookings: Bookings
    stocks: Stocks
    catalogs: CatalogStore
    settings: SettingsStore
    transport: Transport
