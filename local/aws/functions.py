"""How MiniStack runs functions: on a Python of their own, sharing unpacked layers.

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
