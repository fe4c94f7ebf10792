"""What holds for every price, whatever is chosen, and for every quote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lobby import wiring
from lobby.base.errors import InvalidRequest, QuoteExpired
from lobby.domain.business.settings import Deposit, Policy
from lobby.domain.money.lines import TaxLine
from lobby.domain.money.pricing import break_down
from lobby.domain.selling.catalog import (
    Extra,
    GuestPrice,
    OccupancyPrice,
    PriceRule,
    Promotion,
    Rate,
    Selling,
    StayDiscount,
    TouristTax,
)
from lobby.domain.selling.claims import Nights
from lobby.domain.selling.plan import Plan
from lobby.domain.selling.selection import Choice, ExtraChoice
from lobby.domain.selling.shop import Shop
from lobby.domain.selling.tariff import portions
from lobby.sealed.quotes import HOLDS_FOR, Quotes
from tests.support.api import Reply, call
from tests.support.business import Business, Portal, file_of, good, problem
from tests.support.catalog import SurfCamp, catalog_path, surf_camp_catalog
from tests.support.selling import (
    NOW,
    a_lesson,
    a_massage,
    nights,
    planned,
    room,
    shop_of,
)

AMOUNTS = st.one_of(st.integers(0, 300), st.integers(0, 1_000_000))
PERCENTS = st.decimals(0, 100, places=2)
TAX_RATES = st.sampled_from([Decimal(text) for text in ("0", "0.06", "0.1", "0.10", "0.23", "1")])
TAX_INCLUDED = st.sampled_from([None, True, False])
RULES = st.builds(
    PriceRule,
    name=st.sampled_from(["Season", "Weekend"]),
    from_=st.none() | st.just(date(2027, 5, 4)),
    to=st.none() | st.just(date(2027, 5, 20)),
    weekdays=st.lists(st.integers(1, 7), max_size=3),
    price=st.none() | AMOUNTS,
    percent=st.none() | st.decimals(-100, 200, places=2),
)
CHILDREN = st.lists(
    st.builds(
        GuestPrice,
        to_age=st.integers(0, 17),
        percent=PERCENTS,
        price=st.none() | AMOUNTS,
    ),
    max_size=3,
).map(lambda bands: sorted(bands, key=lambda band: band.to_age))
PRICED_AT = st.builds(
    Rate,
    id=st.just("flexible"),
    name=st.just("Flexible"),
    prices=st.fixed_dictionaries(dict.fromkeys(("room", "lesson", "massage"), AMOUNTS)),
    per=st.sampled_from(["unit", "person"]),
    includes=st.integers(1, 4),
    extra_adult=AMOUNTS,
    children=CHILDREN,
    occupancy=st.lists(
        st.builds(OccupancyPrice, guests=st.integers(1, 4), amount=st.integers(-50_000, 50_000)),
        max_size=2,
    ),
    rules=st.lists(RULES, max_size=3),
    stay_discounts=st.lists(
        st.builds(StayDiscount, nights=st.integers(1, 10), percent=PERCENTS), max_size=2
    ),
    tax_rate=TAX_RATES,
    tax_included=TAX_INCLUDED,
)
EXTRAS = st.builds(
    Extra,
    id=st.just("extra"),
    name=st.just("Extra"),
    price=AMOUNTS,
    per=st.sampled_from(["booking", "person", "night", "person_night"]),
    tax_rate=TAX_RATES,
    tax_included=TAX_INCLUDED,
)
PROMOTIONS = st.one_of(
    st.builds(Promotion, percent=PERCENTS, **dict.fromkeys(("id", "code", "name"), st.just("SUN"))),
    st.builds(Promotion, amount=AMOUNTS, **dict.fromkeys(("id", "code", "name"), st.just("SUN"))),
)
TOURIST_TAXES = st.none() | st.builds(
    TouristTax,
    name=st.just("Town"),
    amount=st.integers(0, 500),
    from_age=st.integers(0, 18),
    most_nights=st.none() | st.integers(1, 7),
    tax_rate=TAX_RATES,
)
DEPOSITS = st.none() | st.one_of(
    st.builds(Deposit, percent=PERCENTS),
    st.builds(Deposit, nights=st.integers(1, 12)),
    st.builds(Deposit, amount=AMOUNTS),
)


@st.composite
def shops(draw: st.DrawFn) -> Shop:
    """A shop with prices of all shapes, whose rooms sleep one to four."""
    return shop_of(
        room(units=12, sleeps=draw(st.integers(1, 4))),
        draw(PRICED_AT),
        draw(EXTRAS),
        draw(PROMOTIONS),
        selling=Selling(confirm="at_once", tourist_tax=draw(TOURIST_TAXES)),
        policy=Policy(id="policy", name="Policy", deposit=draw(DEPOSITS)),
        prices_include_tax=draw(st.booleans()),
    )


@st.composite
def plans(draw: st.DrawFn) -> tuple[Shop, Plan]:
    """Something chosen in one of these shops."""
    shop = draw(shops())
    arrival = date(2027, 5, 1) + timedelta(days=draw(st.integers(0, 9)))
    departure = arrival + timedelta(days=draw(st.integers(1, 12)))
    possible: list[Choice] = [
        nights(f"{arrival}", f"{departure}"),
        a_lesson("2027-05-05T09:00Z", guests=[0]),
        a_massage("2027-05-06T09:00Z", guests=[0]),
        ExtraChoice(extra="extra", quantity=draw(st.integers(1, 3))),
    ]
    chosen = draw(st.lists(st.sampled_from(possible), min_size=1, unique_by=repr))
    assume(not all(isinstance(choice, ExtraChoice) for choice in chosen))
    plan = planned(
        shop,
        *chosen,
        adults=draw(st.integers(1, 6)),
        children=draw(st.lists(st.integers(0, 17), max_size=4)),
        promotion=draw(st.sampled_from([None, "SUN"])),
    )
    return shop, plan


@given(plans())
def test_lines_and_taxes_add_up_to_the_total(found: tuple[Shop, Plan]) -> None:
    shop, plan = found
    priced = break_down(plan.items, prices_include_tax=shop.place.prices_include_tax)

    lines = sum(item.amount for item in priced.lines)
    on_top = sum(tax.gross for tax in priced.taxes) - lines
    assert plan.total == priced.total == priced.net + priced.tax == lines + on_top
    assert [(t.net + t.tax) for t in priced.taxes] == [t.gross for t in priced.taxes]
    assert len({tax.rate for tax in priced.taxes}) == len(priced.taxes)
    for tax in priced.taxes:
        assert_rounded_once(tax, shop, plan)


def assert_rounded_once(tax: TaxLine, shop: Shop, plan: Plan) -> None:
    def amount(*, included: bool) -> Decimal:
        default = shop.place.prices_include_tax
        return Decimal(
            sum(
                item.amount
                for item in plan.items
                if item.tax_rate == tax.rate
                and (default if item.tax_included is None else item.tax_included) == included
            )
        )

    within = amount(included=True) * tax.rate / (1 + tax.rate)
    on_top = amount(included=False) * tax.rate
    one = Decimal(1)
    assert tax.tax == within.quantize(one, ROUND_HALF_UP) + on_top.quantize(one, ROUND_HALF_UP)


@given(plans())
def test_nothing_is_ever_below_zero(found: tuple[Shop, Plan]) -> None:
    shop, plan = found
    priced = break_down(plan.items, prices_include_tax=shop.place.prices_include_tax)

    assert 0 <= plan.deposit <= plan.total
    assert all(tax.net >= 0 and tax.tax >= 0 for tax in priced.taxes)
    assert all(item.unit_price >= 0 for item in plan.items if item.kind != "discount")


@given(parts=st.lists(AMOUNTS, max_size=6), data=st.data())
def test_portions_sum_up_exactly(parts: list[int], data: st.DataObject) -> None:
    amount = data.draw(st.integers(0, sum(parts)))

    found = portions(amount, parts)

    assert sum(found) == amount
    assert all(0 <= portion <= part for portion, part in zip(found, parts, strict=True))


@given(
    adults=st.integers(1, 6),
    children=st.lists(st.integers(0, 17), max_size=4),
    sleeps=st.integers(1, 4),
    price=PRICED_AT,
)
def test_a_party_is_split_over_as_few_units_as_it_needs(
    adults: int, children: list[int], sleeps: int, price: Rate
) -> None:
    shop = shop_of(room(units=12, sleeps=sleeps), price)
    party = adults + len(children)

    plan = planned(shop, nights("2027-05-01", "2027-05-04"), adults=adults, children=children)

    units = [claim.unit for claim in plan.claims if isinstance(claim, Nights)]
    assert len(set(units)) == len(units) == -(-party // sleeps)
    lodging = [item for item in plan.items if item.kind == "accommodation"]
    assert {guest for item in lodging for guest in item.guests} == set(range(party))
    assert sum(item.quantity for item in lodging) == 3 * len(units)


@given(
    adults=st.integers(1, 6),
    children=st.lists(st.integers(0, 17), max_size=4),
    price=PRICED_AT.filter(lambda rate: rate.per == "person"),
)
def test_who_pays_by_person_pays_the_same_in_any_rooms(
    adults: int, children: list[int], price: Rate
) -> None:
    totals = {
        planned(
            shop_of(room(units=12, sleeps=sleeps), price),
            nights("2027-05-01", "2027-05-04"),
            adults=adults,
            children=children,
        ).total
        for sleeps in (1, 2, 3, 4)
    }

    assert len(totals) == 1


# -- quotes as such -----------------------------------------------------------------------------

QUOTES = Quotes(b"k" * 32)
PLAN = planned(shop_of(), nights("2027-05-01", "2027-05-04"))
SEALED, _ = QUOTES.seal(PLAN, NOW)


@given(plans())
@settings(max_examples=50)
def test_what_was_quoted_is_what_is_opened(found: tuple[Shop, Plan]) -> None:
    _, plan = found
    quote, expires_at = QUOTES.seal(plan, NOW)

    assert QUOTES.open(quote, expires_at) == plan


@given(place=st.integers(0, len(SEALED) - 1), character=st.characters())
@settings(max_examples=500)
def test_no_character_of_a_quote_can_be_another(place: int, character: str) -> None:
    assume(character != SEALED[place])

    refused(SEALED[:place] + character + SEALED[place + 1 :])


@given(place=st.integers(0, len(SEALED)), text=st.text(min_size=1))
def test_nothing_can_be_put_into_a_quote(place: int, text: str) -> None:
    refused(SEALED[:place] + text + SEALED[place:])


@given(st.integers(0, len(SEALED) - 1))
def test_a_part_of_a_quote_is_none(length: int) -> None:
    refused(SEALED[:length])


@given(st.text())
def test_any_text_is_no_quote(text: str) -> None:
    refused(text)


def test_the_last_character_of_a_quote_has_one_spelling() -> None:
    """Base64 ends with bits that say nothing."""
    for end in range(3):
        plan = planned(shop_of(), nights("2027-05-01", f"2027-05-{10 + end}"))
        sealed, _ = QUOTES.seal(plan, NOW)
        bare = sealed.rstrip("=")
        padding = sealed[len(bare) :]
        for other in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_":
            if other != bare[-1]:
                refused(bare[:-1] + other + padding)


def test_a_quote_under_another_key_is_none() -> None:
    with pytest.raises(InvalidRequest):
        Quotes(b"j" * 32).open(SEALED, NOW)


def test_a_quote_holds_for_a_quarter_of_an_hour() -> None:
    assert QUOTES.open(SEALED, NOW + HOLDS_FOR) == PLAN
    with pytest.raises(QuoteExpired):
        QUOTES.open(SEALED, NOW + HOLDS_FOR + timedelta(seconds=1))


def refused(quote: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        QUOTES.open(quote, NOW)
    assert [error.field for error in caught.value.errors] == ["quote"]


# -- quotes over HTTP ---------------------------------------------------------------------------


@pytest.fixture
def camp(business: Business) -> SurfCamp:
    return surf_camp_catalog(business.property_id)


def selections(camp: SurfCamp) -> st.SearchStrategy[dict[str, Any]]:
    """What a party of two to four may choose there."""
    start = st.sampled_from([date(2027, 7, 3), date(2027, 5, 1), date(2027, 6, 5)])

    def chosen(first: date, choices: Sequence[str], length: int) -> list[dict[str, Any]]:
        end = first + timedelta(days=length)
        at = datetime.combine(first, datetime.min.time(), UTC) + timedelta(days=2, hours=9)
        possible: dict[str, dict[str, Any]] = {
            "stay": {"kind": "stay", "product": camp.room, "from": f"{first}", "to": f"{end}"},
            "lesson": {"kind": "session", "product": camp.lesson, "at": at.isoformat()},
            "massage": {
                "kind": "appointment",
                "product": camp.massage,
                "at": at.isoformat(),
                "guests": [0],
            },
            "board": {"kind": "extra", "extra": camp.board},
            "breakfast": {"kind": "extra", "extra": camp.breakfast, "guests": [0]},
            "week": {
                "kind": "package",
                "package": camp.surf_week,
                "from": f"{first}",
                "guests": [0],
            },
        }
        return [possible[name] for name in ["stay", *choices]]

    return st.fixed_dictionaries(
        {
            "property": st.just(camp.property_id),
            "adults": st.integers(1, 2),
            "children": st.lists(st.integers(0, 17), max_size=2),
            "choices": st.builds(
                chosen,
                start,
                st.lists(
                    st.sampled_from(["lesson", "massage", "board", "breakfast", "week"]),
                    unique=True,
                    max_size=3,
                ),
                st.integers(2, 9),
            ),
            "promotion": st.sampled_from([None, "SUMMER10"]),
        }
    )


def book(quote: str, key: str) -> Reply:
    body = {"quote": quote, "booker": {"last_name": "Hemm", "email": "anna@hemm.example"}}
    return call("POST", "/bookings", body, headers={"Idempotency-Key": key})


@settings(max_examples=50)
@given(data=st.data())
def test_what_is_booked_is_what_was_quoted(
    business: Business, camp: SurfCamp, data: st.DataObject
) -> None:
    """Also when staff change the price, the tax and the extras in between."""
    shown = good(call("POST", "/quotes", data.draw(selections(camp))))
    if data.draw(st.booleans()):
        change_prices(camp, data.draw(st.integers(1_000, 20_000)))
    business.clock.forward(timedelta(minutes=data.draw(st.integers(0, 14))))

    made = good(book(shown["quote"], f"{business.clock.moment}"), 201)

    guest = Portal(made["code"], made["link"].partition("#")[2])
    page = guest.page()
    try:
        assert page["breakdown"]["lines"] == shown["lines"]
        for name in ("net", "tax", "total", "taxes"):
            assert page["breakdown"][name] == shown[name]
        booking = file_of(guest).booking
        assert (f"{booking.arrival}", f"{booking.departure}") == (
            shown["arrival"],
            shown["departure"],
        )
        assert booking.deposit == shown["deposit"]["amount"]["amount"]
    finally:
        good(business.cancel(guest))


def change_prices(camp: SurfCamp, price: int) -> None:
    path = catalog_path(camp.property_id)
    catalog = good(call("GET", path))
    flexible = catalog["rates"][camp.flexible]
    changed = {
        **flexible,
        "prices": {camp.room: price},
        "rules": [],
        "tax_rate": "0.13",
    }
    changed.pop("id")
    good(call("PUT", f"{path}/rates/{camp.flexible}", changed))


def test_a_tampered_quote_is_told_so(camp: SurfCamp) -> None:
    quote = a_quote(camp)

    for tampered in (quote[:-4], "A" + quote[1:], quote + "=", f" {quote}", "", "é"):
        document = problem(book(tampered, "key"), 422, "invalid-request")
        assert [error["field"] for error in document["errors"]] == ["quote"]
    assert good(call("GET", "/staff/bookings"))["bookings"] == []


def test_a_quote_of_another_deployment_is_refused(
    camp: SurfCamp, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote = a_quote(camp)
    monkeypatch.setattr(wiring, "quotes", lambda: Quotes(b"other" * 10))

    document = problem(book(quote, "key"), 422, "invalid-request")

    assert [error["field"] for error in document["errors"]] == ["quote"]


def test_an_old_quote_is_told_so_but_what_it_booked_stays(
    business: Business, camp: SurfCamp
) -> None:
    quote, other = a_quote(camp), a_quote(camp)
    made = good(book(quote, "first"), 201)
    business.clock.forward(timedelta(minutes=16))

    problem(book(other, "second"), 409, "quote-expired")
    assert good(book(quote, "first"), 201) == made


def test_a_quote_takes_no_more_than_there_is_by_now(camp: SurfCamp) -> None:
    """Staff take seats away after the price was shown: what is left of them is sold, no more."""
    lesson = {"kind": "session", "product": camp.lesson, "at": "2027-07-06T09:00:00Z"}
    selection = {"property": camp.property_id, "adults": 3, "choices": [lesson]}
    first, second = (good(call("POST", "/quotes", selection))["quote"] for _ in range(2))
    path = catalog_path(camp.property_id)
    known = good(call("GET", path))["products"][camp.lesson]
    fewer = {name: value for name, value in known.items() if name != "id"} | {"seats": 5}
    good(call("PUT", f"{path}/products/{camp.lesson}", fewer))

    good(book(str(first), "first"), 201)
    problem(book(str(second), "second"), 409, "sold-out")


def a_quote(camp: SurfCamp) -> str:
    stay = {"kind": "stay", "product": camp.room, "from": "2027-07-05", "to": "2027-07-08"}
    selection = {"property": camp.property_id, "adults": 2, "choices": [stay]}
    return str(good(call("POST", "/quotes", selection))["quote"])
