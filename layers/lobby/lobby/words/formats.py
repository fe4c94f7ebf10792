"""Money, dates and countries as people of a language write them (Unicode CLDR, by babel)."""

from __future__ import annotations

import re
from copy import copy
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_interval, format_time
from babel.numbers import NumberPattern, format_percent

from lobby.domain.money.money import Money, major, minor_digits

LANGUAGES: Final = {"en": "en_GB", "es": "es", "et": "et", "hu": "hu", "nb": "nb"}
DEFAULT_LANGUAGE: Final = "en"
_SAME_AS: Final = {"no": "nb", "nn": "nb"}
# CLDR parts a currency that is written in letters from its amount ("alphaNextToNumber").
_LETTER_BEFORE_DIGIT: Final = re.compile(r"(?<=[A-Za-z])(?=\d)")


def language_of(*tags: str | None) -> str:
    """The first of these BCP 47 tags that we speak, without its region; else English."""
    for tag in tags:
        primary = (tag or "").replace("_", "-").split("-")[0].lower()
        language = _SAME_AS.get(primary, primary)
        if language in LANGUAGES:
            return language
    return DEFAULT_LANGUAGE


class Formats:
    """How one of our languages writes values."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = Locale.parse(LANGUAGES[language])

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
        """An instant as calendar and clock show it there: ``Tuesday, 2 March 2027, 09:00``."""
        local = at.astimezone(ZoneInfo(time_zone))
        clock = format_time(local.time(), format="short", locale=self._locale)
        return f"{self.weekday(local.date())}, {clock}"

    def country(self, code: str) -> str:
        """A country's name, or its code where it has none (ISO 3166-1 alpha-2)."""
        return str(self._locale.territories.get(code.upper(), code))


@cache
def _money_pattern(locale: Locale, digits: int) -> NumberPattern:
    pattern: NumberPattern = copy(locale.currency_formats["standard"])
    pattern.frac_prec = (digits, digits)
    return pattern
