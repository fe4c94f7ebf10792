"""Bookings by travel agencies and sales channels."""

from __future__ import annotations

from lobby.agency_api import app
from lobby.web import handler_of

__all__ = ["app", "handler"]

handler = handler_of(app)
