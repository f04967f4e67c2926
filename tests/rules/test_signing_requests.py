"""Requests for certificates are sound and signed with their own key, or refused."""

import base64

import certificate_requests as made
import pytest

from kubefence.formats.signing_requests import flaw

SOUND = ["EC", "MASTERS", "EC_384", "EC_521", "RSA", "RSA_SHA512", "ED25519"]


def body(name: str) -> bytes:
    return base64.b64decode(getattr(made, name))


@pytest.mark.parametrize("name", SOUND)
def test_sound_requests(name: str) -> None:
    assert flaw(body(name)) is None


@pytest.mark.parametrize("name", ["EC", "EC_384", "EC_521", "RSA", "RSA_SHA512"])
def test_a_changed_byte_breaks_a_request(name: str) -> None:
    data = body(name)
    subject = data.index(b"ada")
    for at in (subject, len(data) - 3, 1, len(data) // 2):
        assert flaw(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]) is not None, at


@pytest.mark.parametrize("name", SOUND)
def test_a_request_that_is_cut_or_longer(name: str) -> None:
    data = body(name)
    assert all(flaw(wrong) is not None for wrong in (data[:-1], data[1:], data + b"\0", b""))


def test_what_go_does_not_accept() -> None:
    found = flaw(body("RSA_MD5"))
    assert found is not None
    assert "MD5" in found.en


def test_a_signature_of_another_kind_of_key() -> None:
    """The algorithm says RSA, the key is of a curve."""
    rsa_with_sha256 = bytes.fromhex("06092a864886f70d01010b")
    ecdsa_with_sha256 = bytes.fromhex("06082a8648ce3d040302")
    data = body("EC")
    at = data.rindex(b"\x30\x0a" + ecdsa_with_sha256)
    inner = data[3:at] + b"\x30\x0b" + rsa_with_sha256 + data[at + 12 :]
    assert flaw(b"\x30\x81" + bytes([len(inner)]) + inner) is not None


MALFORMED = ["30", "3080", "3005020100", "308102020100", "30820003020100", "0200"]


@pytest.mark.parametrize("text", MALFORMED)
def test_malformed_encodings(text: str) -> None:
    assert flaw(bytes.fromhex(text)) is not None
