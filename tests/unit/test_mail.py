"""Mails as a mail program and a calendar get them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import formataddr
from html.parser import HTMLParser
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event
from liquid.exceptions import ResourceLimitError

from lobby.base.reasons import Reason
from lobby.domain.booking.booking import BookingFile, Cancellation, Guest
from lobby.domain.booking.events import as_integrators_see
from lobby.domain.booking.money import Payment
from lobby.domain.people.records import Agency, Booker
from lobby.mail import Attachment, Kind, Mail, compose, to_mime
from lobby.mail.rendering import Templates
from lobby.words.formats import Formats
from tests.unit.sample_bookings import BOOKER, LESSON, NOW, ROOM, TRANSFER, booking_file

LINK = "https://book.praia.example/b/7K3M9QXA#Vw3n0q9hJt5m2l8Kx1c4R7bZpYdEoUfIaSgHjLqWtNc"
DESK = "https://book.praia.example/admin/#/bookings/7K3M9QXA"
SITE = "https://book.praia.example"

DASH = " \N{EN DASH} "

PAID = Payment(
    number=2,
    kind="deposit",
    amount=20250,
    state="succeeded",
    opened_at=NOW,
    expires_at=NOW,
    settled_at=NOW,
)
CANCELLED: dict[str, Any] = {
    "status": "cancelled",
    "paid": 20250,
    "refunded": 10250,
    "confirmed_at": NOW,
    "cancellation": Cancellation(
        at=NOW, by="guest", type="illness", reason="Broken leg.\nSorry!", fee=10000, refund=10250
    ),
}


HELD: dict[str, Any] = {"awaits": "payment", "held_until": NOW}
EXPIRED: dict[str, Any] = {
    "status": "cancelled",
    "cancellation": Cancellation(
        at=NOW, by="system", type="hold_expired", reason="", fee=0, refund=0
    ),
}
DECLINED: dict[str, Any] = {
    "status": "cancelled",
    "cancellation": Cancellation(
        at=NOW, by="staff", type="declined", reason="Full", fee=0, refund=0
    ),
}
RETURNED = msgspec.structs.replace(PAID, refunded=20250)
MOVED: dict[str, Any] = {
    "arrival": {"old": "2027-03-20", "new": "2027-03-27"},
    "departure": {"old": "2027-03-27", "new": "2027-04-03"},
    "total": {
        "old": {"amount": 60000, "currency": "EUR"},
        "new": {"amount": 67500, "currency": "EUR"},
    },
}
BOOK = f"{SITE}/book/?property=praia"


def mail(kind: Kind, file: BookingFile, **arguments: Any) -> Mail:
    return compose(kind, file, link=LINK, now=NOW, site_url=SITE, **arguments)


def every_kind(language: str | None = None, **changes: Any) -> dict[str, Mail]:
    """One mail of each kind and version, about the sample booking with these changes.

    ``language`` is the guest's and the house's.
    """
    if language:
        booker = changes.get("booker", BOOKER)
        changes["booker"] = msgspec.structs.replace(booker, language=language)
        changes["languages"] = [language]

    def guests(kind: Kind, file: BookingFile, **arguments: Any) -> Mail:
        return mail(kind, file, **arguments)

    def staffs(kind: Kind, file: BookingFile, **arguments: Any) -> Mail:
        return mail(kind, file, desk_link=DESK, **arguments)

    pending = booking_file(**changes)
    held = booking_file(**{**HELD, **changes})
    asked = booking_file(**{**HELD, "awaits": "staff", **changes})
    confirmed = booking_file(**{**changes, "status": "confirmed", "payments": [PAID]})
    late = booking_file(**{**changes, **EXPIRED, "payments": [RETURNED]})
    ended = booking_file(**{**changes, **EXPIRED})
    cancelled = booking_file(**{**changes, **CANCELLED})
    unanswered = {"awaits": {"old": "staff", "new": None}}
    return {
        "confirmation_request": guests("confirmation_request", pending),
        "hold": guests("hold", held),
        "request": guests("request", asked),
        "confirmation": guests("confirmation", confirmed),
        "rescheduled": guests("rescheduled", confirmed, changes=MOVED),
        "payment_receipt": guests("payment_receipt", confirmed, payment=2),
        "payment_returned": guests("payment_returned", late, payment=2),
        "hold_expired": guests("cancellation", ended),
        "request_expired": guests("cancellation", ended, changes=unanswered),
        "declined": guests("cancellation", booking_file(**{**changes, **DECLINED})),
        "cancellation": guests("cancellation", cancelled),
        "staff_notice": staffs("staff_notice", pending),
        "staff_notice_held": staffs("staff_notice", held),
        "staff_notice_asked": staffs("staff_notice", asked),
        "staff_rescheduled": staffs("rescheduled", confirmed, changes=MOVED),
        "staff_cancellation": staffs("cancellation", cancelled),
        "staff_expired": staffs("cancellation", ended, changes=unanswered),
    }


class Page(HTMLParser):
    """What a browser makes of the HTML: visible text, links, pictures and elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.tags: set[str] = set()
        self._text: list[str] = []
        self._skipping = False
        self.feed(html)
        self.close()
        self.text = " ".join("".join(self._text).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._skipping = tag in {"style", "title"}
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")
        if tag == "img":
            self.images.append(dict(attrs))
        if tag in {"p", "td", "tr", "br", "h1", "h2", "div"}:
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"style", "title"}:
            self._skipping = False

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self._text.append(data)


