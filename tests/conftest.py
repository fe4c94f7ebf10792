"""What tests share."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from lobby import wiring
from lobby.config import config
from moto import mock_aws

from tests.support.table import make_table

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


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """The deployment's resources, played by moto, and functions configured for them."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    forget_wiring()
    with mock_aws():
        table = boto3.client("dynamodb")
        make_table(table, "lobby")
        secrets = boto3.client("secretsmanager")
        secrets.create_secret(Name="link-key", SecretString="k" * 64)
        secrets.create_secret(Name="webhook-key", SecretString="w" * 64)
        secrets.create_secret(Name="stripe-keys", SecretString=json.dumps(STRIPE_KEYS))
        s3 = boto3.client("s3")
        for bucket in ("exports", "media"):
            s3.create_bucket(
                Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
            )
        events = boto3.client("events")
        events.create_event_bus(Name="lobby-test")
        ses = boto3.client("sesv2")
        ses.create_email_identity(EmailIdentity=ENVIRONMENT["MAIL_FROM"])
        yield {"dynamodb": table, "s3": s3, "events": events, "sesv2": ses}
    forget_wiring()
