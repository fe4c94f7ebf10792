"""Names, texts, email addresses and phone numbers as people type them."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from lobby.base.reasons import WrongValue

TEXT_LENGTH = 200
LONG_TEXT_LENGTH = 5_000
_PHONE = re.compile(r"\+?[\d\s()./-]{5,30}", re.ASCII)


def clean_text(value: Any, length: int, *, lines: bool = False) -> str:
    """Text as it is kept: NFC, trimmed, no control characters (line breaks only where asked).

    Raises:
        WrongValue: not a text, too long, or with control characters.
    """
    if not isinstance(value, str):
        raise WrongValue("not_text")
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n")).strip()
    if len(text) > length:
        raise WrongValue("text_too_long", most=length)
    allowed = "\n\t" if lines else ""
    if any(unicodedata.category(char) == "Cc" and char not in allowed for char in text):
        raise WrongValue("control_characters")
    return text


def read_email(value: Any) -> str:
    """An email address in its one spelling (RFC 5321, 6531), not checked for delivery.

    Raises:
        WrongValue: if it is none.
    """
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(clean_text(value, 254), check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise WrongValue("not_an_email") from error


def read_phone(value: Any) -> str:
    """A phone number as people write it: digits, spaces and ``+ ( ) . / -``.

    Raises:
        WrongValue: if it is none.
    """
    text = clean_text(value, 30)
    if not _PHONE.fullmatch(text):
        raise WrongValue("not_a_phone")
    return text
