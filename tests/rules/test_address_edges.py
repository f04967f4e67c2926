"""Addresses and networks at their edges: what is one, what is minded in it, what is special."""

import pytest
from places import faults

from kubefence.formats import addresses
from kubefence.rules.vocabulary.addresses import special


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0.0.0.0", (4, 0)),
        ("255.255.255.255", (4, 2**32 - 1)),
        ("1.2.3.4", (4, 0x01020304)),
        ("010.0.0.1", (4, 0x0A000001)),
        ("0001.0.0.1", (4, 0x01000001)),
        ("::", (6, 0)),
        ("::1", (6, 1)),
        ("1::", (6, 1 << 112)),
        ("1:2:3:4:5:6:7:8", (6, 0x00010002000300040005000600070008)),
        ("1:2:3:4:5:6:7::", (6, 0x00010002000300040005000600070000)),
        ("::ffff", (6, 0xFFFF)),
        ("::00ffff", (6, 0xFFFF)),
        ("::1.2.3.4", (6, 0x01020304)),
        ("::ffff:1.2.3.4", (4, 0x01020304)),
        ("1:2:3:4:5:6:1.2.3.4", (6, 0x00010002000300040005000601020304)),
        ("256.0.0.1", None),
        ("1.2.3", None),
        ("1.2.3.4.5", None),
        ("1.2.3.", None),
        ("::10000", None),
        ("::g", None),
        (":", None),
        (":::", None),
        ("1:2:3:4:5:6:7", None),
        ("1:2:3:4:5:6:7:8:9", None),
        ("1:2:3:4:5:6:7:8::", None),
        ("1::2::3", None),
        ("1.2.3.4::", None),
        ("::1.2.3.256", None),
        ("", None),
    ],
)
def test_addresses(text: str, found: tuple[int, int] | None) -> None:
    address = addresses.address(text)
    assert (address and (address.family, address.number)) == found


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("1.2.3.4", None),
        ("01.2.3.4", "LEADING_ZERO"),
        ("0.0.0.0", None),
        ("::1", None),
        ("::01", "NOT_CANONICAL"),
        ("::00001", "LEADING_ZERO"),
        ("0:0::1", "NOT_CANONICAL"),
        ("::A", "NOT_CANONICAL"),
        ("::ffff:1.2.3.4", "MAPPED"),
        ("::ffff:1.2.3.04", "LEADING_ZERO"),
        ("10.0.0.0/8", None),
        ("10.0.0.0/08", "LEADING_ZERO"),
        ("10.0.0.0/0", "HOST_BITS"),
        ("0.0.0.0/0", None),
        ("10.0.0.1/32", None),
        ("10.0.0.1/31", "HOST_BITS"),
        ("fd00::/8", None),
        ("FD00::/8", "NOT_CANONICAL"),
        ("fd00::1/128", None),
        ("fd00::1/127", "HOST_BITS"),
        ("::ffff:10.0.0.0/104", "MAPPED"),
    ],
)
def test_flaws(text: str, flaw: str | None) -> None:
    found = addresses.network(text) if "/" in text else addresses.address(text)
    assert found is not None
    assert (found.flaw and found.flaw.name) == flaw


@pytest.mark.parametrize(
    "text", ["10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/a", "10.0.0.0/-1", "10.0.0/8", "::/1000"]
)
def test_no_networks(text: str) -> None:
    assert addresses.network(text) is None


@pytest.mark.parametrize(
    ("outer", "inner", "contains"),
    [
        ("10.0.0.0/8", "10.1.0.0/16", True),
        ("10.0.0.0/8", "10.0.0.0/9", True),
        ("10.0.0.0/8", "10.0.0.0/8", False),
        ("10.0.0.0/8", "11.0.0.0/16", False),
        ("10.1.0.0/16", "10.0.0.0/8", False),
        ("0.0.0.0/0", "10.0.0.0/8", True),
        ("::/0", "10.0.0.0/8", False),
        ("fd00::/17", "fd00:7fff::/32", True),
        ("fd00::/17", "fd00:8000::/32", False),
        ("fd00::/127", "fd00::1/128", True),
        ("fd00::/127", "fd00::2/128", False),
        ("10.0.0.0/31", "10.0.0.1/32", True),
        ("10.0.0.0/31", "10.0.0.2/32", False),
        ("fd00::/8", "fd00:1::/32", True),
        ("::ffff:0.0.0.0/96", "10.0.0.0/8", True),
    ],
)
def test_parts_of_networks(outer: str, inner: str, contains: bool) -> None:
    one, other = addresses.network(outer), addresses.network(inner)
    assert one is not None
    assert other is not None
    assert one.contains(other) is contains


@pytest.mark.parametrize(
    ("text", "is_special"),
    [
        ("0.0.0.0", True),
        ("0.0.0.1", False),
        ("126.255.255.255", False),
        ("127.0.0.0", True),
        ("127.255.255.255", True),
        ("128.0.0.0", False),
        ("169.253.255.255", False),
        ("169.254.0.0", True),
        ("169.254.255.255", True),
        ("169.255.0.0", False),
        ("223.255.255.255", False),
        ("224.0.0.0", True),
        ("224.0.0.255", True),
        ("224.0.1.0", False),
        ("::", True),
        ("::1", True),
        ("::2", False),
        ("fe7f::", False),
        ("fe80::", True),
        ("febf:ffff::", True),
        ("fec0::", False),
        ("ff01::1", False),
        ("ff02::1", True),
        ("ff12::1", True),
        ("ff03::1", False),
        ("fe02::1", False),
    ],
)
def test_special_addresses(text: str, is_special: bool) -> None:
    found = addresses.address(text)
    assert found is not None
    assert (special(found) is not None) is is_special


@pytest.mark.parametrize("octet", ["256", "1010", "1000", "0256", "0x1", "", "-1", "1a"])
def test_no_octets(octet: str) -> None:
    for place in range(4):
        parts = ["10", "0", "0", "1"]
        parts[place] = octet
        assert addresses.address(".".join(parts)) is None


@pytest.mark.parametrize("octet", ["0", "255", "007", "000255"])
def test_octets(octet: str) -> None:
    assert addresses.address(f"10.0.0.{octet}") is not None


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("10.1.2.3/8", "10.0.0.0/8"),
        ("010.0.0.0/8", "10.0.0.0/8"),
        ("::ffff:10.1.2.3/104", "10.0.0.0/8"),
        ("FD00:0:0::1/64", "fd00::/64"),
        ("::1/128", "::1/128"),
    ],
)
def test_how_a_network_is_written(text: str, canonical: str) -> None:
    found = addresses.network(text)
    assert found is not None
    assert found.canonical == canonical


@pytest.mark.parametrize(
    ("path", "right"), [("%41", True), ("%41g", True), ("%4", False), ("%4g", False), ("%", False)]
)
def test_escapes_in_the_address_of_a_webhook(path: str, right: bool) -> None:
    found = faults(
        "admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration",
        "webhooks[0].clientConfig.url",
        f"https://a.example.com/{path}",
    )
    assert ("invalid-format" not in found) is right
