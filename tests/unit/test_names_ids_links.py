"""Names as they are looked for, codes as they are typed, ids as they sort, links as they open."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lobby.base.ids import ALPHABET, is_code, is_id, new_code, new_id, read_code
from lobby.domain.people.names import full_name, searchable
from lobby.sealed.links import PortalLinks
from tests.support.records import moments

CODES = st.text(ALPHABET, min_size=8, max_size=8)
MOMENTS = moments(date(2020, 1, 1), date(2099, 12, 31))
KEY = b"k" * 32
LINKS = PortalLinks(KEY, "https://book.example.com/")


@pytest.mark.parametrize(
    ("name", "filed"),
    [
        ("Kõiv-Ångström", "koiv-angstrom"),
        ("  van   der  Berg ", "van der berg"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("ﬁnn", "finn"),
        ("℡aru", "telaru"),
        ("李小龙", "李小龙"),
        ("Ελλάδα", "ελλαδα"),
        ("O\u2019Neil", "o\u2019neil"),
        ("\u0301", ""),
        ("", ""),
    ],
)
def test_names_are_filed_without_case_accents_and_spare_spaces(name: str, filed: str) -> None:
    assert searchable(name) == filed


@given(st.text())
def test_what_is_filed_is_filed_as_itself(name: str) -> None:
    assert searchable(searchable(name)) == searchable(name)


# Turkish writes two letters i, whose capitals and small letters other languages confuse.
@given(st.text(st.characters(max_codepoint=0x24F, exclude_characters="\u0131")))
def test_case_makes_no_difference(name: str) -> None:
    assert searchable(name.upper()) == searchable(name.lower()) == searchable(name)


@pytest.mark.parametrize(
    ("first", "last", "full"), [("Anna", "Hemm", "Anna Hemm"), ("", "Hemm", "Hemm"), ("A", "", "A")]
)
def test_a_full_name_is_what_there_is(first: str, last: str, full: str) -> None:
    assert full_name(first, last) == full


@given(CODES)
def test_a_code_reads_as_itself(code: str) -> None:
    assert read_code(code) == code
    assert is_code(code)


@given(CODES, st.data())
def test_a_code_is_read_as_people_type_it(code: str, data: st.DataObject) -> None:
    typed = "".join(
        data.draw(st.sampled_from({"1": "1IiLl", "0": "0Oo"}.get(c, c + c.lower())))
        + data.draw(st.sampled_from(["", "", "-", " "]))
        for c in code
    )

    assert read_code(f" {typed} ") == code


@given(st.text())
def test_no_text_breaks_the_reading_of_codes(text: str) -> None:
    read = read_code(text)

    assert not is_code(read) or set(read) <= set(ALPHABET)
    assert is_code(read) == (len(read) == 8 and all(c in ALPHABET for c in read))


def test_codes_differ() -> None:
    codes = {new_code() for _ in range(1000)}

    assert len(codes) == 1000
    assert all(is_code(code) for code in codes)


@given(st.lists(MOMENTS, min_size=2, max_size=20, unique=True))
def test_ids_sort_by_the_millisecond(moments: list[datetime]) -> None:
    by_time = sorted(moments)
    ids = [new_id(moment) for moment in by_time]

    assert all(is_id(one) for one in ids)
    for (earlier, first), (later, second) in pairwise(zip(by_time, ids, strict=True)):
        if later - earlier >= timedelta(milliseconds=1):
            assert first < second


@given(MOMENTS)
def test_the_next_millisecond_s_id_is_greater(moment: datetime) -> None:
    moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)

    assert new_id(moment) < new_id(moment + timedelta(milliseconds=1))


def test_ids_of_one_moment_differ() -> None:
    moment = datetime(2027, 1, 1, tzinfo=UTC)

    assert len({new_id(moment) for _ in range(1000)}) == 1000


def test_an_id_tells_its_millisecond_as_ulids_do() -> None:
    """The example of the ULID specification: 1469918176385 is 01ARYZ6S41."""
    moment = datetime(2016, 7, 30, 22, 36, 16, 385_000, tzinfo=UTC)

    assert new_id(moment).startswith("01ARYZ6S41")


@given(CODES, st.integers(1, 1000))
def test_a_link_opens_its_booking_in_its_version_only(code: str, version: int) -> None:
    secret = LINKS.secret(code, version)

    assert LINKS.opens(secret, code, version)
    assert not LINKS.opens(secret, code, version + 1)
    assert not LINKS.opens(secret, code[::-1] if code != code[::-1] else "00000001", version)
    assert not PortalLinks(b"x" * 32, "").opens(secret, code, version)


@given(CODES, st.integers(1, 10**6))
def test_links_have_one_shape(code: str, version: int) -> None:
    link = LINKS.link(code, version)

    page, _, secret = link.partition("#")
    assert page == LINKS.page(code) == f"https://book.example.com/b/{code}"
    assert len(secret) == 43
    assert secret.replace("-", "").replace("_", "").isalnum()
    assert secret.isascii()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_guess_opens_a_booking(guess: str) -> None:
    assert not LINKS.opens(guess, "7K3M9QXA", 1)


def test_code_and_version_do_not_run_into_each_other() -> None:
    assert LINKS.secret("7K3M9QXA", 11) != LINKS.secret("7K3M9QXA1", 1)


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        PortalLinks(b"k" * 31, "https://book.example.com")
