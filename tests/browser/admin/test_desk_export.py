"""Exporting the grid as CSV."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from lobby.use_cases.overview import export_bookings
from tests.browser.admin.desk import Desk
from tests.browser.admin.exports import begin_export, write_export
from tests.browser.admin.guests import Row, enter_many, rows_of_all
from tests.browser.admin.steps import go, open_grid, rows
from tests.support.business import Business


@pytest.fixture(autouse=True)
def few(business: Business, guesthouse: str) -> list[Row]:
    """The rows of fourteen bookings."""
    return enter_many(business, guesthouse, 14)


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of a few rows, so that a few bookings make many of them."""
    monkeypatch.setattr(export_bookings, "LEAST_PART", 300)
    monkeypatch.setattr("tests.fakes.files.LEAST_PART", 300)
    monkeypatch.setattr(export_bookings, "_ROWS_A_BLOCK", 4)


def panel(page: Page) -> Locator:
    """Where the export says how it is doing."""
    return page.get_by_role("region", name="Export")


def test_exports_exactly_the_active_filters(staff: Page, desk: Desk) -> None:
    go(staff, "#/bookings?status=confirmed&last_name=Hemm")
    expect(rows(staff).first).to_contain_text("Confirmed")
    begin_export(staff)
    write_export(desk.business)
    with staff.expect_download() as download:
        panel(staff).get_by_role("link", name="Download CSV").click()
    wanted = [row["code"] for row in rows_of_all(status="confirmed", last_name="Hemm")]
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == wanted
    assert len(wanted) == 2
    expect(panel(staff)).to_contain_text("2 bookings")
    expect(panel(staff)).to_contain_text("Last name Hemm, Status Confirmed")
    assert desk.sent("POST", "/staff/exports") == {
        "filters": {"status": "confirmed", "last_name": "Hemm"}
    }


@pytest.mark.usefixtures("small_parts")
def test_progress_is_shown_while_work_goes_on(staff: Page, business: Business) -> None:
    open_grid(staff)
    begin_export(staff)
    write_export(business, seconds_left=0)
    expect(panel(staff)).to_contain_text("4 rows so far")
    rows(staff).first.click()
    expect(staff.get_by_role("button", name="Actions")).to_be_visible()
    write_export(business)
    expect(panel(staff)).to_contain_text("14 bookings")


def test_a_reload_takes_the_running_export_up_again(staff: Page, desk: Desk) -> None:
    open_grid(staff)
    begin_export(staff)
    staff.reload()
    expect(panel(staff)).to_contain_text("Looking for the bookings")
    write_export(desk.business)
    expect(panel(staff).get_by_role("link", name="Download CSV")).to_be_visible()
    assert len(desk.levers.asked("POST", "/staff/exports")) == 1


def test_a_failed_export_can_be_tried_again(staff: Page, desk: Desk) -> None:
    desk.levers.fail("GET", r"/staff/exports/\w+", 404, "not-found")
    open_grid(staff)
    begin_export(staff)
    expect(panel(staff)).to_contain_text("Export failed")
    with staff.expect_response("**/api/staff/exports"):
        panel(staff).get_by_role("button", name="Try again").click()
    write_export(desk.business)
    expect(panel(staff).get_by_role("link", name="Download CSV")).to_be_visible()


def test_an_export_that_cannot_begin_says_why(staff: Page, desk: Desk) -> None:
    desk.levers.fail("POST", "/staff/exports", detail="Exports are closed today.")
    open_grid(staff)
    staff.get_by_role("button", name="Export CSV").click()
    expect(panel(staff)).to_contain_text("Exports are closed today.")


def test_the_panel_can_be_closed(staff: Page, business: Business) -> None:
    open_grid(staff)
    begin_export(staff)
    write_export(business)
    expect(panel(staff).get_by_role("link", name="Download CSV")).to_be_visible()
    panel(staff).get_by_role("button", name="Close the export").click()
    expect(panel(staff)).to_have_count(0)
