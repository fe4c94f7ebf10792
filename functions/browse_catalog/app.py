"""What is sold: the properties, or all that one of them sells."""

from __future__ import annotations

from lobby import shop_views, storefront, wiring
from lobby.http import Answer, Operation, Request
from lobby.storefront import CatalogQuery

operation = Operation("browse_catalog")


@operation.route(
    "GET",
    "/catalog",
    query=CatalogQuery,
    answers={200: shop_views.Shops | shop_views.CatalogView},
)
def browse_catalog(request: Request) -> Answer:
    """What a property sells, or which properties there are."""
    wanted = request.filters(CatalogQuery)
    return Answer(200, storefront.browse(wanted, wiring.settings().read(), wiring.catalogs()))


handler = operation.handler
