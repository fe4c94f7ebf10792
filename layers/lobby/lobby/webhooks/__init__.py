"""Webhooks: what goes out to integrators, signed how, and where it may go."""
