"""A CSV export: which rows, how far it is, and where its file will be."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from lobby.domain.booking.search import Filters

ExportStatus = Literal["running", "done", "failed"]


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """One export of the grid. It advances by checkpoints, so that it can be taken up again.

    ``rows`` is how many have been read so far, ``written`` how many of them are in a finished part.
    ``position`` is the last row written, ``parts`` the finished parts of the upload ``upload_id``
    (their ETags). With ``complete`` these are all of them, and are yet to be put together.
    """

    id: str
    status: ExportStatus
    filters: Filters
    created_at: datetime
    expires_at: datetime
    requested_by: str
    rows: int = 0
    written: int = 0
    checkpoint: int = 0
    position: str | None = None
    upload_id: str | None = None
    parts: list[str] = []
    complete: bool = False
    finished_at: datetime | None = None

    @property
    def file_key(self) -> str:
        """The name of the file in its bucket."""
        return f"exports/{self.id}.csv"

    @property
    def file_name(self) -> str:
        """The name under which a browser saves the file."""
        return f"bookings-{self.created_at:%Y-%m-%d-%H%M}.csv"
