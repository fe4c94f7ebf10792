"""A clock that tests turn by hand, in place of the product's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

import pytest

from lobby.base import clock as product_clock

MORNING = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
TICK = timedelta(milliseconds=1)


class TurnedClock:
    """Stands still, but for a millisecond at each look: no two moments are the same."""

    def __init__(self, moment: datetime = MORNING) -> None:
        self.moment = moment

    def now(self, zone: tzinfo | None = None) -> datetime:
        """What the product sees; it moves the clock on by a tick."""
        self.moment += TICK
        return self.moment.astimezone(zone)

    def forward(self, by: timedelta) -> None:
        """Lets time pass."""
        self.moment += by

    def turn_to(self, moment: datetime) -> None:
        """Sets the clock; the product's next look is a tick later."""
        self.moment = moment


def turn_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime = MORNING) -> TurnedClock:
    """Puts a turned clock where the product reads the time."""
    clock = TurnedClock(moment)
    monkeypatch.setattr(product_clock, "datetime", clock)
    return clock
