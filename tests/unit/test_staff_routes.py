"""Routes of staff let nobody in whom the authorizer did not, whatever the template says."""

from __future__ import annotations

import pytest

from tests.support.api import call, routes
from tests.support.business import Business, problem

STAFF_ROUTES = sorted(
    (method, path) for method, path, _, _ in routes() if path.startswith("/staff/")
)


def test_the_template_guards_the_routes_of_staff_and_no_others() -> None:
    assert len(STAFF_ROUTES) > 25
    for method, path, _, guarded in routes():
        assert guarded == path.startswith("/staff/"), (method, path)


@pytest.mark.parametrize(("method", "path"), STAFF_ROUTES)
@pytest.mark.parametrize("claims", [None, {"sub": "x", "token_use": "access"}])
def test_without_a_name_in_the_claims_nothing_is_answered(
    business: Business, method: str, path: str, claims: dict[str, str] | None
) -> None:
    guest = business.book()
    filled = path.replace("{code}", guest.code).replace("{id}", business.property_id)

    reply = call(method, filled, {} if method in ("POST", "PUT") else None, staff=claims or False)

    problem(reply, 401, "unauthenticated")
    assert guest.code not in reply.raw.decode()
