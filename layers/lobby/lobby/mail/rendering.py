"""The two parts of a mail: HTML from Liquid templates, and plain text.

Templates get plain values only, with everything escaped. They can't call anything, and limits stop
one that loops or swells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec
from liquid import CachingFileSystemLoader, Environment, StrictUndefined

from lobby.mail.blocks import (
    Block,
    Button,
    Content,
    Facts,
    Footer,
    Heading,
    Lines,
    Link,
    Paragraph,
    Price,
    Quote,
    Subheading,
    Sum,
    Things,
    Written,
)
from lobby.mail.message import one_line
from lobby.words.formats import Formats

FOLDER: Final = Path(__file__).with_name("templates")
_BLANK_LINES: Final = re.compile(r"\n{3,}")


class Templates(Environment):
    """Liquid with limits: far beyond any honest mail, far below what hurts a function."""

    loop_iteration_limit = 20_000
    output_stream_limit = 2_000_000
    local_namespace_limit = 200_000


@cache
def _templates() -> Templates:
    loader = CachingFileSystemLoader(FOLDER, auto_reload=False)
    return Templates(loader=loader, autoescape=True, undefined=StrictUndefined)


def render_html(
    content: Content, footer: Footer, formats: Formats, brand: Mapping[str, Any]
) -> str:
    """The whole HTML document."""
    return (
        _templates()
        .get_template("layout.html")
        .render(
            language=formats.language,
            direction=formats.direction,
            subject=one_line(content.subject),
            preheader=one_line(content.preheader),
            blocks=msgspec.to_builtins(content.blocks),
            footer=msgspec.to_builtins(footer),
            brand=dict(brand),
        )
    )


def render_text(content: Content, footer: Footer) -> str:
    """The same in plain text, with no more than one blank line in a row."""
    # The heading repeats the subject, which mail programs show above the text.
    blocks = [block for block in content.blocks if not isinstance(block, Heading)]
    said = "\n\n".join("\n".join(_text(block)) for block in blocks)
    reach = ", ".join(filter(None, (footer.phone, footer.email)))
    end = "\n".join((", ".join((footer.name, *footer.address)), reach, footer.why))
    return _BLANK_LINES.sub("\n\n", f"{said}\n\n--\n{end}").strip() + "\n"


def _text(block: Block) -> Iterator[str]:
    match block:
        case Heading(text) | Subheading(text) | Written(text) | Quote(text):
            yield text
        case Paragraph(pieces):
            yield "".join(piece.text for piece in pieces)
        case Lines(lines):
            yield from lines
        case Link(label, url):
            yield f"{label}: {url}"
        case Button(label, url, note):
            yield from (f"{label}:", "", url, "", note)
        case Facts(facts):
            yield from _aligned([(fact.label, fact.value) for fact in facts])
        case Things(things, more):
            for thing in things:
                yield f"- {thing.name} {thing.times}".rstrip()
                yield from (f"  {detail}" for detail in thing.details)
            yield more
        case Price(lines, more, sums):
            for line in lines:
                yield f"- {line.label}: {line.value}"
                if line.detail:
                    yield f"  {line.detail}"
            yield from (more, "")
            yield from _aligned([(line.label, _with_detail(line)) for line in sums])


def _with_detail(line: Sum) -> str:
    return ", ".join(filter(None, (line.value, line.detail)))


def _aligned(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Labels and values in two columns."""
    width = max((len(label) for label, _ in rows), default=0) + 3
    for label, value in rows:
        yield f"{f'{label}:':<{width}}{value}"
