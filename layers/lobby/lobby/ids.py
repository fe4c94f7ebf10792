"""Identifiers: booking codes for people, sortable ids for records."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime

# Douglas Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O or U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "-": "", " ": ""})

CODE_LENGTH = 8

NewCode = Callable[[], str]
NewId = Callable[[datetime], str]


def new_code() -> str:
    """A booking code: 40 random bits as 8 characters. It names a booking and opens nothing."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def read_code(text: str) -> str:
    """A code as people type it, back in its one spelling: case, dashes, I/L for 1, O for 0."""
    return text.strip().upper().translate(_MISREAD)


def new_id(now: datetime) -> str:
    """A ULID (https://github.com/ulid/spec): sorts by the millisecond it was made in."""
    number = int(now.timestamp() * 1000) << 80 | secrets.randbits(80)
    return "".join(ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))
