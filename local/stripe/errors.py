"""Refusals in the shape that Stripe gives them (docs.stripe.com/api/errors)."""

from __future__ import annotations


class ApiError(Exception):
    """What the caller is told instead of an object."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.kind = kind
        self.code = code
        self.param = param

    def body(self) -> dict[str, dict[str, str]]:
        """The answer's JSON; members without a value are left out, as Stripe does."""
        members = {
            "type": self.kind,
            "code": self.code,
            "message": self.message,
            "param": self.param,
        }
        return {"error": {name: value for name, value in members.items() if value is not None}}


def missing(kind: str, object_id: str) -> ApiError:
    """Nothing of that kind has this id."""
    name = kind.rpartition(".")[2]
    return ApiError(
        f"No such {kind}: '{object_id}'", status=404, code="resource_missing", param=name
    )
