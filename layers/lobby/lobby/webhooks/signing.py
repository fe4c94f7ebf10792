"""Signatures of outgoing webhooks: Standard Webhooks 1.0.0, scheme ``v1`` (HMAC-SHA256).

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

from __future__ import annotations

import hmac
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from lobby.domain.business.settings import Endpoint

OVERLAP: Final = timedelta(hours=24)
"""For so long after a rotation the previous secret still signs, beside the new one."""

_PREFIX = "whsec_"


def sign(
    message_id: str, timestamp: datetime, body: bytes, secrets: Sequence[str]
) -> dict[str, str]:
    """The headers that vouch for a message: one signature for each ``whsec_`` secret.

    Receivers accept a message if any of its signatures fits their secret. ``timestamp`` is the
    moment of this attempt, to the second; ``message_id`` stays the same on all of them.

    Raises:
        ValueError: if the id has a dot (it would blur what is signed), or there is no secret.
    """
    if "." in message_id:
        raise ValueError("a message id must not contain a dot")
    if not secrets:
        raise ValueError("a message needs at least one secret")
    second = str(int(timestamp.timestamp()))
    signed = f"{message_id}.{second}.".encode() + body
    return {
        "webhook-id": message_id,
        "webhook-timestamp": second,
        "webhook-signature": " ".join(_signature(secret, signed) for secret in secrets),
    }


def _signature(secret: str, signed: bytes) -> str:
    key = b64decode(secret.removeprefix(_PREFIX), validate=True)
    return f"v1,{b64encode(hmac.digest(key, signed, sha256)).decode()}"


class WebhookSecrets:
    """The secrets of all endpoints, derived from one master key of at least 32 bytes.

    Nothing is stored, so nothing can leak from the table: a secret is known again from the
    endpoint's id and the version that its secret is in.
    """

    def __init__(self, master_key: bytes) -> None:
        if len(master_key) < 32:
            raise ValueError("the webhook key needs at least 32 bytes")
        self._key = master_key

    def secret(self, endpoint_id: str, version: int) -> str:
        """An endpoint's secret in one version, as integrators get it: ``whsec_`` and base64."""
        message = f"webhook\n{endpoint_id}\n{version}".encode()
        return _PREFIX + b64encode(hmac.digest(self._key, message, sha256)).decode()

    def secrets_in_force(self, endpoint: Endpoint, now: datetime) -> list[str]:
        """The secrets to sign with: the current one, and the one before for a day after a rotation.

        Whoever rotates twice within a day ends the first secret at once.
        """
        versions = [endpoint.secret_version]
        rotated_at = endpoint.rotated_at and datetime.fromisoformat(endpoint.rotated_at)
        if rotated_at and now < rotated_at + OVERLAP:
            versions.append(endpoint.secret_version - 1)
        return [self.secret(endpoint.id, version) for version in versions]
