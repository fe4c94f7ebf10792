"""Links that open something to whoever has them.

Portal links are ``<site>/b/<code>#<secret>``.

The secret is an HMAC (256 bits) of the booking's code and its link version, so there is nothing to
store: staff can copy the link again at any time, and raising the version revokes it. It sits in the
fragment, which browsers never send, and travels as ``Authorization: Bearer`` (OWASP ASVS 5.0,
14.2.1: no tokens in path or query).

Calendar feeds are ``<site>/api/feeds/<property>/<unit>/<secret>.ics``: platforms that read them
know no other way to show a secret. They tell when a unit is taken, and nothing else.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256


class _Links:
    """Secrets under one key of at least 32 bytes, and the site that they belong to."""

    def __init__(self, key: bytes, site_url: str) -> None:
        if len(key) < 32:
            raise ValueError("the link key needs at least 32 bytes")
        self._key = key
        self._site_url = site_url.rstrip("/")

    def _secret(self, *message: str) -> str:
        """The secret of a message: 43 characters."""
        digest = hmac.digest(self._key, "\n".join(message).encode(), sha256)
        return urlsafe_b64encode(digest).rstrip(b"=").decode()


class PortalLinks(_Links):
    """Makes and checks portal links."""

    def secret(self, code: str, link_version: int) -> str:
        """The secret that opens this booking in this version of its link: 43 characters."""
        return self._secret("portal-link", code, str(link_version))

    def page(self, code: str) -> str:
        """The booking's page, without the secret."""
        return f"{self._site_url}/b/{code}"

    def link(self, code: str, link_version: int) -> str:
        """The whole link, as it goes into a mail."""
        return f"{self.page(code)}#{self.secret(code, link_version)}"

    def opens(self, presented: str, code: str, link_version: int) -> bool:
        """Whether the presented secret opens the booking; takes the same time either way."""
        expected = self.secret(code, link_version)
        return hmac.compare_digest(presented.encode(), expected.encode())


class FeedLinks(_Links):
    """Makes and checks the addresses of units' calendars."""

    def link(self, property_id: str, unit: str) -> str:
        """The address of a unit's calendar."""
        return f"{self._site_url}/api/feeds/{property_id}/{unit}/{self._file(property_id, unit)}"

    def opens(self, presented: str, property_id: str, unit: str) -> bool:
        """Whether this is the name of the unit's calendar; takes the same time either way."""
        expected = self._file(property_id, unit)
        return hmac.compare_digest(presented.encode(errors="replace"), expected.encode())

    def uid(self, *stay: str) -> str:
        """A name for a stay, the same in every calendar, that does not tell its code."""
        return self._secret("feed-uid", *stay)

    def _file(self, property_id: str, unit: str) -> str:
        return f"{self._secret('feed-link', property_id, unit)}.ics"
