"""Every mail in every language: whole, in that language only, the same in both of its parts."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from email import policy
from email.parser import BytesParser
from typing import Any, Final

import msgspec
import pytest
from icalendar import Calendar

from lobby.domain.booking.booking import Guest
from lobby.domain.people.records import Address, Agency, Booker
from lobby.mail import Mail, to_mime
from lobby.words.catalogue import languages
from tests.support.pseudo import untranslated
from tests.unit.sample_bookings import BOOKER, LESSON, NOW, ROOM, booking_file
from tests.unit.test_mail import DESK, Page, every_kind, flat, mail

# A booking whose own words are in no language that anybody speaks here.
NAMES: Final[dict[str, Any]] = {
    "booker": Booker(first_name="Ξένια", last_name="Ρω", email="x@ρω.example", phone="+30 1"),
    "agency": Agency(name="Ταξίδι"),
    "items": [
        msgspec.structs.replace(ROOM, name="Κήπος", rate="Πρωινό"),
        msgspec.structs.replace(LESSON, name="Κύμα", quantity=2),
    ],
    "guests": [Guest(number=n, first_name=name, last_name="") for n, name in enumerate("ΞΡΤ")],
    "deposit_due": date(2027, 2, 1),
    "place": {
        "name": "Ακτή",
        "address": Address(lines=["Οδός 12"], country="GR"),
        "directions": "Λεωφορείο 200",
    },
    "brand": {"name": "Ακτή"},
}
# No other of our languages has these.
ENGLISH: Final = frozenset(
    "your booking the with you we payment deposit price guest guests was has cancelled".split()
)
_HIDDEN: Final = re.compile(r'<div style="display:none.*?</div>', re.DOTALL)


def parts(found: Mail) -> list[str]:
    """Subject, HTML and text, as they are read."""
    return [found.subject, Page(found.html).text, flat(found.text)]


@pytest.mark.parametrize("language", languages())
def test_every_mail_is_in_its_language(language: str) -> None:
    for kind, found in every_kind(language, **NAMES).items():
        assert found.language == language, kind
        assert f'<html lang="{language}" dir="ltr">' in found.html
        for text in parts(found):
            assert not re.search(r"[{}|]", text), kind
            if language != "en":
                spoken = set(re.findall(r"\w+", text.casefold()))
                assert not spoken & ENGLISH, kind


@pytest.mark.parametrize("language", languages())
def test_both_parts_say_the_same_dates_and_amounts(language: str) -> None:
    for kind, found in every_kind(language, **NAMES).items():
        page = Page(_HIDDEN.sub("", found.html)).text
        figures = [sorted(set(re.findall(r"\d+", text))) for text in (page, found.text)]
        assert figures[0] == figures[1], kind
        assert len(figures[0]) > 5, kind


def test_all_that_is_said_is_from_the_catalogue(pseudo: str) -> None:
    days = "saturday monday friday march april mar apr january february and"
    written = {*days.split(), "greece", "broken", "leg", "sorry"}
    mails = every_kind(pseudo, **NAMES)
    for kind, found in mails.items():
        assert all(untranslated(text) <= written for text in parts(found)), kind
    [attached] = mails["confirmation"].attachments
    for event in Calendar.from_ical(attached.content).walk("VEVENT"):
        assert not untranslated(str(event["description"]))


ANYBODYS: Final = ['<b>&amp;"Ann" O\'Hara</b>', "Ötvös-Õunapuu Åse", "{until} {0} %s"]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", ANYBODYS)
def test_a_name_is_a_name_in_every_sentence(language: str, name: str) -> None:
    named = NAMES | {
        "booker": Booker(first_name=name, last_name=name),
        "agency": Agency(name=name),
        "place": {"name": name},
    }
    harmless = every_kind(language, **NAMES)
    for kind, found in every_kind(language, **named).items():
        assert all(name in text for text in parts(found)), kind
        assert Page(found.html).tags <= Page(harmless[kind].html).tags


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", ["שרה כהן", "محمد", "\u202eAnna", "\u2067Ben"])
def test_a_name_from_right_to_left_turns_nothing_around_it(language: str, name: str) -> None:
    named = NAMES | {"booker": Booker(first_name=name, last_name=""), "place": {"name": name}}
    for kind, found in every_kind(language, **named).items():
        for text in (found.subject, found.text):
            alone = re.sub("\u2068[^\u2068\u2069]*\u2069", "", text)
            turning = {"R", "AL", "RLE", "RLO", "RLI", "LRO", "LRE", "LRI", "PDF", "PDI", "FSI"}
            assert turning.isdisjoint(map(unicodedata.bidirectional, alone)), kind


@pytest.mark.parametrize("language", languages())
def test_labels_fit_beside_their_values_on_a_phone(language: str) -> None:
    """A longer word would break in the middle."""
    for kind, found in every_kind(language, **NAMES).items():
        for label in re.findall(r'class="label[^>]*>([^<]*)<', found.html):
            assert max(map(len, label.split())) <= 15, kind


@pytest.mark.parametrize(
    ("guest", "place", "business", "spoken"),
    [
        ("es-MX", "et", "hu", "es"),
        ("no", None, "en", "nb"),
        ("nn-NO", "es", "es", "nb"),
        ("sw-KE", "et", "hu", "et"),
        ("zh-Hant", None, "hu", "hu"),
        (None, "et", "en", "et"),
        (None, None, "en", "en"),
    ],
)
def test_guests_read_their_language_then_the_propertys_then_the_businesss(
    guest: str | None, place: str | None, business: str, spoken: str
) -> None:
    file = booking_file(
        booker=msgspec.structs.replace(BOOKER, language=guest),
        place={"language": place},
        languages=[business, "en"],
    )

    found = mail("confirmation_request", file)

    assert found.language == spoken


def test_staff_read_the_houses_language_whatever_the_guest_speaks() -> None:
    file = booking_file(
        booker=msgspec.structs.replace(BOOKER, language="hu"),
        place={"language": "et"},
        languages=["es", "hu"],
    )

    found = mail("staff_notice", file, desk_link=DESK)

    assert found.subject.startswith("Nueva reserva")


def test_the_message_says_its_language() -> None:
    found = every_kind("nb")["confirmation"]

    raw = to_mime(found, sender="a@b.example", recipient="c@d.example", sent_at=NOW)

    message = BytesParser(policy=policy.default).parsebytes(raw)
    assert message["Content-Language"] == "nb"


SPANISH: Final = {"es": {"name": "Habitación jardín", "rate": "Con desayuno"}}


def test_guests_read_what_is_booked_as_it_is_called_in_their_language() -> None:
    room = msgspec.structs.replace(ROOM, texts=SPANISH)
    file = booking_file(
        booker=msgspec.structs.replace(BOOKER, language="es"),
        items=[room],
        place={"texts": {"es": {"directions": "Autobús 200."}}},
        languages=["en", "es"],
        status="confirmed",
    )

    guests, staffs = mail("confirmation", file), mail("staff_notice", file, desk_link=DESK)

    for said in ("Habitación jardín", "Con desayuno", "Autobús 200."):
        assert said in guests.text
    assert "Garden room" not in guests.text
    assert "Garden room" in staffs.text


def test_a_move_does_not_take_another_language_for_another_room() -> None:
    room = msgspec.structs.replace(ROOM, texts=SPANISH)
    changes = {
        "items": {"old": [{"kind": "accommodation", "name": ROOM.name, "at": None}], "new": []},
        "total": {"old": {"amount": 1}, "new": {"amount": 2}},
    }
    file = booking_file(
        booker=msgspec.structs.replace(BOOKER, language="es"),
        items=[room],
        languages=["en", "es"],
        status="confirmed",
    )

    found = mail("rescheduled", file, changes=changes)

    assert "Garden room" not in found.text
    assert "Antes" not in found.text
