"""What things cost, by worked examples: prices as businesses publish them, sums done by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import msgspec
import pytest

from lobby.domain.booking.cancellation import cancellation_reasons, quote
from lobby.domain.business.settings import Deadline, Deposit, Fee, Policy, Tier
from lobby.domain.money.pricing import break_down
from lobby.domain.selling.catalog import (
    DayOverride,
    Extra,
    GuestPrice,
    OccupancyPrice,
    Package,
    PackagePart,
    PriceRule,
    Promotion,
    Rate,
    Selling,
    StayDiscount,
    TouristTax,
)
from lobby.domain.selling.plan import Plan
from lobby.domain.selling.selection import Choice, ExtraChoice, PackageChoice
from lobby.domain.selling.shop import Shop
from lobby.domain.selling.stock import Stock
from lobby.words.words import english
from tests.support.selling import (
    NOW,
    a_lesson,
    a_massage,
    booked,
    charged,
    nights,
    planned,
    rate,
    room,
    shop_of,
)

LISBON = ZoneInfo("Europe/Lisbon")
QLOAPPS_BY_GUESTS = "https://github.com/Qloapps/QloApps/issues/1465"
QLOAPPS_FIXED_GROSS = "https://github.com/Qloapps/QloApps/issues/1675"
TAX_PER_RATE = "Directive 2006/112/EC, Art. 226 (8) to (10)"
TOURIST_FEES = "https://tripx.dk/tourist-fee"
HUNGARY = "https://www.hegyvidek.hu/english/taxation/tourist-tax-return"
CLOUDBEDS = "https://myfrontdesk.cloudbeds.com/hc/en-us/articles/218513087-policies-overview"
VENAO = "https://www.venaosurfschool.com/pages/surf-camp-booking-cancellation-policy"
SURF_CAMP_ME = "https://www.surfcampme.com/cancellation"
SALON = "https://foreverbeauty.ie/pages/cancellation-policy"
BOOKING_COM = "https://developers.booking.com/connectivity/docs/policies-api/policy-codes"
FLEXIBLE = "https://developers.booking.com/demand/docs/orders-api/cancellation-policies"
AIRBNB = "https://www.airbnb.com/help/article/475"
BOOKEO = "https://support.bookeo.com/hc/en-us/articles/360017925792"
OWN = "Lobby's own rule, see lobby.domain.selling.catalog"


class Priced(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody chooses, and what it costs: kind, name, quantity and unit price by line."""

    source: str
    shop: Shop
    choices: Sequence[Choice]
    lines: Sequence[tuple[str, str, int, int]]
    total: int
    adults: int = 2
    children: Sequence[int] = ()
    promotion: str | None = None
    taxes: Sequence[tuple[str, int, int, int]] | None = None
    stock: Stock | None = None

    def plan(self) -> Plan:
        """The choices with their price."""
        return planned(
            self.shop,
            *self.choices,
            adults=self.adults,
            children=self.children,
            promotion=self.promotion,
            stock=self.stock,
        )


# Thursday 1 July 2027 to Sunday
LONG_WEEKEND = nights("2027-07-01", "2027-07-04")
# Monday to Wednesday
TWO_NIGHTS = nights("2027-07-05", "2027-07-07")
JULY = PriceRule(name="July", from_=date(2027, 7, 1), to=date(2027, 7, 31), price=12_000)
WEEKEND = PriceRule(name="Weekend", weekdays=[5, 6], percent=Decimal(10))
CHILDREN = [GuestPrice(to_age=2, price=0), GuestPrice(to_age=11, percent=Decimal(50))]
BREAKFAST = Extra(
    id="breakfast", name="Breakfast", price=800, per="person_night", tax_rate=Decimal("0.13")
)
TOWEL = Extra(id="towel", name="Towel", price=105, tax_rate=Decimal("0.10"))
SOAP = Extra(id="soap", name="Soap", price=105, tax_rate=Decimal("0.10"))
LOW_TAX = rate(tax_rate=Decimal("0.06"))


