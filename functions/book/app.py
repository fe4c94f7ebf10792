"""A guest books what they chose."""

from __future__ import annotations

import msgspec

from lobby import shop_views, wiring
from lobby.clock import utc_now
from lobby.domain.booking import Actor
from lobby.domain.names import full_name
from lobby.domain.selection import Selection
from lobby.errors import InvalidRequest, NotAvailable
from lobby.http import Answer, Operation, Request
from lobby.people import BookerGiven, PersonGiven, read_people
from lobby.store import idempotency
from lobby.use_cases.book import Counter, Order, book, booked_before
from lobby.use_cases.quote_booking import open_shop

operation = Operation("book")


class OrderForm(msgspec.Struct, frozen=True, kw_only=True):
    """A quote (or a selection, at the price of the moment), who books and who comes."""

    booker: BookerGiven
    quote: str | None = None
    selection: Selection | None = None
    guests: list[PersonGiven] = []
    accepted_terms: str | None = None


@operation.route("POST", "/bookings", body=OrderForm, answers={201: shop_views.BookedView})
def book_online(request: Request) -> Answer:
    """Book. Needs an ``Idempotency-Key``: the same request again is the same booking."""
    now, form = utc_now(), request.body(OrderForm)
    if request.idempotency_key is None:
        raise InvalidRequest.of("Idempotency-Key", "This header is required.")
    booker, guests = read_people(form.booker, form.guests)
    keyed = idempotency.Request(
        "book", booker.email or "", request.idempotency_key, request.raw_body, now
    )
    counter = Counter(
        bookings=wiring.bookings(), stocks=wiring.stocks(), transport=wiring.transport()
    )
    file = booked_before(keyed, counter)
    if file is None:
        plan = wiring.quotes().open(form.quote, now) if form.quote is not None else None
        wanted = plan.selection if plan else form.selection
        if wanted is None or (plan and form.selection):
            raise InvalidRequest.of("quote", "Give either a quote or a selection.")
        settings = wiring.settings().read()
        shop = open_shop(wanted.property, wiring.catalogs(), settings)
        if not shop.catalog.selling.online:
            raise NotAvailable("This can't be booked online.", code="not_online")
        file = book(
            Order(
                booker=booker,
                guests=guests,
                plan=plan,
                selection=form.selection,
                accepted_terms=form.accepted_terms,
            ),
            Actor(door="site", name=full_name(booker.first_name, booker.last_name)),
            shop,
            settings,
            counter,
            now=now,
            request=keyed,
        )
    link = wiring.portal_links().link(file.booking.code, file.booking.link_version)
    return Answer(201, shop_views.booked_view(file.booking, link))


handler = operation.handler
