"""Many at once.

msgspec works out a record's fields when it first reads one, and crashes if two threads do so for
one record at the same time. A Lambda process has one request at a time; the threads here get to
know all records beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from threading import Barrier
from typing import TypeVar

import msgspec

from tests.support.api import Reply, load_function, routes

Result = TypeVar("Result")

MOST_TRIES = 30


def at_once(works: Sequence[Callable[[], Result]]) -> list[Result]:
    """Does all works in threads that start together; answers with their results in order."""
    meet_all_records()
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


@cache
def meet_all_records() -> None:
    """Lets msgspec read every record once."""
    for function in sorted({function for _, _, function, _ in routes()} | {"refund_payment"}):
        load_function(function)
    for record in _kinds_of(msgspec.Struct):
        with suppress(msgspec.ValidationError):
            msgspec.convert({}, record)


def _kinds_of(record: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    for kind in record.__subclasses__():
        yield kind
        yield from _kinds_of(kind)
