"""Nothing is sold twice, whatever goes wrong on the way; `make bench` tries it 10,000 times."""

from __future__ import annotations

from tests.load.selling import sell, show
from tests.support.faults import Faults


def test_a_crowd_buys_what_there_is_and_no_more(dynamodb_url: str, faults: Faults) -> None:
    sold = sell(dynamodb_url, faults, 600, days=4)

    show(sold)
    assert sold.answers.total() == 600
    assert sold.answers["sold-out"] > 300
    assert sold.faults > 20
    assert sold.held["seats"] > 0.8 * sold.stock["seats"]
    assert all(0 < sold.held[kind] <= there for kind, there in sold.stock.items())
    assert sold.left == 0
