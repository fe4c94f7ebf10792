"""Which mails an event calls for, and to whom they go."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from lobby.base.errors import LobbyError, NotFound
from lobby.domain.booking.booking import Awaits, BookingFile
from lobby.domain.booking.events import Envelope
from lobby.domain.people.records import Actor
from lobby.gateways.post import Post
from lobby.mail import compose
from lobby.sealed.links import PortalLinks
from lobby.store.bookings import Bookings
from lobby.store.receipts import Receipts
from lobby.use_cases.booking.change_booking import KnownAccess, read_booking

if TYPE_CHECKING:
    from lobby.mail import Kind

_SYSTEM = KnownAccess(Actor(door="system", name="send_email"))


class MailPending(LobbyError):
    """Another delivery of the same event has a mail in hand: look again later."""


class Letter(NamedTuple):
    """One mail to one address. ``for_staff`` letters lead to the desk, others to the portal."""

    kind: Kind
    recipient: str
    for_staff: bool


def send_email(
    envelope: Envelope,
    bookings: Bookings,
    receipts: Receipts,
    post: Post,
    links: PortalLinks,
    *,
    site_url: str,
    now: datetime,
) -> int:
    """Sends every mail that the event calls for and that was not sent before; answers how many.

    Mails tell how the booking stands now, not how it stood when the event happened. One that can't
    be sent does not keep the others back.

    Raises:
        ExceptionGroup: of whatever kept mails from being sent; run this again.
    """
    try:
        file = read_booking(envelope.data["code"], _SYSTEM, bookings)
    except NotFound:
        return 0
    sent = 0
    failures: list[Exception] = []
    for letter in letters(envelope, file):
        part = f"{letter.kind}#{letter.recipient}"
        if receipts.is_done(envelope.id, part):
            continue
        if not receipts.claim(envelope.id, part, now):
            failures.append(MailPending(part=part))
            continue
        try:
            _send(letter, envelope, file, post, links, site_url=site_url, now=now)
        except Exception as error:  # the mail service's refusal of one must not stop the others
            receipts.release(envelope.id, part, now)
            failures.append(error)
        else:
            receipts.done(envelope.id, part, now)
            sent += 1
    if failures:
        raise ExceptionGroup(f"mails of event {envelope.id} were not sent", failures)
    return sent


def letters(envelope: Envelope, file: BookingFile) -> list[Letter]:
    """The mails that an event calls for, no address twice for the same kind."""
    booking = file.booking
    travellers = [
        address
        for address in (booking.booker.email, booking.agency.email if booking.agency else None)
        if address
    ]
    contacts = file.shown.property.contacts
    ended = booking.status == "cancelled"
    to_confirm = [] if ended else travellers
    asked = _ASKED[booking.waits_for]
    wanted: list[Letter] = []
    match envelope.type:
        case "booking.created":
            wanted = [Letter(asked, address, False) for address in to_confirm]
            wanted += [Letter("staff_notice", address, True) for address in contacts]
        case "booking.confirmed" | "confirmation.requested":
            wanted = [Letter(asked, address, False) for address in to_confirm]
        case "booking.rescheduled" if not ended and _told(envelope):
            wanted = [Letter("rescheduled", address, False) for address in travellers]
            wanted += [Letter("rescheduled", address, True) for address in contacts]
        case "booking.cancelled" if ended:  # a late payment may have brought it back
            wanted = [Letter("cancellation", address, False) for address in travellers]
            wanted += [Letter("cancellation", address, True) for address in contacts]
        case "payment.succeeded":
            receipt: Kind = "payment_returned" if _returned(envelope, file) else "payment_receipt"
            wanted = [Letter(receipt, address, False) for address in travellers[:1]]
    first_of_each = {(letter.kind, letter.recipient): letter for letter in reversed(wanted)}
    return [letter for letter in wanted if first_of_each.pop((letter.kind, letter.recipient), None)]


_ASKED: Final[dict[Awaits | None, Kind]] = {
    "guest": "confirmation_request",
    "payment": "hold",
    "staff": "request",
    None: "confirmation",
}


def _told(envelope: Envelope) -> bool:
    """Whether guests see anything of a move: another bed of the same dorm is not theirs to know."""
    return not {"arrival", "departure", "items", "total"}.isdisjoint(envelope.data["changes"])


def _payment_number(envelope: Envelope) -> int | None:
    number: int | None = (envelope.data.get("payment") or {}).get("number")
    return number


def _returned(envelope: Envelope, file: BookingFile) -> bool:
    """Whether all of the payment goes back: it came too late, or twice."""
    number = _payment_number(envelope)
    return any(p.number == number and p.refunded >= p.amount for p in file.payments)


def _send(
    letter: Letter,
    envelope: Envelope,
    file: BookingFile,
    post: Post,
    links: PortalLinks,
    *,
    site_url: str,
    now: datetime,
) -> None:
    booking = file.booking
    mail = compose(
        letter.kind,
        file,
        link=links.link(booking.code, booking.link_version),
        now=now,
        site_url=site_url,
        desk_link=f"{site_url}/admin/#/bookings/{booking.code}" if letter.for_staff else None,
        payment=_payment_number(envelope),
        changes=envelope.data.get("changes"),
    )
    post.send(
        mail,
        recipient=letter.recipient,
        sender_name=file.shown.brand.name,
        reply_to=file.shown.property.email or None,
        message_id=f"{envelope.id}.{letter.kind}",
        now=now,
    )
