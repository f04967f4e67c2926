"""Requests for certificates (``ValidateCertificateSigningRequestCreate`` in pkg/apis/certificates/validation)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.errors import in_extra
from kubefence.findings import Text
from kubefence.formats import pem
from kubefence.formats.base64_text import decoded
from kubefence.formats.signers import signer_name
from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.lists import unique
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_have_form, must_lie_in

CLIENT_SIGNER = "kubernetes.io/kube-apiserver-client"
LEAST_SECONDS = 600
_SPEC = "certificates.v1.CertificateSigningRequestSpec"


def request(spec: Site) -> Iterator[Problem]:
    """``validateCertificateSigningRequest``, and the admission plugin CertificateSubjectRestriction."""
    if spec.text("signerName") == "kubernetes.io/legacy-unknown":
        yield spec.problem(
            "invalid-value",
            "signerName",
            "v1 不接受 kubernetes.io/legacy-unknown；写真正的签名者",
            "v1 does not take kubernetes.io/legacy-unknown; name the real signer",
        )
    yield from unique(spec, "usages")
    data = decoded(spec.text("request"))
    block = next(pem.blocks(data), None) if data else None
    if block and spec.text("signerName") == CLIENT_SIGNER and b"system:masters" in block.body:
        yield spec.problem(
            "invalid-value",
            "request",
            f"{CLIENT_SIGNER} 不签发属于 system:masters 组的证书",
            f"{CLIENT_SIGNER} signs nothing for the group system:masters",
        )
    if data and not (block and block.type == "CERTIFICATE REQUEST"):
        yield spec.problem(
            "invalid-format",
            "request",
            "request 应为 PEM 格式证书签名请求（BEGIN CERTIFICATE REQUEST）的 base64 编码",
            "request has to be a PEM block CERTIFICATE REQUEST, encoded in base64",
        )
    wrong = _flaw(block.body) if block and block.type == "CERTIFICATE REQUEST" else None
    if wrong:
        zh, en = f"request：{wrong.zh}；重新生成它", f"request: {wrong.en}; make it anew"
        yield spec.problem("invalid-format", "request", zh, en)


def _flaw(data: bytes) -> Text | None:
    with in_extra("cryptography", "crypto"):
        from kubefence.formats.signing_requests import flaw
    return flaw(data)


TABLES = Tables(
    checks={_SPEC: (required("request", "signerName", "usages"), request)},
    fields={
        f"{_SPEC}.signerName": (must_have_form("invalid-format", signer_name, empty=True),),
        f"{_SPEC}.expirationSeconds": (must_lie_in(LEAST_SECONDS, None),),
    },
)
