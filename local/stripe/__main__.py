"""Runs the stand-in alone: ``python -m local.stripe --webhook-url http://...``."""

from __future__ import annotations

from argparse import ArgumentDefaultsHelpFormatter, ArgumentParser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from local.stripe import create_app


def main() -> None:
    """Serve on the loopback interface until interrupted."""
    parser = ArgumentParser(
        "python -m local.stripe", description=__doc__, formatter_class=ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--port", type=int, default=8010)
    parser.add_argument("--webhook-url", default="http://localhost:8000/api/stripe/webhook")
    parser.add_argument("--webhook-secret", default="whsec_local")
    parser.add_argument("--state-file", type=Path, help="where to keep what happened")
    asked = parser.parse_args()
    public_url = f"http://localhost:{asked.port}/pay"
    stand_in = create_app(
        public_url=public_url,
        webhook_url=asked.webhook_url,
        webhook_secret=asked.webhook_secret,
        state_file=asked.state_file,
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with stand_in.router.lifespan_context(stand_in):
            yield

    app = Starlette(routes=[Mount("/pay", stand_in)], lifespan=lifespan)
    print(f"Stripe's stand-in: api_base {public_url}, webhooks to {asked.webhook_url}", flush=True)
    uvicorn.run(app, host="127.0.0.1", port=asked.port, log_level="warning")


if __name__ == "__main__":
    main()
