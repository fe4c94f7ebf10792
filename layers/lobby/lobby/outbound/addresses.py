"""Which addresses are out on the public internet, and so may be sent to.

The lists follow the IANA registries of special-purpose addresses and stand here in full, because
``ipaddress.is_global`` differs between Python versions and lets through what must not pass:
multicast, and private IPv4 addresses wrapped into IPv6.
https://www.iana.org/assignments/iana-ipv4-special-registry
https://www.iana.org/assignments/iana-ipv6-special-registry
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address

_CLOSED_V4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this host
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT
        "127.0.0.0/8",  # loopback; in Lambda, the runtime API
        "169.254.0.0/16",  # link-local; cloud metadata and credentials
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays into IPv6
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved; broadcast
    )
)

# All of global unicast. What lies outside: loopback, unspecified, link-local, unique local,
# multicast, and IPv4 as mapped (::ffff:0:0/96), compatible (::/96) or behind NAT64 (64:ff9b::/96).
_OPEN_V6 = IPv6Network("2000::/3")
_CLOSED_V6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments; Teredo wraps IPv4
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4 wraps IPv4
        "3fff::/20",  # documentation
    )
)


def is_public(address: str) -> bool:
    """Whether an address is a public host's. What is no address at all is not public."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return not any(parsed in network for network in _CLOSED_V4)
    return parsed in _OPEN_V6 and not any(parsed in network for network in _CLOSED_V6)
