"""Calendars that property and other platforms keep of each other (RFC 5545)."""
