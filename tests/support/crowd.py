"""Many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from tests.support.api import Reply

Result = TypeVar("Result")

MOST_TRIES = 30


def at_once(works: Sequence[Callable[[], Result]]) -> list[Result]:
    """Does all works in threads that start together; answers with their results in order."""
    start = Barrier(len(works))

    def do(work: Callable[[], Result]) -> Result:
        start.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(do, works))


def patiently(ask: Callable[[], Reply]) -> Reply:
    """Asks again as long as the answer is that others were faster, as a client does."""
    for _ in range(MOST_TRIES):
        reply = ask()
        if reply.status != 409 or reply.json["type"] != "urn:lobby:problem:conflict":
            return reply
    raise AssertionError(f"still a conflict after {MOST_TRIES} tries")
