"""Between API Gateway (REST, Lambda proxy) and use cases: requests in, answers and problems out.

API Gateway has matched the route already, so there is no router here: an operation's handler looks
its function up by the matched resource. Errors become problem documents (RFC 9457) here and nowhere
else.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec
from aws_lambda_powertools.logging import Logger

from lobby.base.errors import (
    FieldError,
    InvalidRequest,
    LobbyError,
    MalformedRequest,
    NotFound,
    Unauthenticated,
)
from lobby.base.languages import accepted
from lobby.base.reasons import said
from lobby.domain.people.records import Actor
from lobby.forms.shapes import shape_error
from lobby.words.words import english

Body = TypeVar("Body")
Event = Mapping[str, Any]

_NO_STORE = {"Cache-Control": "no-store"}
_MAX_IDEMPOTENCY_KEY = 255
_STAFF_ONLY = "/staff/"

logger = Logger(service="lobby")


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request. Header names are lower case."""

    path: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    raw_body: bytes
    claims: Mapping[str, str]
    request_id: str

    @property
    def bearer(self) -> str:
        """The bearer token (RFC 6750); empty if there is none."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token.strip() if scheme.lower() == "bearer" else ""

    @property
    def staff(self) -> Actor:
        """The member of staff that API Gateway's authorizer let in.

        Raises:
            Unauthenticated: if it let in nobody, which only a wrong template could bring about.
        """
        name = self.claims.get("email") or self.claims.get("cognito:username")
        if not name:
            raise Unauthenticated("staff_only")
        return Actor(door="desk", name=name)

    @property
    def chosen_language(self) -> str | None:
        """The language that a reader chose on the page: a BCP 47 tag."""
        return self.query.get("language") or None

    @property
    def accepted_languages(self) -> list[str]:
        """The languages that their browser asks for, the most wanted first."""
        return accepted(self.headers.get("accept-language"))

    @property
    def languages(self) -> list[str | None]:
        """Both, one after the other."""
        return [self.chosen_language, *self.accepted_languages]

    @property
    def idempotency_key(self) -> str | None:
        """The ``Idempotency-Key`` header, if the caller sent one.

        Raises:
            InvalidRequest: if it is longer than 255 characters.
        """
        return read_idempotency_key(self.headers.get("idempotency-key"))

    def body(self, body_type: type[Body]) -> Body:
        """The JSON body as a record.

        Raises:
            MalformedRequest: if it is not JSON in UTF-8.
            InvalidRequest: if it is another shape; names the first field that does not fit.
        """
        return read_body(self.raw_body, body_type)

    def json(self) -> Any:
        """The JSON body as plain values; an empty body reads as an empty object."""
        return _json(self.raw_body)

    def filters(self, query_type: type[Body]) -> Body:
        """The query string as a record; empty parameters count as absent."""
        return read_query(self.query, query_type)


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer. ``body`` is a record or plain values, or bytes with their own media type."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Route:
    """One route of an operation, with what its documentation needs."""

    method: str
    path: str
    run: Callable[[Request], Answer]
    summary: str
    body: type[Any] | None
    answers: Mapping[int, Any]
    query: type[Any] | None


class Operation:
    """A Lambda function behind API Gateway: one operation, on one route or a few."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.routes: dict[tuple[str, str], Route] = {}

    def route(
        self,
        method: str,
        path: str,
        *,
        answers: Mapping[int, Any],
        body: type[Any] | None = None,
        query: type[Any] | None = None,
    ) -> Callable[[Callable[[Request], Answer]], Callable[[Request], Answer]]:
        """Registers a function for a route. Its docstring's first line is the summary."""

        def register(run: Callable[[Request], Answer]) -> Callable[[Request], Answer]:
            summary = (run.__doc__ or "").strip().splitlines()[0]
            self.routes[method, path] = Route(method, path, run, summary, body, answers, query)
            return run

        return register

    def handler(self, event: Event, _context: object) -> dict[str, Any]:
        """The Lambda handler."""
        request_id = str(event["requestContext"].get("requestId", ""))
        languages: list[str | None] = []
        logger.set_correlation_id(request_id)
        try:
            request = _request(event, request_id)
            route = self.routes.get((event["httpMethod"], event["resource"]))
            if route is None:
                raise NotFound
            if route.path.startswith(_STAFF_ONLY):
                _ = request.staff
            else:
                languages = request.languages
            return _gateway(route.run(request))
        except LobbyError as error:
            if error.status >= 500:
                logger.exception("operation failed", operation=self.name)
            return _gateway(_problem(error, request_id, languages))
        except Exception:
            logger.exception("operation failed", operation=self.name)
            return _gateway(_problem(LobbyError(), request_id, languages))


