"""What tests share."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import boto3
import pytest
from hypothesis import HealthCheck, settings
from moto import mock_aws

from tests.fakes.transport import MemoryTransport
from tests.support.business import Business
from tests.support.deployment import (
    ENVIRONMENT,
    STRIPE_KEYS,
    forget_wiring,
    open_business_on,
    set_environment,
)
from tests.support.dynamodb_local import dynamodb_local
from tests.support.faults import Faults, faults_in_front_of
from tests.support.pseudo import forget_languages, speak_pseudo
from tests.support.table import make_table
from tools.words import compile_all

# Examples are never timed: how long one takes says more about the machine than about the code.
settings.register_profile(
    "lobby", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.register_profile("lobby-ci", settings.get_profile("lobby"), derandomize=True)
settings.load_profile("lobby-ci" if os.environ.get("CI") else "lobby")


def pytest_configure(config: pytest.Config) -> None:
    """The languages as they are now: once, before the workers begin."""
    if not hasattr(config, "workerinput"):
        compile_all()


@pytest.fixture
def pseudo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The code of the pseudo-language, which can be spoken here."""
    yield speak_pseudo(tmp_path, monkeypatch)
    forget_languages()


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
    yield open_business_on(monkeypatch, transport=MemoryTransport())
    forget_wiring()


@pytest.fixture
def busy_business(dynamodb_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Business]:
    """The same over DynamoDB Local, with the product's own client."""
    with _on_dynamodb(monkeypatch, dynamodb_url, dynamodb_url):
        yield open_business_on(monkeypatch)


@pytest.fixture
def unlucky_business(
    dynamodb_url: str, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Business]:
    """The same, with the faults of the test on the way."""
    with _on_dynamodb(monkeypatch, dynamodb_url, faults.url):
        yield open_business_on(monkeypatch)


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
