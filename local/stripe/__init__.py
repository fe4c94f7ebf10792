"""A stand-in for Stripe on one machine: API, hosted payment page and signed webhooks.

It plays the part of the API that Lobby uses, strictly: what Stripe would refuse, it refuses too.
"""

from local.stripe.app import create_app

__all__ = ["create_app"]
