"""What a business writes itself, in each of its languages.

A record's own fields are in the business's first language. Beside them ``texts`` has what it says
in others, ``{"es": {"name": "Habitación doble"}}``; where something is missing, the first language
stands in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Protocol, TypeVar

from msgspec.structs import replace

from lobby.base.reasons import Name

Language = Literal["en", "es", "et", "hu", "nb"]
Texts = dict[str, dict[str, str]]
"""By language, then by field."""


def english() -> list[Language]:
    """The languages of a business that has not said in which it writes."""
    return ["en"]


class Written(Protocol):
    """A record with texts."""

    @property
    def texts(self) -> Texts:
        """What it says in other languages, by field."""


AnyWritten = TypeVar("AnyWritten", bound=Written)


def said(record: AnyWritten, language: str, **more: Any) -> AnyWritten:
    """The record as it reads in a language, without the others, and with ``more`` replaced."""
    given = {field: text for field, text in record.texts.get(language, {}).items() if text}
    changed: AnyWritten = replace(record, texts={}, **given, **more)  # type: ignore[type-var]
    return changed


def all_said(records: Mapping[str, AnyWritten], language: str) -> dict[str, AnyWritten]:
    """The same of records by their id."""
    return {record_id: said(record, language) for record_id, record in records.items()}


class Named(Written, Protocol):
    """A record with texts that has a name."""

    @property
    def name(self) -> str:
        """What it is called in the first language."""


def name_of(record: Named, first: str) -> str | Name:
    """The record's name as a value of a reason, with other languages than the ``first``, if any."""
    others = {
        language: texts["name"]
        for language, texts in record.texts.items()
        if texts.get("name") and language != first
    }
    return Name(record.name, first, others) if others else record.name


def names_of(**records: Written | None) -> Texts:
    """The names of records in their other languages, each under the field that it fills."""
    names: Texts = {}
    for field, record in records.items():
        for language, given in (record.texts if record else {}).items():
            if given.get("name"):
                names.setdefault(language, {})[field] = given["name"]
    return names
