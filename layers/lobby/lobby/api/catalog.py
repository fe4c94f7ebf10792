"""The desk's operations on the catalogue: what a property sells, and at which rates.

Every change goes out as an event in the same transaction, as changes of the settings do.
"""

from datetime import date, timedelta
from typing import Annotated, Any

import msgspec
from fastapi import Body, Response
from pydantic import Discriminator, Tag

from lobby import wiring
from lobby.base.clock import utc_now
from lobby.base.errors import Conflict, FieldError, InvalidRequest, NotFound
from lobby.base.ids import new_id
from lobby.domain.people.records import Actor
from lobby.domain.selling import catalog as records
from lobby.domain.selling.catalog import Catalog, DayOverride, Selling, Stay
from lobby.domain.selling.catalog_check import ids_of, misfits, users_of
from lobby.forms.catalog.prices import PackageForm, PromotionForm, RateForm
from lobby.forms.catalog.products import (
    AppointmentForm,
    ExtraForm,
    PersonForm,
    PictureForm,
    SessionForm,
    StayForm,
)
from lobby.forms.catalog.selling import FeedForm, OverridesForm, SellingForm
from lobby.forms.fields import Form
from lobby.forms.pictures import keep_picture
from lobby.http.collection import Make, collection
from lobby.http.desk import Staff, app, record_of, setting_changed, without_first
from lobby.http.web import FORM, answers, json_answer
from lobby.outbound.targets import RefusedUrl, read_target
from lobby.store.overrides import Overrides
from lobby.use_cases.selling.find_bookings import has_bookings

# Far below what an item of the table holds.
MOST_BYTES = 200_000
PICTURE_BYTES = 500_000


def _kind(given: Any) -> str:
    return f"{FORM}{given.get('kind')}" if isinstance(given, dict) else ""


ProductForm = Annotated[
    Annotated[StayForm, Tag(f"{FORM}stay")]
    | Annotated[AppointmentForm, Tag(f"{FORM}appointment")]
    | Annotated[SessionForm, Tag(f"{FORM}session")],
    Body(),
    Discriminator(_kind, "at.kind", "{code}", {"code": "not_an_option"}),
]


class PictureKept(msgspec.Struct, frozen=True):
    """Where a picture is kept, as ``picture_url`` takes it."""

    url: str


class DaysSet(msgspec.Struct, frozen=True):
    """How many days were set."""

    days: int


def _catalog(property_id: str) -> Catalog:
    if property_id not in wiring.settings().read().properties:
        raise NotFound("unknown_property")
    return wiring.catalogs().read(property_id)


@app.post("/staff/pictures")
@answers(PictureKept, 201)
def send_picture(form: PictureForm, _: Staff) -> Response:
    """Send a picture of what is sold; the same one again is kept once."""
    url = keep_picture(
        "picture", form.picture, wiring.media(), name="picture", most_bytes=PICTURE_BYTES
    )
    return json_answer(PictureKept(url), 201)


@app.get("/staff/catalog/{property}")
@answers(Catalog)
def read_catalog(property: str) -> Response:
    """All that a property sells."""
    return json_answer(_catalog(property))


@app.put("/staff/catalog/{property}/selling")
@answers(Selling)
def save_selling(property: str, form: SellingForm, actor: Staff) -> Response:
    """Change how a property sells online."""
    _catalog(property)
    selling = without_first(record_of(form, Selling), wiring.settings().read().languages)
    wiring.catalogs().save(property, selling, [setting_changed(actor, "catalog")])
    return json_answer(selling)


# -- records --------------------------------------------------------------------------------------


class _Records:
    """The records of one kind in a property's catalogue; ``plural`` is their name there."""

    def __init__(self, property_id: str, plural: str) -> None:
        self._catalog = _catalog(property_id)
        self._plural = plural

    def all(self) -> list[Any]:
        return list(getattr(self._catalog, self._plural).values())

    def save(self, record: Any, known: Any, actor: Actor) -> Any:
        if isinstance(known, Stay):
            _check_unused(self._catalog, ids_of(known) - ids_of(record))
        settings = wiring.settings().read()
        kept = without_first(record, settings.languages)
        wrong = misfits(kept, self._catalog, settings.policies)
        if wrong:
            raise InvalidRequest(errors=wrong)
        if len(msgspec.json.encode(kept)) > MOST_BYTES:
            raise InvalidRequest.of("body", "too_large")
        property_id = self._catalog.property_id
        wiring.catalogs().save(property_id, kept, [setting_changed(actor, "catalog")])
        return kept

    def remove(self, record: Any, actor: Actor) -> None:
        _check_unused(self._catalog, ids_of(record))
        property_id = self._catalog.property_id
        wiring.catalogs().remove(property_id, record, [setting_changed(actor, "catalog")])


