"""Staff export the grid as CSV and watch it being written."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from lobby import wiring
from lobby.base.clock import utc_now
from lobby.base.errors import NotFound
from lobby.domain.booking.export import Export
from lobby.domain.booking.search import Filters
from lobby.http.operation import Answer, Operation, Request
from lobby.store import idempotency
from lobby.use_cases.overview.export_bookings import start_export
from lobby.use_cases.overview.list_bookings import read_filters
from lobby.views.base import View

operation = Operation("export_bookings")

LINK_SECONDS = 15 * 60


class ExportRequest(View, frozen=True, kw_only=True):
    """The grid's filters; none of them exports everything."""

    filters: Filters = Filters()


class ExportView(View, frozen=True, kw_only=True):
    """How far the export is: the rows so far and, when it is done, where the file is."""

    id: str
    status: Literal["running", "done", "failed"]
    rows: int
    filters: Filters
    created_at: datetime
    expires_at: datetime
    url: str | None = None


@operation.route("POST", "/staff/exports", body=ExportRequest, answers={202: ExportView})
def export(request: Request) -> Answer:
    """Start an export of the bookings that match."""
    now, staff = utc_now(), request.staff
    filters = read_filters(request.body(ExportRequest).filters, wiring.settings(), "filters.")
    started = start_export(
        filters,
        staff,
        wiring.exports(),
        now=now,
        request=idempotency.Request.keyed(
            "export_bookings", staff.name, request.idempotency_key, request.raw_body, now
        ),
    )
    return Answer(202, _view(started), {"Location": f"/api/staff/exports/{started.id}"})


@operation.route("GET", "/staff/exports/{id}", answers={200: ExportView})
def progress(request: Request) -> Answer:
    """How far an export is."""
    found = wiring.exports().read(request.path["id"])
    if found is None or found.expires_at < utc_now():
        raise NotFound("export_gone")
    return Answer(200, _view(found))


def _view(export: Export) -> ExportView:
    url = None
    if export.status == "done":
        url = wiring.export_files().link(export.file_key, export.file_name, LINK_SECONDS)
    return ExportView(
        id=export.id,
        status=export.status,
        rows=export.rows,
        filters=export.filters,
        created_at=export.created_at,
        expires_at=export.expires_at,
        url=url,
    )


handler = operation.handler
