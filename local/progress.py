"""Telling a person what is going on, one line for each step."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import TextIO


class Step:
    """A step in progress."""

    def __init__(self) -> None:
        self.note = ""

    def unchanged(self) -> None:
        """Say that there was nothing to do."""
        self.note = "unchanged"


class Progress:
    """Prints each step's name when it starts and its time when it has ended."""

    def __init__(self, out: TextIO = sys.stdout) -> None:
        self._out = out

    @contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """Time what happens inside the block."""
        step = Step()
        started = time.monotonic()
        self._out.write(f"  {title:<36}")
        self._out.flush()
        try:
            yield step
        except BaseException:
            self._out.write("failed\n")
            raise
        seconds = time.monotonic() - started
        self._out.write(f"{step.note or 'done':<10} {seconds:5.1f} s\n")
        self._out.flush()


class Quiet(Progress):
    """Says nothing, as in tests."""

    def __init__(self) -> None:
        super().__init__(StringIO())
