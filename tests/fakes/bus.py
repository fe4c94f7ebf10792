"""A bus in memory."""

from __future__ import annotations

from collections.abc import Sequence

from lobby.domain.booking.events import Envelope
from lobby.gateways.bus import Bus


class FakeBus(Bus):
    """Keeps what was published; events whose ids are in ``refused`` are not taken."""

    def __init__(self) -> None:
        self.published: list[Envelope] = []
        self.refused: set[str] = set()

    def publish(self, envelopes: Sequence[Envelope]) -> set[str]:
        taken = [envelope for envelope in envelopes if envelope.id not in self.refused]
        self.published += taken
        return {envelope.id for envelope in envelopes} & self.refused
