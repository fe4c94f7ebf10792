"""Languages as clients ask for them: BCP 47 tags, and ``Accept-Language`` (RFC 9110, 12.5.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

# Norwegians ask for "no" or for their other written language; what there is reads well to both.
_SAME_AS: Final = {"no": "nb", "nn": "nb"}
_PREFERENCE: Final = re.compile(
    r"(?P<tag>\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)"
    r"(?:[ \t]*;[ \t]*[qQ]=(?P<weight>0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?"
)
_LONGEST: Final = 1_000

Language = TypeVar("Language", bound=str)


def primary(tag: str | None) -> str:
    """The language of a tag without its region and script: ``es-419`` is ``es``."""
    language = (tag or "").replace("_", "-").partition("-")[0].lower()
    return _SAME_AS.get(language, language)


def choose(wanted: Iterable[str | None], spoken: Sequence[Language]) -> Language | None:
    """The first wanted tag that is spoken; ``*`` wants any, None is passed over.

    None if nothing of it is spoken.
    """
    for tag in wanted:
        if tag == "*":
            return spoken[0]
        language = primary(tag)
        for known in spoken:
            if known == language:
                return known
    return None


def accepted(header: str | None) -> list[str]:
    """The tags of an ``Accept-Language`` header, the most wanted first.

    What is not wanted at all (``q=0``), and what is none of its grammar, is left out.
    """
    weighted = []
    for part in (header or "")[:_LONGEST].split(","):
        found = _PREFERENCE.fullmatch(part.strip(" \t"))
        if found:
            weighted.append((float(found["weight"] or 1), found["tag"]))
    # the sort keeps the order of those that are wanted alike
    return [tag for weight, tag in sorted(weighted, key=lambda one: -one[0]) if weight]
