"""The parts that several mails have: the stay, its price, how to get there."""

from __future__ import annotations

from datetime import date, time
from typing import Final

from lobby.domain.money.lines import Item
from lobby.domain.people.names import full_name
from lobby.mail.blocks import (
    Block,
    Button,
    Fact,
    Facts,
    Footer,
    Lines,
    Link,
    Price,
    Quote,
    Subheading,
    Sum,
    Thing,
    Things,
    Written,
)
from lobby.mail.things import things_of
from lobby.mail.values import address_lines, shown, web_address, written
from lobby.mail.writer import Writer
from lobby.words.words import msg

MOST_ITEMS: Final = 50


def portal_button(mail: Writer, label: str) -> Button:
    """The way to the guest's booking."""
    note = mail.say("This link is yours: whoever has it can manage the booking.")
    return Button(label, mail.portal_url, note, _hint(mail))


def book_button(mail: Writer, label: str) -> Button:
    """The way to what is free."""
    return Button(label, mail.book_url, "", _hint(mail))


def desk_button(mail: Writer, label: str) -> Button:
    """The staff's way to the booking."""
    return Button(label, mail.desk_url or "", "", _hint(mail))


def _hint(mail: Writer) -> str:
    return mail.say("If the button does not work, open this address:")


def stay(mail: Writer) -> Facts:
    """Which booking, where, when and who."""
    booking, place = mail.booking, mail.place
    names = [shown(full_name(guest.first_name, guest.last_name)) for guest in mail.file.guests]
    guests = [name for name in names if name]

    def at(day: date, clock: str) -> dict[str, object]:
        return {"day": mail.formats.weekday(day), "time": time.fromisoformat(clock)}

    # translators: {day} is a day with its weekday
    arrival = mail.say("{day}, from {time:time}", **at(booking.arrival, place.check_in_from))
    # translators: {day} is a day with its weekday
    departure = mail.say("{day}, until {time:time}", **at(booking.departure, place.check_out_until))
    facts = [
        Fact(mail.say("Booking"), booking.code, strong=True),
        Fact(mail.say("Where"), mail.property_name),
        Fact(mail.say("Arrival"), arrival),
        Fact(mail.say("Departure"), departure),
    ]
    if guests:
        facts.append(Fact(mail.say("Guests"), mail.formats.names(guests)))
    return Facts(facts)


def contact(mail: Writer) -> list[Block]:
    """Who booked, for staff."""
    booker, agency = mail.booking.booker, mail.booking.agency
    told = [
        Fact(mail.say("Booked by"), shown(full_name(booker.first_name, booker.last_name))),
        Fact(mail.say("Email"), shown(booker.email)),
        Fact(mail.say("Phone"), shown(booker.phone)),
        Fact(mail.say("Agency"), shown(agency.name) if agency else ""),
    ]
    return [Subheading(mail.say("Contact")), Facts([fact for fact in told if fact.value])]


def things(mail: Writer, title: str) -> list[Block]:
    """What the guest gets."""
    every = things_of(mail.booking.items)
    if not every:
        return []
    said = [_thing(mail, item) for item in every[:MOST_ITEMS]]
    return [Subheading(title), Things(said, _more(mail, len(every)))]


def _thing(mail: Writer, item: Item) -> Thing:
    counted = item.quantity > 1 and item.kind != "accommodation"
    when = ""
    if item.at:
        when = mail.formats.moment(item.at, mail.place.time_zone)
    elif item.from_:
        when = mail.formats.dates(item.from_, item.to or item.from_)
    names = {
        guest.number: full_name(guest.first_name, guest.last_name) for guest in mail.file.guests
    }
    known = [shown(names.get(number)) for number in item.guests]
    for_all = not set(names) - set(item.guests)
    guests = "" if for_all else mail.formats.names([name for name in known if name])
    return Thing(
        name=shown(item.name),
        times=f"\N{MULTIPLICATION SIGN} {mail.formats.number(item.quantity)}" if counted else "",
        details=[detail for detail in (shown(item.rate), when, guests) if detail],
    )


def _more(mail: Writer, number: int) -> str:
    left = number - MOST_ITEMS
    return mail.say("And {n:number} more.", n=left) if left > 0 else ""


def price(mail: Writer, *, due: bool) -> list[Block]:
    """Every line of the price and what it comes to; ``due`` says what is paid, and to pay."""
    booking = mail.booking
    lines = [item for item in booking.items if item.amount]
    if not lines:
        return []
    on_top = booking.total - sum(item.amount for item in booking.items)
    sums = [
        *_sum(mail, mail.say("Tax"), max(0, on_top)),
        *_sum(mail, mail.say("Total"), booking.total, strong=True),
    ]
    if due:
        by = mail.say("by {deposit_by:date}") if booking.deposit_due else ""
        sums += [
            *_sum(mail, mail.say("Paid"), booking.held),
            *_sum(mail, mail.say("Still to pay"), mail.balance),
            *_sum(mail, mail.say("Deposit due"), mail.deposit, by, strong=True),
        ]
    said = [_line(mail, item) for item in lines[:MOST_ITEMS]]
    return [Subheading(mail.say("Price")), Price(said, _more(mail, len(lines)), sums)]


