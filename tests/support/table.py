"""The table as the template declares it, made in whatever plays DynamoDB."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from tools.template import read_template

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_KEPT = ("BillingMode", "KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes")


@cache
def table_definition() -> dict[str, Any]:
    """Keys and indexes of the template's table, as CreateTable takes them."""
    properties = read_template()["Resources"]["Table"]["Properties"]
    return {name: properties[name] for name in _KEPT}


def make_table(client: DynamoDBClient, name: str) -> None:
    """Makes the table."""
    client.create_table(TableName=name, **table_definition())
