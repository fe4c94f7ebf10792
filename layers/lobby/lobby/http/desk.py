"""What the back office is made of: its application, who asks, and what its forms become."""

from collections.abc import Sequence
from typing import Annotated, Any, Generic, TypeVar

import msgspec
from fastapi import Depends, Request

from lobby.base.clock import utc_now
from lobby.base.errors import Unauthenticated
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


def without_first(record: Record, languages: Sequence[str]) -> Record:
    """The record without texts in the first language: those are in its own fields.

    There are some only where another language was first when they were written.
    """
    left = _without(msgspec.to_builtins(record), languages[0])
    return msgspec.convert(left, type(record))


def _without(value: Any, first: str) -> Any:
    if isinstance(value, list):
        return [_without(entry, first) for entry in value]
    if not isinstance(value, dict):
        return value
    return {
        name: {language: said for language, said in entry.items() if language != first}
        if name in ("texts", "option_names")
        else _without(entry, first)
        for name, entry in value.items()
    }


def record_of(form: Form, record_type: type[Record], **more: Any) -> Record:
    """The record that a form describes, with ``more`` that is not on it."""
    return msgspec.convert(form.model_dump(by_alias=True) | more, record_type)
