"""Sentences in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from lobby.base.reasons import Reason
from lobby.words.catalogue import DEFAULT_LANGUAGE, Catalogue, catalogue
from lobby.words.plain import PlainFormats
from lobby.words.sentences import SENTENCES, Counted
from lobby.words.values import Formats, Piece, fill, pieces

_PLAIN: Final = PlainFormats()


def msg(text: str) -> str:
    """Marks a sentence for translation where it stands in a table, to be said later."""
    return text


class Words:
    """What is said in a language; an English sentence that isn't translated is said as it is."""

    def __init__(self, catalogue: Catalogue, formats: Formats = _PLAIN) -> None:
        self._catalogue = catalogue
        self._formats = formats

    def say(self, text: str, /, **values: object) -> str:
        """A sentence, ``"Free until {until:moment}"``, with its values.

        Words before a bar say what an ambiguous one means, and are not said: ``"state|Open"``.
        """
        return fill(self._translated(text), values, self._formats)

    def pieces(self, text: str, /, **values: object) -> list[Piece]:
        """The same, with its own words and its values apart."""
        return list(pieces(self._translated(text), values, self._formats))

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The sentence for a number, ``"{n} night"`` or ``"{n} nights"``."""
        forms = self._catalogue.texts.get(one)
        if isinstance(forms, list):
            said = forms[self._catalogue.form_of(abs(n))]
        else:
            said = _english(one) if n == 1 else many
        return fill(said, {**values, "n": n}, self._formats)

    def sentence(self, code: str, values: Mapping[str, object]) -> str:
        """What a code says.

        Raises:
            KeyError: no sentence has this code, or one of its values is missing.
        """
        match SENTENCES[code]:
            case Counted(one, many, counts):
                n = values[counts]
                if not isinstance(n, int):
                    raise TypeError(f"{code} counts {counts}, which is {n!r}.")
                return self.plural(one, many, n, **values)
            case text:
                return self.say(text, **values)

    def _translated(self, text: str) -> str:
        said = self._catalogue.texts.get(text)
        return said if isinstance(said, str) else _english(text)

    def reasons(self, reasons: Sequence[Reason]) -> str:
        """Several reasons in a row: ``High season · 2 adults``."""
        return " · ".join(self.sentence(reason.code, reason.params) for reason in reasons)


def _english(text: str) -> str:
    return text.rpartition("|")[2]


@cache
def words_in(language: str) -> Words:
    """The words of one of ``languages()``, with values as programmers read them."""
    return Words(catalogue(language))


def english() -> Words:
    """The words of API answers."""
    return words_in(DEFAULT_LANGUAGE)
