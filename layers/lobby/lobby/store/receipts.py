"""What consumers have done with an event, so that a duplicate does it no second time.

    PK             SK              what
    EVENT#<id>     <consumer>#..   a lease while it is being done, a receipt once it is; 30 days

The mail service takes no idempotency token: between its yes and our receipt a crash can still send
a mail twice. So mail is at least once, and exactly once as long as nobody pulls the plug there.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from lobby.store.table.transport import ConditionFailed, Transport, put

KEPT = timedelta(days=30)


class Receipts:
    """Leases and receipts of one consumer, e.g. ``mail``."""

    def __init__(self, transport: Transport, consumer: str, *, lease: timedelta) -> None:
        self._transport = transport
        self._consumer = consumer
        self._lease = lease

    def claim(self, event_id: str, part: str, now: datetime) -> bool:
        """Takes on a part of an event; False if it is done, or if another has it in hand."""
        try:
            self._transport.transact(
                [
                    put(
                        self._item(event_id, part, now, until=now + self._lease),
                        # never taken on, or by somebody who died over it
                        "attribute_not_exists(PK) OR held_until < :now",
                        now=int(now.timestamp()),
                    )
                ]
            )
        except ConditionFailed:
            return False
        return True

    def done(self, event_id: str, part: str, now: datetime) -> None:
        """Turns the lease into a receipt."""
        self._transport.transact([put(self._item(event_id, part, now, until=now + KEPT))])

    def is_done(self, event_id: str, part: str) -> bool:
        """Whether there is a receipt."""
        item = self._transport.get((f"EVENT#{event_id}", f"{self._consumer}#{part}"))
        return bool(item and item["held_until"] == item["expires"])

    def release(self, event_id: str, part: str, now: datetime) -> None:
        """Gives the lease back, so that the next delivery tries at once."""
        self._transport.transact([put(self._item(event_id, part, now, until=now - KEPT))])

    def _item(
        self, event_id: str, part: str, now: datetime, *, until: datetime
    ) -> dict[str, str | int]:
        return {
            "PK": f"EVENT#{event_id}",
            "SK": f"{self._consumer}#{part}",
            "held_until": int(until.timestamp()),
            "expires": int((now + KEPT).timestamp()),
        }
