"""What can be done with a booking now and, where it can't, why and since when."""

from __future__ import annotations

from datetime import datetime

import msgspec

from lobby.base.clock import iso
from lobby.base.errors import NotAvailable
from lobby.domain.booking.booking import Awaits, BookingFile
from lobby.domain.booking.cancellation import departure_moment, guest_deadline, reschedule_deadline
from lobby.domain.booking.check_in import is_complete
from lobby.domain.booking.payments import balance_of, deposit_due


class Availability(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whether an action can be done or, by its stable ``code``, why not."""

    available: bool
    code: str | None = None
    since: datetime | None = None

    def require(self) -> None:
        """Raises NotAvailable, with the reason, unless the action is available."""
        if not self.available:
            since = iso(self.since) if self.since else None
            raise NotAvailable(self.code, since=since)


class GuestActions(msgspec.Struct, frozen=True, kw_only=True):
    """What guests do on their page."""

    confirm: Availability
    pay_deposit: Availability
    pay_balance: Availability
    check_in: Availability
    reschedule: Availability
    book_again: Availability
    cancel: Availability
    download_invoice: Availability


class StaffActions(msgspec.Struct, frozen=True, kw_only=True):
    """What staff do with a booking at the desk."""

    resend_confirmation: Availability
    accept: Availability
    decline: Availability
    reschedule: Availability
    cancel: Availability
    copy_link: Availability
    rotate_link: Availability


YES = Availability(available=True)


def _no(code: str, since: datetime | None = None) -> Availability:
    return Availability(available=False, code=code, since=since)


def _ended(file: BookingFile) -> Availability | None:
    booking = file.booking
    if booking.status == "cancelled":
        since = booking.cancellation.at if booking.cancellation else None
        return _no("cancelled", since)
    if booking.status == "completed":
        return _no("completed")
    return _no("no_show") if booking.status == "no_show" else None


_WAITING: dict[Awaits, Availability] = {
    "payment": _no("awaits_payment"),
    "staff": _no("awaits_staff"),
}


def confirm(file: BookingFile, now: datetime) -> Availability:
    """Guests confirm a pending booking, as long as the stay is not over."""
    booking = file.booking
    if booking.status == "confirmed":
        return _no("already_confirmed", booking.confirmed_at)
    if booking.waits_for in _WAITING:
        return _WAITING[booking.waits_for]
    return _ended(file) or _stay_over(file, now) or YES


def pay(file: BookingFile, amount: int) -> Availability:
    """Paying needs a booking that is confirmed, or will be by it, and something due."""
    if ended := _ended(file):
        return ended
    if file.booking.waits_for == "guest":
        return _no("not_confirmed")
    if file.booking.waits_for == "staff":
        return _WAITING["staff"]
    if amount <= 0:
        settled = max((p.settled_at for p in file.payments if p.settled_at), default=None)
        return _no("nothing_due", settled)
    return YES


def check_in(file: BookingFile, now: datetime) -> Availability:
    """Check-in is open until the stay is over; answers can be changed until then."""
    return _ended(file) or _stay_over(file, now) or YES


def reschedule_as_guest(file: BookingFile, now: datetime) -> Availability:
    """Guests move their booking until the policy's deadline, if it lets them."""
    booking = file.booking
    if ended := _ended(file):
        return ended
    if booking.waits_for == "payment":
        return _no("awaits_payment")
    if booking.selection is None or not booking.policy.guests_reschedule:
        return _no("not_allowed")
    deadline = reschedule_deadline(booking, file.shown.property)
    if now > deadline:
        return _no("deadline_passed", deadline)
    return YES


def reschedule_as_staff(file: BookingFile, now: datetime) -> Availability:
    """Staff move a booking until the stay is over."""
    return _ended(file) or _stay_over(file, now) or YES


def book_again(file: BookingFile) -> Availability:
    """What came from the catalogue can be booked again, however it ended."""
    if file.booking.selection is None:
        return _no("not_from_catalogue")
    return YES


def accept(file: BookingFile, now: datetime) -> Availability:
    """Staff accept what was asked of them."""
    if file.booking.waits_for == "staff":
        return _stay_over(file, now) or YES
    return _ended(file) or _no("nothing_asked")


def cancel_as_guest(file: BookingFile, now: datetime) -> Availability:
    """Guests cancel until the policy's deadline, after that only staff can."""
    if ended := _ended(file):
        return ended
    deadline = guest_deadline(file.booking, file.shown.property)
    if now > deadline:
        return _no("deadline_passed", deadline)
    return YES


def cancel_as_staff(file: BookingFile, now: datetime) -> Availability:
    """Staff cancel until the stay is over."""
    return _ended(file) or _stay_over(file, now) or YES


def download_invoice(file: BookingFile) -> Availability:
    """An invoice needs a price that somebody agreed to."""
    if file.invoice is not None:
        return YES
    if file.booking.status == "pending":
        return _no("not_confirmed")
    if not file.booking.total:
        return _no("nothing_to_invoice")
    return _ended(file) or YES


def resend_confirmation(file: BookingFile) -> Availability:
    """There is something to confirm until the booking is cancelled, and somebody to write to."""
    booking = file.booking
    if booking.status == "cancelled" and (ended := _ended(file)):
        return ended
    if booking.booker.email or (booking.agency and booking.agency.email):
        return YES
    return _no("no_address")


def guest_actions(file: BookingFile, now: datetime) -> GuestActions:
    """What the booking's guests can do now."""
    booking = file.booking
    return GuestActions(
        confirm=confirm(file, now),
        pay_deposit=pay(file, deposit_due(booking)),
        pay_balance=pay(file, balance_of(booking)),
        check_in=check_in(file, now),
        reschedule=reschedule_as_guest(file, now),
        book_again=book_again(file),
        cancel=cancel_as_guest(file, now),
        download_invoice=download_invoice(file),
    )


def staff_actions(file: BookingFile, now: datetime) -> StaffActions:
    """What staff can do with the booking now."""
    return StaffActions(
        resend_confirmation=resend_confirmation(file),
        accept=accept(file, now),
        decline=accept(file, now),
        reschedule=reschedule_as_staff(file, now),
        cancel=cancel_as_staff(file, now),
        copy_link=YES,
        rotate_link=YES,
    )


def checked_in(file: BookingFile) -> bool:
    """Whether every guest of the booking has checked in."""
    return all(is_complete(file.shown.fields, guest) for guest in file.guests)


def _stay_over(file: BookingFile, now: datetime) -> Availability | None:
    end = departure_moment(file.booking, file.shown.property)
    return _no("stay_over", end) if now >= end else None
