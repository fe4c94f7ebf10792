"""Whatever fits a catalogue's records is read back as it was saved."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lobby.domain.selling.catalog import (
    Appointment,
    Catalog,
    DateRange,
    Extra,
    Feed,
    GuestPrice,
    Hours,
    OccupancyPrice,
    Package,
    PackagePart,
    Person,
    PriceRule,
    Promotion,
    Rate,
    Schedule,
    Selling,
    Session,
    Stay,
    StayDiscount,
    TouristTax,
    Unit,
)
from lobby.store.catalog import CatalogStore
from lobby.store.table.botocore_transport import decode, encode
from lobby.store.table.transport import Write
from tests.fakes.transport import MemoryTransport

IDS = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=1, max_size=4)
NAMES = st.text(max_size=8)
AMOUNTS = st.integers(-(10**11), 10**11)
COUNTS = st.integers(0, 1000)
PERCENTS = st.decimals(-100, 100, places=2)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
MOMENTS = st.datetimes()
WEEKDAYS = st.lists(st.integers(1, 7), max_size=2)
TIMES = st.times().map(lambda at: time(at.hour, at.minute))
YES_NO = st.booleans()


def some(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(values, max_size=2)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


RANGES = st.builds(DateRange, from_=DAYS, to=DAYS)
HOURS = st.builds(Hours, weekday=st.integers(1, 7), from_=TIMES, to=TIMES)
RULES = st.builds(
    PriceRule,
    name=NAMES,
    from_=maybe(DAYS),
    to=maybe(DAYS),
    weekdays=WEEKDAYS,
    products=some(IDS),
    price=maybe(AMOUNTS),
    percent=maybe(PERCENTS),
)
CHILDREN = st.builds(GuestPrice, to_age=COUNTS, percent=maybe(PERCENTS), price=maybe(AMOUNTS))
NAMED = {"id": IDS, "name": NAMES}
SHOWN = NAMED | {"description": NAMES, "position": COUNTS, "on_sale": YES_NO}
PICTURED = SHOWN | {"picture_url": maybe(NAMES)}
TAXED = {"tax_rate": PERCENTS, "tax_included": maybe(YES_NO)}
PRICED = TAXED | {"rules": some(RULES), "children": some(CHILDREN), "policy": maybe(IDS)}

RECORDS: dict[str, st.SearchStrategy[Any]] = {
    "products": st.one_of(
        st.builds(
            Stay,
            units=some(st.builds(Unit, **NAMED)),
            sleeps=COUNTS,
            arrive_on=WEEKDAYS,
            leave_on=WEEKDAYS,
            closed=some(RANGES),
            **PICTURED,
        ),
        st.builds(Appointment, duration=COUNTS, people=some(IDS), buffer=COUNTS, **PICTURED),
        st.builds(
            Session,
            duration=COUNTS,
            seats=COUNTS,
            schedules=some(
                st.builds(Schedule, start=MOMENTS, rule=maybe(NAMES), except_=some(DAYS))
            ),
            **PICTURED,
        ),
    ),
    "people": st.builds(
        Person, hours=some(HOURS), breaks=some(HOURS), days_off=some(RANGES), **NAMED
    ),
    "rates": st.builds(
        Rate,
        prices=st.dictionaries(IDS, AMOUNTS, max_size=3),
        per=st.sampled_from(["unit", "person"]),
        extra_adult=AMOUNTS,
        occupancy=some(st.builds(OccupancyPrice, guests=COUNTS, amount=AMOUNTS)),
        stay_discounts=some(st.builds(StayDiscount, nights=COUNTS, percent=PERCENTS)),
        **PRICED,
        **SHOWN,
    ),
    "extras": st.builds(
        Extra, price=AMOUNTS, stock=maybe(COUNTS), products=some(IDS), **TAXED, **SHOWN
    ),
    "packages": st.builds(
        Package,
        price=AMOUNTS,
        parts=some(
            st.builds(
                PackagePart, product=maybe(IDS), extra=maybe(IDS), nights=COUNTS, days=some(COUNTS)
            )
        ),
        start_on=WEEKDAYS,
        **PRICED,
        **PICTURED,
    ),
    "promotions": st.builds(
        Promotion,
        code=NAMES,
        percent=maybe(PERCENTS),
        amount=maybe(AMOUNTS),
        book=maybe(RANGES),
        stay=maybe(RANGES),
        uses=maybe(COUNTS),
        **NAMED,
    ),
    "feeds": st.builds(
        Feed,
        unit=IDS,
        url=NAMES,
        read_at=maybe(MOMENTS),
        problem=maybe(NAMES),
        conflicts=some(RANGES),
        **NAMED,
    ),
}
SELLING = st.builds(
    Selling,
    online=YES_NO,
    hold_minutes=COUNTS,
    tourist_tax=maybe(st.builds(TouristTax, name=NAMES, amount=AMOUNTS, most_nights=maybe(COUNTS))),
)
CATALOGS = st.builds(
    Catalog,
    property_id=IDS,
    selling=SELLING,
    **{
        kind: st.lists(records, max_size=2).map(lambda found: {r.id: r for r in found})
        for kind, records in RECORDS.items()
    },
)


class CodedTransport(MemoryTransport):
    """The table in memory, with every item sent in DynamoDB's own types."""

    def transact(self, writes: Any) -> None:
        for write in writes:
            assert isinstance(write, Write)
            assert decode(encode(write.item or {})) == (write.item or {})
        super().transact(writes)


@given(CATALOGS)
def test_a_catalogue_is_read_as_it_was_saved(catalog: Catalog) -> None:
    store = CatalogStore(CodedTransport())

    store.save(catalog.property_id, catalog.selling)
    for kind in RECORDS:
        for record in getattr(catalog, kind).values():
            store.save(catalog.property_id, record)

    assert store.read(catalog.property_id) == catalog
    assert store.read(f"{catalog.property_id}0") == Catalog(property_id=f"{catalog.property_id}0")


def test_amounts_keep_their_decimals() -> None:
    store = CatalogStore(CodedTransport())
    rate = Rate(id="R", name="Rate", prices={"P": 1}, tax_rate=Decimal("0.060"))

    store.save("here", rate)

    assert str(store.read("here").rates["R"].tax_rate) == "0.060"


def test_a_removed_record_is_gone_and_may_be_removed_again() -> None:
    store = CatalogStore(CodedTransport())
    extra = Extra(id="X", name="Extra", price=1)
    store.save("here", extra)

    for _ in range(2):
        store.remove("here", extra)

    assert store.read("here") == Catalog(property_id="here")
