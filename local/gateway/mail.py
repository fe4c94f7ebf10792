"""`/mail`: what was sent, as JSON for programs and as an inbox for people."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses
from pathlib import Path
from typing import Any

import httpx
import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from local.gateway.pages import Pages, wants_json

PARSER = BytesParser(policy=policy.default)

# The mail's own markup, apart from the page around it: no script, nothing fetched from afar, and
# its links open in a tab of their own.
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)


class Mail(msgspec.Struct, kw_only=True):
    """A mail as it went out."""

    id: str
    at: str
    sender: str = msgspec.field(name="from")
    to: list[str]
    cc: list[str]
    subject: str
    html: str | None
    text: str | None
    attachments: list[str]


SENT = ("SendEmail", "SendRawEmail")
"""What the local AWS calls mails that were sent through the mail service's API."""


class Mailbox:
    """Every mail that the local AWS accepted, newest first.

    The raw messages lie in a folder; what the sign-in service sent is known to the local AWS only,
    which tells it without attachments.
    """

    def __init__(self, folder: Path, aws_url: str, client: httpx.AsyncClient) -> None:
        self._folder = folder
        self._listing = f"{aws_url}/_ministack/ses/messages"
        self._client = client

    async def mails(self) -> list[Mail]:
        """All of them, newest first."""
        listing = (await self._client.get(self._listing)).json()
        others = [
            _listed(message)
            for messages in listing["messages"].values()
            for message in messages
            if not message["Type"].endswith(SENT)  # those are kept whole, a moment after
        ]
        kept = [self._read(path) for path in self._folder.glob("*.json")]
        return sorted([*kept, *others], key=lambda mail: mail.at, reverse=True)

    async def mail(self, mail_id: str) -> Mail | None:
        """One of them."""
        return next((mail for mail in await self.mails() if mail.id == mail_id), None)

    def message(self, mail_id: str) -> EmailMessage | None:
        """The message as it was sent, where it is kept."""
        path = self._folder / f"{mail_id}.eml"
        if not re.fullmatch(r"[0-9a-f-]+", mail_id) or not path.is_file():
            return None
        parsed = PARSER.parsebytes(path.read_bytes())
        assert isinstance(parsed, EmailMessage)
        return parsed

    def _read(self, envelope: Path) -> Mail:
        sent = json.loads(envelope.read_text())
        message = self.message(envelope.stem)
        assert message is not None, envelope
        return Mail(
            id=envelope.stem,
            at=sent["at"],
            sender=str(message["From"] or "") or sent["from"],
            to=_addresses(sent["to"] or message.get_all("To", [])),
            cc=_addresses(sent["cc"] or message.get_all("Cc", [])),
            subject=str(message["Subject"] or ""),
            html=_body(message, "html"),
            text=_body(message, "plain"),
            attachments=[_name(part) for part in message.iter_attachments()],
        )


def _addresses(values: Sequence[Any]) -> list[str]:
    return [address for _, address in getaddresses([str(value) for value in values]) if address]


def _body(message: EmailMessage, kind: str) -> str | None:
    part = message.get_body((kind,))
    return str(part.get_content()) if part is not None else None


def _name(part: EmailMessage) -> str:
    return part.get_filename() or f"unnamed {part.get_content_type()}"


def _short(message_id: str) -> str:
    return message_id.split("@", 1)[0]


def _listed(message: dict[str, Any]) -> Mail:
    at = datetime.fromtimestamp(message["Timestamp"], UTC)
    return Mail(
        id=_short(message["MessageId"]),
        at=at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        sender=message["Source"],
        to=_addresses(message["To"]),
        cc=_addresses(message["CC"]),
        subject=message["Subject"],
        html=message["BodyHtml"] or None,
        text=message["BodyText"] or None,
        attachments=[],
    )


class Mails:
    """The pages of the mailbox."""

    def __init__(self, mailbox: Mailbox, pages: Pages) -> None:
        self._mailbox = mailbox
        self._pages = pages

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/mail", self._list),
            Route("/mail/{mail_id}", self._mail),
            Route("/mail/{mail_id}/html", self._html),
            Route("/mail/{mail_id}/source", self._source),
            Route("/mail/{mail_id}/attachments/{number:int}", self._attachment),
        ]

    async def _list(self, request: Request) -> Response:
        mails = await self._mailbox.mails()
        wanted = request.query_params.get("to")
        if wanted:
            mails = [mail for mail in mails if wanted in mail.to + mail.cc]
        if wants_json(request):
            return JSONResponse(msgspec.to_builtins(mails))
        return self._pages.show("mails.html", mails=mails, wanted=wanted)

    async def _mail(self, request: Request) -> Response:
        mail = await self._mailbox.mail(request.path_params["mail_id"])
        if mail is None:
            return self._pages.show("missing.html", 404, what="mail", back="/mail")
        if wants_json(request):
            return JSONResponse(msgspec.to_builtins(mail))
        kept = self._mailbox.message(mail.id) is not None
        return self._pages.show("mail.html", mail=mail, kept=kept)

    async def _html(self, request: Request) -> Response:
        mail = await self._mailbox.mail(request.path_params["mail_id"])
        if mail is None or mail.html is None:
            return Response("Not found", 404, media_type="text/plain")
        headers = {"content-security-policy": MAIL_POLICY, "x-content-type-options": "nosniff"}
        opening = '<base target="_blank">'
        html = re.sub(r"(<head[^>]*>)", rf"\1{opening}", mail.html, count=1, flags=re.IGNORECASE)
        if html == mail.html:
            html = opening + html
        return Response(html, media_type="text/html", headers=headers)

    async def _source(self, request: Request) -> Response:
        message = self._mailbox.message(request.path_params["mail_id"])
        if message is None:
            return Response("Not found", 404, media_type="text/plain")
        return Response(message.as_bytes(), media_type="text/plain")

    async def _attachment(self, request: Request) -> Response:
        message = self._mailbox.message(request.path_params["mail_id"])
        parts = list(message.iter_attachments()) if message else []
        number = request.path_params["number"]
        if number >= len(parts):
            return Response("Not found", 404, media_type="text/plain")
        part = parts[number]
        content = part.get_content()
        name = re.sub(r"[^\w .()-]", "_", _name(part))
        return Response(
            content.encode() if isinstance(content, str) else content,
            media_type=part.get_content_type(),
            headers={
                "content-disposition": f'attachment; filename="{name}"',
                "x-content-type-options": "nosniff",
                "content-security-policy": "sandbox",
            },
        )
