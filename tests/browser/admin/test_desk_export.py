"""Exporting the grid as CSV."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.admin.desk_server import Desk
from tests.browser.admin.steps import go, rows


def panel(page: Page) -> Locator:
    """Where the export says how it is doing."""
    return page.get_by_role("region", name="Export")


def test_exports_exactly_the_active_filters(staff: Page, desk: Desk) -> None:
    go(staff, "#/bookings?status=pending&last_name=Hemm")
    expect(rows(staff).first).to_contain_text("Pending")
    staff.get_by_role("button", name="Export CSV").click()
    with staff.expect_download() as download:
        panel(staff).get_by_role("link", name="Download CSV").click()
    wanted = [
        r["code"] for r in desk.bookings if r["status"] == "pending" and r["last_name"] == "Hemm"
    ]
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == wanted
    expect(panel(staff)).to_contain_text(f"{len(wanted)} bookings")
    expect(panel(staff)).to_contain_text("Last name Hemm, Status Pending")
    assert desk.asked("POST", "/staff/exports")[0].body == {
        "filters": {"status": "pending", "last_name": "Hemm"}
    }


def test_progress_is_shown_while_work_goes_on(staff: Page, desk: Desk) -> None:
    desk.export_steps = 3
    staff.get_by_role("button", name="Export CSV").click()
    expect(panel(staff)).to_contain_text("40 rows so far")
    rows(staff).first.click()
    expect(staff.get_by_role("button", name="Actions")).to_be_visible()
    expect(panel(staff)).to_contain_text("120 bookings")


def test_a_reload_takes_the_running_export_up_again(staff: Page, desk: Desk) -> None:
    desk.export_steps = 3
    staff.get_by_role("button", name="Export CSV").click()
    expect(panel(staff)).to_contain_text("40 rows so far")
    staff.reload()
    expect(panel(staff).get_by_role("link", name="Download CSV")).to_be_visible()
    assert len(desk.asked("POST", "/staff/exports")) == 1


def test_a_failed_export_can_be_tried_again(staff: Page, desk: Desk) -> None:
    desk.export_fails = True
    staff.get_by_role("button", name="Export CSV").click()
    expect(panel(staff)).to_contain_text("Export failed")
    desk.export_fails = False
    panel(staff).get_by_role("button", name="Try again").click()
    expect(panel(staff).get_by_role("link", name="Download CSV")).to_be_visible()


def test_an_export_that_cannot_begin_says_why(staff: Page, desk: Desk) -> None:
    desk.fail("POST", "/staff/exports", 500, "internal", "Exports are closed today.")
    staff.get_by_role("button", name="Export CSV").click()
    expect(panel(staff)).to_contain_text("Exports are closed today.")


def test_the_panel_can_be_closed(staff: Page) -> None:
    staff.get_by_role("button", name="Export CSV").click()
    expect(panel(staff).get_by_role("link", name="Download CSV")).to_be_visible()
    panel(staff).get_by_role("button", name="Close the export").click()
    expect(panel(staff)).to_have_count(0)
