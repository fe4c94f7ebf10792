"""Signing in and out by the hosted pages."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import scenes
from tests.browser.admin.desk import Desk
from tests.browser.admin.steps import go, open_grid, rows, sign_in
from tests.support.business import Business, Portal


@pytest.fixture
def guest(business: Business) -> Portal:
    """The guest of a pending booking."""
    return scenes.pending(business)


@pytest.fixture
def grid(staff: Page, guest: Portal) -> Page:
    """The bookings, with one."""
    del guest
    open_grid(staff)
    return staff


def kept_tokens(page: Page) -> dict[str, Any]:
    """The session as the tab keeps it."""
    tokens: dict[str, Any] = json.loads(
        page.evaluate("() => sessionStorage.getItem('lobby.desk.tokens')")
    )
    return tokens


def test_signs_in_with_pkce_and_returns_to_the_route_that_was_asked_for(
    page: Page, desk: Desk, guest: Portal
) -> None:
    sign_in(page, desk, f"#/bookings/{guest.code}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(guest.code)
    assert page.url == f"{desk.site.url}/admin/#/bookings/{guest.code}"
    assert len(desk.site.sign_in.exchanges[0]["code_verifier"]) >= 43


def test_tokens_are_kept_in_this_tab_only(grid: Page) -> None:
    kept = grid.evaluate("() => [localStorage.length, document.cookie]")
    assert kept == [0, ""]


def test_the_session_survives_a_reload(grid: Page) -> None:
    grid.reload()
    expect(rows(grid).first).to_be_visible()


def test_a_forged_state_is_refused(page: Page, desk: Desk) -> None:
    desk.site.sign_in.forge_state = True
    page.goto(f"{desk.site.url}/admin/")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Continue as Marta").click()
    expect(page.get_by_role("alert")).to_contain_text("was not started in this tab")
    assert desk.site.sign_in.exchanges == []


def test_a_refusal_of_the_hosted_pages_is_shown(page: Page, desk: Desk) -> None:
    desk.site.sign_in.refuse_sign_in = True
    page.goto(f"{desk.site.url}/admin/")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Continue as Marta").click()
    expect(page.get_by_role("alert")).to_contain_text("User is disabled")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


@pytest.mark.usefixtures("guest")
def test_a_token_near_its_end_is_renewed_before_it_is_used(page: Page, desk: Desk) -> None:
    desk.site.sign_in.lifetime = 30
    sign_in(page, desk)
    expect(rows(page).first).to_be_visible()
    assert desk.site.sign_in.refreshes >= 1
    assert all(request.bearer for request in desk.levers.asked("GET", "/staff/.*"))


def test_a_token_that_the_api_refuses_is_renewed_once(grid: Page, desk: Desk) -> None:
    desk.site.sign_in.forget_tokens()
    go(grid, "#/bookings?status=cancelled")
    expect(grid.get_by_text("No booking matches these filters")).to_be_visible()
    assert desk.site.sign_in.refreshes == 1
    assert kept_tokens(grid)["refresh_token"], "the refresh token is kept for the next time"


def test_a_session_that_ended_leads_to_the_sign_in_and_back(grid: Page, desk: Desk) -> None:
    desk.site.sign_in.refuse_refresh = True
    desk.site.sign_in.forget_tokens()
    go(grid, "#/bookings?status=pending")
    expect(grid.get_by_role("alert")).to_contain_text("session has ended")
    grid.get_by_role("button", name="Sign in").click()
    grid.get_by_role("button", name="Continue as Marta").click()
    expect(rows(grid).first).to_contain_text("Pending")


def test_signing_out_ends_the_hosted_session_and_forgets_everything(grid: Page, desk: Desk) -> None:
    refresh_token = kept_tokens(grid)["refresh_token"]
    with grid.expect_request(lambda request: "/logout?" in request.url):
        grid.get_by_role("button", name="Sign out").click()
    expect(grid.get_by_role("button", name="Sign in")).to_be_visible()
    assert grid.evaluate("() => sessionStorage.length") == 0
    assert desk.site.sign_in.revoked == [refresh_token]


def test_a_site_without_settings_says_so_and_can_be_tried_again(page: Page, desk: Desk) -> None:
    page.route("**/config.json", lambda route: route.abort())
    page.goto(f"{desk.site.url}/admin/")
    expect(page.get_by_role("alert")).to_contain_text("could not be reached")
    page.unroute("**/config.json")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
