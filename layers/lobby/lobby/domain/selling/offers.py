"""What stays cost for certain dates, at every rate."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
from msgspec.structs import replace

from lobby.base.errors import InvalidRequest
from lobby.base.reasons import Reason
from lobby.domain.money.pricing import break_down
from lobby.domain.selling import availability
from lobby.domain.selling.catalog import Rate, Stay
from lobby.domain.selling.party import Party
from lobby.domain.selling.plan import price
from lobby.domain.selling.selection import Selection, StayChoice
from lobby.domain.selling.shop import Shop
from lobby.domain.selling.stock import Stock


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """A stay at a rate for certain dates; without ``total`` it can't be had, and says why."""

    product: str
    rate: Rate
    left: int
    units: int
    total: int | None = None
    refusal: Reason | None = None


def offers(
    shop: Shop, first: date, end: date, party: Party, stock: Stock, *, now: datetime
) -> list[Offer]:
    """Every stay on sale at each of its rates."""
    found = sorted(
        (p for p in shop.catalog.products.values() if isinstance(p, Stay) and p.on_sale),
        key=lambda stay: (stay.position, stay.id),
    )
    return [
        _offer(stay, rate, shop, first, end, party, stock, now)
        for stay in found
        for rate in shop.catalog.rates_of(stay.id)
    ]


def _offer(
    stay: Stay,
    rate: Rate,
    shop: Shop,
    first: date,
    end: date,
    party: Party,
    stock: Stock,
    now: datetime,
) -> Offer:
    units = party.units_of(stay)
    left = len(availability.free_units(stay, stock, first, end))
    offer = Offer(product=stay.id, rate=rate, left=left, units=units)
    selection = Selection(
        property=shop.catalog.property_id,
        adults=party.adults,
        children=party.children,
        choices=[StayChoice(product=stay.id, rate=rate.id, from_=first, to=end)],
    )
    try:
        planned = price(selection, shop, stock, now=now)
    except InvalidRequest as error:
        return replace(offer, refusal=Reason(error.code, error.params))
    if left < units:
        return replace(offer, refusal=Reason("sold_out"))
    whole = break_down(planned.items, prices_include_tax=shop.place.prices_include_tax)
    return replace(offer, total=whole.total)
