"""The agencies that book through the API, for staff."""

from __future__ import annotations

from datetime import datetime

import msgspec

from lobby import wiring
from lobby.base.clock import utc_now
from lobby.base.errors import FieldError, InvalidRequest
from lobby.base.reasons import WrongValue
from lobby.domain.people.agencies import Partner
from lobby.domain.people.reading import clean_text, read_email
from lobby.http.operation import Answer, Operation, Request
from lobby.use_cases.agencies.manage_agencies import add_agency, remove_agency
from lobby.views.base import View

operation = Operation("manage_agencies")


class PartnerGiven(msgspec.Struct, frozen=True, kw_only=True):
    """An agency, as staff typed it."""

    name: str = ""
    email: str | None = None


class PartnerView(View, frozen=True, kw_only=True):
    """An agency."""

    id: str
    name: str
    email: str | None
    created_at: datetime


class Partners(View, frozen=True, kw_only=True):
    """All agencies."""

    items: list[PartnerView]


class NewPartner(PartnerView, frozen=True, kw_only=True):
    """A new agency with its keys, which are shown this once."""

    key: str
    sandbox_key: str


@operation.route("GET", "/staff/agencies", answers={200: Partners})
def list_agencies(_request: Request) -> Answer:
    """The agencies."""
    return Answer(200, Partners(items=[_view(partner) for partner in wiring.agencies().all()]))


@operation.route("POST", "/staff/agencies", body=PartnerGiven, answers={201: NewPartner})
def add(request: Request) -> Answer:
    """Add an agency; the answer has its keys, which can't be shown again."""
    name, email = _read(request.body(PartnerGiven))
    partner, live, sandbox = add_agency(
        name, email, wiring.agencies(), wiring.api_keys(), now=utc_now()
    )
    view = msgspec.structs.asdict(_view(partner))
    return Answer(201, NewPartner(**view, key=live.text, sandbox_key=sandbox.text))


@operation.route("DELETE", "/staff/agencies/{id}", answers={204: None})
def remove(request: Request) -> Answer:
    """Remove an agency: its keys end at once, its bookings stay."""
    remove_agency(request.path["id"], wiring.agencies(), wiring.api_keys())
    return Answer(204)


def _view(partner: Partner) -> PartnerView:
    return PartnerView(
        id=partner.id, name=partner.name, email=partner.email, created_at=partner.created_at
    )


def _read(given: PartnerGiven) -> tuple[str, str | None]:
    wrong: list[FieldError] = []
    name, email = "", None
    try:
        name = clean_text(given.name, 200)
        if not name:
            wrong.append(FieldError("name", "required"))
    except WrongValue as error:
        wrong.append(FieldError.of("name", error.reason))
    try:
        email = read_email(given.email) if given.email else None
    except WrongValue as error:
        wrong.append(FieldError.of("email", error.reason))
    if wrong:
        raise InvalidRequest(errors=wrong)
    return name, email


handler = operation.handler
