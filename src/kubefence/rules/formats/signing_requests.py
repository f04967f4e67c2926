"""Requests for certificates (PKCS #10), and whether they are signed with the key that they are for.

What ``x509.ParseCertificateRequest`` and ``CheckSignature`` of Go refuse. Keys of kinds other than RSA and ECDSA are
let pass.
"""

from __future__ import annotations

import hashlib

from kubefence.findings import Text
from kubefence.rules.formats import curves
from kubefence.rules.formats.der import BITS, INTEGER, OID, SEQUENCE, Element, Malformed, only

_RSA = bytes.fromhex("2a864886f70d010101")
_EC = bytes.fromhex("2a8648ce3d0201")
_HASHES = {
    bytes.fromhex("2a864886f70d010105"): (_RSA, "sha1"),
    bytes.fromhex("2a864886f70d01010b"): (_RSA, "sha256"),
    bytes.fromhex("2a864886f70d01010c"): (_RSA, "sha384"),
    bytes.fromhex("2a864886f70d01010d"): (_RSA, "sha512"),
    bytes.fromhex("2a8648ce3d0401"): (_EC, "sha1"),
    bytes.fromhex("2a8648ce3d040302"): (_EC, "sha256"),
    bytes.fromhex("2a8648ce3d040303"): (_EC, "sha384"),
    bytes.fromhex("2a8648ce3d040304"): (_EC, "sha512"),
}
"""Identifiers of algorithms of signatures, to the kind of key and the hash."""
_OTHERS = frozenset((bytes.fromhex("2a864886f70d01010a"), bytes.fromhex("2b6570")))
"""RSA with PSS, and Ed25519: not looked at."""
_PREFIXES = {
    "sha1": bytes.fromhex("3021300906052b0e03021a05000414"),
    "sha256": bytes.fromhex("3031300d060960864801650304020105000420"),
    "sha384": bytes.fromhex("3041300d060960864801650304020205000430"),
    "sha512": bytes.fromhex("3051300d060960864801650304020305000440"),
}
"""What stands before a hash in a signature of RSA (PKCS #1)."""
_FORM = Text("内容不是证书签名请求（PKCS #10）", "the content is no certificate request (PKCS #10)")
_SIGNATURE = Text("签名与内容不符", "its signature does not match its content")
_UNKNOWN = Text("签名算法不被接受，如 MD5", "the algorithm of its signature is not accepted, such as MD5")


def flaw(data: bytes) -> Text | None:
    """What is wrong with a request, None where it is sound or nothing can be said."""
    try:
        info, algorithm, signature = only(data, SEQUENCE).children(SEQUENCE, SEQUENCE, BITS)
        _, _, key, *_ = info.children(INTEGER, SEQUENCE, SEQUENCE)
        name = algorithm.children(OID)[0].content
        if name in _OTHERS:
            return None
        kind, digest = _HASHES.get(name, (b"", ""))
        return _checked(info.raw, key, kind, digest, signature.bits) if digest else _UNKNOWN
    except (Malformed, ValueError):
        return _FORM


def _checked(signed: bytes, key: Element, kind: bytes, digest: str, signature: bytes) -> Text | None:
    algorithm, public = key.children(SEQUENCE, BITS)
    name, *parameters = algorithm.children(OID)
    if name.content != kind:
        return _SIGNATURE
    hashed = hashlib.new(digest, signed, usedforsecurity=False).digest()
    if kind == _RSA:
        return None if _is_rsa(public.bits, _PREFIXES[digest] + hashed, signature) else _SIGNATURE
    curve = curves.KNOWN.get(parameters[0].content) if parameters else None
    if curve is None:
        return _FORM
    first, second = only(signature, SEQUENCE).children(INTEGER, INTEGER)
    return None if curve.verifies(public.bits, hashed, first.number, second.number) else _SIGNATURE


def _is_rsa(public: bytes, hashed: bytes, signature: bytes) -> bool:
    modulus, exponent = (number.number for number in only(public, SEQUENCE).children(INTEGER, INTEGER))
    size = (modulus.bit_length() + 7) // 8
    if modulus <= 0 or exponent < 2 or len(signature) != size or size < len(hashed) + 11:
        return False
    padded = pow(int.from_bytes(signature, "big"), exponent, modulus).to_bytes(size, "big")
    return padded == b"\x00\x01" + b"\xff" * (size - len(hashed) - 3) + b"\x00" + hashed
