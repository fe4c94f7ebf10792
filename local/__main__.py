"""`python -m local`: the whole product on this machine, until Ctrl-C."""

from __future__ import annotations

import signal
import sys
import time
from types import FrameType
from typing import Any

from local.demo import DemoError
from local.processes import StackError
from local.progress import Progress
from local.settings import Settings
from local.stack import Stack


def main() -> int:
    """Bring it up, say where everything is, wait."""
    settings = Settings.from_environment()
    signal.signal(signal.SIGTERM, _as_interrupt)
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
    except (StackError, DemoError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1


def _as_interrupt(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt


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


if __name__ == "__main__":
    sys.exit(main())
