"""Every page and state against axe's rules, on a wide screen and a phone, light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.admin.desk_server import Desk
from tests.browser.admin.steps import (
    check_accessibility,
    check_no_sideways_scrolling,
    choose_action,
    go,
    open_booking,
    open_signed_in,
    rows,
)

LOOKS = [
    pytest.param((1280, "light"), id="wide-light"),
    pytest.param((390, "dark"), id="phone-dark"),
]


@pytest.fixture(params=LOOKS)
def screen(request: pytest.FixtureRequest, chromium: Browser, desk: Desk) -> Iterator[Page]:
    """A signed-in page of one size and scheme."""
    width, scheme = request.param
    context = chromium.new_context(
        viewport=ViewportSize(width=width, height=900),
        color_scheme=scheme,
        locale="en-GB",
        timezone_id="Europe/Lisbon",
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    open_signed_in(page, desk)
    yield page
    context.close()


def check(page: Page) -> None:
    """What holds for every state."""
    check_accessibility(page)
    check_no_sideways_scrolling(page)


def test_signed_out(screen: Page) -> None:
    screen.get_by_role("button", name="Sign out").click()
    expect(screen.get_by_role("button", name="Sign in")).to_be_visible()
    check(screen)


def test_grid_with_filters_and_without_results(screen: Page) -> None:
    go(screen, "#/bookings?status=confirmed&arrival_from=2027-01-01")
    expect(rows(screen).first).to_contain_text("Confirmed")
    filters = screen.get_by_role("button", name="Filters (2)")
    if filters.get_attribute("aria-expanded") == "false":
        filters.click()
    check(screen)
    go(screen, "#/bookings?last_name=Nobody")
    expect(screen.get_by_text("No booking matches these filters")).to_be_visible()
    check(screen)


def test_grid_while_it_loads_and_when_it_fails(screen: Page, desk: Desk) -> None:
    with desk.hold("GET", "/staff/bookings"):
        go(screen, "#/bookings?status=pending")
        expect(screen.get_by_role("table")).to_have_attribute("aria-busy", "true")
        check(screen)
    desk.fail("GET", "/staff/bookings", 500, "internal", "Something went wrong on our side.")
    go(screen, "#/bookings?status=cancelled")
    expect(screen.get_by_role("alert")).to_be_visible()
    check(screen)


def test_export(screen: Page) -> None:
    screen.get_by_role("button", name="Export CSV").click()
    expect(screen.get_by_role("link", name="Download CSV")).to_be_visible()
    check(screen)


def test_booking_page_with_its_menu(screen: Page, desk: Desk) -> None:
    open_booking(screen, desk.bookings[4]["code"])
    check(screen)
    screen.get_by_role("button", name="Actions").click()
    check(screen)


@pytest.mark.parametrize("action", ["View customer portal", "New link", "Cancel booking"])
def test_dialogs(screen: Page, desk: Desk, action: str) -> None:
    open_booking(screen, desk.bookings[0]["code"])
    choose_action(screen, action)
    expect(screen.get_by_role("dialog")).to_be_visible()
    if action == "Cancel booking":
        expect(screen.get_by_label("Cancellation type")).to_be_visible()
    check(screen)


def test_new_booking_empty_and_refused(screen: Page) -> None:
    go(screen, "#/bookings/new")
    create = screen.get_by_role("button", name="Create booking")
    expect(create).to_be_visible()
    for kind in ("activity", "extra", "package"):
        screen.get_by_role("button", name=f"Add {kind}").click()
    screen.get_by_role("button", name="Add a guest").click()
    screen.get_by_label("A travel agency booked this").check()
    check(screen)
    create.click()
    expect(screen.locator(".form-problems")).to_be_focused()
    check(screen)


def heading(name: str) -> Callable[[Page], None]:
    """Waits for a heading."""
    return lambda page: expect(page.get_by_role("heading", name=name)).to_be_visible()


@pytest.mark.parametrize(
    ("route", "ready"),
    [
        ("brand", heading("Brand")),
        ("properties", heading("Properties")),
        ("properties/ericeira", heading("Edit the property")),
        ("policies", heading("Cancellation policies")),
        ("policies/flexible", heading("Edit the policy")),
        ("terms", heading("Booking terms")),
        ("fields", heading("Check-in questions")),
        ("fields/diet", heading("Edit the question")),
        ("seller", heading("Invoices")),
        ("agencies", heading("Agencies")),
        ("webhooks", heading("Webhooks")),
        ("webhooks/pms", heading("Edit the webhook")),
    ],
)
def test_settings(screen: Page, route: str, ready: Callable[[Page], None]) -> None:
    go(screen, f"#/settings/{route}")
    ready(screen)
    check(screen)


def test_catalogue(screen: Page) -> None:
    for route in ("products", "products/lesson", "products/garden", "rates/standard", "feeds"):
        go(screen, f"#/catalog/ericeira/{route}")
        expect(screen.locator("main .panel h2").first).to_be_visible()
        check(screen)
    go(screen, "#/catalog/ericeira/packages/new")
    screen.get_by_role("button", name="Save").click()
    expect(screen.locator(".form-problems")).to_be_focused()
    check(screen)


def test_timeline_with_its_dialogs(screen: Page) -> None:
    go(screen, "#/timeline?property=ericeira&from=2027-07-01&days=14")
    bar = screen.get_by_role("group", name="Timeline").get_by_role("button", name="Hemm, Anna")
    expect(bar).to_be_visible()
    check(screen)
    bar.click()
    check(screen)
    screen.get_by_role("dialog").get_by_role("button", name="Move").click()
    screen.get_by_label("Arrival").fill("2027-06-30")
    expect(screen.get_by_role("button", name="Move the booking")).to_be_enabled()
    check(screen)


def test_calendar(screen: Page) -> None:
    go(screen, "#/calendar?property=ericeira&product=garden&month=2027-07")
    expect(screen.get_by_role("gridcell", name="Thu 8 July")).to_be_visible()
    check(screen)


def test_focus_stays_in_a_dialog_and_comes_back(screen: Page, desk: Desk) -> None:
    open_booking(screen, desk.bookings[0]["code"])
    choose_action(screen, "New link")
    dialog = screen.get_by_role("dialog")
    expect(dialog).to_be_visible()
    inside = (
        "dialog => dialog.contains(document.activeElement)"
        " || document.activeElement === document.body"
    )
    for _ in range(8):
        screen.keyboard.press("Tab")
        assert dialog.evaluate(inside)
    screen.keyboard.press("Escape")
    expect(screen.get_by_role("button", name="Actions")).to_be_focused()


def test_a_new_view_takes_the_focus_and_the_title(screen: Page) -> None:
    screen.get_by_role("link", name="Settings").click()
    expect(screen.get_by_role("main")).to_be_focused()
    expect(screen).to_have_title("Brand, settings · Bookings desk")


def test_the_skip_link_leads_to_the_content(screen: Page) -> None:
    screen.reload()
    expect(rows(screen).first).to_be_visible()
    screen.keyboard.press("Tab")
    skip = screen.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    screen.keyboard.press("Enter")
    expect(screen.get_by_role("main")).to_be_focused()
