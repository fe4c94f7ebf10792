"""A guest pays the deposit or the balance at the provider's checkout.

There is at most one open attempt for a booking, whatever tabs are open, so that guests can never
pay more than is due. An attempt is filed before the provider is asked, and the provider is asked
under a key made from it: whoever comes next, after a crash or in another tab, gets the same page.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from msgspec.structs import replace

from lobby.base.errors import NotAvailable
from lobby.domain.booking import actions
from lobby.domain.booking.booking import Booking, BookingFile
from lobby.domain.booking.change import Change
from lobby.domain.booking.events import Happened
from lobby.domain.booking.money import Payment, PaymentKind
from lobby.domain.booking.payments import balance_of, deposit_due, due
from lobby.domain.people.records import Actor
from lobby.gateways.payments import (
    Checkout,
    CheckoutRequest,
    PaymentProvider,
    PaymentRefused,
)
from lobby.store.bookings import Bookings
from lobby.use_cases.booking.change_booking import Access, Decide, change_booking, read_booking
from lobby.words.catalogue import language_of
from lobby.words.words import words_in

# Stripe keeps a page open for 30 minutes at the least; one that is nearly over is not handed out.
OPEN_FOR = timedelta(minutes=60)
_NEARLY_OVER = timedelta(minutes=5)
_TO_OPEN = timedelta(minutes=31)
_LONGEST_HOLD = timedelta(hours=6)


def make_payment(
    code: str,
    kind: PaymentKind,
    access: Access,
    bookings: Bookings,
    provider: Callable[[], PaymentProvider],
    *,
    page_url: str,
    now: datetime,
) -> tuple[Payment, str]:
    """Opens the payment page for what is due, or finds the one that is open.

    Answers with the attempt, which has its page, and its currency. ``provider`` is made only if it
    has to be asked.

    ``page_url`` is the booking's page, without its secret, to which the payment page leads back.

    Raises:
        NothingDue: nothing of this kind is due.
        NotAvailable: not confirmed yet, cancelled, or another payment is being processed.
        PaymentProviderError: the provider could not be reached; asking again is safe.
        NotFound: wrong link.
    """
    file = read_booking(code, access, bookings)
    under_way = file.open_payment
    closed: int | None = None
    if under_way and not _still_good(under_way, file, kind, now):
        _close(under_way, file, provider(), page_url)
        closed = under_way.number

    file = change_booking(code, access, _open(kind, closed, now), bookings)
    attempt = file.open_payment
    if attempt is None:
        raise NotAvailable("payment_processing")
    if attempt.provider is None:
        opened = provider().open_checkout(_request(attempt, file, page_url), _key(attempt, file))
        kept = _keep_checkout(attempt, opened, code, access, bookings)
        if kept is None:
            # nobody may pay on a page that the booking no longer counts as open
            provider().close_checkout(opened.id)
            raise NotAvailable("payment_closed")
        attempt = kept
    return attempt, file.booking.currency


def _open(kind: PaymentKind, closed: int | None, now: datetime) -> Decide:
    """A new attempt, in place of the one whose page was closed; none if there is a good one."""

    def decide(file: BookingFile, actor: Actor) -> Change | None:
        booking = file.booking
        actions.pay(file, balance_of(booking)).require()
        amount = due(booking, kind)
        replaced: list[Payment] = []
        if (open_one := file.open_payment) is not None:
            if _still_good(open_one, file, kind, now):
                return None
            if open_one.number != closed:
                raise NotAvailable("payment_under_way")
            replaced = [replace(open_one, state="expired", settled_at=now)]
        attempt = Payment(
            number=booking.attempts + 1,
            kind=kind,
            amount=amount,
            state="open",
            opened_at=now,
            expires_at=(now + OPEN_FOR).replace(microsecond=0),
        )
        changed = replace(
            booking, attempts=attempt.number, held_until=_held_until(booking, attempt)
        )
        happened = Happened(
            type="payment.opened", at=now, actor=actor, about={"payment": attempt.number}
        )
        return Change.of(file, changed, happened, payments=[*replaced, attempt])

    return decide


def _held_until(booking: Booking, attempt: Payment) -> datetime | None:
    """A hold outlasts its payment page, or people would pay for what is gone; but not for ever."""
    if booking.held_until is None:
        return None
    longest = booking.created_at + _LONGEST_HOLD
    return max(booking.held_until, min(attempt.expires_at + _NEARLY_OVER, longest))


def _still_good(payment: Payment, file: BookingFile, kind: PaymentKind, now: datetime) -> bool:
    """Whether an open attempt is the one that the guest asks for."""
    booking = file.booking
    amount = deposit_due(booking) if kind == "deposit" else balance_of(booking)
    # a page that was never opened has to be opened yet, under the expiry that was filed
    margin = _NEARLY_OVER if payment.provider else _TO_OPEN
    fresh = now < payment.expires_at - margin
    asked = payment.amount == amount and payment.kind == kind
    return payment.state == "open" and fresh and asked


def _close(payment: Payment, file: BookingFile, provider: PaymentProvider, page_url: str) -> None:
    """Closes the page of an attempt that another one shall replace.

    Raises:
        NotAvailable: it was paid meanwhile; the provider's event about that is on its way.
    """
    if payment.provider is not None:
        checkout_id = payment.provider.checkout_id
    else:
        # Whoever filed the attempt died before it could keep the page: ask again under its key.
        # A refusal means that the page never was, and can't be any more.
        try:
            request = _request(payment, file, page_url)
            checkout_id = provider.open_checkout(request, _key(payment, file)).id
        except PaymentRefused:
            return
    if provider.close_checkout(checkout_id).paid:
        raise NotAvailable("payment_processing")


def _keep_checkout(
    payment: Payment, checkout: Checkout, code: str, access: Access, bookings: Bookings
) -> Payment | None:
    """Files the page with its attempt; None if the attempt is no longer open.

    Raises:
        NotAvailable: it was paid meanwhile; the provider's event about that is on its way.
    """
    if checkout.url is None:
        raise NotAvailable("payment_processing")
    kept = replace(payment, provider=checkout.filed())

    def decide(file: BookingFile, _: Actor) -> Change | None:
        current = next(p for p in file.payments if p.number == payment.number)
        if current.state != "open" or current.provider is not None:
            return None
        return Change.of(file, file.booking, payments=[kept])

    under_way = change_booking(code, access, decide, bookings).open_payment
    return kept if under_way is not None and under_way.number == payment.number else None


def _request(payment: Payment, file: BookingFile, page_url: str) -> CheckoutRequest:
    booking = file.booking
    words = words_in(language_of(*file.guest_languages))
    named = {"code": booking.code, "property": booking.property_name}
    return CheckoutRequest(
        booking_code=booking.code,
        attempt=str(payment.number),
        kind=payment.kind,
        amount=payment.amount,
        currency=booking.currency,
        description=(
            words.say("Deposit for booking {code}, {property}", **named)
            if payment.kind == "deposit"
            else words.say("Payment for booking {code}, {property}", **named)
        ),
        customer_email=booking.booker.email,
        success_url=f"{page_url}?paid=1",
        cancel_url=f"{page_url}?paid=0",
        expires_at=payment.expires_at,
        language=booking.booker.language,
    )


def _key(payment: Payment, file: BookingFile) -> str:
    return f"lobby-{file.booking.code}-payment-{payment.number}"
