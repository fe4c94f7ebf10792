"""Settings, properties, policies, check-in fields and webhook endpoints, for staff."""

from __future__ import annotations

from mangum import Mangum
from mangum.adapter import DEFAULT_TEXT_MIME_TYPES

from lobby.backoffice import app

handler = Mangum(
    app,
    lifespan="off",
    api_gateway_base_path="/api",
    # what is not listed goes out as base64, for API Gateway to decode
    text_mime_types=[*DEFAULT_TEXT_MIME_TYPES, "application/problem+json"],
)
