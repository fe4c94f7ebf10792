"""What guests read, one function a mail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lobby.mail.blocks import Block, Content, Fact, Facts, Heading, Paragraph
from lobby.mail.sections import (
    book_button,
    directions,
    money,
    moved,
    portal_button,
    price,
    received,
    settlement,
    stay,
    things,
)
from lobby.mail.writer import Writer, paragraph
from lobby.words.values import Piece
from lobby.words.words import msg


def confirmation_request(mail: Writer) -> Content:
    """Staff prepared a booking, and the guest is to confirm it."""
    return Content(
        mail.say("Please confirm your booking at {property}, {dates:dates}"),
        mail.say("Booking {code} is waiting for you. Look it over and confirm it with one click."),
        [
            Heading(mail.say("Please confirm your booking")),
            _greeting(mail),
            paragraph(
                mail.pieces("We have prepared your booking at {property}."),
                mail.pieces("Please look it over and confirm it."),
            ),
            portal_button(mail, mail.say("See and confirm the booking")),
            stay(mail),
            *things(mail, mail.say("What is booked")),
            *price(mail, due=True),
        ],
    )


def hold(mail: Writer) -> Content:
    """The booking waits for its deposit."""
    if mail.deposit:
        confirmed = mail.pieces(
            "It is confirmed as soon as the deposit of {deposit:money} is paid."
        )
    else:
        confirmed = mail.pieces("It is confirmed as soon as the deposit is paid.")
    return Content(
        mail.say("Held for you: {property}, {dates:dates}"),
        mail.say("Pay the deposit by {until} to confirm booking {code}."),
        [
            Heading(mail.say("We are holding this for you")),
            _greeting(mail),
            paragraph(
                mail.pieces("Your booking at {property} is held for you until {until}."),
                confirmed,
                mail.pieces("If it is not paid by then, the hold ends and nothing is charged."),
            ),
            portal_button(mail, mail.say("Pay the deposit")),
            stay(mail),
            *things(mail, mail.say("What we hold")),
            *price(mail, due=True),
        ],
    )


def request(mail: Writer) -> Content:
    """The booking waits for the staff's answer."""
    return Content(
        mail.say("We have your request: {property}, {dates:dates}"),
        mail.say("We answer by {until}. Nothing is charged until then."),
        [
            Heading(mail.say("We have your request")),
            _greeting(mail),
            paragraph(
                mail.pieces("Thank you for your request to {property}."),
                mail.pieces("We look at it ourselves and answer by {until}."),
                mail.pieces("Until then we keep everything free for you."),
                mail.pieces("There is nothing to pay before we have answered."),
            ),
            portal_button(mail, mail.say("See your request")),
            stay(mail),
            *things(mail, mail.say("What you asked for")),
            *price(mail, due=False),
        ],
    )


def confirmation(mail: Writer) -> Content:
    """All is agreed."""
    if mail.balance:
        online = mail.pieces(
            "On your booking page you can pay, check in online, download the invoice, and change "
            "or cancel what your booking allows."
        )
    else:
        online = mail.pieces(
            "On your booking page you can check in online, download the invoice, and change or "
            "cancel what your booking allows."
        )
    return Content(
        mail.say("Booking confirmed: {property}, {dates:dates}"),
        mail.say("Booking {code} is confirmed. How to get there, and all that you can do online."),
        [
            Heading(mail.say("Your booking is confirmed")),
            _greeting(mail),
            paragraph(
                mail.pieces("Your booking at {property} is confirmed."),
                mail.pieces("We look forward to seeing you."),
            ),
            paragraph(online),
            portal_button(mail, mail.say("Open your booking")),
            stay(mail),
            *things(mail, mail.say("What is booked")),
            *price(mail, due=True),
            *directions(mail),
        ],
    )