def flat(text: str) -> str:
    return " ".join(text.split())


def events(mailed: Mail) -> list[Event]:
    [attachment] = mailed.attachments
    found = Calendar.from_ical(attachment.content).walk("VEVENT")
    return [event for event in found if isinstance(event, Event)]


# What each kind says


def test_a_confirmation_request_asks_and_leads_to_the_portal() -> None:
    found = mail("confirmation_request", booking_file())

    assert (
        found.subject == f"Please confirm your booking at Praia Surf House, 27 Mar{DASH}3 Apr 2027"
    )
    for text in (flat(found.text), Page(found.html).text):
        assert "Hello Anna," in text
        assert LINK in text
        assert "Saturday, 27 March 2027, from 15:00" in text
        assert "Saturday, 3 April 2027, until 11:00" in text
        assert "Garden room" in text
        assert "€675.00" in text
        assert "€202.50" in text
    assert not found.attachments


def test_a_confirmation_tells_how_to_reach_the_property() -> None:
    found = mail("confirmation", booking_file(status="confirmed", paid=20250))

    assert found.subject == f"Booking confirmed: Praia Surf House, 27 Mar{DASH}3 Apr 2027"
    for text in (flat(found.text), Page(found.html).text):
        assert "Rua do Mar 12 2655-319 Ericeira Portugal" in text
        assert "Bus 200 from Lisbon to Ericeira. Then five minutes on foot." in text
        assert "+351 261 000 001" in text
        assert "Paid: €202.50" in text.replace("Paid €", "Paid: €")
        assert "Still to pay: €472.50" in text.replace("pay €", "pay: €")
        assert "Deposit due" not in text
        assert LINK in text
    assert "https://maps.example/praia" in found.text
    assert "https://maps.example/praia" in Page(found.html).links


def words(found: Mail) -> list[str]:
    """Both versions of a mail as one line each."""
    return [flat(found.text), Page(found.html).text]


def test_a_hold_says_until_when_and_asks_for_the_deposit() -> None:
    found = mail("hold", booking_file(**HELD))

    assert found.subject == f"Held for you: Praia Surf House, 27 Mar{DASH}3 Apr 2027"
    for text in words(found):
        assert "until Friday, 15 January 2027, 10:00 (Lisbon time)" in text
        assert "the deposit of €202.50" in text
        assert LINK in text
    assert not found.attachments


def test_a_request_says_by_when_it_is_answered_and_asks_for_no_money() -> None:
    found = mail("request", booking_file(**HELD | {"awaits": "staff"}))

    for text in words(found):
        assert "answer by Friday, 15 January 2027, 10:00 (Lisbon time)" in text
        assert "€675.00" in text
        assert "Deposit due" not in text


