"""An export was asked for: its file is written."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from lobby import wiring
from lobby.base.clock import utc_now
from lobby.base.errors import LobbyError
from lobby.domain.booking.events import Envelope
from lobby.http.queue import consume
from lobby.use_cases.overview.export_bookings import write_export


class ExportUnfinished(LobbyError):
    """The time ran out; the message comes again and the next run goes on from the checkpoint."""


def handler(event: dict[str, Any], context: Any) -> Any:
    """Writes the exports of a batch, each from its last checkpoint on."""

    def time_left() -> timedelta:
        return timedelta(milliseconds=context.get_remaining_time_in_millis())

    def work(envelope: Envelope) -> None:
        export = write_export(
            envelope.data["export"],
            wiring.exports(),
            wiring.listing(),
            wiring.export_files(),
            now=utc_now,
            time_left=time_left,
        )
        if export is not None and export.status == "running":
            raise ExportUnfinished(export.id)

    return consume(event, context, work)
