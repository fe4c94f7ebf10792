"""The back office: many small, rare operations of staff on settings, as one FastAPI application.

pydantic checks what people type and reports all of it at once; what is kept are the records of
``lobby.domain.business.settings``. Every change goes out as an event in the same transaction, which
says who changed what.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
from fastapi import Response

from lobby import wiring
from lobby.base.clock import utc_now
from lobby.base.errors import Conflict, InvalidRequest
from lobby.domain.business import settings as records
from lobby.domain.business.texts import Texts
from lobby.domain.people.records import Actor
from lobby.forms.fields import Form
from lobby.forms.pictures import keep_picture
from lobby.forms.settings import (
    BrandForm,
    FieldForm,
    LanguagesForm,
    PolicyForm,
    PropertyForm,
    SellerForm,
    TermsForm,
)
from lobby.http.collection import collection, readable
from lobby.http.desk import Staff, app, record_of, setting_changed, without_first
from lobby.http.web import answers, json_answer

__all__ = ["app"]

MOST_PROPERTIES = 200
MOST_FIELDS = 60
LOGO_BYTES = 100_000


class TermsInForce(msgspec.Struct, frozen=True):
    """The booking terms in force; without any, ``version`` is null."""

    version: str | None = None
    text: str = ""
    texts: Texts = {}


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
    settings = wiring.settings().read()
    logo_url = settings.brand.logo_url
    if "logo" in form.model_fields_set:
        logo_url = _logo(form.logo) if form.logo else None
    brand = records.Brand(
        name=form.name,
        colour=form.colour.lower(),
        website=form.website or None,
        logo_url=logo_url,
        texts=form.model_dump()["texts"],
    )
    brand = without_first(brand, settings.languages)
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
    store, written = wiring.settings(), form.model_dump()
    terms = without_first(records.Terms(version="", **written), store.read().languages)
    events = [setting_changed(actor, "terms")]
    return json_answer(store.publish_terms(terms.text, utc_now(), events, terms.texts))


@app.get("/staff/settings/languages")
@answers(records.Languages)
def read_languages() -> Response:
    """The languages in which the business writes."""
    return json_answer(records.Languages(languages=wiring.settings().read().languages))


@app.put("/staff/settings/languages")
@answers(records.Languages)
def save_languages(form: LanguagesForm, actor: Staff) -> Response:
    """Change the languages in which the business writes; the first is that of the records' fields.

    What was written in a language that is left out stays, for when it comes back.
    """
    languages = record_of(form, records.Languages)
    wiring.settings().save(languages, [setting_changed(actor, "languages")])
    return json_answer(languages)


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


@dataclass(frozen=True)
class _Records:
    """The records of one kind of setting."""

    what: str
    listed: Callable[[records.Settings], list[Any]]
    check: Callable[[Any, records.Settings], None]
    removable: Callable[[Any, records.Settings], None]
    settings: records.Settings

    def all(self) -> list[Any]:
        return self.listed(self.settings)

    def save(self, record: Any, _known: Any, actor: Actor) -> Any:
        kept = without_first(record, self.settings.languages)
        self.check(kept, self.settings)
        wiring.settings().save(kept, [setting_changed(actor, self.what)])
        return kept

    def remove(self, record: Any, actor: Actor) -> None:
        self.removable(record, self.settings)
        wiring.settings().remove(record, [setting_changed(actor, self.what)])


def _anything(_record: Any, _settings: records.Settings) -> None:
    """Nothing else has a say in this kind of record."""


def _records(
    path: str,
    what: str,
    form_type: type[Form],
    record_type: type[Any],
    listed: Callable[[records.Settings], list[Any]],
    check: Callable[[Any, records.Settings], None] = _anything,
    removable: Callable[[Any, records.Settings], None] = _anything,
    most: int = 100,
) -> None:
    def kept() -> _Records:
        return _Records(what, listed, check, removable, wiring.settings().read())

    readable(path, what, record_type, kept)
    collection(path, what, form_type, record_type, kept, most=most)


def _known_policy(place: records.Property, settings: records.Settings) -> None:
    if place.policy is not None and place.policy not in settings.policies:
        raise InvalidRequest.of("policy", "unknown_policy")


def _unused_policy(policy: records.Policy, settings: records.Settings) -> None:
    using = [place.name for place in settings.properties.values() if place.policy == policy.id]
    for place in settings.properties.values():
        catalog = wiring.catalogs().read(place.id)
        using += [rate.name for rate in catalog.rates.values() if rate.policy == policy.id]
        using += [pack.name for pack in catalog.packages.values() if pack.policy == policy.id]
    if using:
        raise Conflict("policy_in_use", by=using)


_records(
    "/staff/settings/policies",
    "policy",
    PolicyForm,
    records.Policy,
    lambda settings: list(settings.policies.values()),
    removable=_unused_policy,
)
_records(
    "/staff/settings/properties",
    "property",
    PropertyForm,
    records.Property,
    lambda settings: list(settings.properties.values()),
    check=_known_policy,
    most=MOST_PROPERTIES,
)
_records(
    "/staff/fields",
    "field",
    FieldForm,
    records.Field,
    lambda settings: settings.fields,
    most=MOST_FIELDS,
)