def _records(
    what: str,
    plural: str,
    form_type: Any,
    record_type: Any,
    most: int,
    make: Make | None = None,
) -> None:
    def kept(property: str) -> _Records:
        return _Records(property, plural)

    path = f"/staff/catalog/{{property}}/{plural}"
    collection(path, what, form_type, record_type, kept, most=most, make=make)


def _check_unused(catalog: Catalog, ids: set[str]) -> None:
    """Refuses to take away what the catalogue or a booking refers to."""
    using = users_of(ids, catalog)
    if using:
        raise Conflict("in-use", by=using)
    today = utc_now().date()
    if ids and has_bookings(catalog.property_id, ids, wiring.stocks(), today=today):
        raise Conflict("bookings_to_come")


def _product(
    form: StayForm | AppointmentForm | SessionForm, record_id: str, known: records.Product | None
) -> Any:
    record_type = _PRODUCTS[type(form)]
    if known is not None and not isinstance(known, record_type):
        raise InvalidRequest.of("kind", "kind_is_fixed")
    if not isinstance(form, StayForm):
        return record_of(form, record_type, id=record_id)
    return record_of(form, Stay, id=record_id, units=_units(form, known))


_PRODUCTS: dict[type[Form], type[Any]] = {
    StayForm: Stay,
    AppointmentForm: records.Appointment,
    SessionForm: records.Session,
}


def _units(form: StayForm, known: records.Product | None) -> list[dict[str, str]]:
    """The units with their ids; those that are new get theirs now."""
    free = {unit.id for unit in known.units} if isinstance(known, Stay) else set()
    units, wrong = [], []
    for number, unit in enumerate(form.units):
        if unit.id is not None and unit.id not in free:
            wrong.append(FieldError(f"units[{number}].id", "unknown_unit"))
        free.discard(unit.id or "")
        units.append({"id": unit.id or new_id(utc_now()), "name": unit.name})
    if wrong:
        raise InvalidRequest(errors=wrong)
    return units


def _feed(form: FeedForm, record_id: str, known: records.Feed | None) -> records.Feed:
    """A calendar that is still the same keeps what was read of it."""
    try:
        read_target(form.url, wiring.trusted_hosts())
    except RefusedUrl as error:
        raise InvalidRequest.because("url", error.reason) from error
    if known is not None and (known.unit, known.url) == (form.unit, form.url):
        return msgspec.structs.replace(known, name=form.name)
    return record_of(form, records.Feed, id=record_id)


_records("product", "products", ProductForm, records.Product, 300, _product)
_records("person", "people", PersonForm, records.Person, 300)
_records("rate", "rates", RateForm, records.Rate, 100)
_records("extra", "extras", ExtraForm, records.Extra, 300)
_records("package", "packages", PackageForm, records.Package, 100)
_records("promotion", "promotions", PromotionForm, records.Promotion, 500)
_records("feed", "feeds", FeedForm, records.Feed, 500, _feed)


# -- single days ----------------------------------------------------------------------------------


@app.put("/staff/catalog/{property}/overrides")
@answers(DaysSet)
def set_overrides(property: str, form: OverridesForm) -> Response:
    """Set a price, a least stay or a closure on single days, or leave them to the rules again."""
    product = _catalog(property).products.get(form.product)
    if product is None:
        raise InvalidRequest.of("product", "unknown_product")
    if form.min_nights is not None and not isinstance(product, Stay):
        raise InvalidRequest.of("min_nights", "only_stays")
    override = DayOverride(price=form.price, closed=form.closed, min_nights=form.min_nights)
    value = None if override == DayOverride() else override
    days = dict.fromkeys(_days(form), value)
    Overrides(wiring.transport()).set(property, form.product, days)
    return json_answer(DaysSet(len(days)))


def _days(form: OverridesForm) -> list[date]:
    """The days from the first to the last that are one of the weekdays, if these are given."""
    every = (form.from_ + timedelta(n) for n in range((form.to - form.from_).days + 1))
    return [day for day in every if not form.weekdays or day.isoweekday() in form.weekdays]
