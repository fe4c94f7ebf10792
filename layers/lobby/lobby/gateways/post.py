"""The mail service."""

from __future__ import annotations

from datetime import datetime
from email.utils import formataddr
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client

    from lobby.mail import Mail


class Post(Protocol):
    """Where mails are posted."""

    def send(
        self,
        mail: Mail,
        *,
        recipient: str,
        sender_name: str,
        reply_to: str | None,
        message_id: str,
        now: datetime,
    ) -> None:
        """Sends a mail to one address, in the business's name."""
        ...


class SesPost:
    """Amazon SES, from one verified address."""

    def __init__(self, sender: str, client: SESV2Client | None = None) -> None:
        self._sender = sender
        self._given_client = client

    @cached_property
    def _client(self) -> SESV2Client:
        if self._given_client is not None:
            return self._given_client
        import boto3

        return boto3.client("sesv2")

    def send(
        self,
        mail: Mail,
        *,
        recipient: str,
        sender_name: str,
        reply_to: str | None,
        message_id: str,
        now: datetime,
    ) -> None:
        from lobby.mail import to_mime

        domain = self._sender.rpartition("@")[2]
        raw = to_mime(
            mail,
            sender=formataddr((sender_name, self._sender)),
            recipient=recipient,
            reply_to=reply_to,
            message_id=f"{message_id}@{domain}",
            sent_at=now,
        )
        self._client.send_email(
            FromEmailAddress=self._sender,
            Destination={"ToAddresses": [recipient]},
            Content={"Raw": {"Data": raw}},
        )