def spoken(language: str) -> dict[str, str]:
    """The headers of an answer whose texts are in a language that the client asked for."""
    return {"Content-Language": language, "Vary": "Accept-Language"}


def read_body(raw: bytes, body_type: type[Body]) -> Body:
    """A JSON body as a record; an empty body reads as an empty object.

    Raises:
        MalformedRequest: if it is not JSON in UTF-8.
        InvalidRequest: if it is another shape; names the first field that does not fit.
    """
    try:
        return msgspec.convert(_json(raw), body_type)
    except msgspec.ValidationError as error:
        raise _invalid(error) from error


def _json(raw: bytes) -> Any:
    try:
        return msgspec.json.decode(raw or b"{}")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedRequest from error


def read_query(given: Mapping[str, str], query_type: type[Body]) -> Body:
    """A query string as a record; empty parameters count as absent.

    Raises:
        InvalidRequest: names the first parameter that does not fit.
    """
    filled = {name: value for name, value in given.items() if value}
    try:
        return msgspec.convert(filled, query_type, strict=False)
    except msgspec.ValidationError as error:
        raise _invalid(error) from error


def read_idempotency_key(key: str | None) -> str | None:
    """The ``Idempotency-Key`` header, if there is one.

    Raises:
        InvalidRequest: if it is longer than 255 characters.
    """
    if key is not None and not 0 < len(key) <= _MAX_IDEMPOTENCY_KEY:
        raise InvalidRequest.of(
            "Idempotency-Key", "text_length", least=1, most=_MAX_IDEMPOTENCY_KEY
        )
    return key


def _request(event: Event, request_id: str) -> Request:
    raw = event.get("body") or ""
    claims = (event["requestContext"].get("authorizer") or {}).get("claims") or {}
    return Request(
        path=event.get("pathParameters") or {},
        query=event.get("queryStringParameters") or {},
        headers={name.lower(): value for name, value in (event.get("headers") or {}).items()},
        # what is no text in UTF-8 stays that, for whoever reads it to say so
        raw_body=b64decode(raw)
        if event.get("isBase64Encoded")
        else raw.encode(errors="surrogatepass"),
        claims=claims,
        request_id=request_id,
    )


def problem_document(
    error: LobbyError, request_id: str, languages: Sequence[str | None] = ()
) -> dict[str, Any]:
    """The problem document (RFC 9457) of an error, as JSON values.

    ``languages`` are those in which somebody reads what the business named, the best first.
    """
    params = said(error.params, languages)
    errors = [wrong._replace(params=said(wrong.params, languages)) for wrong in error.errors]
    document: dict[str, Any] = {
        "type": f"urn:lobby:problem:{error.slug}",
        "title": error.title,
        "status": error.status,
        "instance": f"urn:lobby:request:{request_id}",
        "code": error.code,
        "detail": _detail(error.code, params, errors),
    }
    optional = {
        "params": params,
        "errors": [_told(wrong) for wrong in errors],
        "since": error.since,
    }
    return document | {name: value for name, value in optional.items() if value}


def _detail(code: str, params: Mapping[str, Any], errors: Sequence[FieldError]) -> str:
    sentence = english().sentence(code, params)
    # to programmers, a sentence says little without the name of its field
    return f"{errors[0].field}: {sentence}" if len(errors) == 1 else sentence


def _told(wrong: FieldError) -> dict[str, Any]:
    message = english().sentence(wrong.code, wrong.params)
    told = {"field": wrong.field, "code": wrong.code, "message": message}
    return told | ({"params": wrong.params} if wrong.params else {})


def _problem(error: LobbyError, request_id: str, languages: Sequence[str | None]) -> Answer:
    return Answer(
        error.status,
        problem_document(error, request_id, languages),
        {"Content-Type": "application/problem+json"},
    )


def _gateway(answer: Answer) -> dict[str, Any]:
    headers = {"Content-Type": "application/json", **_NO_STORE, **answer.headers}
    if isinstance(answer.body, bytes):
        body, encoded = b64encode(answer.body).decode(), True
    else:
        body, encoded = (
            "" if answer.body is None else msgspec.json.encode(answer.body).decode(),
            False,
        )
    return {
        "statusCode": answer.status,
        "headers": headers,
        "body": body,
        "isBase64Encoded": encoded,
    }


def _invalid(error: msgspec.ValidationError) -> InvalidRequest:
    wrong = shape_error(error)
    return InvalidRequest(wrong.code, errors=[wrong], **wrong.params)
