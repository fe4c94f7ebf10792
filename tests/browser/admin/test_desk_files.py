"""What the desk's page loads, and that it loads all of it at once."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, Request, expect

from local.gateway.site import SITE
from tests.browser.admin.desk import Desk
from tests.browser.admin.steps import go

INDEX = (SITE / "admin" / "index.html").read_text(encoding="utf-8")


STATIC = r'from\s*"(\.[^"]+)"'
LATER = r'\bimport\("(\.[^"]+)"\)'
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def modules(start: Path, *kinds: str) -> set[Path]:
    """The modules that one needs, itself and all that they import in one of these ways."""
    found: set[Path] = set()
    waiting = [start]
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            text = COMMENT.sub("", module.read_text(encoding="utf-8"))
            imports = [name for kind in kinds for name in re.findall(kind, text)]
            waiting += [(module.parent / name).resolve() for name in imports]
    return found


def test_what_the_first_view_needs_is_preloaded_so_that_none_waits_for_another() -> None:
    first = modules(SITE / "admin" / "app.js", STATIC)
    needed = {f"/{module.relative_to(SITE)}" for module in first}
    preloaded = set(re.findall(r'rel="modulepreload" href="([^"]+)"', INDEX))
    assert preloaded == needed - {"/admin/app.js"}


def test_every_module_and_style_of_the_desk_is_in_use() -> None:
    used = modules(SITE / "admin" / "app.js", STATIC, LATER)
    page = SITE / "admin" / "styles" / "page.css"
    joined = re.findall(r'@import "([^"]+)"', page.read_text(encoding="utf-8"))
    later = re.findall(r'stylesheet"\s+href="([^"]+)"', INDEX)
    styles = {page, *((page.parent / name).resolve() for name in joined)}
    styles |= {SITE / path.lstrip("/") for path in later}
    own = {*(SITE / "admin").rglob("*.js"), *(SITE / "admin").rglob("*.css")}
    assert own <= used | styles


def test_nothing_is_loaded_from_elsewhere(staff: Page, desk: Desk) -> None:
    requested: list[str] = []

    def note(request: Request) -> None:
        requested.append(request.url)

    staff.on("request", note)
    go(staff)
    expect(staff.get_by_role("heading", name="No bookings yet")).to_be_visible()
    assert requested
    assert [url for url in requested if not url.startswith((desk.site.url, "data:"))] == []
