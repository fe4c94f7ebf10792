"""The grid as a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from lobby import wiring
from lobby.domain.booking.events import Envelope
from lobby.store.outbox import envelope
from lobby.use_cases.overview import export_bookings
from tests.fakes.files import MemoryFiles
from tests.fakes.transport import MemoryTransport
from tests.support.api import Reply, call
from tests.support.business import Business, consume, good, problem, wrong_fields


class Crash(BaseException):
    """The process is gone."""


def start(filters: dict[str, Any] | None = None, **more: Any) -> Any:
    body = {} if filters is None else {"filters": filters}
    return good(call("POST", "/staff/exports", body, **more), 202)


def progress(export: Any) -> Any:
    return good(call("GET", f"/staff/exports/{export['id']}"))


def requests() -> list[Envelope]:
    """The events that ask for an export, as the queue brings them."""
    events = wiring.outbox().unpublished(wiring.listing()._clock())
    return [envelope(e) for e in events if e.type == "export.requested"]


def work(milliseconds_left: int = 600_000) -> list[str]:
    context = SimpleNamespace(get_remaining_time_in_millis=lambda: milliseconds_left)
    return consume("write_export", requests(), context)


def file_of_export(export: Any) -> bytes:
    files = wiring.export_files()
    assert isinstance(files, MemoryFiles)
    return files.files[f"exports/{export['id']}.csv"]


def rows(export: Any) -> list[dict[str, str]]:
    text = io.StringIO(file_of_export(export).decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text))


def grid(**query: str) -> list[Any]:
    return list(good(call("GET", "/staff/bookings", query=query))["bookings"])


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts and blocks of a few rows, so that a few bookings make many of them."""
    monkeypatch.setattr("lobby.use_cases.overview.export_bookings.LEAST_PART", 300)
    monkeypatch.setattr("tests.fakes.files.LEAST_PART", 300)
    monkeypatch.setattr(export_bookings, "_ROWS_A_BLOCK", 2)
    monkeypatch.setattr(export_bookings, "_ROWS_A_REPORT", 2)


def test_the_file_is_the_grid(business: Business) -> None:
    for name in ("Hemm", "李", "=HYPERLINK(1)"):
        business.book_confirmed(booker={"first_name": "Anna", "last_name": name})
    paid = business.book_confirmed()
    business.pay(paid, "deposit")

    export = start()
    assert (export["status"], export["rows"]) == ("running", 0)
    assert work() == []

    done = progress(export)
    assert (done["status"], done["rows"]) == ("done", 4)
    found = rows(export)
    assert [row["Code"] for row in found] == [row["code"] for row in grid()]
    assert [row["Last name"] for row in found] == ["Hemm", "李", "'=HYPERLINK(1)", "Hemm"]
    assert found[3] == {
        "Code": paid.code,
        "Status": "confirmed",
        "Booked at (UTC)": found[3]["Booked at (UTC)"],
        "Arrival": "2027-03-01",
        "Departure": "2027-03-08",
        "First name": "Anna",
        "Last name": "Hemm",
        "Email": "anna@example.com",
        "Property": "Praia Surf House",
        "Rate": "Bed and breakfast",
        "Guests": "2",
        "Total": "675.00",
        "Paid": "202.50",
        "Currency": "EUR",
        "Payment status": "deposit_paid",
        "Agency": "Sun Trips",
    }


def test_the_file_opens_in_excel(business: Business) -> None:
    business.book()
    export = start()
    work()

    data = file_of_export(export)

    assert data.startswith(b"\xef\xbb\xbfCode,Status,")
    assert data.count(b"\xef\xbb\xbf") == 1
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == 2


