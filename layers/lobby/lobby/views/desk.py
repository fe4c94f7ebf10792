"""A booking's page at the desk: the guest's page, its timeline and what staff may do."""

from __future__ import annotations

from datetime import datetime

from lobby.domain.booking import actions
from lobby.domain.booking.booking import (
    Answers,
    BookingFile,
)
from lobby.domain.booking.events import Event
from lobby.domain.business.event_types import EventType
from lobby.domain.people.records import Actor
from lobby.views.actions import StaffActionsView, staff_actions_view
from lobby.views.base import View
from lobby.views.booking import Page, _page
from lobby.words.words import english


class Profile(View, frozen=True, kw_only=True):
    """A guest as the desk sees them."""

    guest: int
    first_name: str
    last_name: str
    email: str | None
    phone: str | None
    checked_in_at: datetime | None
    answers: Answers


class TimelineEntry(View, frozen=True, kw_only=True):
    """Something that happened, who did it, and by which way."""

    id: str
    at: datetime
    type: EventType
    actor: Actor
    summary: str


class DeskPage(Page, frozen=True, kw_only=True):
    """The booking's page as staff see it."""

    link: str
    profiles: list[Profile]
    timeline: list[TimelineEntry]
    staff_actions: StaffActionsView


def desk_page(file: BookingFile, timeline: list[Event], link: str, now: datetime) -> DeskPage:
    """The page of a booking, for staff."""
    return DeskPage(
        **_page(file, now),
        link=link,
        profiles=[
            Profile(
                guest=guest.number,
                first_name=guest.first_name,
                last_name=guest.last_name,
                email=guest.email,
                phone=guest.phone,
                checked_in_at=guest.checked_in_at,
                answers=guest.answers,
            )
            for guest in file.guests
        ],
        timeline=[
            TimelineEntry(
                id=event.id,
                at=event.at,
                type=event.type,
                actor=event.actor,
                summary=english().sentence(event.type, {}),
            )
            for event in timeline
        ],
        staff_actions=staff_actions_view(actions.staff_actions(file, now)),
    )
