"""Where a webhook may go, as far as its URL tells."""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from lobby.base.reasons import WrongValue

LONGEST_URL: Final = 2000

# RFC 3986: no spaces, control characters, backslashes or letters beyond ASCII, which one parser
# reads in one way and the next in another.
_URL = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
_AUTHORITY = re.compile(
    r"(?:\[(?P<v6>[0-9a-f:.]+)\]|(?P<name>[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*)\.?)"
    r"(?::(?P<port>[0-9]{1,5}))?"
)
_PORTS = {"https": 443, "http": 80}


class RefusedUrl(WrongValue):
    """This URL can't be called."""


class Target(NamedTuple):
    """Where to connect and what to ask for. A ``trusted`` target may be at any address."""

    secure: bool
    host: str
    port: int
    authority: str
    path: str
    trusted: bool


class TrustedHosts:
    """Hosts of the operator's own that may be reached by plain http and at private addresses.

    ``listed`` is a comma-separated list of ``host`` (any port) and ``host:port``.

    Raises:
        ValueError: if an entry is neither.
    """

    def __init__(self, listed: str = "") -> None:
        entries = [entry.strip() for entry in listed.split(",") if entry.strip()]
        self._places = frozenset(_place(entry) for entry in entries)

    def include(self, host: str, port: int) -> bool:
        """Whether a host is trusted at this port."""
        return (host, None) in self._places or (host, port) in self._places


def read_target(url: str, trusted: TrustedHosts) -> Target:
    """The target that a URL names.

    Names are not looked up: where they lead is checked at every attempt anew.

    Raises:
        RefusedUrl: if it is not plainly an https URL, or an http URL of a trusted host.
    """
    if len(url) > LONGEST_URL:
        raise RefusedUrl("text_too_long", most=LONGEST_URL)
    if not _URL.fullmatch(url):
        raise RefusedUrl("url_characters")
    scheme = url.partition(":")[0].lower()
    if scheme not in _PORTS:
        raise RefusedUrl("url_scheme")
    try:
        parts = urlsplit(url)
        host, given_port = _place(parts.netloc)
    except ValueError as error:
        raise RefusedUrl("url_host") from error
    port = _PORTS[scheme] if given_port is None else given_port
    is_trusted = trusted.include(host, port)
    if scheme == "http" and not is_trusted:
        raise RefusedUrl("url_scheme")
    name = f"[{host}]" if ":" in host else host
    return Target(
        secure=scheme == "https",
        host=host,
        port=port,
        authority=name if given_port is None else f"{name}:{given_port}",
        path=(parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
        trusted=is_trusted,
    )


def _place(authority: str) -> tuple[str, int | None]:
    found = _AUTHORITY.fullmatch(authority.lower())
    if found is None:
        raise ValueError(f"not a host: {authority}")
    host = found["v6"] or found["name"]
    port = int(found["port"]) if found["port"] else None
    if len(host) > 253 or (port or 0) > 65535:
        raise ValueError(f"not a host: {authority}")
    return host, port