@pytest.mark.parametrize(
    ("awaits", "said"),
    [
        ("payment", "It is held until Friday, 15 January 2027, 10:00 (Lisbon time)"),
        ("staff", "Please accept or decline it by Friday, 15 January 2027, 10:00"),
    ],
)
def test_a_staff_notice_says_what_is_asked(awaits: Any, said: str) -> None:
    found = mail("staff_notice", booking_file(**HELD | {"awaits": awaits}), desk_link=DESK)

    assert found.subject.startswith("New request" if awaits == "staff" else "New booking")
    assert all(said in text for text in words(found))


def test_a_deposit_that_is_due_later_says_when() -> None:
    found = mail("confirmation", booking_file(status="confirmed", deposit_due=date(2027, 2, 1)))

    for text in words(found):
        due = text.partition("Deposit due")[2][:40]
        assert "€202.50" in due
        assert "by 1 February 2027" in due


def test_tax_that_comes_on_top_is_a_line_of_the_price() -> None:
    found = mail("confirmation", booking_file(status="confirmed", total=74025))

    assert all("Tax €65.25" in text.replace("Tax: ", "Tax ") for text in words(found))


def test_an_item_names_its_guests_unless_it_is_for_everybody() -> None:
    text = flat(mail("confirmation", booking_file(status="confirmed")).text)

    things = text.partition("What is booked")[2].partition(" Price ")[0]
    assert things.count("Anna Hemm") == 1, "only Anna has a lesson"


PRICED = [
    msgspec.structs.replace(
        ROOM,
        quantity=5,
        from_=date(2027, 3, 27),
        to=date(2027, 4, 1),
        reasons=[Reason("adults", {"n": 2})],
    ),
    msgspec.structs.replace(
        ROOM,
        quantity=2,
        unit_price=9900,
        from_=date(2027, 4, 1),
        to=date(2027, 4, 3),
        reasons=[Reason("rule", {"name": "Weekend"})],
    ),
    msgspec.structs.replace(LESSON, guests=[0]),
    msgspec.structs.replace(
        LESSON, guests=[1], unit_price=2250, reasons=[Reason("child_up_to", {"age": 12})]
    ),
    msgspec.structs.replace(
        TRANSFER,
        kind="discount",
        name="Summer offer",
        unit_price=-6480,
        reasons=[Reason("promotion_code", {"promotion": "SUMMER"})],
    ),
    msgspec.structs.replace(
        TRANSFER,
        kind="tax",
        name="Tourist tax",
        quantity=14,
        unit_price=200,
        reasons=[Reason("guests", {"n": 2})],
    ),
]


def test_the_guest_gets_each_thing_once_and_reads_every_line_of_the_price() -> None:
    found = mail("confirmation", booking_file(status="confirmed", items=PRICED))

    for text in words(found):
        things, _, price = text.partition("What is booked")[2].partition(" Price ")
        assert things.count("Garden room") == 1
        assert f"27 Mar{DASH}3 Apr 2027" in things
        assert things.count("Surf lesson") == 1
        assert "Anna Hemm" not in things, "it's for everybody"
        assert "Summer offer" not in things
        assert "Tourist tax" not in things
        for part in (
            "Weekend",
            "€198.00",
            "Child up to 12",
            "Code SUMMER",
            "-€64.80",
            "14 \N{MULTIPLICATION SIGN} €2.00",
        ):
            assert part in price


def test_a_moved_booking_says_before_and_now_and_what_is_to_pay() -> None:
    found = mail("rescheduled", booking_file(status="confirmed", paid=20250), changes=MOVED)

    assert found.subject == f"Booking changed: Praia Surf House, 27 Mar{DASH}3 Apr 2027"
    for text in words(found):
        assert Formats("en").dates(date(2027, 3, 20), date(2027, 3, 27)) in text
        assert "€600.00" in text
        assert "€472.50 is still to pay" in text
        assert "stays the same" not in text
        assert "Coming back" not in text


def test_a_moved_booking_says_what_comes_back() -> None:
    back = {
        "old": {"amount": 80000, "currency": "EUR"},
        "new": {"amount": 67500, "currency": "EUR"},
    }
    file = booking_file(status="confirmed", paid=80000, refunded=12500)

    found = mail("rescheduled", file, changes=MOVED | {"paid": back})

    for text in words(found):
        assert "€125.00" in text.partition("Coming back")[2]
        assert "is still to pay" not in text


