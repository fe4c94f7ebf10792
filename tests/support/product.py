"""The running product, spoken to as its users do: over HTTP, and by nothing else."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import boto3
import httpx


class Product:
    """One running product, as its description (``stack.json``) tells of it."""

    def __init__(self, description: dict[str, Any]) -> None:
        self.description = description
        self.site_url: str = description["site_url"]
        self.http = httpx.Client(base_url=description["api_url"], timeout=60)

    def close(self) -> None:
        """Lets go of its connections."""
        self.http.close()
        if "cognito" in self.__dict__:
            self.cognito.close()

    @cached_property
    def cognito(self) -> Any:
        """The user pools of the local AWS."""
        return boto3.client(
            "cognito-idp",
            endpoint_url=self.description["aws_endpoint_url"],
            region_name=self.description["region"],
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )

    @cached_property
    def staff_token(self) -> str:
        """The ID token of the demo's member of staff."""
        staff = self.description["staff"]
        return self.sign_in(
            staff["user_pool_id"], staff["client_id"], staff["username"], staff["password"]
        )

    def sign_in(self, pool: str, client: str, username: str, password: str) -> str:
        """An ID token from a user pool."""
        answer = self.cognito.admin_initiate_auth(
            UserPoolId=pool,
            ClientId=client,
            AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": username, "PASSWORD": password},
        )
        token: str = answer["AuthenticationResult"]["IdToken"]
        return token

    def staff(self, method: str, path: str, body: Any = None, **more: Any) -> httpx.Response:
        """A request by staff."""
        return self.request(method, path, body, bearer=self.staff_token, **more)

    def request(
        self, method: str, path: str, body: Any = None, *, bearer: str | None = None, **more: Any
    ) -> httpx.Response:
        """A request, with whatever bearer token there is."""
        headers = dict(more.pop("headers", {}))
        if bearer is not None:
            headers["Authorization"] = f"Bearer {bearer}"
        # httpx lets a path that begins with a slash replace the base's path
        return self.http.request(method, path.lstrip("/"), json=body, headers=headers, **more)

    def mails(self, recipient: str | None = None) -> list[dict[str, Any]]:
        """Captured mails, newest first."""
        found: list[dict[str, Any]] = httpx.get(
            self.description["mail_url"], headers={"Accept": "application/json"}, timeout=30
        ).json()
        return [mail for mail in found if recipient is None or recipient in str(mail["to"])]

    def webhooks(self) -> list[dict[str, Any]]:
        """What the demo's endpoint received, newest first."""
        found: list[dict[str, Any]] = httpx.get(
            self.description["hooks_url"], headers={"Accept": "application/json"}, timeout=30
        ).json()
        return found


def secret_of(link: str) -> str:
    """The secret in a portal link."""
    return link.partition("#")[2]
