"""Staff close a room for some nights, and open it again."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec

from lobby import wiring
from lobby.base.clock import utc_now
from lobby.base.errors import InvalidRequest
from lobby.base.ids import new_id
from lobby.base.reasons import WrongValue
from lobby.domain.people.reading import clean_text
from lobby.domain.selling.catalog import Closure
from lobby.http.operation import Answer, Operation, Request
from lobby.use_cases.selling.close_unit import close_unit, open_unit

operation = Operation("close_unit")

_NOTE_LENGTH = 200


class ClosureForm(msgspec.Struct, frozen=True, kw_only=True):
    """A room and its nights, from the first to the last, and why."""

    unit: str
    from_: date = msgspec.field(name="from")
    to: date
    note: Annotated[str, msgspec.Meta(max_length=_NOTE_LENGTH)] = ""


@operation.route(
    "POST", "/staff/catalog/{property}/closures", body=ClosureForm, answers={201: Closure}
)
def close(request: Request) -> Answer:
    """Close a room for some nights; refused if anybody has one of them."""
    form = request.body(ClosureForm)
    closure = Closure(
        id=new_id(utc_now()), unit=form.unit, from_=form.from_, to=form.to, note=_note(form.note)
    )
    catalogs = wiring.catalogs()
    close_unit(closure, catalogs.read(request.path["property"]), catalogs)
    return Answer(201, closure)


@operation.route("DELETE", "/staff/catalog/{property}/closures/{id}", answers={204: None})
def open_again(request: Request) -> Answer:
    """Open nights that were closed."""
    catalogs = wiring.catalogs()
    open_unit(request.path["id"], catalogs.read(request.path["property"]), catalogs)
    return Answer(204)


def _note(text: str) -> str:
    try:
        return clean_text(text, _NOTE_LENGTH)
    except WrongValue as error:
        raise InvalidRequest.because("note", error.reason) from error


handler = operation.handler
