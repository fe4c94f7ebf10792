"""What tests share."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import Any
from uuid import uuid4

import boto3
import pytest
from hypothesis import HealthCheck, settings
from moto import mock_aws

from lobby import wiring
from lobby.config import config
from lobby.links import PortalLinks
from lobby.webhooks.signing import WebhookSecrets
from tests.fakes.bus import FakeBus
from tests.fakes.files import MemoryFiles, MemoryMedia
from tests.fakes.payments import FakePayments
from tests.fakes.post import FakePost
from tests.fakes.transport import MemoryTransport
from tests.support.business import Business, open_business
from tests.support.clock import turn_clock
from tests.support.dynamodb_local import dynamodb_local
from tests.support.faults import Faults, faults_in_front_of
from tests.support.table import make_table

# Examples are never timed: how long one takes says more about the machine than about the code.
settings.register_profile(
    "lobby", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.register_profile("lobby-ci", settings.get_profile("lobby"), derandomize=True)
settings.load_profile("lobby-ci" if os.environ.get("CI") else "lobby")

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


def set_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives the functions what the template would."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    forget_wiring()


@cache
def _session() -> boto3.Session:
    """One SDK session for all tests: it reads each service's model once, not once a test."""
    return boto3.Session()


@cache
def _client(service: str) -> Any:
    return _session().client(service)  # type: ignore[call-overload]


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """The deployment's resources, played by moto, and functions configured for them."""
    set_environment(monkeypatch)
    with mock_aws():
        monkeypatch.setattr(boto3, "DEFAULT_SESSION", _session())
        table = _client("dynamodb")
        make_table(table, "lobby")
        secrets = _client("secretsmanager")
        secrets.create_secret(Name="link-key", SecretString="k" * 64)
        secrets.create_secret(Name="webhook-key", SecretString="w" * 64)
        secrets.create_secret(Name="stripe-keys", SecretString=json.dumps(STRIPE_KEYS))
        s3 = _client("s3")
        for bucket in ("exports", "media"):
            s3.create_bucket(
                Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
            )
        events = _client("events")
        events.create_event_bus(Name="lobby-test")
        ses = _client("sesv2")
        ses.create_email_identity(EmailIdentity=ENVIRONMENT["MAIL_FROM"])
        yield {"dynamodb": table, "s3": s3, "events": events, "sesv2": ses}
    forget_wiring()


@pytest.fixture(scope="session")
def dynamodb_url() -> Iterator[str]:
    """DynamoDB Local, one for all tests: each makes a table of its own."""
    with dynamodb_local() as url:
        yield url


@pytest.fixture(scope="session")
def fault_proxy(dynamodb_url: str) -> Iterator[Faults]:
    """The way to DynamoDB Local on which things go wrong."""
    with faults_in_front_of(dynamodb_url) as faults:
        yield faults


@pytest.fixture
def faults(fault_proxy: Faults) -> Iterator[Faults]:
    """The same, without the faults of earlier tests."""
    fault_proxy.clear()
    yield fault_proxy
    fault_proxy.clear()


@pytest.fixture
def business(monkeypatch: pytest.MonkeyPatch) -> Iterator[Business]:
    """A business with one property and a policy, over a table in memory.

    Its clock stands; its payments, mails, files and pictures are played.
    """
    set_environment(monkeypatch)
    yield _open(monkeypatch, transport=MemoryTransport())
    forget_wiring()


@pytest.fixture
def busy_business(dynamodb_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Business]:
    """The same over DynamoDB Local, with the product's own client."""
    with _on_dynamodb(monkeypatch, dynamodb_url, dynamodb_url):
        yield _open(monkeypatch)


@pytest.fixture
def unlucky_business(
    dynamodb_url: str, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Business]:
    """The same, with the faults of the test on the way."""
    with _on_dynamodb(monkeypatch, dynamodb_url, faults.url):
        yield _open(monkeypatch)


@contextmanager
def _on_dynamodb(monkeypatch: pytest.MonkeyPatch, url: str, way: str) -> Iterator[None]:
    """Gives the functions a new table at ``url``, which they reach by ``way``."""
    set_environment(monkeypatch)
    table_name = f"lobby-{uuid4()}"
    monkeypatch.setenv("TABLE_NAME", table_name)
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", way)
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", _session())
    client = _session().client("dynamodb", endpoint_url=url)
    make_table(client, table_name)
    forget_wiring()
    yield
    forget_wiring()
    client.delete_table(TableName=table_name)
    client.close()


def _open(monkeypatch: pytest.MonkeyPatch, **parts: Any) -> Business:
    provider = FakePayments()
    parts |= {
        "portal_links": PortalLinks(b"k" * 64, ENVIRONMENT["SITE_URL"]),
        "webhook_secrets": WebhookSecrets(b"w" * 64),
        "payment_provider": provider,
        "bus": FakeBus(),
        "export_files": MemoryFiles(),
        "media": MemoryMedia(),
        "post": FakePost(),
    }
    for name, part in parts.items():
        monkeypatch.setattr(wiring, name, partial(_itself, part))
    return open_business(turn_clock(monkeypatch), provider)


def _itself(part: Any) -> Any:
    return part
