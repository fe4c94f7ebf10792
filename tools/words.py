"""What Lobby says in each language, from the sources to the translators and back.

`python -m tools.words` puts the sentences of pages, Python and tables into
`layers/lobby/lobby/words/catalogs/<language>.po`, keeps what is translated there, and compiles it.
`compile` only compiles (setup does it), `check` fails when something is missing or does not fit,
`add fr` begins a language, and `pseudo FOLDER` makes one to test with: every sentence longer, and
unlike English.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple
from zoneinfo import available_timezones

import msgspec
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import generate_po, read_po

from lobby.words.catalogue import COMPILED, DEFAULT_LANGUAGE, Catalogue
from lobby.words.formats import Formats
from lobby.words.sentences import SENTENCES, Counted
from lobby.words.values import KINDS, PLACEHOLDER
from tools import codes
from tools.package import ROOT

CATALOGS: Final = ROOT / "layers" / "lobby" / "lobby" / "words" / "catalogs"
GENERATED: Final = ROOT / "site" / "generated"
SENTENCES_SCRIPT: Final = GENERATED / "sentences.js"
LANGUAGES_SCRIPT: Final = GENERATED / "languages.js"
# A page loads its own sentences, and those of the scripts that pages share.
PAGES: Final = ("admin", "book", "portal")
PSEUDO: Final = "qps"
_PYTHON: Final = ("layers/lobby/lobby", "functions")
_SPEAKING: Final = ("lobby.words", "lobby.mail.writer")
_PYTHON_CALLS: Final = {"say": (1,), "pieces": (1,), "msg": (1,), "plural": (1, 2)}
_TABLE: Final = "layers/lobby/lobby/words/sentences.py"
_FORMATS: Final = "layers/lobby/lobby/words/formats.py"
# The desk may speak English to those whose language is not ready. Spanish always is.
_COMPLETE: Final = frozenset({"es"})
_TAG: Final = re.compile(r"</?\w+>")
_MADE_BY = "// Made by `make words`. Do not edit.\n"


class Sentence(NamedTuple):
    """One sentence to translate; ``context`` may be empty, ``many`` is for those that count."""

    context: str
    one: str
    many: str | None

    @property
    def key(self) -> str:
        """What the code says, and what translations are found by."""
        return f"{self.context}|{self.one}" if self.context else self.one

    @classmethod
    def of(cls, one: str, many: str | None = None) -> Sentence:
        """From what stands in the code."""
        context, _, text = one.rpartition("|")
        return cls(context, text, many)


class Use(NamedTuple):
    """Where a sentence stands, and what its author tells the translators."""

    sentence: Sentence
    file: str
    comments: tuple[str, ...] = ()


class WordsError(Exception):
    """The sentences can't be read; the message says where."""


# ------------------------------------------------------------------------------- from the sources


def uses() -> list[Use]:
    """Every sentence in every place."""
    return [*_in_table(), *_in_python(), *_in_pages()]


def _in_table() -> Iterator[Use]:
    for said in SENTENCES.values():
        one, many = (said.one, said.many) if isinstance(said, Counted) else (said, None)
        yield Use(Sentence.of(one, many), _TABLE)


def _in_python() -> Iterator[Use]:
    paths = [path for folder in _PYTHON for path in sorted((ROOT / folder).rglob("*.py"))]
    for path in paths:
        source = path.read_text()
        if not any(module in source for module in _SPEAKING):
            continue  # it says nothing, whatever its functions are called
        found = extract_from_file(
            "python",
            path,
            keywords=_PYTHON_CALLS,
            comment_tags=("translators:",),
            strip_comment_tags=True,
        )
        for _line, texts, comments, _context in found:
            one, many = texts if isinstance(texts, tuple) else (texts, None)
            yield Use(Sentence.of(one, many), str(path.relative_to(ROOT)), tuple(comments))


