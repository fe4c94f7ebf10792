"""Where a local stack lives: its ports, its folders, its switches."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REGION = "eu-west-1"
STACK_NAME = "lobby"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """One local stack. Two with different ports and states run side by side."""

    state: Path
    port: int = 8000
    aws_port: int = 4566
    region: str = REGION
    stack_name: str = STACK_NAME

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read `LOBBY_PORT`, `LOBBY_AWS_PORT` and `LOBBY_STATE`."""
        return cls(
            state=Path(environment.get("LOBBY_STATE") or ROOT / ".lobby").resolve(),
            port=int(environment.get("LOBBY_PORT") or 8000),
            aws_port=int(environment.get("LOBBY_AWS_PORT") or 4566),
        )

    @property
    def site_url(self) -> str:
        """What a browser opens."""
        return f"http://localhost:{self.port}"

    @property
    def api_url(self) -> str:
        """The API as browsers and the payment provider reach it."""
        return f"{self.site_url}/api"

    @property
    def aws_url(self) -> str:
        """The endpoint of the local AWS."""
        return f"http://localhost:{self.aws_port}"

    @property
    def data(self) -> Path:
        """All that the stack must remember between starts."""
        return self.state / "state"

    @property
    def logs(self) -> Path:
        """One file per process and step."""
        return self.state / "logs"

    @property
    def description(self) -> Path:
        """The JSON file that tells tests and people where everything is."""
        return self.state / "stack.json"

    def client(self, service: str) -> Any:
        """A boto3 client for the local AWS, whatever account the user's own settings name."""
        import boto3

        return boto3.client(  # type: ignore[call-overload]
            service,
            endpoint_url=self.aws_url,
            region_name=self.region,
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )

    def aws_environment(self) -> dict[str, str]:
        """This process's environment, bound to the local AWS and to no real account."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("AWS_")}
        return kept | {
            "AWS_ENDPOINT_URL": self.aws_url,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": self.region,
            "AWS_REGION": self.region,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        }
