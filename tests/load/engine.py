"""An empty table, as the template declares it, in DynamoDB Local."""

from __future__ import annotations

from typing import TYPE_CHECKING

import boto3

from tests.support.table import make_table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TABLE = "lobby"


def empty_table(endpoint: str) -> DynamoDBClient:
    """A client of the engine, whose table is empty now."""
    client = boto3.client(
        "dynamodb",
        endpoint_url=endpoint,
        region_name="eu-west-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )
    if TABLE in client.list_tables()["TableNames"]:
        client.delete_table(TableName=TABLE)
    make_table(client, TABLE)
    return client
