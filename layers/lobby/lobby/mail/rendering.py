"""Mail templates: Liquid files by language, which staff may come to edit.

Templates get plain values only, HTML ones with everything escaped. They can't call anything, and
limits stop one that loops or swells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from liquid import CachingFileSystemLoader, Environment, StrictUndefined
from markupsafe import Markup

from lobby.mail.message import one_line
from lobby.words.catalogue import DEFAULT_LANGUAGE

FOLDER: Final = Path(__file__).with_name("templates")
_BLANK_LINES: Final = re.compile(r"\n{3,}")


class Templates(Environment):
    """Liquid with limits: far beyond any honest mail, far below what hurts a function."""

    loop_iteration_limit = 20_000
    output_stream_limit = 2_000_000
    local_namespace_limit = 200_000


@cache
def _templates(language: str, *, escape: bool) -> Templates:
    """Where a language has no file of its own, the English one is taken."""
    places = [FOLDER / language, FOLDER / DEFAULT_LANGUAGE, FOLDER]
    loader = CachingFileSystemLoader(places, auto_reload=False)
    return Templates(loader=loader, autoescape=escape, undefined=StrictUndefined)


def languages() -> set[str]:
    """The languages that there are templates in."""
    return {path.name for path in FOLDER.iterdir() if path.is_dir()}


def render_subject(kind: str, language: str, values: Mapping[str, Any]) -> str:
    """The subject, on one line whatever the values hold."""
    return one_line(_render(f"{kind}/subject.txt", language, values, escape=False))


def render_html(kind: str, language: str, values: Mapping[str, Any], subject: str) -> str:
    """The whole HTML document; ``preheader.txt`` is what mail programs show beside the subject."""
    preheader = one_line(_render(f"{kind}/preheader.txt", language, values, escape=False))
    body = _render(f"{kind}/body.html", language, values, escape=True)
    page = {**values, "subject": subject, "preheader": preheader, "body": Markup(body)}  # noqa: S704
    return _render("layout.html", language, page, escape=True)


def render_text(kind: str, language: str, values: Mapping[str, Any]) -> str:
    """The same in plain text, with no more than one blank line in a row."""
    body = _render(f"{kind}/body.txt", language, values, escape=False)
    page = _render("layout.txt", language, {**values, "body": body}, escape=False)
    lines = "\n".join(line.rstrip() for line in page.splitlines())
    return _BLANK_LINES.sub("\n\n", lines).strip() + "\n"


def _render(name: str, language: str, values: Mapping[str, Any], *, escape: bool) -> str:
    return _templates(language, escape=escape).get_template(name).render(**values)
