"""Puts the stand-in together."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount

from local.stripe.account import Account
from local.stripe.api import Api
from local.stripe.control import Control
from local.stripe.courier import Courier
from local.stripe.faults import FaultSwitches
from local.stripe.pages import Pages
from local.stripe.state import StateFile

RETRY_AFTER = (0.5, 2.0, 5.0, 15.0, 60.0)
"""Seconds between the attempts to deliver a webhook: Stripe's three days, in short."""

_EXPIRY_CHECK = 5.0


def create_app(
    *,
    public_url: str,
    webhook_url: str,
    webhook_secret: str,
    state_file: Path | None = None,
    retry_after: Sequence[float] = RETRY_AFTER,
    clock: Callable[[], float] = time.time,
) -> Starlette:
    """The stand-in as an application.

    ``public_url`` is where the browser and the SDK find it (the SDK's API base), without a slash
    at the end. Events go to ``webhook_url``, signed with ``webhook_secret``. Without a
    ``state_file`` all is forgotten at the end. When it is mounted in another application, that one
    has to run its lifespan: it takes up what was left undelivered and expires sessions in time.
    """
    store = StateFile(state_file)
    state = store.load()
    faults = FaultSwitches()

    def save() -> None:
        store.save(state)

    courier = Courier(
        state,
        faults,
        url=webhook_url,
        secret=webhook_secret,
        retry_after=retry_after,
        clock=clock,
        save=save,
    )
    account = Account(state, page_url=public_url, clock=clock, emit=courier.accept)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        courier.resume()
        expiry = asyncio.create_task(_keep_expiring(account))
        yield
        expiry.cancel()
        with suppress(asyncio.CancelledError):
            await expiry
        await courier.stop()

    return Starlette(
        lifespan=lifespan,
        routes=[
            Mount("/v1", routes=Api(account, faults, clock=clock, save=save).routes()),
            Mount("/c", routes=Pages(account, page_url=public_url, clock=clock).routes()),
            Mount("/_control", routes=Control(account, courier, faults).routes()),
        ],
    )


async def _keep_expiring(account: Account) -> None:
    while True:
        account.expire_due()
        await asyncio.sleep(_EXPIRY_CHECK)