def _in_pages() -> Iterator[Use]:
    ran = subprocess.run(["node", "words.mjs"], cwd=ROOT / "site", capture_output=True, text=True)
    if ran.returncode:
        raise WordsError(ran.stderr.strip())
    for found in json.loads(ran.stdout):
        yield Use(Sentence.of(*found["texts"]), found["file"], tuple(found["comments"]))


def template(found: Iterable[Use]) -> Catalog:
    """All sentences, each once.

    Raises:
        WordsError: one is both counted and not, or has two plurals.
    """
    catalog = Catalog(charset="utf-8")
    plurals: dict[str, str | None] = {}
    for sentence, file, comments in found:
        if plurals.setdefault(sentence.key, sentence.many) != sentence.many:
            raise WordsError(f"{file}: {sentence.key!r} has another plural elsewhere.")
        catalog.add(
            (sentence.one, sentence.many) if sentence.many else sentence.one,
            context=sentence.context or None,
            locations=[(file, 0)],
            auto_comments=comments,
        )
    return catalog


# --------------------------------------------------------------------------- the translators' files

_HEADER: Final = """\
# {name}. Translate what stands in msgid, in msgstr; `make words` writes all else.
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def translators_files() -> dict[str, Path]:
    """The file of each language but English."""
    return {path.stem: path for path in sorted(CATALOGS.glob("*.po"))}


def read(path: Path) -> Catalog:
    """A translators' file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def written(old: Catalog, found: Sequence[Use]) -> str:
    """A translators' file with these sentences, and the translations that the old one has.

    No dates and no line numbers are in it: what changes it is a sentence or its translation.
    """
    new = template(found)
    for message in new:
        before = old.get(message.id, message.context) if message.id else None
        if before and isinstance(before.id, str) == isinstance(message.id, str):
            message.string = before.string
            message.flags |= before.flags & {"fuzzy"}
            message.user_comments = before.user_comments
    new.mime_headers = [("Plural-Forms", old.plural_forms)]
    body = "".join(generate_po(new, omit_header=True, sort_by="message", width=100))
    name = f"{old.locale.english_name} ({old.locale.display_name})" if old.locale else ""
    header = _HEADER.format(name=name, language=old.locale, plural=old.plural_forms)
    return f"{header}{body.rstrip()}\n"


def _key(message: Message) -> str:
    one = message.id if isinstance(message.id, str) else message.id[0]
    return Sentence(message.context or "", one, None).key


def _forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or [""])


def _is_whole(message: Message) -> bool:
    return all(_forms(message)) and not message.fuzzy


