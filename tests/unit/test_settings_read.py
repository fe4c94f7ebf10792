"""What pages show of the settings: read once a minute in each process, never copied."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from lobby import wiring
from lobby.store.bookings import Bookings
from lobby.store.settings import RECENT, SettingsStore
from lobby.store.table.transport import Page, Query, delete, put
from tests.support.api import call
from tests.support.business import Business, Portal, file_of, good


class Process:
    """Another process of the product: it has the same table, and read its settings by itself."""

    def __init__(self) -> None:
        self._transport = wiring.transport()
        self._settings = SettingsStore(self._transport)
        self._bookings = Bookings(self._transport, self._settings)

    @contextmanager
    def running(self) -> Iterator[None]:
        """What is called inside is called in this process."""
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(wiring, "settings", lambda: self._settings)
            patched.setattr(wiring, "bookings", lambda: self._bookings)
            yield

    def page(self, guest: Portal) -> Any:
        """A booking's page, from this process."""
        with self.running():
            return guest.page()


@contextmanager
def queries() -> Iterator[list[str]]:
    """The partitions that are queried meanwhile."""
    transport = wiring.transport()
    asked: list[str] = []
    query = transport.query

    def counted(wanted: Query) -> Page:
        asked.append(wanted.values[":pk"].partition("#")[0])
        return query(wanted)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(transport, "query", counted)
        yield asked


def change_place(business: Business, **changes: Any) -> None:
    path = f"/staff/settings/properties/{business.property_id}"
    place = good(call("GET", path))
    good(call("PUT", path, {k: v for k, v in (place | changes).items() if k != "id"}))


def test_the_process_that_changes_settings_shows_them_at_once(business: Business) -> None:
    guest = business.book()
    guest.page()

    change_place(business, directions="Turn left.")
    good(call("PUT", "/staff/settings/brand", {"name": "Praia"}))
    diet = business.field("Diet")

    page = guest.page()
    assert page["property"]["directions"] == "Turn left."
    assert page["brand"]["name"] == "Praia"
    assert [field["id"] for field in page["check_in"]["fields"]] == [diet]
    assert page["booking"]["version"] == 1


def test_another_process_shows_a_change_within_a_minute(business: Business) -> None:
    guest, other = business.book(), Process()
    other.page(guest)
    change_place(business, directions="Turn left.")
    assert other.page(guest)["property"]["directions"] == ""

    business.clock.forward(RECENT)

    assert other.page(guest)["property"]["directions"] == "Turn left."


def test_a_page_is_one_query_and_once_a_minute_another_of_the_settings(business: Business) -> None:
    guest = business.book()
    business.clock.forward(RECENT)

    with queries() as asked:
        guest.page()
        guest.page()
        business.clock.forward(RECENT - timedelta(seconds=1))
        guest.page()
        business.clock.forward(timedelta(seconds=1))
        guest.page()

    assert asked == ["BOOKING", "SETTINGS", "BOOKING", "BOOKING", "BOOKING", "SETTINGS"]


def test_a_clock_that_was_set_back_ends_the_minute(business: Business) -> None:
    guest = business.book()
    guest.page()
    business.clock.turn_to(business.clock.moment - timedelta(hours=1))

    with queries() as asked:
        guest.page()

    assert asked == ["BOOKING", "SETTINGS"]


def test_a_booking_is_never_shown_with_older_settings_than_it_was_made_with(
    business: Business,
) -> None:
    other = Process()
    other.page(business.book())
    place = {"name": "Casa Nova", "time_zone": "Atlantic/Azores"}
    added = good(call("POST", "/staff/settings/properties", place), 201)
    guest = business.book(property=added["id"])

    page = other.page(guest)

    assert page["property"]["time_zone"] == "Atlantic/Azores"


def test_a_change_carries_the_settings_that_it_was_decided_on(business: Business) -> None:
    guest, other = business.book(), Process()
    other.page(guest)
    business.field("Diet")
    good(guest.confirm())

    assert other.page(guest)["check_in"]["fields"] != []


def test_settings_read_late_do_not_replace_newer_ones(
    business: Business, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, transport = wiring.settings(), wiring.transport()
    query = transport.query

    def slow(wanted: Query) -> Page:
        page = query(wanted)
        monkeypatch.setattr(transport, "query", query)
        change_place(business, directions="New.")
        store.read()
        return page

    monkeypatch.setattr(transport, "query", slow)
    store.read()

    assert store.recent().properties[business.property_id].directions == "New."


def test_a_property_that_was_removed_is_shown_as_it_was(business: Business) -> None:
    guest = business.book()
    change_place(business, directions="Turn left.", time_zone="Atlantic/Azores")
    shown = guest.page()["property"]
    good(call("DELETE", f"/staff/settings/properties/{business.property_id}"), 204)

    assert guest.page()["property"] == shown
    assert good(call("GET", "/staff/settings/properties"))["items"] == []
    good(guest.confirm())
    good(guest.cancel())


def test_of_a_property_that_nobody_remembers_there_is_its_name(business: Business) -> None:
    guest = business.book()
    good(call("DELETE", f"/staff/settings/properties/{business.property_id}"), 204)
    wiring.transport().transact([delete(("SETTINGS", f"REMOVED#{business.property_id}"))])
    business.clock.forward(RECENT)

    page = guest.page()

    assert page["property"]["name"] == "Praia Surf House"
    assert page["property"]["time_zone"] == "UTC"


def test_a_copy_of_settings_beside_an_old_booking_is_passed_over(business: Business) -> None:
    guest = business.book()
    copied = {"at": "2026-12-01T09:00:00.000Z", "property": {"id": "x", "name": "Old"}}
    wiring.transport().transact([put({"PK": f"BOOKING#{guest.code}", "SK": "P#SHOWN", **copied})])

    assert guest.page()["property"]["name"] == "Praia Surf House"
    good(guest.confirm())
    assert file_of(guest).booking.status == "confirmed"
