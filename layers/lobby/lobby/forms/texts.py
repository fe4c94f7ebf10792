"""What a business writes itself, in its other languages, on the forms of its records."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import Field, model_serializer

from lobby.domain.business.texts import Language
from lobby.forms.fields import Form, LongText, Name

Description = Annotated[LongText, Field(max_length=5_000)]
AnyTexts = TypeVar("AnyTexts", bound="TextsForm")
InLanguages = dict[Language, AnyTexts]


class TextsForm(Form):
    """Texts of a record in one language, by the field that each is for; empty ones are none."""

    @model_serializer
    def _given(self) -> dict[str, str]:
        return {name: text for name, text in self if text}


class NameTexts(TextsForm):
    """What it is called."""

    name: Name = ""


class DescribedTexts(NameTexts):
    """What it is called, and what it is."""

    description: Description = ""


class PlaceTexts(NameTexts):
    """What a property is called, and how to reach it."""

    directions: LongText = ""


class QuestionTexts(TextsForm):
    """A question, and the help to it."""

    label: Name = ""
    help: Name = ""


class TermsTexts(TextsForm):
    """Booking terms."""

    text: LongText = ""
