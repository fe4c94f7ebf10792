"""Pictures as staff send them: checked, and kept under the hash of what is in them."""

from __future__ import annotations

import re
from base64 import b64decode
from hashlib import sha256
from typing import TYPE_CHECKING

from lobby.base.errors import InvalidRequest

if TYPE_CHECKING:
    from lobby.gateways.media import Media

_KINDS = {
    "image/png": (b"\x89PNG\r\n\x1a\n", "png"),
    "image/jpeg": (b"\xff\xd8\xff", "jpg"),
    "image/webp": (b"RIFF", "webp"),
}


def keep_picture(field: str, data_uri: str, media: Media, *, name: str, most_bytes: int) -> str:
    """Keeps a PNG, JPEG or WebP picture and answers with its path, ``/media/<name>-<hash>.png``.

    SVG is refused: it can carry scripts.

    Raises:
        InvalidRequest: under the name of ``field``: another kind, too large, or no picture at all.
    """
    found = re.fullmatch(r"data:(image/[a-z]+);base64,([A-Za-z0-9+/=]+)", data_uri)
    media_type = found[1] if found else ""
    if found is None or media_type not in _KINDS:
        raise InvalidRequest.of(field, "picture_kind")
    if len(found[2]) > most_bytes * 4 // 3 + 4:
        raise InvalidRequest.of(field, "picture_size", most=most_bytes // 1000)
    try:
        data = b64decode(found[2], validate=True)
    except ValueError as error:
        raise InvalidRequest.of(field, "picture_broken") from error
    magic, ending = _KINDS[media_type]
    if not data.startswith(magic):
        raise InvalidRequest.of(field, "picture_broken")
    path = f"/media/{name}-{sha256(data).hexdigest()[:16]}.{ending}"
    media.keep(path, media_type, data)
    return path
