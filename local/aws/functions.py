"""How MiniStack runs functions: on a Python of their own, sharing unpacked layers, and fed again.

MiniStack starts functions with the interpreter that it runs on, whose packages they would then find
too: a function that lacks a layer would work here and fail on AWS. And it unpacks all layers again
for each worker of each function, which takes most of a cold start and much of the disk.
"""

from __future__ import annotations

import hashlib
import sys
import threading
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

_unpacking = threading.Lock()


def read_streams_anew() -> None:
    """After a restart, let event sources read the table's stream from its beginning.

    MiniStack remembers how far each of them had read, but not the stream: the stream starts anew,
    and they would pass over as many records as they had read before. Records that were not yet
    read when it ended are gone; the outbox's sweeper publishes those.
    """
    from ministack.services import lambda_svc  # type: ignore[import-untyped]

    lambda_svc._restore_esm_positions = lambda *_: None


def use_interpreter(python: str) -> None:
    """Run functions on this interpreter: MiniStack takes the one that it believes to run on."""
    sys.executable = python


def share_layers(folder: Path) -> None:
    """Unpack each layer once, into this folder, and let all workers link to it."""
    from ministack.core import lambda_runtime  # type: ignore[import-untyped]

    class Archive(zipfile.ZipFile):
        """A zip as MiniStack unpacks it: a function's code, or a layer as `layer_<n>.zip`."""

        def __init__(self, file: str) -> None:
            super().__init__(file)
            self._path = Path(file)
            self._layer = self._path.name.startswith("layer_")

        def namelist(self) -> list[str]:
            """Names to check before unpacking; layers are checked where they are unpacked."""
            return [] if self._layer else super().namelist()

        def extractall(self, path: Any = None, members: Any = None, pwd: Any = None) -> None:
            """Unpack, or link to where it is unpacked already."""
            if not self._layer:
                super().extractall(path, members, pwd)
                return
            shared = folder / hashlib.sha256(self._path.read_bytes()).hexdigest()
            with _unpacking:
                if not shared.is_dir():
                    partial = shared.with_suffix(".partial")
                    super().extractall(partial, super().namelist())
                    partial.rename(shared)
            self._path.unlink()
            Path(path).rmdir()
            Path(path).symlink_to(shared)

    lambda_runtime.zipfile = SimpleNamespace(
        ZipFile=Archive,
        BadZipFile=zipfile.BadZipFile,
        LargeFileError=zipfile.LargeZipFile,
    )
