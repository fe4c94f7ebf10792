"""The product's functions, configured as the template would, and wired to what plays AWS."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from lobby import wiring
from lobby.base.config import config
from lobby.sealed.links import FeedLinks, PortalLinks
from lobby.sealed.quotes import Quotes
from lobby.webhooks.signing import WebhookSecrets
from tests.fakes.api_keys import FakeApiKeys
from tests.fakes.bus import FakeBus
from tests.fakes.files import MemoryFiles, MemoryMedia
from tests.fakes.payments import FakePayments
from tests.fakes.post import FakePost
from tests.support.business import Business, open_business
from tests.support.clock import turn_clock

ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": "eu-west-1",
    "AWS_REGION": "eu-west-1",
    "TABLE_NAME": "lobby",
    "BUS_NAME": "lobby-test",
    "SITE_URL": "https://book.example.com",
    "EXPORTS_BUCKET": "exports",
    "MEDIA_BUCKET": "media",
    "LINK_KEY_SECRET": "link-key",
    "WEBHOOK_KEY_SECRET": "webhook-key",
    "STRIPE_SECRET": "stripe-keys",
    "MAIL_FROM": "bookings@lobby.example",
    "AGENCY_PLAN": "lobby-agencies",
    "POWERTOOLS_SERVICE_NAME": "lobby",
    "POWERTOOLS_METRICS_NAMESPACE": "Lobby",
}
STRIPE_KEYS = {"api_key": "sk_test_unit", "webhook_secrets": ["whsec_unit"]}


def forget_wiring() -> None:
    """Lets everything be made anew, for another environment."""
    for made in vars(wiring).values():
        if hasattr(made, "cache_clear"):
            made.cache_clear()
    config.cache_clear()


def set_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives the functions what the template would."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    forget_wiring()


def open_business_on(
    monkeypatch: pytest.MonkeyPatch, *, site_url: str = ENVIRONMENT["SITE_URL"], **parts: Any
) -> Business:
    """Opens a business on these parts; those that are not given are played in memory.

    Only the table has to be there already, or to be among the parts.
    """
    provider = FakePayments()
    played = {
        "portal_links": PortalLinks(b"k" * 64, site_url),
        "feed_links": FeedLinks(b"k" * 64, site_url),
        "quotes": Quotes(b"k" * 64),
        "webhook_secrets": WebhookSecrets(b"w" * 64),
        "payment_provider": provider,
        "api_keys": FakeApiKeys(),
        "bus": FakeBus(),
        "export_files": MemoryFiles(),
        "media": MemoryMedia(),
        "post": FakePost(),
    }
    for name, part in (played | parts).items():
        monkeypatch.setattr(wiring, name, partial(_itself, part))
    return open_business(turn_clock(monkeypatch), provider)


def _itself(part: Any) -> Any:
    return part
