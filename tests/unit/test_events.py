"""Events: left with every change, published whatever happens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from lobby import wiring
from lobby.domain.booking.events import Event
from lobby.domain.people.records import Actor
from lobby.gateways.bus import EventBridgeBus
from lobby.store.outbox import envelope
from lobby.store.table.botocore_transport import encode
from tests.fakes.bus import FakeBus
from tests.fakes.transport import MemoryTransport
from tests.support.api import call, lambda_context, load_function
from tests.support.business import Business, event_types, events_of, good
from tests.support.records import CREATED


class Crash(BaseException):
    """The process is gone."""


def bus() -> FakeBus:
    made = wiring.bus()
    assert isinstance(made, FakeBus)
    return made


def table() -> MemoryTransport:
    made = wiring.transport()
    assert isinstance(made, MemoryTransport)
    return made


def waiting(business: Business) -> list[Event]:
    return list(wiring.outbox().unpublished(business.clock.moment))


def stream(*kept: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """What the table's stream would hand over: the events' items, as they were written."""
    items = [item for item in table().items() if item["SK"].startswith("E#")]
    chosen = sorted(
        (item for item in items if all(keep(item) for keep in kept)), key=lambda item: item["id"]
    )
    return {
        "Records": [
            {
                "eventName": "INSERT",
                "dynamodb": {"SequenceNumber": f"{n}", "NewImage": encode(item)},
            }
            for n, item in enumerate(chosen)
        ]
    }


def relay(event: dict[str, Any]) -> list[str]:
    answer = load_function("publish_events").handler(event, lambda_context("publish_events"))
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def sweep() -> None:
    load_function("sweep_outbox").handler({}, lambda_context("sweep_outbox"))


def test_every_change_leaves_its_event_in_the_same_transaction(
    business: Business, monkeypatch: pytest.MonkeyPatch
) -> None:
    diet = business.field("Diet")
    transactions: list[list[str]] = []
    commit = table().transact

    def noting(writes: Any) -> None:
        commit(writes)
        transactions.append([write.item["SK"] if write.item else "-" for write in writes])

    monkeypatch.setattr(table(), "transact", noting)
    guest = business.book()
    good(guest.confirm())
    business.pay(guest, "deposit")
    good(guest.check_in(0, {diet: "vegan"}))
    good(call("POST", f"/staff/bookings/{guest.code}/confirmation-email"), 202)
    good(business.cancel(guest))
    business.carry_out_refunds(guest)

    assert event_types(guest)[:-3] == [
        "booking.created",
        "booking.confirmed",
        "payment.opened",
        "payment.succeeded",
        "check_in.completed",
        "confirmation.requested",
    ]
    assert set(event_types(guest)[-3:]) == {
        "booking.cancelled",
        "payment.refund_requested",
        "payment.refunded",
    }
    for keys in transactions:
        if "P#BOOKING" in keys:
            page_kept = keys == ["P#BOOKING", "P#PAYMENT#001"]
            assert page_kept or any(key.startswith("E#") for key in keys), keys


def test_what_is_refused_leaves_no_event(business: Business) -> None:
    guest = business.book()
    before = table().items()

    assert guest.pay("deposit").status == 409
    assert guest.check_in(7, {}).status == 404
    assert business.cancel(guest, expected_refund=5).status == 409

    assert table().items() == before


def test_settings_leave_their_events_too(business: Business) -> None:
    events = [e.data["setting"] for e in waiting(business) if e.type == "settings.changed"]

    assert sorted(events) == ["policy", "property"]


def test_an_event_tells_the_booking_and_what_changed(business: Business) -> None:
    guest = business.book()
    good(guest.confirm())

    created, confirmed = events_of(guest)

    assert created.data["code"] == guest.code
    assert created.version == created.data["version"] == 1
    assert created.data["booking"]["total"] == {"amount": 67500, "currency": "EUR"}
    assert created.data["booking"]["items"][0]["name"] == "Garden room"
    assert "changes" not in created.data
    assert confirmed.version == 2
    assert confirmed.data["changes"]["status"] == {"old": "pending", "new": "confirmed"}
    assert set(confirmed.data["changes"]) == {"status", "confirmed_at", "awaits"}


def test_no_event_carries_the_link(business: Business) -> None:
    guest = business.book()
    good(call("POST", f"/staff/bookings/{guest.code}/link", {"rotate": True}))

    for event in events_of(guest):
        assert guest.secret not in repr(event)
        assert wiring.portal_links().secret(guest.code, 2) not in repr(event)


# -- publishing -----------------------------------------------------------------------------------


def test_the_stream_s_events_are_published_and_leave_the_outbox(business: Business) -> None:
    guest = business.book()
    assert waiting(business)

    assert relay(stream()) == []

    published = {e.id: e for e in bus().published}
    assert [published[event.id] for event in events_of(guest)] == [
        envelope(event) for event in events_of(guest)
    ]
    assert waiting(business) == []
    assert event_types(guest) == ["booking.created"]


def test_other_records_of_the_stream_are_passed_over(business: Business) -> None:
    business.book()
    records = {
        "Records": [
            {"eventName": "INSERT", "dynamodb": {"SequenceNumber": "1", "NewImage": encode(item)}}
            for item in table().items()
            if not item["SK"].startswith("E#")
        ]
    }
    records["Records"].append({"eventName": "REMOVE", "dynamodb": {"SequenceNumber": "2"}})

    assert relay(records) == []

    assert bus().published == []


def test_what_the_bus_does_not_take_is_reported_and_stays(business: Business) -> None:
    guests = [business.book() for _ in range(25)]
    refused = [events_of(guests[n])[0] for n in (0, 9, 10, 24)]
    bus().refused = {event.id for event in refused}
    records = stream()
    numbers = {
        record["dynamodb"]["NewImage"]["id"]["S"]: record["dynamodb"]["SequenceNumber"]
        for record in records["Records"]
    }

    failed = relay(records)

    assert sorted(failed) == sorted(numbers[event.id] for event in refused)
    assert {event.id for event in waiting(business)} == bus().refused


def test_the_sweeper_publishes_what_the_stream_lost(business: Business) -> None:
    guest = business.book()
    sweep()
    assert bus().published == []  # it may still be on its way

    business.clock.forward(timedelta(minutes=6))
    sweep()

    assert {e.id for e in bus().published} >= {e.id for e in events_of(guest)}
    assert waiting(business) == []


def test_the_sweeper_leaves_what_was_published_alone(business: Business) -> None:
    business.book()
    relay(stream())
    count = len(bus().published)
    business.clock.forward(timedelta(minutes=6))

    sweep()

    assert len(bus().published) == count


def test_what_the_bus_refuses_the_sweeper_is_swept_again(business: Business) -> None:
    [event] = events_of(business.book())
    bus().refused = {event.id}
    business.clock.forward(timedelta(minutes=6))
    sweep()
    assert [e.id for e in waiting(business)] == [event.id]

    bus().refused = set()
    sweep()

    assert waiting(business) == []
    assert [e.id for e in bus().published].count(event.id) == 1


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", range(1, 8))
def test_whatever_kills_the_relay_nothing_is_lost(
    business: Business, monkeypatch: pytest.MonkeyPatch, step: int, when: str
) -> None:
    """The process dies before or after each call to the bus and to the table."""
    guests = [business.book() for _ in range(4)]
    taken: list[int] = []

    def fatal(call_it: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def dying(argument: Any) -> Any:
            taken.append(1)
            if len(taken) == step and when == "before":
                raise Crash
            answer = call_it(argument)
            if len(taken) == step:
                raise Crash
            return answer

        return dying

    with monkeypatch.context() as killing:
        killing.setattr(bus(), "publish", fatal(bus().publish))
        killing.setattr(table(), "transact", fatal(table().transact))
        with pytest.raises(Crash):
            relay(stream())
    business.clock.forward(timedelta(minutes=6))

    sweep()

    wanted = {event.id for guest in guests for event in events_of(guest)}
    assert {e.id for e in bus().published} >= wanted
    assert waiting(business) == []


def test_publishing_twice_does_no_harm(business: Business) -> None:
    guest = business.book()
    records = stream()
    relay(records)
    before = table().items()

    relay(records)

    assert table().items() == before
    ids = [e.id for e in bus().published]
    assert [ids.count(event.id) for event in events_of(guest)] == [2]


def test_events_go_to_eventbridge_as_they_are(aws: dict[str, Any]) -> None:
    """Its own answer says what it took; here one of three is not taken."""

    class Picky:
        def put_events(self, Entries: list[dict[str, Any]]) -> dict[str, Any]:  # noqa: N803
            sent.append(Entries)
            answers = aws["events"].put_events(Entries=Entries)["Entries"]
            answers[1] = {"ErrorCode": "ThrottlingException", "ErrorMessage": "busy"}
            return {"FailedEntryCount": 1, "Entries": answers}

    sent: list[list[dict[str, Any]]] = []
    events = [_event(f"0000000000000000000000000{n}") for n in range(3)]

    refused = EventBridgeBus("lobby-test", Picky()).publish(  # type: ignore[arg-type]
        [envelope(event) for event in events]
    )

    assert refused == {events[1].id}
    [entries] = sent
    assert {(entry["Source"], entry["DetailType"]) for entry in entries} == {
        ("lobby", "booking.created")
    }


def test_large_events_do_not_make_requests_too_large(aws: dict[str, Any]) -> None:
    """PutEvents refuses a request of more than a megabyte as a whole."""

    class Narrow:
        def put_events(self, Entries: list[dict[str, Any]]) -> dict[str, Any]:  # noqa: N803
            requests.append(len(Entries))
            assert sum(len(entry["Detail"].encode()) for entry in Entries) <= 1_000_000
            return dict(aws["events"].put_events(Entries=Entries))

    requests: list[int] = []
    large = [_event(f"{n:026}", text="é" * 140_000) for n in range(10)]
    small = [_event(f"{n:026}") for n in range(10, 35)]

    refused = EventBridgeBus("lobby-test", Narrow()).publish(  # type: ignore[arg-type]
        [envelope(event) for event in (*large, *small)]
    )

    assert refused == set()
    assert sum(requests) == 35
    assert max(requests) == 10


def _event(event_id: str, text: str = "Zoë") -> Event:
    return Event(
        id=event_id,
        type="booking.created",
        at=CREATED,
        actor=Actor(door="desk", name="maria"),
        data={"text": text},
    )
