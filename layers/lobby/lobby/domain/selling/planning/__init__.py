"""Turns choices into items and claims, one choice after the other."""
