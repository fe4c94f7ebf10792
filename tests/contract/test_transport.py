"""What every transport does, whatever plays DynamoDB: memory, moto, or DynamoDB Local."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import boto3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from moto import mock_aws

from lobby.base.errors import Conflict
from lobby.store.table.botocore_transport import BotocoreTransport, decode, encode
from lobby.store.table.transport import (
    ConditionFailed,
    Item,
    Query,
    Transport,
    Write,
    delete,
    every_item,
    put,
    put_new,
    update,
)
from tests.fakes.transport import MemoryTransport
from tests.support.faults import Faults
from tests.support.table import make_table


def client_at(url: str | None) -> Any:
    return boto3.client(
        "dynamodb",
        region_name="eu-west-1",
        endpoint_url=url,
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )


def table_at(url: str | None, way: str | None = None, **more: Any) -> BotocoreTransport:
    """A new table at a DynamoDB, reached directly or by another way."""
    name = f"table-{uuid4()}"
    client = client_at(url)
    make_table(client, name)
    return BotocoreTransport(name, client if way is None else client_at(way), **more)


@pytest.fixture(params=["memory", "moto", "local"])
def table(request: pytest.FixtureRequest) -> Iterator[Transport]:
    match request.param:
        case "memory":
            yield MemoryTransport()
        case "moto":
            with mock_aws():
                yield table_at(None)
        case _:
            yield table_at(request.getfixturevalue("dynamodb_url"))


def item(pk: str = "A", sk: str = "1", **attributes: Any) -> Item:
    return {"PK": pk, "SK": sk, **attributes}


def fill(table: Transport, items: list[Item]) -> None:
    for one in items:
        table.transact([put(one)])


def rows(table: Transport, **query: Any) -> list[str]:
    """The sort keys that a query of partition A finds, page after page."""
    asked = {"key_condition": "PK = :pk", "values": {":pk": "A"}} | query
    return [found["SK"] for found in every_item(table, Query(**asked))]


# -- items ----------------------------------------------------------------------------------------


def test_an_item_comes_back_as_it_was_put(table: Transport) -> None:
    whole = item(
        text="Zoë 🏄",
        empty="",
        number=-(10**30),
        yes=True,
        no=False,
        none=None,
        nested={"a": [1, {"b": []}, "c"], "d": {}},
    )
    table.transact([put(whole)])

    assert table.get(("A", "1")) == whole
    assert table.get(("A", "1"), consistent=False) == whole
    assert table.get(("A", "2")) is None


def test_a_put_replaces_the_whole_item(table: Transport) -> None:
    table.transact([put(item(old=1))])
    table.transact([put(item(new=2))])

    assert table.get(("A", "1")) == item(new=2)


def test_an_update_changes_the_attributes_it_names(table: Transport) -> None:
    table.transact([put(item(kept=1, gone="0", at="x"))])

    table.transact([update(("A", "1"), "REMOVE gone")])
    table.transact([update(("A", "1"), "REMOVE gone")])
    table.transact([update(("A", "1"), "SET spare = :n", "kept = :one", n=2, one=1)])

    assert table.get(("A", "1")) == item(kept=1, at="x", spare=2)


def test_an_update_sets_removes_and_counts_at_once(table: Transport) -> None:
    table.transact([put(item(taken=5, gone="x", spare="y"))])

    table.transact(
        [
            update(("A", "1"), "SET one = :n, two = :m REMOVE gone, spare", n=1, m={"a": 2}),
            update(("A", "2"), "ADD taken :n, more :n", n=3),
        ]
    )
    table.transact([update(("A", "1"), "REMOVE one ADD taken :n", n=-2)])

    assert table.get(("A", "1")) == item(taken=3, two={"a": 2})
    assert table.get(("A", "2")) == item(sk="2", taken=3, more=3)


def test_deleting_twice_is_deleting_once(table: Transport) -> None:
    table.transact([put(item())])

    for _ in range(2):
        table.transact([delete(("A", "1"))])

    assert table.get(("A", "1")) is None


# -- transactions ---------------------------------------------------------------------------------


def test_all_writes_of_a_transaction_happen(table: Transport) -> None:
    fill(table, [item(sk="old"), item(sk="changed")])

    table.transact(
        [
            put(item(sk="new")),
            delete(("A", "old")),
            update(("A", "changed"), "SET n = :n", n=1),
            put_new(item("B")),
        ]
    )

    assert rows(table) == ["changed", "new"]
    assert table.get(("A", "changed")) == item(sk="changed", n=1)
    assert table.get(("B", "1")) == item("B")


def test_none_happens_if_one_condition_does_not_hold(table: Transport) -> None:
    fill(table, [item(sk="there", n=1)])
    writes = [
        put(item(sk="a")),
        delete(("A", "there")),
        put_new(item(sk="b")),
        put(item(sk="c"), "n = :n", n=1),
    ]

    with pytest.raises(ConditionFailed) as refused:
        table.transact(writes)

    assert refused.value.write is writes[3]
    assert refused.value.found is None
    assert rows(table) == ["there"]


def test_the_first_condition_that_fails_is_named_with_what_is_in_its_way(table: Transport) -> None:
    there = item(sk="x", n=7, text="é", nested={"a": [1]})
    fill(table, [there, item(sk="y", n=8)])
    writes = [
        put(item(sk="new")),
        put(item(sk="x"), "n = :seen", seen=6),
        put_new(item(sk="y")),
    ]

    with pytest.raises(ConditionFailed) as refused:
        table.transact(writes)

    assert refused.value.write is writes[1]
    assert refused.value.found == there


def test_a_single_write_with_a_condition_is_refused_alike(table: Transport) -> None:
    fill(table, [item(n=1)])
    write = put_new(item(n=2))

    with pytest.raises(ConditionFailed) as refused:
        table.transact([write])

    assert refused.value.write is write
    assert refused.value.found == item(n=1)
    assert table.get(("A", "1")) == item(n=1)


@pytest.mark.parametrize(
    ("condition", "values", "holds"),
    [
        ("attribute_exists(PK)", {}, True),
        ("attribute_not_exists(PK)", {}, False),
        ("attribute_not_exists(spare)", {}, True),
        ("n = :v", {"v": 5}, True),
        ("n = :v", {"v": "5"}, False),
        ("n < :v", {"v": 6}, True),
        ("n < :v", {"v": 5}, False),
        ("spare < :v", {"v": 9}, False),
        ("attribute_not_exists(spare) OR n = :v", {"v": 9}, True),
        ("attribute_exists(PK) AND n < :v", {"v": 9}, True),
        ("attribute_exists(PK) AND n < :v", {"v": 1}, False),
        ("n >= :v", {"v": 5}, True),
        ("n > :v", {"v": 5}, False),
        ("n <= :v", {"v": 4}, False),
        ("n <> :v", {"v": 4}, True),
        ("begins_with(word, :v)", {"v": "be"}, True),
        ("begins_with(word, :v)", {"v": "eg"}, False),
        ("word BETWEEN :v AND :w", {"v": "a", "w": "c"}, True),
        ("word BETWEEN :v AND :w", {"v": "c", "w": "d"}, False),
        ("(n = :v OR n = :w) AND word = :x", {"v": 1, "w": 5, "x": "begin"}, True),
        ("n = :v OR n = :w AND word = :x", {"v": 5, "w": 5, "x": "end"}, True),
    ],
)
def test_conditions_mean_the_same_everywhere(
    table: Transport, condition: str, values: dict[str, Any], holds: bool
) -> None:
    fill(table, [item(n=5, word="begin")])
    write = put(item(n=6), condition, **values)

    if holds:
        table.transact([write])
        assert table.get(("A", "1")) == item(n=6)
    else:
        with pytest.raises(ConditionFailed):
            table.transact([write])


def test_reserved_words_go_by_placeholders(table: Transport) -> None:
    fill(table, [item(at="2027", row={"status": "new", "property": {"id": "x"}})])
    condition = "#at < :at AND #row.#status = :status AND #row.#property.#id = :id"
    names = {f"#{name}": name for name in ("at", "row", "status", "property", "id")}

    table.transact([put(item(n=1), condition, names, at="2028", status="new", id="x")])

    assert table.get(("A", "1")) == item(n=1)


def test_a_hundred_writes_fit_and_no_more(table: Transport) -> None:
    table.transact([put(item(sk=f"{n:03}")) for n in range(100)])
    assert len(rows(table)) == 100

    with pytest.raises(Exception, match=r"(?i)100|101|limit|less than or equal"):
        table.transact([put(item(sk=f"x{n:03}")) for n in range(101)])

    assert len(rows(table)) == 100


def test_one_item_can_t_be_written_twice_in_a_transaction(table: Transport) -> None:
    with pytest.raises(Exception, match=r"(?i)one item|multiple|1 items"):
        table.transact([put(item(n=1)), put(item(n=2))])

    assert table.get(("A", "1")) is None


def test_an_item_has_at_most_400_kilobytes(table: Transport) -> None:
    table.transact([put(item(text="x" * 399_000))])

    with pytest.raises(Exception, match=r"(?i)size|bytes"):
        table.transact([put(item(sk="2", text="x" * 410_000)), put(item(sk="3"))])

    assert rows(table) == ["1"]


def test_what_is_no_plain_value_is_refused_before_it_is_sent() -> None:
    for value in (1.5, b"x", {1, 2}, object()):
        with pytest.raises(TypeError):
            encode({"value": value})


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**37), 10**37)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=10,
)


@settings(max_examples=50)
@given(st.dictionaries(st.text(min_size=1, max_size=5), VALUES))
def test_values_survive_encoding(values: dict[str, Any]) -> None:
    decoded = decode(encode(values))

    assert decoded == values
    assert repr(decoded) == repr(values)  # True is not 1


# -- queries --------------------------------------------------------------------------------------


def test_a_partition_comes_in_the_order_of_its_sort_keys(table: Transport) -> None:
    keys = ["b", "a", "a#2", "a#10", "B", "é", "z", "\uffff", "\U0001f3c4"]
    fill(table, [item(sk=key) for key in keys] + [item("AA"), item("B")])

    ordered = sorted(keys, key=str.encode)
    assert rows(table) == ordered
    assert rows(table, consistent=True) == ordered
    assert rows(table, forward=False) == ordered[::-1]


def test_a_part_of_a_partition_is_found_by_its_beginning(table: Transport) -> None:
    fill(table, [item(sk=key) for key in ("E#1", "P#1", "P#2", "P", "Q#1")])

    found = rows(
        table,
        key_condition="PK = :pk AND begins_with(SK, :part)",
        values={":pk": "A", ":part": "P#"},
    )

    assert found == ["P#1", "P#2"]


def test_a_range_includes_both_ends(table: Transport) -> None:
    fill(table, [item(sk=key) for key in "abcde"])

    found = rows(
        table,
        key_condition="PK = :pk AND SK BETWEEN :low AND :high",
        values={":pk": "A", ":low": "b", ":high": "d"},
    )

    assert found == ["b", "c", "d"]


@pytest.mark.parametrize("forward", [True, False])
@pytest.mark.parametrize("limit", [1, 2, 3, 8])
def test_pages_lead_through_everything_once(table: Transport, limit: int, forward: bool) -> None:
    fill(table, [item(sk=f"{n}") for n in range(7)])
    query = Query(key_condition="PK = :pk", values={":pk": "A"}, limit=limit, forward=forward)

    first = table.query(query)

    assert len(first.items) == min(limit, 7)
    assert (first.next is None) == (limit > 7)
    expected = [f"{n}" for n in range(7)]
    assert rows(table, limit=limit, forward=forward) == expected[:: 1 if forward else -1]


def test_a_limit_counts_before_the_filter(table: Transport) -> None:
    fill(table, [item(sk=f"{n}", odd=n % 2) for n in range(6)])
    query = Query(
        key_condition="PK = :pk",
        filter="odd = :odd",
        values={":pk": "A", ":odd": 1},
        limit=3,
    )

    page = table.query(query)

    assert [found["SK"] for found in page.items] == ["1"]
    assert page.next is not None
    assert rows(table, filter="odd = :odd", values={":pk": "A", ":odd": 1}, limit=3) == list("135")


def test_pages_end_at_a_megabyte(table: Transport) -> None:
    fill(table, [item(sk=f"{n}", text="x" * 300_000) for n in range(6)])

    page = table.query(Query(key_condition="PK = :pk", values={":pk": "A"}))

    assert 3 <= len(page.items) <= 4
    assert page.next is not None
    assert rows(table) == list("012345")


def test_an_index_holds_the_items_that_have_its_keys(table: Transport) -> None:
    fill(
        table,
        [
            item("A", "1", booked_year="2027", listed="b", row={"n": 1}, secret=1),
            item("B", "1", booked_year="2027", listed="a", row={"n": 2}),
            item("C", "1", booked_year="2028", listed="a"),
            item("D", "1", booked_year="2027"),
            item("E", "1", listed="c"),
        ],
    )
    query = Query(
        index="booked_year", key_condition="booked_year = :y", values={":y": "2027"}, limit=1
    )

    found = list(every_item(table, query))

    assert [one["PK"] for one in found] == ["B", "A"]
    assert found[1] == item("A", "1", booked_year="2027", listed="b", row={"n": 1})


def test_an_index_forgets_what_lost_its_key(table: Transport) -> None:
    event = item("A", "E#1", at="2027", outbox="3", data={"a": 1})
    waiting = Query(
        index="outbox",
        key_condition="outbox = :shard AND #at <= :until",
        names={"#at": "at"},
        values={":shard": "3", ":until": "2028"},
    )
    table.transact([put(event)])
    assert table.query(waiting).items == [event]

    table.transact([update(("A", "E#1"), "REMOVE outbox")])

    assert table.query(waiting).items == []


def test_a_row_is_filtered_by_what_is_inside_it(table: Transport) -> None:
    for n, name in enumerate(("hemm", "hemmingway", "berg")):
        row = {"last_key": name, "property": {"id": "x"}, "status": "pending"}
        table.transact([put(item(sk=f"{n}", booked_year="2027", listed=f"{n}", row=row))])
    query = Query(
        index="booked_year",
        key_condition="booked_year = :y AND listed BETWEEN :a AND :b",
        filter="begins_with(#row.#last_key, :n) AND #row.#property.#id = :p",
        names={f"#{name}": name for name in ("row", "last_key", "property", "id")},
        values={":y": "2027", ":a": "0", ":b": "\uffff", ":n": "hem", ":p": "x"},
    )

    assert [found["SK"] for found in every_item(table, query)] == ["0", "1"]


# -- once, whatever happens on the way ------------------------------------------------------------


Fault = Callable[[Faults], None]


@pytest.mark.parametrize(
    "fault",
    [
        lambda faults: faults.lose_reply("TransactWriteItems"),
        lambda faults: faults.cut_reply("TransactWriteItems"),
        lambda faults: faults.reset("TransactWriteItems"),
        lambda faults: faults.throttle("TransactWriteItems", times=2),
        lambda faults: faults.cancel_transactions("TransactionConflict", 2, times=3),
        lambda faults: faults.cancel_transactions("ThrottlingError", 2, times=2),
    ],
    ids=["lost reply", "cut reply", "reset", "throttled", "conflict", "throttled within"],
)
def test_a_transaction_is_applied_once(dynamodb_url: str, faults: Faults, fault: Fault) -> None:
    pauses: list[float] = []
    table = table_at(dynamodb_url, faults.url, pause=pauses.append)
    table.transact([put(item(n=1)), put(item(sk="2"))])
    fault(faults)

    # its own condition would fail if it were applied again
    table.transact([put(item(n=2), "n = :seen", seen=1), put_new(item(sk="3"))])

    assert faults.fired() >= 1
    assert table.get(("A", "1")) == item(n=2)
    assert rows(table) == ["1", "2", "3"]
    assert pauses == sorted(pauses)


def test_conflicts_that_do_not_end_are_reported(dynamodb_url: str, faults: Faults) -> None:
    pauses: list[float] = []
    table = table_at(dynamodb_url, faults.url, pause=pauses.append)
    faults.cancel_transactions("TransactionConflict", 2, times=100)

    with pytest.raises(Conflict):
        table.transact([put_new(item(sk="1")), put_new(item(sk="2"))])

    assert len(pauses) == faults.fired() - 1
    assert 0 < sum(pauses) < 3
    faults.clear()
    assert rows(table) == []


def test_a_condition_counts_more_than_a_conflict_beside_it(
    dynamodb_url: str, faults: Faults
) -> None:
    table = table_at(dynamodb_url, faults.url)
    faults.cancel_transactions("ConditionalCheckFailed", 2)
    writes: list[Write] = [put_new(item(sk="1")), put_new(item(sk="2"))]

    with pytest.raises(ConditionFailed) as refused:
        table.transact(writes)

    assert refused.value.write is writes[0]
    assert faults.fired() == 1


@pytest.mark.parametrize("operation", ["GetItem", "Query", "PutItem"])
def test_reads_and_plain_writes_are_tried_again(
    dynamodb_url: str, faults: Faults, operation: str
) -> None:
    table = table_at(dynamodb_url, faults.url)
    faults.throttle(operation)
    faults.lose_reply(operation)

    table.transact([put(item(n=1))])

    assert table.get(("A", "1")) == item(n=1)
    assert rows(table) == ["1"]
    assert faults.fired() == 2
