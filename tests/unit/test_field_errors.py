"""What is wrong with a field is told alike by both readers of forms: path, code and values."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec
import pytest
from msgspec import Meta
from pydantic import AwareDatetime, Field, ValidationError

from lobby.base.errors import FieldError
from lobby.forms.fields import Email, Form, field_errors, wrong_at
from lobby.forms.shapes import shape_error
from lobby.words.words import english


class Line(msgspec.Struct, forbid_unknown_fields=True):
    quantity: Annotated[int, Meta(ge=1, le=10)]


class Record(msgspec.Struct, forbid_unknown_fields=True):
    lines: Annotated[list[Line], Meta(min_length=1, max_length=2)] = []
    name: Annotated[str, Meta(min_length=1, max_length=5)] = "x"
    word: Annotated[str, Meta(pattern="^a")] = "a"
    kind: Literal["stay", "extra"] = "stay"
    sure: bool = False
    rate: Decimal | None = None
    day: date | None = None
    hour: time | None = None
    moment: Annotated[datetime, Meta(tz=True)] | None = None


class LineForm(Form):
    quantity: int = Field(ge=1, le=10)


class RecordForm(Form):
    lines: list[LineForm] = Field(default=[], min_length=1, max_length=2)
    name: str = Field(default="x", min_length=1, max_length=5)
    word: str = Field(default="a", pattern="^a")
    kind: Literal["stay", "extra"] = "stay"
    sure: bool = False
    rate: Decimal | None = Field(default=None, decimal_places=2)
    day: date | None = None
    hour: time | None = None
    moment: AwareDatetime | None = None
    email: Email = ""


FINDINGS: list[tuple[dict[str, Any], FieldError]] = [
    ({"lines": [{}]}, FieldError("lines[0].quantity", "required")),
    ({"lines": [{"quantity": "many"}]}, FieldError("lines[0].quantity", "not_whole_number")),
    ({"lines": [{"quantity": 0}]}, FieldError("lines[0].quantity", "at_least", {"least": 1})),
    ({"lines": [{"quantity": 11}]}, FieldError("lines[0].quantity", "at_most", {"most": 10})),
    ({"lines": [{"quantity": 1, "x": 1}]}, FieldError("lines[0].x", "unknown_field")),
    ({"lines": [{"quantity": 1}] * 3}, FieldError("lines", "items_at_most", {"most": 2})),
    ({"lines": []}, FieldError("lines", "items_at_least", {"least": 1})),
    ({"lines": 1}, FieldError("lines", "not_a_list")),
    ({"lines": [1]}, FieldError("lines[0]", "not_an_object")),
    ({"name": ""}, FieldError("name", "required")),
    ({"name": "too long"}, FieldError("name", "text_too_long", {"most": 5})),
    ({"name": 1}, FieldError("name", "not_text")),
    ({"word": "b"}, FieldError("word", "wrong_form")),
    ({"kind": "other"}, FieldError("kind", "not_an_option")),
    ({"sure": "perhaps"}, FieldError("sure", "not_yes_or_no")),
    ({"rate": "much"}, FieldError("rate", "not_a_number")),
    ({"day": "soon"}, FieldError("day", "not_a_date")),
    ({"hour": "late"}, FieldError("hour", "not_a_time")),
    ({"moment": "now"}, FieldError("moment", "not_a_moment")),
    ({"moment": "2027-03-01T09:00:00"}, FieldError("moment", "time_zone_needed")),
]


@pytest.mark.parametrize(("given", "wrong"), FINDINGS, ids=lambda part: str(part))
def test_a_record_that_does_not_fit(given: dict[str, Any], wrong: FieldError) -> None:
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.convert(given, Record)
    assert shape_error(refused.value) == wrong
    assert english().sentence(wrong.code, wrong.params)


@pytest.mark.parametrize(("given", "wrong"), FINDINGS, ids=lambda part: str(part))
def test_a_form_that_does_not_fit(given: dict[str, Any], wrong: FieldError) -> None:
    with pytest.raises(ValidationError) as refused:
        RecordForm.model_validate(given)
    assert field_errors(refused.value) == [wrong]


def test_a_record_that_is_none() -> None:
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.convert(1, Record)
    assert shape_error(refused.value) == FieldError("body", "not_an_object")


def test_a_form_tells_all_that_is_wrong() -> None:
    with pytest.raises(ValidationError) as refused:
        RecordForm.model_validate({"rate": "0.001", "email": "nobody", "word": "b"})
    assert field_errors(refused.value) == [
        FieldError("word", "wrong_form"),
        FieldError("rate", "decimals_at_most", {"most": 2}),
        FieldError("email", "not_an_email"),
    ]


def test_a_finding_about_a_whole_form_stands_at_one_of_its_fields() -> None:
    class Between(Form):
        first: int

        def model_post_init(self, _: Any) -> None:
            raise wrong_at("last", "at_least", least=self.first)

    class Outer(Form):
        between: list[Between]

    with pytest.raises(ValidationError) as refused:
        Outer.model_validate({"between": [{"first": 3}]})
    assert field_errors(refused.value) == [FieldError("between[0].last", "at_least", {"least": 3})]
