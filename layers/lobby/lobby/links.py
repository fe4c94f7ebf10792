"""Portal links: ``<site>/b/<code>#<secret>``.

The secret is an HMAC (256 bits) of the booking's code and its link version, so there is nothing to
store: staff can copy the link again at any time, and raising the version revokes it. It sits in the
fragment, which browsers never send, and travels as ``Authorization: Bearer`` (OWASP ASVS 5.0,
14.2.1: no tokens in path or query).
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256


class PortalLinks:
    """Makes and checks portal links under one key of at least 32 bytes."""

    def __init__(self, key: bytes, site_url: str) -> None:
        if len(key) < 32:
            raise ValueError("the link key needs at least 32 bytes")
        self._key = key
        self._site_url = site_url.rstrip("/")

    def secret(self, code: str, link_version: int) -> str:
        """The secret that opens this booking in this version of its link: 43 characters."""
        message = f"portal-link\n{code}\n{link_version}".encode()
        return urlsafe_b64encode(hmac.digest(self._key, message, sha256)).rstrip(b"=").decode()

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