def rescheduled(mail: Writer) -> Content:
    """The booking is on other days, at another time or in another room."""
    confirmed = mail.booking.status == "confirmed"
    told = [mail.pieces("Your booking at {property} has moved.")]
    if mail.moved.total is None:
        told.append(mail.pieces("The price stays the same."))
    if confirmed:
        told.append(mail.pieces("The attached calendar file replaces the one that you have."))
    after = [_refund(mail)] if mail.moved.back else []
    if confirmed and mail.balance:
        after.append(paragraph(_still_to_pay(mail)))
    return Content(
        mail.say("Booking changed: {property}, {dates:dates}"),
        _moved_in_short(mail),
        [
            Heading(mail.say("Your booking has changed")),
            _greeting(mail),
            paragraph(*told),
            *moved(mail),
            *after,
            portal_button(mail, mail.say("Open your booking")),
            stay(mail),
            *things(mail, mail.say("What is booked")),
            *price(mail, due=True),
        ],
    )


def payment_receipt(mail: Writer) -> Content:
    """A payment came in."""
    if mail.payment.kind == "deposit":
        came = msg("We have received the deposit of {amount:money} for your booking at {property}.")
    else:
        came = msg(
            "We have received your payment of {amount:money} for your booking at {property}."
        )
    told = [mail.pieces(came)]
    if mail.payment.refunded:
        told.append(mail.pieces("{returned:money} of it goes back to you."))
    if mail.booking.cancellation:
        left = preheader = msg("The booking is cancelled.")
    elif mail.balance:
        left = msg("{balance:money} is still to pay.")
        preheader = msg("Still to pay: {balance:money}.")
    else:
        left = preheader = msg("Nothing is left to pay.")
    return Content(
        mail.say("Payment received: {amount:money} for {property}, {dates:dates}"),
        _and_code(mail, preheader),
        [
            Heading(mail.say("Thank you for your payment")),
            _greeting(mail),
            paragraph(*told, mail.pieces(left)),
            _received(mail, mail.say("Amount")),
            *money(mail),
            portal_button(mail, mail.say("Open your booking")),
        ],
    )


def payment_returned(mail: Writer) -> Content:
    """A payment came in that was too much or too late, and goes back as a whole."""
    details = _received(mail, mail.say("Coming back"))
    ended = mail.booking.cancellation
    too_late = ended is not None and ended.type == "hold_expired"
    button: Block = portal_button(mail, mail.say("Open your booking"))
    if too_late:
        told = [
            mail.pieces(
                "We have received your payment of {amount:money} for {property} ({dates:dates}), "
                "but it came after your hold had ended, and by then the place was taken."
            ),
            mail.pieces("Your booking is not confirmed."),
        ]
        why = msg("The place was taken by then, so your booking is not confirmed.")
        button = book_button(mail, mail.say("Book again"))
    elif ended:
        told = [
            mail.pieces(
                "We have received your payment of {amount:money} for {property} ({dates:dates}), "
                "but your booking is cancelled."
            )
        ]
        why = msg("Your booking is cancelled.")
    else:
        told = [
            mail.pieces(
                "We have received your payment of {amount:money} for {property} ({dates:dates}), "
                "but your booking was paid already."
            )
        ]
        why = msg("Your booking was paid already.")
    whole = mail.pieces("The whole amount goes back the way you paid.")
    return Content(
        mail.say("Your payment comes back: {amount:money} for {property}, {dates:dates}"),
        " ".join((mail.say(why), mail.say("All of it goes back."))),
        [
            Heading(mail.say("Your payment comes back")),
            _greeting(mail),
            paragraph(*told, whole, _bank(mail)),
            details,
            button,
        ],
    )


def cancellation(mail: Writer) -> Content:
    """The booking is cancelled, by whomever."""
    by_us = mail.cancellation.by == "staff"
    told = (
        msg("Your booking at {property} is cancelled by the property.")
        if by_us
        else msg("Your booking at {property} is cancelled.")
    )
    refund = mail.cancellation.refund
    back = msg("{refund:money} comes back to you.") if refund else msg("Nothing comes back.")
    return Content(
        mail.say("Booking cancelled: {property}, {dates:dates}"),
        _and_code(mail, back),
        [
            Heading(mail.say("Your booking is cancelled")),
            _greeting(mail),
            paragraph(mail.pieces(told)),
            settlement(mail),
            *([_refund(mail)] if refund else []),
            stay(mail),
            portal_button(mail, mail.say("Open your booking")),
        ],
    )


