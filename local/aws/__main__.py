"""Runs the local AWS until it is asked to end; it then writes its state.

Configured by MiniStack's own environment variables and three of ours: `LOBBY_MAILS` says where
mails are kept, `LOBBY_LAYERS` where the layers of functions are unpacked, and
`LOBBY_FUNCTION_PYTHON` what functions run on.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from hypercorn.asyncio import serve
from hypercorn.config import Config

from local.aws.functions import read_streams_anew, share_layers, use_interpreter
from local.aws.keys import tell_api_keys
from local.aws.mails import KeepMails
from local.aws.permissions import check_sender_identities
from local.processes import end_with_parent


def main() -> None:
    """Serve on the loopback interface."""
    from ministack.app import app  # type: ignore[import-untyped]

    config = Config()
    config.bind = [f"127.0.0.1:{os.environ['GATEWAY_PORT']}"]
    config.keep_alive_timeout = 75
    config.loglevel = "WARNING"
    layers = Path(os.environ["LOBBY_LAYERS"])
    layers.mkdir(parents=True, exist_ok=True)
    use_interpreter(os.environ["LOBBY_FUNCTION_PYTHON"])
    share_layers(layers)
    read_streams_anew()
    check_sender_identities()
    tell_api_keys()
    asyncio.run(serve(KeepMails(app, Path(os.environ["LOBBY_MAILS"])), config))  # type: ignore[arg-type]


if __name__ == "__main__":
    end_with_parent()
    main()
