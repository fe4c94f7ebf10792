"""What a month on AWS costs: `python -m tools.cost`, printed as the table in docs/operator.md.

Prices are AWS's public list prices for eu-west-1 in USD, without free tiers, as known in November
2026; check them before you rely on them. What a booking uses is what the journey's test does with
one, rounded up.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Use:
    """One thing that AWS charges for: how much of it, and what a unit costs."""

    what: str
    units: float
    unit_price: float

    @property
    def cost(self) -> float:
        """In USD."""
        return self.units * self.unit_price


# Nobody books, and it still costs this in a month.
FIXED = (
    Use("Secrets Manager, 3 secrets", 3, 0.40),
    Use("CloudWatch, 12 alarms", 12, 0.10),
    Use("SQS, 5 event sources that wait (15 long polls a minute each)", 5 * 15 * 43_200, 0.40e-6),
    Use("sweep_outbox, 8,640 runs of 0.2 s at 512 MB", 8_640 * 0.1, 0.0000133334),
    Use("expire_holds, 43,200 runs of 0.1 s at 512 MB", 43_200 * 0.05, 0.0000133334),
    Use("import_feeds, 2,880 runs of 2 s at 512 MB", 2_880 * 1.0, 0.0000133334),
)

# Each booking: 40 requests (page views, confirming, paying, checking in, the desk), and 25 by those
# who look for days and prices, for each who books; 12 events.
PER_BOOKING = (
    Use("API Gateway requests", 65, 3.50e-6),
    Use("Lambda invocations", 115, 0.20e-6),
    Use("Lambda GB-seconds (arm64, 90 runs of 0.15 s at 512 MB)", 6.75, 0.0000133334),
    Use("Lambda GB-seconds (arm64, 25 searches of 0.2 s at 1 GB)", 5, 0.0000133334),
    Use("DynamoDB write units (12 transactions of about 35)", 420, 0.7055e-6),
    Use("DynamoDB read units", 400, 0.1415e-6),
    Use("DynamoDB storage and point-in-time recovery, GB-months", 60e-6, 0.283 + 0.226),
    Use("EventBridge events", 12, 1.00e-6),
    Use("SQS requests", 60, 0.40e-6),
    Use("SES mails", 7, 0.10e-3),
    Use("CloudWatch logs, GB", 150e-6, 0.57),
    Use("X-Ray traces", 115 * 0.05, 5.00e-6),
    Use("CloudFront requests and transfer (2 MB)", 1, 160 * 1.2e-6 + 0.002 * 0.085),
)


def month(bookings: int) -> float:
    """What a month with so many bookings costs, in USD."""
    return sum(use.cost for use in FIXED) + bookings * sum(use.cost for use in PER_BOOKING)


def table() -> str:
    """The whole of it, in Markdown."""
    lines = ["| each month | USD |", "|---|---:|"]
    lines += [f"| {use.what} | {use.cost:.2f} |" for use in FIXED]
    lines += ["", "| each booking | units | USD |", "|---|---:|---:|"]
    lines += [f"| {use.what} | {use.units:g} | {use.cost:.6f} |" for use in PER_BOOKING]
    lines += ["", "| bookings a month | USD a month |", "|---:|---:|"]
    lines += [f"| {n:,} | {month(n):.2f} |" for n in (0, 100, 1_000, 10_000)]
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
