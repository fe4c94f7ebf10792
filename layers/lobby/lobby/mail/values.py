"""What templates may say about a booking: plain values, in words as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote, urljoin, urlsplit

from lobby.domain.booking.booking import Booking, BookingFile, Cancellation
from lobby.domain.booking.money import Payment
from lobby.domain.booking.payments import balance_of, deposit_due
from lobby.domain.business.settings import Brand, Property
from lobby.domain.money.lines import Item
from lobby.domain.people.names import full_name
from lobby.domain.people.records import Address
from lobby.mail.message import one_line
from lobby.mail.things import moved_values, things_of
from lobby.words.colour import accent_on, brand_colour, ink_on
from lobby.words.formats import Formats

LONGEST_NAME: Final = 200
LONGEST_TEXT: Final = 10_000
MOST_ITEMS: Final = 50
CARD: Final = "#ffffff"
DARK_CARD: Final = "#1c232a"


def values_of(
    file: BookingFile,
    formats: Formats,
    *,
    portal_url: str | None,
    desk_url: str | None,
    site_url: str,
    payment: Payment | None,
    changes: Mapping[str, Any],
) -> dict[str, Any]:
    """Every name that a template can use. What a booking has not got is nil there."""
    booking, place = file.booking, file.shown.property
    names = {guest.number: full_name(guest.first_name, guest.last_name) for guest in file.guests}
    things = things_of(booking.items)
    lines = [item for item in booking.items if item.amount]
    return {
        "language": formats.language,
        "site_url": site_url,
        "portal_url": portal_url,
        "desk_url": desk_url,
        "brand": brand_values(file.shown.brand, site_url),
        "property": _property(place, formats),
        "booker": {
            "first_name": _name(booking.booker.first_name),
            "name": _name(full_name(booking.booker.first_name, booking.booker.last_name)),
            "email": _name(booking.booker.email),
            "phone": _name(booking.booker.phone),
        },
        "agency": {"name": _name(booking.agency.name)} if booking.agency else None,
        "guests": [_name(name) for name in names.values() if name],
        "party": len(file.guests),
        "book_url": f"{site_url}/book/?property={quote(booking.property_id, safe='')}",
        "booking": _booking(booking, place, formats),
        "items": [_item(item, names, place, formats) for item in things[:MOST_ITEMS]],
        "more_items": max(0, len(things) - MOST_ITEMS),
        "lines": [_line(item, booking.currency, formats) for item in lines[:MOST_ITEMS]],
        "more_lines": max(0, len(lines) - MOST_ITEMS),
        "moved": moved_values(changes, booking, place, formats) if changes else None,
        "awaited": changes.get("awaits", {}).get("old"),
        "payment": _payment(payment, booking, place, formats) if payment else None,
        "cancellation": _cancellation(booking.cancellation, booking, place, formats),
    }


def brand_values(brand: Brand, site_url: str) -> dict[str, Any]:
    """The brand, with colours that can be read on light and on dark, and addresses in full."""
    colour = brand_colour(brand.colour)
    return {
        "name": _name(brand.name),
        "colour": colour,
        "ink": ink_on(colour),
        "accent": accent_on(CARD, colour),
        "accent_dark": accent_on(DARK_CARD, colour),
        "logo_url": web_address(urljoin(f"{site_url}/", brand.logo_url))
        if brand.logo_url
        else None,
        "website": web_address(brand.website),
    }


def web_address(url: str | None) -> str | None:
    """The address if a button may lead there: http or https, nothing else."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def address_lines(address: Address, formats: Formats) -> list[str]:
    """A postal address, line by line, with the country in words."""
    country = formats.country(address.country) if address.country else ""
    lines = [*address.lines, f"{address.postcode} {address.city}".strip(), country]
    return [_name(line) for line in lines if line.strip()]


