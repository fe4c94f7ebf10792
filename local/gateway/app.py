"""Puts the gateway together."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import boto3
import httpx
from starlette.applications import Starlette
from starlette.routing import Mount, Route

from local.gateway.api import Api
from local.gateway.config import Config
from local.gateway.hooks import CallLog, Hooks
from local.gateway.mail import Mailbox, Mails
from local.gateway.pages import Pages
from local.gateway.site import Media, Site, site_config
from local.gateway.start import Start
from local.stripe import create_app as create_stripe


def create_app(config: Config) -> Starlette:
    """The gateway as an application."""
    # API Gateway waits for 29 s; a busy machine may need longer for a function's first start.
    client = httpx.AsyncClient(timeout=httpx.Timeout(90, connect=5), follow_redirects=False)
    s3 = boto3.client("s3", endpoint_url=config.aws_url, region_name=config.region)
    stripe = create_stripe(
        public_url=f"{config.site_url}/pay",
        webhook_url=f"{config.site_url}/api/stripe/webhook",
        webhook_secret=config.stripe_webhook_secret,
        state_file=config.data / "stripe.json",
    )
    pages = Pages()

    def hooks_secret() -> str | None:
        if not config.description.is_file():
            return None
        secret = json.loads(config.description.read_text()).get("hooks_secret")
        return str(secret) if secret else None

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with client, stripe.router.lifespan_context(stripe):
            yield

    return Starlette(
        lifespan=lifespan,
        routes=[
            Route("/", Start(config.description, pages)),
            Route("/config.json", site_config(config.site_config, config.headers)),
            Mount("/api", Api(config.api_origin, client, config.headers)),
            Mount("/media", Media(s3, config.media_bucket, config.headers)),
            Mount("/pay", stripe),
            *Mails(Mailbox(config.data / "mails", config.aws_url, client), pages).routes(),
            *Hooks(CallLog(config.data / "hooks.sqlite3"), pages, hooks_secret).routes(),
            Mount("/_lobby", pages.files()),
            Mount("/", Site(config.headers, config.book_headers)),
        ],
    )