def promotion(**more: object) -> Promotion:
    return msgspec.convert({"id": "p", "code": "SUN", "name": "Sunny", **more}, Promotion)


def taxed(**more: object) -> Selling:
    tax = msgspec.convert({"name": "Tourist tax", "amount": 400, **more}, TouristTax)
    return Selling(confirm="at_once", tourist_tax=tax)


SURF_WEEK = Package(
    id="week",
    name="Surf week",
    price=49_000,
    parts=[
        PackagePart(product="room", nights=7),
        PackagePart(product="lesson", days=[1, 2]),
        PackagePart(extra="board"),
    ],
)
BOARD = Extra(id="board", name="Board", price=1500, per="night", stock=5)

PRICES = {
    "a room": Priced(
        source=OWN,
        shop=shop_of(),
        choices=[TWO_NIGHTS],
        lines=[("accommodation", "Room", 2, 10_000)],
        total=20_000,
    ),
    "children pay by their age": Priced(
        source=QLOAPPS_BY_GUESTS,
        shop=shop_of(room(sleeps=5), rate(per="person", prices={"room": 5_000}, children=CHILDREN)),
        choices=[TWO_NIGHTS],
        children=[2, 3, 12],  # free, half, full price
        lines=[("accommodation", "Room", 2, 2 * 5_000 + 0 + 2_500 + 5_000)],
        total=35_000,
    ),
    "one guest alone": Priced(
        source=QLOAPPS_BY_GUESTS,
        shop=shop_of(rate(occupancy=[OccupancyPrice(guests=1, amount=-2_000)])),
        choices=[TWO_NIGHTS],
        adults=1,
        lines=[("accommodation", "Room", 2, 8_000)],
        total=16_000,
    ),
    "a child in the third bed": Priced(
        source=QLOAPPS_BY_GUESTS,
        shop=shop_of(room(sleeps=3), rate(extra_adult=2_500, children=CHILDREN)),
        choices=[TWO_NIGHTS],
        children=[10],
        lines=[("accommodation", "Room", 2, 11_250)],
        total=22_500,
    ),
    "children are those whom the room's price does not cover": Priced(
        source=QLOAPPS_BY_GUESTS,
        shop=shop_of(room(sleeps=4), rate(extra_adult=2_500, children=CHILDREN)),
        choices=[TWO_NIGHTS],
        adults=1,
        children=[1, 5, 9],  # the adult and one child at half price are covered
        lines=[("accommodation", "Room", 2, 10_000 + 1_250 + 0)],
        total=22_500,
    ),
    "a party in three rooms": Priced(
        source=OWN,
        shop=shop_of(room(units=3), rate(occupancy=[OccupancyPrice(guests=1, amount=-2_000)])),
        choices=[TWO_NIGHTS],
        adults=5,
        lines=[("accommodation", "Room", 4, 10_000), ("accommodation", "Room", 2, 8_000)],
        total=56_000,
    ),
    "the season, and the weekend on top": Priced(
        source=OWN,
        shop=shop_of(rate(rules=[JULY, WEEKEND])),
        choices=[LONG_WEEKEND],
        lines=[("accommodation", "Room", 1, 12_000), ("accommodation", "Room", 2, 13_200)],
        total=38_400,
    ),
    "the weekend, which the season then replaces": Priced(
        source=OWN,
        shop=shop_of(rate(rules=[WEEKEND, JULY])),
        choices=[LONG_WEEKEND],
        lines=[
            ("accommodation", "Room", 1, 12_000),
            ("accommodation", "Room", 2, 12_000),
        ],
        total=36_000,
    ),
    "a season that ends within the stay": Priced(
        source=OWN,
        shop=shop_of(rate(rules=[JULY])),
        choices=[nights("2027-07-30", "2027-08-02")],
        lines=[("accommodation", "Room", 2, 12_000), ("accommodation", "Room", 1, 10_000)],
        total=34_000,
    ),
    "the price of the day comes before all rules": Priced(
        source=OWN,
        shop=shop_of(rate(rules=[JULY, WEEKEND])),
        choices=[LONG_WEEKEND],
        stock=Stock(overrides={"room": {date(2027, 7, 3): DayOverride(price=20_000)}}),
        lines=[
            ("accommodation", "Room", 1, 12_000),
            ("accommodation", "Room", 1, 13_200),
            ("accommodation", "Room", 1, 20_000),
        ],
        total=45_200,
    ),
    "a week is cheaper": Priced(
        source=OWN,
        shop=shop_of(rate(stay_discounts=[StayDiscount(nights=7, percent=Decimal(10))])),
        choices=[nights("2027-05-01", "2027-05-08")],
        lines=[
            ("accommodation", "Room", 7, 10_000),
            ("discount", "Room", 1, -7_000),
        ],
        total=63_000,
    ),
    "of two discounts the one for the longer stay": Priced(
        source=OWN,
        shop=shop_of(
            rate(
                stay_discounts=[
                    StayDiscount(nights=14, percent=Decimal(15)),
                    StayDiscount(nights=7, percent=Decimal(10)),
                ]
            )
        ),
        choices=[nights("2027-05-01", "2027-05-16")],
        lines=[
            ("accommodation", "Room", 15, 10_000),
            ("discount", "Room", 1, -22_500),
        ],
        total=127_500,
    ),
    "a promotion in percent, from every tax rate its part": Priced(
        source=QLOAPPS_FIXED_GROSS,
        shop=shop_of(LOW_TAX, BREAKFAST, promotion(percent=10)),
        choices=[TWO_NIGHTS, ExtraChoice(extra="breakfast")],
        promotion="sun ",
        lines=[
            ("accommodation", "Room", 2, 10_000),
            ("extra", "Breakfast", 4, 800),
            ("discount", "Sunny", 1, -2_000),
            ("discount", "Sunny", 1, -320),
        ],
        total=20_880,
        # 18,000 and 2,880 include 6 % and 13 %
        taxes=[("0.06", 16_981, 1_019, 18_000), ("0.13", 2_549, 331, 2_880)],
    ),
    "a promotion of a fixed amount": Priced(
        source=OWN,
        shop=shop_of(LOW_TAX, BREAKFAST, promotion(amount=5_000)),
        choices=[TWO_NIGHTS, ExtraChoice(extra="breakfast")],
        promotion="SUN",
        lines=[
            ("accommodation", "Room", 2, 10_000),
            ("extra", "Breakfast", 4, 800),
            ("discount", "Sunny", 1, -4_310),  # 5,000 times 20,000 of 23,200
            ("discount", "Sunny", 1, -690),
        ],
        total=18_200,
    ),
    "a promotion is never more than the price": Priced(
        source=OWN,
        shop=shop_of(promotion(amount=50_000)),
        choices=[TWO_NIGHTS],
        promotion="SUN",
        lines=[("accommodation", "Room", 2, 10_000), ("discount", "Sunny", 1, -20_000)],
        total=0,
    ),
    "a promotion is on top of the week's discount": Priced(
        source=OWN,
        shop=shop_of(
            rate(stay_discounts=[StayDiscount(nights=7, percent=Decimal(10))]),
            promotion(percent=10),
        ),
        choices=[nights("2027-05-01", "2027-05-08")],
        promotion="SUN",
        lines=[
            ("accommodation", "Room", 7, 10_000),
            ("discount", "Room", 1, -7_000),
            ("discount", "Sunny", 1, -6_300),
        ],
        total=56_700,
    ),
    "tax within the price, rounded once for its rate": Priced(
        source=TAX_PER_RATE,
        shop=shop_of(TOWEL, SOAP, rate(prices={"lesson": 105}, tax_rate=Decimal("0.1"))),
        choices=[
            a_lesson("2027-07-05T09:00Z"),
            ExtraChoice(extra="towel"),
            ExtraChoice(extra="soap"),
        ],
        adults=1,
        lines=[
            ("activity", "Lesson", 1, 105),
            ("extra", "Towel", 1, 105),
            ("extra", "Soap", 1, 105),
        ],
        total=315,
        taxes=[("0.1", 286, 29, 315)],  # line by line it were 10 three times
    ),
    "tax on top, rounded once for its rate": Priced(
        source=TAX_PER_RATE,
        shop=shop_of(
            TOWEL,
            SOAP,
            rate(prices={"lesson": 10_000}, tax_rate=Decimal("0.0825")),
            prices_include_tax=False,
        ),
        choices=[
            a_lesson("2027-07-05T09:00Z"),
            ExtraChoice(extra="towel"),
            ExtraChoice(extra="soap"),
        ],
        adults=1,
        lines=[
            ("activity", "Lesson", 1, 10_000),
            ("extra", "Towel", 1, 105),
            ("extra", "Soap", 1, 105),
        ],
        total=10_825 + 231,
        taxes=[("0.0825", 10_000, 825, 10_825), ("0.1", 210, 21, 231)],
    ),
    "one price says for itself that its tax is on top": Priced(
        source=TAX_PER_RATE,
        shop=shop_of(LOW_TAX, msgspec.structs.replace(BREAKFAST, tax_included=False)),
        choices=[TWO_NIGHTS, ExtraChoice(extra="breakfast")],
        lines=[("accommodation", "Room", 2, 10_000), ("extra", "Breakfast", 4, 800)],
        total=20_000 + 3_616,
        taxes=[("0.06", 18_868, 1_132, 20_000), ("0.13", 3_200, 416, 3_616)],
    ),
    "extras by booking, person, night, and person and night": Priced(
        source=OWN,
        shop=shop_of(
            Extra(id="a", name="Transfer", price=3_000),
            Extra(id="b", name="Wetsuit", price=1_000, per="person"),
            Extra(id="c", name="Cot", price=500, per="night"),
            BREAKFAST,
        ),
        choices=[
            nights("2027-07-05", "2027-07-12"),
            ExtraChoice(extra="a", quantity=2),
            ExtraChoice(extra="b"),
            ExtraChoice(extra="c"),
            ExtraChoice(extra="breakfast", guests=[1]),
        ],
        lines=[
            ("accommodation", "Room", 7, 10_000),
            ("extra", "Transfer", 2, 3_000),
            ("extra", "Wetsuit", 2, 1_000),
            ("extra", "Cot", 7, 500),
            ("extra", "Breakfast", 7, 800),
        ],
        total=70_000 + 6_000 + 2_000 + 3_500 + 5_600,
    ),
    "a package's parts cost nothing of their own": Priced(
        source="Bookinglayer: lines at no cost are left out",
        shop=shop_of(SURF_WEEK, BOARD),
        choices=[PackageChoice(package="week", from_=date(2027, 7, 3))],
        lines=[("package", "Surf week", 2, 49_000)],
        total=98_000,
    ),
    "a package for a child": Priced(
        source=OWN,
        shop=shop_of(msgspec.structs.replace(SURF_WEEK, children=CHILDREN), BOARD),
        choices=[PackageChoice(package="week", from_=date(2027, 7, 3))],
        adults=1,
        children=[8],
        lines=[("package", "Surf week", 1, 49_000), ("package", "Surf week", 1, 24_500)],
        total=73_500,
    ),
    "lessons for each, massages for one": Priced(
        source=OWN,
        shop=shop_of(),
        choices=[a_lesson("2027-07-05T09:00Z"), a_massage("2027-07-05T14:00Z", guests=[1])],
        lines=[("activity", "Lesson", 1, 4_500), ("activity", "Massage", 1, 6_000)],
        total=10_500,
    ),
    "a lesson by person": Priced(
        source=OWN,
        shop=shop_of(rate(per="person", children=CHILDREN)),
        choices=[a_lesson("2027-07-05T09:00Z")],
        children=[8, 9],
        lines=[("activity", "Lesson", 2, 4_500), ("activity", "Lesson", 2, 2_250)],
        total=13_500,
    ),
    "a tourist tax from an age on, for at most seven nights": Priced(
        source=TOURIST_FEES,
        shop=shop_of(room(sleeps=4), selling=taxed(from_age=13, most_nights=7)),
        choices=[nights("2027-05-01", "2027-05-11")],
        children=[12, 13],
        lines=[("accommodation", "Room", 10, 10_000), ("tax", "Tourist tax", 21, 400)],
        total=108_400,
    ),
    "a tourist tax that those under 18 are free of": Priced(
        source=HUNGARY,
        shop=shop_of(room(sleeps=4), selling=taxed(from_age=18)),
        choices=[TWO_NIGHTS],
        children=[17, 5],
        lines=[("accommodation", "Room", 2, 10_000), ("tax", "Tourist tax", 4, 400)],
        total=21_600,
    ),
    "no tourist tax where nobody stays overnight": Priced(
        source=TOURIST_FEES,
        shop=shop_of(selling=taxed()),
        choices=[a_lesson("2027-07-05T09:00Z")],
        lines=[("activity", "Lesson", 1, 4_500)],
        total=4_500,
    ),
    "a promotion takes nothing off the town's tax": Priced(
        source=TOURIST_FEES,
        shop=shop_of(promotion(percent=50), selling=taxed()),
        choices=[TWO_NIGHTS],
        promotion="SUN",
        lines=[
            ("accommodation", "Room", 2, 10_000),
            ("discount", "Sunny", 1, -10_000),
            ("tax", "Tourist tax", 4, 400),
        ],
        total=11_600,
    ),
}


