"""Chromium, Chrome or Edge is found wherever it is installed, if it starts."""

from __future__ import annotations

from pathlib import Path

import pytest

import tools.browser
from tools.browser import BrowserMissing, find_browser

STARTS = "#!/bin/sh\n[ \"$1\" = --version ] && echo 'Chromium 150.0'\n"
STUB = "#!/bin/sh\necho 'Install the snap first' >&2\nexit 1\n"


def program(path: Path, script: str = STARTS) -> str:
    """Writes something that can be run; answers with its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script)
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A machine without a browser: its environment."""
    monkeypatch.setattr(tools.browser, "APPLICATIONS", tmp_path / "Applications")
    return {"PATH": str(tmp_path / "bin"), "HOME": str(tmp_path / "home")}


@pytest.mark.parametrize(
    "place",
    [
        "bin/chromium",
        "bin/chromium-browser",
        "bin/google-chrome",
        "bin/google-chrome-stable",
        "bin/microsoft-edge",
        "Applications/Chromium.app/Contents/MacOS/Chromium",
        "home/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "home/.cache/ms-playwright/chromium-1208/chrome-linux/chrome",
        "home/.cache/ms-playwright/chromium-1208/chrome-linux64/chrome",
        "home/Library/Caches/ms-playwright/chromium-1208/chrome-mac-arm64/"
        "Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
    ],
)
def test_it_is_found_where_systems_put_it(
    machine: dict[str, str], tmp_path: Path, place: str
) -> None:
    browser = program(tmp_path / place)
    assert find_browser(machine) == browser


def test_playwright_may_keep_its_browsers_elsewhere(
    machine: dict[str, str], tmp_path: Path
) -> None:
    browser = program(tmp_path / "browsers/chromium-1208/chrome-linux/chrome")
    machine["PLAYWRIGHT_BROWSERS_PATH"] = str(tmp_path / "browsers")
    assert find_browser(machine) == browser


def test_the_one_that_is_named_comes_first(machine: dict[str, str], tmp_path: Path) -> None:
    program(tmp_path / "bin/chromium")
    machine["CHROMIUM"] = program(tmp_path / "mine")
    assert find_browser(machine) == machine["CHROMIUM"]


def test_a_stub_that_does_not_start_is_passed_over(machine: dict[str, str], tmp_path: Path) -> None:
    program(tmp_path / "bin/chromium-browser", STUB)
    chrome = program(tmp_path / "bin/google-chrome")
    assert find_browser(machine) == chrome


def test_a_name_that_leads_nowhere_is_said(machine: dict[str, str], tmp_path: Path) -> None:
    program(tmp_path / "bin/chromium")
    machine["CHROMIUM"] = str(tmp_path / "nowhere")
    with pytest.raises(BrowserMissing, match="nowhere, which is no browser that starts"):
        find_browser(machine)


def test_without_any_the_command_that_brings_one_is_said(machine: dict[str, str]) -> None:
    with pytest.raises(BrowserMissing, match=r"run tools/provide\.sh test"):
        find_browser(machine)
