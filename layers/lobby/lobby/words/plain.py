"""Values as programmers read them: for the English ``detail`` of API answers.

Whoever waits for an answer does not wait for CLDR's tables to be read (60 ms).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from lobby.domain.money.money import Money, major

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class PlainFormats:
    """ISO dates, ``12.00 EUR``, codes."""

    def money(self, amount: int, currency: str) -> str:
        """``12.00 EUR``."""
        return f"{major(Money(amount, currency))} {currency}"

    def percent(self, fraction: Decimal) -> str:
        """``5.5%``."""
        return f"{(fraction * 100).normalize():f}%"

    def number(self, value: int) -> str:
        """``1200``."""
        return str(value)

    def day(self, day: date) -> str:
        """``2027-03-01``."""
        return day.isoformat()

    def dates(self, first: date, last: date) -> str:
        """``2027-03-01 to 2027-03-08``."""
        return self.day(first) if first == last else f"{self.day(first)} to {self.day(last)}"

    def time(self, at: time) -> str:
        """``15:00``."""
        return f"{at:%H:%M}"

    def moment(self, at: datetime, time_zone: str) -> str:
        """``2027-03-01 09:00 (Europe/Lisbon)``."""
        return f"{at.astimezone(ZoneInfo(time_zone)):%Y-%m-%d %H:%M} ({time_zone})"

    def country(self, code: str) -> str:
        """``PT``."""
        return code

    def weekdays(self, numbers: Sequence[int]) -> str:
        """``Friday or Saturday``."""
        return " or ".join(_WEEKDAYS[number - 1] for number in sorted(numbers))

    def names(self, names: Sequence[str]) -> str:
        """``Anna, Ben``."""
        return ", ".join(names)