@pytest.mark.parametrize("example", PRICES.values(), ids=PRICES)
def test_prices(example: Priced) -> None:
    plan = example.plan()

    assert charged(plan) == list(example.lines)
    assert plan.total == example.total
    if example.taxes is not None:
        priced = break_down(plan.items, prices_include_tax=plan.prices_include_tax)
        found = [(f"{tax.rate:f}", tax.net, tax.tax, tax.gross) for tax in priced.taxes]
        assert found == list(example.taxes)


def test_a_package_says_what_is_in_it() -> None:
    plan = PRICES["a package's parts cost nothing of their own"].plan()

    free = [(item.kind, item.name, item.quantity) for item in plan.items if not item.amount]
    assert free == [
        ("accommodation", "Room", 7),
        ("activity", "Lesson", 1),
        ("activity", "Lesson", 1),
        ("extra", "Board", 1),
    ]
    assert (plan.arrival, plan.departure) == (date(2027, 7, 3), date(2027, 7, 10))


# -- what is paid ahead -------------------------------------------------------------------------

WEEK = nights("2027-07-03", "2027-07-10")
ON_TOP = rate(tax_rate=Decimal("0.10"), tax_included=False)


@pytest.mark.parametrize(
    ("source", "deposit", "priced_at", "amount", "due"),
    [
        (VENAO, Deposit(percent=Decimal(50)), rate(), 35_000, None),
        (SURF_CAMP_ME, Deposit(percent=Decimal(25)), rate(), 17_500, None),
        (CLOUDBEDS, None, rate(), 0, None),
        (CLOUDBEDS, Deposit(percent=Decimal("33.33")), rate(), 23_331, None),
        (CLOUDBEDS, Deposit(percent=Decimal(50)), ON_TOP, 38_500, None),
        (CLOUDBEDS, Deposit(amount=20_000), rate(), 20_000, None),
        (CLOUDBEDS, Deposit(amount=200_000), rate(), 70_000, None),
        (CLOUDBEDS, Deposit(nights=1), rate(), 10_000, None),
        (CLOUDBEDS, Deposit(nights=1), ON_TOP, 11_000, None),
        (CLOUDBEDS, Deposit(nights=1), rate(rules=[WEEKEND]), 11_000, None),
        (CLOUDBEDS, Deposit(nights=2), rate(rules=[WEEKEND]), 21_000, None),
        (CLOUDBEDS, Deposit(nights=30), rate(), 70_000, None),
        (OWN, Deposit(percent=Decimal(50), days_before=30), rate(), 35_000, date(2027, 6, 3)),
        (OWN, Deposit(percent=Decimal(50), days_before=214), rate(), 35_000, None),  # today
        (OWN, Deposit(percent=Decimal(50), days_before=213), rate(), 35_000, date(2026, 12, 2)),
    ],
)
def test_deposits(
    source: str, deposit: Deposit | None, priced_at: Rate, amount: int, due: date | None
) -> None:
    del source
    policy = Policy(id="policy", name="Policy", deposit=deposit)

    plan = planned(shop_of(priced_at, policy=policy), WEEK)

    assert (plan.deposit, plan.deposit_due) == (amount, due)


