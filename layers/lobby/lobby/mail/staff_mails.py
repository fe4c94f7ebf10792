"""What staff read, one function a mail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lobby.domain.booking.booking import CancellationType, Status
from lobby.mail.blocks import Content, Fact, Facts, Heading
from lobby.mail.sections import (
    contact,
    desk_button,
    moved,
    price,
    reason,
    settlement,
    stay,
    things,
)
from lobby.mail.writer import Writer, paragraph
from lobby.words.values import Piece
from lobby.words.words import msg

_STATES: Final[dict[Status, str]] = {
    "pending": msg("It waits for the guest's confirmation."),
    "confirmed": msg("It is confirmed."),
    "cancelled": msg("It is cancelled by now."),
    "completed": msg("The stay is over by now."),
    "no_show": msg("The guests did not arrive."),
}
_REASONS: Final[dict[CancellationType, str]] = {
    "guest_request": msg("The guest asked for it"),
    "wrong_dates": msg("Wrong dates"),
    "illness": msg("Illness"),
    "weather": msg("Weather"),
    "no_show": msg("The guests did not arrive"),
    "overbooked": msg("Overbooked"),
    "payment": msg("Payment missing"),
    "duplicate": msg("Booked twice"),
    "declined": msg("The request was declined"),
    "hold_expired": msg("The hold ran out"),
    "other": msg("Something else"),
}


def staff_notice(mail: Writer) -> Content:
    """There is a new booking, or a request to answer."""
    asks = mail.booking.waits_for == "staff"
    if asks:
        subject = msg("New request {code}: {booker}, {dates:dates}")
        heading, button = msg("New request"), msg("Answer the request")
    else:
        subject = msg("New booking {code}: {booker}, {dates:dates}")
        heading, button = msg("New booking"), msg("Manage the booking")
    return Content(
        mail.say(subject),
        _in_short(mail),
        [
            Heading(mail.say(heading)),
            paragraph(_who_books(mail, asks=asks), *_what_it_awaits(mail)),
            desk_button(mail, mail.say(button)),
            stay(mail),
            *contact(mail),
            *things(mail, mail.say("What is booked")),
            *price(mail, due=True),
        ],
    )


def _who_books(mail: Writer, *, asks: bool) -> list[Piece]:
    if mail.booking.agency:
        if asks:
            return mail.pieces("{booker}, through {agency}, asks for a booking at {property}.")
        return mail.pieces("{booker}, through {agency}, has a new booking at {property}.")
    if asks:
        return mail.pieces("{booker} asks for a booking at {property}.")
    return mail.pieces("{booker} has a new booking at {property}.")


def _what_it_awaits(mail: Writer) -> list[list[Piece]]:
    match mail.booking.waits_for:
        case "payment":
            held = (
                msg(
                    "It is held until {until}, while the guest pays the deposit of {deposit:money}."
                )
                if mail.deposit
                else msg("It is held until {until}, while the guest pays the deposit.")
            )
            return [
                mail.pieces(held),
                mail.pieces(
                    "There is nothing for you to do: it is confirmed by the payment, or let go "
                    "without it."
                ),
            ]
        case "staff":
            return [
                mail.pieces("Please accept or decline it by {until}."),
                mail.pieces(
                    "Until then the place is kept; without an answer the request ends by itself."
                ),
            ]
        case _:
            return [mail.pieces(_STATES[mail.booking.status])]


def _in_short(mail: Writer) -> str:
    party = mail.words.plural("{n} guest", "{n} guests", len(mail.file.guests))
    dates = mail.formats.dates(mail.booking.arrival, mail.booking.departure)
    total = [mail.money(mail.booking.total)] if mail.booking.total else []
    return " · ".join([mail.property_name, dates, party, *total])


def staff_rescheduled(mail: Writer) -> Content:
    """A booking is on other days, at another time or in another room."""
    told = [mail.pieces("The booking of {booker} at {property} has moved.")]
    if mail.moved.total is None:
        told.append(mail.pieces("The price stays the same."))
    total = [] if mail.moved.total is None else [mail.money(mail.booking.total)]
    return Content(
        mail.say("Moved: booking {code}, {booker}, {dates:dates}"),
        " · ".join([mail.property_name, *mail.moved.now, *total]),
        [
            Heading(mail.say("Booking moved")),
            paragraph(*told),
            *moved(mail),
            desk_button(mail, mail.say("Manage the booking")),
            stay(mail),
            *contact(mail),
            *things(mail, mail.say("What is booked")),
            *price(mail, due=True),
        ],
    )


def staff_cancellation(mail: Writer) -> Content:
    """A booking is cancelled, or a hold has ended."""
    ended = mail.cancellation
    expired = ended.type == "hold_expired"
    if expired:
        why = (
            msg("The booking of {booker} at {property} has ended: nobody answered in time.")
            if mail.awaited == "staff"
            else msg("The booking of {booker} at {property} has ended: the deposit was not paid.")
        )
        told = [mail.pieces(why), mail.pieces("What it held is free again.")]
        in_short = msg("{property}: the hold has ended.")
    elif ended.by == "guest":
        told = [mail.pieces("The booking of {booker} at {property} was cancelled by the guest.")]
        in_short = msg("{property}: cancelled by the guest.")
    else:
        told = [mail.pieces("The booking of {booker} at {property} was cancelled by staff.")]
        in_short = msg("{property}: cancelled by staff.")
    back = msg("{refund:money} goes back.") if ended.refund else msg("Nothing goes back.")
    cause = [Facts([Fact(mail.say("Reason"), mail.say(_REASONS[ended.type]))])]
    return Content(
        mail.say("Cancelled: booking {code}, {booker}, {dates:dates}"),
        " ".join((mail.say(in_short), mail.say(back))),
        [
            Heading(mail.say("Booking cancelled")),
            paragraph(*told),
            *([] if expired else cause),
            *reason(mail),
            settlement(mail),
            desk_button(mail, mail.say("Manage the booking")),
            stay(mail),
            *contact(mail),
        ],
    )


STAFF_MAILS: Final[dict[str, Callable[[Writer], Content]]] = {
    "staff_notice": staff_notice,
    "rescheduled": staff_rescheduled,
    "cancellation": staff_cancellation,
}
