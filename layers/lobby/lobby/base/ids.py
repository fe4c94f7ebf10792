"""Identifiers: booking codes for people, sortable ids for records."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

# Douglas Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O or U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "-": "", " ": ""})

CODE_LENGTH = 8
ID_LENGTH = 26

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

NewCode = Callable[[], str]
NewId = Callable[[datetime], str]


def new_code() -> str:
    """A booking code: 40 random bits as 8 characters. It names a booking and opens nothing."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def read_code(text: str) -> str:
    """A code as people type it, back in its one spelling: case, dashes, I/L for 1, O for 0."""
    return text.strip().upper().translate(_MISREAD)


def is_code(text: str) -> bool:
    """Whether this can be a booking's code: anything else names no booking."""
    return len(text) == CODE_LENGTH and set(text) <= set(ALPHABET)


def new_id(now: datetime) -> str:
    """A ULID (https://github.com/ulid/spec): sorts by the millisecond it was made in."""
    milliseconds = (now - _EPOCH) // timedelta(milliseconds=1)
    number = milliseconds << 80 | secrets.randbits(80)
    return "".join(ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


def is_id(text: str) -> bool:
    """Whether this can be a record's id: anything else names no record."""
    return len(text) == ID_LENGTH and set(text) <= set(ALPHABET)
