"""`python -m local run | reset | logs [function]`: the product on this machine."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import time
from datetime import datetime
from types import FrameType
from typing import Any

import httpx

from local.demo import DemoError
from local.processes import StackError, held
from local.progress import Progress
from local.settings import Settings
from local.stack import Stack, port_taken


def run(settings: Settings) -> int:
    """Bring it up, say where everything is, and keep it up until Ctrl-C."""
    print("\nLobby on this machine\n")
    try:
        with Stack(settings, Progress()) as stack:
            _say_where(stack.description)
            while stack.healthy:
                time.sleep(0.5)
            print(f"\nA part of it ended by itself. Its log is in {settings.logs}.")
            return 1
    except KeyboardInterrupt:
        print("\nStopped. Your data are kept; 'make reset' forgets them.")
        return 0
    except (StackError, DemoError, httpx.HTTPError) as error:
        print(f"\n{error}\n\nLogs: {settings.logs}", file=sys.stderr)
        return 1


def _say_where(stack: dict[str, Any]) -> None:
    """The addresses worth opening."""
    site = stack["site_url"]
    print(f"\n  Start here      {site}/\n")
    for booking in stack.get("demo", []):
        print(f"  {booking['title']}\n    {booking['link']}")
    print(f"\n  Desk            {site}/admin/")
    print(f"    sign in as    {stack['staff']['username']}  {stack['staff']['password']}")
    print(f"  Mail            {stack['mail_url']}")
    print(f"  Webhooks        {stack['hooks_url']}")
    print("\n  Ctrl-C stops it.\n", flush=True)


def reset(settings: Settings) -> int:
    """Forget all data. What still runs would write them again when it ends."""
    try:
        with held(settings.state / "running.lock", wait=False):
            shutil.rmtree(settings.data, ignore_errors=True)
    except BlockingIOError:
        print("It is running. Stop it first (Ctrl-C where it runs).", file=sys.stderr)
        return 1
    print("All local data are gone. 'make run' starts afresh.")
    return 0


def logs(settings: Settings, function: str) -> int:
    """Print what functions logged, oldest first; of all of them if none is named."""
    if not port_taken(settings.aws_port):
        print("Nothing runs here. Start it with: make run", file=sys.stderr)
        return 1
    client = settings.client("logs")
    lines = []
    for page in client.get_paginator("describe_log_groups").paginate():
        for group in page["logGroups"]:
            name = group["logGroupName"]
            if function in name:
                events = client.filter_log_events(logGroupName=name)["events"]
                lines += [(event["timestamp"], name, event["message"]) for event in events]
    for at, name, message in sorted(lines):
        moment = datetime.fromtimestamp(at / 1000).astimezone()
        print(f"{moment:%H:%M:%S} {name.rsplit('/', 1)[-1]}: {message.rstrip()}")
    return 0


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m local", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run")
    commands.add_parser("reset")
    commands.add_parser("logs").add_argument("function", nargs="?", default="")
    asked = parser.parse_args()
    settings = Settings.from_environment()
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGINT, _interrupt)
    if asked.command == "reset":
        return reset(settings)
    if asked.command == "logs":
        return logs(settings, asked.function)
    return run(settings)


def _interrupt(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
