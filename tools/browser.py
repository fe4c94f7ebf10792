"""Where this machine's Chromium is, which the page tests and the README's pictures use.

`python tools/browser.py` prints it. Nothing but the standard library is imported: this runs before
anything is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
# macOS
APPLICATIONS = Path("/Applications")
APPLICATION_NAMES = ("Chromium", "Google Chrome", "Microsoft Edge")
# Where Playwright keeps what it downloads; a folder for each build.
PLAYWRIGHT_CACHES = (".cache/ms-playwright", "Library/Caches/ms-playwright")
PLAYWRIGHT_PROGRAMS = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)


class BrowserMissing(RuntimeError):
    """No browser of Chromium's family runs on this machine."""


def find_browser(environment: Mapping[str, str] = os.environ) -> str:
    """The path of a browser that starts: the one that ``CHROMIUM`` names, or the first there is.

    Raises:
        BrowserMissing: says which command brings one.
    """
    named = environment.get("CHROMIUM")
    for candidate in [named] if named else _candidates(environment):
        if _starts(candidate):
            return candidate
    if named:
        raise BrowserMissing(f"CHROMIUM names {named}, which is no browser that starts.")
    raise BrowserMissing("There is no Chromium, Chrome or Edge here: run tools/provide.sh test")


def _candidates(environment: Mapping[str, str]) -> Iterator[str]:
    for command in COMMANDS:
        if found := shutil.which(command, path=environment.get("PATH", "")):
            yield found
    home = Path(environment.get("HOME", "/"))
    for applications in (APPLICATIONS, home / "Applications"):
        for name in APPLICATION_NAMES:
            yield str(applications / f"{name}.app" / "Contents" / "MacOS" / name)
    named = environment.get("PLAYWRIGHT_BROWSERS_PATH")
    for cache in [Path(named)] if named else [home / folder for folder in PLAYWRIGHT_CACHES]:
        for program in PLAYWRIGHT_PROGRAMS:
            yield from map(str, sorted(cache.glob(program), reverse=True))


def _starts(program: str) -> bool:
    """Whether it tells its version: a stub that wants to install a browser does not."""
    try:
        asked = subprocess.run([program, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


if __name__ == "__main__":
    try:
        print(find_browser())
    except BrowserMissing as missing:
        sys.exit(str(missing))
