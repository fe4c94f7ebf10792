"""Which mail says what: from a booking to a subject, a page, the same in text, and a calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, Literal, get_args

from lobby.domain.booking.booking import Booking, BookingFile
from lobby.domain.booking.money import Payment
from lobby.mail.calendar import Method, calendar_file
from lobby.mail.message import Attachment, Mail
from lobby.mail.rendering import languages, render_html, render_subject, render_text
from lobby.mail.values import values_of
from lobby.words.catalogue import DEFAULT_LANGUAGE, language_of
from lobby.words.formats import Formats

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
    language: str | None = None,
) -> Mail:
    """The mail of this kind about this booking, as the booking stands.

    ``link`` is the portal link with its secret. ``desk_link`` makes it the staff's version: it
    leads to the desk and never holds the portal link. ``payment`` is the number of the payment that
    a receipt is for. ``changes`` are the event's: what the booking was before. ``language`` is a
    BCP 47 tag; without it guests get their booking's language and staff English, and any language
    without templates becomes English.

    Raises:
        ValueError: the kind needs what is not there: a desk link, a payment, a cancellation, the
            changes.
    """
    for_staff = desk_link is not None
    _check(kind, file, for_staff=for_staff, payment=payment, changes=changes)
    spoken = _language(language or (None if for_staff else file.booking.booker.language))
    formats, site_url = Formats(spoken), site_url.rstrip("/")
    values = values_of(
        file,
        formats,
        portal_url=None if for_staff else link,
        desk_url=desk_link,
        site_url=site_url,
        payment=_payment(file, payment),
        changes=changes or {},
    )
    template = _template(kind, file.booking, for_staff=for_staff)
    subject = render_subject(template, spoken, values)
    attachments: list[Attachment] = []
    # Attached, never an alternative to the text: some programs would show nothing but the event.
    if (method := _CALENDAR.get(kind)) and not for_staff and _was_confirmed(file.booking):
        attachments.append(
            calendar_file(file, method=method, formats=formats, site_url=site_url, now=now)
        )
    return Mail(
        subject=subject,
        html=render_html(template, spoken, values, subject),
        text=render_text(template, spoken, values),
        attachments=tuple(attachments),
    )


def _template(kind: Kind, booking: Booking, *, for_staff: bool) -> str:
    """The folder of templates; a booking can be cancelled and moved in more than one way."""
    if for_staff:
        return {"cancellation": "staff_cancellation", "rescheduled": "staff_rescheduled"}.get(
            kind, kind
        )
    ended = booking.cancellation
    if kind == "cancellation" and ended is not None and not _was_confirmed(booking):
        return {"hold_expired": "hold_expired", "declined": "declined"}.get(ended.type, kind)
    return kind


def _was_confirmed(booking: Booking) -> bool:
    """Whether the booking ever was in anybody's calendar."""
    return booking.status == "confirmed" or booking.confirmed_at is not None


def _check(
    kind: Kind,
    file: BookingFile,
    *,
    for_staff: bool,
    payment: int | None,
    changes: Mapping[str, Any] | None,
) -> None:
    if kind not in get_args(Kind):
        raise ValueError(f"there is no mail of the kind {kind!r}")
    if kind == "staff_notice" and not for_staff:
        raise ValueError("a staff notice needs the desk link")
    if kind in ("payment_receipt", "payment_returned") and payment is None:
        raise ValueError("a receipt needs the payment's number")
    if kind == "rescheduled" and not changes:
        raise ValueError("a booking that moved needs its changes")
    if kind == "cancellation" and file.booking.cancellation is None:
        raise ValueError("the booking is not cancelled")


def _payment(file: BookingFile, number: int | None) -> Payment | None:
    if number is None:
        return None
    found = next((payment for payment in file.payments if payment.number == number), None)
    if found is None:
        raise ValueError(f"the booking has no payment {number}")
    return found


def _language(tag: str | None) -> str:
    language = language_of(tag)
    return language if language in languages() else DEFAULT_LANGUAGE
