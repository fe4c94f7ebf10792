"""Child processes that never outlive the one that started them."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from local.settings import ROOT


class StackError(Exception):
    """The local stack can't do what was asked; the message says what to do about it."""


def end_with_parent() -> None:
    """In a child: end as if asked to when the parent is gone, however it went.

    The parent holds the other end of standard input and never writes, so reading returns only
    when that end closes.
    """

    def watch() -> None:
        while os.read(0, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def held(lock: Path, *, wait: bool) -> Iterator[None]:
    """Hold a lock file. It is given back however the process ends.

    Raises:
        BlockingIOError: somebody else holds it, and `wait` is not asked for.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


class Process:
    """A child that runs until it is stopped, with its output in a log file."""

    def __init__(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], log: Path
    ) -> None:
        self.name = name
        self.log = log
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            # A session of its own: Ctrl-C reaches the parent alone, which stops its children in
            # the right order and lets each save its state.
            self._child = subprocess.Popen(
                command,
                cwd=ROOT,
                env=dict(environment),
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until(self, ready: Callable[[], bool], seconds: float) -> None:
        """Poll until it answers; a child that ends or stays silent is an error with its log."""
        deadline = time.monotonic() + seconds
        while not ready():
            if self._child.poll() is not None:
                raise StackError(f"The {self.name} ended at once:\n{tail(self.log)}")
            if time.monotonic() > deadline:
                raise StackError(f"The {self.name} does not answer:\n{tail(self.log)}")
            time.sleep(0.1)

    @property
    def running(self) -> bool:
        """Whether it still runs."""
        return self._child.poll() is None

    def stop(self, seconds: float = 60) -> None:
        """Ask it to end and wait; only one that does not listen is killed."""
        if self.running:
            self._child.terminate()
            try:
                self._child.wait(seconds)
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()
        if self._child.stdin:
            self._child.stdin.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def run(name: str, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
    """Run a step to its end; a failure carries the end of what it printed."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        raise StackError(f"{name} failed (all of it: {log}):\n{tail(log)}")


def tail(log: Path, lines: int = 25) -> str:
    """The end of a log file, indented."""
    text = log.read_text(errors="replace") if log.is_file() else ""
    return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])
