"""A guest pays the deposit or the balance."""

from __future__ import annotations

from lobby import wiring
from lobby.base.clock import utc_now
from lobby.base.ids import read_code
from lobby.domain.booking.money import PaymentKind
from lobby.domain.money.money import Money
from lobby.http.operation import Answer, Operation, Request
from lobby.use_cases.booking.change_booking import PortalAccess
from lobby.use_cases.paying.make_payment import make_payment
from lobby.views.base import View

operation = Operation("make_payment")


class PaymentRequest(View, frozen=True, kw_only=True):
    """What the guest wants to pay: what is missing to the deposit, or all that is still due."""

    kind: PaymentKind


class PaymentPage(View, frozen=True, kw_only=True):
    """Where the guest pays, and how much."""

    checkout_url: str
    amount: Money


@operation.route(
    "POST", "/bookings/{code}/payments", body=PaymentRequest, answers={201: PaymentPage}
)
def pay(request: Request) -> Answer:
    """Open the payment page for what is due; the same one for everybody who asks meanwhile."""
    code = read_code(request.path["code"])
    kind = request.body(PaymentRequest).kind
    links = wiring.portal_links()
    payment, currency = make_payment(
        code,
        kind,
        PortalAccess(links, request.bearer),
        wiring.bookings(),
        wiring.payment_provider,
        page_url=links.page(code),
        now=utc_now(),
    )
    url = payment.provider.url if payment.provider else None
    return Answer(201, PaymentPage(checkout_url=url or "", amount=Money(payment.amount, currency)))


handler = operation.handler
