"""Every code has its sentence, in every language, for whatever values it comes with."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lobby.base.reasons import Reason
from lobby.domain.money.lines import Item
from lobby.domain.money.money import CURRENCIES
from lobby.store.table.items import from_item, to_item
from lobby.views.price import line_views
from lobby.words.catalogue import languages
from lobby.words.formats import words_with_formats
from lobby.words.sentences import SENTENCES, Counted
from lobby.words.values import PLACEHOLDER
from lobby.words.words import words_in
from tools import codes

DAYS = st.dates(date(2000, 1, 1), date(2200, 1, 1)).map(date.isoformat)
ZONES = st.sampled_from(["Europe/Lisbon", "Pacific/Auckland", "UTC"])
MOMENTS = st.integers(946_800_000, 7_258_000_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC).isoformat()
)
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
VALUES: dict[str | None, st.SearchStrategy[Any]] = {
    None: NAMES | st.integers(0, 10**6),
    "number": st.integers(0, 10**6),
    "money": st.builds(
        lambda amount, currency: {"amount": amount, "currency": currency},
        st.integers(-(10**9), 10**9),
        st.sampled_from(sorted(CURRENCIES)),
    ),
    "percent": st.decimals(0, 1, places=4).map(str),
    "date": DAYS,
    "dates": st.tuples(DAYS, DAYS).map(lambda two: {"from": min(two), "to": max(two)}),
    "time": st.times().map(lambda at: f"{at:%H:%M}"),
    "moment": st.builds(lambda at, zone: {"at": at, "zone": zone}, MOMENTS, ZONES),
    "country": st.sampled_from(["PT", "NO", "ZZ"]),
    "weekdays": st.lists(st.integers(1, 7), min_size=1, unique=True),
    "list": st.lists(NAMES, min_size=1, max_size=4),
}


@st.composite
def said(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A code and values for its sentence."""
    code = draw(st.sampled_from(sorted(SENTENCES)))
    sentence = SENTENCES[code]
    texts = sentence[:2] if isinstance(sentence, Counted) else (sentence,)
    kinds = {m[1]: m[2] for text in texts for m in PLACEHOLDER.finditer(text)}
    values = {name: draw(VALUES[kind]) for name, kind in kinds.items()}
    if isinstance(sentence, Counted):
        values[sentence.counts] = draw(st.integers(0, 100))
    return code, values


@pytest.mark.parametrize("language", languages())
@given(said())
def test_each_code_is_said_with_its_values(language: str, one: tuple[str, dict[str, Any]]) -> None:
    code, values = one
    assert words_in(language).sentence(code, values)
    assert words_with_formats(language).sentence(code, values)


def test_every_code_has_a_sentence_with_its_values_and_every_sentence_a_code() -> None:
    assert list(codes.findings()) == []


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Arrival is on Friday or Saturday."),
        ("es", "Días de llegada: viernes o sábado."),
        ("et", "Saabumispäev: reede või laupäev."),
        ("hu", "Az érkezés napja: péntek vagy szombat."),
        ("nb", "Ankomst er fredag eller lørdag."),
    ],
)
def test_weekdays_are_named_in_the_readers_language(language: str, told: str) -> None:
    assert words_with_formats(language).sentence("arrive_on", {"weekdays": [6, 5]}) == told


def test_values_are_written_as_the_language_does() -> None:
    values = {"name": "Room 4", "nights": {"from": "2027-03-01", "to": "2027-03-08"}}
    assert words_in("en").sentence("nights_taken", values) == (
        "Room 4 is not free: 2027-03-01 to 2027-03-08."
    )
    assert words_with_formats("es").sentence("nights_taken", values) == (
        "Room 4 no está libre: 1\N{EN DASH}8 mar 2027."
    )


STORED = {
    "kind": "accommodation",
    "name": "Room",
    "guests": [0],
    "quantity": 2,
    "unit_price": 9000,
    "tax_rate": "0.10",
    "from": "2027-03-01",
    "to": "2027-03-03",
}


def test_a_line_keeps_its_reasons_as_codes_and_tells_them_in_any_language() -> None:
    reasons = [Reason("rule", {"name": "Low season"}), Reason("children", {"n": 2, "ages": [4, 7]})]
    item = replace(from_item({**STORED}, Item), reasons=reasons)
    kept = from_item(to_item(("PK", "SK"), item), Item)
    assert kept == item
    assert words_with_formats("en").reasons(kept.why) == "Low season · 2 children (4 and 7)"
    assert words_with_formats("hu").reasons(kept.why) == "Low season · 2 gyermek (4 és 7)"


def test_a_line_of_earlier_versions_tells_the_text_that_it_has() -> None:
    item = from_item({**STORED, "reason": "Low season · 2 adults"}, Item)
    assert words_with_formats("es").reasons(item.why) == "Low season · 2 adults"
    [line] = line_views([item], Priced())
    assert line.reason == "Low season · 2 adults"
    assert from_item({**STORED, "reason": None}, Item).why == []


class Priced:
    """What a price belongs to."""

    currency = "EUR"
    prices_include_tax = True
