"""The one exception root. Each error knows the problem document (RFC 9457) it becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

import msgspec

from lobby.base.reasons import Reason


class FieldError(NamedTuple):
    """One thing wrong with one field of the request, e.g. ``items[0].tax_rate``."""

    field: str
    code: str
    params: Mapping[str, Any] = {}

    @classmethod
    def of(cls, field: str, reason: Reason) -> FieldError:
        """What a reason says of a field."""
        return cls(field, reason.code, reason.params)


class LobbyError(Exception):
    """Anything Lobby refuses or cannot do.

    ``slug``, ``title`` and ``status`` belong to the class and are stable: integrators may switch on
    them. ``code``, ``params`` and ``since`` belong to the occurrence: ``code`` is a stable word for
    what is wrong, by itself that of the class, and ``params`` are the plain values of its sentence
    (``lobby.words.sentences``); ``since`` is the instant (ISO 8601, UTC) from which it holds.
    """

    slug: ClassVar[str] = "internal"
    title: ClassVar[str] = "Something went wrong on our side"
    status: ClassVar[int] = 500

    def __init__(
        self,
        code: str | None = None,
        /,
        *,
        errors: Sequence[FieldError] = (),
        since: str | None = None,
        **params: object,
    ) -> None:
        self.code = code or self.slug.replace("-", "_")
        self.params: dict[str, Any] = msgspec.to_builtins(params)
        self.errors = tuple(errors)
        self.since = since
        told = [f"{error.field}: {error.code}" for error in self.errors]
        super().__init__(", ".join([self.code, *told, *(f"{k}={v}" for k, v in params.items())]))


class InvalidRequest(LobbyError):
    """The request breaks a rule; ``errors`` names each field."""

    slug = "invalid-request"
    title = "The request is not valid"
    status = 422

    @classmethod
    def of(cls, field: str, code: str, /, **params: object) -> InvalidRequest:
        """The error for one field."""
        return cls.because(field, Reason.of(code, **params))

    @classmethod
    def because(cls, field: str, reason: Reason) -> InvalidRequest:
        """The error for one field, with a reason that is known."""
        return cls(reason.code, errors=[FieldError.of(field, reason)], **reason.params)


class MalformedRequest(LobbyError):
    """The body is not what its content type says, so no field can be named."""

    slug = "malformed-request"
    title = "The request can't be read"
    status = 400


class NotFound(LobbyError):
    """Nothing is there, or the caller may not know that something is."""

    slug = "not-found"
    title = "Not found"
    status = 404


class Unauthenticated(LobbyError):
    """The caller did not say who they are, or not convincingly."""

    slug = "unauthenticated"
    title = "Sign in first"
    status = 401


class NotAvailable(LobbyError):
    """The action can't be done now; ``code`` says why and ``since`` from when."""

    slug = "not-available"
    title = "This can't be done now"
    status = 409


class TermsNotAccepted(LobbyError):
    """The booking's terms have to be accepted, in the version that it was made under."""

    slug = "terms-not-accepted"
    title = "The booking terms have not been accepted"
    status = 409


class NothingDue(LobbyError):
    """There is nothing to pay of the kind asked for."""

    slug = "nothing-due"
    title = "Nothing is due"
    status = 409


class SoldOut(LobbyError):
    """There is nothing left of it; ``errors`` names the choice."""

    slug = "sold-out"
    title = "This is sold out"
    status = 409


class QuoteExpired(LobbyError):
    """The quote is older than it holds for. Ask for another."""

    slug = "quote-expired"
    title = "The quote has expired"
    status = 409


class QuoteChanged(LobbyError):
    """It would cost, or come back, something else than the caller was shown."""

    slug = "quote-changed"
    title = "The quote has changed"
    status = 409


class Conflict(LobbyError):
    """Somebody else changed the same thing meanwhile."""

    slug = "conflict"
    title = "This was changed meanwhile"
    status = 409


class KeyReused(LobbyError):
    """An ``Idempotency-Key`` came with another request than before
    (draft-ietf-httpapi-idempotency-key-header, 2.7)."""

    slug = "idempotency-key-reused"
    title = "This Idempotency-Key was used for another request"
    status = 422
