"""The whole product on this machine, with every function held to its own role."""

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


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    """A running product with its demo data; ``LOBBY_STACK`` names one that runs already."""
    running = os.environ.get("LOBBY_STACK")
    if running:
        with closing(Product(json.loads(Path(running).read_text()))) as found:
            yield found
        return
    settings = Settings(state=ROOT / ".lobby" / "test", port=8300, aws_port=4866)
    with Stack(settings) as stack, closing(Product(stack.description)) as started:
        yield started
