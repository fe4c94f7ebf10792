"""A mail as we compose it, and as it travels (RFC 5322, MIME)."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP, SMTPUTF8
from email.utils import make_msgid
from typing import Final

import msgspec

LONGEST_HEADER: Final = 300
_NAMED: Final = re.compile(r"(.*)<([^<>]*)>")
_ESCAPED: Final = re.compile(r"\\(.)")


class Attachment(msgspec.Struct, frozen=True):
    """A file that goes with a mail; ``media_type`` may have parameters (RFC 2045)."""

    name: str
    media_type: str
    content: bytes


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """What a mail says, in one ``language``, the same to everyone it goes to."""

    language: str
    subject: str
    html: str
    text: str
    attachments: tuple[Attachment, ...] = ()


def to_mime(
    mail: Mail,
    *,
    sender: str,
    recipient: str,
    sent_at: datetime,
    reply_to: str | None = None,
    message_id: str | None = None,
) -> bytes:
    """The mail as bytes for a mail server.

    Addresses are ``anna@example.com`` or ``Anna Hemm <anna@example.com>``, in any script: names are
    encoded by RFC 2047, domains by IDNA. Only an address whose part before the ``@`` is not ASCII
    makes it a message that the servers on the way must know RFC 6532 for. ``message_id`` gets its
    angle brackets if it has none.

    Raises:
        ValueError: one of the addresses is none.
    """
    given = {"From": sender, "To": recipient, "Reply-To": reply_to}
    addresses = {header: _address(text) for header, text in given.items() if text is not None}
    ascii_only = all(address.username.isascii() for address in addresses.values())
    message = EmailMessage(policy=SMTP if ascii_only else SMTPUTF8)
    for header, address in addresses.items():
        message[header] = address
    message["Subject"] = one_line(mail.subject)
    message["Date"] = sent_at.astimezone(UTC)
    message["Message-ID"] = _message_id(message_id, addresses["From"].domain)
    # RFC 3834: no out-of-office answers to what a program sent.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text, cte="quoted-printable")
    message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    for attachment in mail.attachments:
        _attach(message, attachment)
    # last: the making of parts takes whatever begins with Content- into the first of them
    message["Content-Language"] = mail.language
    return message.as_bytes()


def one_line(text: str, longest: int = LONGEST_HEADER) -> str:
    """The text as one line without control characters, cut off where it is too long.

    Any line break, also one of Unicode's, becomes a space: nothing can start a header of its own.
    """
    line = " ".join(text.split())
    clean = "".join(char for char in line if unicodedata.category(char) != "Cc")
    return clean if len(clean) <= longest else clean[: longest - 1].rstrip() + "…"


def _address(text: str) -> Address:
    from email_validator import validate_email

    line = one_line(text, longest=1_000)
    name, spec = found.groups() if (found := _NAMED.fullmatch(line)) else ("", line)
    known = validate_email(spec, check_deliverability=False, globally_deliverable=False)
    return Address(
        display_name=one_line(_spoken(name.strip()), longest=100),
        username=known.local_part,
        domain=known.ascii_domain,
    )


def _spoken(name: str) -> str:
    """A name without the quotation marks and the encoding that it may have come in."""
    if len(name) > 1 and name[0] == name[-1] == '"':
        return _ESCAPED.sub(r"\1", name[1:-1])
    try:
        return str(make_header(decode_header(name)))
    except (HeaderParseError, LookupError, UnicodeError):
        return name


def _message_id(given: str | None, domain: str) -> str:
    if given is None:
        return make_msgid(domain=domain)
    return f"<{one_line(given).strip('<>')}>"


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    part = MIMEPart()
    part["Content-Type"] = attachment.media_type
    content_type = part["Content-Type"]
    message.add_attachment(
        attachment.content,
        maintype=content_type.maintype,
        subtype=content_type.subtype,
        params=dict(content_type.params),
        filename=one_line(attachment.name, longest=100),
    )
