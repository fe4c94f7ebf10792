"""Money, dates and countries as people of a language write them (Unicode CLDR, by babel)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import (
    format_date,
    format_interval,
    format_time,
    get_day_names,
    get_timezone_location,
)
from babel.lists import format_list
from babel.numbers import NumberPattern, format_decimal, format_percent

from lobby.domain.money.money import Money, major, minor_digits
from lobby.words.catalogue import catalogue
from lobby.words.words import Words

# English as Europe writes it; every other language as it is written at home.
_LOCALES: Final = {"en": "en_GB"}
# CLDR parts a currency that is written in letters from its amount ("alphaNextToNumber").
_LETTER_BEFORE_DIGIT: Final = re.compile(r"(?<=[A-Za-z])(?=\d)")


class Formats:
    """How one of our languages writes values."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = Locale.parse(_LOCALES.get(language, language))

    @property
    def direction(self) -> str:
        """How its script runs: ``ltr`` or ``rtl``."""
        return self._locale.text_direction

    def money(self, amount: int, currency: str) -> str:
        """Minor units with the currency's symbol, and as many decimals as ISO 4217 gives it.

        CLDR drops the decimals that a country no longer uses (Serbia's, say), so that 1,234.50
        would come out as 1,235: on an invoice that is another amount.
        """
        pattern = _money_pattern(self._locale, minor_digits(currency))
        value = major(Money(amount, currency))
        text = pattern.apply(value, self._locale, currency=currency, currency_digits=False)
        return _LETTER_BEFORE_DIGIT.sub("\N{NO-BREAK SPACE}", text)

    def percent(self, fraction: Decimal) -> str:
        """A fraction as per cent with all the decimals it has: 0.055 is ``5.5%``."""
        return format_percent(fraction, locale=self._locale, decimal_quantization=False)

    def number(self, value: int) -> str:
        """A whole number: ``1,200``."""
        return format_decimal(value, locale=self._locale)

    def day(self, day: date) -> str:
        """A day in full: ``1 March 2027``."""
        return format_date(day, format="long", locale=self._locale)

    def weekday(self, day: date) -> str:
        """A day with its weekday: ``Monday 1 March 2027``."""
        return format_date(day, format="full", locale=self._locale)

    def dates(self, first: date, last: date) -> str:
        """Two days as a range, shortened where the language does so; one day by itself."""
        if first == last:
            return self.day(first)
        return str(format_interval(first, last, skeleton="yMMMd", locale=self._locale))

    def moment(self, at: datetime, time_zone: str) -> str:
        """An instant as calendar and clock show it there, for those who are elsewhere.

        ``Tuesday, 2 March 2027, 09:00 (Lisbon time)``.
        """
        local = at.astimezone(ZoneInfo(time_zone))
        return Words(catalogue(self.language)).say(
            # translators: {place} is the city of a time zone, as in "Lisbon time"
            "{time} ({place} time)",
            time=f"{self.weekday(local.date())}, {self.time(local.time())}",
            place=self.zone(time_zone),
        )

    def time(self, at: time) -> str:
        """A time of day: ``09:00``."""
        return format_time(at, format="short", locale=self._locale)

    def zone(self, time_zone: str) -> str:
        """The place that a time zone is named after: ``Lisbon`` for Europe/Lisbon."""
        if "/" not in time_zone or time_zone.startswith("Etc/"):
            return time_zone  # UTC and the like are no places
        place = get_timezone_location(ZoneInfo(time_zone), self._locale, return_city=True)
        return place.rpartition("/")[2]  # not "Argentina/Buenos Aires"

    def country(self, code: str) -> str:
        """A country's name, or its code where it has none (ISO 3166-1 alpha-2)."""
        return str(self._locale.territories.get(code.upper(), code))

    def weekdays(self, numbers: Sequence[int]) -> str:
        """Any of several, as in the middle of a sentence: ``Friday or Saturday``; 1 is Monday."""
        names = get_day_names("wide", "stand-alone", self._locale)
        said = [names[number - 1] for number in sorted(numbers)]
        return format_list(said, style="or", locale=self._locale)

    def names(self, names: Sequence[str]) -> str:
        """Several in a row: ``Anna, Ben and Carl``."""
        return format_list(list(names), locale=self._locale)


@cache
def words_with_formats(language: str) -> Words:
    """The words of one of ``languages()``, with values as its people write them."""
    return Words(catalogue(language), Formats(language))


@cache
def _money_pattern(locale: Locale, digits: int) -> NumberPattern:
    pattern: NumberPattern = copy(locale.currency_formats["standard"])
    pattern.frac_prec = (digits, digits)
    return pattern
