"""A property's shop: what it sells, with the settings that go with it."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

import msgspec

from lobby.base.errors import InvalidRequest
from lobby.base.languages import choose
from lobby.base.reasons import Name
from lobby.domain.business.settings import NO_POLICY, Policy, Property, Settings
from lobby.domain.business.texts import Language, Named, all_said, english, name_of, said
from lobby.domain.selling.catalog import Catalog


class Shop(msgspec.Struct, frozen=True, kw_only=True):
    """What a property sells, with the settings that go with it."""

    catalog: Catalog
    place: Property
    policies: dict[str, Policy]
    languages: list[Language] = msgspec.field(default_factory=english)

    @property
    def zone(self) -> ZoneInfo:
        """The property's time zone."""
        return ZoneInfo(self.place.time_zone)

    def policy(self, policy_id: str | None) -> Policy:
        """The policy of a rate, or else the property's."""
        return self.policies.get(policy_id or self.place.policy or "", NO_POLICY)

    def language(self, wanted: Iterable[str | None]) -> Language:
        """The first of these BCP 47 tags that the business writes in, or what stands in for it."""
        return choose([*wanted, self.place.language], self.languages) or self.languages[0]

    def called(self, record: Named) -> str | Name:
        """What something is called, as a value of a reason."""
        return name_of(record, self.languages[0])

    def in_language(self, language: str) -> Shop:
        """The shop as guests read it in a language."""
        return msgspec.structs.replace(
            self,
            catalog=self.catalog.in_language(language),
            place=said(self.place, language),
            policies=all_said(self.policies, language),
        )


def shop(catalog: Catalog, settings: Settings) -> Shop:
    """The shop of a property that is there.

    Raises:
        InvalidRequest: there is no such property.
    """
    place = settings.properties.get(catalog.property_id)
    if place is None:
        raise InvalidRequest.of("property", "unknown_property")
    return Shop(
        catalog=catalog, place=place, policies=settings.policies, languages=settings.languages
    )