def test_the_first_night_of_two_rooms_is_two_nights() -> None:
    policy = Policy(id="policy", name="Policy", deposit=Deposit(nights=1))

    assert planned(shop_of(policy=policy), WEEK, adults=4).deposit == 20_000


def test_the_first_night_of_a_package_is_its_part_of_the_price() -> None:
    """980.00 for seven nights."""
    policy = Policy(id="policy", name="Policy", deposit=Deposit(nights=1))

    plan = planned(
        shop_of(SURF_WEEK, BOARD, policy=policy),
        PackageChoice(package="week", from_=date(2027, 7, 3)),
    )

    assert plan.deposit == 14_000


def test_where_nobody_stays_a_deposit_of_nights_is_all_of_it() -> None:
    policy = Policy(id="policy", name="Policy", deposit=Deposit(nights=1))

    assert planned(shop_of(policy=policy), a_lesson("2027-07-05T09:00Z")).deposit == 4_500


# -- what cancelling costs ----------------------------------------------------------------------


def free_until(**deadline: object) -> list[Tier]:
    until = msgspec.convert(deadline, Deadline)
    return [Tier(until=until, fee=Fee(percent=0))]


# 700.00 for Saturday 3 July, 15:00, to 10 July 2027 in Lisbon
CANCELLATIONS = {
    # The deposit less a fee of 200.00 comes back until 30 days before, nothing after that.
    "surf camp in Panama": (
        VENAO,
        Policy(
            id="policy",
            name="Surf camp",
            tiers=[Tier(until=Deadline(days=30), fee=Fee(amount=20_000))],
            deposit=Deposit(percent=Decimal(50)),
        ),
        35_000,
        [
            ("2027-06-03T23:59", 20_000, 15_000),
            ("2027-06-04T00:00", 35_000, 0),
        ],
    ),
    # Paid in full: all but 25 % until 45 days before, 75 % until 21, then nothing.
    "surf camp in Maine": (
        SURF_CAMP_ME,
        Policy(
            id="policy",
            name="Surf camp",
            tiers=[
                Tier(until=Deadline(days=46), fee=Fee(percent=25)),
                Tier(until=Deadline(days=21), fee=Fee(percent=25)),
            ],
            deposit=Deposit(percent=Decimal(25)),
        ),
        70_000,
        [
            ("2027-05-18T12:00", 17_500, 52_500),
            ("2027-05-19T12:00", 17_500, 52_500),
            ("2027-06-12T23:59", 17_500, 52_500),
            ("2027-06-13T00:00", 70_000, 0),
        ],
    ),
    "the same with only its deposit paid": (
        SURF_CAMP_ME,
        Policy(
            id="policy",
            name="Surf camp",
            tiers=[Tier(until=Deadline(days=21), fee=Fee(percent=25))],
            deposit=Deposit(percent=Decimal(25)),
        ),
        17_500,
        [("2027-05-18T12:00", 17_500, 0), ("2027-06-20T12:00", 17_500, 0)],
    ),
    "non-refundable": (
        BOOKING_COM,
        Policy(id="policy", name="Non-refundable"),
        70_000,
        [("2026-12-01T09:00", 70_000, 0), ("2027-07-03T15:00", 70_000, 0)],
    ),
    "half after the deadline": (
        BOOKING_COM,
        Policy(id="policy", name="Half", tiers=free_until(days=7), after=Fee(percent=50)),
        70_000,
        [("2027-06-26T23:59", 0, 70_000), ("2027-06-27T00:00", 35_000, 35_000)],
    ),
    "the first night after the deadline": (
        BOOKING_COM,
        Policy(id="policy", name="A night", tiers=free_until(hours=48), after=Fee(nights=1)),
        70_000,
        [("2027-07-01T15:00", 0, 70_000), ("2027-07-01T15:01", 10_000, 60_000)],
    ),
    "flexible until noon of the day of arrival": (
        FLEXIBLE,
        Policy(id="policy", name="Flexible", tiers=free_until(days=0, at="12:00")),
        70_000,
        [("2027-07-03T12:00", 0, 70_000), ("2027-07-03T12:01", 70_000, 0)],
    ),
    "flexible until 24 hours before check-in, by the place's own clock": (
        AIRBNB,
        Policy(id="policy", name="Flexible", tiers=free_until(hours=24), after=Fee(nights=1)),
        70_000,
        [("2027-07-02T15:00", 0, 70_000), ("2027-07-02T15:01", 10_000, 60_000)],
    ),
    "24 hours before": (
        BOOKEO,
        Policy(id="policy", name="24 hours", tiers=free_until(hours=24)),
        70_000,
        [("2027-07-02T14:59", 0, 70_000), ("2027-07-02T23:59", 70_000, 0)],
    ),
    "one day before": (
        BOOKEO,
        Policy(id="policy", name="One day", tiers=free_until(days=1)),
        70_000,
        [("2027-07-02T23:59", 0, 70_000), ("2027-07-03T00:00", 70_000, 0)],
    ),
}


