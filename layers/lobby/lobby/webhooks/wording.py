"""What integrators read beside codes: the same in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from lobby.base.reasons import Reason
from lobby.words.words import english


def in_words(data: Mapping[str, Any]) -> dict[str, Any]:
    """An event's data with ``reason`` beside the ``reasons`` of each line of a price."""
    return {name: _told(value) for name, value in data.items()}


def _told(value: Any) -> Any:
    if isinstance(value, list):
        return [_told(part) for part in value]
    if not isinstance(value, dict):
        return value
    if "reasons" in value:
        reasons = msgspec.convert(value["reasons"], list[Reason])
        return value | {"reason": english().reasons(reasons) or None}
    return in_words(value)
