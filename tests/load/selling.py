"""Many book at once what there is too little of, while calls go wrong: nothing is sold twice.

Threads try to book scarce rooms, lessons, massages, boards and uses of a promotion through the use
case and the product's own transport, over DynamoDB Local with faults on the way. Whoever is not
answered asks again under the same key, as a client does. Afterwards the table has to have what the
bookings claim, no booking that was not answered for, and nothing at all once all are cancelled.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING, Any

import boto3
import msgspec
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from lobby.base.errors import Conflict, SoldOut
from lobby.base.ids import ALPHABET, CODE_LENGTH
from lobby.domain.booking.booking import Booking
from lobby.domain.business.settings import Settings
from lobby.domain.people.records import Actor, Booker
from lobby.domain.selling.catalog import Extra, Promotion
from lobby.domain.selling.selection import Choice, ExtraChoice, Selection
from lobby.domain.selling.shop import Shop
from lobby.store import idempotency
from lobby.store.bookings import Bookings
from lobby.store.catalog import CatalogStore
from lobby.store.settings import SettingsStore
from lobby.store.stock import Stocks
from lobby.store.stores import Stores
from lobby.store.table.botocore_transport import BotocoreTransport, decode
from lobby.use_cases.booking.book import Order, book
from lobby.use_cases.booking.cancel_booking import cancel_booking
from lobby.use_cases.booking.change_booking import KnownAccess
from tests.load.engine import TABLE, empty_table
from tests.load.table import print_table
from tests.support.crowd import meet_all_records
from tests.support.dynamodb_local import dynamodb_local
from tests.support.faults import Faults, faults_in_front_of
from tests.support.ledger import claimed, stored
from tests.support.selling import (
    NOW,
    a_lesson,
    a_massage,
    nights,
    rate,
    room,
    shop_of,
)

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ATTEMPTS = 10_000
THREADS = 16
FAULTS = 0.05
FIRST = date(2027, 7, 1)
ROOMS, SEATS, BOARDS, USES = 6, 8, 3, 8
BOOKER = Booker(first_name="Anna", last_name="Hemm", email="anna@hemm.example")
DOOR = Actor(door="site", name="Anna Hemm")
STAFF = KnownAccess(Actor(door="desk", name="maria@praia.example"))
_PATIENCE = 30


class Sold(msgspec.Struct, kw_only=True):
    """What came of all attempts. ``stock`` is what there was of each kind, ``held`` what is."""

    attempts: int
    answers: Counter[str]
    asked_again: int
    faults: int
    seconds: float
    held: dict[str, int]
    stock: dict[str, int]
    left: int


def sell(endpoint: str, faults: Faults, attempts: int, *, days: int) -> Sold:
    """Tries so many times to book something within these days, then cancels all that was booked.

    Raises:
        AssertionError: something was sold twice, lost, or kept.
    """
    meet_all_records()
    shop, faults_before = _shop(), faults.counted()
    straight = empty_table(endpoint)
    client = _client(faults.url)
    transport = BotocoreTransport(TABLE, client)
    settings = SettingsStore(transport)
    bookings = Bookings(transport, settings)
    stores = Stores(
        bookings=bookings,
        stocks=Stocks(transport),
        catalogs=CatalogStore(transport),
        settings=settings,
        transport=transport,
    )
    crowd = _Crowd(shop, stores, days)
    started = time.perf_counter()
    faults.now_and_then(FAULTS)
    crowd.do(crowd.attempt, range(attempts))
    faults.clear()
    seconds = time.perf_counter() - started

    items = list(_every_item(straight))
    booked = _bookings(items)
    assert {b.code for b in booked} == set(crowd.codes), "a booking that was not answered for"
    held = claimed((b.code, b.claims) for b in booked)
    assert stored(items) == held, "the stock is not what bookings claim"
    most = {"S": SEATS, "X": BOARDS, "P": USES}
    over = {cell: n for cell, n in held.items() if _is_count(cell) and n > most[cell[1][0]]}
    assert not over, over

    faults.now_and_then(FAULTS)
    crowd.do(crowd.cancel, sorted(crowd.codes))
    faults.clear()
    items = list(_every_item(straight))
    assert {b.status for b in _bookings(items)} <= {"cancelled"}
    client.close()
    straight.close()
    return Sold(
        attempts=attempts,
        answers=crowd.answers,
        asked_again=crowd.asked_again,
        faults=faults.counted() - faults_before,
        seconds=seconds,
        held=_by_kind(held),
        stock={
            "nights": ROOMS * days,
            "seats": SEATS * days,
            "five minutes": 8 * 12 * days,
            "boards": BOARDS * days,
            "uses": USES,
        },
        left=len(stored(items)),
    )


class _Crowd:
    """Those who book and cancel, in threads of their own."""

    def __init__(self, shop: Shop, stores: Stores, days: int) -> None:
        self._shop = shop
        self._stores = stores
        self._days = days
        self._lock = Lock()
        self._numbers = count()
        self._settings = Settings(properties={"place": shop.place})
        self.answers: Counter[str] = Counter()
        self.codes: list[str] = []
        self.asked_again = 0

    def do(self, work: Callable[[Any], None], each: Sequence[Any]) -> None:
        """Does the work for each, so many at once as there are threads."""
        with ThreadPoolExecutor(THREADS) as pool:
            for done in [pool.submit(work, one) for one in each]:
                done.result()

    def attempt(self, number: int) -> None:
        """Books what this number chooses, if it can be had."""
        selection = _selection(random.Random(number), self._days)
        order = Order(booker=BOOKER, guests=[], selection=selection)
        request = idempotency.Request("book", "anna", f"{number}", b"", NOW)

        def booked() -> Booking:
            file = book(
                order,
                DOOR,
                self._shop,
                self._settings,
                self._stores,
                now=NOW,
                request=request,
                draw_code=self._code,
            )
            return file.booking

        try:
            booking = self._insist(booked)
        except (SoldOut, Conflict) as error:
            with self._lock:
                self.answers[error.slug] += 1
            return
        with self._lock:
            self.answers["booked"] += 1
            self.codes.append(booking.code)

    def cancel(self, code: str) -> None:
        """Cancels a booking, however often that has to be asked."""

        def cancelled() -> None:
            cancel_booking(code, STAFF, self._stores.bookings, now=NOW)

        for _ in range(_PATIENCE):
            try:
                self._insist(cancelled)
            except Conflict:
                continue
            return
        raise AssertionError(f"{code} could not be cancelled")

    def _insist(self, ask: Callable[[], Any]) -> Any:
        """Asks until there is an answer."""
        for _ in range(_PATIENCE):
            try:
                return ask()
            except (ClientError, BotoCoreError):
                with self._lock:
                    self.asked_again += 1
        raise AssertionError("nobody answers")

    def _code(self) -> str:
        with self._lock:
            number = next(self._numbers)
        return "".join(ALPHABET[number >> 5 * n & 31] for n in reversed(range(CODE_LENGTH)))


def _shop() -> Shop:
    return shop_of(
        room(units=ROOMS),
        rate(tax_rate=Decimal("0.06")),
        Extra(id="board", name="Board", price=1500, stock=BOARDS),
        Promotion(id="sun", code="SUN", name="Sunny", percent=Decimal(10), uses=USES),
    )


def _selection(chance: random.Random, days: int) -> Selection:
    day = FIRST + timedelta(days=chance.randrange(days))
    end = min(day + timedelta(days=chance.randint(1, 5)), FIRST + timedelta(days=days))
    hour, minute = chance.randrange(8, 15), chance.choice((0, 15, 30, 45))
    stay: Choice = nights(f"{day}", f"{end}")
    lesson: Choice = a_lesson(f"{day}T09:00Z")
    massage: Choice = a_massage(f"{day}T{hour:02}:{minute:02}Z", guests=[0])
    main = chance.choice([[stay], [lesson], [massage], [stay, lesson], [lesson, massage]])
    extras: list[Choice] = [ExtraChoice(extra="board")] if chance.random() < 0.2 else []
    return Selection(
        property="place",
        adults=chance.randint(1, 3),
        choices=[*main, *extras],
        promotion="SUN" if chance.random() < 0.2 else None,
    )


def _client(endpoint: str) -> DynamoDBClient:
    """As the product makes it, with a connection for each thread."""
    return boto3.client(
        "dynamodb",
        endpoint_url=endpoint,
        region_name="eu-west-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(
            connect_timeout=5,
            read_timeout=20,
            retries={"mode": "standard", "total_max_attempts": 5},
            max_pool_connections=THREADS,
        ),
    )


def _every_item(client: DynamoDBClient) -> Iterator[dict[str, Any]]:
    for page in client.get_paginator("scan").paginate(TableName=TABLE, ConsistentRead=True):
        yield from map(decode, page["Items"])


def _bookings(items: Sequence[dict[str, Any]]) -> list[Booking]:
    return [msgspec.convert(item, Booking) for item in items if item["SK"] == "P#BOOKING"]


def _is_count(cell: tuple[str, str, str]) -> bool:
    return cell[1][0] in "SXP"


def _by_kind(held: dict[tuple[str, str, str], Any]) -> dict[str, int]:
    return {
        "nights": sum(cell[1][0] == "N" for cell in held),
        "seats": sum(n for cell, n in held.items() if cell[2] == "seats_taken"),
        "five minutes": sum(cell[1][0] == "T" for cell in held),
        "boards": sum(n for cell, n in held.items() if cell[1][0] == "X"),
        "uses": sum(n for cell, n in held.items() if cell[1][0] == "P"),
    }


def measure_selling() -> tuple[dict[str, Any], bool]:
    """Ten thousand attempts, printed."""
    with dynamodb_local() as endpoint, faults_in_front_of(endpoint) as faults:
        sold = sell(endpoint, faults, ATTEMPTS, days=28)
    show(sold)
    return msgspec.to_builtins(sold), sold.left == 0


def show(sold: Sold) -> None:
    """Prints what came of it."""
    said = ", ".join(f"{n:,} {answer}" for answer, n in sorted(sold.answers.items()))
    print_table(
        f"{sold.attempts:,} attempts from {THREADS} threads, {sold.faults:,} calls gone wrong: "
        f"{said}; {sold.asked_again:,} asked again; {sold.seconds:.0f} s",
        ("", "there were", "sold", "left over after cancelling"),
        [(kind, there, sold.held[kind], sold.left) for kind, there in sold.stock.items()],
    )
