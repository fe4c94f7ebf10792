"""Signing in and out by the hosted pages."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.admin.desk_server import Desk
from tests.browser.admin.steps import go, rows, sign_in


def kept_tokens(page: Page) -> dict[str, Any]:
    """The session as the tab keeps it."""
    tokens: dict[str, Any] = json.loads(
        page.evaluate("() => sessionStorage.getItem('lobby.desk.tokens')")
    )
    return tokens


def test_signs_in_with_pkce_and_returns_to_the_route_that_was_asked_for(
    page: Page, desk: Desk
) -> None:
    code = desk.bookings[3]["code"]
    sign_in(page, desk, f"#/bookings/{code}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(code)
    assert page.url == f"{desk.site}/admin/#/bookings/{code}"
    assert len(desk.sign_in.exchanges[0]["code_verifier"]) >= 43


def test_tokens_are_kept_in_this_tab_only(staff: Page) -> None:
    kept = staff.evaluate("() => [localStorage.length, document.cookie]")
    assert kept == [0, ""]


def test_the_session_survives_a_reload(staff: Page) -> None:
    staff.reload()
    expect(rows(staff).first).to_be_visible()


def test_a_forged_state_is_refused(page: Page, desk: Desk) -> None:
    desk.sign_in.forge_state = True
    page.goto(f"{desk.site}/admin/")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Continue as Marta").click()
    expect(page.get_by_role("alert")).to_contain_text("was not started in this tab")
    assert desk.sign_in.exchanges == []


def test_a_refusal_of_the_hosted_pages_is_shown(page: Page, desk: Desk) -> None:
    desk.sign_in.refuse_sign_in = True
    page.goto(f"{desk.site}/admin/")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Continue as Marta").click()
    expect(page.get_by_role("alert")).to_contain_text("User is disabled")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_a_token_near_its_end_is_renewed_before_it_is_used(page: Page, desk: Desk) -> None:
    desk.sign_in.lifetime = 30
    sign_in(page, desk)
    expect(rows(page).first).to_be_visible()
    assert desk.sign_in.refreshes >= 1
    assert all("authorization" in request.headers for request in desk.requests)


def test_a_token_that_the_api_refuses_is_renewed_once(staff: Page, desk: Desk) -> None:
    desk.sign_in.forget_tokens()
    go(staff, "#/bookings?status=pending")
    expect(rows(staff).first).to_contain_text("Pending")
    assert desk.sign_in.refreshes == 1
    assert kept_tokens(staff)["refresh_token"], "the refresh token is kept for the next time"


def test_a_session_that_ended_leads_to_the_sign_in_and_back(staff: Page, desk: Desk) -> None:
    desk.sign_in.refuse_refresh = True
    desk.sign_in.forget_tokens()
    go(staff, "#/bookings?status=pending")
    expect(staff.get_by_role("alert")).to_contain_text("session has ended")
    staff.get_by_role("button", name="Sign in").click()
    staff.get_by_role("button", name="Continue as Marta").click()
    expect(rows(staff).first).to_contain_text("Pending")


def test_signing_out_ends_the_hosted_session_and_forgets_everything(
    staff: Page, desk: Desk
) -> None:
    refresh_token = kept_tokens(staff)["refresh_token"]
    with staff.expect_request(lambda request: "/logout?" in request.url):
        staff.get_by_role("button", name="Sign out").click()
    expect(staff.get_by_role("button", name="Sign in")).to_be_visible()
    assert staff.evaluate("() => sessionStorage.length") == 0
    assert desk.sign_in.revoked == [refresh_token]


def test_a_site_without_settings_says_so_and_can_be_tried_again(page: Page, desk: Desk) -> None:
    page.route("**/config.json", lambda route: route.abort())
    page.goto(f"{desk.site}/admin/")
    expect(page.get_by_role("alert")).to_contain_text("could not be reached")
    page.unroute("**/config.json")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