def _messages(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


# ----------------------------------------------------------------------------- for those who run it


def compiled(catalog: Catalog, of: Callable[[str], bool]) -> Catalogue:
    """What is translated of the sentences that stand in certain files."""
    texts: dict[str, str | list[str]] = {}
    for message in _messages(catalog):
        if _is_whole(message) and any(of(file) for file, _ in message.locations):
            counted = not isinstance(message.id, str)
            texts[_key(message)] = _forms(message) if counted else _forms(message)[0]
    return Catalogue(catalog.plural_expr, texts)


def write_compiled(language: str, catalog: Catalog, python: Path, site: Path) -> None:
    """One language, for Python and for each page."""
    _write(python / f"{language}.json", msgspec.json.encode(compiled(catalog, in_python)))
    for page in PAGES:
        spoken = compiled(catalog, lambda file, page=page: on_page(page, file))  # type: ignore[misc]
        script = (
            f"{_MADE_BY}export const plural = (n) => Number({spoken.plural});\n"
            f"export const texts = {json.dumps(spoken.texts, ensure_ascii=False)};\n"
            f"export const places = {json.dumps(places(language), ensure_ascii=False)};\n"
        )
        _write(site / "words" / page / f"{language}.js", script.encode())


def places(language: str) -> dict[str, str]:
    """The places of time zones, where a language calls them otherwise than English does."""
    if language == PSEUDO:
        return {}
    english = Formats(DEFAULT_LANGUAGE)
    own = Formats(language)
    zones = sorted(available_timezones())
    return {zone: own.zone(zone) for zone in zones if own.zone(zone) != english.zone(zone)}


def in_python(file: str) -> bool:
    """Whether Python says the sentences of this file."""
    return not file.startswith("site/")


def on_page(page: str, file: str) -> bool:
    """Whether a page says the sentences of this file."""
    return file in (_TABLE, _FORMATS) or file.startswith((f"site/{page}/", "site/shared/"))


def languages_script(languages: Iterable[str]) -> str:
    """Which languages the pages can speak."""
    return (
        f"{_MADE_BY}\n"
        "/** @type {readonly string[]} */\n"
        f"export const languages = {json.dumps(list(languages))};\n"
    )


def sentences_script() -> str:
    """The table of sentences for the pages, which they need when something is refused."""
    table = {
        code: said._asdict() if isinstance(said, Counted) else said
        for code, said in SENTENCES.items()
    }
    return (
        f"{_MADE_BY}\n"
        "/** @typedef {{one: string, many: string, counts: string}} Counted */\n"
        "/** @type {Readonly<Record<string, string | Counted>>} */\n"
        f"export const sentences = {json.dumps(table, indent=2)};\n"
    )


def compile_all() -> None:
    """Every language, anew; those that are gone go."""
    files = translators_files()
    for old in [*COMPILED.glob("*.json"), *GENERATED.glob("words/*/*.js")]:
        if old.stem not in files:
            old.unlink()
    for language, path in files.items():
        write_compiled(language, read(path), COMPILED, GENERATED)
    _write(SENTENCES_SCRIPT, sentences_script().encode())
    _write(LANGUAGES_SCRIPT, languages_script([DEFAULT_LANGUAGE, *files]).encode())


def _write(path: Path, content: bytes) -> None:
    """Unless that is what it has; whoever reads it meanwhile sees the old or the new."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    scratch.write_bytes(content)
    scratch.replace(path)


# ---------------------------------------------------------------------------------- what is wrong


def findings(found: Sequence[Use]) -> Iterator[str]:
    """What has to be mended: files that are not up to date, what is missing, what does not fit."""
    for use in found:
        yield from _unknown_kinds(use)
    languages = translators_files()
    for path, script in (
        (SENTENCES_SCRIPT, sentences_script()),
        (LANGUAGES_SCRIPT, languages_script([DEFAULT_LANGUAGE, *languages])),
    ):
        if not path.exists() or path.read_text() != script:
            yield f"{path.relative_to(ROOT)} is not up to date: run make words"
    for language, path in languages.items():
        catalog = read(path)
        if path.read_text() != written(catalog, found):
            yield f"{path.relative_to(ROOT)} is not up to date: run make words"
        for message in _messages(catalog):
            if not _is_whole(message):
                if language in _COMPLETE or not for_staff_only(message):
                    yield f"{language}: not translated: {_key(message)!r}"
            else:
                yield from (f"{language}: {wrong}" for wrong in _misfits(message))


def missing(language: str) -> list[str]:
    """What is not translated, of all sentences."""
    return [_key(m) for m in _messages(read(translators_files()[language])) if not _is_whole(m)]


def for_staff_only(message: Message) -> bool:
    """Whether nobody but staff reads it."""
    return all(file.startswith("site/admin/") for file, _ in message.locations)


def _unknown_kinds(use: Use) -> Iterator[str]:
    for text in (use.sentence.one, use.sentence.many or ""):
        if unknown := {kind for _, kind in PLACEHOLDER.findall(text) if kind} - KINDS:
            yield f"{use.file}: there is no kind {', '.join(unknown)}: {text!r}"
        if re.search(r"[{}]", PLACEHOLDER.sub("", text)):
            yield f"{use.file}: a brace without its other half, or more than a name: {text!r}"


def _misfits(message: Message) -> Iterator[str]:
    """Translations whose values or tags are others than the English sentence's.

    A form for one number (English "one") may leave the number out.
    """
    texts = [message.id] if isinstance(message.id, str) else list(message.id)
    wanted = _parts(texts[-1])
    for form in _forms(message):
        parts = _parts(form)
        if parts != wanted and not (len(texts) > 1 and parts | {"{n}"} == wanted):
            yield f"{form!r} has {sorted(parts)}, and {texts[-1]!r} has {sorted(wanted)}"


def _parts(text: str) -> set[str]:
    return {match[0] for match in PLACEHOLDER.finditer(text)} | set(_TAG.findall(text))


# ------------------------------------------------------------------------------ a pseudo-language

_ACCENTED: Final = str.maketrans(
    "ABCDEGHIJKLNORSTUWYZabcdeghijklnorstuwyz", "ÅƁÇÐÉĜĤÎĴĶĻÑÖŔŠŢÛŴÝŽåƀçðéĝĥîĵķļñöŕšţûŵýž"
)


def pseudo(text: str) -> str:
    """Unlike English, a third longer, and with its values and tags in place."""
    parts = re.split(r"(\{[^}]*\}|</?\w+>)", text)
    said = "".join(
        part if number % 2 else part.translate(_ACCENTED) for number, part in enumerate(parts)
    )
    return f"⟦{said}{'·' * (len(text) // 3)}⟧"


def pseudo_catalog(found: Iterable[Use]) -> Catalog:
    """Every sentence as ``pseudo`` says it, in as many forms as English has."""
    catalog = template(found)
    for message in _messages(catalog):
        texts = message.id if not isinstance(message.id, str) else (message.id,)
        said = tuple(pseudo(text) for text in texts)
        message.string = said if len(said) > 1 else said[0]
    return catalog


def write_pseudo(folder: Path, found: Sequence[Use]) -> None:
    """The pseudo-language for tests: what ``folder`` has goes before what is compiled."""
    write_compiled(PSEUDO, pseudo_catalog(found), folder / "compiled", folder / "generated")
    spoken = [DEFAULT_LANGUAGE, *translators_files(), PSEUDO]
    _write(folder / "generated" / "languages.js", languages_script(spoken).encode())


# ------------------------------------------------------------------------------------------- called


def update() -> None:
    """The translators' files with the sentences of the sources."""
    found = uses()
    for path in translators_files().values():
        path.write_text(written(read(path), found))


def add(language: str) -> None:
    """Begins a language: its file, with nothing translated."""
    path = CATALOGS / f"{language}.po"
    if path.exists():
        raise WordsError(f"There is {path.relative_to(ROOT)} already.")
    path.write_text(written(Catalog(locale=language), uses()))


def check() -> int:
    """Prints what is wrong, and what is only missing. 1 if anything is wrong."""
    wrong = [*codes.findings(), *findings(uses())]
    for language in translators_files():
        if lacking := missing(language):
            print(
                f"{language}: {len(lacking)} not translated: {', '.join(map(repr, lacking[:5]))}…"
            )
    print("\n".join(wrong) or "Words: all in order.", file=sys.stderr if wrong else sys.stdout)
    return 1 if wrong else 0


def main(arguments: Sequence[str] | None = None) -> int:
    """See the module."""
    parser = argparse.ArgumentParser(prog="python -m tools.words", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("compile")
    commands.add_parser("check")
    commands.add_parser("add").add_argument("language")
    commands.add_parser("pseudo").add_argument("folder", type=Path)
    asked = parser.parse_args(arguments)
    try:
        match asked.command:
            case "check":
                return check()
            case "pseudo":
                write_pseudo(asked.folder, uses())
            case "compile":
                compile_all()
            case _:
                if asked.command == "add":
                    add(asked.language)
                update()
                compile_all()
    except WordsError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
