"""Agencies come with two keys and go with them."""

from __future__ import annotations

from datetime import datetime

from lobby.base.errors import InvalidRequest, NotFound
from lobby.base.ids import new_id
from lobby.domain.people.agencies import Partner
from lobby.gateways.api_keys import ApiKey, ApiKeys
from lobby.store.agencies import Agencies

MOST_AGENCIES = 500


def add_agency(
    name: str, email: str | None, agencies: Agencies, keys: ApiKeys, *, now: datetime
) -> tuple[Partner, ApiKey, ApiKey]:
    """A new agency with its key and its sandbox key; what is half made is unmade again.

    Raises:
        InvalidRequest: there are too many agencies.
    """
    if sum(1 for _ in agencies.all()) >= MOST_AGENCIES:
        raise InvalidRequest.of("body", "too_many_kept", most=MOST_AGENCIES)
    agency_id = new_id(now)
    made: list[ApiKey] = []
    try:
        for kind in ("live", "sandbox"):
            made.append(keys.create(f"lobby agency {agency_id} {kind}"))
        live, sandbox = made
        partner = Partner(
            id=agency_id,
            name=name,
            email=email,
            key_id=live.id,
            sandbox_key_id=sandbox.id,
            created_at=now,
        )
        agencies.add(partner)
    except Exception:
        for key in made:
            keys.remove(key.id)
        raise
    return partner, live, sandbox


def remove_agency(agency_id: str, agencies: Agencies, keys: ApiKeys) -> None:
    """Ends an agency's keys and forgets it; its bookings stay.

    The record goes last, so that removing it again ends a key that could not be ended before.

    Raises:
        NotFound: there is no such agency.
    """
    partner = agencies.read(agency_id)
    if partner is None:
        raise NotFound("unknown_agency")
    for key_id in (partner.key_id, partner.sandbox_key_id):
        keys.remove(key_id)
    agencies.remove(partner)
