"""Which mail says what: from a booking to a subject, a page, the same in text, and a calendar."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal, get_args

from lobby.documents.formats import DEFAULT_LANGUAGE, Formats, language_of
from lobby.domain.booking import BookingFile, Payment
from lobby.mail.calendar import Method, calendar_file
from lobby.mail.message import Attachment, Mail
from lobby.mail.rendering import languages, render_html, render_subject, render_text
from lobby.mail.values import values_of

Kind = Literal[
    "confirmation_request", "confirmation", "staff_notice", "payment_receipt", "cancellation"
]
_CALENDAR: Final[dict[Kind, Method]] = {"confirmation": "PUBLISH", "cancellation": "CANCEL"}


def compose(
    kind: Kind,
    file: BookingFile,
    *,
    link: str,
    now: datetime,
    site_url: str,
    desk_link: str | None = None,
    payment: int | None = None,
    language: str | None = None,
) -> Mail:
    """The mail of this kind about this booking, as the booking stands.

    ``link`` is the portal link with its secret. ``desk_link`` makes it the staff's version: it
    leads to the desk and never holds the portal link. ``payment`` is the number of the payment that
    a receipt is for. ``language`` is a BCP 47 tag; without it guests get their booking's language
    and staff English, and any language without templates becomes English.

    Raises:
        ValueError: the kind needs what is not there: a desk link, a payment, a cancellation.
    """
    for_staff = desk_link is not None
    _check(kind, file, for_staff=for_staff, payment=payment)
    spoken = _language(language or (None if for_staff else file.booking.booker.language))
    formats, site_url = Formats(spoken), site_url.rstrip("/")
    values = values_of(
        file,
        formats,
        portal_url=None if for_staff else link,
        desk_url=desk_link,
        site_url=site_url,
        payment=_payment(file, payment),
    )
    template = "staff_cancellation" if kind == "cancellation" and for_staff else kind
    subject = render_subject(template, spoken, values)
    attachments: list[Attachment] = []
    # Attached, never an alternative to the text: some programs would show nothing but the event.
    if (method := _CALENDAR.get(kind)) and not for_staff:
        attachments.append(
            calendar_file(file, method=method, formats=formats, site_url=site_url, now=now)
        )
    return Mail(
        subject=subject,
        html=render_html(template, spoken, values, subject),
        text=render_text(template, spoken, values),
        attachments=tuple(attachments),
    )


def _check(kind: Kind, file: BookingFile, *, for_staff: bool, payment: int | None) -> None:
    if kind not in get_args(Kind):
        raise ValueError(f"there is no mail of the kind {kind!r}")
    if kind == "staff_notice" and not for_staff:
        raise ValueError("a staff notice needs the desk link")
    if kind == "payment_receipt" and payment is None:
        raise ValueError("a receipt needs the payment's number")
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
