"""Public keys that a certificate for a Pod can be for, and signatures that are made with them.

What ``x509.ParsePKIXPublicKey`` of Go takes, and ``pkg/apis/certificates/validation`` of those.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    SECP384R1,
    SECP521R1,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key
from cryptography.x509 import load_der_x509_csr

from kubefence.findings import Text

_CURVES, _BITS = (SECP256R1, SECP384R1, SECP521R1), (3072, 4096)
_NO_KEY = Text("不是 PKIX 格式的公钥", "it is no public key in the form of PKIX")
_UNFIT = Text(
    "密钥只能是 RSA 3072、4096，ECDSA P-256、P-384、P-521 或 Ed25519",
    "the key has to be RSA with 3072 or 4096 bits, ECDSA on P-256, P-384 or P-521, or Ed25519",
)
_NOT_SIGNED = Text("不是用这个密钥对 podUID 的签名", "it is no signature of podUID with this key")


def unfit_in_request(data: bytes) -> Text | None:
    """What is wrong with the key of a request in DER that is sound otherwise."""
    try:
        return _unfit(load_der_x509_csr(data).public_key())
    except UnsupportedAlgorithm:
        return _UNFIT
    except (TypeError, ValueError):
        return _NO_KEY


def unfit(data: bytes) -> Text | None:
    """What is wrong with a key in DER, None where a certificate can be for it."""
    try:
        return _unfit(load_der_public_key(data))
    except UnsupportedAlgorithm:
        return _UNFIT
    except (TypeError, ValueError):
        return _NO_KEY


def unsigned(data: bytes, message: bytes, signature: bytes) -> Text | None:
    """What is wrong with a signature, given a key that is not `unfit`."""
    key = load_der_public_key(data)
    try:
        if isinstance(key, Ed25519PublicKey):
            key.verify(signature, message)
        elif isinstance(key, EllipticCurvePublicKey):
            key.verify(signature, message, ECDSA(SHA256()))
        elif isinstance(key, RSAPublicKey):
            key.verify(signature, message, padding.PSS(padding.MGF1(SHA256()), padding.PSS.AUTO), SHA256())
    except (InvalidSignature, ValueError):
        return _NOT_SIGNED
    return None


def _unfit(key: object) -> Text | None:
    if isinstance(key, EllipticCurvePublicKey):
        return None if isinstance(key.curve, _CURVES) else _UNFIT
    if isinstance(key, RSAPublicKey):
        return None if (key.key_size + 7) // 8 * 8 in _BITS else _UNFIT
    return None if isinstance(key, Ed25519PublicKey) else _UNFIT
