"""Waiting for what happens elsewhere: asked again until it is there, never slept for."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


def eventually(look: Callable[[], Found | None], what: str, *, seconds: float = 60) -> Found:
    """The first answer of ``look`` that is true-like; fails saying what never came."""
    deadline = time.monotonic() + seconds
    while True:
        if found := look():
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"never came: {what}")
        time.sleep(0.2)