def old_items(**changes: Any) -> dict[str, Any]:
    """The event's changes, if a lesson or the room was another before."""
    file = booking_file()
    seen = as_integrators_see(file.booking, file.guests)["items"]
    by_kind = {item["kind"]: item for item in seen}
    return {
        "items": {
            "old": [by_kind[kind] | changes.get(kind, {}) for kind in by_kind],
            "new": seen,
        }
    }


def test_an_appointment_that_moved_within_a_day_is_told_by_its_time() -> None:
    changes = old_items(activity={"at": "2027-03-29T07:00:00Z"})

    found = mail("rescheduled", booking_file(status="confirmed"), changes=changes)

    for text in words(found):
        told = text.partition("Open your booking")[0]
        assert "Before Surf lesson: Monday, 29 March 2027, 08:00" in told.replace(
            "Before: ", "Before "
        )
        assert "Now Surf lesson: Monday, 29 March 2027, 10:00" in told.replace("Now: ", "Now ")
        assert "The price stays the same." in text


def test_another_room_is_told_by_its_name() -> None:
    changes = old_items(accommodation={"name": "Sea room"})

    found = mail("rescheduled", booking_file(status="confirmed"), changes=changes)

    for text in words(found):
        assert "Sea room" in text
        assert "Now Garden room" in text.replace("Now: ", "Now ")


def test_staff_read_that_a_booking_moved() -> None:
    file = booking_file(status="confirmed")

    found = mail("rescheduled", file, changes=MOVED, desk_link=DESK)

    assert found.subject.startswith("Moved: booking 7K3M9QXA, Anna Hemm")
    assert not found.attachments
    for text in words(found):
        assert DESK in text
        assert LINK.rpartition("#")[2] not in text


@pytest.mark.parametrize(
    ("awaited", "said"),
    [("payment", "the deposit was not paid"), ("staff", "we did not get to answer your request")],
)
def test_a_hold_that_ended_leads_to_the_booking_page(awaited: str, said: str) -> None:
    changes = {"awaits": {"old": awaited, "new": None}}

    found = mail("cancellation", booking_file(**EXPIRED), changes=changes)

    for text in words(found):
        assert said in text
        assert "Nothing was charged." in text
        assert BOOK in text
    assert not found.attachments


def test_staff_read_why_a_hold_ended() -> None:
    changes = {"awaits": {"old": "staff", "new": None}}

    found = mail("cancellation", booking_file(**EXPIRED), changes=changes, desk_link=DESK)

    assert all("nobody answered in time" in text for text in words(found))


def test_a_declined_request_is_not_a_cancelled_booking() -> None:
    found = mail("cancellation", booking_file(**DECLINED))

    assert found.subject.startswith("We can't take your request")
    for text in words(found):
        assert "Nothing was charged." in text
        assert "Full" not in text
        assert BOOK in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (EXPIRED, "by then the place was taken. Your booking is not confirmed."),
        (CANCELLED, "your booking is cancelled"),
        ({"status": "confirmed"}, "your booking was paid already"),
    ],
)
def test_a_payment_that_goes_back_does_not_say_that_all_is_well(
    changes: dict[str, Any], said: str
) -> None:
    found = mail("payment_returned", booking_file(payments=[RETURNED], **changes), payment=2)

    for text in words(found):
        assert said in text
        assert "€202.50" in text
        assert "goes back" in text
        assert "left to pay" not in text


def test_a_receipt_says_what_of_it_goes_back() -> None:
    more = msgspec.structs.replace(PAID, refunded=250)

    found = mail("payment_receipt", booking_file(status="confirmed", payments=[more]), payment=2)

    assert all("€2.50 of it goes back to you." in text for text in words(found))


def test_activities_are_at_the_propertys_time_across_the_change_to_summer_time() -> None:
    before = msgspec.structs.replace(LESSON, at=datetime(2027, 3, 27, 9, 0, tzinfo=UTC))

    found = mail("confirmation_request", booking_file(items=[before, LESSON]))

    assert "Saturday, 27 March 2027, 09:00" in found.text
    assert "Monday, 29 March 2027, 10:00" in found.text


