"""What a URL may look like before anything is looked up or connected to."""

from __future__ import annotations

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lobby.outbound.targets import LONGEST_URL, RefusedUrl, Target, TrustedHosts, read_target

NONE = TrustedHosts()


def test_a_url_becomes_what_is_connected_to_and_asked_for() -> None:
    assert read_target("https://Hooks.Example:8443/in/box?key=a%20b#part", NONE) == Target(
        secure=True,
        host="hooks.example",
        port=8443,
        authority="hooks.example:8443",
        path="/in/box?key=a%20b",
        trusted=False,
    )


def test_port_and_path_have_their_usual_defaults() -> None:
    target = read_target("https://hooks.example", NONE)
    assert (target.port, target.authority, target.path) == (443, "hooks.example", "/")


def test_an_ipv6_address_keeps_its_brackets_in_the_host_header_only() -> None:
    target = read_target("https://[2A00:1450::1]/", NONE)
    assert (target.host, target.authority) == ("2a00:1450::1", "[2a00:1450::1]")


def test_the_dot_at_a_names_end_is_dropped_as_certificates_do_not_have_it() -> None:
    assert read_target("https://hooks.example./", NONE).host == "hooks.example"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hooks.example",
        "//hooks.example/",
        "http://hooks.example/",
        "HTTP://hooks.example/",
        "ftp://hooks.example/",
        "file:///etc/passwd",
        "gopher://hooks.example/",
        "javascript:alert(1)",
        "https:///path",
        "https://",
        "https://:443/",
        "https://./",
        "https://a..b/",
        "https://user@hooks.example/",
        "https://user:password@hooks.example/",
        "https://hooks.example:443@127.0.0.1/",
        "https://hooks.example\\@127.0.0.1/",
        "https://hooks.example/ HTTP/1.1\r\nX: y",
        "https://hooks.example/a b",
        "https://hooks\t.example/",
        "https://hooks.example/\x00",
        "https://hôtel.example/",
        "https://hooks.example/été",
        "https://ⓔxample.com/",
        "https://127。0。0。1/",
        "https://hooks.example:port/",
        "https://hooks.example:65536/",
        "https://hooks.example:-1/",
        "https://[::1/",
        "https://[fe80::1%25eth0]/",
        "https://[::1]extra/",
        "https://[::1]:/",
        "https://[v1.fe]/",
        "https://hooks%2eexample/",
        f"https://{'a' * 64}.example/",
        f"https://{'a.' * 127}example/",
        f"https://hooks.example/{'a' * LONGEST_URL}",
    ],
)
def test_urls_that_are_not_plainly_https_are_refused(url: str) -> None:
    with pytest.raises(RefusedUrl):
        read_target(url, NONE)


def test_the_refusal_tells_what_to_do() -> None:
    with pytest.raises(RefusedUrl, match="url_scheme"):
        read_target("http://hooks.example/", NONE)


@pytest.mark.parametrize(
    ("listed", "url", "trusted"),
    [
        ("localhost", "http://localhost/", True),
        ("localhost", "http://localhost:8000/", True),
        ("localhost", "https://LOCALHOST:9000/", True),
        ("localhost:8000", "http://localhost:8000/", True),
        ("localhost:80", "http://localhost/", True),
        ("localhost:443", "https://localhost/", True),
        ("a.internal, b.internal:81 ,", "http://b.internal:81/", True),
        ("[::1]:8000", "http://[::1]:8000/", True),
        ("localhost:8000", "https://localhost:8001/", False),
        ("localhost", "https://localhost.example/", False),
        ("localhost", "https://notlocalhost/", False),
        ("", "https://localhost/", False),
    ],
)
def test_trust_goes_by_host_and_if_given_port(listed: str, url: str, trusted: bool) -> None:
    assert read_target(url, TrustedHosts(listed)).trusted is trusted


@pytest.mark.parametrize(
    "url", ["http://localhost:8001/", "http://localhost/", "http://other:8000/"]
)
def test_plain_http_is_for_trusted_hosts_alone(url: str) -> None:
    with pytest.raises(RefusedUrl):
        read_target(url, TrustedHosts("localhost:8000"))


@pytest.mark.parametrize(
    "listed", ["http://localhost", "user@host", "a host", "host:port", "[::1", "::1", "a:65536"]
)
def test_a_list_of_trusted_hosts_with_a_mistake_is_refused(listed: str) -> None:
    with pytest.raises(ValueError, match="not a host"):
        TrustedHosts(listed)


@given(st.text(string.ascii_letters + string.digits + "-._~:/?#[]@!$&'()*+,;=%\\ \t\r\n\0é。"))
@example("a" * 63)
def test_a_target_is_always_fit_to_connect_to(rest: str) -> None:
    try:
        target = read_target(f"https://{rest}", NONE)
    except RefusedUrl:
        return
    assert target.host.encode("idna") == target.host.encode()
    assert 0 <= target.port <= 65535
    assert target.path.startswith("/")
    assert not set(target.path + target.authority) & set("\r\n\t\0 \\#@é") - {"@"}
