"""What people and the business wrote, and the brand, as a mail may show them."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from lobby.domain.business.settings import Brand
from lobby.domain.people.records import Address
from lobby.mail.message import one_line
from lobby.words.colour import accent_on, brand_colour, ink_on
from lobby.words.formats import Formats

LONGEST_NAME: Final = 200
LONGEST_TEXT: Final = 10_000
CARD: Final = "#ffffff"
DARK_CARD: Final = "#1c232a"
# Characters that turn the direction of all that follows (UAX #9, 2).
_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def shown(text: str | None) -> str:
    """A name on one line, not too long, that leaves the direction of the words around it alone.

    Text parts and subjects have no markup for that, so one in a script from right to left is
    isolated (UAX #9, 2.4).
    """
    line = one_line(_TURNS.sub("", text or ""), LONGEST_NAME)
    if _RIGHT_TO_LEFT.isdisjoint(map(unicodedata.bidirectional, line)):
        return line
    return f"{_FIRST_STRONG_ISOLATE}{line}{_POP_ISOLATE}"


def written(text: str) -> str:
    """A text of several lines, not too long."""
    return text.strip()[:LONGEST_TEXT]


def brand_values(brand: Brand, site_url: str) -> dict[str, Any]:
    """The brand, with colours that can be read on light and on dark, and addresses in full."""
    colour = brand_colour(brand.colour)
    return {
        "name": shown(brand.name),
        "colour": colour,
        "ink": ink_on(colour),
        "accent": accent_on(CARD, colour),
        "accent_dark": accent_on(DARK_CARD, colour),
        "logo_url": web_address(urljoin(f"{site_url}/", brand.logo_url))
        if brand.logo_url
        else None,
    }


def web_address(url: str | None) -> str | None:
    """The address if a button may lead there: http or https, nothing else."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def address_lines(address: Address, formats: Formats) -> list[str]:
    """A postal address, line by line, with the country in words."""
    country = formats.country(address.country) if address.country else ""
    lines = [*address.lines, f"{address.postcode} {address.city}".strip(), country]
    return [one_line(line, LONGEST_NAME) for line in lines if line.strip()]
