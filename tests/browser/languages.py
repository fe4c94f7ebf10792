"""What a page says, and in which language."""

from __future__ import annotations

import mimetypes
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response, Route, expect

from tests.support.api import call
from tests.support.business import Business, good
from tools import words
from tools.words import PSEUDO

LANGUAGES = ("en", "es", "et", "hu", "nb")

_SAID = """() => {
  const said = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode())
    if (!text.parentElement.closest("script, style, noscript, .languages"))
      said.push(text.data);
  for (const name of ["aria-label", "title", "placeholder", "alt"])
    for (const element of document.querySelectorAll(`[${name}]`))
      if (!element.closest(".languages")) said.push(element.getAttribute(name));
  return [...said, document.title].map((one) => one.trim()).filter(Boolean);
}"""
# What the API says in English of its codes.
_ENGLISH = {"reason", "detail", "message", "words", "reschedule", "contains"}
# What the browser says by itself: names of days, months, countries, zones and units.
_BROWSERS = """() => {
  const names = new Intl.DisplayNames(undefined, { type: "region" });
  const days = Array.from({ length: 366 }, (_, day) => new Date(Date.UTC(2027, 0, day + 1)));
  const dates = ["long", "short"].flatMap((style) =>
    days.flatMap((day) => [
      day.toLocaleDateString(undefined, { month: style, timeZone: "UTC" }),
      day.toLocaleDateString(undefined, { weekday: style, timeZone: "UTC" }),
    ]));
  const zone = { timeZone: "Europe/Lisbon", timeZoneName: "long" };
  const zones = ["2027-01-01", "2027-07-01"].map((day) =>
    new Intl.DateTimeFormat(undefined, zone).formatToParts(new Date(day))
      .find(({ type }) => type === "timeZoneName").value);
  const units = ["hour", "minute"].flatMap((unit) =>
    [1, 2].map((n) => n.toLocaleString(undefined, { style: "unit", unit }))
      .map((text) => text.replace(/[\\d\\s]/g, "")));
  const others = [names.of("PT"), "Lisbon", "AM", "PM", "and", "at"];
  return [...new Set([...dates, ...zones, ...units, ...others])];
}"""


def choose(page: Page, language: str) -> None:
    """Chooses a language at the page's foot."""
    page.locator(f'.languages button[lang="{language}"]').click()
    expect(page.locator("html")).to_have_attribute("lang", language)


def speak_first(business: Business, language: str) -> None:
    """Lets the property speak this language to guests who want none that there is."""
    path = f"/staff/settings/properties/{business.property_id}"
    known = {name: value for name, value in good(call("GET", path)).items() if name != "id"}
    good(call("PUT", path, known | {"language": language}))


def said(page: Page) -> list[str]:
    """Every text of the page, but the names of languages."""
    found: list[str] = page.evaluate(_SAID)
    return found


class Data:
    """What a page got from the API: names, and what the business wrote, in whatever language."""

    def __init__(self, page: Page) -> None:
        self.texts: set[str] = set()
        page.on("response", self._learn)

    def _learn(self, answer: Response) -> None:
        if "/api/" in answer.url and "json" in answer.headers.get("content-type", ""):
            self.texts |= set(_strings(answer.json()))


def foreign(page: Page, language: str, data: Data) -> list[str]:
    """Texts that are sentences of another language, and none of this one."""
    own = _patterns(language)
    others = [_patterns(other) for other in LANGUAGES if other != language]
    return [
        text
        for text in said(page)
        if text not in data.texts
        and any(other.fullmatch(text) for other in others)
        and not own.fullmatch(text)
    ]


@cache
def _patterns(language: str) -> re.Pattern[str]:
    """All sentences of the guests' pages in a language."""
    texts: set[str] = set()
    files = words.translators_files()
    for message in words.read(files.get(language, files["es"])):
        if message.id and not words.for_staff_only(message):
            given = message.id if language == "en" else message.string
            texts |= {given} if isinstance(given, str) else set(given or ())
    return re.compile("|".join(_pattern(text) for text in texts if _says_something(text)), re.S)


def _says_something(text: str) -> bool:
    return len(re.sub(r"\{[^}]*\}|[\W\d_]", "", text)) > 3


def _pattern(text: str) -> str:
    parts = re.split(r"\{[^}]*\}|</?\w+>", text)
    return ".+?".join(re.escape(part) for part in parts)


def offer_pseudo(page: Page, folder: Path) -> None:
    """Lets a page speak the pseudo-language, made in a folder from the sentences as they stand."""
    words.write_pseudo(folder, words.uses())

    def answer(route: Route) -> None:
        file = folder / "generated" / route.request.url.partition("/generated/")[2]
        if file.is_file():
            kind = mimetypes.guess_type(file.name)[0]
            route.fulfill(body=file.read_bytes(), content_type=kind)
        else:
            route.fallback()

    page.context.route("**/generated/**", answer)


class Pseudo:
    """Lets a page speak the pseudo-language, and tells what it says of itself in no language."""

    def __init__(self, page: Page, folder: Path) -> None:
        offer_pseudo(page, folder)
        self._page = page
        self._data = Data(page)

    def untranslated(self) -> list[str]:
        """Texts that are neither the pseudo-language's, nor data, nor the browser's own words."""
        expect(self._page.locator("html")).to_have_attribute("lang", PSEUDO)
        self._page.wait_for_load_state("networkidle")
        known = sorted({*self._data.texts, *self._page.evaluate(_BROWSERS)}, key=len, reverse=True)
        return [
            text
            for text in said(self._page)
            if re.search(r"[^\W\d_]{2,}", _without(without_pseudo(text), known))
        ]


def _strings(value: Any) -> list[str]:
    match value:
        case str():
            host = urlsplit(value).hostname if value.startswith("http") else None
            return [value, *re.split(r"\n\s*\n", value), *([host] if host else [])]
        case dict():
            # Why a price is what it is was written down when it was booked.
            english = _ENGLISH - {"reason"} if "unit_price" in value else _ENGLISH
            return [
                text for name, one in value.items() if name not in english for text in _strings(one)
            ]
        case list():
            return [text for one in value for text in _strings(one)]
    return []


def without_pseudo(text: str) -> str:
    """Without what stands in the pseudo-language's brackets, which may stand in each other."""
    before = ""
    while before != text:
        before, text = text, re.sub(r"⟦[^⟦⟧]*⟧", " ", text)
    return text


def _without(text: str, known: list[str]) -> str:
    for one in known:
        if one and one in text:
            text = text.replace(one, " ")
    return text
