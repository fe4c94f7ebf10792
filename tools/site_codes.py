"""Codes for the pages: the countries and currencies that the API takes, and when weeks begin.

Their names are the browser's to say. It can't say how many decimals a currency has by ISO 4217
(HUF has two, and browsers show none), nor where a time zone is, and not every one says on which
day a week begins.
"""

from __future__ import annotations

import json
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from lobby.domain.money.money import CURRENCIES, minor_digits
from lobby.domain.people.countries import COUNTRIES
from lobby.words.formats import Formats

_MONDAY = 1


_MADE_BY = (
    "// Made by `python -m tools.openapi` from the code and from CLDR: change the code, not this.\n"
)


def countries_script() -> str:
    """A script with the countries that the API takes."""
    return (
        f"{_MADE_BY}\n/** ISO 3166-1. @type {{readonly string[]}} */\n"
        f"export const countryCodes = {json.dumps(sorted(COUNTRIES))};\n"
    )


def currencies_script() -> str:
    """A script with the currencies that the API takes."""
    return (
        f"{_MADE_BY}\n/** ISO 4217. @type {{readonly string[]}} */\n"
        f"export const currencies = {json.dumps(sorted(CURRENCIES))};\n"
    )


def formats_script() -> str:
    """A script with what pages need wherever they write amounts, times and weeks."""
    return (
        f"{_MADE_BY}\n/** The decimals of a currency's minor unit by ISO 4217, where not two. "
        "@type {Readonly<Record<string, number>>} */\n"
        f"export const currencyDigits = {json.dumps(_digits())};\n"
        "\n/** Countries where weeks begin on another day than Monday; 7 is Sunday. "
        "@type {Readonly<Record<string, number>>} */\n"
        f"export const weekStarts = {json.dumps(_week_starts())};\n"
        "\n/** The places of time zones in English, where not the last part of the zone's name. "
        "@type {Readonly<Record<string, string>>} */\n"
        f"export const zonePlaces = {json.dumps(_zone_places(), ensure_ascii=False)};\n"
    )


def _digits() -> dict[str, int]:
    digits = {code: minor_digits(code) for code in sorted(CURRENCIES)}
    return {code: count for code, count in digits.items() if count != 2}


def _week_starts() -> dict[str, int]:
    starts = {code: _week_start(code) for code in sorted(COUNTRIES)}
    return {code: day for code, day in starts.items() if day != _MONDAY}


def _zone_places() -> dict[str, str]:
    # former names of zones are left out: their last part will do, and pages stay light
    former = get_global("zone_aliases")
    zones = sorted(
        zone for zone in available_timezones() if zone not in former and not zone.startswith("Etc/")
    )
    places = {zone: Formats("en").zone(zone) for zone in zones}
    return {
        zone: place
        for zone, place in places.items()
        if place != zone.rpartition("/")[2].replace("_", " ")
    }


def _week_start(country: str) -> int:
    try:
        return Locale.parse(f"und_{country}").first_week_day + 1
    except UnknownLocaleError:
        return _MONDAY
