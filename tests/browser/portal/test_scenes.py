"""The scenes that the page is tested with are answers that the API could give."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from lobby.views.booking import GuestCheckIn, Page, QuoteView
from tests.browser.portal import scenes


def through(kind: type[msgspec.Struct], answer: scenes.Json) -> Any:
    """The answer as the API's own record reads and writes it."""
    return msgspec.json.decode(msgspec.json.encode(msgspec.convert(answer, kind)))


@pytest.mark.parametrize("scene", scenes.SCENES)
def test_a_scene_has_exactly_the_fields_of_the_api(scene: str) -> None:
    page = scenes.SCENES[scene]()
    assert through(Page, page) == page


def test_the_other_answers_have_exactly_the_fields_of_the_api() -> None:
    page = scenes.SCENES["one-checked-in"]()
    for quote in (scenes.quote(page), scenes.quote(page, refund_percent=70)):
        assert through(QuoteView, quote) == quote
    guest = page["check_in"]["guests"][0]
    assert through(GuestCheckIn, guest) == guest
