"""Where a booking stands with its money."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lobby.base.errors import NothingDue
from lobby.domain.booking.payments import balance_of, deposit_due, due, payment_status
from tests.support.records import booking

AMOUNTS = st.integers(0, 1000)


@pytest.mark.parametrize(
    ("total", "deposit", "paid", "refunded", "status", "expected"),
    [
        (0, 0, 0, 0, "confirmed", "nothing_due"),
        (100, 30, 0, 0, "confirmed", "unpaid"),
        (100, 30, 29, 0, "confirmed", "unpaid"),
        (100, 30, 30, 0, "confirmed", "deposit_paid"),
        (100, 0, 1, 0, "confirmed", "deposit_paid"),
        (100, 30, 100, 0, "confirmed", "paid"),
        (100, 30, 130, 30, "confirmed", "paid"),
        (100, 30, 100, 100, "cancelled", "refunded"),
        (100, 30, 100, 50, "cancelled", "paid"),
        (100, 30, 0, 0, "cancelled", "unpaid"),
    ],
)
def test_the_status_follows_from_the_amounts(
    total: int, deposit: int, paid: int, refunded: int, status: str, expected: str
) -> None:
    made = booking(total=total, deposit=deposit, paid=paid, refunded=refunded, status=status)

    assert payment_status(made) == expected


@given(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, st.sampled_from(["pending", "confirmed", "cancelled"]))
def test_nothing_is_asked_for_beyond_what_is_owed(
    total: int, deposit: int, paid: int, refunded: int, status: str
) -> None:
    refunded = min(refunded, paid)
    made = booking(
        total=total, deposit=min(deposit, total), paid=paid, refunded=refunded, status=status
    )

    balance, missing = balance_of(made), deposit_due(made)

    assert 0 <= missing <= balance <= total
    assert status != "cancelled" or balance == 0
    assert made.held + balance >= total or status == "cancelled"
    assert made.held + balance == max(total, made.held) or status == "cancelled"


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_paying_what_is_due_settles_it(total: int, deposit: int, paid: int) -> None:
    made = booking(total=total, deposit=min(deposit, total), paid=min(paid, total))
    for kind, amount in (("deposit", deposit_due(made)), ("balance", balance_of(made))):
        if not amount:
            with pytest.raises(NothingDue):
                due(made, kind)  # type: ignore[arg-type]
            continue
        assert due(made, kind) == amount  # type: ignore[arg-type]
        after = booking(total=total, deposit=min(deposit, total), paid=made.paid + amount)
        assert deposit_due(after) == 0
        assert payment_status(after) in ("deposit_paid", "paid")
        assert (payment_status(after) == "paid") == (balance_of(after) == 0)