def _property(place: Property, formats: Formats) -> dict[str, Any]:
    return {
        "name": _name(place.name),
        "email": _name(place.email),
        "phone": _name(place.phone),
        "website": web_address(place.website),
        "address": address_lines(place.address, formats),
        "check_in_from": place.check_in_from,
        "check_out_until": place.check_out_until,
        "directions": place.directions.strip()[:LONGEST_TEXT],
        "map_url": web_address(place.map_url),
    }


def _booking(booking: Booking, place: Property, formats: Formats) -> dict[str, Any]:
    def money(amount: int) -> str:
        return formats.money(amount, booking.currency)

    deposit, balance = deposit_due(booking), balance_of(booking)
    held_until = booking.held_until
    tax_on_top = booking.total - sum(item.amount for item in booking.items)
    return {
        "code": booking.code,
        "status": booking.status,
        "awaits": booking.waits_for,
        "held_until": _here(held_until, place, formats) if held_until else None,
        "arrival": formats.weekday(booking.arrival),
        "departure": formats.weekday(booking.departure),
        "dates": formats.dates(booking.arrival, booking.departure),
        "nights": booking.nights,
        "total": money(booking.total) if booking.total else None,
        "tax_on_top": money(tax_on_top) if tax_on_top > 0 else None,
        "paid": money(booking.held) if booking.held else None,
        "deposit_due": money(deposit) if deposit else None,
        "deposit_by": formats.day(booking.deposit_due) if booking.deposit_due else None,
        "balance": money(balance) if balance else None,
    }


def _here(at: datetime, place: Property, formats: Formats) -> str:
    """A moment that somebody elsewhere has to keep: with the time zone that it is in."""
    return f"{formats.moment(at, place.time_zone)} ({place.time_zone})"


def _item(item: Item, names: dict[int, str], place: Property, formats: Formats) -> dict[str, Any]:
    when = None
    if item.at:
        when = formats.moment(item.at, place.time_zone)
    elif item.from_:
        when = formats.dates(item.from_, item.to or item.from_)
    known = [names.get(number, "") for number in item.guests]
    for_all = not set(names) - set(item.guests)
    return {
        "kind": item.kind,
        "name": _name(item.name),
        "rate": _name(item.rate),
        "when": when,
        "quantity": item.quantity,
        "guests": "" if for_all else _name(", ".join(name for name in known if name)),
    }


def _line(item: Item, currency: str, formats: Formats) -> dict[str, Any]:
    """A line of the price: what, how often and why, and how much."""
    times = f"{item.quantity} \N{MULTIPLICATION SIGN} {formats.money(item.unit_price, currency)}"
    said = [times if item.quantity > 1 else "", item.reason or ""]
    return {
        "name": _name(item.name),
        "detail": _name(" · ".join(part for part in said if part)),
        "amount": formats.money(item.amount, currency),
    }


def _payment(
    payment: Payment, booking: Booking, place: Property, formats: Formats
) -> dict[str, Any]:
    at = payment.settled_at or payment.opened_at
    return {
        "kind": payment.kind,
        "number": payment.number,
        "amount": formats.money(payment.amount, booking.currency),
        "at": formats.moment(at, place.time_zone),
        "returned": formats.money(payment.refunded, booking.currency) if payment.refunded else None,
    }


def _cancellation(
    cancellation: Cancellation | None, booking: Booking, place: Property, formats: Formats
) -> dict[str, Any] | None:
    if cancellation is None:
        return None
    fee, refund = cancellation.fee, cancellation.refund
    return {
        "by": cancellation.by,
        "type": cancellation.type,
        "reason": cancellation.reason.strip()[:LONGEST_TEXT],
        "at": formats.moment(cancellation.at, place.time_zone),
        "fee": formats.money(fee, booking.currency) if fee else None,
        "refund": formats.money(refund, booking.currency) if refund else None,
    }


def _name(text: str | None) -> str:
    return one_line(text or "", LONGEST_NAME)
