"""What the documents show is what the commands print, and what they point at is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.cost import month, table

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])


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


def test_make_has_every_command_that_documents_name() -> None:
    makefile = (ROOT / "Makefile").read_text()
    named = {
        command
        for page in PAGES
        for command in re.findall(r"(?:^|`)make ([a-z]+)", page.read_text(), re.M)
    }
    assert {c for c in named if f"\n{c}:" not in makefile} == set()
