"""Pictures of the brand, on S3 behind the site's ``/media``."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

# A picture's name holds its content's hash, so what is under a name never changes.
_CACHE = "public, max-age=31536000, immutable"


class Media(Protocol):
    """Where pictures are kept."""

    def keep(self, path: str, media_type: str, data: bytes) -> None:
        """Keeps a picture under a path like ``/media/logo-<hash>.png``."""
        ...

    def read(self, path: str) -> bytes | None:
        """The picture under a path."""
        ...


class S3Media:
    """Pictures in one S3 bucket, under the paths at which the site serves them."""

    def __init__(self, bucket: str, client: S3Client | None = None) -> None:
        self._bucket = bucket
        self._given_client = client

    @cached_property
    def _client(self) -> S3Client:
        if self._given_client is not None:
            return self._given_client
        import boto3

        return boto3.client("s3")

    def keep(self, path: str, media_type: str, data: bytes) -> None:
        self._client.put_object(
            Bucket=self._bucket,
            Key=path.lstrip("/"),
            Body=data,
            ContentType=media_type,
            CacheControl=_CACHE,
        )

    def read(self, path: str) -> bytes | None:
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=path.lstrip("/"))
        except self._client.exceptions.NoSuchKey:
            return None
        return answer["Body"].read()
