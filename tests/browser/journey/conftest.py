"""The whole product on this machine, once as it is and once with every permission enforced."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from local.settings import Settings
from local.stack import Stack
from tests.support.product import Product

ROOT = Path(__file__).resolve().parents[3]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests of the whole product run on both; others name the one that they need."""
    if "product" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("permissions")
        modes = ["open", "permissions"] if both else ["permissions"]
        metafunc.parametrize("product", modes, indirect=True, scope="session")


@pytest.fixture(scope="session")
def product(request: pytest.FixtureRequest) -> Iterator[Product]:
    """A running product with its demo data; ``LOBBY_STACK`` names one that runs already."""
    running = os.environ.get("LOBBY_STACK")
    if running:
        with closing(Product(json.loads(Path(running).read_text()))) as found:
            yield found
        return
    enforced = request.param == "permissions"
    settings = Settings(
        state=ROOT / ".lobby" / "test" / request.param,
        port=8300 + enforced,
        aws_port=4866 + enforced,
        auth=enforced,
    )
    with Stack(settings) as stack, closing(Product(stack.description)) as started:
        yield started
