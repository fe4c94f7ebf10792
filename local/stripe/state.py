"""What the stand-in remembers, and how that survives a restart."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec

Json = dict[str, Any]


class Attempt(msgspec.Struct):
    """One try to deliver an event: ``result`` is the HTTP status, or what went wrong."""

    at: int
    result: int | str


class Delivery(msgspec.Struct):
    """How an event's webhook fared: ``status`` is pending, delivered, failed or dropped."""

    status: str = "pending"
    attempts: list[Attempt] = []


class SavedAnswer(msgspec.Struct):
    """The answer to the first call with an idempotency key."""

    call: str
    request_id: str
    status: int
    body: Json
    saved_at: float


class State(msgspec.Struct):
    """All objects by id, oldest first; ``details`` holds what the API does not show of them."""

    objects: dict[str, Json] = {}
    details: dict[str, Json] = {}
    deliveries: dict[str, Delivery] = {}
    answers: dict[str, SavedAnswer] = {}

    def all_of(self, kind: str) -> list[Json]:
        """Every object of a kind, newest first, as Stripe's lists go."""
        return [item for item in reversed(self.objects.values()) if item["object"] == kind]


class StateFile:
    """Keeps the state in a JSON file, replaced as a whole so that it is never half written."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def load(self) -> State:
        """What was saved last, or a clean slate."""
        if self._path is None or not self._path.exists():
            return State()
        return msgspec.json.decode(self._path.read_bytes(), type=State)

    def save(self, state: State) -> None:
        """Put the state where the next start finds it."""
        if self._path is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_name(f"{self._path.name}.{os.getpid()}.draft")
        draft.write_bytes(msgspec.json.encode(state))
        draft.replace(self._path)
