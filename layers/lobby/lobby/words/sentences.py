"""What each code says: the one table for problem documents, field errors and reasons.

A code stays what it is for good: it is stored with bookings, and integrators switch on it. Its
sentence may be put better at any time. Pages say the same sentences (``site/generated``).
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Counted(NamedTuple):
    """A sentence that depends on a number: the value named ``counts``, which it says as ``{n}``."""

    one: str
    many: str
    counts: str = "n"


SENTENCES: Final[dict[str, str | Counted]] = {
    "required": "This is required.",
    "unknown_property": "There is no such property.",
    "too_late": "This is too close to be booked online.",
    "too_far": "Bookings are open until {last:date}.",
    "past": "This day is over.",
    "min_nights": Counted(
        "The shortest stay is {n} night.", "The shortest stay is {n} nights.", "nights"
    ),
    "max_nights": Counted(
        "The longest stay is {n} night.", "The longest stay is {n} nights.", "nights"
    ),
}