def test_a_staff_notice_leads_to_the_desk_and_never_holds_the_portal_link() -> None:
    found = mail("staff_notice", booking_file(), desk_link=DESK)

    assert found.subject == f"New booking 7K3M9QXA: Anna Hemm, 27 Mar{DASH}3 Apr 2027"
    assert set(Page(found.html).links) == {DESK, "mailto:hello@praia.example"}
    for text in (flat(found.text), Page(found.html).text):
        assert DESK in text
        assert LINK.rpartition("#")[2] not in text
        assert "waits for the guest's confirmation" in text
        assert "anna@example.com" in text
        assert "+372 555 1234" in text
        assert "Sun Trips" in text


def test_a_receipt_names_the_payment_and_what_is_left() -> None:
    earlier = msgspec.structs.replace(PAID, number=1, amount=100, state="expired")
    file = booking_file(status="confirmed", paid=20250, payments=[earlier, PAID])

    found = mail("payment_receipt", file, payment=2)

    assert "€202.50" in found.subject
    for text in (flat(found.text), Page(found.html).text):
        assert "the deposit of €202.50" in text
        assert "€472.50 is still to pay." in text
        assert "Friday, 15 January 2027, 10:00" in text
        assert "€1.00" not in text


def test_a_receipt_for_the_last_payment_says_that_nothing_is_left() -> None:
    balance = msgspec.structs.replace(PAID, kind="balance", amount=67500)
    file = booking_file(status="confirmed", paid=67500, payments=[balance])

    found = mail("payment_receipt", file, payment=2)

    assert "your payment of €675.00" in flat(found.text)
    assert "Nothing is left to pay." in found.text
    assert "still to pay" not in found.text.lower()


def test_a_cancellation_says_what_is_kept_and_what_comes_back() -> None:
    found = mail("cancellation", booking_file(**CANCELLED))

    for text in (flat(found.text), Page(found.html).text):
        assert "€100.00" in text
        assert "€102.50" in text
        assert "a few days" in text
        assert "Broken leg" not in text
        assert LINK in text


def test_staff_read_who_cancelled_and_why() -> None:
    found = mail("cancellation", booking_file(**CANCELLED), desk_link=DESK)

    for text in (flat(found.text), Page(found.html).text):
        assert "cancelled by the guest." in text
        assert "Illness" in text
        assert "Broken leg. Sorry!" in text
        assert "€100.00" in text
        assert "€102.50" in text
        assert DESK in text
        assert LINK not in text
    assert not found.attachments


def test_a_cancellation_without_payments_promises_nothing() -> None:
    free = Cancellation(at=NOW, by="staff", type="weather", reason="Storm", fee=0, refund=0)

    found = mail("cancellation", booking_file(status="cancelled", cancellation=free))

    assert "cancelled by the property" in flat(found.text)
    assert "Nothing was paid, so nothing comes back." in found.text
    assert "a few days" not in found.text


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        ("staff_notice", {}),
        ("rescheduled", {}),
        ("payment_returned", {}),
        ("payment_receipt", {}),
        ("payment_receipt", {"payment": 9}),
        ("cancellation", {}),
        ("birthday", {}),
    ],
)
def test_a_mail_without_what_it_is_about_is_refused(kind: Any, arguments: dict[str, Any]) -> None:
    file = booking_file(payments=[PAID])

    with pytest.raises(ValueError, match=r"needs|not cancelled|no mail"):
        mail(kind, file, **arguments)


def test_a_booking_with_nothing_but_names_makes_every_mail() -> None:
    bare = every_kind(
        place={"email": "", "phone": "", "directions": "", "map_url": None},
        brand={"logo_url": None, "website": None},
        booker=Booker(first_name="", last_name="X"),
        agency=None,
        items=[],
        total=0,
        deposit=0,
        guests=[Guest(number=0, first_name="X", last_name="")],
    )

    assert set(get_args(Kind)) <= set(bare)
    for found in bare.values():
        assert "None" not in found.text
        assert "None" not in Page(found.html).text
        assert "mailto:" not in found.html


