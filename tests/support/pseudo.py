"""A language whose sentences are in brackets, ⟦Ýöûŕ···⟧: what is outside them is not translated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lobby.words import catalogue, formats
from lobby.words.words import words_in
from tools import words as tool

_CACHED = (
    catalogue.languages,
    catalogue.catalogue,
    formats.words_with_formats,
    words_in,
)


def speak_pseudo(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Makes it a language of what Python says, with English formats; ``forget_languages`` after."""
    tool.write_pseudo(folder, [use for use in tool.uses() if tool.in_python(use.file)])
    monkeypatch.setattr(catalogue, "COMPILED", folder / "compiled")
    monkeypatch.setattr(formats, "_LOCALES", {tool.PSEUDO: "en_GB"})
    forget_languages()
    return tool.PSEUDO


def forget_languages() -> None:
    """What is read anew when it is next asked for."""
    for function in _CACHED:
        function.cache_clear()


def untranslated(text: str) -> set[str]:
    """The English words in no brackets; sentences may be values of others."""
    left = re.sub(r"https?://\S+|\S+@\S+", " ", text)
    while left != (left := re.sub(r"⟦[^⟦⟧]*⟧", " ", left)):
        pass
    return {word for word in re.findall(r"\b[a-z]\w+", left.casefold()) if word.isascii()}
