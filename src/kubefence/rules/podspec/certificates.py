"""Certificates in projected volumes: features that are on by default since 1.37, and dropped before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.formats.signers import bundle_name, signer_name
from kubefence.problems import Problem
from kubefence.rules.engine.model import FieldCheck, Site, Tables
from kubefence.rules.podspec.volume_files import below_volume
from kubefence.rules.vocabulary.certificates import lifetime, user_annotations
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_have_form, shown
from kubefence.rules.vocabulary.versions import only
from kubefence.yamldoc.document import Path

SINCE = "1.37"
KEY_TYPES = ("RSA3072", "RSA4096", "ECDSAP256", "ECDSAP384", "ECDSAP521", "ED25519")
_YET_TO_COME = ("MLDSA44", "MLDSA65", "MLDSA87")
PATHS = ("credentialBundlePath", "keyPath", "certificateChainPath")


def trust_source(bundle: Site) -> Iterator[Problem]:
    """A trust bundle is chosen by name or by signer."""
    name, chosen = bundle.has("name"), bundle.has("signerName")
    if name and chosen:
        yield bundle.problem(
            "mutually-exclusive", (), "name 和 signerName 只能写一个", "name and signerName exclude each other"
        )
    elif name and bundle.has("labelSelector"):
        yield bundle.problem(
            "forbidden-field",
            "labelSelector",
            "写了 name 就不能写 labelSelector",
            "with a name there is no labelSelector",
        )
    elif not name and not chosen and not bundle.partial:
        yield bundle.problem("missing-field", (), "必须写 name 或 signerName", "either name or signerName is required")


def key_type(certificate: Site, at: Path, value: Any) -> Iterator[Problem]:
    """The kinds of keys that the kubelet makes."""
    if isinstance(value, str) and value not in (*KEY_TYPES, *_YET_TO_COME):
        yield certificate.problem(
            "invalid-value",
            at,
            f"keyType 不能是 {shown(value)}，可选：{'、'.join(KEY_TYPES)}",
            f"keyType cannot be {shown(value)}, one of: {', '.join(KEY_TYPES)}",
        )


def written_somewhere(certificate: Site) -> Iterator[Problem]:
    """A certificate has to become a file."""
    if not any(certificate.text(field) for field in PATHS) and not certificate.partial:
        yield certificate.problem(
            "missing-field",
            (),
            f"至少要写 {'、'.join(PATHS)} 中的一个",
            f"at least one of {', '.join(PATHS)} is required",
        )


_BUNDLE, _CERTIFICATE = "core.v1.ClusterTrustBundleProjection", "core.v1.PodCertificateProjection"
_signer = must_have_form("invalid-name", signer_name)
_FIELDS: dict[str, FieldCheck] = {
    f"{_BUNDLE}.name": must_have_form("invalid-name", bundle_name),
    f"{_BUNDLE}.signerName": _signer,
    f"{_BUNDLE}.path": below_volume,
    f"{_CERTIFICATE}.signerName": _signer,
    f"{_CERTIFICATE}.keyType": key_type,
    f"{_CERTIFICATE}.maxExpirationSeconds": lifetime,
    f"{_CERTIFICATE}.userAnnotations": user_annotations,
    **{f"{_CERTIFICATE}.{field}": below_volume for field in PATHS},
}

TABLES = Tables(
    checks={
        _BUNDLE: (only(trust_source, since=SINCE), only(required("path"), since=SINCE)),
        _CERTIFICATE: (
            only(written_somewhere, since=SINCE),
            only(required("signerName", "keyType"), since=SINCE),
        ),
    },
    fields={name: (only(check, since=SINCE),) for name, check in _FIELDS.items()},
)
