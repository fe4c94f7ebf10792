"""CSV export of the grid: asked for at once, written in the background, in flat memory.

The worker goes from checkpoint to checkpoint; each is one part of the file and the position of its
last row. A worker that dies, or runs out of its time, leaves a checkpoint from which the next goes
on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from msgspec.structs import replace

from lobby.base.clock import iso
from lobby.base.csv import BOM, csv_lines
from lobby.base.errors import NotFound
from lobby.base.ids import new_id
from lobby.domain.booking.events import Event
from lobby.domain.booking.export import Export
from lobby.domain.booking.search import Filters, Row
from lobby.domain.money.money import major
from lobby.domain.people.records import Actor
from lobby.gateways.files import LEAST_PART, Files
from lobby.store import idempotency
from lobby.store.exports import Exports
from lobby.store.listing import Listing
from lobby.store.table.transport import ConditionFailed

KEPT = timedelta(days=7)
_ROWS_A_BLOCK = 500
_ROWS_A_REPORT = 5_000

COLUMNS = (
    "Code",
    "Status",
    "Booked at (UTC)",
    "Arrival",
    "Departure",
    "First name",
    "Last name",
    "Email",
    "Property",
    "Rate",
    "Guests",
    "Total",
    "Paid",
    "Currency",
    "Payment status",
    "Agency",
)


def start_export(
    filters: Filters,
    actor: Actor,
    exports: Exports,
    *,
    now: datetime,
    request: idempotency.Request | None = None,
) -> Export:
    """Files an export and sets it going; the same request again answers the same export."""
    if request and (answered := request.recorded(exports.transport)):
        return _read(str(answered["id"]), exports)
    export = Export(
        id=new_id(now),
        status="running",
        filters=filters,
        created_at=now,
        expires_at=now + KEPT,
        requested_by=actor.name,
    )
    event = Event(
        id=new_id(now), type="export.requested", at=now, actor=actor, data={"export": export.id}
    )
    record = [request.record({"id": export.id})] if request else []
    try:
        exports.start(export, [event], alongside=record)
    except ConditionFailed as error:
        if request and (answered := request.answer_in(error)):
            return _read(str(answered["id"]), exports)
        raise
    return export


def _read(export_id: str, exports: Exports) -> Export:
    export = exports.read(export_id)
    if export is None:
        raise NotFound("export_gone")
    return export


def write_export(
    export_id: str,
    exports: Exports,
    listing: Listing,
    files: Files,
    *,
    now: Callable[[], datetime],
    time_left: Callable[[], timedelta],
) -> Export | None:
    """Writes an export to its end, or to the last checkpoint that the time allows.

    Answers with the export as it stands: ``running`` means that somebody has to go on. None if
    there is no such export any more.
    """
    export = exports.read(export_id)
    if export is None or export.status != "running":
        return export
    if export.upload_id is None:
        export = _advance(
            exports, export, upload_id=files.begin(export.file_key, "text/csv; charset=utf-8")
        )
    if not export.complete:
        export = _write_parts(export, exports, listing, files, time_left=time_left)
        if not export.complete:
            return export
    files.finish(export.file_key, _upload(export), export.parts)
    return _advance(exports, export, status="done", finished_at=now())


def _write_parts(
    export: Export,
    exports: Exports,
    listing: Listing,
    files: Files,
    *,
    time_left: Callable[[], timedelta],
) -> Export:
    """Writes rows, from the last checkpoint on, until all are in parts or the time runs out."""
    header = BOM + csv_lines([COLUMNS]) if not export.parts else b""
    buffer = bytearray(header)
    rows, position = export.written, export.position
    for block in _blocks(listing.rows(export.filters, export.position)):
        buffer += csv_lines(_cells(row) for _, row in block)
        rows, position = rows + len(block), block[-1][0]
        if len(buffer) < LEAST_PART:
            export = _tell(exports, export, rows)
        else:
            tag = files.add_part(
                export.file_key, _upload(export), len(export.parts) + 1, bytes(buffer)
            )
            buffer.clear()
            export = _advance(
                exports,
                export,
                rows=rows,
                written=rows,
                position=position,
                parts=[*export.parts, tag],
            )
            if time_left() < timedelta(seconds=30):
                return export
    parts = export.parts
    if buffer:
        tag = files.add_part(export.file_key, _upload(export), len(parts) + 1, bytes(buffer))
        parts = [*parts, tag]
    return _advance(
        exports, export, rows=rows, written=rows, position=position, parts=parts, complete=True
    )


def _upload(export: Export) -> str:
    """The id of the export's upload, which has begun."""
    if export.upload_id is None:
        raise ValueError("the export's upload has not begun")
    return export.upload_id


def _tell(exports: Exports, export: Export, rows: int) -> Export:
    """Lets whoever waits know how far it is, every so many rows."""
    if rows - export.rows < _ROWS_A_REPORT:
        return export
    return _advance(exports, export, rows=rows)


def _advance(exports: Exports, export: Export, **changes: object) -> Export:
    after = replace(export, checkpoint=export.checkpoint + 1, **changes)
    exports.save(export, after)
    return after


def _blocks(rows: Iterator[tuple[str, Row]]) -> Iterator[list[tuple[str, Row]]]:
    block: list[tuple[str, Row]] = []
    for row in rows:
        block.append(row)
        if len(block) == _ROWS_A_BLOCK:
            yield block
            block = []
    if block:
        yield block


def _cells(row: Row) -> list[object]:
    return [
        row.code,
        row.status,
        iso(row.booked_at),
        row.arrival,
        row.departure,
        row.first_name,
        row.last_name,
        row.email,
        row.property.name,
        row.rate,
        row.guests,
        major(row.total),
        major(row.paid),
        row.total.currency,
        row.payment_status,
        row.agency,
    ]
