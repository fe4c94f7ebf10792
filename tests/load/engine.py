"""DynamoDB Local, Amazon's own, for as long as a measurement takes."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.table import make_table
from tools.package import ROOT

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TABLE = "lobby"
# The npm package amplify-dynamodb-simulator carries the engine.
_FOLDERS = (ROOT / "tests" / "node" / "node_modules", ROOT / "site" / "node_modules")
_INSIDE = Path("amplify-dynamodb-simulator", "emulator")
_PATIENCE = 60.0


class EngineMissing(Exception):
    """DynamoDB Local, or the Java to run it on, is not there."""


@contextmanager
def engine() -> Iterator[str]:
    """The endpoint of an empty engine, which keeps everything in memory."""
    home, port = _home(), _free_port()
    command = [
        *("java", "-Xmx1g", f"-Djava.library.path={home / 'DynamoDBLocal_lib'}"),
        *("-jar", str(home / "DynamoDBLocal.jar"), "-inMemory", "-sharedDb", "-disableTelemetry"),
        *("-port", str(port)),
    ]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=home, stdout=quiet, stderr=quiet)
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def client_of(endpoint: str) -> DynamoDBClient:
    """A client of the engine."""
    import boto3

    return boto3.client(
        "dynamodb",
        endpoint_url=endpoint,
        region_name="eu-west-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )


def empty_table(endpoint: str) -> DynamoDBClient:
    """A client, beside an empty table as the template declares it."""
    client = client_of(endpoint)
    if TABLE in client.list_tables()["TableNames"]:
        client.delete_table(TableName=TABLE)
    make_table(client, TABLE)
    return client


def _home() -> Path:
    if shutil.which("java") is None:
        raise EngineMissing("Java 17 or newer is needed to run DynamoDB Local.")
    folders = [Path(named)] if (named := os.environ.get("LOBBY_DYNAMODB_LOCAL")) else []
    for home in [*folders, *(folder / _INSIDE for folder in _FOLDERS)]:
        if (home / "DynamoDBLocal.jar").is_file():
            return home
    raise EngineMissing(
        "DynamoDB Local is not installed: npm --prefix tests/node ci, or name the folder of "
        "DynamoDBLocal.jar in LOBBY_DYNAMODB_LOCAL."
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise EngineMissing(f"DynamoDB Local ended with {process.returncode}.")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise EngineMissing("DynamoDB Local did not start.")
