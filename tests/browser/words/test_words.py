"""The pages' words in Chromium: which language is picked, and what is said in it."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from lobby.words.formats import Formats
from tools import words as tool
from tools.package import ROOT
from tools.words import Sentence, Use

FOUND = [
    Use(Sentence.of(one, many), "site/portal/main.js", ())
    for one, many in [
        ("Free until {until:moment}", None),
        ("{n} night at {place}", "{n} nights at {place}"),
        ("Read <terms>the terms</terms> of {place}", None),
        ("state|Open", None),
    ]
]
MOMENT = {"at": "2027-03-01T09:00:00Z", "zone": "Europe/Lisbon"}
OpenWords = Callable[..., Page]


@pytest.fixture
def open_words(chromium: Browser, tmp_path: Path) -> Iterator[OpenWords]:
    """A page without anything but the site's scripts, and the pseudo-language among them."""
    tool.write_pseudo(tmp_path, FOUND)
    contexts = []

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path.lstrip("/")
        for folder in (tmp_path, ROOT / "site"):
            if path and (folder / path).is_file():
                kind = mimetypes.guess_type(path)[0]
                route.fulfill(body=(folder / path).read_bytes(), content_type=kind)
                return
        route.fulfill(status=404 if path else 200, body="<!doctype html>", content_type="text/html")

    def open_words(locale: str = "qps") -> Page:
        context = chromium.new_context(locale=locale, timezone_id="America/New_York")
        contexts.append(context)
        context.route("http://words.test/**", answer)
        page = context.new_page()
        page.goto("http://words.test/")
        return page

    yield open_words
    for context in contexts:
        context.close()


def _run(page: Page, script: str, **wanted: str) -> Any:
    """What a script returns that has the module as ``words``, after its words are loaded."""
    return page.evaluate(
        f"""async (wanted) => {{
            const words = await import("/shared/words.js");
            await words.loadWords("portal", wanted);
            {script}
        }}""",
        wanted,
    )


LANGUAGE = "return words.language()"


def test_the_browsers_language_is_spoken(open_words: OpenWords) -> None:
    assert _run(open_words("hu-HU"), LANGUAGE) == "hu"
    assert _run(open_words("nn-NO"), LANGUAGE) == "nb"
    assert _run(open_words("pt-PT"), LANGUAGE) == "en"


def test_the_browser_comes_after_the_booking_and_before_the_property(
    open_words: OpenWords,
) -> None:
    assert _run(open_words("hu-HU"), LANGUAGE, booking="es-ES", property="et") == "es"
    assert _run(open_words("hu-HU"), LANGUAGE, booking="xx", property="et") == "hu"
    assert _run(open_words("pt-PT"), LANGUAGE, booking="xx", property="et") == "et"


def test_what_the_reader_chose_comes_first_and_is_kept(open_words: OpenWords) -> None:
    page = open_words("hu-HU")
    _run(page, 'await words.chooseLanguage("et")')
    page.reload()
    assert _run(page, LANGUAGE, booking="es") == "et"
    assert page.evaluate("document.documentElement.lang") == "et"


def test_the_languages_have_their_own_names(open_words: OpenWords) -> None:
    names = _run(open_words(), "return words.languageNames().map(({ name }) => name)")
    assert names[:5] == ["English", "Español", "Eesti", "Magyar", "Norsk bokmål"]


def test_a_language_that_does_not_load_leaves_english(open_words: OpenWords) -> None:
    page = open_words("es-ES")
    page.route("**/generated/words/**", lambda route: route.abort())
    assert _run(page, LANGUAGE) == "en"


def test_sentences_are_said_with_their_values(open_words: OpenWords) -> None:
    page = open_words()
    script = "return words.t('Free until {until:moment}', {until: wanted[0]})"
    said = page.evaluate(
        f"""async (wanted) => {{
            const words = await import("/shared/words.js");
            await words.loadWords("portal");
            {script}
        }}""",
        [MOMENT],
    )
    assert said.startswith("⟦Fŕéé ûñţîļ")
    assert "2027" in said
    assert "09:00" in said


@pytest.mark.parametrize(
    ("language", "place"),
    [
        ("en", "(Lisbon time)"),
        ("es", "(hora de Lisboa)"),
        ("et", "(kohalik aeg: Lissabon)"),
        ("hu", "(helyi idő: Lisszabon)"),
        ("nb", "(lokal tid: Lisboa)"),
    ],
)
def test_a_moment_says_the_place_of_its_clock_as_python_does(
    open_words: OpenWords, language: str, place: str
) -> None:
    said = _run(open_words(language), f"return words.t('{{at:moment}}', {{at: {MOMENT}}})")
    assert "9:00" in said
    assert said.endswith(f" {place}")
    at = datetime.fromisoformat(MOMENT["at"])
    assert Formats(language).moment(at, MOMENT["zone"]).endswith(f" {place}")


def test_numbers_pick_their_sentence(open_words: OpenWords) -> None:
    script = """
        const say = (n) =>
            words.plural("{n} night at {place}", "{n} nights at {place}", n, { place: "Sea" });
        return [say(1), say(2)]"""
    assert _run(open_words("en-GB"), script) == ["1 night at Sea", "2 nights at Sea"]
    one, two = _run(open_words(), script)
    assert one.startswith("⟦1 ñîĝĥţ åţ Sea")
    assert two.startswith("⟦2 ñîĝĥţš åţ Sea")


def test_words_before_a_bar_are_not_said(open_words: OpenWords) -> None:
    assert _run(open_words("en-GB"), "return words.t('state|Open')") == "Open"
    assert _run(open_words(), "return words.t('state|Open')") == "⟦Öpéñ·⟧"


def test_markup_stands_where_the_language_puts_it(open_words: OpenWords) -> None:
    script = """
        const { render, html } = await import("/shared/ui.js");
        const said = words.rich("Read <terms>the terms</terms> of {place}", { place: "<Sea>" }, {
            terms: (inner) => html`<a href="#terms">${inner}</a>`,
        });
        render(html`<p>${said}</p>`, document.body);
        return document.body.innerHTML"""
    said = _run(open_words("en-GB"), script)
    assert said == '<p>Read <a href="#terms">the terms</a> of &lt;Sea&gt;</p>'
    assert '<a href="#terms">ţĥé ţéŕmš</a>' in _run(open_words(), script)


def test_a_code_says_its_sentence_and_an_unknown_one_nothing(open_words: OpenWords) -> None:
    script = """
        return [words.sentence("min_nights", { nights: 3 }), words.sentence("from_tomorrow", {})]"""
    assert _run(open_words("es-ES"), script) == ["La estancia mínima es de 3 noches.", ""]


def test_components_follow_a_change_of_language(open_words: OpenWords) -> None:
    script = """
        const { render, html } = await import("/shared/ui.js");
        const Spoken = () => { words.useLanguage(); return words.t("state|Open"); };
        render(html`<${Spoken} />`, document.body);
        await new Promise(requestAnimationFrame);
        await words.chooseLanguage("qps")"""
    page = open_words("en-GB")
    _run(page, script)
    page.wait_for_function("document.body.textContent.startsWith('⟦')")
