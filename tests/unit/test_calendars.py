"""Other platforms' calendars: which nights they say are taken, and how they are fetched."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from threading import Thread
from zoneinfo import ZoneInfo

import pytest

from lobby.calendars.fetching import MOST_READ, Fetcher, Unreadable
from lobby.calendars.reading import Taken, taken_nights
from lobby.outbound.connection import Connection
from lobby.outbound.targets import TrustedHosts

FILES = Path(__file__).resolve().parents[1] / "data" / "calendars"
TODAY = date(2026, 11, 21)
LISBON = ZoneInfo("Europe/Lisbon")


def taken(content: bytes, zone: ZoneInfo = LISBON) -> Taken:
    return taken_nights(content, TODAY, TODAY + timedelta(days=549), zone)


def nights(*numbers: str) -> set[date]:
    """``1124`` is the night from 24 November 2026."""
    return {date(2026, int(number[:2]), int(number[2:])) for number in numbers}


def calendar(*events: str) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//x//EN"]
    for number, event in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:{number}", *event.split("|"), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


# -- reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "booked", "closed"),
    [
        ("airbnb", nights("1124", "1125", "1126"), nights("1201", "1202")),
        ("booking-com", nights("1121", "1122", "1123"), set()),
        ("vrbo", nights("1128", "1129"), nights("1210", "1211")),
        ("google", nights("1127", "1128", "1206", "1218", "1219"), set()),
        # 25 November, 1:00, to 27 November, 10:30, in Lisbon
        ("outlook", nights("1125", "1126"), set()),
    ],
)
def test_platforms_calendars_are_read(name: str, booked: set[date], closed: set[date]) -> None:
    found = taken((FILES / f"{name}.ics").read_bytes())

    assert (found.booked, found.closed) == (booked, closed)


def test_times_count_in_the_property_s_time_zone() -> None:
    event = "DTSTART:20261201T230000Z|DTEND:20261203T090000Z"

    assert taken(calendar(event)).nights == nights("1201", "1202")
    assert taken(calendar(event), ZoneInfo("Asia/Tokyo")).nights == nights("1202")


@pytest.mark.parametrize(
    ("event", "found"),
    [
        ("DTSTART;VALUE=DATE:20261201", nights("1201")),
        ("DTSTART;VALUE=DATE:20261201|DURATION:P2D", nights("1201", "1202")),
        ("DTSTART:20261201T150000|DTEND:20261203T110000", nights("1201", "1202")),
        ("DTSTART;VALUE=DATE:20261119|DTEND;VALUE=DATE:20261122", nights("1121")),
        ("DTSTART;VALUE=DATE:20261201|DTEND;VALUE=DATE:20261201", set()),
        ("DTSTART;VALUE=DATE:20290101|DTEND;VALUE=DATE:20290102", set()),
        ("DTSTART;VALUE=DATE:20261120|RRULE:FREQ=DAILY;COUNT=3", nights("1121", "1122")),
    ],
)
def test_days_and_durations(event: str, found: set[date]) -> None:
    assert taken(calendar(event)).nights == found


def test_a_calendar_may_be_without_events() -> None:
    assert taken(calendar()).nights == set()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "feed_empty"),
        (b"\xef\xbb\xbf \r\n", "feed_empty"),
        (b"<!doctype html><title>Sign in</title>", "feed_not_a_calendar"),
        (calendar("DTSTART;VALUE=DATE:20261201")[:-20], "feed_breaks_off"),
        (calendar("DTSTART;VALUE=DATE:tomorrow"), "feed_unreadable|feed_no_beginning"),
        (calendar("SUMMARY:When?"), "feed_no_beginning"),
        (calendar("DTSTART:20261201T000000Z|RRULE:FREQ=SECONDLY"), "feed_within_a_day"),
        (calendar("DTSTART:20261201T000000Z|RRULE:FREQ=DAILY;BYHOUR=1,2,3"), "feed_within_a_day"),
        (calendar("DTSTART;VALUE=DATE:00010101|RRULE:FREQ=DAILY"), "feed_long_ago"),
        (calendar(*["DTSTART;VALUE=DATE:20261201|RRULE:FREQ=DAILY"] * 101), "feed_too_many_events"),
        (calendar(*["DTSTART;VALUE=DATE:20261201"] * 5_001), "feed_too_many_events"),
        (calendar("DTSTART;VALUE=DATE:20261201|DTEND:soon"), "feed_unreadable"),
        (
            calendar("DTSTART;VALUE=DATE:20261201|DTEND;VALUE=DATE:99991231|RRULE:FREQ=DAILY"),
            "feed_unreadable",
        ),
    ],
)
def test_what_is_no_whole_calendar_is_told(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        taken(content)


# -- fetching -------------------------------------------------------------------------------------


Answers = dict[str, bytes]


def fetcher(answers: Answers, *, addresses: Sequence[str] = ("10.0.0.1",)) -> Fetcher:
    """A fetcher to whom ``calendars.internal`` answers, by path."""

    def connect(_address: str, _port: int, _seconds: float) -> socket.socket:
        ours, theirs = socket.socketpair()
        Thread(target=serve, args=(theirs, answers), daemon=True).start()
        return ours

    line = Connection(resolve=lambda *_: addresses, connect=connect)
    return Fetcher(TrustedHosts("calendars.internal"), limit=5, connection=line)


def serve(line: socket.socket, answers: Answers) -> None:
    with line:
        path = line.recv(65536).split(b" ", 2)[1].decode()
        try:
            line.sendall(answers[path])
        except BrokenPipeError:
            return  # it was more than anybody wanted


def answer(body: bytes, *headers: str, status: int = 200) -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status} Whatever", *headers, "", ""]).encode() + body


def moved(to: str) -> bytes:
    return answer(b"", f"Location: {to}", "Content-Length: 0", status=302)


URL = "http://calendars.internal/a.ics"


@pytest.mark.parametrize(
    "given",
    [
        answer(b"BEGIN", "Content-Length: 5"),
        answer(b"BEGIN"),  # its end is the connection's
        answer(b"5\r\nBEGIN\r\n0\r\n\r\n", "Transfer-Encoding: chunked"),
    ],
)
def test_a_calendar_is_fetched(given: bytes) -> None:
    assert fetcher({"/a.ics": given})(URL) == b"BEGIN"


def test_redirects_are_followed_three_times() -> None:
    chain = {f"/{n}": moved(f"/{n + 1}") for n in range(9)}

    assert fetcher(chain | {"/3": answer(b"there")})("http://calendars.internal/0") == b"there"
    with pytest.raises(Unreadable, match="feed_redirects"):
        fetcher(chain)("http://calendars.internal/0")


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("http://elsewhere.example/", "fetch_url_refused"),
        ("file:///etc/passwd", "fetch_url_refused"),
        ("https://elsewhere.example/latest/meta-data", "fetch_address_refused"),
    ],
)
def test_every_redirect_is_checked_anew(to: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        fetcher({"/a.ics": moved(to)}, addresses=["169.254.169.254"])(URL)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (answer(b"Gone", status=404), "feed_status"),
        (answer(b"", status=500), "feed_status"),
        (answer(b"BEG", "Content-Length: 5"), "fetch_connection_failed"),
        (answer(b"5\r\nBEG", "Transfer-Encoding: chunked"), "fetch_connection_failed"),
        (answer(b"x" * (MOST_READ + 1)), "feed_too_large"),
        (b"SSH-2.0-OpenSSH\r\n\r\n", "fetch_answer_unreadable"),
    ],
)
def test_what_is_not_there_whole_is_told(given: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        fetcher({"/a.ics": given})(URL)


def test_a_calendar_of_just_the_limit_is_read() -> None:
    body = b"x" * MOST_READ

    assert fetcher({"/a.ics": answer(body)})(URL) == body
