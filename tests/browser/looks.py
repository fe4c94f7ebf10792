"""How a page looks: its window, its picture, what axe says of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from playwright.sync_api import Page, ViewportSize

from local.gateway.site import SITE

WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
AXE = SITE / "node_modules" / "axe-core" / "axe.min.js"
SHOTS = os.environ.get("LOBBY_SHOTS")

OpenPage = Callable[..., Page]


def shoot(page: Page, name: str, *, whole: bool = True) -> None:
    """Keep a picture of the page, or its window, where ``LOBBY_SHOTS`` says, for people to see."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=whole)


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it is (needs a context with ``bypass_csp``).

    The rules are those of WCAG 2.2 AA and of good practice.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found: list[str] = page.evaluate(
        """async (rules) => {
            const report = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
            return report.violations.flatMap(({ id, nodes }) =>
                nodes.map((node) => `${id}: ${node.html.slice(0, 160)} | ${node.failureSummary}`));
        }""",
        ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    )
    return found


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
