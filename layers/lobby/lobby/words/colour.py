"""Colours that text stays readable on (WCAG 2.2, success criterion 1.4.3)."""

from __future__ import annotations

import re

from lobby.domain.business.settings import Brand

DARK = "#16202a"
LIGHT = "#ffffff"
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_READABLE = 4.5


def brand_colour(colour: str) -> str:
    """The colour itself if it is ``#rrggbb``, else the colour that Lobby starts with."""
    return colour.lower() if _HEX.fullmatch(colour) else Brand().colour


def ink_on(background: str) -> str:
    """White or near-black: whichever reads better on this ``#rrggbb``."""
    return max(LIGHT, DARK, key=lambda ink: contrast(ink, background))


def accent_on(background: str, colour: str) -> str:
    """The colour for text on this background, or plain ink where it would be too faint."""
    return colour if contrast(colour, background) >= _READABLE else ink_on(background)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two ``#rrggbb`` colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
