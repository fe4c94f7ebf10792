"""The file of an export: asked for at the desk, written by the function behind the queue."""

from __future__ import annotations

from playwright.sync_api import Page

from lobby import wiring
from lobby.store.outbox import envelope
from tests.support.api import lambda_context
from tests.support.business import Business, consume


def begin_export(page: Page) -> None:
    """Ask for the file, and wait until the API has heard of it."""
    with page.expect_response("**/api/staff/exports"):
        page.get_by_role("button", name="Export CSV").click()


def write_export(business: Business, *, seconds_left: int = 600) -> None:
    """The function behind the queue writes what was asked for, as far as its time goes."""
    context = lambda_context("write_export")
    context.get_remaining_time_in_millis = lambda: seconds_left * 1000
    asked = wiring.outbox().unpublished(business.clock.now())
    consume("write_export", [envelope(e) for e in asked if e.type == "export.requested"], context)