def hold_expired(mail: Writer) -> Content:
    """The deposit was not paid, or the request not answered, in time."""
    if mail.awaited == "staff":
        subject = msg("Your request has ended: {property}, {dates:dates}")
        heading = msg("Your request has ended")
        told = msg(
            "We are sorry: we did not get to answer your request to {property} ({dates:dates}) in "
            "time, and it has ended."
        )
    else:
        subject = msg("Your hold has ended: {property}, {dates:dates}")
        heading = msg("Your hold has ended")
        told = msg(
            "We held your booking at {property} ({dates:dates}) until now, but the deposit was not "
            "paid, so the hold has ended."
        )
    return Content(
        mail.say(subject),
        " ".join((mail.say("Nothing was charged."), mail.say("You can book again at any time."))),
        [
            Heading(mail.say(heading)),
            _greeting(mail),
            paragraph(
                mail.pieces(told),
                mail.pieces("Nothing was charged."),
                mail.pieces(
                    "If you still would like to come, please book again: you will see what is free."
                ),
            ),
            book_button(mail, mail.say("Book again")),
            *things(mail, mail.say("What we held")),
        ],
    )


def declined(mail: Writer) -> Content:
    """Staff can't take the request."""
    nothing, other = msg("Nothing was charged."), msg("Perhaps other dates suit you.")
    return Content(
        mail.say("We can't take your request: {property}, {dates:dates}"),
        " ".join((mail.say(nothing), mail.say(other))),
        [
            Heading(mail.say("We can't take your request")),
            _greeting(mail),
            paragraph(
                mail.pieces(
                    "We are sorry: we can't take your request to {property} for {dates:dates}."
                ),
                mail.pieces(nothing),
                mail.pieces(other),
                mail.pieces("Our booking page shows what is free."),
            ),
            book_button(mail, mail.say("See what is free")),
            *things(mail, mail.say("What you asked for")),
        ],
    )


def _greeting(mail: Writer) -> Paragraph:
    named = "guest" in mail.values
    return paragraph(mail.pieces("Hello {guest},") if named else mail.pieces("Hello,"))


def _and_code(mail: Writer, text: str) -> str:
    return " ".join((mail.say(text), mail.say("Booking {code}.")))


def _refund(mail: Writer) -> Paragraph:
    return paragraph(mail.pieces("The refund goes back the way you paid."), _bank(mail))


def _bank(mail: Writer) -> list[Piece]:
    return mail.pieces("It takes your bank a few days to show it.")


def _still_to_pay(mail: Writer) -> list[Piece]:
    if not mail.deposit:
        return mail.pieces("{balance:money} is still to pay.")
    if not mail.booking.deposit_due:
        return mail.pieces("{balance:money} is still to pay, {deposit:money} of it as deposit.")
    return mail.pieces(
        "{balance:money} is still to pay, {deposit:money} of it as deposit by {deposit_by:date}."
    )


def _moved_in_short(mail: Writer) -> str:
    told = []
    if mail.moved.back:
        told.append(mail.say("{back:money} comes back to you."))
    elif mail.balance:
        told.append(mail.say("Still to pay: {balance:money}."))
    if mail.moved.total is None:
        told.append(mail.say("The price stays the same."))
    return " ".join([*told, mail.say("Booking {code}.")])


def _received(mail: Writer, what: str) -> Facts:
    return Facts([*received(mail), Fact(what, mail.money(mail.payment.amount), strong=True)])


GUEST_MAILS: Final[dict[str, Callable[[Writer], Content]]] = {
    "confirmation_request": confirmation_request,
    "hold": hold,
    "request": request,
    "confirmation": confirmation,
    "rescheduled": rescheduled,
    "payment_receipt": payment_receipt,
    "payment_returned": payment_returned,
    "cancellation": cancellation,
    "hold_expired": hold_expired,
    "declined": declined,
}