def _sum(
    mail: Writer, label: str, amount: int, detail: str = "", *, strong: bool = False
) -> list[Sum]:
    """The sum, unless it is nothing."""
    return [Sum(label, detail, mail.money(amount), strong)] if amount else []


def _line(mail: Writer, item: Item) -> Sum:
    """A line of the price: what, how often and why, and how much."""
    number, each = mail.formats.number(item.quantity), mail.money(item.unit_price)
    times = f"{number} \N{MULTIPLICATION SIGN} {each}" if item.quantity > 1 else ""
    detail = " · ".join(part for part in (times, shown(mail.words.reasons(item.why))) if part)
    return Sum(shown(item.name), detail, mail.money(item.amount))


def money(mail: Writer) -> list[Block]:
    """What the booking costs, without its lines."""
    booking = mail.booking
    if not booking.total:
        return []
    sums = [
        *_sum(mail, mail.say("Total"), booking.total),
        *_sum(mail, mail.say("Paid"), booking.held),
        *_sum(mail, mail.say("Still to pay"), mail.balance),
    ]
    facts = [Fact(line.label, line.value) for line in sums]
    if mail.deposit:
        due = mail.money(mail.deposit)
        if booking.deposit_due:
            due = mail.say("{deposit:money}, by {deposit_by:date}")
        facts.append(Fact(mail.say("Deposit due"), due, strong=True))
    return [Subheading(mail.say("Payment")), Facts(facts)]


def directions(mail: Writer) -> list[Block]:
    """How to get there."""
    place, map_url = mail.place, web_address(mail.place.map_url)
    address = [shown(line) for line in address_lines(place.address, mail.formats)]
    blocks: list[Block] = [
        Subheading(mail.say("How to get there")),
        Lines([mail.property_name, *address]),
    ]
    if text := written(place.directions):
        blocks.append(Written(text))
    if map_url:
        blocks.append(Link(mail.say("Open the map"), map_url))
    if place.phone:
        blocks.append(Lines([mail.say("Phone: {phone}", phone=shown(place.phone))]))
    return blocks


def moved(mail: Writer) -> list[Block]:
    """What was, and what is now."""
    move = mail.moved
    facts = [Fact(mail.say("moved|Before"), was) for was in move.before if move.now]
    facts += [Fact(mail.say("moved|Now"), now, strong=True) for now in move.now]
    if move.total is not None:
        facts.append(Fact(mail.say("Price before"), mail.money(move.total)))
        facts.append(Fact(mail.say("Price now"), mail.money(mail.booking.total), strong=True))
    if move.back:
        facts.append(Fact(mail.say("Coming back"), mail.money(move.back), strong=True))
    return [Facts(facts)] if facts else []


def settlement(mail: Writer) -> Facts:
    """What is kept, and what comes back."""
    ended = mail.cancellation
    facts = [Fact(mail.say("when|Cancelled"), mail.moment(ended.at))]
    if ended.fee:
        facts.append(Fact(mail.say("Kept as fee"), mail.money(ended.fee)))
    if ended.refund:
        facts.append(Fact(mail.say("Coming back"), mail.money(ended.refund), strong=True))
    if not ended.fee and not ended.refund:
        nothing = mail.say("Nothing was paid, so nothing comes back.")
        facts.append(Fact(mail.say("Coming back"), nothing))
    return Facts(facts)


def received(mail: Writer) -> list[Fact]:
    """Which payment, and when it came."""
    payment = mail.payment
    return [
        Fact(mail.say("Booking"), mail.booking.code, strong=True),
        Fact(mail.say("Payment"), mail.formats.number(payment.number)),
        Fact(mail.say("when|Received"), mail.moment(payment.settled_at or payment.opened_at)),
    ]


def reason(mail: Writer) -> list[Block]:
    """What whoever cancelled wrote."""
    text = written(mail.cancellation.reason)
    return [Quote(text)] if text else []


def footer(mail: Writer) -> Footer:
    """Who writes, and why."""
    place = mail.place
    why = (
        msg("You get this because your address is among the reservation contacts of this property.")
        if mail.desk_url
        else msg("You get this because of booking {code}.")
    )
    return Footer(
        name=mail.property_name,
        address=[shown(line) for line in address_lines(place.address, mail.formats)],
        phone=shown(place.phone),
        email=shown(place.email),
        why=mail.say(why),
    )
