"""Keys of the agencies' API, at API Gateway."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import msgspec

from lobby.base.errors import LobbyError

if TYPE_CHECKING:
    from mypy_boto3_apigateway import APIGatewayClient


class PlanMissing(LobbyError):
    """There is no usage plan of this name: the template is wrong, not the request."""


class ApiKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key: its ``id``, which API Gateway tells functions, and its text, which callers send."""

    id: str
    text: str


class ApiKeys(Protocol):
    """Where keys are made and unmade."""

    def create(self, name: str) -> ApiKey:
        """A new key that works at once."""
        ...

    def remove(self, key_id: str) -> None:
        """Ends a key; harmless if it has ended already."""
        ...


class GatewayApiKeys:
    """Keys of one usage plan.

    The plan goes by its name: it belongs to an API that leads to the very function that makes the
    keys, so that function can't be told its id when both are deployed.
    """

    def __init__(self, plan_name: str, client: APIGatewayClient | None = None) -> None:
        self._plan_name = plan_name
        self._given_client = client

    @cached_property
    def _client(self) -> APIGatewayClient:
        if self._given_client is not None:
            return self._given_client
        import boto3

        return boto3.client("apigateway")

    @cached_property
    def _plan_id(self) -> str:
        for page in self._client.get_paginator("get_usage_plans").paginate():
            for plan in page["items"]:
                if plan.get("name") == self._plan_name:
                    return plan["id"]
        raise PlanMissing(plan=self._plan_name)

    def create(self, name: str) -> ApiKey:
        plan_id = self._plan_id
        made = self._client.create_api_key(name=name, enabled=True)
        try:
            self._client.create_usage_plan_key(
                usagePlanId=plan_id, keyId=made["id"], keyType="API_KEY"
            )
        except Exception:
            self.remove(made["id"])
            raise
        return ApiKey(id=made["id"], text=made["value"])

    def remove(self, key_id: str) -> None:
        with suppress(self._client.exceptions.NotFoundException):
            self._client.delete_api_key(apiKey=key_id)
