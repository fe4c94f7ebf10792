"""What can be done with a booking, and why what can't."""

from __future__ import annotations

from datetime import datetime

import msgspec

from lobby.domain.booking.actions import Availability, GuestActions, StaffActions
from lobby.words.words import english


class ActionView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whether an action can be done. ``code`` is why not, and stable; ``reason`` says it in
    English."""

    available: bool
    reason: str | None = None
    code: str | None = None
    since: datetime | None = None


class GuestActionsView(msgspec.Struct, frozen=True, kw_only=True):
    """What guests do on their page."""

    confirm: ActionView
    pay_deposit: ActionView
    pay_balance: ActionView
    check_in: ActionView
    reschedule: ActionView
    book_again: ActionView
    cancel: ActionView
    download_invoice: ActionView


class StaffActionsView(msgspec.Struct, frozen=True, kw_only=True):
    """What staff do with a booking at the desk."""

    resend_confirmation: ActionView
    accept: ActionView
    decline: ActionView
    reschedule: ActionView
    cancel: ActionView
    copy_link: ActionView
    rotate_link: ActionView


def action_view(action: Availability) -> ActionView:
    """Whether one action can be done."""
    return ActionView(
        available=action.available,
        reason=english().sentence(action.code, {}) if action.code else None,
        code=action.code,
        since=action.since,
    )


def guest_actions_view(actions: GuestActions) -> GuestActionsView:
    """What guests can do."""
    return GuestActionsView(**_views(actions))


def staff_actions_view(actions: StaffActions) -> StaffActionsView:
    """What staff can do."""
    return StaffActionsView(**_views(actions))


def _views(actions: GuestActions | StaffActions) -> dict[str, ActionView]:
    return {name: action_view(one) for name, one in msgspec.structs.asdict(actions).items()}
