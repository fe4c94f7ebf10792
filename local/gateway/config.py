"""What the gateway has to know of the stack it stands in front of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Written by the stack once the template is deployed."""

    port: int
    site_url: str
    api_origin: str
    """The API's stage at the local AWS; what follows `/api` is appended to it."""
    aws_url: str
    region: str
    media_bucket: str
    data: Path
    """The folder of what must be remembered between starts."""
    description: Path
    """The JSON file that says where everything is (`stack.json`)."""
    stripe_webhook_secret: str
    headers: dict[str, str]
    """What the template's response headers policy adds to every answer of the site."""
    book_headers: dict[str, str]
    """The same for the booking page, which other sites may show in a frame."""
    site_config: dict[str, Any]
    """The site's `/config.json`."""
