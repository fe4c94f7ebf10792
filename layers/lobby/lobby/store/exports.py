"""Exports in the table, one item each, kept as long as their file.

PK             SK   what
EXPORT#<id>    -    filters, progress, and where the file is
"""

from __future__ import annotations

from collections.abc import Sequence

from lobby.base.ids import is_id
from lobby.domain.booking.events import Event
from lobby.domain.booking.export import Export
from lobby.store import outbox
from lobby.store.table.items import from_item, to_item
from lobby.store.table.transport import ConditionFailed, Item, Transport, Write, put, put_new


class ExportMoved(Exception):
    """Another worker has taken this export further."""


class Exports:
    """The exports that staff asked for."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    def start(
        self, export: Export, events: Sequence[Event], *, alongside: Sequence[Write] = ()
    ) -> None:
        """Files a new export with the event that sets it going."""
        self.transport.transact([put_new(_item(export)), *outbox.writes(events), *alongside])

    def read(self, export_id: str) -> Export | None:
        """The export with this id."""
        item = self.transport.get(_key(export_id)) if is_id(export_id) else None
        return from_item(item, Export) if item else None

    def save(self, before: Export, after: Export) -> None:
        """Takes an export from one checkpoint to the next.

        Raises:
            ExportMoved: if it is no longer at the first.
        """
        try:
            self.transport.transact(
                [put(_item(after), "checkpoint = :seen", seen=before.checkpoint)]
            )
        except ConditionFailed as error:
            raise ExportMoved from error


def _key(export_id: str) -> tuple[str, str]:
    return (f"EXPORT#{export_id}", "-")


def _item(export: Export) -> Item:
    return to_item(_key(export.id), export, expires=int(export.expires_at.timestamp()))
