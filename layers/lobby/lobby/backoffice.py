"""The back office: many small, rare operations of staff on settings, as one FastAPI application.

pydantic checks what people type and reports all of it at once; what is kept are the records of
``lobby.domain.settings``. Every change goes out as an event in the same transaction, so that the
pages of open bookings follow.
"""

import re
from collections.abc import Callable
from datetime import time
from decimal import Decimal
from typing import Annotated, Any, Generic, Self
from zoneinfo import available_timezones

import msgspec
from fastapi import Response
from pydantic import AfterValidator, Field, model_validator

import lobby.catalog_desk  # noqa: F401 (adds its operations to the application)
from lobby import wiring
from lobby.clock import iso, utc_now
from lobby.desk_http import Record, Staff, app, record_of, setting_changed
from lobby.domain import settings as records
from lobby.domain.check_in import read_email, read_phone
from lobby.entry import (
    MOST_UNIT_PRICE,
    AddressForm,
    Email,
    Form,
    LongText,
    Name,
    RequiredName,
    WebAddress,
    wrong_at,
)
from lobby.errors import Conflict, FieldError, InvalidRequest, NotFound
from lobby.ids import new_id
from lobby.pictures import keep_picture
from lobby.web import answers, json_answer
from lobby.webhooks.event_types import PUBLIC
from lobby.webhooks.targets import RefusedUrl, read_target

__all__ = ["app"]

MOST_PROPERTIES = 200
MOST_FIELDS = 60
MOST_ENDPOINTS = 20
LOGO_BYTES = 100_000


class Listed(msgspec.Struct, Generic[Record], frozen=True):
    """All records of one kind."""

    items: list[Record]


class TermsInForce(msgspec.Struct, frozen=True):
    """The booking terms in force; without any, ``version`` is null."""

    version: str | None = None
    text: str = ""


class Secret(msgspec.Struct, frozen=True):
    """The secret that an endpoint's signatures are made with (Standard Webhooks, ``whsec_``)."""

    secret: str


class NewEndpoint(records.Endpoint, frozen=True, kw_only=True):
    """A webhook endpoint that was just added, with its secret."""

    secret: str


def _time_zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError("This is not an IANA time zone such as Europe/Lisbon.")
    return value


def _time_of_day(value: str) -> str:
    if not re.fullmatch(r"\d\d:\d\d", value):
        raise ValueError("This must be a time like 15:00.")
    return time.fromisoformat(value).strftime("%H:%M")


# pydantic would name both sides of a union in the path of a mistake
EmailOrNone = Annotated[str, AfterValidator(lambda value: read_email(value) if value else "")]
PhoneOrNone = Annotated[str, AfterValidator(lambda value: read_phone(value) if value else "")]
TimeZone = Annotated[str, AfterValidator(_time_zone)]
TimeOfDay = Annotated[str, AfterValidator(_time_of_day)]


class BrandForm(Form):
    """How the business looks. ``logo`` is a PNG, JPEG or WebP picture as a data URI; without it the
    logo stays, and ``null`` takes it away."""

    name: RequiredName
    colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#0b6e75"
    website: WebAddress | None = None
    logo: str | None = None


class TermsForm(Form):
    """New booking terms; empty text takes the terms out of force."""

    text: LongText


class SellerForm(Form):
    """Who issues invoices."""

    name: Name = ""
    address: AddressForm = AddressForm()
    vat_number: Name = ""
    registration: Name = ""
    email: EmailOrNone = ""
    phone: PhoneOrNone = ""
    bank_account: Name = ""
    invoice_prefix: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{0,12}$")] = ""
    invoice_note: LongText = ""


class FeeForm(Form):
    """One of percent, nights and amount."""

    percent: Annotated[int, Field(ge=0, le=100)] | None = None
    nights: Annotated[int, Field(ge=0, le=365)] | None = None
    amount: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(value is not None for value in (self.percent, self.nights, self.amount)) != 1:
            raise wrong_at("percent", "Give one of percent, nights and amount.")
        return self


class DeadlineForm(Form):
    """So many hours before arrival, or so many days before it at a local time."""

    hours: Annotated[int, Field(ge=0, le=24 * 730)] | None = None
    days: Annotated[int, Field(ge=0, le=730)] | None = None
    at: TimeOfDay = "23:59"

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.hours is None) == (self.days is None):
            raise wrong_at("hours", "Give either hours or days.")
        return self


class TierForm(Form):
    """Until this deadline, this fee."""

    until: DeadlineForm
    fee: FeeForm