@pytest.mark.parametrize(
    "filters",
    [
        {"last_name": "hemm"},
        {"status": "confirmed"},
        {"arrival_from": "2027-04-01"},
        {"last_name": "hemm", "status": "pending", "arrival_to": "2027-03-31"},
        {"rate": "half board"},
        {"property": "praia surf house"},
        {"last_name": "nobody"},
    ],
)
def test_the_file_has_what_the_filters_find(business: Business, filters: dict[str, str]) -> None:
    items = [{"kind": "package", "name": "x", "unit_price": 1, "rate": "Half board"}]
    for n in range(12):
        business.book(
            booker={"first_name": "Anna", "last_name": ("Hemm", "Berg")[n % 2]},
            status=("pending", "confirmed")[n // 2 % 2],
            arrival=f"2027-0{3 + n % 3}-01",
            departure="2027-06-01",
            **({"items": items} if n % 3 else {}),
        )

    export = start(filters)
    work()

    assert [row["Code"] for row in rows(export)] == [row["code"] for row in grid(**filters)]
    assert progress(export)["rows"] == len(grid(**filters))
    assert progress(export)["filters"].keys() == filters.keys()


def test_a_code_is_a_filter_too(business: Business) -> None:
    code = business.book().code
    business.book()

    export = start({"code": code.lower()})
    work()

    assert [row["Code"] for row in rows(export)] == [code]


def test_the_link_is_for_a_while_and_names_the_file(business: Business) -> None:
    business.book()
    export = start()
    assert "url" not in {k for k, v in progress(export).items() if v}
    work()

    url = progress(export)["url"]

    assert "name=bookings-2026-12-01-0900.csv" in url
    assert "seconds=900" in url


def test_an_export_is_forgotten_after_a_week(business: Business) -> None:
    export = start()
    business.clock.forward(timedelta(days=7, seconds=1))

    problem(call("GET", f"/staff/exports/{export['id']}"), 404, "not-found")


@pytest.mark.usefixtures("business")
@pytest.mark.parametrize("export_id", ["x", "0" * 26, "Z" * 3000, "\u0661" * 26])
def test_an_export_that_is_not_there_is_not_found(export_id: str) -> None:
    problem(call("GET", f"/staff/exports/{export_id}"), 404, "not-found")


@pytest.mark.usefixtures("business")
@pytest.mark.parametrize(
    ("filters", "field"),
    [
        ({"arrival_from": "soon"}, "filters.arrival_from"),
        ({"status": "lost"}, "filters.status"),
        ({"property": "nowhere"}, "filters.property"),
        ({"booked_from": "2027-01-02", "booked_to": "2027-01-01"}, "filters.booked_to"),
        ("all", "filters"),
    ],
)
def test_bad_filters_are_named(filters: Any, field: str) -> None:
    assert wrong_fields(call("POST", "/staff/exports", {"filters": filters})) == {field}


@pytest.mark.usefixtures("business")
def test_the_same_request_again_is_the_same_export() -> None:
    def ask(body: Any) -> Reply:
        return call("POST", "/staff/exports", body, headers={"Idempotency-Key": "abc"})

    first, again = ask({}), ask({})

    assert good(first, 202)["id"] == good(again, 202)["id"]
    assert len(requests()) == 1
    problem(ask({"filters": {"status": "pending"}}), 422, "idempotency-key-reused")


@pytest.mark.usefixtures("small_parts")
def test_rows_so_far_are_told_while_it_runs(business: Business) -> None:
    for _ in range(9):
        business.book()
    export = start()

    told = []
    for _ in range(9):
        if progress(export)["status"] == "running":
            work(milliseconds_left=29_000)
            told.append(progress(export)["rows"])

    assert told == sorted(told)
    assert told[-1] == 9
    assert len(told) > 2
    assert [row["Code"] for row in rows(export)] == [row["code"] for row in grid()]


@pytest.mark.usefixtures("small_parts")
def test_an_export_that_is_out_of_time_comes_again(business: Business) -> None:
    for _ in range(9):
        business.book()
    export = start()

    assert work(milliseconds_left=29_000) == ["0"]
    assert work() == []

    assert progress(export)["status"] == "done"
    assert [row["Code"] for row in rows(export)] == [row["code"] for row in grid()]


def _crash_after(step: int, method: Callable[..., Any], counted: list[int]) -> Callable[..., Any]:
    """The method, which ends the process once so many steps were taken in all."""

    def counting(*arguments: Any, **more: Any) -> Any:
        answer = method(*arguments, **more)
        counted.append(1)
        if len(counted) == step:
            raise Crash
        return answer

    return counting


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("step", range(1, 15))
def test_a_crash_at_any_step_loses_and_doubles_no_row(
    business: Business, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """The process dies after each thing that it does outside: a part, a checkpoint, the end."""
    for _ in range(9):
        business.book()
    export = start()
    table, files = wiring.transport(), wiring.export_files()
    assert isinstance(table, MemoryTransport)
    counted: list[int] = []
    with monkeypatch.context() as dying:
        for part, names in ((table, ["transact"]), (files, ["begin", "add_part", "finish"])):
            for name in names:
                method = getattr(part, name)
                dying.setattr(part, name, _crash_after(step, method, counted))
        with pytest.raises(Crash):
            work()
    before = [row["code"] for row in grid()]
    late = business.book().code

    assert work() == []

    assert progress(export)["status"] == "done"
    found = [row["Code"] for row in rows(export)]
    assert found in (before, [*before, late])
    assert progress(export)["rows"] == len(found)
    assert file_of_export(export).count(b"Code,Status") == 1


@pytest.mark.usefixtures("small_parts")
def test_the_crashes_above_reach_the_end(business: Business) -> None:
    """As many steps as there are: were there more, some would not be tried."""
    for _ in range(9):
        business.book()
    start()
    table, files = wiring.transport(), wiring.export_files()
    counted: list[int] = []
    for part, names in ((table, ["transact"]), (files, ["begin", "add_part", "finish"])):
        for name in names:
            setattr(part, name, _crash_after(1000, getattr(part, name), counted))

    work()

    assert len(counted) == 14


def test_the_same_event_again_writes_nothing_more(business: Business) -> None:
    business.book()
    export = start()
    work()
    first = file_of_export(export)
    business.book()

    work()

    assert file_of_export(export) == first
