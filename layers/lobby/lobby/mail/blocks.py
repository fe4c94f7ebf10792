"""What a mail is made of. Each of its two parts, HTML and text, shows all of it in its own way."""

from __future__ import annotations

import msgspec

from lobby.words.values import Piece


class Heading(msgspec.Struct, frozen=True, tag=True):
    """What the mail is about."""

    text: str


class Subheading(msgspec.Struct, frozen=True, tag=True):
    """What comes next."""

    text: str


class Paragraph(msgspec.Struct, frozen=True, tag=True):
    """Sentences, piece by piece: some of the values in them stand out."""

    pieces: list[Piece]


class Quote(msgspec.Struct, frozen=True, tag=True):
    """What somebody wrote to be read by somebody else, in its own lines."""

    text: str


class Lines(msgspec.Struct, frozen=True, tag=True):
    """What belongs together, line by line: an address."""

    lines: list[str]


class Written(msgspec.Struct, frozen=True, tag=True):
    """A text of the business, in its own lines."""

    text: str


class Link(msgspec.Struct, frozen=True, tag=True):
    """An address on the web."""

    label: str
    url: str


class Button(msgspec.Struct, frozen=True, tag=True):
    """What to do next. ``note`` is said beside the address, ``hint`` where there is a button."""

    label: str
    url: str
    note: str
    hint: str


class Fact(msgspec.Struct, frozen=True):
    """A value and what it is; the one that matters most is ``strong``."""

    label: str
    value: str
    strong: bool = False


class Facts(msgspec.Struct, frozen=True, tag=True):
    """Several of them, below each other."""

    facts: list[Fact]


class Thing(msgspec.Struct, frozen=True):
    """What the guest gets, how often (if not once), and what else there is to say about it."""

    name: str
    times: str
    details: list[str]


class Things(msgspec.Struct, frozen=True, tag=True):
    """All that the guest gets; ``more`` says how many do not fit."""

    things: list[Thing]
    more: str


class Sum(msgspec.Struct, frozen=True):
    """A line of the price."""

    label: str
    detail: str
    value: str
    strong: bool = False


class Price(msgspec.Struct, frozen=True, tag=True):
    """The lines of the price, how many do not fit, and what they come to."""

    lines: list[Sum]
    more: str
    sums: list[Sum]


Block = (
    Heading
    | Subheading
    | Paragraph
    | Quote
    | Lines
    | Written
    | Link
    | Button
    | Facts
    | Things
    | Price
)


class Footer(msgspec.Struct, frozen=True):
    """Who writes, how to reach them, and why this was sent."""

    name: str
    address: list[str]
    phone: str
    email: str
    why: str


class Content(msgspec.Struct, frozen=True):
    """A mail before it has a form; mail programs show the ``preheader`` beside the subject."""

    subject: str
    preheader: str
    blocks: list[Block]
