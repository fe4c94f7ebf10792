"""What our FastAPI applications are made of: errors, answers, records, and the way from Lambda.

FastAPI knows pydantic's records only, while most of what travels is msgspec's: operations answer
with ready responses, and say for the API's documentation what is in them.
"""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

import msgspec
from fastapi import Depends, FastAPI, Header, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from mangum import Mangum
from mangum.adapter import DEFAULT_TEXT_MIME_TYPES
from starlette.exceptions import HTTPException

from lobby.base.errors import InvalidRequest, LobbyError, MalformedRequest, NotFound
from lobby.base.languages import accepted
from lobby.forms.fields import field_error
from lobby.http.operation import logger, problem_document, read_body, read_query, spoken

Record = TypeVar("Record")
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


class Sent(Generic[Record]):
    """A dependency: the body as a record of msgspec's."""

    def __init__(self, kind: type[Record]) -> None:
        self.kind = kind

    async def __call__(self, request: Request) -> Record:
        return read_body(await request.body(), self.kind)


class Asked(Generic[Record]):
    """A dependency: the query string as a record of msgspec's."""

    def __init__(self, kind: type[Record]) -> None:
        self.kind = kind

    def __call__(self, request: Request) -> Record:
        return read_query(request.query_params, self.kind)


def gateway_context(request: Request) -> dict[str, Any]:
    """What API Gateway says of a request: who asks, by which key, under which id."""
    event = request.scope.get("aws.event") or {}
    return event.get("requestContext") or {}


def new_app(title: str, dependencies: Sequence[Any]) -> FastAPI:
    """An application whose errors are problem documents; all operations have the dependencies."""
    app = FastAPI(
        title=title,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        dependencies=dependencies,
    )
    app.add_exception_handler(LobbyError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _failed)
    return app


def handler_of(app: FastAPI) -> Mangum:
    """The Lambda handler of an application."""
    return Mangum(
        app,
        lifespan="off",
        api_gateway_base_path="/api",
        # what is not listed goes out as base64, for API Gateway to decode
        text_mime_types=[*DEFAULT_TEXT_MIME_TYPES, "application/problem+json"],
    )


def languages(
    chosen: Annotated[str | None, Query(alias="language")] = None,
    accept_language: Annotated[str | None, Header()] = None,
) -> list[str | None]:
    """The languages that a caller wants to read, the most wanted first."""
    return [chosen, *accepted(accept_language)]


Languages = Annotated[list[str | None], Depends(languages)]


def json_answer(value: Any, status: int = 200, language: str | None = None) -> Response:
    """The response with a record, or with plain values, whose texts are in this language."""
    return Response(
        msgspec.json.encode(value),
        status,
        {"Cache-Control": "no-store", **(spoken(language) if language else {})},
        media_type="application/json",
    )


def _refused(request: Request, error: Exception) -> JSONResponse:
    known = error if isinstance(error, LobbyError) else LobbyError()
    request_id = str(gateway_context(request).get("requestId", ""))
    read = languages(request.query_params.get("language"), request.headers.get("accept-language"))
    return JSONResponse(
        problem_document(known, request_id, read),
        known.status,
        media_type="application/problem+json",
    )


def _invalid(request: Request, error: Exception) -> JSONResponse:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    if any(one["type"] == "json_invalid" for one in found):
        return _refused(request, MalformedRequest())
    errors = [field_error(one, _place(one["loc"])) for one in found]
    return _refused(request, InvalidRequest(errors=errors))


def _place(loc: Sequence[int | str]) -> list[int | str]:
    """Where in the body, without which of several forms it was taken for."""
    return [part for part in loc[1:] if not str(part).startswith(FORM)]


def _http(request: Request, error: Exception) -> JSONResponse:
    if isinstance(error, HTTPException) and error.status_code == 404:
        return _refused(request, NotFound())
    return _refused(request, MalformedRequest())


def _failed(request: Request, error: Exception) -> JSONResponse:
    logger.exception("operation failed", operation=request.url.path)
    return _refused(request, error)
