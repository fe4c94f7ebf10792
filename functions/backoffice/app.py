"""Settings, properties, policies, check-in fields and webhook endpoints, for staff."""

from __future__ import annotations

from mangum import Mangum

from lobby.backoffice import app

handler = Mangum(app, lifespan="off", api_gateway_base_path="/api")
