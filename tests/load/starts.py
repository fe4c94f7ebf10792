"""What a cold start costs, in instructions: they repeat, where milliseconds scatter.

A start is the import of the function's module and making what its first request needs, run by a
bare interpreter on the unpacked deployables, less what the interpreter itself costs. It is told as
a ratio to the yardstick: a handler that makes one ``boto3.client("dynamodb")`` in the same run.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ENVIRONMENT
from tests.load.deployables import Deployables, Function
from tools.package import ROOT

# Somebody with a telephone waits for these.
GUEST_FACING = (
    "view_booking",
    "confirm_booking",
    "make_payment",
    "check_in_guest",
    "download_invoice",
    "cancel_booking",
)
MOST = 1.7
PROBE = Path(__file__).with_name("start_probe.py")


@dataclass(frozen=True)
class Start:
    """A function's start. ``spread`` is how far runs differ, as a share of the smallest."""

    name: str
    instructions: int
    ratio: float
    spread: float
    parts: tuple[str, ...]
    compiled: tuple[str, ...]

    @property
    def fits(self) -> bool | None:
        """Whether it keeps its limit; None if it has none."""
        return self.ratio <= MOST if self.name in GUEST_FACING else None


def measure_starts(made: Deployables, names: list[str], runs: int) -> tuple[int, list[Start]]:
    """The yardstick's instructions, and the start of each of these functions."""
    dependencies = [made.layers["dependencies"] / "python"]
    bare = min(_instructions(dependencies, ["nothing"]) for _ in range(runs))
    yardstick = min(_instructions(dependencies, ["boto3"]) for _ in range(runs)) - bare
    starts = []
    for name in names:
        function = made.functions[name]
        parts = parts_used(name)
        counts = [_instructions(function.python_path, ["function", *parts]) for _ in range(runs)]
        own = min(counts) - bare
        starts.append(
            Start(
                name=name,
                instructions=own,
                ratio=own / yardstick,
                spread=(max(counts) - min(counts)) / own,
                parts=parts,
                compiled=compiled_modules(function, parts),
            )
        )
    return yardstick, starts


def parts_used(name: str) -> tuple[str, ...]:
    """What a function takes from ``lobby.wiring``, in the order of its code."""
    if name == "backoffice":
        return ("settings",)  # its other parts are made by few of its operations
    tree = ast.parse((ROOT / "functions" / name / "app.py").read_text())
    found = [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "wiring"
    ]
    return tuple(sorted(set(found)))


def compiled_modules(function: Function, parts: tuple[str, ...]) -> tuple[str, ...]:
    """The deployed modules that Python had to compile at the start: there should be none."""
    command = [*_interpreter(), "function", *parts]
    environment = _environment(function.python_path) | {"LOBBY_WATCH": "1"}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    deployed = [str(path) for path in function.python_path]
    found = [line.removeprefix("compiled ") for line in run.stdout.splitlines()]
    return tuple(path for path in found if path.startswith(tuple(deployed)))


def _instructions(python_path: list[Path], arguments: list[str]) -> int:
    valgrind = [
        "valgrind",
        "--tool=cachegrind",
        "--cache-sim=no",
        "--cachegrind-out-file=/dev/null",
    ]
    run = subprocess.run(
        [*valgrind, *_interpreter(), *arguments],
        env=_environment(python_path),
        capture_output=True,
        text=True,
    )
    counted = re.search(r"I\s+refs:\s+([\d,]+)", run.stderr)
    if run.returncode or counted is None:
        raise RuntimeError(f"{arguments} did not start:\n{run.stderr[-2000:]}")
    return int(counted[1].replace(",", ""))


def _interpreter() -> list[str]:
    """Python without the packages of this working copy."""
    executable = getattr(sys, "_base_executable", sys.executable)
    return [os.path.realpath(executable), "-S", str(PROBE)]


def _environment(python_path: list[Path]) -> dict[str, str]:
    """What Lambda sets, and a fixed hash seed, without which counts differ."""
    return {
        **ENVIRONMENT,
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(map(str, python_path)),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
