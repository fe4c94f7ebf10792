"""What the back office is made of: one FastAPI application, its errors, who asks, what is answered.

FastAPI knows pydantic's records only, while what is kept and answered are msgspec's: operations
answer with ready responses, and say for the API's documentation what is in them.
"""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

import msgspec
from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from lobby.clock import utc_now
from lobby.domain.booking import Actor
from lobby.domain.events import Event
from lobby.entry import Form, field_path
from lobby.errors import (
    FieldError,
    InvalidRequest,
    LobbyError,
    MalformedRequest,
    NotFound,
    Unauthenticated,
)
from lobby.http import logger, problem_document
from lobby.ids import new_id

Record = TypeVar("Record", bound=msgspec.Struct)
Run = TypeVar("Run", bound=Callable[..., Response])

# What each operation answers with, for the API's documentation.
ANSWERS: dict[Callable[..., Response], tuple[int, Any]] = {}

# Before the name by which pydantic tells forms of one operation apart.
FORM = "form:"


def answers(record: Any, status: int = 200) -> Callable[[Run], Run]:
    """Notes what an operation answers with."""

    def note(run: Run) -> Run:
        ANSWERS[run] = (status, record)
        return run

    return note


def staff(request: Request) -> Actor:
    """The member of staff that API Gateway's authorizer let in."""
    event = request.scope.get("aws.event") or {}
    authorizer = (event.get("requestContext") or {}).get("authorizer") or {}
    claims = authorizer.get("claims") or {}
    name = claims.get("email") or claims.get("cognito:username")
    if not name:
        raise Unauthenticated("This needs a member of staff.")
    return Actor(door="desk", name=name)


Staff = Annotated[Actor, Depends(staff)]


app = FastAPI(
    title="Lobby back office",
    openapi_url=None,
    docs_url=None,
    redoc_url=None,
    redirect_slashes=False,
    dependencies=[Depends(staff)],
)


@app.exception_handler(LobbyError)
def _refused(request: Request, error: LobbyError) -> JSONResponse:
    return JSONResponse(
        problem_document(error, _request_id(request)),
        error.status,
        media_type="application/problem+json",
    )


@app.exception_handler(RequestValidationError)
def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
    if any(found["type"] == "json_invalid" for found in error.errors()):
        return _refused(request, MalformedRequest("The body is not JSON."))
    errors = [
        FieldError(
            field_path(_place(found["loc"]), found["type"]),
            found["msg"].removeprefix("Value error, "),
        )
        for found in error.errors()
    ]
    return _refused(request, InvalidRequest("Some fields need another look.", errors=errors))


def _place(loc: Sequence[int | str]) -> list[int | str]:
    """Where in the body, without which of several forms it was taken for."""
    return [part for part in loc[1:] if not str(part).startswith(FORM)]


@app.exception_handler(HTTPException)
def _http(request: Request, error: HTTPException) -> JSONResponse:
    unreadable = MalformedRequest("The body is not JSON in UTF-8.")
    return _refused(request, NotFound() if error.status_code == 404 else unreadable)


@app.exception_handler(Exception)
def _failed(request: Request, _error: Exception) -> JSONResponse:
    logger.exception("back office failed")
    return _refused(request, LobbyError())


def _request_id(request: Request) -> str:
    event = request.scope.get("aws.event") or {}
    return str((event.get("requestContext") or {}).get("requestId", ""))


def json_answer(value: Any, status: int = 200) -> Response:
    """The response with a record, or with plain values."""
    return Response(
        msgspec.json.encode(value),
        status,
        {"Cache-Control": "no-store"},
        media_type="application/json",
    )


def setting_changed(actor: Actor, what: str) -> Event:
    """The event of a change to this kind of setting."""
    now = utc_now()
    return Event(
        id=new_id(now), type="settings.changed", at=now, actor=actor, data={"setting": what}
    )


def record_of(form: Form, record_type: type[Record], **more: Any) -> Record:
    """The record that a form describes, with ``more`` that is not on it."""
    return msgspec.convert(form.model_dump(by_alias=True) | more, record_type)
