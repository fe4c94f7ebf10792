"""Which events integrators may see."""

from __future__ import annotations

from typing import Final, get_args

from lobby.domain.business.event_types import PublicEventType

PUBLIC: Final[frozenset[str]] = frozenset(get_args(PublicEventType))
"""The types that integrators receive. All others are between Lobby's own parts, new ones too."""
