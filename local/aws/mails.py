"""Keeping each mail as it was sent.

MiniStack lists sent mails without their attachments and headers, and forgets them when it ends.
Mails are what guests see, so this wrapper keeps the message of each send that was accepted, with
its envelope, as two files named by its message id. Everything passes through untouched.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

SEND_EMAIL = "/v2/email/outbound-emails"
MESSAGE_ID = re.compile(rb"([0-9a-f-]{36})@email\.amazonses\.com")


@dataclass(frozen=True)
class SentMail:
    """A message and the addresses that it was sent with, which need not be those in it."""

    message: bytes
    envelope: dict[str, Any]


class KeepMails:
    """ASGI middleware that keeps the mails that were accepted in a folder."""

    def __init__(self, app: Application, folder: Path) -> None:
        self._app = app
        self._folder = folder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Watch requests that may send a mail; pass all others on."""
        if scope["type"] != "http" or scope["method"] != "POST" or not _may_send_mail(scope):
            await self._app(scope, receive, send)
            return
        asked = bytearray()
        answered = bytearray()
        status = 0

        async def receiving() -> Message:
            message = await receive()
            asked.extend(message.get("body", b""))
            return message

        async def sending(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            answered.extend(message.get("body", b""))
            await send(message)

        await self._app(scope, receiving, sending)
        mail = sent_mail(scope["path"], bytes(asked))
        found = MESSAGE_ID.search(bytes(answered))
        if status == 200 and mail and found:
            self._keep(found.group(1).decode(), mail)

    def _keep(self, name: str, mail: SentMail) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        (self._folder / f"{name}.eml").write_bytes(mail.message)
        # Last, since a mail counts as kept once its envelope is there.
        (self._folder / f"{name}.json").write_text(json.dumps({"at": at, **mail.envelope}))


def _may_send_mail(scope: Scope) -> bool:
    if scope["path"].rstrip("/") == SEND_EMAIL:
        return True
    headers = dict(scope["headers"])
    form = headers.get(b"content-type", b"").startswith(b"application/x-www-form-urlencoded")
    return form and b"/ses/" in headers.get(b"authorization", b"")


def sent_mail(path: str, body: bytes) -> SentMail | None:
    """The mail in a send request of either SES API; None where it sends something else.

    Kept are raw messages of both APIs and simple ones of the second; others the local AWS lists
    well enough by itself.
    """
    try:
        if path.rstrip("/") == SEND_EMAIL:
            return _from_second_api(json.loads(body))
        return _from_first_api(parse_qs(body.decode()))
    except (ValueError, KeyError):
        return None


def _from_second_api(asked: dict[str, Any]) -> SentMail | None:
    destination = asked.get("Destination", {})
    envelope = {
        "from": asked.get("FromEmailAddress", ""),
        "to": destination.get("ToAddresses", []),
        "cc": destination.get("CcAddresses", []),
    }
    content = asked["Content"]
    if "Raw" in content:
        return SentMail(base64.b64decode(content["Raw"]["Data"]), envelope)
    if "Simple" in content:
        return SentMail(_compose(content["Simple"], envelope), envelope)
    return None


def _from_first_api(form: dict[str, list[str]]) -> SentMail | None:
    if form.get("Action") != ["SendRawEmail"]:
        return None
    to = [form[name][0] for name in sorted(form) if name.startswith("Destinations.member.")]
    envelope = {"from": form.get("Source", [""])[0], "to": to, "cc": []}
    return SentMail(base64.b64decode(form["RawMessage.Data"][0]), envelope)


def _compose(simple: dict[str, Any], envelope: dict[str, Any]) -> bytes:
    """A simple mail as the message that SES makes of it."""
    message = EmailMessage()
    message["From"] = envelope["from"]
    message["To"] = ", ".join(envelope["to"])
    message["Subject"] = simple["Subject"]["Data"]
    for header in simple.get("Headers", []):
        message[header["Name"]] = header["Value"]
    body = simple["Body"]
    message.set_content(body.get("Text", {}).get("Data", ""))
    if "Html" in body:
        message.add_alternative(body["Html"]["Data"], subtype="html")
    for attached in simple.get("Attachments", []):
        kind = attached.get("ContentType", "application/octet-stream").split("/", 1)
        message.add_attachment(
            base64.b64decode(attached["RawContent"]),
            maintype=kind[0],
            subtype=kind[1],
            filename=attached["FileName"],
        )
    return message.as_bytes()
