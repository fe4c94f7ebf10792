"""Which mail says what: from a booking to a subject, a page, the same in text, and a calendar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final, Literal

from lobby.domain.booking.booking import Booking, BookingFile
from lobby.mail.blocks import Content
from lobby.mail.calendar import Method, calendar_file
from lobby.mail.guest_mails import GUEST_MAILS
from lobby.mail.message import Attachment, Mail, one_line
from lobby.mail.rendering import render_html, render_text
from lobby.mail.sections import footer
from lobby.mail.staff_mails import STAFF_MAILS
from lobby.mail.things import changes_in
from lobby.mail.values import brand_values
from lobby.mail.writer import Writer
from lobby.words.catalogue import language_of

Kind = Literal[
    "confirmation_request",
    "hold",
    "request",
    "confirmation",
    "staff_notice",
    "rescheduled",
    "payment_receipt",
    "payment_returned",
    "cancellation",
]
_CALENDAR: Final[dict[Kind, Method]] = {
    "confirmation": "PUBLISH",
    "rescheduled": "PUBLISH",
    "cancellation": "CANCEL",
}
_READER: Final = {True: "staff", False: "guests"}


def compose(
    kind: Kind,
    file: BookingFile,
    *,
    link: str,
    now: datetime,
    site_url: str,
    desk_link: str | None = None,
    payment: int | None = None,
    changes: Mapping[str, Any] | None = None,
) -> Mail:
    """The mail of this kind about this booking, as the booking stands.

    ``link`` is the portal link with its secret. ``desk_link`` makes it the staff's version: it
    leads to the desk and never holds the portal link. ``payment`` is the number of the payment that
    a receipt is for. ``changes`` are the event's: what the booking was before.

    Guests read their language, and in it what the business wrote; staff read the business's first.

    Raises:
        ValueError: the kind needs what is not there: a desk link, a payment, a cancellation, the
            changes.
    """
    for_staff = desk_link is not None
    if kind == "rescheduled" and not changes:
        raise ValueError("A booking that moved needs its changes.")
    write = _letter(kind, file.booking, for_staff=for_staff)
    site_url = site_url.rstrip("/")
    if for_staff:
        language = language_of(file.shown.languages[0])
    else:
        language = language_of(*file.guest_languages)
        changes = changes_in(language, changes or {}, file.booking)
        file = file.in_language(language)
    writer = Writer(
        file,
        language,
        portal_url=link,
        desk_url=desk_link or "",
        site_url=site_url,
        payment=payment,
        changes=changes or {},
    )
    content, end = write(writer), footer(writer)
    attachments: list[Attachment] = []
    # Attached, never an alternative to the text: some programs would show nothing but the event.
    if (method := _CALENDAR.get(kind)) and not for_staff and _was_confirmed(file.booking):
        attachments.append(calendar_file(writer, method=method, site_url=site_url, now=now))
    return Mail(
        language=language,
        subject=one_line(content.subject),
        html=render_html(content, end, writer.formats, brand_values(file.shown.brand, site_url)),
        text=render_text(content, end),
        attachments=tuple(attachments),
    )


def _letter(kind: Kind, booking: Booking, *, for_staff: bool) -> Callable[[Writer], Content]:
    """What writes it; a booking can be cancelled in more than one way."""
    ended = booking.cancellation
    name: str = kind
    if kind == "cancellation" and ended and not for_staff and not _was_confirmed(booking):
        name = ended.type if ended.type in GUEST_MAILS else kind
    found = (STAFF_MAILS if for_staff else GUEST_MAILS).get(name)
    if found is None:
        raise ValueError(f"There is no mail of the kind {kind!r} for {_READER[for_staff]}.")
    return found


def _was_confirmed(booking: Booking) -> bool:
    """Whether the booking ever was in anybody's calendar."""
    return booking.status == "confirmed" or booking.confirmed_at is not None
