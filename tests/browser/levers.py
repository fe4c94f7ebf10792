"""What goes wrong on purpose between a page and the API, and what was asked of the API.

``fail`` answers the next matching request with a problem; ``hold`` keeps it until released;
``drop`` carries it out and loses the answer; ``lose`` never lets it arrive. Paths are regular
expressions over the API's own paths, such as ``/bookings/\\w+``.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

REFERENCE = "req-7f3a"
MOST_SECONDS = 30

Effect = Literal["fail", "hold", "drop", "lose"]


@dataclass(frozen=True)
class Request:
    """One request that the API got; the names of its headers are in lower case."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    raw: bytes

    @property
    def body(self) -> Any:
        """The body as JSON values; None without one."""
        return json.loads(self.raw) if self.raw else None

    @property
    def bearer(self) -> str | None:
        """The bearer token, if there is one."""
        kind, _, token = self.headers.get("authorization", "").partition(" ")
        return token if kind == "Bearer" else None


@dataclass
class Lever:
    """What happens to the next requests that match."""

    method: str
    path: re.Pattern[str]
    effect: Effect
    times: int
    problem: dict[str, Any] = field(default_factory=dict)
    released: threading.Event = field(default_factory=threading.Event)

    def fits(self, request: Request) -> bool:
        """Whether a request is one of those."""
        return (
            self.times > 0
            and self.method == request.method
            and self.path.fullmatch(request.path) is not None
        )


class Levers:
    """All levers of one test. The first that was set comes first."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self._levers: list[Lever] = []
        self._lock = threading.Lock()

    def fail(
        self,
        method: str,
        path: str,
        status: int = 500,
        slug: str = "internal",
        detail: str | None = None,
        *,
        times: int = 1,
        errors: Sequence[Mapping[str, str]] = (),
        **more: str,
    ) -> None:
        """Answers the next ``times`` requests with a problem; they are not carried out."""
        problem = {
            "type": f"urn:lobby:problem:{slug}",
            "title": slug.replace("-", " ").capitalize(),
            "status": status,
            "instance": f"urn:lobby:request:{REFERENCE}",
            **({"detail": detail} if detail else {}),
            **({"errors": list(errors)} if errors else {}),
            **more,
        }
        self._set(Lever(method, re.compile(path), "fail", times, problem=problem))

    def drop(self, method: str, path: str, *, times: int = 1) -> None:
        """Carries the next requests out, but their answers never come."""
        self._set(Lever(method, re.compile(path), "drop", times))

    def lose(self, method: str, path: str, *, times: int = 1) -> None:
        """Cuts the connection before the next requests are carried out."""
        self._set(Lever(method, re.compile(path), "lose", times))

    @contextmanager
    def hold(self, method: str, path: str) -> Iterator[threading.Event]:
        """Keeps the next request until the block ends, or the event it gives is set."""
        lever = Lever(method, re.compile(path), "hold", 1)
        self._set(lever)
        try:
            yield lever.released
        finally:
            lever.released.set()

    def let_go(self) -> None:
        """Lets everything work again, and what is held go on."""
        with self._lock:
            for lever in self._levers:
                lever.times = 0
                lever.released.set()

    def asked(self, method: str, path: str) -> list[Request]:
        """The requests that came so far to paths matching a regular expression."""
        wanted = re.compile(path)
        with self._lock:
            return [r for r in self.requests if r.method == method and wanted.fullmatch(r.path)]

    def meet(self, request: Request) -> Lever | None:
        """Notes a request; answers with the lever that it meets, and waits where it is held."""
        with self._lock:
            self.requests.append(request)
            lever = next((lever for lever in self._levers if lever.fits(request)), None)
            if lever is not None:
                lever.times -= 1
        if lever is not None and lever.effect == "hold":
            lever.released.wait(MOST_SECONDS)
        return lever

    def _set(self, lever: Lever) -> None:
        with self._lock:
            self._levers.append(lever)
