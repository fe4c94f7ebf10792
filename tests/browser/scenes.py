"""Bookings in every state that pages have to know, reached as guests and staff do.

The example booking is of two guests for a week and costs EUR 675.00, with a deposit of 202.50.
Where not said otherwise, a scene is looked at on 20 February 2027, nine days before the arrival.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from lobby import wiring
from lobby.domain.booking.booking import Status
from lobby.domain.booking.change import Change
from tests.browser import house, orders
from tests.browser.house import NOW
from tests.browser.pictures import png
from tests.support.api import call, invoke
from tests.support.business import Business, Portal, file_of, good
from tests.support.samples import booking_body

Scene = Callable[[Business], Portal]

BOOKED = datetime(2027, 1, 11, 16, 20, tzinfo=UTC)
CONFIRMED = datetime(2027, 1, 12, 9, 5, tzinfo=UTC)
PAID = datetime(2027, 1, 12, 9, 12, tzinfo=UTC)
PAID_ALL = datetime(2027, 2, 1, 11, 30, tzinfo=UTC)
ARRIVAL = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)
LEFT = datetime(2027, 3, 9, 10, 0, tzinfo=UTC)

BOOKER: dict[str, Any] = booking_body()["booker"] | {"language": "en"}

ANSWERS: dict[str, Any] = {
    "Date of birth": "1991-05-17",
    "Nationality": "EE",
    "Surf level": "Beginner",
    "Can you swim?": True,
    "Diet": ["Vegan"],
}


def pending(business: Business, **changes: Any) -> Portal:
    """Entered by staff, to be confirmed by the guest, under booking terms."""
    business.clock.turn_to(BOOKED)
    business.publish_terms(house.TERMS)
    return pending_without_terms(business, **changes)


def pending_without_terms(business: Business, **changes: Any) -> Portal:
    """The same without terms."""
    business.clock.turn_to(BOOKED)
    guest = business.book(**({"booker": BOOKER} | changes))
    business.clock.turn_to(NOW)
    return guest


def confirm(business: Business, guest: Portal) -> Portal:
    """The guest confirms, and accepts the terms if there are any."""
    terms = guest.page()["terms"]
    business.clock.turn_to(CONFIRMED)
    good(guest.confirm(terms and terms["version"]))
    business.clock.turn_to(NOW)
    return guest


def pay(business: Business, guest: Portal, kind: str, at: datetime) -> Portal:
    """The guest pays at a moment."""
    business.clock.turn_to(at)
    business.pay(guest, kind)
    business.clock.turn_to(NOW)
    return guest


def check_in(business: Business, guest: Portal, number: int, **changes: Any) -> Portal:
    """A guest of the booking checks in, with other answers than the usual by their labels."""
    del business
    good(guest.check_in(number, house.answers(ANSWERS | changes)))
    return guest


def confirmed(business: Business, **changes: Any) -> Portal:
    """With the deposit to pay."""
    return confirm(business, pending(business, **changes))


def deposit_paid(business: Business, **changes: Any) -> Portal:
    """With the check-in to do."""
    return pay(business, confirmed(business, **changes), "deposit", PAID)


def one_checked_in(business: Business) -> Portal:
    """The first of two guests has checked in."""
    return check_in(business, deposit_paid(business), 0)


def checked_in(business: Business) -> Portal:
    """Both have, and the rest of the price is to pay."""
    other = {"Nationality": "NO", "Can you swim?": False}
    return check_in(business, one_checked_in(business), 1, **other)


def paid(business: Business) -> Portal:
    """Nothing is left to do."""
    return pay(business, checked_in(business), "balance", PAID_ALL)


def nothing_to_pay(business: Business) -> Portal:
    """A booking that costs nothing."""
    items = [item | {"unit_price": 0} for item in booking_body()["items"]]
    return confirmed(business, items=items, deposit=None)


def cancelled(business: Business) -> Portal:
    """By the guest, when it cost something; the refund has been sent."""
    guest = deposit_paid(business)
    business.clock.turn_to(NOW + timedelta(days=4))
    good(guest.cancel(reason="We both caught the flu."))
    business.carry_out_refunds(guest)
    return guest


def cancelled_unpaid(business: Business) -> Portal:
    """By staff, before anything was paid."""
    guest = confirmed(business)
    good(business.cancel(guest, type="weather", reason="Storm damage to the roof."))
    return guest


def deadline_passed(business: Business) -> Portal:
    """On the morning of the arrival, when only staff cancel."""
    guest = checked_in(business)
    business.clock.turn_to(ARRIVAL - timedelta(hours=5))
    return guest


def ended_as(business: Business, guest: Portal, status: Status) -> Portal:
    """The stay is over; the state is written by the store, as no operation reaches it yet."""
    business.clock.turn_to(LEFT)
    file = file_of(guest)
    wiring.bookings().commit(file, Change.of(file, replace(file.booking, status=status)))
    return guest


def branded(business: Business, colour: str) -> Portal:
    """A booking at a house with another colour, and a logo."""
    logo = f"data:image/png;base64,{b64encode(png(60, 30)).decode()}"
    brand = house.BRAND | {"colour": colour, "logo": logo}
    good(call("PUT", "/staff/settings/brand", brand))
    return confirmed(business)


def _named(business: Business, first: str, last: str, rest: str) -> dict[str, Any]:
    """Puts difficult names wherever somebody may type one."""
    good(call("PUT", "/staff/settings/brand", house.BRAND | {"name": rest}))
    address = house.PROPERTY["address"] | {"lines": [rest]}
    house.write_property(business, name=rest, address=address)
    body = booking_body()
    person = {"first_name": first, "last_name": last}
    stay, *others = body["items"]
    return {
        "booker": BOOKER | person,
        "guests": [person, body["guests"][1]],
        "agency": {"name": rest},
        "items": [stay | {"name": rest}, *others],
    }


def long_names(business: Business) -> Portal:
    """Names, a question and terms of the greatest length, without a space."""
    business.field("Geburtsdatum" * 16, "text")
    changes = _named(business, "A" * 200, "Ω" * 200, "Donaudampfschifffahrt" * 9)
    guest = pending_without_terms(business, **changes)
    business.publish_terms("§" * 20_000)
    return guest


def right_to_left(business: Business) -> Portal:
    """Names in Hebrew and Arabic, with pictures in them."""
    return confirmed(business, **_named(business, "ליאור", "בן־דוד 🏄🏽‍♀️", "بيت الأمواج 🌊"))


def crowd(business: Business) -> Portal:
    """Seven guests, three of them without a name yet."""
    body = booking_body()
    more = [{"first_name": "Guest", "last_name": f"Number{number}"} for number in (2, 3)]
    return deposit_paid(business, guests=[*body["guests"], *more, {}, {}, {}])


def book_online(business: Business, *, confirm: str = "on_deposit", at: datetime = NOW) -> Portal:
    """The guest books the example week by themselves, with a lesson for one of the two."""
    business.clock.turn_to(at)
    sold = house.sell_online(business, confirm=confirm)
    week = orders.nights(sold, "2027-03-01", "2027-03-08")
    lesson = orders.lesson(sold, "2027-03-02T09:00:00Z", 0)
    return orders.order(orders.selection(business, week, lesson))


def held(business: Business) -> Portal:
    """Booked online half an hour ago, and held until its deposit is paid."""
    guest = book_online(business, at=NOW - timedelta(minutes=30))
    business.clock.turn_to(NOW)
    return guest


def requested(business: Business) -> Portal:
    """Asked for online; staff have not answered yet."""
    return book_online(business, confirm="by_staff")


def expire_holds() -> None:
    """What runs every minute: holds that are over end."""
    invoke("expire_holds", {})


def hold_expired(business: Business) -> Portal:
    """Booked online, and not paid in time."""
    guest = book_online(business, at=NOW - timedelta(minutes=70))
    business.clock.turn_to(NOW)
    expire_holds()
    return guest


def booked_online(business: Business) -> Portal:
    """Booked online, with the deposit paid."""
    return pay(business, book_online(business, at=BOOKED), "deposit", BOOKED + timedelta(minutes=9))


SCENES: dict[str, Scene] = {
    "pending": pending,
    "held": held,
    "requested": requested,
    "hold-expired": hold_expired,
    "booked-online": booked_online,
    "pending-without-terms": pending_without_terms,
    "confirmed": confirmed,
    "deposit-paid": deposit_paid,
    "one-checked-in": one_checked_in,
    "checked-in": checked_in,
    "paid": paid,
    "nothing-to-pay": nothing_to_pay,
    "cancelled": cancelled,
    "cancelled-unpaid": cancelled_unpaid,
    "completed": lambda business: ended_as(business, paid(business), "completed"),
    "no-show": lambda business: ended_as(business, deposit_paid(business), "no_show"),
    "deadline-passed": deadline_passed,
    "yellow": lambda business: branded(business, "#ffff00"),
    "black": lambda business: branded(business, "#000000"),
    "white": lambda business: branded(business, "#ffffff"),
    "grey": lambda business: branded(business, "#777777"),
    "long-names": long_names,
    "right-to-left": right_to_left,
    "crowd": crowd,
}