class AheadForm(Form):
    """What is paid ahead: one of percent, nights and amount, when booking or so many days before
    arrival."""

    percent: Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)] | None = None
    nights: Annotated[int, Field(ge=1, le=365)] | None = None
    amount: Annotated[int, Field(ge=0, le=MOST_UNIT_PRICE)] | None = None
    days_before: Annotated[int, Field(ge=0, le=730)] | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(value is not None for value in (self.percent, self.nights, self.amount)) != 1:
            raise wrong_at("percent", "Give one of percent, nights and amount.")
        return self


class PolicyForm(Form):
    """What is paid ahead, what cancelling costs, and until when guests change things themselves."""

    name: RequiredName
    tiers: list[TierForm] = Field(default=[], max_length=10)
    after: FeeForm = FeeForm(percent=100)
    guest_until: DeadlineForm | None = None
    deposit: AheadForm | None = None
    guests_reschedule: bool = True
    reschedule_until: DeadlineForm | None = None


class PropertyForm(Form):
    """A place that takes bookings."""

    name: RequiredName
    time_zone: TimeZone
    email: EmailOrNone = ""
    phone: PhoneOrNone = ""
    website: WebAddress | None = None
    address: AddressForm = AddressForm()
    contacts: list[Email] = Field(default=[], max_length=20)
    check_in_from: TimeOfDay = "15:00"
    check_out_until: TimeOfDay = "11:00"
    directions: LongText = ""
    map_url: WebAddress | None = None
    prices_include_tax: bool = True
    policy: str | None = None


class FieldForm(Form):
    """A question of the web check-in."""

    label: RequiredName
    type: records.FieldType
    required: bool = False
    help: Name | None = None
    options: list[RequiredName] | None = Field(default=None, max_length=100)
    position: Annotated[int, Field(ge=0, le=10_000)] = 0

    @model_validator(mode="after")
    def _options(self) -> Self:
        has_choices = self.type in ("choice", "many")
        if has_choices and not self.options:
            raise wrong_at("options", "Give the options to choose from.")
        if self.options and len(set(self.options)) < len(self.options):
            raise wrong_at("options", "An option is there twice.")
        if not has_choices:
            self.options = None
        return self


class EndpointForm(Form):
    """A webhook endpoint; no types means every type."""

    url: Annotated[str, Field(max_length=2_000)]
    types: list[str] = Field(default=[])
    description: Name = ""
    enabled: bool = True


# -- brand, terms, seller -----------------------------------------------------------------------


@app.get("/staff/settings/brand")
@answers(records.Brand)
def read_brand() -> Response:
    """The brand."""
    return json_answer(wiring.settings().read().brand)


@app.put("/staff/settings/brand")
@answers(records.Brand)
def save_brand(form: BrandForm, actor: Staff) -> Response:
    """Change the brand."""
    logo_url = wiring.settings().read().brand.logo_url
    if "logo" in form.model_fields_set:
        logo_url = _logo(form.logo) if form.logo else None
    brand = records.Brand(
        name=form.name, colour=form.colour.lower(), website=form.website or None, logo_url=logo_url
    )
    wiring.settings().save(brand, [setting_changed(actor, "brand")])
    return json_answer(brand)


def _logo(data_uri: str) -> str:
    return keep_picture("logo", data_uri, wiring.media(), name="logo", most_bytes=LOGO_BYTES)


@app.get("/staff/settings/terms")
@answers(TermsInForce)
def read_terms() -> Response:
    """The booking terms in force."""
    return json_answer(wiring.settings().read().terms or TermsInForce())


@app.put("/staff/settings/terms")
@answers(records.Terms)
def publish_terms(form: TermsForm, actor: Staff) -> Response:
    """Put new booking terms in force; bookings made before keep theirs."""
    terms = wiring.settings().publish_terms(form.text, utc_now(), [setting_changed(actor, "terms")])
    return json_answer(terms)


@app.get("/staff/settings/seller")
@answers(records.Seller)
def read_seller() -> Response:
    """Who issues invoices."""
    return json_answer(wiring.settings().read().seller)


@app.put("/staff/settings/seller")
@answers(records.Seller)
def save_seller(form: SellerForm, actor: Staff) -> Response:
    """Change who issues invoices; invoices issued before stay as they are."""
    seller = record_of(form, records.Seller)
    wiring.settings().save(seller, [setting_changed(actor, "seller")])
    return json_answer(seller)


# -- policies, properties, fields ---------------------------------------------------------------


