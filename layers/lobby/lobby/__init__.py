"""Lobby: a booking portal for lodging, activity and appointment businesses."""
