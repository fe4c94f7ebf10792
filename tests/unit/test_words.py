"""Sentences in each language: said, extracted, checked, compiled."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from babel.messages.catalog import Catalog

from lobby.domain.money.money import Money
from lobby.words.catalogue import Catalogue, catalogue, language_of, languages
from lobby.words.words import Words, english, words_in
from tools import words as tool
from tools.package import ROOT
from tools.words import Sentence, Use

POLISH = Catalogue(
    "n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2",
    {
        "{n} night": ["{n} noc", "{n} noce", "{n} nocy"],
        "Free until {until:moment}": "Bezpłatnie do {until:moment}",
        "state|Open": "Otwarte",
    },
)


def test_a_sentence_is_said_in_its_language_with_its_values() -> None:
    until = {"at": "2027-03-01T09:00:00Z", "zone": "Europe/Lisbon"}
    said = Words(POLISH).say("Free until {until:moment}", until=until)
    assert said == "Bezpłatnie do 2027-03-01 09:00 (Europe/Lisbon)"


def test_a_sentence_without_translation_is_said_in_english() -> None:
    assert Words(POLISH).say("Cancelled") == "Cancelled"


def test_words_before_a_bar_are_not_said() -> None:
    assert english().say("state|Open") == "Open"
    assert Words(POLISH).say("state|Open") == "Otwarte"


@pytest.mark.parametrize(("n", "said"), [(1, "1 noc"), (3, "3 noce"), (5, "5 nocy")])
def test_a_language_has_the_plurals_that_it_needs(n: int, said: str) -> None:
    assert Words(POLISH).plural("{n} night", "{n} nights", n) == said


def test_english_counts_without_a_catalogue() -> None:
    said = [english().plural("{n} night", "{n} nights", n) for n in (0, 1, 2)]
    assert said == ["0 nights", "1 night", "2 nights"]


def test_values_may_be_plain_or_what_the_domain_has() -> None:
    text = "{day:date}, {sum:money}, {rate:percent}, {who:list}, {stay:dates}, {at:time}, {n}"
    plain = english().say(
        text,
        day="2027-03-01",
        sum={"amount": 67500, "currency": "EUR"},
        rate="0.055",
        who=["Anna", "Ben"],
        stay={"from": "2027-03-01", "to": "2027-03-08"},
        at="15:00",
        n=3,
    )
    own = english().say(
        text,
        day=date(2027, 3, 1),
        sum=Money(67500, "EUR"),
        rate="0.055",
        who=("Anna", "Ben"),
        stay={"from": date(2027, 3, 1), "to": date(2027, 3, 8)},
        at="15:00",
        n=3,
    )
    assert plain == own
    assert plain == "2027-03-01, 675.00 EUR, 5.5%, Anna, Ben, 2027-03-01 to 2027-03-08, 15:00, 3"


def test_a_moment_is_told_in_its_zone() -> None:
    at = {"at": datetime(2027, 7, 1, 22, 30, tzinfo=UTC), "zone": "Europe/Madrid"}
    assert english().say("{at:moment}", at=at) == "2027-07-02 00:30 (Europe/Madrid)"


def test_a_code_says_its_sentence() -> None:
    assert english().sentence("min_nights", {"nights": 1}) == "The shortest stay is 1 night."
    spanish = words_in("es").sentence("min_nights", {"nights": 3})
    assert spanish == "La estancia mínima es de 3 noches."


def test_the_first_language_that_is_spoken() -> None:
    assert languages()[0] == "en"
    assert language_of("pt-PT", "hu-HU", "es") == "hu"
    assert language_of("no") == language_of("nn-NO") == "nb"
    assert language_of(None, "", "xx") == "en"


@pytest.mark.parametrize("page", tool.PAGES)
def test_a_page_that_may_run_no_script_says_so_in_every_language(page: str) -> None:
    content = (ROOT / "site" / page / "index.html").read_text()
    without_script = content.partition("<noscript>")[2].partition("</noscript>")[0]
    said = re.findall(r'<p lang="(\w+)">[^<]+</p>', without_script)
    assert tuple(said) == languages()


def test_what_is_compiled_is_what_translators_wrote() -> None:
    for language, path in tool.translators_files().items():
        written = tool.compiled(tool.read(path), tool.in_python)
        assert msgspec.structs.astuple(catalogue(language)) == msgspec.structs.astuple(written)


def _use(one: str, many: str | None = None, file: str = "site/portal/main.js") -> Use:
    return Use(Sentence.of(one, many), file, ())


def _po(path: Path, found: list[Use], **translations: str | tuple[str, ...]) -> Path:
    """A translators' file with these sentences, translated by their first word."""
    path.write_text(tool.written(Catalog(locale=path.stem), found))
    catalog = tool.read(path)
    for message in catalog:
        one = message.id if isinstance(message.id, str) else message.id[0]
        if one and one.split()[0] in translations:
            message.string = translations[one.split()[0]]
    path.write_text(tool.written(catalog, found))
    return path


