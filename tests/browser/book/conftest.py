"""The played API of online booking; pages are opened as the portal's tests do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.book.pages import open_page, page
from tests.browser.book.server import running
from tests.browser.book.shop import Shop

__all__ = ["open_page", "page", "shop"]


@pytest.fixture
def shop() -> Iterator[Shop]:
    """The site and the API of one property with everything on sale."""
    shop = Shop()
    with running(shop):
        yield shop
