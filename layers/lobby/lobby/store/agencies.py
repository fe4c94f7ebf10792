"""Agencies in the table.

PK             SK                what
AGENCIES       AGENCY#<id>       an agency
               KEY#<key id>      whose key this is
AGENCY#<id>    B#<listed>        a booking of the agency, by when it was made

A booking is filed with its agency in the booking's own transaction.
"""

from __future__ import annotations

from collections.abc import Iterator

from lobby.base.clock import iso
from lobby.domain.booking.booking import BookingFile
from lobby.domain.people.agencies import Caller, Partner
from lobby.store.table.items import from_item, to_item
from lobby.store.table.transport import Query, Transport, Write, delete, every_item, put, put_new

PAGE = 50
_PK = "AGENCIES"
_PARTNER = "AGENCY#"
_KEY = "KEY#"
_BOOKING = "B#"


class Agencies:
    """The agencies of the business, with their keys."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def all(self) -> Iterator[Partner]:
        """Every agency, in the order in which they were added."""
        query = Query(
            key_condition="PK = :pk AND begins_with(SK, :partner)",
            values={":pk": _PK, ":partner": _PARTNER},
            consistent=True,
        )
        return (from_item(item, Partner) for item in every_item(self._transport, query))

    def read(self, agency_id: str) -> Partner | None:
        """An agency."""
        item = self._transport.get((_PK, f"{_PARTNER}{agency_id}"))
        return from_item(item, Partner) if item else None

    def caller(self, key_id: str) -> Caller | None:
        """Whose key this is."""
        item = self._transport.get((_PK, f"{_KEY}{key_id}"))
        return from_item(item, Caller) if item else None

    def add(self, partner: Partner) -> None:
        """Adds an agency with its keys."""
        keys = {partner.key_id: False, partner.sandbox_key_id: True}
        self._transport.transact(
            [
                put_new(to_item((_PK, f"{_PARTNER}{partner.id}"), partner)),
                *(
                    put_new(
                        to_item(
                            (_PK, f"{_KEY}{key_id}"),
                            Caller(
                                id=partner.id,
                                name=partner.name,
                                email=partner.email,
                                sandbox=sandbox,
                            ),
                        )
                    )
                    for key_id, sandbox in keys.items()
                ),
            ]
        )

    def remove(self, partner: Partner) -> None:
        """Removes an agency with its keys; its bookings stay."""
        keys = (partner.key_id, partner.sandbox_key_id)
        self._transport.transact(
            [
                delete((_PK, f"{_PARTNER}{partner.id}")),
                *(delete((_PK, f"{_KEY}{key_id}")) for key_id in keys),
            ]
        )


class AgencyBookings:
    """Which bookings an agency made."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def page(self, agency_id: str, before: str | None) -> tuple[list[str], str | None]:
        """The next codes, the newest first, and the position to go on from; None at the end."""
        page = self._transport.query(
            Query(
                key_condition="PK = :pk AND SK < :before",
                values={":pk": _partition(agency_id), ":before": f"{_BOOKING}{before or '~'}"},
                limit=PAGE,
                forward=False,
                consistent=True,
            )
        )
        positions = [item["SK"].removeprefix(_BOOKING) for item in page.items]
        codes = [position.rpartition("#")[2] for position in positions]
        return codes, positions[-1] if page.next is not None and positions else None


def filed(before: BookingFile | None, after: BookingFile) -> list[Write]:
    """The write that files a new booking with its agency, if that books through the API."""
    booking = after.booking
    if before is not None or booking.agency is None or booking.agency.id is None:
        return []
    listed = f"{iso(booking.created_at)}#{booking.code}"
    return [put({"PK": _partition(booking.agency.id), "SK": f"{_BOOKING}{listed}"})]


def _partition(agency_id: str) -> str:
    return f"{_PARTNER}{agency_id}"