def test_a_language_that_is_not_spoken_is_english() -> None:
    swahili = Booker(first_name="Asha", last_name="Juma", language="sw-KE")

    found = mail("confirmation_request", booking_file(booker=swahili))

    assert found == mail(
        "confirmation_request", booking_file(booker=msgspec.structs.replace(swahili, language="en"))
    )
    assert '<html lang="en" dir="ltr">' in found.html


# How it looks to mail programs


@pytest.mark.parametrize("kind", every_kind())
def test_links_lead_to_the_page_only_and_nothing_is_tracked(kind: str) -> None:
    found = every_kind()[kind]
    page = Page(found.html)
    allowed = {DESK if "staff" in kind else LINK, BOOK, "https://maps.example/praia"}

    assert {link for link in page.links if not link.startswith("mailto:")} <= allowed
    assert [image["src"] for image in page.images] == [f"{SITE}/media/logo.png"]
    assert page.images[0]["alt"] == "Praia Surf House"
    assert not page.tags & {"script", "form", "iframe", "object", "link", "input"}


def test_the_brand_colours_the_button_and_stays_readable() -> None:
    bright = mail("confirmation", booking_file(status="confirmed", brand={"colour": "#FFD400"}))
    wrong = mail("confirmation", booking_file(status="confirmed", brand={"colour": "red;}x"}))

    assert "background-color:#ffd400" in bright.html
    assert "color:#16202a;text-decoration:none" in bright.html
    assert "red;}x" not in wrong.html
    assert "background-color:#0b6e75" in wrong.html


def test_a_logo_elsewhere_keeps_its_address() -> None:
    found = mail(
        "confirmation_request",
        booking_file(brand={"logo_url": "https://cdn.example/logo.png"}),
    )

    assert Page(found.html).images[0]["src"] == "https://cdn.example/logo.png"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil", "http://[x"])
def test_only_web_addresses_become_links(url: str) -> None:
    place = {"map_url": url}

    found = mail("confirmation", booking_file(status="confirmed", place=place))

    assert url not in found.html
    assert url not in found.text


# What people write


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 | times: 7 }}{{7*7}}{% for i in (1..9) %}x{% endfor %}",
    "</td></tr></table>&amp;",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_is_shown_as_they_wrote_it(text: str) -> None:
    mails = every_kind(
        booker=Booker(first_name=text, last_name=text, email="a@b.example"),
        agency=Agency(name=text),
        items=[msgspec.structs.replace(ROOM, name=text, rate=text)],
        guests=[Guest(number=0, first_name=text, last_name="")],
        place={"name": text, "directions": text},
    )
    harmless = every_kind()

    for kind, found in mails.items():
        page = Page(found.html)
        assert text in page.text
        assert text in found.text
        assert text in found.subject
        assert page.tags <= Page(harmless[kind].html).tags


ANY_TEXT = st.text(max_size=80) | st.sampled_from(
    [
        *HOSTILE,
        "A\r\nBcc: x@evil.example",
        "A\nB",
        "\u2028Cc: x",
        "\0\x1b[2J",
        "שלום",
        "=?utf-8?q?x?=",
    ]
)


@settings(max_examples=50, deadline=None)
@given(name=ANY_TEXT, place=ANY_TEXT)
def test_nothing_that_people_write_starts_a_header(name: str, place: str) -> None:
    file = booking_file(booker=Booker(first_name=name, last_name=name), place={"name": place})
    found = mail("staff_notice", file, desk_link=DESK)

    message = received(
        to_mime(
            found,
            sender=formataddr((place, "post@praia.example")),
            recipient="anna@example.com",
            sent_at=NOW,
        )
    )

    assert message.keys() == [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "MIME-Version",
        "Content-Type",
        "Content-Language",
    ]
    assert not {"\r", "\n", "\0"} & set(found.subject)
    assert message["From"].addresses[0].addr_spec == "post@praia.example"
    assert content(message.get_body(("plain",))) == found.text


