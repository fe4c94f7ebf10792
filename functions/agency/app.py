"""Bookings by travel agencies and sales channels."""

from __future__ import annotations

from lobby.api.agency import app
from lobby.http.web import handler_of

__all__ = ["app", "handler"]

handler = handler_of(app)
