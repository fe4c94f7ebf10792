"""A property's shop: what it sells, with the settings that go with it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import msgspec

from lobby.base.errors import InvalidRequest
from lobby.domain.business.settings import NO_POLICY, Policy, Property, Settings
from lobby.domain.selling.catalog import Catalog


class Shop(msgspec.Struct, frozen=True, kw_only=True):
    """What a property sells, with the settings that go with it."""

    catalog: Catalog
    place: Property
    policies: dict[str, Policy]

    @property
    def zone(self) -> ZoneInfo:
        """The property's time zone."""
        return ZoneInfo(self.place.time_zone)

    def policy(self, policy_id: str | None) -> Policy:
        """The policy of a rate, or else the property's."""
        return self.policies.get(policy_id or self.place.policy or "", NO_POLICY)


def shop(catalog: Catalog, settings: Settings) -> Shop:
    """The shop of a property that is there.

    Raises:
        InvalidRequest: there is no such property.
    """
    place = settings.properties.get(catalog.property_id)
    if place is None:
        raise InvalidRequest.of("property", "unknown_property")
    return Shop(catalog=catalog, place=place, policies=settings.policies)
