"""Who comes, before anything is chosen for them."""

from __future__ import annotations

import msgspec

from lobby.domain.selling.catalog import Stay


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Who comes: adults, and children by their ages."""

    adults: int = 2
    children: list[int] = []

    @property
    def ages(self) -> list[int | None]:
        """Everybody's age; None for adults."""
        return [*(None for _ in range(self.adults)), *self.children]

    def units_of(self, stay: Stay) -> int:
        """How many units they need."""
        return -(-len(self.ages) // stay.sleeps)