def test_new_sentences_keep_the_translations_there_are(tmp_path: Path) -> None:
    before = [_use("Book now"), _use("Gone"), _use("{n} night", "{n} nights")]
    path = _po(tmp_path / "es.po", before, Book="Reservar", Gone="Ido")
    after = [_use("Book now", file="site/book/main.js"), _use("{n} night", "{n} nights")]
    written = tool.written(tool.read(path), after)
    assert 'msgstr "Reservar"' in written
    assert "Ido" not in written
    assert "#: site/book/main.js" in written


def test_a_page_gets_its_own_sentences_and_the_shared_ones(tmp_path: Path) -> None:
    found = [
        _use("Pay", file="site/portal/main.js"),
        _use("Publish", file="site/admin/app.js"),
        _use("Close", file="site/shared/ui.js"),
    ]
    path = _po(tmp_path / "es.po", found, Pay="Pagar", Publish="Publicar", Close="Cerrar")
    catalog = tool.read(path)
    portal = tool.compiled(catalog, lambda file: tool.on_page("portal", file))
    assert portal.texts == {"Pay": "Pagar", "Close": "Cerrar"}


@pytest.fixture
def catalogs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the tool looks for the translators' files."""
    monkeypatch.setattr(tool, "CATALOGS", tmp_path)
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    sentences, languages = tmp_path / "sentences.js", tmp_path / "languages.js"
    monkeypatch.setattr(tool, "SENTENCES_SCRIPT", sentences)
    monkeypatch.setattr(tool, "LANGUAGES_SCRIPT", languages)
    sentences.write_text(tool.sentences_script())
    languages.write_text(tool.languages_script(["en", "es", "hu"]))
    return tmp_path


def _findings(catalogs: Path, found: list[Use], **translations: str | tuple[str, ...]) -> str:
    for language in ("es", "hu"):
        _po(catalogs / f"{language}.po", found, **translations)
    return "\n".join(tool.findings(found))


def test_the_check_wants_guests_words_in_every_language(catalogs: Path) -> None:
    said = _findings(catalogs, [_use("Pay"), _use("Publish", file="site/admin/app.js")])
    assert "es: not translated: 'Pay'" in said
    assert "hu: not translated: 'Pay'" in said
    assert "es: not translated: 'Publish'" in said
    assert "hu: not translated: 'Publish'" not in said


def test_the_check_compares_values_and_tags(catalogs: Path) -> None:
    said = _findings(
        catalogs, [_use("Read <terms>the terms</terms> of {name}")], Read="Lea las condiciones"
    )
    assert "'Lea las condiciones' has []" in said


def test_a_plural_form_may_leave_its_number_out_and_nothing_else(catalogs: Path) -> None:
    found = [_use("{n} night at {place}", "{n} nights at {place}")]
    fits = {"{n}": ("una noche en {place}", "{n} noches en {place}")}
    assert "has" not in _findings(catalogs, found, **fits)
    misses = {"{n}": ("una noche", "{n} noches en {place}")}
    assert "'una noche' has []" in _findings(catalogs, found, **misses)


def test_the_check_knows_the_kinds_of_values(catalogs: Path) -> None:
    said = _findings(catalogs, [_use("Until {day:data}"), _use("A {brace")])
    assert "there is no kind data" in said
    assert "a brace without its other half" in said


def test_the_check_tells_files_that_are_not_up_to_date(catalogs: Path) -> None:
    _findings(catalogs, [_use("Pay")], Pay="Pagar")
    said = "\n".join(tool.findings([_use("Pay"), _use("Book")]))
    assert "es.po is not up to date" in said


def test_a_sentence_has_one_plural() -> None:
    found = [_use("{n} night", "{n} nights"), _use("{n} night")]
    with pytest.raises(tool.WordsError, match="another plural"):
        tool.template(found)


def test_the_pseudo_language_keeps_values_and_tags() -> None:
    said = tool.pseudo("Read <b>all</b> of {names:list}")
    assert said == "⟦Ŕéåð <b>åļļ</b> öf {names:list}··········⟧"
