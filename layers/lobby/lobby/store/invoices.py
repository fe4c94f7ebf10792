"""Invoice numbers in the table: one counter a series, and which booking has which number.

    PK                 SK   what
    SERIES#<series>    -    ``last``: the number given out last
    INVOICE#<number>   -    the booking that it belongs to

A number is taken in the transaction that files the invoice: numbers have neither gaps nor doubles
(Directive 2006/112/EC, Art. 226 (2)).
"""

from __future__ import annotations

from lobby.store.table.transport import Transport, Write, put, put_new


class Series:
    """The series of one prefix, e.g. ``PSH-2027-``: the number 17 reads ``PSH-2027-00017``."""

    def __init__(self, transport: Transport, prefix: str) -> None:
        self._transport = transport
        self._prefix = prefix
        self._key = (f"SERIES#{prefix}", "-")

    def next(self, code: str) -> tuple[str, list[Write]]:
        """The next number, and the writes that take it for this booking.

        They fail (ConditionFailed) if another invoice takes the number first.
        """
        item = self._transport.get(self._key)
        last = int(item["last"]) if item else 0
        number = f"{self._prefix}{last + 1:05}"
        counter = put(
            {"PK": self._key[0], "SK": self._key[1], "last": last + 1},
            "attribute_not_exists(PK) OR #last = :seen",  # nobody took a number since
            {"#last": "last"},
            seen=last,
        )
        return number, [counter, put_new({"PK": f"INVOICE#{number}", "SK": "-", "code": code})]