@pytest.mark.parametrize("example", CANCELLATIONS.values(), ids=CANCELLATIONS)
def test_what_cancelling_a_stay_costs(
    example: tuple[str, Policy, int, list[tuple[str, int, int]]],
) -> None:
    _, policy, paid, expected = example
    shop = shop_of(policy=policy)
    booking = booked(planned(shop, WEEK), shop, paid=paid)

    for local, fee, refund in expected:
        found = quote(booking, shop.place, lisbon(local))
        assert (found.fee, found.refund) == (fee, refund), local


def test_a_salon_keeps_half_within_24_hours_and_all_of_a_no_show() -> None:
    """https://foreverbeauty.ie/pages/cancellation-policy"""
    policy = Policy(
        id="policy",
        name="Salon",
        tiers=[
            Tier(until=Deadline(hours=24), fee=Fee(percent=0)),
            Tier(until=Deadline(hours=0), fee=Fee(percent=50)),
        ],
    )
    shop = shop_of(policy=policy)
    plan = planned(shop, a_massage("2027-07-05T14:00Z"), adults=1)  # 15:00 in Lisbon
    booking = booked(plan, shop, paid=6_000)

    fees = [
        quote(booking, shop.place, lisbon(local)).fee
        for local in (
            "2027-07-04T15:00",
            "2027-07-04T15:01",
            "2027-07-05T15:00",
            "2027-07-05T15:01",
        )
    ]

    assert fees == [0, 3_000, 3_000, 6_000]


