"""A mail service in memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lobby.gateways.post import Post
from lobby.mail import Mail


@dataclass(frozen=True)
class Sent:
    """One mail that was sent."""

    recipient: str
    mail: Mail
    sender_name: str
    reply_to: str | None
    message_id: str


class FakePost(Post):
    """Keeps what was sent; mails to addresses in ``refused`` are not taken."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.refused: set[str] = set()

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
        del now
        if recipient in self.refused:
            raise ConnectionError("the mail service does not answer")
        self.sent.append(Sent(recipient, mail, sender_name, reply_to, message_id))
