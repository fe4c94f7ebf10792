"""From items to lines, taxes and totals, and the deposit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lobby.domain.money.lines import Item
from lobby.domain.money.money import CURRENCIES, Money, major, minor_digits, rounded, share
from lobby.domain.money.pricing import break_down, deposit_of
from tests.support.records import ITEMS


def item(unit_price: int, tax_rate: str, quantity: int = 1) -> Item:
    return Item(
        kind="extra",
        name="x",
        guests=[0],
        quantity=quantity,
        unit_price=unit_price,
        tax_rate=Decimal(tax_rate),
    )


@given(st.lists(ITEMS, max_size=12), st.booleans())
def test_taxes_add_up_per_rate_and_in_all(items: list[Item], prices_include_tax: bool) -> None:
    priced = break_down(items, prices_include_tax=prices_include_tax)

    for tax in priced.taxes:
        assert tax.net + tax.tax == tax.gross
        assert 0 <= tax.tax <= tax.gross
    assert priced.net + priced.tax == priced.total == sum(tax.gross for tax in priced.taxes)
    charged = sum(i.quantity * i.unit_price for i in items)
    assert charged == (priced.total if prices_include_tax else priced.net)


@given(st.lists(ITEMS, max_size=12), st.booleans())
def test_each_rate_has_one_tax_line(items: list[Item], prices_include_tax: bool) -> None:
    taxes = break_down(items, prices_include_tax=prices_include_tax).taxes

    rates = [tax.rate for tax in taxes]
    assert rates == sorted(set(rates))
    assert set(rates) == {i.tax_rate for i in items if i.amount}


@given(st.lists(ITEMS, max_size=12), st.booleans())
def test_items_without_a_cost_make_no_line(items: list[Item], prices_include_tax: bool) -> None:
    lines = break_down(items, prices_include_tax=prices_include_tax).lines

    assert lines == [i for i in items if i.unit_price > 0]


def test_the_tax_inside_a_price() -> None:
    [tax] = break_down([item(11_000, "0.10")], prices_include_tax=True).taxes

    assert (tax.net, tax.tax, tax.gross) == (10_000, 1_000, 11_000)


def test_the_tax_on_top_of_a_price() -> None:
    [tax] = break_down([item(10_000, "0.10")], prices_include_tax=False).taxes

    assert (tax.net, tax.tax, tax.gross) == (10_000, 1_000, 11_000)


def test_tax_is_rounded_once_a_rate_and_not_once_a_line() -> None:
    """Three lines of 0.05 at 10 %: 0.5 cents each make 1.5 cents, which is 2 and not 3."""
    priced = break_down([item(5, "0.10")] * 3, prices_include_tax=False)

    assert priced.tax == 2


def test_rates_written_differently_are_one_rate() -> None:
    priced = break_down([item(100, "0.1"), item(100, "0.1000")], prices_include_tax=False)

    assert [(tax.net, str(tax.rate)) for tax in priced.taxes] == [(200, "0.1")]


def test_nothing_costs_nothing() -> None:
    priced = break_down([], prices_include_tax=True)

    assert (priced.lines, priced.taxes, priced.total) == ([], [], 0)


@pytest.mark.parametrize(
    ("amount", "whole"), [("0.5", 1), ("1.5", 2), ("2.5", 3), ("-0.5", -1), ("0.49", 0)]
)
def test_halves_are_rounded_away_from_zero(amount: str, whole: int) -> None:
    assert rounded(Decimal(amount)) == whole


@given(
    st.integers(0, 10**17),
    st.decimals(0, 100, places=2, allow_nan=False, allow_infinity=False),
)
def test_a_deposit_in_percent_is_never_more_than_all(total: int, percent: Decimal) -> None:
    deposit = deposit_of(total, percent=percent)

    assert 0 <= deposit <= total
    assert abs(Decimal(deposit) - Decimal(total) * percent / 100) <= Decimal("0.5")


@given(st.integers(0, 10**9), st.integers(0, 10**12))
def test_a_fixed_deposit_is_never_more_than_all(total: int, amount: int) -> None:
    assert deposit_of(total, amount=amount) == min(total, amount)


@pytest.mark.parametrize(("percent", "deposit"), [(0, 0), (30, 20_250), (100, 67_500)])
def test_the_deposit_of_the_sample(percent: int, deposit: int) -> None:
    assert deposit_of(67_500, percent=Decimal(percent)) == deposit
    assert share(67_500, percent) == deposit


@pytest.mark.parametrize(
    ("currency", "digits", "whole"),
    [("EUR", 2, "675.00"), ("JPY", 0, "67500"), ("TND", 3, "67.500"), ("HUF", 2, "675.00")],
)
def test_currencies_have_their_own_minor_units(currency: str, digits: int, whole: str) -> None:
    assert currency in CURRENCIES
    assert minor_digits(currency) == digits
    assert str(major(Money(67_500, currency))) == whole
