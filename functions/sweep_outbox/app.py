"""Every five minutes: events that the stream lost go to the bus."""

from __future__ import annotations

from aws_lambda_powertools.metrics import Metrics, MetricUnit

from lobby import wiring
from lobby.base.clock import utc_now
from lobby.use_cases.events.publish_events import sweep_outbox

metrics = Metrics(namespace="Lobby", service="sweep_outbox")


@metrics.log_metrics
def handler(_event: object, _context: object) -> None:
    """Publishes what is waiting, and counts it: an alarm watches what stays unpublished."""
    waiting, failed = sweep_outbox(wiring.outbox(), wiring.bus(), now=utc_now())
    metrics.add_metric(name="EventsSwept", unit=MetricUnit.Count, value=waiting)
    metrics.add_metric(name="EventsStuck", unit=MetricUnit.Count, value=failed)
