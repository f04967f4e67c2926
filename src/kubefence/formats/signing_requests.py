"""Requests for certificates (PKCS #10), and whether they are signed with the key that they are for.

What ``x509.ParseCertificateRequest`` and ``CheckSignature`` of Go refuse.
"""

from __future__ import annotations

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.hashes import MD5

from kubefence.findings import Text

_FORM = Text("内容不是证书签名请求（PKCS #10）", "the content is no certificate request (PKCS #10)")
_SIGNATURE = Text("签名与内容不符", "its signature does not match its content")
_UNKNOWN = Text("签名算法不被接受，如 MD5", "the algorithm of its signature is not accepted, such as MD5")


def flaw(data: bytes) -> Text | None:
    """What is wrong with a request in DER, None where it is sound."""
    try:
        request = x509.load_der_x509_csr(data)
        if isinstance(request.signature_hash_algorithm, MD5):
            return _UNKNOWN
        return None if request.is_signature_valid else _SIGNATURE
    except UnsupportedAlgorithm:
        return _UNKNOWN
    except (TypeError, ValueError):
        return _FORM
