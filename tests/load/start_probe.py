"""Runs in a bare interpreter: `start_probe.py <kind> <parts>` starts one function and ends.

Kinds are ``nothing``, ``boto3`` (the yardstick: one DynamoDB client) and ``function``, which
imports ``app`` and makes the named parts of ``lobby.wiring``, as the first request does, with the
SDKs' clients behind them. No request leaves: secrets are answered inside the SDK. With LOBBY_WATCH
set, modules that had to be compiled are printed.
"""

import os
import sys
from typing import Any


def start_function(parts: list[str]) -> None:
    """Imports the function and makes what its first request needs."""
    import app  # type: ignore[import-not-found]  # the function's own folder is on the path

    assert app.handler
    from lobby import wiring

    _answer_secrets()
    for name in parts:
        made = getattr(wiring, name)()
        for holder in (made, getattr(made, "_transport", None)):
            for client in ("_client", "_stripe"):
                getattr(holder, client, None)


def _answer_secrets() -> None:
    import json

    import boto3
    from botocore.awsrequest import AWSResponse
    from botocore.compat import HTTPHeaders

    class Body:
        """A response's body that has been read already."""

        def stream(self, **_: Any) -> Any:
            secret = {"api_key": "sk_test", "webhook_secrets": ["whsec_test"]}
            yield json.dumps({"Name": "any", "SecretString": json.dumps(secret)}).encode()

    def answer(**_: Any) -> AWSResponse:
        return AWSResponse("https://secrets.example", 200, HTTPHeaders(), Body())

    boto3.setup_default_session()
    session: Any = boto3.DEFAULT_SESSION
    session.events.register("before-send.secrets-manager.*", answer)


def watch_compiling() -> None:
    """Prints every module whose bytecode was not there, or was not taken."""
    from importlib.machinery import SourceFileLoader

    compile_source = SourceFileLoader.source_to_code

    def watched(self: Any, data: Any, path: Any, **more: Any) -> Any:
        print("compiled", path)
        return compile_source(self, data, path, **more)

    SourceFileLoader.source_to_code = watched  # type: ignore[method-assign]


if __name__ == "__main__":
    if "LOBBY_WATCH" in os.environ:
        watch_compiling()
    if sys.argv[1] == "boto3":
        import boto3

        boto3.client("dynamodb")
    elif sys.argv[1] == "function":
        start_function(sys.argv[2:])
