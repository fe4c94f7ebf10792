"""Travel agencies that book through the API."""

from __future__ import annotations

from datetime import datetime

import msgspec

from lobby.domain.people.records import Agency


class Partner(msgspec.Struct, frozen=True, kw_only=True):
    """An agency, and the ids (not the texts) of its two keys: for bookings, and to try things."""

    id: str
    name: str
    email: str | None
    key_id: str
    sandbox_key_id: str
    created_at: datetime


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """Who calls the agencies' API: an agency with one of its keys."""

    id: str
    name: str
    email: str | None
    sandbox: bool

    def agency(self, reference: str | None = None) -> Agency:
        """The agency as its bookings name it."""
        return Agency(id=self.id, name=self.name, email=self.email, reference=reference)
