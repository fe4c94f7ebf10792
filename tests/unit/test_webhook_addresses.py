"""No address inside a network is taken for a public one, however it is written."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lobby.outbound.addresses import is_public

METADATA = int(IPv4Address("169.254.169.254"))


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104 - an address to refuse, not to bind
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "169.254.170.2",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.0.8",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::169.254.169.254",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:0:127.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:a9fe:a9fe::1",
        "2001:2::1",
        "2001:10::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "2002:a9fe:a9fe::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fd00:ec2::23",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "not an address",
        "",
        "127.1",
        "2130706433",
    ],
)
def test_addresses_that_lead_inside_are_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.1",
        "93.184.216.34",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "192.0.1.1",
        "223.255.255.254",
        "2001:200::1",
        "2606:2800:220:1:248:1893:25c8:1946",
        "2a00:1450:4001:80b::200e",
    ],
)
def test_public_addresses_pass(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_passes_that_python_knows_as_internal(address: IPv4Address) -> None:
    internal = (
        not address.is_global
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
        or address.is_loopback
        or address.is_link_local
    )
    assert not (internal and is_public(str(address)))


@given(st.ip_addresses(v=6))
def test_no_ipv6_address_passes_that_python_knows_as_internal(address: IPv6Address) -> None:
    internal = not address.is_global or address.is_multicast or address.is_reserved
    assert not (internal and is_public(str(address)))


@given(st.integers(0, 2**32 - 1))
@example(METADATA)
def test_no_wrapping_of_an_ipv4_address_into_ipv6_passes(inner: int) -> None:
    wrapped = [
        inner,  # IPv4-compatible
        0xFFFF << 32 | inner,  # IPv4-mapped
        0xFFFF << 48 | inner,  # IPv4-translated
        0x64FF9B << 96 | inner,  # NAT64
        0x64FF9B0001 << 80 | inner,  # local-use NAT64
        0x2002 << 112 | inner << 80 | 1,  # 6to4
        0x20010000 << 96 | inner ^ 0xFFFFFFFF,  # Teredo
    ]
    assert not [IPv6Address(number) for number in wrapped if is_public(str(IPv6Address(number)))]
