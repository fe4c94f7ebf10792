"""Every page and state against axe's rules, on a wide screen and a phone, light and dark."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser import scenes
from tests.browser.admin.desk import Desk
from tests.browser.admin.exports import begin_export, write_export
from tests.browser.admin.plans import sell_july
from tests.browser.admin.steps import (
    begin_session,
    choose_action,
    go,
    open_booking,
    open_grid,
    rows,
)
from tests.browser.looks import PHONE, WIDE, OpenPage, overflow, violations
from tests.support.api import call
from tests.support.business import Business, Portal, good

LOOKS: list[tuple[ViewportSize, Literal["light", "dark"]]] = [(PHONE, "dark"), (WIDE, "light")]


@pytest.fixture
def screen(open_page: OpenPage, desk: Desk) -> Page:
    """A signed-in page, for axe."""
    page = open_page(bypass_csp=True)
    begin_session(page, desk)
    return page


@pytest.fixture
def guest(business: Business) -> Portal:
    """The guest of a confirmed booking with the deposit paid and one guest checked in."""
    return scenes.one_checked_in(business)


def check(page: Page) -> None:
    """What holds for every state: on a phone in dark colours, on a wide screen in light ones."""
    for size, scheme in LOOKS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
        assert overflow(page) <= 0


def test_signed_out(screen: Page) -> None:
    go(screen)
    screen.get_by_role("button", name="Sign out").click()
    expect(screen.get_by_role("button", name="Sign in")).to_be_visible()
    check(screen)


def test_grid_with_filters_and_without_results(screen: Page, guest: Portal) -> None:
    del guest
    go(screen, "#/bookings?status=confirmed&arrival_from=2027-01-01")
    expect(rows(screen).first).to_contain_text("Confirmed")
    check(screen)
    screen.set_viewport_size(PHONE)
    screen.get_by_role("button", name="Filters (2)").click()
    check(screen)
    go(screen, "#/bookings?last_name=Nobody")
    expect(screen.get_by_text("No booking matches these filters")).to_be_visible()
    check(screen)


def test_grid_while_it_loads_and_when_it_fails(screen: Page, desk: Desk, guest: Portal) -> None:
    del guest
    open_grid(screen)
    with desk.levers.hold("GET", "/staff/bookings"):
        go(screen, "#/bookings?status=pending")
        expect(screen.get_by_role("table")).to_have_attribute("aria-busy", "true")
        check(screen)
    desk.levers.fail("GET", "/staff/bookings")
    go(screen, "#/bookings?status=cancelled")
    expect(screen.get_by_role("alert")).to_be_visible()
    check(screen)


def test_export(screen: Page, desk: Desk, guest: Portal) -> None:
    del guest
    open_grid(screen)
    begin_export(screen)
    write_export(desk.business)
    expect(screen.get_by_role("link", name="Download CSV")).to_be_visible()
    check(screen)


def test_booking_page_with_its_menu(screen: Page, business: Business) -> None:
    open_booking(screen, scenes.cancelled(business).code)
    check(screen)
    screen.get_by_role("button", name="Actions").click()
    check(screen)


def test_dialogs(screen: Page, guest: Portal) -> None:
    open_booking(screen, guest.code)
    for action in ("View customer portal", "New link", "Cancel booking"):
        choose_action(screen, action)
        dialog = screen.get_by_role("dialog")
        expect(dialog).to_be_visible()
        if action == "Cancel booking":
            expect(screen.get_by_label("Cancellation type")).to_be_visible()
        check(screen)
        screen.keyboard.press("Escape")
        expect(dialog).to_be_hidden()


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


def test_settings(screen: Page, desk: Desk) -> None:
    place = desk.business.property_id
    policy = good(call("GET", f"/staff/settings/properties/{place}"))["policy"]
    question = good(call("GET", "/staff/fields"))["items"][0]["id"]
    webhook = {"url": "https://pms.example/hooks", "types": ["booking.created"]}
    endpoint = good(call("POST", "/staff/webhooks", webhook), 201)["id"]
    for route, heading in [
        ("brand", "Brand"),
        ("properties", "Properties"),
        (f"properties/{place}", "Edit the property"),
        ("policies", "Cancellation policies"),
        (f"policies/{policy}", "Edit the policy"),
        ("terms", "Booking terms"),
        ("fields", "Check-in questions"),
        (f"fields/{question}", "Edit the question"),
        ("seller", "Invoices"),
        ("agencies", "Agencies"),
        ("webhooks", "Webhooks"),
        (f"webhooks/{endpoint}", "Edit the webhook"),
    ]:
        go(screen, f"#/settings/{route}")
        expect(screen.get_by_role("heading", name=heading)).to_be_visible()
        check(screen)


def test_catalogue(screen: Page, desk: Desk) -> None:
    sold, place = desk.sold, desk.business.property_id
    main = screen.get_by_role("main")
    for route, shown in [
        ("products", main.get_by_role("link", name="Garden room")),
        (f"products/{sold.lesson}", main.get_by_role("group", name="Schedule 1")),
        (f"products/{sold.garden}", main.get_by_role("group", name="Arrival on")),
        (f"rates/{sold.flexible}", main.get_by_role("heading", name="Edit the rate")),
        ("feeds", main.get_by_role("button", name="Show the address for Garden room, Garden 1")),
    ]:
        go(screen, f"#/catalog/{place}/{route}")
        expect(shown).to_be_visible()
        check(screen)
    go(screen, f"#/catalog/{place}/packages/new")
    screen.get_by_role("button", name="Save").click()
    expect(screen.locator(".form-problems")).to_be_focused()
    check(screen)


def test_timeline_with_its_dialogs(
    screen: Page, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell_july(desk, monkeypatch)
    go(screen, f"#/timeline?property={desk.business.property_id}&from=2027-07-01&days=14")
    timeline = screen.get_by_role("group", name="Timeline")
    bar = timeline.get_by_role("button", name="Anna Hemm, Confirmed")
    expect(bar).to_be_visible()
    check(screen)
    bar.click()
    check(screen)
    screen.get_by_role("dialog").get_by_role("button", name="Move").click()
    screen.get_by_label("Departure").fill("2027-07-05")
    screen.get_by_label("Room").select_option("Garden 3")
    expect(screen.get_by_role("button", name="Move the booking")).to_be_enabled()
    check(screen)


def test_calendar(screen: Page, desk: Desk) -> None:
    place, product = desk.business.property_id, desk.sold.garden
    go(screen, f"#/calendar?property={place}&product={product}&month=2027-07")
    expect(screen.get_by_role("gridcell", name="Thu 8 July")).to_be_visible()
    check(screen)


def test_focus_stays_in_a_dialog_and_comes_back(screen: Page, guest: Portal) -> None:
    open_booking(screen, guest.code)
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
    go(screen)
    screen.get_by_role("link", name="Settings").click()
    expect(screen.get_by_role("main")).to_be_focused()
    expect(screen).to_have_title("Brand, settings · Bookings desk")


def test_the_skip_link_leads_to_the_content(screen: Page, guest: Portal) -> None:
    del guest
    open_grid(screen)
    screen.reload()
    expect(rows(screen).first).to_be_visible()
    screen.keyboard.press("Tab")
    skip = screen.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    screen.keyboard.press("Enter")
    expect(screen.get_by_role("main")).to_be_focused()
