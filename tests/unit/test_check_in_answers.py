"""What counts as an answer to each kind of question."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lobby.base.errors import InvalidRequest
from lobby.domain.booking.booking import Guest
from lobby.domain.booking.check_in import is_complete, missing, read_answers
from lobby.domain.business.settings import Field, FieldType
from lobby.domain.people.countries import COUNTRIES
from lobby.domain.people.reading import clean_text

OPTIONS = ["Beginner", "Advanced", "1"]


def question(kind: Any, *, required: bool = False) -> Field:
    options = OPTIONS if kind in ("choice", "many") else None
    return Field(id="q", label="?", type=kind, required=required, options=options)


def answer(kind: Any, given: Any) -> Any:
    return read_answers([question(kind)], {"q": given}).get("q")


GOOD: list[tuple[FieldType, Any, Any]] = [
    ("text", " vegan ", "vegan"),
    ("text", "x" * 200, "x" * 200),
    ("text", "e\u0301", "é"),
    ("text", "🏄‍♀️ مريم 李", "🏄‍♀️ مريم 李"),
    ("long_text", "one\r\ntwo\n", "one\ntwo"),
    ("long_text", "x" * 5000, "x" * 5000),
    ("choice", "Advanced", "Advanced"),
    ("many", ["1", "Beginner"], ["Beginner", "1"]),
    ("many", ["1", "1"], ["1"]),
    ("date", "1990-12-31", "1990-12-31"),
    ("date", "2024-02-29", "2024-02-29"),
    ("number", "43", "43"),
    ("number", 43, "43"),
    ("number", 42.5, "42.5"),
    ("number", "-0.25", "-0.25"),
    ("yes_no", True, True),
    ("yes_no", False, False),
    ("country", "PT", "PT"),
    ("phone", "+351 (21) 123-45.67/8", "+351 (21) 123-45.67/8"),
    ("email", " Anna@Example.COM", "Anna@example.com"),
    ("email", "anna@bücher.example", "anna@bücher.example"),
]

BAD: list[tuple[FieldType, Any]] = [
    ("text", 7),
    ("text", ["vegan"]),
    ("text", {"a": 1}),
    ("text", True),
    ("text", "x" * 201),
    ("text", "a\nb"),
    ("text", "a\u0000b"),
    ("text", "a\u009fb"),
    ("long_text", "x" * 5001),
    ("long_text", "a\u0007b"),
    ("choice", "Expert"),
    ("choice", ["Beginner"]),
    ("choice", 1),
    ("choice", {"a": 1}),
    ("many", "Beginner"),
    ("many", ["Expert"]),
    ("many", [["Beginner"]]),
    ("many", [1]),
    ("many", {"Beginner": True}),
    ("date", "31.12.1990"),
    ("date", "1990-02-30"),
    ("date", "1990-12-31T00:00"),
    ("date", 19901231),
    ("number", "many"),
    ("number", "1,5"),
    ("number", "1e3"),
    ("number", "\u0663"),
    ("number", "1" * 16),
    ("number", 10**20),
    ("number", 1e300),
    ("number", True),
    ("number", [1]),
    ("yes_no", "yes"),
    ("yes_no", 1),
    ("yes_no", 0),
    ("country", "Portugal"),
    ("country", "pt"),
    ("country", "XX"),
    ("country", 5),
    ("country", ["PT"]),
    ("country", {"code": "PT"}),
    ("phone", "call me"),
    ("phone", "123"),
    ("phone", "+1 555 CALL"),
    ("phone", 5551234),
    ("phone", "1" * 31),
    ("email", "anna"),
    ("email", "anna@"),
    ("email", "a b@example.com"),
    ("email", "a@b@example.com"),
    ("email", "anna@example.com\nBcc: x@example.com"),
    ("email", "x" * 250 + "@example.com"),
    ("email", ["anna@example.com"]),
]


@pytest.mark.parametrize(("kind", "given_", "kept"), GOOD)
def test_answers_are_kept_in_one_form(kind: FieldType, given_: Any, kept: Any) -> None:
    found = answer(kind, given_)

    assert found == kept
    assert type(found) is type(kept)


@pytest.mark.parametrize(("kind", "given_"), BAD)
def test_an_answer_that_does_not_fit_names_its_question(kind: FieldType, given_: Any) -> None:
    with pytest.raises(InvalidRequest) as refused:
        answer(kind, given_)

    assert [error.field for error in refused.value.errors] == ["answers.q"]


def test_every_kind_of_question_is_covered() -> None:
    kinds = set(get_args(FieldType))

    assert {kind for kind, *_ in GOOD} == kinds
    assert {kind for kind, _ in BAD} == kinds


@pytest.mark.parametrize("kind", get_args(FieldType))
@pytest.mark.parametrize("empty", [None, "", "   ", "\n", []])
def test_an_empty_answer_is_none(kind: FieldType, empty: Any) -> None:
    assert answer(kind, empty) is None
    with pytest.raises(InvalidRequest):
        read_answers([question(kind, required=True)], {"q": empty})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(get_args(FieldType)), JSON)
def test_no_answer_breaks_the_check_in(kind: FieldType, given_: Any) -> None:
    """Whatever is sent is kept in its form, which is read again as itself, or refused."""
    try:
        found = answer(kind, given_)
    except InvalidRequest:
        return
    assert found is None or answer(kind, found) == found


def test_all_mistakes_are_named_at_once() -> None:
    fields = [
        Field(id="a", label="A", type="date"),
        Field(id="b", label="B", type="text", required=True),
        Field(id="c", label="C", type="text"),
    ]

    with pytest.raises(InvalidRequest) as refused:
        read_answers(fields, {"a": "soon", "c": "fine", "d": 1})

    assert [e.field for e in refused.value.errors] == ["answers.d", "answers.a", "answers.b"]


def test_what_is_missing_counts_required_questions_only() -> None:
    fields = [question("text", required=True), Field(id="o", label="O", type="text")]
    guest = Guest(number=0, first_name="Anna", last_name="Hemm")
    here = datetime(2027, 1, 1, tzinfo=UTC)
    asked = Guest(number=0, first_name="A", last_name="H", answers={"o": "x"}, checked_in_at=here)
    done = Guest(number=0, first_name="A", last_name="H", answers={"q": "x"}, checked_in_at=here)

    assert missing(fields, guest) == missing(fields, asked) == ["q"]
    assert missing(fields, done) == []
    assert [is_complete(fields, g) for g in (guest, asked, done)] == [False, False, True]
    assert not is_complete([], guest)
    assert is_complete([], asked)


def test_there_are_as_many_countries_as_iso_3166_1_has() -> None:
    assert len(COUNTRIES) == 249


@given(st.text())
def test_kept_text_is_clean_and_stays_as_it_is(text: str) -> None:
    try:
        clean = clean_text(text, 200, lines=True)
    except ValueError:
        return
    assert clean_text(clean, 200, lines=True) == clean
