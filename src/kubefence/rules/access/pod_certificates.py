"""Requests of kubelets for the certificates of Pods (``ValidatePodCertificateRequestCreate``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.errors import in_extra
from kubefence.formats import names
from kubefence.formats.base64_text import decoded
from kubefence.formats.signers import signer_name
from kubefence.problems import Anchor, Problem
from kubefence.rules.engine.model import Check, Site, Tables
from kubefence.rules.vocabulary.certificates import lifetime, user_annotations
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_have_form
from kubefence.rules.vocabulary.versions import only

ANNOTATED = ("v1", "v1beta1")
VERSIONS = (*ANNOTATED, "v1alpha1")
_NAMES, _UIDS = ("podName", "serviceAccountName", "nodeName"), ("podUID", "serviceAccountUID", "nodeUID")
_STUB, _KEY, _PROOF = "stubPKCS10Request", "pkixPublicKey", "proofOfPossession"
_LONGEST_UID, _LONGEST = 128, 10 * 1024
"""Characters of a UID; bytes of a key, a signature or a request."""


def identities(spec: Site) -> Iterator[Problem]:
    """UIDs are short texts of any form."""
    for field in _UIDS:
        if len(spec.text(field).encode(errors="replace")) > _LONGEST_UID:
            zh, en = f"{field} 最多 {_LONGEST_UID} 个字节", f"{field} has at most {_LONGEST_UID} bytes"
            yield spec.problem("out-of-range", field, zh, en)


def request_or_key(spec: Site) -> Iterator[Problem]:
    """Either a request that is signed with the key, or the key and a signature; the latter is deprecated."""
    given = [field for field in (_STUB, _KEY, _PROOF) if spec.value.get(field) not in (None, "")]
    if not given:
        zh, en = f"证明持有密钥的 {_STUB} 是必填的", "it shows that the kubelet holds the key"
        yield from spec.missing(_STUB, zh, en)
    elif given not in ([_STUB], [_KEY, _PROOF]) and not spec.partial:
        zh, en = f"只能写 {_STUB}，或者 {_KEY} 和 {_PROOF}", f"it is either {_STUB}, or {_KEY} and {_PROOF}"
        yield spec.problem("mutually-exclusive", (), zh, en, anchor=Anchor.KEY)


def request(spec: Site) -> Iterator[Problem]:
    """``validateStubPKCS10Request``: a sound request for a key of one of the kinds that kubelets make."""
    data = decoded(spec.text(_STUB))
    if not data or spec.text(_KEY) or spec.text(_PROOF):
        return
    if len(data) > _LONGEST:
        yield _too_long(spec, _STUB)
        return
    with in_extra("cryptography", "crypto"):
        from kubefence.formats.public_keys import unfit_in_request
        from kubefence.formats.signing_requests import flaw
    wrong = flaw(data) or unfit_in_request(data)
    if wrong:
        yield spec.problem("invalid-format", _STUB, f"{_STUB}：{wrong.zh}", f"{_STUB}: {wrong.en}")


def key(spec: Site) -> Iterator[Problem]:
    """``validateDeprecatedPKIXPublicKey``: a key, and the UID of the Pod signed with it."""
    if spec.text(_STUB) or not isinstance(spec.value.get(_KEY), str) or not isinstance(spec.value.get(_PROOF), str):
        return
    public, proof = decoded(spec.text(_KEY)), decoded(spec.text(_PROOF))
    if public is None or proof is None:
        return  # no base64, which is said elsewhere
    for field, data in ((_KEY, public), (_PROOF, proof)):
        if len(data) > _LONGEST:
            yield _too_long(spec, field)
            return
    with in_extra("cryptography", "crypto"):
        from kubefence.formats.public_keys import unfit, unsigned
    wrong, field = unfit(public), _KEY
    if wrong is None:
        uid = spec.text("podUID").encode(errors="replace")
        wrong, field = unsigned(public, uid, proof), _PROOF
    if wrong:
        yield spec.problem("invalid-format", field, f"{field}：{wrong.zh}", f"{field}: {wrong.en}")


def _too_long(spec: Site, field: str) -> Problem:
    return spec.problem("out-of-range", field, f"{field} 超过 10 KiB", f"{field} has more than 10 KiB")


_SPEC = "certificates.{}.PodCertificateRequestSpec"
_SPECS = [_SPEC.format(version) for version in VERSIONS]
_CHECKS: tuple[Check, ...] = (
    required("signerName", *_NAMES, *_UIDS),
    identities,
    only(request_or_key, since="1.36"),
    request,
    key,
)

TABLES = Tables(
    checks=dict.fromkeys(_SPECS, _CHECKS),
    fields={
        **{
            f"{spec}.{field}": (check,)
            for spec in _SPECS
            for field, check in {
                "signerName": must_have_form("invalid-format", signer_name, empty=True),
                "maxExpirationSeconds": lifetime,
                **dict.fromkeys(_NAMES, must_have_form("invalid-name", names.dns1123_subdomain, empty=True)),
            }.items()
        },
        **{f"{_SPEC.format(version)}.unverifiedUserAnnotations": (user_annotations,) for version in ANNOTATED},
    },
)
