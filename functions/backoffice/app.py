"""Settings, properties, policies, check-in fields and webhook endpoints, for staff."""

from __future__ import annotations

from lobby.backoffice import app
from lobby.web import handler_of

__all__ = ["app", "handler"]

handler = handler_of(app)
