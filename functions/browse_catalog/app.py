"""What is sold: the properties, or all that one of them sells."""

from __future__ import annotations

import msgspec

from lobby import shop_views, wiring
from lobby.domain.shop import shop
from lobby.errors import NotFound
from lobby.http import Answer, Operation, Request

operation = Operation("browse_catalog")


class CatalogQuery(msgspec.Struct, frozen=True):
    """Without a property, the properties are listed."""

    property: str | None = None


@operation.route(
    "GET",
    "/catalog",
    query=CatalogQuery,
    answers={200: shop_views.Shops | shop_views.CatalogView},
)
def browse_catalog(request: Request) -> Answer:
    """What a property sells, or which properties there are."""
    wanted = request.filters(CatalogQuery).property
    settings, catalogs = wiring.settings().read(), wiring.catalogs()
    if wanted is None:
        found = [
            shop(catalogs.read(place, consistent=False), settings) for place in settings.properties
        ]
        return Answer(200, shop_views.shops_view(found, settings))
    if wanted not in settings.properties:
        raise NotFound("There is no such property.")
    opened = shop(catalogs.read(wanted, consistent=False), settings)
    return Answer(200, shop_views.catalog_view(opened, settings))


handler = operation.handler
