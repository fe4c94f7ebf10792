"""What the demo sells can be put up through the desk, and is not put up twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import httpx
import pytest

from local.demo import Desk, sell
from local.demo_catalog import KINDS, catalogues
from local.demo_data import POLICIES, PROPERTIES
from tests.support.api import call
from tests.support.business import good


def _answered(request: httpx.Request) -> httpx.Response:
    reply = call(request.method, request.url.path, request.read().decode() or None)
    return httpx.Response(reply.status, content=reply.raw, headers=reply.headers)


def _named(path: str, entries: list[dict[str, Any]]) -> dict[str, str]:
    return {entry["name"]: good(call("POST", path, entry), 201)["id"] for entry in entries}


@pytest.mark.usefixtures("business")
@pytest.mark.parametrize("today", [date(2027, 1, 31), date(2028, 2, 29), date(2026, 12, 31)])
def test_the_demo_s_catalogues_fit(today: date) -> None:
    policies = _named("/staff/settings/policies", POLICIES)
    entries = [place | {"policy": policies[place["policy"]]} for place in PROPERTIES]
    places = _named("/staff/settings/properties", entries)
    offered = catalogues(today)
    assert offered.keys() == places.keys()

    transport = httpx.MockTransport(_answered)
    with httpx.Client(base_url="http://lobby.test", transport=transport) as client:
        for name, place in places.items():
            sell(Desk(client, "token"), place, offered[name], policies)
            first = good(call("GET", f"/staff/catalog/{place}"))
            sell(Desk(client, "token"), place, offered[name], policies)

            assert good(call("GET", f"/staff/catalog/{place}")) == first
            for kind in KINDS:
                names = [record["name"] for record in offered[name][kind]]
                assert sorted(r["name"] for r in first[kind].values()) == sorted(names)
            sold = {product for rate in first["rates"].values() for product in rate["prices"]}
            assert sold == first["products"].keys()
