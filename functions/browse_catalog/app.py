"""What is sold: the properties, or all that one of them sells."""

from __future__ import annotations

from lobby import wiring
from lobby.api import storefront
from lobby.api.storefront import CatalogQuery
from lobby.http.operation import Answer, Operation, Request, spoken
from lobby.views.catalog import CatalogView, Shops

operation = Operation("browse_catalog")


@operation.route(
    "GET",
    "/catalog",
    query=CatalogQuery,
    answers={200: Shops | CatalogView},
)
def browse_catalog(request: Request) -> Answer:
    """What a property sells, or which properties there are."""
    wanted = request.filters(CatalogQuery)
    settings = wiring.settings().read()
    language = settings.language(request.languages, wanted.property)
    browsed = storefront.browse(wanted, settings, wiring.catalogs(), language)
    return Answer(200, browsed, spoken(language))


handler = operation.handler
