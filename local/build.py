"""Building what the local stack runs, only when something it is made of has changed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from local.processes import StackError, held, run
from local.settings import ROOT, Settings
from tools.package import digest_of, sources

BUILD = ROOT / ".aws-sam" / "local"
MARKER = ROOT / ".aws-sam" / "local.digest"
SAM = str(Path(sys.executable).parent / "sam")


@contextmanager
def exclusively() -> Iterator[None]:
    """Hold the build folder: a test run and `make run` share it and may start together."""
    with held(ROOT / ".lobby" / "build.lock", wait=True):
        yield


@dataclass(frozen=True)
class Build:
    """A finished build: the hash of what it was made of, and whether it was made just now."""

    digest: str
    fresh: bool


def build(settings: Settings) -> Build:
    """Run `sam build` for this interpreter, unless the last build still holds."""
    if not (ROOT / "template.yaml").is_file():
        raise StackError("There is no template.yaml to build.")
    digest = source_digest()
    if BUILD.is_dir() and MARKER.is_file() and MARKER.read_text() == digest:
        return Build(digest, fresh=False)
    MARKER.unlink(missing_ok=True)
    environment = settings.aws_environment() | {
        "LOBBY_TARGET": "local",
        "LOBBY_BUILD_PYTHON": sys.executable,
        "SAM_CLI_TELEMETRY": "0",
    }
    command = [SAM, "build", "--config-env", "local"]
    run("sam build", command, environment, settings.logs / "build.log")
    MARKER.write_text(digest)
    return Build(digest, fresh=True)


def source_digest() -> str:
    """A hash over all that the build is made of, and what makes it."""
    return digest_of([*sources(), ROOT / "samconfig.toml"], sys.version, os.path.realpath(SAM))
