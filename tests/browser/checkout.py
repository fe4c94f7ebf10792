"""The payment provider's hosted pages, on the provider that plays it in memory.

A guest can pay, pay by a transfer that takes days, have a card declined, or go back. What happened
is reported to the product as the provider does; while ``late`` is set, only once the test says so.
"""

from __future__ import annotations

from html import escape

from lobby.gateways.payments import ProviderEvent
from tests.support.business import Business, good

PAGE = """<!doctype html>
<html lang="en">
<title>Checkout</title>
<h1>{description}</h1>
<p>{amount} {currency}</p>
<p role="status">{status}</p>
<form method="post">
<button name="do" value="pay">Pay</button>
<button name="do" value="transfer">Pay by transfer</button>
<button name="do" value="decline">Pay with a bad card</button>
</form>
<a href="{cancel_url}">Back</a>
</html>
"""


class Checkout:
    """What guests see and do at the provider. ``late`` keeps its reports back."""

    def __init__(self, business: Business, address: str) -> None:
        self.late = False
        self._business = business
        self._waiting: list[ProviderEvent] = []
        business.provider.pages = address

    def page(self, session_id: str, status: str = "") -> str:
        """The payment page of a session."""
        request = self._business.provider.requests[session_id]
        return PAGE.format(
            description=escape(request.description),
            amount=request.amount,
            currency=request.currency,
            status=status,
            cancel_url=escape(request.cancel_url),
        )

    def submit(self, session_id: str, action: str) -> str | None:
        """What the pressed button does; answers with the address to go on to, if there is one."""
        provider = self._business.provider
        if action == "decline":
            self._report(provider.decline(session_id))
            return None
        self._report(provider.pay(session_id, settled=action == "pay"))
        return provider.requests[session_id].success_url

    def settle(self, session_id: str, *, paid: bool) -> None:
        """A transfer arrives, or never will, and the provider reports all that it knows."""
        self._waiting.append(self._business.provider.settle(session_id, paid=paid))
        self.deliver()

    def deliver(self) -> None:
        """Lets the reports that were kept back arrive."""
        waiting, self._waiting = self._waiting, []
        for event in waiting:
            good(self._business.report(event))

    def _report(self, event: ProviderEvent) -> None:
        self._waiting.append(event)
        if not self.late:
            self.deliver()
