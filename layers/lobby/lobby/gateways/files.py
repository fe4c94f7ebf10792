"""Files on S3: written in parts, read by presigned URLs."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

# S3 takes parts of 5 MiB or more, but for the last (UploadPart).
LEAST_PART = 5 * 1024 * 1024


class Files(Protocol):
    """A place for files that are written in parts."""

    def begin(self, key: str, media_type: str) -> str:
        """Begins a file; answers with the id of its upload."""
        ...

    def add_part(self, key: str, upload_id: str, number: int, data: bytes) -> str:
        """Writes part ``number`` (from 1); answers with its tag. Again is harmless."""
        ...

    def finish(self, key: str, upload_id: str, tags: list[str]) -> None:
        """Puts the parts together. Again is harmless."""
        ...

    def link(self, key: str, file_name: str, seconds: int) -> str:
        """A URL that downloads the file under this name, for so many seconds."""
        ...


class S3Files:
    """Files in one S3 bucket."""

    def __init__(self, bucket: str, client: S3Client | None = None) -> None:
        self._bucket = bucket
        self._given_client = client

    @cached_property
    def _client(self) -> S3Client:
        if self._given_client is not None:
            return self._given_client
        import boto3
        from botocore.config import Config

        return boto3.client("s3", config=Config(signature_version="s3v4"))

    def begin(self, key: str, media_type: str) -> str:
        answer = self._client.create_multipart_upload(
            Bucket=self._bucket, Key=key, ContentType=media_type
        )
        return answer["UploadId"]

    def add_part(self, key: str, upload_id: str, number: int, data: bytes) -> str:
        answer = self._client.upload_part(
            Bucket=self._bucket, Key=key, UploadId=upload_id, PartNumber=number, Body=data
        )
        return answer["ETag"]

    def finish(self, key: str, upload_id: str, tags: list[str]) -> None:
        parts = [{"PartNumber": n, "ETag": tag} for n, tag in enumerate(tags, 1)]
        try:
            self._client.complete_multipart_upload(
                Bucket=self._bucket,
                Key=key,
                UploadId=upload_id,
                MultipartUpload={"Parts": parts},  # type: ignore[typeddict-item]
            )
        except self._client.exceptions.NoSuchUpload:
            # finished before, by a process that died before it could say so
            self._client.head_object(Bucket=self._bucket, Key=key)

    def link(self, key: str, file_name: str, seconds: int) -> str:
        return self._client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": key,
                "ResponseContentDisposition": f'attachment; filename="{file_name}"',
            },
            ExpiresIn=seconds,
        )