def _collection(
    path: str,
    what: str,
    form_type: type[Form],
    record_type: type[Any],
    listed: Callable[[records.Settings], list[Any]],
    check: Callable[[Any, records.Settings], None] | None = None,
    removable: Callable[[Any, records.Settings], None] | None = None,
    most: int = 100,
) -> None:
    """Lists, adds, reads, changes and removes the records of one kind of setting."""

    def find(record_id: str, settings: records.Settings) -> Any:
        found = next((r for r in listed(settings) if r.id == record_id), None)
        if found is None:
            raise NotFound(f"There is no such {what}.")
        return found

    @answers(Listed[record_type])  # type: ignore[valid-type]
    def read_all() -> Response:
        return json_answer(Listed(listed(wiring.settings().read())))

    @answers(record_type, 201)
    def add(form: form_type, actor: Staff) -> Response:  # type: ignore[valid-type]
        settings = wiring.settings().read()
        if len(listed(settings)) >= most:
            raise InvalidRequest.of("body", f"There can be {most} at most.")
        record = record_of(form, record_type, id=new_id(utc_now()))
        if check:
            check(record, settings)
        wiring.settings().save(record, [setting_changed(actor, what)])
        return json_answer(record, 201)

    @answers(record_type)
    def read_one(id: str) -> Response:
        return json_answer(find(id, wiring.settings().read()))

    @answers(record_type)
    def change(id: str, form: form_type, actor: Staff) -> Response:  # type: ignore[valid-type]
        settings = wiring.settings().read()
        find(id, settings)
        record = record_of(form, record_type, id=id)
        if check:
            check(record, settings)
        wiring.settings().save(record, [setting_changed(actor, what)])
        return json_answer(record)

    @answers(None, 204)
    def remove(id: str, actor: Staff) -> Response:
        settings = wiring.settings().read()
        record = find(id, settings)
        if removable:
            removable(record, settings)
        wiring.settings().remove(record, [setting_changed(actor, what)])
        return Response(status_code=204)

    plural = path.rsplit("/", 1)[-1]
    app.get(path, summary=f"The {plural}", name=f"list_{plural}")(read_all)
    app.post(path, summary=f"Add a {what}", name=f"add_{what}")(add)
    app.get(f"{path}/{{id}}", summary=f"A {what}", name=f"read_{what}")(read_one)
    app.put(f"{path}/{{id}}", summary=f"Change a {what}", name=f"change_{what}")(change)
    app.delete(f"{path}/{{id}}", summary=f"Remove a {what}", name=f"remove_{what}")(remove)


def _known_policy(place: records.Property, settings: records.Settings) -> None:
    if place.policy is not None and place.policy not in settings.policies:
        raise InvalidRequest.of("policy", "There is no such policy.")


def _unused_policy(policy: records.Policy, settings: records.Settings) -> None:
    using = [place.name for place in settings.properties.values() if place.policy == policy.id]
    for place in settings.properties.values():
        catalog = wiring.catalogs().read(place.id)
        using += [rate.name for rate in catalog.rates.values() if rate.policy == policy.id]
        using += [pack.name for pack in catalog.packages.values() if pack.policy == policy.id]
    if using:
        raise Conflict(f"This policy is in use by {', '.join(using)}.", code="policy_in_use")


_collection(
    "/staff/settings/policies",
    "policy",
    PolicyForm,
    records.Policy,
    lambda settings: list(settings.policies.values()),
    removable=_unused_policy,
)
_collection(
    "/staff/settings/properties",
    "property",
    PropertyForm,
    records.Property,
    lambda settings: list(settings.properties.values()),
    check=_known_policy,
    most=MOST_PROPERTIES,
)
_collection(
    "/staff/fields",
    "field",
    FieldForm,
    records.Field,
    lambda settings: settings.fields,
    most=MOST_FIELDS,
)


# -- webhooks -----------------------------------------------------------------------------------


def _endpoint(endpoint_id: str) -> records.Endpoint:
    endpoint = wiring.settings().read().endpoints.get(endpoint_id)
    if endpoint is None:
        raise NotFound("There is no such webhook.")
    return endpoint


def _check_endpoint(form: EndpointForm) -> None:
    unknown = [
        FieldError(f"types[{number}]", "There is no such event type.")
        for number, name in enumerate(form.types)
        if name not in PUBLIC
    ]
    if unknown:
        raise InvalidRequest("Some event types do not exist.", errors=unknown)
    try:
        read_target(form.url, wiring.trusted_hosts())
    except RefusedUrl as error:
        raise InvalidRequest.of("url", str(error)) from error


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
        raise InvalidRequest.of("body", f"There can be {MOST_ENDPOINTS} webhooks at most.")
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
