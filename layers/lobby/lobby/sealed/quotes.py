"""Quotes: plans with their price, sealed, so that nothing has to be kept of them.

A quote is what the business offered, under its signature (HMAC-SHA256): whoever brings it back
within a quarter of an hour books at that price. Whoever changes it brings back nothing.
"""

from __future__ import annotations

import hmac
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from datetime import datetime, timedelta
from hashlib import sha256

import msgspec

from lobby.base.errors import InvalidRequest, QuoteExpired
from lobby.domain.selling.plan import Plan

HOLDS_FOR = timedelta(minutes=15)
_SIGNATURE_BYTES = 32


class _Quote(msgspec.Struct, frozen=True):
    plan: Plan
    expires_at: datetime


class Quotes:
    """Seals and opens quotes under one key of at least 32 bytes."""

    def __init__(self, key: bytes) -> None:
        if len(key) < 32:
            raise ValueError("the quote key needs at least 32 bytes")
        self._key = key

    def seal(self, plan: Plan, now: datetime) -> tuple[str, datetime]:
        """The quote, and until when (UTC) it holds."""
        expires_at = (now + HOLDS_FOR).replace(microsecond=0)
        content = zlib.compress(msgspec.json.encode(_Quote(plan, expires_at)))
        return urlsafe_b64encode(self._sign(content) + content).decode(), expires_at

    def open(self, quote: str, now: datetime) -> Plan:
        """The plan in a quote.

        Raises:
            InvalidRequest: this is no quote of ours, or no longer as it was given.
            QuoteExpired: it is too old.
        """
        try:
            sealed = urlsafe_b64decode(quote.encode())
        except (NotBase64, ValueError):
            sealed = b""
        signature, content = sealed[:_SIGNATURE_BYTES], sealed[_SIGNATURE_BYTES:]
        # decoding is lenient about what surrounds the content: a quote has one spelling
        spelt_alike = urlsafe_b64encode(sealed).decode() == quote
        if not spelt_alike or not hmac.compare_digest(signature, self._sign(content)):
            raise InvalidRequest.of("quote", "unknown_quote")
        opened = msgspec.json.decode(zlib.decompress(content), type=_Quote)
        if now > opened.expires_at:
            raise QuoteExpired
        return opened.plan

    def _sign(self, content: bytes) -> bytes:
        return hmac.digest(self._key, b"quote\n" + content, sha256)
