"""The integrator's guide is true: its code runs, its example is valid, its tables are complete."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path
from typing import Any, get_args

import pytest

from lobby.outbound.connection import Trouble
from lobby.webhooks.event_types import PUBLIC
from lobby.webhooks.sending import LIMIT, MOST_READ
from lobby.webhooks.signing import OVERLAP, WebhookSecrets, sign
from tests.unit.test_webhook_schemas import findings
from tools.template import read_template

NODE = Path(sys.executable).with_name("node")
GUIDE = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text()
SECRETS = WebhookSecrets(b"k" * 32)
SECRET, OTHER = SECRETS.secret("A", 1), SECRETS.secret("B", 1)
BODY = '{"name": "Zoë 🏄"}'.encode()

Headers = dict[str, str]


def code(language: str) -> list[str]:
    """The guide's code in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


def first_column(heading: str) -> list[str]:
    """What a table names in its first column."""
    table = GUIDE.split(f"\n| {heading} |")[1].split("\n\n")[0]
    return re.findall(r"^\| `([a-z_.]+)` \|", table, re.MULTILINE)


def signed(body: bytes = BODY, *secrets: str, age: float = 0) -> Headers:
    at = datetime.fromtimestamp(time.time() - age, UTC)
    return sign("01KAK7Z9T4M2V8Q6R3X5W1Y0BC", at, body, secrets or [SECRET])


# Signed when the test runs, which may be long after it was collected.
CASES: dict[str, tuple[Callable[[], Headers], bytes, bool]] = {
    "right": (signed, BODY, True),
    "second of two signatures": (lambda: signed(BODY, OTHER, SECRET), BODY, True),
    "another secret": (lambda: signed(BODY, OTHER), BODY, False),
    "another body": (signed, BODY.replace(b" ", b""), False),
    "another id": (lambda: signed() | {"webhook-id": "01"}, BODY, False),
    "another time": (lambda: signed(age=60) | {"webhook-timestamp": _second()}, BODY, False),
    "no time": (lambda: signed() | {"webhook-timestamp": "soon"}, BODY, False),
    "no signature": (lambda: signed() | {"webhook-signature": "v1,"}, BODY, False),
    "nonsense": (lambda: signed() | {"webhook-signature": "v1,é v2,é"}, BODY, False),
    "an hour old": (lambda: signed(age=3600), BODY, False),
    "an hour early": (lambda: signed(age=-3600), BODY, False),
}


def _second() -> str:
    return str(int(time.time()))


@pytest.fixture
def guide() -> dict[str, Any]:
    """What the guide's Python defines."""
    names: dict[str, Any] = {}
    for block in code("python"):
        exec(compile(block, "webhooks.md", "exec"), names)  # noqa: S102 - it is our own text
    return names


@pytest.mark.parametrize("case", CASES)
def test_the_python_tells_genuine_messages_from_others(guide: dict[str, Any], case: str) -> None:
    make_headers, body, genuine = CASES[case]
    headers = make_headers()
    if genuine:
        guide["verify"](headers, body, SECRET)
    else:
        with pytest.raises(ValueError, match=r"too old|not from Lobby|invalid literal"):
            guide["verify"](headers, body, SECRET)


def test_the_node_code_tells_genuine_messages_from_others(tmp_path: Path) -> None:
    [module] = code("js")
    (tmp_path / "verify.mjs").write_text(module)
    (tmp_path / "run.mjs").write_text(
        """
        import { verify } from "./verify.mjs";
        import { readFileSync } from "node:fs";
        const verdicts = JSON.parse(readFileSync(0)).map(({ headers, body, secret }) => {
          try {
            verify(headers, Buffer.from(body, "base64"), secret);
            return true;
          } catch (error) {
            if (!/too old|not from Lobby/.test(error.message)) throw error;
            return false;
          }
        });
        console.log(JSON.stringify(verdicts));
        """
    )
    asked = [
        {"headers": make_headers(), "body": b64encode(body).decode(), "secret": SECRET}
        for make_headers, body, _ in CASES.values()
    ]
    run = subprocess.run(
        [NODE, str(tmp_path / "run.mjs")],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == [genuine for *_, genuine in CASES.values()]


def test_the_receiver_takes_duplicates_and_any_order(guide: dict[str, Any]) -> None:
    messages: list[tuple[Headers, bytes]] = []
    for version in (1, 2, 2, 4):
        booking = {"code": "7K3M9QXA", "version": version}
        event = {"id": f"E{len(messages)}", "data": {"booking": booking}}
        body = json.dumps(event).encode()
        messages.append((signed(body), body))

    for order in permutations(messages):
        database = sqlite3.connect(":memory:")
        database.executescript(guide["SCHEMA"])
        for headers, body in [*order, *order]:
            guide["receive"](database, headers, body, SECRET)
        assert database.execute("SELECT version FROM booking").fetchall() == [(4,)]
        assert database.execute("SELECT count(*) FROM received").fetchone() == (4,)
        database.close()


def test_the_example_is_as_its_schema_says() -> None:
    [example] = code("json")
    assert not findings("booking.confirmed", json.loads(example))


def test_the_tables_name_every_type_and_every_error() -> None:
    assert sorted(first_column("type")) == sorted(PUBLIC)
    assert sorted(first_column("error")) == sorted(get_args(Trouble))


def test_the_retries_are_those_of_the_queue() -> None:
    resources = read_template()["Resources"]
    queue = resources["DeliverWebhookQueue"]["Properties"]
    tries = queue["RedrivePolicy"]["maxReceiveCount"]
    minutes, seconds = divmod(queue["VisibilityTimeout"], 60)
    days = resources["DeliverWebhookDeadLetters"]["Properties"]["MessageRetentionPeriod"] // 86400

    assert seconds == 0
    assert f"**{tries} times, {minutes} minutes apart**" in GUIDE
    assert f"**{days} days**" in GUIDE


def test_the_limits_are_the_senders() -> None:
    assert f"within {LIMIT:.0f} seconds" in GUIDE
    assert f"first {MOST_READ // 1000} kB" in GUIDE
    assert f"For {OVERLAP.total_seconds() / 3600:.0f} hours" in GUIDE
