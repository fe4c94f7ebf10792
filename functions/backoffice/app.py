"""Settings, properties, policies, check-in fields and webhook endpoints, for staff."""

from __future__ import annotations

import lobby.api.catalog
import lobby.api.settings
import lobby.api.webhooks  # noqa: F401 (each adds its operations to the application)
from lobby.http.desk import app
from lobby.http.web import handler_of

__all__ = ["app", "handler"]

handler = handler_of(app)
