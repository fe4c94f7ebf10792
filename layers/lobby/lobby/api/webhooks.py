"""The desk's operations on webhook endpoints and their secrets."""

import msgspec
from fastapi import Response

from lobby import wiring
from lobby.base.clock import iso, utc_now
from lobby.base.errors import FieldError, InvalidRequest, NotFound
from lobby.base.ids import new_id
from lobby.domain.business import settings as records
from lobby.forms.settings import EndpointForm
from lobby.http.desk import Listed, app, record_of
from lobby.http.web import answers, json_answer
from lobby.outbound.targets import RefusedUrl, read_target
from lobby.webhooks.event_types import PUBLIC

MOST_ENDPOINTS = 20


class Secret(msgspec.Struct, frozen=True):
    """The secret that an endpoint's signatures are made with (Standard Webhooks, ``whsec_``)."""

    secret: str


class NewEndpoint(records.Endpoint, frozen=True, kw_only=True):
    """A webhook endpoint that was just added, with its secret."""

    secret: str


# -- webhooks -----------------------------------------------------------------------------------


def _endpoint(endpoint_id: str) -> records.Endpoint:
    endpoint = wiring.settings().read().endpoints.get(endpoint_id)
    if endpoint is None:
        raise NotFound("unknown_webhook")
    return endpoint


def _check_endpoint(form: EndpointForm) -> None:
    unknown = [
        FieldError(f"types[{number}]", "unknown_event_type")
        for number, name in enumerate(form.types)
        if name not in PUBLIC
    ]
    if unknown:
        raise InvalidRequest(errors=unknown)
    try:
        read_target(form.url, wiring.trusted_hosts())
    except RefusedUrl as error:
        raise InvalidRequest.because("url", error.reason) from error


def _secret(endpoint: records.Endpoint) -> str:
    return wiring.webhook_secrets().secret(endpoint.id, endpoint.secret_version)


@app.get("/staff/webhooks")
@answers(Listed[records.Endpoint])
def list_webhooks() -> Response:
    """The webhook endpoints."""
    return json_answer(Listed(list(wiring.settings().read().endpoints.values())))


@app.post("/staff/webhooks")
@answers(NewEndpoint, 201)
def add_webhook(form: EndpointForm) -> Response:
    """Add a webhook endpoint; the answer has its secret."""
    _check_endpoint(form)
    if len(wiring.settings().read().endpoints) >= MOST_ENDPOINTS:
        raise InvalidRequest.of("body", "too_many_kept", most=MOST_ENDPOINTS)
    now = utc_now()
    endpoint = record_of(form, records.Endpoint, id=new_id(now), created_at=iso(now))
    wiring.settings().save(endpoint)
    return json_answer(
        NewEndpoint(**msgspec.structs.asdict(endpoint), secret=_secret(endpoint)), 201
    )


@app.get("/staff/webhooks/{id}")
@answers(records.Endpoint)
def read_webhook(id: str) -> Response:
    """A webhook endpoint."""
    return json_answer(_endpoint(id))


@app.put("/staff/webhooks/{id}")
@answers(records.Endpoint)
def change_webhook(id: str, form: EndpointForm) -> Response:
    """Change a webhook endpoint; its secret stays."""
    _check_endpoint(form)
    endpoint = msgspec.structs.replace(_endpoint(id), **form.model_dump())
    wiring.settings().save(endpoint)
    return json_answer(endpoint)


@app.delete("/staff/webhooks/{id}")
@answers(None, 204)
def remove_webhook(id: str) -> Response:
    """Remove a webhook endpoint."""
    wiring.settings().remove(_endpoint(id))
    return Response(status_code=204)


@app.get("/staff/webhooks/{id}/secret")
@answers(Secret)
def read_webhook_secret(id: str) -> Response:
    """The secret that an endpoint's signatures are made with."""
    return json_answer(Secret(_secret(_endpoint(id))))


@app.post("/staff/webhooks/{id}/secret")
@answers(Secret)
def rotate_webhook_secret(id: str) -> Response:
    """A new secret; for 24 hours events are signed with the old one as well."""
    endpoint = _endpoint(id)
    rotated = msgspec.structs.replace(
        endpoint, secret_version=endpoint.secret_version + 1, rotated_at=iso(utc_now())
    )
    wiring.settings().save(rotated)
    return json_answer(Secret(_secret(rotated)))
