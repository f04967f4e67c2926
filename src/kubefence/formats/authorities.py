"""Certificates of authorities, as ``x509.ParseCertificate`` of Go reads them."""

from __future__ import annotations

from cryptography import x509

from kubefence.findings import Text


def flaw(data: bytes) -> Text | None:
    """What keeps a certificate in DER from being that of an authority, None where nothing does."""
    try:
        certificate = x509.load_der_x509_certificate(data)
        authority = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        authority = False
    except x509.UnsupportedGeneralNameType:
        return None  # Go reads such names
    except (x509.DuplicateExtension, ValueError):
        return Text("不是 X.509 证书", "is no certificate of X.509")
    return None if authority else Text("不是 CA 证书", "is not that of an authority (CA)")
