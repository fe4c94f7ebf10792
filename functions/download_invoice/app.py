"""A booking's invoice as PDF."""

from __future__ import annotations

from lobby import wiring
from lobby.base.clock import utc_now
from lobby.base.errors import LobbyError
from lobby.base.ids import read_code
from lobby.documents.invoice import render_invoice
from lobby.domain.booking.payments import balance_of
from lobby.http.operation import Answer, Operation, Request
from lobby.use_cases.booking.change_booking import PortalAccess
from lobby.use_cases.paying.issue_invoice import issue_invoice
from lobby.words.catalogue import language_of

operation = Operation("download_invoice")


@operation.route("GET", "/bookings/{code}/invoice", answers={200: bytes})
def download(request: Request) -> Answer:
    """The invoice as PDF; it gets its number when it is first asked for."""
    file = issue_invoice(
        read_code(request.path["code"]),
        PortalAccess(wiring.portal_links(), request.bearer),
        wiring.bookings(),
        wiring.settings(),
        wiring.transport(),
        now=utc_now(),
    )
    invoice, brand = file.invoice, file.shown.brand
    if invoice is None:
        raise LobbyError
    pdf = render_invoice(
        invoice,
        paid=file.booking.held,
        due=balance_of(file.booking),
        brand=brand,
        language=language_of(invoice.buyer.language, *file.house_languages),
        logo=wiring.media().read(brand.logo_url) if brand.logo_url else None,
    )
    name = f"{invoice.number}.pdf"
    return Answer(
        200,
        pdf,
        {
            "Content-Type": "application/pdf",
            "Content-Disposition": f'attachment; filename="{name}"',
        },
    )


handler = operation.handler
