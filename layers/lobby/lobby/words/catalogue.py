"""The translations of one language, as `make words` compiles them. English needs none."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path
from typing import Final

import msgspec

from lobby.base.languages import choose

DEFAULT_LANGUAGE: Final = "en"
COMPILED: Final = Path(__file__).parent / "compiled"


class Catalogue(msgspec.Struct, frozen=True, dict=True):
    """Translations by their English sentence.

    ``plural``: gettext's expression that gives the form for a number, ``n != 1``. ``texts``: a
    sentence, or all its forms, by the English one (with its context before a bar, if it has one).
    """

    plural: str
    texts: dict[str, str | list[str]]

    @cached_property
    def form_of(self) -> Callable[[int], int]:
        """Which form is for a number."""
        from gettext import c2py  # costs a millisecond, and few sentences count something

        return c2py(self.plural)


ENGLISH: Final = Catalogue("n != 1", {})


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are, English first."""
    return DEFAULT_LANGUAGE, *sorted(path.stem for path in COMPILED.glob("*.json"))


def language_of(*tags: str | None) -> str:
    """The first of these BCP 47 tags that we speak, without its region; else English."""
    return choose(tags, languages()) or DEFAULT_LANGUAGE


@cache
def catalogue(language: str) -> Catalogue:
    """A language's translations.

    Raises:
        FileNotFoundError: it is none of ``languages()``.
    """
    if language == DEFAULT_LANGUAGE:
        return ENGLISH
    return msgspec.json.decode((COMPILED / f"{language}.json").read_bytes(), type=Catalogue)
