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
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.load.deployables import Deployables, Function
from tests.support.deployment import ENVIRONMENT
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
CACHEGRIND = (
    "valgrind",
    "--tool=cachegrind",
    "--cache-sim=no",
    "--cachegrind-out-file=/dev/null",
)
PROBE = Path(__file__).with_name("start_probe.py")


@dataclass(frozen=True)
class Start:
    """A function's start: instructions, the interpreter's own taken off."""

    name: str
    instructions: int
    ratio: float
    parts: tuple[str, ...]
    compiled: tuple[str, ...]

    @property
    def fits(self) -> bool | None:
        """Whether it keeps its limit; None if it has none."""
        return self.ratio <= MOST if self.name in GUEST_FACING else None


@dataclass(frozen=True)
class Starts:
    """All starts. ``spread`` is how far two runs of the same differ, as a share of the smaller."""

    bare: int
    yardstick: int
    spread: float
    functions: list[Start]

    @property
    def fit(self) -> bool:
        """Whether every function keeps its limit, and nothing had to be compiled."""
        return all(start.fits is not False and not start.compiled for start in self.functions)


def measure_starts(made: Deployables, names: Sequence[str]) -> Starts:
    """The starts of these functions, one valgrind after the other.

    The first of them and the yardstick are measured twice: that says how well counts repeat.
    """
    dependencies = [made.layers["dependencies"] / "python"]
    bare = _instructions(dependencies, ["nothing"])
    again = [_instructions(dependencies, ["boto3"]) - bare for _ in range(2)]
    yardstick, spread = min(again), _spread(again)
    starts = []
    for number, name in enumerate(names):
        function, parts = made.functions[name], parts_used(name)
        counts = [
            _instructions(function.python_path, ["function", *parts]) - bare
            for _ in range(1 if number else 2)
        ]
        spread = max(spread, _spread(counts))
        compiled = compiled_modules(function, parts)
        starts.append(Start(name, min(counts), min(counts) / yardstick, parts, compiled))
    return Starts(bare, yardstick, spread, starts)


def _spread(counts: Sequence[int]) -> float:
    return (max(counts) - min(counts)) / min(counts)


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
