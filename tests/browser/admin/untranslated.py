"""What the desk says outside the catalogues, found by a language that only they speak."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page, Request, expect

from tests.browser.languages import offer_pseudo, without_pseudo
from tools.words import PSEUDO

# Texts in the order of the page: a sentence with markup in it is several.
_SAID = """() => {
  const skipped = "script, style, noscript, .desk-foot select, .email, code";
  const said = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode())
    if (!text.parentElement.closest(skipped)) said.push(text.data);
  for (const name of ["aria-label", "title", "placeholder", "alt"])
    for (const element of document.querySelectorAll(`[${name}]`))
      said.push(element.getAttribute(name));
  return said.join("\\n");
}"""
# What Intl says in English where it does not know the language.
_BROWSERS = """() => {
  const names = (type, codes) =>
    codes.map((code) => new Intl.DisplayNames(undefined, { type }).of(code));
  const days = Array.from({ length: 31 }, (_, day) => new Date(2027, day % 12, day + 1));
  const dates = ["long", "short"].flatMap((style) =>
    days.flatMap((day) => [
      day.toLocaleDateString(undefined, { month: style }),
      day.toLocaleDateString(undefined, { weekday: style }),
    ]));
  const own = ["en", "es", "et", "hu", "nb", "qps"].map((code) => {
    const name = new Intl.DisplayNames([code], { type: "language" }).of(code);
    return name[0].toLocaleUpperCase(code) + name.slice(1);
  });
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const pairs = letters.flatMap((one) => letters.map((other) => one + other));
  return [
    ...dates,
    ...own,
    ...names("region", pairs),
    ...names("language", ["en", "es", "et", "hu", "nb"]),
    ...names("currency", Intl.supportedValuesOf("currency")),
    ...Intl.supportedValuesOf("currency"),
    ...Intl.supportedValuesOf("timeZone").map((zone) => zone.replaceAll("_", " ")),
    ...Intl.supportedValuesOf("timeZone").map((zone) => zone.split("/").pop().replaceAll("_", " ")),
    ...Intl.supportedValuesOf("timeZone").map((timeZone) =>
      new Intl.DateTimeFormat(undefined, { timeZone, timeZoneName: "longGeneric" })
        .formatToParts().find(({ type }) => type === "timeZoneName").value),
    ...["and", "at", "AM", "PM"],
  ];
}"""
# Names of things, the same in every language.
_NAMES = {"CSV", "UTC", "PMS", "https", PSEUDO}


class Untranslated:
    """Lets a page speak the pseudo-language, and tells what it says beside it."""

    def __init__(self, page: Page, folder: Path) -> None:
        offer_pseudo(page, folder)
        self._page = page
        self._data = set(_NAMES)
        self._open: set[Request] = set()
        page.on("request", self._ask)
        page.on("requestfailed", lambda request: self._open.discard(request))
        page.on("requestfinished", self._learn)
        page.add_init_script(f"localStorage.setItem('lobby.language', '{PSEUDO}')")

    def found(self) -> list[str]:
        """Texts that are neither the catalogues', nor data, nor the browser's own words."""
        expect(self._page.locator("html")).to_have_attribute("lang", PSEUDO)
        while self._open:
            self._page.wait_for_timeout(10)
        text = without_pseudo(self._page.evaluate(_SAID))
        known = {*self._data, *self._page.evaluate(_BROWSERS)}
        for one in sorted(known, key=len, reverse=True):
            text = text.replace(one, " ") if len(one) > 1 else text
        return [line.strip() for line in text.split("\n") if re.search(r"[^\W\d_]{2,}", line)]

    def _ask(self, request: Request) -> None:
        if "/api/" in request.url:
            self._open.add(request)

    def _learn(self, request: Request) -> None:
        answer = request.response() if request in self._open else None
        if answer and "json" in answer.headers.get("content-type", ""):
            self._data |= set(_strings(answer.json()))
            self._data |= set(unquote(urlsplit(answer.url).path).split("/"))
        self._open.discard(request)


def _strings(value: Any) -> list[str]:
    """What somebody entered; not what the API says in English of its codes."""
    match value:
        case str():
            return [value, *value.splitlines()]
        case dict():
            said = {"reason", "detail", "message", "title"} if "type" in value else {"reason"}
            return [
                text for name, one in value.items() if name not in said for text in _strings(one)
            ]
        case list():
            return [text for one in value for text in _strings(one)]
    return []
