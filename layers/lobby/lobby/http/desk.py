"""What the back office is made of: its application, who asks, and what its forms become."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Generic, TypeVar

import msgspec
from fastapi import Depends, Request

from lobby.base.clock import utc_now
from lobby.base.errors import FieldError, InvalidRequest, Unauthenticated
from lobby.base.ids import new_id
from lobby.domain.booking.events import Event
from lobby.domain.people.records import Actor
from lobby.forms.fields import Form
from lobby.http.web import gateway_context, new_app

Record = TypeVar("Record", bound=msgspec.Struct)


class Listed(msgspec.Struct, Generic[Record], frozen=True):
    """All records of one kind."""

    items: list[Record]


def staff(request: Request) -> Actor:
    """The member of staff that API Gateway's authorizer let in."""
    authorizer = gateway_context(request).get("authorizer") or {}
    claims = authorizer.get("claims") or {}
    name = claims.get("email") or claims.get("cognito:username")
    if not name:
        raise Unauthenticated("staff_only")
    return Actor(door="desk", name=name)


Staff = Annotated[Actor, Depends(staff)]

app = new_app("Lobby back office", [Depends(staff)])


def setting_changed(actor: Actor, what: str) -> Event:
    """The event of a change to this kind of setting."""
    now = utc_now()
    return Event(
        id=new_id(now), type="settings.changed", at=now, actor=actor, data={"setting": what}
    )


def check_texts(record: msgspec.Struct, languages: Sequence[str]) -> None:
    """What is in the first language stands in the record's own fields.

    Raises:
        InvalidRequest: some of it stands beside them.
    """
    wrong = [
        FieldError(place, "first_language")
        for place in _beside(msgspec.to_builtins(record), languages[0])
    ]
    if wrong:
        raise InvalidRequest(errors=wrong)


def _beside(value: Any, first: str, place: str = "") -> Iterator[str]:
    """Where texts in the first language are, e.g. ``rules[0].texts.en``."""
    if isinstance(value, list):
        for number, entry in enumerate(value):
            yield from _beside(entry, first, f"{place}[{number}]")
    elif isinstance(value, dict):
        for name, entry in value.items():
            inner = f"{place}.{name}" if place else name
            if name in ("texts", "option_names") and first in entry:
                yield f"{inner}.{first}"
            else:
                yield from _beside(entry, first, inner)


def record_of(form: Form, record_type: type[Record], **more: Any) -> Record:
    """The record that a form describes, with ``more`` that is not on it."""
    return msgspec.convert(form.model_dump(by_alias=True) | more, record_type)
