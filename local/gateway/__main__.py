"""Runs the gateway with the configuration in the JSON file named on the command line."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import uvicorn

from local.gateway.app import create_app
from local.gateway.config import Config
from local.processes import end_with_parent

if __name__ == "__main__":
    end_with_parent()
    config = msgspec.json.decode(
        Path(sys.argv[1]).read_bytes(), type=Config, dec_hook=lambda kind, value: kind(value)
    )
    uvicorn.run(
        create_app(config),
        host="127.0.0.1",
        port=config.port,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=3,
    )