def test_a_night_of_a_package_costs_its_part_of_the_price() -> None:
    """What includes the nights is what they cost: 980.00 for seven of them."""
    policy = Policy(id="policy", name="A night", after=Fee(nights=1))
    shop = shop_of(SURF_WEEK, BOARD, policy=policy)
    plan = planned(shop, PackageChoice(package="week", from_=date(2027, 7, 3)))

    found = quote(booked(plan, shop, paid=plan.total), shop.place, NOW)

    assert (found.fee, found.refund) == (14_000, 84_000)


def test_the_policy_in_words_has_the_same_moments_and_amounts() -> None:
    policy = CANCELLATIONS["surf camp in Panama"][1]
    shop = shop_of(policy=policy)
    booking = booked(planned(shop, WEEK), shop)

    def said(at: datetime) -> list[str]:
        reasons = cancellation_reasons(booking, shop.place, at)
        return [english().reasons([reason]) for reason in reasons]

    assert said(NOW) == [
        "Cancelling costs 200.00 EUR until 2027-06-03 23:59 (Europe/Lisbon).",
        "Cancelling costs the whole price after that.",
    ]
    assert said(NOW + timedelta(days=190)) == ["Cancelling costs the whole price."]


def lisbon(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=LISBON).astimezone(UTC)