@pytest.mark.parametrize("length", [200, 10_000])
def test_long_texts_stay_within_a_mail(length: int) -> None:
    mails = every_kind(
        booker=Booker(first_name="W" * length, last_name="x"),
        items=[msgspec.structs.replace(ROOM, name="R" * length)] * 400,
        place={"directions": "d" * length},
    )

    for found in mails.values():
        assert len(found.subject) <= 300
        assert len(found.html) < 200_000
    assert "d" * length in mails["confirmation"].text
    assert "And 350 more." in mails["confirmation"].text


def test_templates_that_loop_or_swell_are_stopped() -> None:
    nested = "{% for a in (1..9999) %}{% for b in (1..9999) %}x{% endfor %}{% endfor %}"
    swelling = "{% for a in (1..9999) %}{{ text }}{% endfor %}"

    for source in (nested, swelling):
        template = Templates().from_string(source)
        with pytest.raises(ResourceLimitError):
            template.render(text="x" * 10_000)


# The calendar


def test_the_stay_is_whole_days_and_activities_are_instants() -> None:
    file = booking_file(status="confirmed", items=[ROOM, LESSON])

    stay, lesson = events(mail("confirmation", file))

    assert stay.decoded("dtstart") == date(2027, 3, 27)
    assert stay.decoded("dtend") == date(2027, 4, 4), "the end is exclusive (RFC 5545, 3.6.1)"
    assert str(stay["summary"]) == "Praia Surf House"
    assert str(stay["location"]) == "Rua do Mar 12, 2655-319 Ericeira, Portugal"
    assert str(stay["organizer"]) == "mailto:hello@praia.example"
    assert lesson.decoded("dtstart") == datetime(2027, 3, 29, 9, 0, tzinfo=UTC)
    assert str(lesson["summary"]) == "Surf lesson"


def test_a_later_version_replaces_and_a_cancellation_removes_the_same_events() -> None:
    first = mail("confirmation", booking_file(status="confirmed", version=3))
    second = mail("confirmation", booking_file(status="confirmed", version=4))
    last = mail("cancellation", booking_file(version=5, **CANCELLED))

    histories = list(zip(events(first), events(second), events(last), strict=True))

    assert len(histories) == 2
    for history in histories:
        assert len({str(event["uid"]) for event in history}) == 1
        assert [event["sequence"] for event in history] == [3, 4, 5]
        assert [str(event["status"]) for event in history] == ["CONFIRMED"] * 2 + ["CANCELLED"]
    assert len({str(history[0]["uid"]) for history in histories}) == 2
    assert b"METHOD:PUBLISH\r\n" in second.attachments[0].content
    assert b"METHOD:CANCEL\r\n" in last.attachments[0].content
    assert last.attachments[0].media_type == "text/calendar; charset=utf-8; method=CANCEL"


def test_a_moved_booking_keeps_its_events_whatever_lines_its_price_takes() -> None:
    before = mail("confirmation", booking_file(status="confirmed", version=3))
    later = booking_file(status="confirmed", version=4, items=PRICED)

    moved = mail("rescheduled", later, changes=MOVED)

    assert [event["uid"] for event in events(moved)] == [event["uid"] for event in events(before)]
    assert {event["sequence"] for event in events(moved)} == {4}
    assert b"METHOD:PUBLISH\r\n" in moved.attachments[0].content


def test_calendars_do_not_hold_the_portal_link() -> None:
    [attachment] = mail("confirmation", booking_file(status="confirmed")).attachments

    unfolded = attachment.content.replace(b"\r\n ", b"")
    assert LINK.rpartition("#")[2].encode() not in unfolded


@pytest.mark.parametrize(
    "name", ['The "Wave"; a, b\\c', "X\r\nATTENDEE:mailto:x@evil.example", "海の家"]
)
def test_names_stay_values_in_the_calendar(name: str) -> None:
    file = booking_file(
        status="confirmed",
        place={"name": name},
        items=[msgspec.structs.replace(LESSON, name=name)],
    )

    for event in events(mail("confirmation", file)):
        assert str(event["summary"]) == flat(name)
        assert "attendee" not in event


