"""Files and pictures in memory."""

from __future__ import annotations

from itertools import count

from lobby.gateways.files import LEAST_PART, Files
from lobby.gateways.media import Media


class MemoryFiles(Files):
    """Files written in parts, by S3's rules: all parts but the last have a least size.

    ``address`` is where they can be had.
    """

    def __init__(self) -> None:
        self.address = "https://files.example"
        self.files: dict[str, bytes] = {}
        self.uploads: dict[str, dict[int, bytes]] = {}
        self._numbers = count(1)

    def begin(self, key: str, media_type: str) -> str:
        del media_type
        upload_id = f"{key}/{next(self._numbers)}"
        self.uploads[upload_id] = {}
        return upload_id

    def add_part(self, key: str, upload_id: str, number: int, data: bytes) -> str:
        del key
        self.uploads[upload_id][number] = data
        return f"{upload_id}/{number}/{len(data)}"

    def finish(self, key: str, upload_id: str, tags: list[str]) -> None:
        if upload_id not in self.uploads and key in self.files:
            return
        parts = self.uploads.pop(upload_id)
        named = [parts[int(tag.split("/")[-2])] for tag in tags]
        if any(len(part) < LEAST_PART for part in named[:-1]):
            raise ValueError("EntityTooSmall")
        self.files[key] = b"".join(named)

    def link(self, key: str, file_name: str, seconds: int) -> str:
        return f"{self.address}/{key}?name={file_name}&seconds={seconds}"


class MemoryMedia(Media):
    """Pictures under their paths."""

    def __init__(self) -> None:
        self.pictures: dict[str, tuple[str, bytes]] = {}

    def keep(self, path: str, media_type: str, data: bytes) -> None:
        self.pictures[path] = (media_type, data)

    def read(self, path: str) -> bytes | None:
        found = self.pictures.get(path)
        return found[1] if found else None
