"""Secrets, from AWS Secrets Manager."""

from __future__ import annotations


def read_secret(secret_id: str) -> str:
    """The secret's current text. Callers keep it for the life of the process."""
    import boto3

    return boto3.client("secretsmanager").get_secret_value(SecretId=secret_id)["SecretString"]