def test_a_visit_within_a_day_and_a_property_without_mail_make_a_calendar() -> None:
    file = booking_file(
        status="confirmed", departure=date(2027, 3, 27), items=[], place={"email": ""}
    )

    [stay] = events(mail("confirmation", file))

    assert stay.decoded("dtend") == date(2027, 3, 28)
    assert str(stay["organizer"]) == SITE


# On the wire


def content(part: MIMEPart | None) -> str:
    """A part's text with the line ends that we think in."""
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def received(raw: bytes) -> EmailMessage:
    """The message as the receiving program reads it; raw must be lines that SMTP may carry."""
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    message = BytesParser(policy=policy.default).parsebytes(raw)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def test_a_message_has_text_html_and_the_calendar() -> None:
    found = mail("confirmation", booking_file(status="confirmed"))

    message = received(
        to_mime(
            found,
            sender="Praia Surf House <post@praia.example>",
            recipient="Anna Hemm <anna@example.com>",
            reply_to="hello@praia.example",
            message_id="evt_1.confirmation@praia.example",
            sent_at=NOW,
        )
    )

    assert message["From"] == "Praia Surf House <post@praia.example>"
    assert message["To"] == "Anna Hemm <anna@example.com>"
    assert message["Reply-To"] == "hello@praia.example"
    assert message["Message-ID"] == "<evt_1.confirmation@praia.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime == NOW
    assert message.get_content_type() == "multipart/mixed"
    alternative, attached = message.iter_parts()
    plain, html = alternative.iter_parts()
    assert [part.get_content_type() for part in (alternative, plain, html)] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert content(plain) == found.text
    assert content(html) == found.html
    assert attached.get_filename() == "booking-7K3M9QXA.ics"
    assert attached.get_content_type() == "text/calendar"
    assert attached.get_param("method") == "PUBLISH"
    assert attached.get_payload(decode=True) == found.attachments[0].content


PLAIN = Mail(language="de", subject="Grüße, 海", html="<p>x</p>", text="x\n")


def test_names_in_any_script_travel_as_ascii() -> None:
    raw = to_mime(
        PLAIN, sender='"Käthe, „Sol“" <post@praia.example>', recipient="a@b.example", sent_at=NOW
    )

    assert raw.isascii()
    message = received(raw)
    assert message["Subject"] == "Grüße, 海"
    assert message["From"].addresses[0].display_name == "Käthe, „Sol“"
    assert message["From"].addresses[0].addr_spec == "post@praia.example"


def test_domains_in_any_script_travel_as_ascii() -> None:
    raw = to_mime(PLAIN, sender="post@praia.example", recipient="anna@bücher.example", sent_at=NOW)

    assert received(raw)["To"] == "anna@xn--bcher-kva.example"


def test_an_address_in_another_script_goes_as_utf8() -> None:
    raw = to_mime(PLAIN, sender="post@praia.example", recipient="用户@例子.example", sent_at=NOW)

    assert "To: 用户@".encode() in raw


@pytest.mark.parametrize(
    "address",
    [
        "",
        "anna",
        "anna@",
        "a@b.example, c@d.example",
        "anna@example.com\r\nBcc: x@evil.example",
        "<a@b.example> c@d.example",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"@|address|domain"):
        to_mime(PLAIN, sender="post@praia.example", recipient=address, sent_at=NOW)


def test_a_senders_name_cannot_start_a_header() -> None:
    raw = to_mime(
        PLAIN,
        sender="Praia\r\nBcc: x@evil.example\r\n <post@praia.example>",
        recipient="a@b.example",
        message_id="x@y>\r\nBcc: z@evil.example",
        sent_at=NOW,
    )

    assert "Bcc" not in received(raw)


def test_attachments_keep_their_bytes_and_names() -> None:
    content = bytes(range(256))
    odd = Attachment("naïve\r\nX: y.pdf", "application/pdf", content)

    message = received(
        to_mime(
            msgspec.structs.replace(PLAIN, attachments=(odd,)),
            sender="post@praia.example",
            recipient="a@b.example",
            sent_at=NOW,
        )
    )

    [attached] = message.iter_attachments()
    assert attached.get_filename() == "naïve X: y.pdf"
    assert attached.get_content() == content
