"""What the documents show is what the commands print, and what they point at is there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from tools.cost import month, table

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])


def commands(page: str) -> Iterator[str]:
    """The commands of this project that a page shows, in blocks and within sentences."""
    command = r"(?:\w+=\S+ )*(?:make|\S*python3?) "
    blocks = r"^```\n(.*?)^```$"
    for block in re.findall(blocks, page, re.M | re.S):
        # what is quoted may go over several lines
        yield from re.findall(rf"""^({command}(?:"[^"]*"|[^"\n])*)""", block, re.M)
    yield from re.findall(rf"`({command}[^`]*)`", re.sub(blocks, "", page, flags=re.M | re.S))


COMMANDS = [
    shlex.split(command, comments=True)
    for command in sorted({found for page in PAGES for found in commands(page.read_text())})
]


def run(*command: str) -> str:
    """What a command prints, run at the root of the working copy as somebody would type it."""
    # PYTHONPATH: a working copy that shares another's environment has one, none has it from make
    kept = ("HOME", "PATH", "PYTHONPATH")
    plain = {name: os.environ[name] for name in kept if name in os.environ}
    return subprocess.run(
        command, cwd=ROOT, env=plain, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


@cache
def help_of(module: str) -> str:
    """What a program of ours says about its use."""
    return run(sys.executable, "-m", module, "--help")


def unknown(module: str, words: list[str]) -> list[str]:
    """Options and parts that a program's help does not name; values and files are not asked for."""
    free = [
        word
        for before, word in pairwise(["", *words])
        if word.startswith("-") or not before.startswith("-")
    ]
    return [
        word
        for word in free
        if word not in help_of(module) and "<" not in word and not (ROOT / word).exists()
    ]


def test_the_costs_are_what_the_command_prints() -> None:
    assert table() in (ROOT / "docs" / "operator.md").read_text()


def test_the_readme_rounds_the_costs_right() -> None:
    text = (ROOT / "README.md").read_text()
    assert f"about {round(month(0))} USD a month" in text
    assert f"100 bookings a month: about {round(month(100))} USD" in text
    assert f"10,000: about {round(month(10_000))} USD" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Files that a page links to or shows exist in the repository."""
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text())
    missing = [
        target
        for target in targets
        if not target.startswith(("http://", "https://", "mailto:"))
        and not (page.parent / target).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("command", COMMANDS, ids=shlex.join)
def test_commands_run_as_they_are_written(command: list[str]) -> None:
    """Make has the target, the module is found without a PYTHONPATH, and it knows what is asked."""
    if command[0] == "make":
        recipe = run("make", "--dry-run", *command[1:])
        asked = re.findall(r"/python -m ((?:pytest|local|tests|tools)\b\S*) ?(.*)", recipe)
        assert [word for module, rest in asked for word in unknown(module, shlex.split(rest))] == []
        return
    python, option, program, *words = command
    assert python == ".lobby/venv/bin/python"
    if option == "-c":
        run(sys.executable, "-c", program)
    else:
        assert option == "-m"
        assert unknown(program, words) == []
