"""What may be made to go wrong, by whoever tests against the stand-in."""

from __future__ import annotations

import msgspec


class Faults(msgspec.Struct, forbid_unknown_fields=True):
    """All quiet unless told otherwise. Numbers that count calls or events count down to zero."""

    duplicate: int = 0
    """So many extra copies of every webhook."""

    delay: float = 0.0
    """Seconds before a webhook is first sent."""

    reorder: int = 0
    """Hold webhooks back until there are so many, then send the newest first."""

    drop: int = 0
    """So many events whose webhook is never sent."""

    api_delay: float = 0.0
    """Seconds that every API call takes."""

    api_errors: int = 0
    """So many API calls that answer 500 and do nothing."""

    fail_after_commit: int = 0
    """So many POST calls that do their work (or did it before) and answer 500."""

    cut_after_commit: int = 0
    """So many POST calls whose answer breaks off with the connection, the work being done."""


class FaultSwitches:
    """The switches as they stand now."""

    def __init__(self) -> None:
        self.now = Faults()

    def change(self, body: bytes) -> Faults:
        """Set the switches that the JSON body names; raises ``msgspec.ValidationError``."""
        changed = {**msgspec.structs.asdict(self.now), **msgspec.json.decode(body, type=dict)}
        self.now = msgspec.convert(changed, Faults)
        return self.now

    def reset(self) -> None:
        """All quiet again."""
        self.now = Faults()

    def use_up(self, name: str) -> bool:
        """Whether a counted fault strikes now."""
        left: int = getattr(self.now, name)
        if left > 0:
            setattr(self.now, name, left - 1)
        return left > 0
