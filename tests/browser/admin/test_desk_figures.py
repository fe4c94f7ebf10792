"""What the form works out by itself is what the API will say: sums, deposits, instants."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page

from lobby.domain.money.lines import Item
from lobby.domain.money.money import minor_digits
from lobby.domain.money.pricing import break_down, deposit_of
from tests.browser.site import Site

SUMS = """async ({ drafts, included }) => {
  const { totalsOf } = await import("/admin/new/totals.js");
  return drafts.map((draft) => totalsOf(draft, included));
}"""
INSTANTS = """async ({ times, zone }) => {
  const { instantOf } = await import("/admin/ui/zoned.js");
  return times.map((time) => instantOf(time, zone));
}"""
MINOR = """async (cases) => {
  const { toMinor } = await import("/shared/currency.js");
  return cases.map(([text, currency]) => toMinor(text, currency));
}"""
RATE = """async (texts) => {
  const { percentToRate } = await import("/shared/currency.js");
  return texts.map(percentToRate);
}"""


@pytest.fixture
def modules(page: Page, site: Site) -> Page:
    """A page of the site, whose modules can be asked."""
    page.goto(f"{site.url}/admin/")
    return page


def typed(amount: int, currency: str) -> str:
    """An amount of minor units as people type it."""
    return str(Decimal(amount).scaleb(-minor_digits(currency)))


def draw_items(draw: random.Random) -> list[Item]:
    """Some items of any price and rate."""
    rates = [Decimal(rate) for rate in ("0", "0.055", "0.10", "0.1", "0.21", "0.27", "1")]
    return [
        Item(
            kind="extra",
            name="thing",
            guests=[0],
            quantity=draw.randint(1, 400),
            unit_price=draw.choice([0, 1, 5, 999, draw.randint(0, 10**8)]),
            tax_rate=draw.choice(rates),
        )
        for _ in range(draw.randint(0, 6))
    ]


def draft_of(items: list[Item], currency: str, percent: Decimal) -> dict[str, Any]:
    """The form's draft of these items."""
    return {
        "currency": currency,
        "deposit": {"kind": "percent", "percent": str(percent), "amount": ""},
        "items": [
            {
                "key": str(number),
                "name": item.name,
                "quantity": str(item.quantity),
                "unit_price": typed(item.unit_price, currency),
                "tax_rate": str(item.tax_rate * 100),
            }
            for number, item in enumerate(items)
        ],
    }


@pytest.mark.parametrize("included", [True, False])
def test_sums_are_those_of_the_api(modules: Page, included: bool) -> None:
    draw = random.Random(7)
    cases = [
        (
            draw_items(draw),
            draw.choice(["EUR", "HUF", "JPY", "KWD"]),
            Decimal(draw.randint(0, 10**4)) / 100,
        )
        for _ in range(300)
    ]
    drafts = [draft_of(*case) for case in cases]
    found = modules.evaluate(SUMS, {"drafts": drafts, "included": included})
    for (items, _, percent), sums in zip(cases, found, strict=True):
        priced = break_down(items, prices_include_tax=included)
        assert sums["total"] == priced.total
        assert [tax["tax"] for tax in sums["taxes"]] == [line.tax for line in priced.taxes]
        assert sums["deposit"] == deposit_of(priced.total, percent=percent)
        assert sums["unread"] == 0


@pytest.mark.parametrize(
    "zone",
    ["Europe/Lisbon", "Europe/Budapest", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia"],
)
def test_times_are_read_on_the_clock_of_their_zone(modules: Page, zone: str) -> None:
    start = datetime(2027, 1, 1, 0, 30)  # noqa: DTZ001 - a wall clock has no zone of its own
    times = [start + timedelta(hours=number) for number in range(0, 365 * 24, 5)]
    found = modules.evaluate(
        INSTANTS, {"times": [time.strftime("%Y-%m-%dT%H:%M") for time in times], "zone": zone}
    )
    expected = [
        time.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for time in times
    ]
    assert found == expected


def test_amounts_as_people_type_them(modules: Page) -> None:
    cases = {
        ("90", "EUR"): 9000,
        ("90,5", "EUR"): 9050,
        (" 1 234.5 ", "EUR"): 123450,
        ("1'234.50", "CHF"): 123450,
        ("1.234,50", "EUR"): 123450,
        ("1,234.50", "GBP"): 123450,
        (".5", "EUR"): 50,
        ("0.10", "EUR"): 10,
        ("1.000", "EUR"): 100,
        ("12", "JPY"): 12,
        ("1.234", "TND"): 1234,
        ("1.234", "EUR"): None,
        ("0.1", "JPY"): None,
        ("12,34,5", "EUR"): None,
        ("1e3", "EUR"): None,
        ("", "EUR"): None,
        ("ninety", "EUR"): None,
        ("90071992547409.93", "EUR"): None,
    }
    assert modules.evaluate(MINOR, [list(case) for case in cases]) == list(cases.values())


def test_rates_as_people_type_them(modules: Page) -> None:
    cases = {
        "10": "0.10",
        "5.5": "0.055",
        "7,7 %": "0.077",
        "0": "0.00",
        "100": "1.00",
        "100.5": None,
        "-1": None,
        "ten": None,
    }
    assert modules.evaluate(RATE, list(cases)) == list(cases.values())
