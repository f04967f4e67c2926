"""Bundles of trust anchors (``ValidateClusterTrustBundle`` in pkg/apis/certificates/validation)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.errors import in_extra
from kubefence.findings import Text
from kubefence.formats import names, pem
from kubefence.formats.signers import signer_name
from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_have_form, shown

VERSIONS = ("v1", "v1beta1", "v1alpha1")
_LONGEST = 1024 * 1024
_TYPE = "CERTIFICATE"
_LONGEST_START = 58
"""How much of generateName is kept, before five characters that the server makes up."""


def named_after_signer(bundle: Site) -> Iterator[Problem]:
    """``ValidateClusterTrustBundleName``: the signer, with a colon for the slash, stands before the name."""
    metadata, spec = bundle.child("metadata"), bundle.child("spec")
    signer = spec.text("signerName") if spec else ""
    prefix = signer.replace("/", ":") + ":" if signer else ""
    name, start = (metadata.text(field) if metadata else "" for field in ("name", "generateName"))
    for field, written, wrong in (
        ("name", name, _misnamed(name, prefix) if name else None),
        ("generateName", start, _misgenerated(start, prefix, alone=not name) if start else None),
    ):
        if wrong:
            zh, en = f"名称 {shown(written)}：{wrong.zh}", f"the name {shown(written)}: {wrong.en}"
            yield bundle.problem("invalid-name", ("metadata", field), zh, en)


def _misnamed(name: str, prefix: str) -> Text | None:
    if not name.startswith(prefix):
        return Text(f"应以 {prefix} 开头", f"it has to start with {prefix}")
    if not prefix and ":" in name:
        return Text("没有 signerName 时不能含有冒号", "without signerName it cannot have a colon")
    return names.dns1123_subdomain(name.removeprefix(prefix))


def _misgenerated(start: str, prefix: str, *, alone: bool) -> Text | None:
    """The start of a name is judged by itself, a dash at its end aside, and as part of a name that it makes."""
    rest = start.removeprefix(prefix)
    masked = start[:-2] + "a" if len(rest) > 1 and rest.endswith("-") else start
    return _misnamed(masked, prefix) or (_misnamed(f"{start[:_LONGEST_START]}xxxxx", prefix) if alone else None)


def anchors(spec: Site) -> Iterator[Problem]:
    """``validateTrustBundle``: certificates of authorities, each once, and nothing else."""
    text = spec.text("trustBundle")
    wrong = _flaw(text.encode(errors="replace")) if text else None
    if wrong:
        yield spec.problem("invalid-format", "trustBundle", f"trustBundle：{wrong.zh}", f"trustBundle: {wrong.en}")


def _flaw(data: bytes) -> Text | None:
    if len(data) > _LONGEST:
        return Text("超过 1 MiB", "it has more than 1 MiB")
    seen: dict[bytes, int] = {}
    for number, block in enumerate(pem.blocks(data), 1):
        wrong = _no_anchor(block)
        if wrong:
            return Text(f"第 {number} 个证书{wrong.zh}", f"certificate {number} {wrong.en}")
        if block.body in seen:
            first = seen[block.body]
            return Text(f"第 {number} 个证书与第 {first} 个相同", f"certificate {number} is the same as {first}")
        seen[block.body] = number
    if seen:
        return None
    return Text("至少要有一个 PEM 格式的证书（BEGIN CERTIFICATE）", "it needs a certificate in PEM (BEGIN CERTIFICATE)")


def _no_anchor(block: pem.Block) -> Text | None:
    """What keeps a block from being the certificate of an authority."""
    if block.type != _TYPE:
        return Text(f"的类型是 {block.type}，应为 {_TYPE}", f"is of type {block.type}, it has to be {_TYPE}")
    if block.headers:
        return Text("带有 PEM 头部，删掉它", "has headers of PEM, remove them")
    with in_extra("cryptography", "crypto"):
        from kubefence.formats.authorities import flaw
    return flaw(block.body)


_KINDS = [f"certificates.{version}.ClusterTrustBundle" for version in VERSIONS]
_SIGNER = must_have_form("invalid-format", signer_name, empty=True)

TABLES = Tables(
    checks={
        **dict.fromkeys(_KINDS, (named_after_signer,)),
        **{f"{kind}Spec": (required("trustBundle"), anchors) for kind in _KINDS},
    },
    fields={f"{kind}Spec.signerName": (_SIGNER,) for kind in _KINDS},
)
