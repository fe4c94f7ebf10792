"""The operations on all records of one kind, wherever they are kept."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Protocol

from fastapi import Depends, Response

from lobby.base.clock import utc_now
from lobby.base.errors import InvalidRequest, NotFound
from lobby.base.ids import new_id
from lobby.domain.people.records import Actor
from lobby.forms.fields import Form
from lobby.http.desk import Listed, Staff, app, record_of
from lobby.http.web import answers, json_answer

Make = Callable[[Any, str, Any], Any]
"""The record of a form, under this id; the third is what is kept under it by now, or None."""


class Kept(Protocol):
    """The records of one kind, as they are kept."""

    def all(self) -> Sequence[Any]:
        """Each with its ``id``, in the order in which they are listed."""
        ...

    def save(self, record: Any, known: Any, actor: Actor) -> Any:
        """Keeps a record in place of ``known`` (None: it is new); answers with it as it is kept.

        Raises:
            InvalidRequest: it does not go with what else is kept.
            Conflict: something refers to what it no longer has.
        """
        ...

    def remove(self, record: Any, actor: Actor) -> None:
        """Takes a record away.

        Raises:
            Conflict: something refers to it.
        """
        ...


def plain(record_type: type[Any]) -> Make:
    """How records are made that are what their form says."""

    def make(form: Form, record_id: str, _known: object) -> Any:
        return record_of(form, record_type, id=record_id)

    return make


def collection(
    path: str,
    what: str,
    form_type: Any,
    record_type: Any,
    kept: Callable[..., Kept],
    *,
    most: int,
    make: Make | None = None,
) -> None:
    """Adds, changes and removes records under ``path``.

    ``kept`` finds them for a request, and may ask for the path's parameters by name.
    """
    made = make or plain(record_type)
    There = Annotated[Any, Depends(kept)]  # noqa: N806 (a type)

    @answers(record_type, 201)
    def add(form: form_type, there: There, actor: Staff) -> Response:
        if len(there.all()) >= most:
            raise InvalidRequest.of("body", "too_many_kept", most=most)
        record = made(form, new_id(utc_now()), None)
        return json_answer(there.save(record, None, actor), 201)

    @answers(record_type)
    def change(id: str, form: form_type, there: There, actor: Staff) -> Response:
        known = _find(there, what, id)
        return json_answer(there.save(made(form, id, known), known, actor))

    @answers(None, 204)
    def remove(id: str, there: There, actor: Staff) -> Response:
        there.remove(_find(there, what, id), actor)
        return Response(status_code=204)

    app.post(path, summary=f"Add a {what}", name=f"add_{what}")(add)
    app.put(f"{path}/{{id}}", summary=f"Change a {what}", name=f"change_{what}")(change)
    app.delete(f"{path}/{{id}}", summary=f"Remove a {what}", name=f"remove_{what}")(remove)


def readable(path: str, what: str, record_type: Any, kept: Callable[..., Kept]) -> None:
    """Lists and reads the records under ``path``."""
    There = Annotated[Any, Depends(kept)]  # noqa: N806 (a type)

    @answers(Listed[record_type])
    def read_all(there: There) -> Response:
        return json_answer(Listed(list(there.all())))

    @answers(record_type)
    def read_one(id: str, there: There) -> Response:
        return json_answer(_find(there, what, id))

    plural = path.rsplit("/", 1)[-1]
    app.get(path, summary=f"The {plural}", name=f"list_{plural}")(read_all)
    app.get(f"{path}/{{id}}", summary=f"A {what}", name=f"read_{what}")(read_one)


def _find(kept: Kept, what: str, record_id: str) -> Any:
    found = next((record for record in kept.all() if record.id == record_id), None)
    if found is None:
        raise NotFound(f"unknown_{what}")
    return found
