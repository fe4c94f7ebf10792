"""Keys of a usage plan: made whole or not at all, and ended once and for all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from lobby.gateways.api_keys import ApiKeys, GatewayApiKeys, PlanMissing
from tests.fakes.api_keys import FakeApiKeys

Kept = Callable[[], dict[str, str]]


@pytest.fixture
def gateway() -> Iterator[Any]:
    """API Gateway, with a plan among others."""
    with mock_aws():
        client = boto3.client(
            "apigateway",
            region_name="eu-west-1",
            aws_access_key_id="testing",
            aws_secret_access_key="testing",
        )
        for name in ("other", "lobby-agencies"):
            client.create_usage_plan(name=name)
        yield client


@pytest.fixture(params=["fake", "moto"])
def place(request: pytest.FixtureRequest) -> tuple[ApiKeys, Kept]:
    """Where keys are made, and a way to look at those that there are."""
    if request.param == "fake":
        fake = FakeApiKeys()
        return fake, lambda: dict(fake.keys)
    client = request.getfixturevalue("gateway")

    def kept() -> dict[str, str]:
        [plan] = [p for p in client.get_usage_plans()["items"] if p["name"] == "lobby-agencies"]
        in_plan = client.get_usage_plan_keys(usagePlanId=plan["id"])["items"]
        keys = client.get_api_keys(includeValues=True)["items"]
        # moto leaves keys in a plan that have ended
        assert {key["id"] for key in in_plan} >= {key["id"] for key in keys}
        return {key["id"]: key["value"] for key in keys}

    return GatewayApiKeys("lobby-agencies", client), kept


def test_keys_are_made_and_ended(place: tuple[ApiKeys, Kept]) -> None:
    keys, kept = place

    first, second = keys.create("one"), keys.create("two")
    assert kept() == {first.id: first.text, second.id: second.text}
    assert first.text != second.text

    keys.remove(first.id)
    keys.remove(first.id)
    assert kept() == {second.id: second.text}


def test_a_key_that_gets_no_plan_is_ended(gateway: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr(gateway, "create_usage_plan_key", refuse)

    with pytest.raises(ConnectionError):
        GatewayApiKeys("lobby-agencies", gateway).create("one")
    assert gateway.get_api_keys()["items"] == []


def test_without_its_plan_no_key_is_made(gateway: Any) -> None:
    with pytest.raises(PlanMissing):
        GatewayApiKeys("nowhere", gateway).create("one")
    assert gateway.get_api_keys()["items"] == []
