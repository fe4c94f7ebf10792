"""The agencies' guide is true: its examples run as they stand, its problems exist."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from lobby import wiring
from lobby.api.agency import LONGEST_REFERENCE
from tests.fakes.api_keys import FakeApiKeys
from tests.support.api import Reply, call
from tests.support.business import Business, good
from tests.support.catalog import surf_camp_catalog
from tools import openapi
from tools.openapi_problems import problems
from tools.template import read_template

GUIDE = (Path(__file__).parents[2] / "docs" / "agency-api.md").read_text()
_HOLE = re.compile(r"\{(\w+)\}")


def examples() -> list[tuple[str, Any]]:
    """Each request with the answer that follows it."""
    found = re.findall(r"^```http\n(.*?)^```\n\n```json\n(.*?)^```$", GUIDE, re.M | re.S)
    return [(request, json.loads(answer)) for request, answer in found]


def filled(text: str, known: dict[str, str]) -> str:
    return _HOLE.sub(lambda hole: known[hole[1]] if hole[1] in known else hole[0], text)


def send(request: str, key_id: str) -> Reply:
    head, _, body = request.partition("\n\n")
    line, *headers = head.splitlines()
    method, address = line.split(" ")
    path, _, query = address.partition("?")
    return call(
        method,
        path,
        body.strip() or None,
        key_id=key_id,
        query=dict(parse_qsl(query)) or None,
        headers=dict(header.split(": ") for header in headers),
    )


def learn(said: Any, given: Any, known: dict[str, str]) -> None:
    """Holds what the guide says against what was given; holes are filled from it."""
    match said:
        case dict():
            for name, value in said.items():
                learn(value, given[name], known)
        case [only]:
            # a list in the guide shows one of the given
            for one in given:
                tried = dict(known)
                try:
                    learn(only, one, tried)
                except (AssertionError, KeyError):
                    continue
                known |= tried
                return
            raise AssertionError(f"{only} is not among {given}")
        case str() if hole := _HOLE.fullmatch(said):
            assert known.setdefault(hole[1], given) == given
        case _:
            assert said == given


def test_the_examples_run_as_they_stand(business: Business) -> None:
    surf_camp_catalog(business.property_id)
    good(call("POST", "/staff/agencies", {"name": "Sun Trips"}), 201)
    keys = wiring.api_keys()
    assert isinstance(keys, FakeApiKeys)
    key_id = next(key_id for key_id, name in keys.names.items() if name.endswith("live"))
    known: dict[str, str] = {}

    assert len(examples()) == 9
    for request, answer in examples():
        reply = send(filled(request, known), key_id)
        assert reply.status in (200, 201), (request, reply.raw)
        learn(answer, reply.json, known)


def test_its_problems_exist() -> None:
    listed = re.findall(r"^\| `([a-z-]+)` \| (\d+) \|", GUIDE, re.M)
    known = {slug: status for slug, (status, _) in problems(read_template()).items()}

    assert listed
    assert {slug: int(status) for slug, status in listed}.items() <= known.items()


def test_its_limits_are_the_template_s() -> None:
    plan = read_template()["Resources"]["AgencyPlan"]["Properties"]

    assert plan["Throttle"] == {"RateLimit": 20, "BurstLimit": 40}
    assert plan["Quota"] == {"Limit": 100_000, "Period": "DAY"}
    assert f"up to {LONGEST_REFERENCE} characters" in GUIDE


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return openapi.agency_document()


def test_the_committed_document_is_current_and_valid(document: dict[str, Any]) -> None:
    assert openapi.check(document, openapi.AGENCY_DOCUMENT, None) == []
    OpenAPIV31SpecValidator(document).validate()


def test_every_operation_needs_a_key_and_none_is_in_the_other_document(
    document: dict[str, Any],
) -> None:
    operations = [one for methods in document["paths"].values() for one in methods.values()]

    assert [one["security"] for one in operations] == [[{"agencyKey": []}]] * 12
    parameters = document["paths"]["/bookings"]["post"]["parameters"]
    assert {one["name"]: one["required"] for one in parameters} == {
        "Accept-Language": False,
        "Idempotency-Key": True,
        "language": False,
    }
    assert not [path for path in openapi.document()["paths"] if "agency" in path]
